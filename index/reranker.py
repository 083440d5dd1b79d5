"""Read the best items of a search again, beside the question, with a cross-encoder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexMismatch

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

INSTALL = "pip install sentence-transformers"


class Reranker:
    """A cross-encoder of sentence-transformers. Safe to call from several threads."""

    def __init__(self, name: str, model: CrossEncoder) -> None:
        self.name = name
        self._model = model
        self._lock = Lock()

    def order(self, question: str, texts: Sequence[str]) -> NDArray[np.int64]:
        """Where the texts stand that answer the question, the best first."""
        with self._lock:
            scores = self._model.predict(
                [(question, text) for text in texts], batch_size=16, show_progress_bar=False
            )
        ordered: NDArray[np.int64] = np.argsort(-np.asarray(scores).reshape(-1), kind="stable")
        return ordered


def open_reranker(name: str) -> Reranker:
    """Open a model that is on this machine, by name or folder; raises `IndexMismatch`."""
    # The program never fetches a model by itself.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        from sentence_transformers import CrossEncoder
    except ImportError as error:
        raise IndexMismatch(f"重排模型 {name} 需要 sentence-transformers：{INSTALL}。") from error
    try:
        model = CrossEncoder(name, local_files_only=True)
    except Exception as error:  # the libraries below raise many kinds for one cause
        raise IndexMismatch(
            f"本机没有重排模型“{name}”。请先下载到本机，再把 POLICYQA_RERANKER "
            "设为模型名或模型文件夹；不设就不重排。"
        ) from error
    if model.config.num_labels != 1:
        raise IndexMismatch(
            f"“{name}”不是重排模型：它给出 {model.config.num_labels} 个分数，应为一个。"
            "请把 POLICYQA_RERANKER 设为别的模型，或不设。"
        )
    return Reranker(name, model)
