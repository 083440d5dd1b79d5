"""Open an embedder by name: a file of this folder, or any sentence-transformers model."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

# Opens every name that is not a file here.
OTHER_MODELS = "sentence_transformer"


class EmbedderMissing(RuntimeError):  # noqa: N818 - reads as what happened
    """The embedder cannot run here; the message, in Chinese, says what to install."""


class Embedder(Protocol):
    """Texts to vectors of unit length. Safe to call from several threads."""

    name: str
    revision: str  # vectors of one revision may be compared with each other
    engine: str  # what runs the weights, for information
    dimension: int

    def embed_query(self, text: str) -> Vectors:
        """The question's vector, shape (dimension,)."""
        ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (len(texts), dimension)."""
        ...


def embedder_names() -> list[str]:
    """The embedders that have a file of their own."""
    modules = pkgutil.iter_modules(__path__)
    return sorted(m.name for m in modules if not m.ispkg and m.name != OTHER_MODELS)


def open_embedder(name: str, cache: Path) -> Embedder:
    """Open an embedder; `cache` is a folder for what it makes once and keeps.

    Raises `EmbedderMissing` when its library or model is not installed.
    """
    known = name in embedder_names()
    module = importlib.import_module(f"{__name__}.{name if known else OTHER_MODELS}")
    embedder: Embedder = module.load(name, cache)
    return embedder
