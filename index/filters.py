"""What a catalogue query asks for: owners in roles, deadlines, numbers, places in a document."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from ingest import DeadlineKind, ItemKind, Role


@dataclass(frozen=True, slots=True)
class OwnerCondition:
    """Holds when any one of `names` has any one of `roles`; turned round by `negated`."""

    names: tuple[str, ...]
    roles: tuple[Role, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class CountRange:
    """Inclusive bounds on how many names a role has; None leaves a side open."""

    role: Role
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class CellCondition:
    """Holds when a cell of one of `columns` has one of `texts` in it and its amount in bounds.

    The bounds are in single units, inclusive unless `strict`; turned round by `negated`.
    """

    columns: tuple[str, ...]
    texts: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    strict: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class ItemFilter:
    """Every condition holds; an empty field asks nothing."""

    owners: tuple[OwnerCondition, ...] = ()
    owner_counts: tuple[CountRange, ...] = ()  # jointly led: CountRange(Role.LEAD, least=2)
    kinds: tuple[ItemKind, ...] = ()
    doc_ids: tuple[str, ...] = ()
    item_ids: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    sections: tuple[str, ...] = ()
    deadline_kinds: tuple[DeadlineKind, ...] = ()
    # Of the days that a deadline names, one lies between these and in one of these months.
    due_from: dt.date | None = None  # inclusive
    due_to: dt.date | None = None  # inclusive
    months: tuple[int, ...] = ()
    # The year of `due_from` and `due_to` where they are said without one (9月底前): each document
    # is asked for the same days of its own year.
    own_year: int | None = None
    either_time: bool = False  # of a kind (and its words), or else of the days: 9月和全年的
    deadline_words: tuple[str, ...] = ()  # one of them occurs in the deadline as written
    contains: tuple[str, ...] = ()  # each occurs in the group title or the text
    excluded_ids: tuple[str, ...] = ()
    cells: tuple[CellCondition, ...] = ()


def in_year(wanted: ItemFilter, year: int) -> ItemFilter:
    """A filter whose days are said of `own_year`, for documents of another year."""
    if wanted.own_year in {None, year}:
        return wanted
    start, end = (day and _same_day(day, year) for day in (wanted.due_from, wanted.due_to))
    return replace(wanted, due_from=start, due_to=end, own_year=year)


def _same_day(day: dt.date, year: int) -> dt.date:
    """A day in another year; the last day of February stays that."""
    last = calendar.monthrange(day.year, day.month)[1]
    moved = calendar.monthrange(year, day.month)[1] if day.day == last else day.day
    return day.replace(year=year, day=moved)
