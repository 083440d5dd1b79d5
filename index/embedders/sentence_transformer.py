"""Embed with any sentence-transformers model, by name in the local cache or by folder."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from index.embedders import EmbedderMissing, Vectors, embedder_names

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

INSTALL = "pip install sentence-transformers"


@dataclass(frozen=True, slots=True)
class Prompts:
    """What a model wants written before a question and before a passage."""

    query: str = ""
    passage: str = ""


class TransformerEmbedder:
    """A sentence-transformers model with the prompts that it was trained with."""

    def __init__(self, name: str, model: SentenceTransformer) -> None:
        self.name = name
        self.revision = _revision(name, model)
        self.engine = f"sentence-transformers on {model.device}"
        self.dimension = len(model.encode(["维"])[0])
        self.prompts = prompts_for(name, model.prompts)
        self._model = model
        self._lock = Lock()

    def embed_query(self, text: str) -> Vectors:
        """The question's vector, shape (dimension,)."""
        vector: Vectors = self._encode([text], self.prompts.query)[0]
        return vector

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (len(texts), dimension)."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return self._encode(texts, self.prompts.passage)

    def _encode(self, texts: Sequence[str], prompt: str) -> Vectors:
        with self._lock:
            rows = self._model.encode(
                list(texts),
                prompt=prompt,
                batch_size=16,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return np.asarray(rows, dtype=np.float32)


def load(name: str, cache: Path) -> TransformerEmbedder:
    """Open a model that is on this machine; raises `EmbedderMissing` when it is not."""
    # The program never fetches a model by itself.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EmbedderMissing(f"模型 {name} 需要 sentence-transformers：{INSTALL}。") from error
    try:
        model = SentenceTransformer(name, device=None, local_files_only=True)
    except Exception as error:  # the libraries below raise many kinds for one cause
        known = "、".join(embedder_names())
        raise EmbedderMissing(
            f"本机没有向量模型“{name}”。内置的有：{known}；"
            "其他模型请先下载到本机，再写模型名或模型文件夹的路径。"
        ) from error
    return TransformerEmbedder(name, model)


def prompts_for(name: str, configured: Mapping[str, str | None]) -> Prompts:
    """The model's own prompts where its configuration has them, else those of its family."""
    query = configured.get("query") or ""
    passage = configured.get("passage") or configured.get("document") or ""
    if query or passage:
        return Prompts(query, passage)
    return _family_prompts(Path(name).name.lower())


def _family_prompts(name: str) -> Prompts:
    task = "Given a web search query, retrieve relevant passages that answer the query"
    if "qwen3" in name:
        return Prompts(query=f"Instruct: {task}\nQuery:")
    if "e5" in name:
        if "instruct" in name:
            return Prompts(query=f"Instruct: {task}\nQuery: ")
        return Prompts("query: ", "passage: ")
    if "bge" in name and "zh" in name:
        return Prompts(query="为这个句子生成表示以用于检索相关文章：")
    if "bge" in name and "-en" in name:
        return Prompts(query="Represent this sentence for searching relevant passages: ")
    return Prompts()


def _revision(name: str, model: SentenceTransformer) -> str:
    """The commit of a downloaded model, or a checksum of a folder's configuration and sizes."""
    commit = getattr(getattr(model[0], "model", None), "config", None)
    if found := getattr(commit, "_commit_hash", None):
        return str(found)
    seen = hashlib.sha256()
    folder = Path(name)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        seen.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}\n".encode())
        if path.suffix == ".json" and path.stat().st_size < 1_000_000:
            seen.update(path.read_bytes())
    return seen.hexdigest()[:16]
