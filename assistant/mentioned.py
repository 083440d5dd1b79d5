"""Find the items of which a sentence names a place beside other words of a question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.query import Query
from assistant.tagging import common_runs
from ingest import PolicyItem

_SENTENCES = re.compile("(?<=[。；！？\\n])")
_RUN = 3  # characters that the sentence and the question share
_SEVERAL = 2  # items; fewer are no list


def in_place(query: Query, pool: Sequence[PolicyItem]) -> list[PolicyItem]:
    """哪些行业把静安算作集聚区: those that say the same words of the place; none without several.

    Of the words that sentences share with the question, the ones that most items have count.
    """
    if not query.named_places:
        return []
    said = {item.item_id: _beside(query, item) for item in pool}
    words = {word for own in said.values() for word in own}
    most = max(words, key=lambda word: sum(word in own for own in said.values()), default="")
    found = [item for item in pool if most in said[item.item_id]] if most else []
    return found if len(found) >= _SEVERAL else []


def _beside(query: Query, item: PolicyItem) -> set[str]:
    """The stretches of the question in those sentences that name every place of it."""
    sentences = (s for s in _SENTENCES.split(item.text) if all(n in s for n in query.named_places))
    runs = (query.text[a:b] for s in sentences for a, b in common_runs(query.text, s, _RUN))
    return {run for run in runs if not any(name in run for name in query.named_places)}
