"""Find items by the words they share with a question: BM25 over characters and pairs."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.recent import Recent

K1 = 1.5
B = 0.75

# One question asks for the scores of the same words several times.
_KEPT = 4

# Above so many rows, a term that more than one in `_FREQUENT` has is a column: a score for each
# row. Such terms are most of what a question would add up and tell least, so that they are added
# only where they can matter.
_MANY = 4_096
_FREQUENT = 4

_ROWS = 1 << 12  # rows of columns looked at at a time: as many as the processor's cache holds
_BLOCK = 1 << 20  # postings put in their places at a time

# Of so many rows, weights are multiples of one part in `_PARTS`. Up to `_EXACT` their sums are
# exact in whatever order, so that the scores of one text can be made from those of another.
_PARTS = 2.0**14
_EXACT = 2.0**10

_ROUNDING = 1e-3  # far more than sums of scores are off
_LOW = 0.1  # a score of almost nothing
_STEP = 64  # one score in so many tells about where the highest begin

Rows = NDArray[np.int64]
Scores = NDArray[np.float32]

# Quotes break no pair: 推进“一件事” shares 进一 with 推进一件事.
QUOTES = re.compile(r"[“”‘’\"'「」『』《》〈〉]")

# A run of Latin letters and digits is one word; any other letter is a Chinese character.
# Everything else (punctuation, spaces) only ends a run.
_RUNS = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def tokens(text: str) -> list[str]:
    """The terms of a text: each character, each pair of neighbours, each Latin word or number."""
    found: list[str] = []
    for run in _RUNS.findall(QUOTES.sub("", text.lower())):
        if run.isascii():
            found.append(run)
        else:
            found.extend(run)
            found.extend(map("".join, pairwise(run)))
    return found


def ranges(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of each range from a start up to before its end, one range after the other."""
    sizes = ends - starts
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum())


def highest(scores: Scores, k: int) -> Rows:
    """Where the `k` highest scores stand, highest first; of equal ones the first."""
    places = np.arange(len(scores))
    if k < len(scores):
        # Sorting all of a province's items would cost more than everything else.
        least = _from_top(scores, k) if k else np.inf
        places = np.flatnonzero(scores >= least)
    best: Rows = places[descending(scores[places])[:k]]
    return best


def descending(scores: Scores) -> Rows:
    """Where scores stand, the highest first; of equal ones the first."""
    order = np.argsort(-scores)
    ordered = scores[order]
    if (ordered[1:] == ordered[:-1]).any():  # to keep equal ones in their order takes far longer
        order = np.argsort(-scores, kind="stable")
    return order


def _from_top(scores: Scores, k: int) -> float:
    """The `k`-th highest score, from 1."""
    return float(np.partition(scores, len(scores) - k)[len(scores) - k])


