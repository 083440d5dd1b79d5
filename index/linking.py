"""Find, at build time, which items of different documents are about the same thing."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from random import Random

import numpy as np
from numpy.typing import NDArray

from index.embedders import Vectors
from index.keywords import Rows
from index.links import Link
from index.shared_terms import said_by_both, terms_of
from index.term_table import TermTable, Weights
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
) -> Iterator[Link]:
    """Links in both directions, item by item in their order, best first for each.

    Two items must share informative terms; how near their vectors are, and whether their
    headings agree, then says how good the link is. `vectors[starts[row]:starts[row + 1]]` are
    those of the item at `row`. All are found when this returns; what two items both say is
    looked for as the links are taken, since the words of all links fill more memory than all else.
    """
    if len({item.doc_id for item in items}) < 2:
        return iter(())
    terms = TermTable(map(terms_of, items), MOST_ITEMS)
    pairs = _Finder(items, vectors, starts, terms).pairs()
    return _told(items, terms, *_best(*_both_ways(*pairs)))


class _Finder:
    """What is known about all items while their links are sought."""

    def __init__(
        self,
        items: Sequence[PolicyItem],
        vectors: Vectors,
        starts: NDArray[np.int64],
        terms: TermTable,
    ) -> None:
        self._items = items
        self._vectors = vectors
        self._starts = starts.tolist()
        self._terms = terms
        self._totals = terms.totals()
        numbers: dict[str, int] = {}
        self._documents = np.array([numbers.setdefault(x.doc_id, len(numbers)) for x in items])
        self._mean, self._spread = self._usual_nearness()

    def pairs(self) -> tuple[Rows, Rows, Weights]:
        """Two rows that are linked and the score of the link, for each; some twice."""
        ones, others, scores = array("q"), array("q"), array("d")
        for row in range(len(self._items)):
            candidates = self._candidates(row)
            found = self._scores(row, candidates)
            good = found >= LEAST_SCORE
            ones.extend([row] * int(np.count_nonzero(good)))
            others.extend(candidates[good].tolist())
            scores.extend(found[good].tolist())
        return np.asarray(ones), np.asarray(others), np.asarray(scores)

    def _candidates(self, row: int) -> Rows:
        """Rows of other documents that share the most, best first."""
        rows, shares = self._terms.sharing(row)
        elsewhere = self._documents[rows] != self._documents[row]
        rows, shares = rows[elsewhere], shares[elsewhere]
        best: Rows = rows[np.argsort(-shares, kind="stable")[:MOST_COMPARED]]
        return best

    def _scores(self, row: int, others: Rows) -> Weights:
        """How good a link between a row and each of its candidates is, in [0, 1]."""
        least = np.minimum(self._totals[row], self._totals[others])
        contained = np.sqrt(self._terms.shared(row, others) / least)
        rows = others.tolist()
        meaning = np.array([self._meaning(row, other) for other in rows])
        heading = np.array([self._heading(row, other) for other in rows])
        scores: Weights = (
            TERMS_WEIGHT * contained + MEANING_WEIGHT * meaning + HEADING_WEIGHT * heading
        )
        return scores

    def _meaning(self, row: int, other: int) -> float:
        away = (self._nearness(row, other) - self._mean) / self._spread
        return min(max(away / 4, 0.0), 1.0)

    def _heading(self, row: int, other: int) -> float:
        return _agreement(_heading(self._items[row]), _heading(self._items[other]))

    def _nearness(self, row: int, other: int) -> float:
        return float((self._of(row) @ self._of(other).T).max())

    def _of(self, row: int) -> Vectors:
        return self._vectors[self._starts[row] : self._starts[row + 1]]

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


def _both_ways(ones: Rows, others: Rows, scores: Weights) -> tuple[Rows, Rows, Weights]:
    """Each pair from both its ends, and no way twice."""
    low, high = np.minimum(ones, others), np.maximum(ones, others)
    kept = np.unique(low * (high.max(initial=0) + 1) + high, return_index=True)[1]
    low, high, scores = low[kept], high[kept], scores[kept]
    both = np.concatenate([scores, scores])
    return np.concatenate([low, high]), np.concatenate([high, low]), both


def _best(rows: Rows, others: Rows, scores: Weights) -> tuple[Rows, Rows, Weights]:
    """The links of each row that are kept, row by row, best first."""
    order = np.lexsort((others, -scores, rows))
    rows = rows[order]
    kept = np.arange(len(rows)) - np.searchsorted(rows, rows) < MOST_LINKS
    order = order[kept]
    return rows[kept], others[order], scores[order]


def _told(
    items: Sequence[PolicyItem], terms: TermTable, rows: Rows, others: Rows, scores: Weights
) -> Iterator[Link]:
    """The links as a catalogue keeps them, with what both items say."""
    known, weights = -1, dict[str, float]()
    for row, other, score in zip(rows, others, scores, strict=True):
        here, there = items[row], items[other]
        if row != known:
            weighed = zip(terms_of(here), terms.weights(row).tolist(), strict=True)
            known, weights = row, dict(weighed)
        shared = said_by_both(here, there, weights)
        yield Link(here.item_id, there.item_id, round(float(score), 4), shared)


def _heading(item: PolicyItem) -> str:
    return item.title or item.group_title or ""


def _agreement(one: str, other: str) -> float:
    """Share of the shorter heading's neighbouring characters that the longer one has too."""
    pairs, others = ({text[at : at + 2] for at in range(len(text) - 1)} for text in (one, other))
    least = min(len(pairs), len(others))
    return len(pairs & others) / least if least else 0.0
