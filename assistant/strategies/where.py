"""Answer in which group or section of its document an item stands: 它在第几大项, 归哪个部分."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from ingest import PolicyItem

ACTS = (Act.LOOKUP, Act.LIST, Act.TALLY, Act.OUTLINE, Act.MEMBER)
ORDER = 20
_WHERE = re.compile(
    "(?:属于?|归|归在|归到|落在|放在|排在|列在|挂在|算在|算|在|是|：|，|^)(?:到|的)?"
    "(?:第几个?|哪一?个?|什么)(?:大项|大类|大组|组|序号|部分|板块|大块|块|章|篇)"
    "(?:的|里|下|下面|底下|里面|里头|来着|呢|啊)*[？?。]?$"
)
_NEXT = 5  # of those that were found
_AS_MUCH = 0.8  # of the words of the question


def answer(query: Query, bench: Bench) -> Draft | None:
    """The headings of the one item that is meant; None for a list or an item without one."""
    if not _WHERE.search(query.text) or query.bindings or query.roles:
        return None
    items = _meant(query, bench)
    if len(items) != 1:
        return None
    item = items[0]
    headings = (
        [f"第{item.group_number}大项" if item.group_number else ""] if item.group_title else []
    )
    headings = [f"{number}「{item.group_title}」" for number in headings]
    headings += [f"「{item.section}」" for _ in range(bool(item.section))]
    if not headings:
        return None
    text = f"{bench.writer.mark(item)}属于{'，在'.join(headings)}。"
    numbers = (item.group_number,) if item.group_title and item.group_number else ()
    found = Statement(text, (item,), numbers)
    return Draft((found, bench.writer.attributes(item, ())), reason="所在的大项或部分")


def _meant(query: Query, bench: Bench) -> Sequence[PolicyItem]:
    """The items by earlier turns, by number, or by their matter."""
    if query.numbers:
        one = len(query.numbers) == 1 and not query.numbers[0].of_place
        return bench.numbered(query.numbers[0], query) if one else ()
    if query.focus and not query.topic:
        return bench.index.catalogue.items_by_id(query.focus)
    if not query.topic or query.constrained:
        return ()
    decision = bench.look(query)
    if not decision.sure:
        return ()
    return _grouped(decision.items, bench) or decision.items[:1]


def _grouped(items: Sequence[PolicyItem], bench: Bench) -> Sequence[PolicyItem]:
    """The first task in a group, where the nearest item has none: a point of another document."""
    if items[0].group_title or not any(bench.vocabulary.groups):
        return ()
    best = bench.found[0].coverage
    near = (one.item for one in bench.found[:_NEXT] if one.coverage >= _AS_MUCH * best)
    return [item for item in (*items, *near) if item.group_title][:1]
