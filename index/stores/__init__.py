"""Open a vector store by name: each file of this folder is one."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.servers import LOCAL, Servers

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]


class VectorStore(Protocol):
    """Unit vectors under whole-number ids that the caller chooses. Reads are thread-safe."""

    def __len__(self) -> int: ...

    def add(self, ids: Sequence[int] | Ids, vectors: Vectors) -> None:
        """Add vectors, shape (len(ids), dimension); an id that is there already is replaced."""
        ...

    def remove(self, ids: Sequence[int] | Ids) -> None:
        """Take vectors out; an id that is not there is no error."""
        ...

    def search(
        self, vector: Vectors, k: int, within: Sequence[int] | Ids | None = None
    ) -> tuple[Ids, Vectors]:
        """The `k` nearest ids and their cosines, best first, of all or of `within`.

        Never fewer than `k` unless fewer vectors are asked about.
        """
        ...

    def recall(self) -> float:
        """The share of the true ten nearest that a search for ten finds, 0 to 1."""
        ...

    def save(self, path: Path) -> None:
        """Write the store to one file, or where on a server it lies."""
        ...


def store_names() -> list[str]:
    """The stores that have a file here."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def new_store(name: str, dimension: int, servers: Servers = LOCAL) -> VectorStore:
    """An empty store; raises `ValueError` when no file has the name."""
    store: VectorStore = _module(name).new(dimension, servers)
    return store


def load_store(name: str, path: Path, servers: Servers = LOCAL) -> VectorStore:
    """A store as `save` wrote it; raises `ValueError` when no file has the name.

    A store on a server raises `IndexUnusable` when it cannot be had there.
    """
    store: VectorStore = _module(name).load(path, servers)
    return store


def _module(name: str):  # type: ignore[no-untyped-def]
    if name not in store_names():
        raise ValueError(f"没有向量库“{name}”；现有：{'、'.join(store_names())}。")
    return importlib.import_module(f"{__name__}.{name}")
