"""The turns of a conversation, and what they were about."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.query import Query


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation; role is `user` or `assistant`."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation was about before the question at hand."""

    query: Query
    focus: tuple[str, ...]  # ids of the items that the last answer cited
    owners: tuple[str, ...] = ()  # who has the role asked about in them
    earlier: tuple[tuple[str, ...], ...] = ()  # the focus of the turns before, oldest first
    previous: Query | None = None  # what the turn before meant
    named: tuple[str, ...] = ()  # everyone whom the first of those items names, in any role
    in_part: bool = False  # the last answer told another list than the question gives
