"""Hold the terms of all items in a few arrays: sets of strings would take ten times the memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from index.keywords import Rows, ranges

Weights = NDArray[np.float64]

_BLOCK = 1 << 20  # terms numbered at a time
# Weights are multiples of one part in so many: their sums are exact, in whatever order.
_PARTS = 2.0**30


class TermTable:
    """The terms of each row by their numbers, what each weighs, and the rows of informative ones.

    A term that is in more than `most` rows leads to none of them: it says little about any two.
    """

    def __init__(self, texts: Iterable[Iterable[str]], most: int) -> None:
        sizes, hashes = array("q", [0]), array("Q")
        for terms in texts:
            before = len(hashes)
            hashes.extend(map(_hash, terms))
            sizes.append(len(hashes) - before)
        self._starts = np.cumsum(np.array(sizes))
        self._numbers, times = _numbered(np.asarray(hashes, dtype=np.uint64))
        self._weights = _weights(times, len(self))
        self._leading_starts, self._leading = self._leads(times, most)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def weights(self, row: int) -> Weights:
        """What each term of a row weighs, in the order of its terms."""
        weights: Weights = self._weights[self._of(row)]
        return weights

    def totals(self) -> Weights:
        """What all terms of each row weigh together."""
        return np.array([self.weights(row).sum() for row in range(len(self))])

    def sharing(self, row: int) -> tuple[Rows, Weights]:
        """The rows that informative terms of a row lead to, ascending, and what those weigh."""
        own = self._of(row)
        starts, ends = self._leading_starts[own], self._leading_starts[own + 1]
        found = self._leading[ranges(starts, ends)].astype(np.int64)
        rows, places = np.unique(found, return_inverse=True)
        return rows, _sums(places, np.repeat(self._weights[own], ends - starts), len(rows))

    def shared(self, row: int, others: Rows) -> Weights:
        """What the terms that a row has in common with each of some others weigh."""
        starts, ends = self._starts[others], self._starts[others + 1]
        theirs = self._numbers[ranges(starts, ends)]
        places = np.repeat(np.arange(len(others)), ends - starts)
        common = np.isin(theirs, self._of(row))
        return _sums(places[common], self._weights[theirs[common]], len(others))

    def _of(self, row: int) -> NDArray[np.int32]:
        return self._numbers[self._starts[row] : self._starts[row + 1]]

    def _leads(self, times: Rows, most: int) -> tuple[Rows, NDArray[np.int32]]:
        """Where the rows of each term begin, and these rows; none for a term that leads nowhere."""
        leads = (times > 1) & (times <= most)
        kept = leads[self._numbers]
        rows = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self._starts))[kept]
        order = np.argsort(self._numbers[kept], kind="stable")
        return np.cumsum(np.concatenate([[0], np.where(leads, times, 0)])), rows[order]


def _hash(term: str) -> int:
    # Python's own hash would make two builds differ, if ever two terms had the same.
    return int.from_bytes(blake2b(term.encode("utf-8", "replace"), digest_size=8).digest())


def _numbered(hashes: NDArray[np.uint64]) -> tuple[NDArray[np.int32], Rows]:
    """A number for each hash, equal ones alike, and how often each number is there."""
    known, times = np.unique(hashes, return_counts=True)
    numbers = np.empty(len(hashes), dtype=np.int32)
    for start in range(0, len(hashes), _BLOCK):
        numbers[start : start + _BLOCK] = np.searchsorted(known, hashes[start : start + _BLOCK])
    return numbers, times


def _sums(places: Rows, weights: Weights, number: int) -> Weights:
    return np.bincount(places, weights, minlength=number).astype(np.float64)


def _weights(times: Rows, rows: int) -> Weights:
    # Squared, so that one rare phrase outweighs many common ones.
    weights: Weights = np.round(np.log((rows + 1) / times) ** 2 * _PARTS) / _PARTS
    return weights
