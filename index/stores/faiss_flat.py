"""Keep vectors in FAISS, compared exactly, under ids of our own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import faiss
import numpy as np

from index.openmp import one_thread
from index.servers import Servers
from index.stores import Ids, Vectors


class FaissFlat:
    """Inner products over an `IndexIDMap2`; `within` narrows before the search, not after it."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def add(self, ids: Sequence[int] | Ids, vectors: Vectors) -> None:
        """Add vectors, shape (len(ids), dimension); an id that is there already is replaced."""
        self.remove(ids)
        rows = np.ascontiguousarray(vectors, dtype=np.float32)
        self._index.add_with_ids(rows, np.asarray(ids, dtype=np.int64))

    def remove(self, ids: Sequence[int] | Ids) -> None:
        """Take vectors out; an id that is not there is no error."""
        self._index.remove_ids(faiss.IDSelectorBatch(np.asarray(ids, dtype=np.int64)))

    def search(
        self, vector: Vectors, k: int, within: Sequence[int] | Ids | None = None
    ) -> tuple[Ids, Vectors]:
        """The `k` nearest ids and their cosines, best first, of all or of `within`."""
        wanted = min(k, len(self) if within is None else len(within))
        if wanted <= 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        options = None
        if within is not None:
            selector = faiss.IDSelectorBatch(np.asarray(within, dtype=np.int64))
            options = faiss.SearchParameters()
            options.sel = selector
        rows = np.ascontiguousarray(vector, dtype=np.float32).reshape(1, -1)
        with one_thread():
            scores, ids = self._index.search(rows, wanted, params=options)
        found = ids[0] >= 0  # FAISS pads with -1
        return ids[0][found], scores[0][found]

    def recall(self) -> float:
        """All are compared, so none is missed."""
        return 1.0

    def save(self, path: Path) -> None:
        """Write the store to one file."""
        # Through memory, because FAISS cannot open every path that Python can.
        path.write_bytes(faiss.serialize_index(self._index).tobytes())


def new(dimension: int, servers: Servers) -> FaissFlat:
    """An empty store; it lies in the folder."""
    return FaissFlat(faiss.IndexIDMap2(faiss.IndexFlatIP(dimension)))


def load(path: Path, servers: Servers) -> FaissFlat:
    """A store as `save` wrote it."""
    index = faiss.deserialize_index(np.frombuffer(path.read_bytes(), dtype=np.uint8))
    return FaissFlat(index)
