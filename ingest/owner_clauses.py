"""Owners that running text names: in brackets, on a line of their own, or as a clause."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.items import Deadline
from ingest.owners import Owners, names


@dataclass(frozen=True, slots=True)
class Statement:
    """What a text states about itself; `ends` is where it ends without that statement."""

    owners: Owners
    deadline: Deadline | None
    ends: int


def read_statement(text: str, year: int | None) -> Statement:
    """The owners and deadline that a text states."""
    return Statement(Owners(), None, len(text))


def read_duties(text: str) -> Owners:
    """Owners of a cell or bracket that names several roles."""
    return Owners(lead=names(text))


def states_owners(text: str) -> bool:
    """Whether a paragraph states owners."""
    return False
