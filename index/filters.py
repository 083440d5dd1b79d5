"""What a catalogue query asks for: owners in roles, deadlines, numbers, places in a document."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

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
    deadline_words: tuple[str, ...] = ()  # one of them occurs in the deadline as written
    contains: tuple[str, ...] = ()  # each occurs in the group title or the text
    excluded_ids: tuple[str, ...] = ()
