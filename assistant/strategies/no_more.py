"""Say that a reply told all there is: 还有别的吗."""

from __future__ import annotations

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from assistant.told_in_part import NO_MORE

ACTS = (Act.LIST,)
ORDER = 5  # before the list is shown as if it were asked for anew


def answer(query: Query, bench: Bench) -> Draft | None:
    """That there is nothing else, with the whole list once more; None for any other question."""
    if not (query.follows and query.filtered and NO_MORE.match(query.text)):
        return None
    items = bench.select(query)
    if not items:
        return None
    number, noun = len(items), bench.writer.noun(items)
    text = f"没有别的了，一共就这**{number}{noun}**：\n\n{bench.writer.listing(items).text}"
    return Draft((Statement(text, tuple(items), (number,)),), reason="都已经说到")
