"""Ask back when a question points at something that no earlier turn names."""

from __future__ import annotations

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Query

ORDER = 5
ACTS = tuple(Act)


def answer(query: Query, bench: Bench) -> Draft | None:
    """A request to name the item, or None when there is something to go by."""
    points = query.pronoun or query.owner_pronoun
    named = query.topic or query.numbers or query.constrained or query.doc_ids
    placed = query.ordinal is not None or query.act is Act.TALLY
    if not points or query.follows or named or placed:
        return None
    text = "请说明您问的是哪一项，可以写任务编号，或者说说是什么事。"
    return Draft((Statement(text),), refused=True, reason="没有上文可以沿用")
