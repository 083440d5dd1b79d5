"""Find, at build time, which items of different documents are about the same thing."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from itertools import pairwise
from random import Random

import numpy as np
from numpy.typing import NDArray

from index.embedders import Vectors
from index.links import Link
from index.shared_terms import said_by_both, terms_of
from ingest import PolicyItem

# A term that more items than this have says little about any two of them.
MOST_ITEMS = 60
# Of the items that share terms with an item, so many are compared by meaning.
MOST_COMPARED = 24
MOST_LINKS = 8

# What a link's score is made of, each part in [0, 1], and the least that makes one. Chosen on the
# shipped pair of documents: at .37, nine of ten links are ones that a reader would draw.
TERMS_WEIGHT = 0.55
MEANING_WEIGHT = 0.25
HEADING_WEIGHT = 0.2
LEAST_SCORE = 0.37

_SAMPLE = 2_000


def find_links(
    items: Sequence[PolicyItem], vectors: Vectors, starts: NDArray[np.int64]
) -> list[Link]:
    """Links in both directions, best first for each item.

    Two items must share informative terms; how near their vectors are, and whether their
    headings agree, then says how good the link is. `vectors[starts[row]:starts[row + 1]]` are
    those of the item at `row`.
    """
    if len({item.doc_id for item in items}) < 2:
        return []
    finder = _Finder(items, vectors, starts)
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for row in range(len(items)):
        for other in finder.candidates(row):
            score = finder.score(row, other)
            if score >= LEAST_SCORE:
                found[row][other] = found[other][row] = score
    return [link for row in sorted(found) for link in finder.best(row, found[row])]


class _Finder:
    """What is known about all items while their links are sought."""

    def __init__(
        self, items: Sequence[PolicyItem], vectors: Vectors, starts: NDArray[np.int64]
    ) -> None:
        self._items = items
        self._vectors = [vectors[start:end] for start, end in pairwise(starts)]
        self._terms = [terms_of(item) for item in items]
        frequency = Counter(term for terms in self._terms for term in terms)
        # Squared, so that one rare phrase outweighs many common ones.
        self._weights = {
            term: math.log((len(items) + 1) / times) ** 2 for term, times in frequency.items()
        }
        self._totals = [self._weight(terms) for terms in self._terms]
        self._rows: dict[str, list[int]] = defaultdict(list)
        for row, terms in enumerate(self._terms):
            for term in terms:
                if frequency[term] <= MOST_ITEMS:
                    self._rows[term].append(row)
        self._mean, self._spread = self._usual_nearness()

    def candidates(self, row: int) -> list[int]:
        """Rows of other documents that share the most, best first."""
        document = self._items[row].doc_id
        shared: dict[int, float] = defaultdict(float)
        for term in self._terms[row]:
            for other in self._rows.get(term, ()):
                if self._items[other].doc_id != document:
                    shared[other] += self._weights[term]
        ranked = sorted(shared, key=lambda other: (-shared[other], other))
        return ranked[:MOST_COMPARED]

    def score(self, row: int, other: int) -> float:
        """How good a link between two rows is, in [0, 1]; the same both ways."""
        shared = self._weight(self._terms[row] & self._terms[other])
        least = min(self._totals[row], self._totals[other])
        contained = math.sqrt(shared / least) if least else 0.0
        away = (self._nearness(row, other) - self._mean) / self._spread
        meaning = min(max(away / 4, 0.0), 1.0)
        heading = _agreement(_heading(self._items[row]), _heading(self._items[other]))
        return TERMS_WEIGHT * contained + MEANING_WEIGHT * meaning + HEADING_WEIGHT * heading

    def best(self, row: int, scores: dict[int, float]) -> list[Link]:
        """The links of a row, best first."""
        ranked = sorted(scores, key=lambda other: (-scores[other], other))[:MOST_LINKS]
        here = self._items[row]
        return [
            Link(
                here.item_id,
                self._items[other].item_id,
                round(scores[other], 4),
                said_by_both(here, self._items[other], self._weights),
            )
            for other in ranked
        ]

    def _weight(self, terms: Set[str]) -> float:
        return math.fsum(self._weights[term] for term in terms)

    def _nearness(self, row: int, other: int) -> float:
        return float((self._vectors[row] @ self._vectors[other].T).max())

    def _usual_nearness(self) -> tuple[float, float]:
        """Mean and deviation over chance pairs of documents: embedders differ widely in both."""
        chance = Random(0)
        rows = range(len(self._items))
        pairs = [(chance.choice(rows), chance.choice(rows)) for _ in range(_SAMPLE)]
        near = [
            self._nearness(row, other)
            for row, other in pairs
            if self._items[row].doc_id != self._items[other].doc_id
        ]
        return (float(np.mean(near)), float(np.std(near)) or 1.0) if near else (0.0, 1.0)


def _heading(item: PolicyItem) -> str:
    return item.title or item.group_title or ""


def _agreement(one: str, other: str) -> float:
    """Share of the shorter heading's neighbouring characters that the longer one has too."""
    pairs, others = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    least = min(len(pairs), len(others))
    return len(pairs & others) / least if least else 0.0
