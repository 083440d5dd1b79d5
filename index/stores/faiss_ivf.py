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

from index.stores import Ids, Vectors

LEAST_RECALL = 0.98
# Below this many vectors, lists cost more than they save.
_LEAST = 4_096
_MOST_LISTS = 4_096
_TRAINED_ON = 64  # vectors a list
_ROUNDS = 10  # of moving the centres; more find no better lists, as `recall` shows
_PROBED = 16  # lists, to begin with
_MARGIN = 4  # times as many as asked for are compared exactly
_SAMPLE = 200
_TEN = 10
_BLOCK = 50_000  # vectors compared at a time within a choice
_HEADER = struct.Struct("<8sqqq")
_MAGIC = b"POLICYV1"


class FaissIvf:
    """Vectors in the order added; `lists` knows them by that place, None until they are made."""

    def __init__(self, ids: Ids, vectors: Vectors, lists: faiss.IndexIVF | None = None) -> None:
        self._ids = ids
        self._vectors = vectors
        self._lists = lists
        self._truth: list[set[int]] | None = None
        self._order = np.argsort(ids, kind="stable")

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, ids: Sequence[int] | Ids, vectors: Vectors) -> None:
        """Add vectors, shape (len(ids), dimension); an id that is there already is replaced."""
        numbers, rows = np.asarray(ids, dtype=np.int64), np.asarray(vectors, dtype=np.float32)
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
        if self._lists is None or _MARGIN * k > len(self) // 2:
            return self._best(row, np.arange(len(self)), k)
        places = self._lists.search(row[None], _MARGIN * k)[1][0]
        found = places[places >= 0]
        # Few lists hold few vectors: then all are compared.
        return self._best(row, found if len(found) >= k else np.arange(len(self)), k)

    def recall(self) -> float:
        """The share of the true ten nearest that are found, on vectors near those here."""
        if len(self) < _LEAST:
            return 1.0
        if self._lists is None:
            self._make_lists()
        asked = self._sample()
        true = self._true_best(asked)
        found = [set(self.search(row, _TEN)[0].tolist()) for row in asked]
        hits = sum(len(one & other) for one, other in zip(true, found, strict=True))
        return round(hits / (_TEN * len(asked)), 4)

    def save(self, path: Path) -> None:
        """Write the store to one file: ids, vectors, lists."""
        if self._lists is None and len(self) >= _LEAST:
            self._make_lists()
        lists = b"" if self._lists is None else faiss.serialize_index(self._lists).tobytes()
        with path.open("wb") as file:
            file.write(_HEADER.pack(_MAGIC, *self._vectors.shape, len(lists)))
            file.write(np.ascontiguousarray(self._ids).tobytes())
            for start in range(0, len(self), _BLOCK):
                file.write(np.ascontiguousarray(self._vectors[start : start + _BLOCK]).tobytes())
            file.write(lists)

    # -- the lists

    def _hold(self, ids: Ids, vectors: Vectors) -> None:
        self._ids, self._vectors, self._lists, self._truth = ids, vectors, None, None
        self._order = np.argsort(ids, kind="stable")

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
        while self.recall() < LEAST_RECALL and lists.nprobe < size:
            lists.nprobe *= 2

    def _sample(self) -> Vectors:
        """Unit vectors between one that is here and another: like it, and like no one exactly."""
        places = np.linspace(0, len(self) - 1, _SAMPLE).astype(np.int64)
        mixed = self._vectors[places] + 0.25 * self._vectors[places[::-1]]
        sample: Vectors = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
        return sample

    def _true_best(self, asked: Vectors) -> list[set[int]]:
        """The ten nearest of each, all compared; found once for every number of lists tried."""
        if self._truth is None:
            scores = np.full((len(asked), 0), 0, dtype=np.float32)
            places = np.zeros((len(asked), 0), dtype=np.int64)
            for start in range(0, len(self), _BLOCK):
                part = asked @ self._vectors[start : start + _BLOCK].T
                at = np.tile(np.arange(start, start + part.shape[1]), (len(asked), 1))
                scores, places = np.hstack([scores, part]), np.hstack([places, at])
                best = np.argpartition(-scores, _TEN, axis=1)[:, :_TEN]
                scores = np.take_along_axis(scores, best, axis=1)
                places = np.take_along_axis(places, best, axis=1)
            self._truth = [set(self._ids[row].tolist()) for row in places]
        return self._truth

    # -- the vectors

    def _places_of(self, ids: Ids) -> Ids:
        """Where ids stand; those that are not there are left out."""
        if not len(self):
            return np.zeros(0, dtype=np.int64)
        ordered = self._ids[self._order]
        at = np.minimum(np.searchsorted(ordered, ids), len(ordered) - 1)
        places: Ids = np.unique(self._order[at[ordered[at] == ids]])
        return places

    def _best(self, row: Vectors, places: Ids, k: int) -> tuple[Ids, Vectors]:
        scores = np.empty(len(places), dtype=np.float32)
        for start in range(0, len(places), _BLOCK):
            part = slice(start, start + _BLOCK)
            scores[part] = self._vectors[places[part]] @ row
        best = np.argsort(-scores, kind="stable")[: max(k, 0)]
        return self._ids[places[best]], scores[best]


def new(dimension: int) -> FaissIvf:
    """An empty store."""
    return FaissIvf(np.zeros(0, dtype=np.int64), np.zeros((0, dimension), dtype=np.float32))


def load(path: Path) -> FaissIvf:
    """A store as `save` wrote it; its vectors and lists are mapped. Raises `ValueError`."""
    data = np.memmap(path, dtype=np.uint8, mode="r")
    magic, number, dimension, size = _HEADER.unpack_from(data.data, 0)
    if magic != _MAGIC:
        raise ValueError(f"{path} is not a file of this store")
    ids_end = _HEADER.size + 8 * number
    end = ids_end + 4 * number * dimension
    ids = np.array(data[_HEADER.size : ids_end].view(np.int64))
    vectors = data[ids_end:end].view(np.float32).reshape(number, dimension)
    lists = cast(faiss.IndexIVF, faiss.deserialize_index(data[end:])) if size else None
    return FaissIvf(ids, vectors, lists)
