"""The result of retrieval: one item and how near it is to the question."""

from __future__ import annotations

from dataclasses import dataclass

from ingest import PolicyItem


@dataclass(frozen=True, slots=True)
class Hit:
    """An item with its scores.

    `dense` is a cosine in [-1, 1]; `keyword` is a raw BM25 score (0 when no term is shared);
    `score` is the weighted sum of both after min-max scaling over the candidates, in [0, 1].
    """

    item: PolicyItem
    score: float
    dense: float
    keyword: float


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence of a long item, or a short item whole, and its cosine with a question."""

    item: PolicyItem
    text: str
    cosine: float
