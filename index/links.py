"""A link between items of two documents that are about the same thing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """`other_id` is related to `item_id`; `shared_terms` are what both texts say."""

    item_id: str
    other_id: str
    score: float
    shared_terms: tuple[str, ...] = ()
