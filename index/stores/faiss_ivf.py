"""Keep many vectors in FAISS lists of one byte a number, and compare the best exactly.

The lists say where to look; the vectors themselves lie in the same file, mapped and not read, and
give the cosines. What is searched within a choice of ids is compared exactly, so no filter loses
anything.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Sequence
from pathlib import Path
from typing import cast

import faiss
import numpy as np

from index.keywords import highest
from index.openmp import one_thread
from index.servers import Servers
from index.stores import Ids, Vectors

LEAST_RECALL = 0.98
# Below this many vectors, lists cost more than they save.
_LEAST = 4_096
_MOST_LISTS = 4_096
_TRAINED_ON = 64  # vectors a list
_ROUNDS = 10  # of moving the centres; more find no better lists, as `recall` shows
_PROBED = 16  # lists, to begin with
_MARGIN = 30  # at least so many more than are asked for are compared exactly
_SAMPLE = 200
_TEN = 10
_EQUAL = 1e-6  # cosines closer than this are the same
_BLOCK = 50_000  # vectors compared at a time within a choice
_HEADER = struct.Struct("<8sqqq")
_MAGIC = b"POLICYV1"


class FaissIvf:
    """Vectors in the order added; `lists` knows them by that place, None until they are made."""

    def __init__(self, ids: Ids, vectors: Vectors, lists: faiss.IndexIVF | None = None) -> None:
        self._hold(ids, vectors, lists)

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, ids: Sequence[int] | Ids, vectors: Vectors) -> None:
        """Add vectors, shape (len(ids), dimension); an id that is there already is replaced."""
        numbers, rows = np.asarray(ids, dtype=np.int64), np.asarray(vectors, dtype=np.float32)
        if not len(self):
            # The first are held as they come: joined with nothing, all would be there twice.
            self._hold(numbers, rows)
            return
        kept = ~np.isin(self._ids, numbers)
        self._hold(
            np.concatenate([self._ids[kept], numbers]), np.concatenate([self._vectors[kept], rows])
        )

    def remove(self, ids: Sequence[int] | Ids) -> None:
        """Take vectors out; an id that is not there is no error."""
        kept = ~np.isin(self._ids, np.asarray(ids, dtype=np.int64))
        self._hold(self._ids[kept], self._vectors[kept])

    def search(
        self, vector: Vectors, k: int, within: Sequence[int] | Ids | None = None
    ) -> tuple[Ids, Vectors]:
        """The `k` nearest ids and their cosines, best first, of all or of `within`."""
        row = np.ascontiguousarray(vector, dtype=np.float32)
        if within is not None:
            return self._best(row, self._places_of(np.asarray(within, dtype=np.int64)), k)
        if self._lists is None and len(self) >= _LEAST:
            self._make_lists()
        compared = k + max(_MARGIN, k // 4)
        if self._lists is None or compared > len(self) // 2:
            return self._best(row, None, k)
        with one_thread():
            places = self._lists.search(row[None], compared)[1][0]
        found = places[places >= 0]
        # Few lists hold few vectors: then all are compared.
        return self._best(row, found if len(found) >= k else None, k)

    def recall(self) -> float:
        """The share of the true ten nearest that are found, on vectors near those here.

        One that is exactly as near as the tenth counts as one of the ten: law texts repeat, and
        of equal vectors any may be found.
        """
        if len(self) < _LEAST:
            return 1.0
        if self._lists is None:
            self._make_lists()
        asked = self._sample()
        return self._found(asked, self._tenth(asked))

    def save(self, path: Path) -> None:
        """Write the store to one file: ids, vectors, lists."""
        if self._lists is None and len(self) >= _LEAST:
            self._make_lists()
        lists = np.zeros(0, np.uint8) if self._lists is None else faiss.serialize_index(self._lists)
        with path.open("wb") as file:
            file.write(_HEADER.pack(_MAGIC, *self._vectors.shape, len(lists)))
            file.write(np.ascontiguousarray(self._ids).data)
            for start in range(0, len(self), _BLOCK):
                file.write(np.ascontiguousarray(self._vectors[start : start + _BLOCK]).data)
            file.write(lists.data)

    # -- the lists

    def _hold(self, ids: Ids, vectors: Vectors, lists: faiss.IndexIVF | None = None) -> None:
        self._ids = ids
        self._vectors = vectors
        self._lists = lists
        self._truth: Vectors | None = None  # of the sample: how near the tenth is
        # A build numbers its vectors from 0: then an id is a place.
        counted = np.array_equal(ids, np.arange(len(ids)))
        self._order = None if counted else np.argsort(ids, kind="stable")
        self._ordered = ids if self._order is None else ids[self._order]

    def _make_lists(self) -> None:
        """Fill the lists, and look into more of them until enough is found."""
        size = min(_MOST_LISTS, 2 ** round(math.log2(4 * math.sqrt(len(self)))))
        kind = f"IVF{size},SQ8"
        made = faiss.index_factory(self._vectors.shape[1], kind, faiss.METRIC_INNER_PRODUCT)
        lists = cast(faiss.IndexIVF, made)
        lists.cp.niter = _ROUNDS
        step = max(1, len(self) // (size * _TRAINED_ON))
        lists.train(np.ascontiguousarray(self._vectors[::step]))
        for start in range(0, len(self), _BLOCK):
            lists.add(np.ascontiguousarray(self._vectors[start : start + _BLOCK]))
        lists.nprobe = _PROBED
        self._lists = lists
        asked = self._sample()
        tenth = self._tenth(asked)
        while self._found(asked, tenth) < LEAST_RECALL and lists.nprobe < size:
            lists.nprobe *= 2

    def _found(self, asked: Vectors, tenth: Vectors) -> float:
        """The share of ten that a search finds no farther away than the true tenth nearest."""
        found = [self.search(row, _TEN)[1] for row in asked]
        near = sum(
            np.count_nonzero(scores >= least - _EQUAL)
            for scores, least in zip(found, tenth, strict=True)
        )
        return round(float(near) / (_TEN * len(asked)), 4)

    def _tenth(self, asked: Vectors) -> Vectors:
        """The cosine of the true tenth nearest of each question; found once for all numbers."""
        if self._truth is not None:
            return self._truth
        best = np.full((len(asked), _TEN), -np.inf, dtype=np.float32)
        for start in range(0, len(self), _BLOCK):
            scores = asked @ self._vectors[start : start + _BLOCK].T
            both = np.concatenate([best, scores], axis=1)
            best = np.partition(both, both.shape[1] - _TEN, axis=1)[:, -_TEN:]
        tenth: Vectors = best.min(axis=1)
        self._truth = tenth
        return tenth

    def _sample(self) -> Vectors:
        """Unit vectors between one that is here and another: like it, and like no one exactly."""
        places = np.linspace(0, len(self) - 1, _SAMPLE).astype(np.int64)
        mixed = self._vectors[places] + 0.25 * self._vectors[places[::-1]]
        sample: Vectors = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
        return sample

    # -- the vectors

    def _places_of(self, ids: Ids) -> Ids:
        """Where ids stand, ascending; those that are not there are left out."""
        if self._order is None:
            places = ids[(ids >= 0) & (ids < len(self))]
        else:
            at = np.minimum(np.searchsorted(self._ordered, ids), len(self._ordered) - 1)
            places = self._order[at[self._ordered[at] == ids]]
        ascending = bool((places[1:] > places[:-1]).all())
        return places if ascending else np.unique(places)

    def _best(self, row: Vectors, places: Ids | None, k: int) -> tuple[Ids, Vectors]:
        """The best of the vectors at some places, or of all."""
        number = len(self) if places is None else len(places)
        scores = np.empty(number, dtype=np.float32)
        for start in range(0, number, _BLOCK):
            part = slice(start, start + _BLOCK)
            rows = self._vectors[part] if places is None else self._vectors.take(places[part], 0)
            # On this thread: a product of matrices would wake others for a question's few.
            scores[part] = np.vecdot(rows, row)
        best = highest(scores, max(k, 0))
        return self._ids[best if places is None else places[best]], scores[best]


def new(dimension: int, servers: Servers) -> FaissIvf:
    """An empty store; it lies in the folder."""
    return FaissIvf(np.zeros(0, dtype=np.int64), np.zeros((0, dimension), dtype=np.float32))


def load(path: Path, servers: Servers) -> FaissIvf:
    """A store as `save` wrote it; its vectors and lists are mapped. Raises `ValueError`."""
    data = np.memmap(path, dtype=np.uint8, mode="r")
    magic, number, dimension, size = _HEADER.unpack_from(data.data, 0)
    if magic != _MAGIC:
        raise ValueError(f"{path} is not a file of this store")
    ids_end = _HEADER.size + 8 * number
    end = ids_end + 4 * number * dimension
    ids = np.array(data[_HEADER.size : ids_end].view(np.int64))
    # As a plain array, which is mapped all the same and quicker to take rows from.
    vectors = np.asarray(data[ids_end:end].view(np.float32).reshape(number, dimension))
    lists = cast(faiss.IndexIVF, faiss.deserialize_index(data[end:])) if size else None
    return FaissIvf(ids, vectors, lists)
