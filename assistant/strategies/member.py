"""Answer whether something is in a list that the documents give, and what the list is."""

from __future__ import annotations

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.query import Act, Query

ACTS = (Act.MEMBER,)


def answer(query: Query, bench: Bench) -> Draft | None:
    """Yes or no against the list; None when no list is about it."""
    return None
