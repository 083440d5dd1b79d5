"""An answer in the making: statements, each with the items that prove it."""

from __future__ import annotations

from dataclasses import dataclass

from ingest import PolicyItem


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or list of the answer.

    `derived` are numbers that follow from the items by counting; `denied` are names, dates and
    phrases of the user's that the statement says are not so, or that it only repeats.
    """

    text: str
    items: tuple[PolicyItem, ...] = ()
    derived: tuple[int | float, ...] = ()
    denied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What a strategy hands on to be proved."""

    statements: tuple[Statement, ...]
    refused: bool = False
    count: int | None = None
    related: tuple[PolicyItem, ...] = ()
    reason: str = ""
    alike: bool = False  # items that fit alike, of which one may be meant
    summary: bool = False  # extracts, which a language model may put in words of its own
    settled: bool = False  # a refusal that was sure of what is asked: no other reading is sought
