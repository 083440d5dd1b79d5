"""Keep vectors in one NumPy array: nothing to install, and the truth to test others against."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.servers import Servers
from index.stores import Ids, Vectors


class Exact:
    """Compares a question with every row."""

    def __init__(self, ids: Ids, vectors: Vectors) -> None:
        self._ids = ids
        self._vectors = vectors

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, ids: Sequence[int] | Ids, vectors: Vectors) -> None:
        """Add vectors, shape (len(ids), dimension); an id that is there already is replaced."""
        self.remove(ids)
        self._ids = np.concatenate([self._ids, np.asarray(ids, dtype=np.int64)])
        self._vectors = np.concatenate([self._vectors, np.asarray(vectors, dtype=np.float32)])

    def remove(self, ids: Sequence[int] | Ids) -> None:
        """Take vectors out; an id that is not there is no error."""
        kept = ~np.isin(self._ids, np.asarray(ids, dtype=np.int64))
        self._ids, self._vectors = self._ids[kept], self._vectors[kept]

    def search(
        self, vector: Vectors, k: int, within: Sequence[int] | Ids | None = None
    ) -> tuple[Ids, Vectors]:
        """The `k` nearest ids and their cosines, best first, of all or of `within`."""
        ids, vectors = self._ids, self._vectors
        if within is not None:
            asked = np.isin(ids, np.asarray(within, dtype=np.int64))
            ids, vectors = ids[asked], vectors[asked]
        scores = vectors @ np.asarray(vector, dtype=np.float32)
        best = np.argsort(-scores, kind="stable")[: max(k, 0)]
        return ids[best], scores[best]

    def recall(self) -> float:
        """All are compared, so none is missed."""
        return 1.0

    def save(self, path: Path) -> None:
        """Write the store to one file."""
        with path.open("wb") as file:
            np.savez(file, ids=self._ids, vectors=self._vectors)


def new(dimension: int, servers: Servers) -> Exact:
    """An empty store; it lies in the folder."""
    return Exact(np.zeros(0, dtype=np.int64), np.zeros((0, dimension), dtype=np.float32))


def load(path: Path, servers: Servers) -> Exact:
    """A store as `save` wrote it."""
    with np.load(path) as arrays:
        return Exact(arrays["ids"], arrays["vectors"])