def _least(scores: Scores, k: int) -> float:
    """The `k`-th highest score, looked for among high ones alone; 0 when few are above that."""
    some = scores[::_STEP]
    # Twice as many as one in `_STEP` should be: few scores are looked at in vain.
    least = _from_top(some, min(2 + 2 * k // _STEP, len(some))) if k > 0 and len(some) else 0.0
    while least > _LOW:
        high = scores[scores >= least]
        if len(high) >= k:
            return _from_top(high, k)
        least /= 2
    return 0.0


def _in_parts(weights: Scores) -> Scores:
    """Weights that are rounded where they stand: a copy would take as much memory again."""
    np.multiply(weights, _PARTS, out=weights)
    np.rint(weights, out=weights)
    return np.divide(weights, _PARTS, out=weights)


def _by_term(
    found: NDArray[np.int32], ranks: NDArray[np.int32], starts: Rows
) -> Iterator[tuple[Rows, NDArray[np.int32], Rows]]:
    """Some postings at a time: where they were found, the rank of their term, and their place.

    Sorting all at once would take several times the memory of what it gives.
    """
    free = starts[:-1].copy()
    for at in range(0, len(found), _BLOCK):
        ranked = ranks[found[at : at + _BLOCK]]
        order = np.argsort(ranked, kind="stable")
        ranked = ranked[order]
        before = np.arange(len(ranked)) - np.searchsorted(ranked, ranked)
        yield at + order, ranked, free[ranked] + before
        free += np.bincount(ranked, minlength=len(free))


@dataclass(frozen=True, slots=True)
class _Counted:
    """The scores of every row by the rare terms of a text, these terms, and its frequent ones."""

    rare: Scores
    terms: frozenset[int]
    columns: list[int]
    exact: bool


class Keywords:
    """An inverted index: for each term, the rows that have it and what it adds to their score."""

    def __init__(
        self,
        rows: int,
        terms: Sequence[str],
        starts: NDArray[np.int64],
        postings: NDArray[np.int32],
        weights: NDArray[np.float32],
    ) -> None:
        self._rows = rows
        self._places = {term: place for place, term in enumerate(terms)}
        self._starts = starts
        self._sizes = array("q", np.diff(starts))
        self._postings = postings
        self._weights = _in_parts(weights) if rows > _MANY else weights
        often = rows // _FREQUENT if rows > _MANY else rows
        frequent = np.flatnonzero(np.asarray(self._sizes) > often).tolist()
        self._columns = {term: column for column, term in enumerate(frequent)}
        # What each frequent term adds to the score of each row: those of one row lie together,
        # so that they are at hand at once. A term of every fourth row weighs less than 4.
        self._parts = np.zeros((rows, len(self._columns)), dtype=np.uint16)
        self._most = [self._fill_column(term) for term in self._columns]
        self._recent: Recent[str, _Counted] = Recent(_KEPT)

    @classmethod
    def build(cls, texts: Sequence[str]) -> Keywords:
        """Index texts; a text's row is its place in the sequence."""
        numbers: dict[str, int] = {}
        # One number each for term, row and times: a tuple of them takes ten times the memory.
        found, rows, times = array("i"), array("i"), array("i")
        lengths = np.zeros(len(texts), dtype=np.float64)
        for row, text in enumerate(texts):
            count = Counter(tokens(text))
            lengths[row] = count.total()
            found.extend([numbers.setdefault(term, len(numbers)) for term in count])
            rows.extend([row] * len(count))
            times.extend(count.values())
        mean = lengths.mean() if lengths.sum() else 1.0
        norms = K1 * (1 - B + B * lengths / mean)
        terms = sorted(numbers)
        ranks = np.empty(len(terms), dtype=np.int32)
        ranks[[numbers[term] for term in terms]] = np.arange(len(terms), dtype=np.int32)
        sizes = np.bincount(np.asarray(found), minlength=len(terms))[np.argsort(ranks)]
        rarity = np.log1p((len(texts) - sizes + 0.5) / (sizes + 0.5))
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
        postings = np.empty(len(found), dtype=np.int32)
        weights = np.empty(len(found), dtype=np.float32)
        for taken, ranked, places in _by_term(np.asarray(found), ranks, starts):
            own, often = np.asarray(rows)[taken], np.asarray(times)[taken]
            postings[places] = own
            weights[places] = rarity[ranked] * often * (K1 + 1) / (often + norms[own])
        return cls(len(texts), terms, starts, postings, weights)

    def scores(self, text: str, rows: Rows | None = None) -> Scores:
        """The BM25 scores of some rows, or of every one; a term asked twice counts once."""
        counted = self._counted(text)
        total = counted.rare.copy() if rows is None else counted.rare.take(rows)
        for start in range(0, len(total) if counted.columns else 0, _ROWS):
            some = slice(start, start + _ROWS)
            parts = self._parts[some] if rows is None else self._parts.take(rows[some], axis=0)
            added = parts[:, counted.columns].sum(axis=1, dtype=np.int32)
            total[some] += added / np.float32(_PARTS)
        return total

    def best(self, text: str, k: int, among: Rows | None = None) -> tuple[Rows, Scores]:
        """The `k` rows that score highest, of some or of all, with their scores, highest first.

        Of equal ones the first; those that share nothing are left out.
        """
        counted = self._counted(text)
        rare = counted.rare if among is None else counted.rare[among]
        more = sum(self._most[column] for column in counted.columns)
        places = np.flatnonzero(rare >= _least(rare, k) - more - _ROUNDING)
        rows: Rows = places if among is None else among[places]
        scores = self.scores(text, rows)
        order = highest(scores, k)
        order = order[scores[order] > 0]
        return rows[order], scores[order]

    def _counted(self, text: str) -> _Counted:
        known = self._recent.get(text)
        if known is None:
            known = self._count(text)
            self._recent.put(text, known)
        return known

    def _count(self, text: str) -> _Counted:
        found = map(self._places.get, dict.fromkeys(tokens(text)))
        places = [place for place in found if place is not None]
        columns = [self._columns[place] for place in places if place in self._columns]
        rare = [place for place in places if place not in self._columns]
        total = self._added_up(rare)
        total.flags.writeable = False
        exact = self._rows > _MANY and float(total.max()) < _EXACT
        return _Counted(total, frozenset(rare), columns, exact)

    def _added_up(self, terms: Sequence[int]) -> Scores:
        """The scores of every row by some terms, made from those of a text with most of them."""
        if terms and self._rows <= _MANY:
            return self._summed(terms)
        near = self._nearest(frozenset(terms))
        known = near.terms if near else frozenset()
        total = near.rare.copy() if near else np.zeros(self._rows, dtype=np.float32)
        for term in known.difference(terms):
            np.subtract.at(total, *self._posted(term))
        for term in terms:
            if term not in known:
                np.add.at(total, *self._posted(term))
        return total

    def _summed(self, terms: Sequence[int]) -> Scores:
        """The same at one stroke, which is quicker where each term has few rows."""
        parts = [self._part(term) for term in terms]
        rows = np.concatenate([self._postings[part] for part in parts])
        weights = np.concatenate([self._weights[part] for part in parts])
        return np.bincount(rows, weights, self._rows).astype(np.float32)

    def _nearest(self, terms: frozenset[int]) -> _Counted | None:
        """The scores counted lately from which it is least to those of some terms, if any."""
        known = [one for one in self._recent.values() if one.exact]
        steps = [self._size(one.terms ^ terms) for one in known]
        least = min(steps, default=0)
        return known[steps.index(least)] if known and least < self._size(terms) else None

    def _size(self, terms: frozenset[int]) -> int:
        """How many rows have some terms, each counted by itself."""
        return sum(map(self._sizes.__getitem__, terms))

    def _posted(self, term: int) -> tuple[Rows, Scores]:
        """The rows that have a term, as they are quickest to add to, and its weights there."""
        part = self._part(term)
        return self._postings[part].astype(np.intp), self._weights[part]

    def _fill_column(self, term: int) -> float:
        """Put down what a frequent term adds to each row; the most that it adds."""
        part = self._part(term)
        self._parts[self._postings[part], self._columns[term]] = self._weights[part] * _PARTS
        return float(self._weights[part].max())

    def _part(self, place: int) -> slice:
        return slice(int(self._starts[place]), int(self._starts[place + 1]))

    def save(self, path: Path) -> None:
        """Write the index to one file."""
        with path.open("wb") as file:
            np.savez(
                file,
                rows=np.int64(self._rows),
                terms=np.frombuffer("\n".join(self._places).encode(), dtype=np.uint8),
                starts=self._starts,
                postings=self._postings,
                weights=self._weights,
            )

    @classmethod
    def load(cls, path: Path) -> Keywords:
        """An index as `save` wrote it."""
        with np.load(path) as arrays:
            text = arrays["terms"].tobytes().decode()
            terms = text.split("\n") if text else []
            rows = int(arrays["rows"])
            return cls(rows, terms, arrays["starts"], arrays["postings"], arrays["weights"])
