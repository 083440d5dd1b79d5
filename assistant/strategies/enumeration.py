"""Answer which members a list has: 新增哪三个业态, 包括哪些行业."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.enumerations import Enumeration, enumerations
from assistant.numerals import NUMERAL
from assistant.query import Act, Query
from ingest import PolicyItem

ORDER = 30
_SO_MANY = re.compile(f"哪(?:{NUMERAL})(?:个|种|类|家)")
ACTS = (Act.LIST, Act.LOOKUP, Act.MEMBER)
_LOOKED_AT = 3
_AS_NEAR = 0.85  # of the best item's strength; one less near has another matter's list
_NEAR = 12  # characters after a list in which its noun stands: “A”“B”三个新业态


def answer(query: Query, bench: Bench) -> Draft | None:
    """The list that an item gives, or None when the items that fit give none."""
    if query.enumerates and query.numbers and _SO_MANY.search(query.text):
        return _unnamed(query, bench)
    if not query.enumerates or query.constrained or query.wants_owner or not query.topic:
        return None
    if not bench.look(query).sure:
        return None
    least = _AS_NEAR * bench.found[0].strength
    near = [e.item for e in bench.found[:_LOOKED_AT] if e.strength >= least]
    for item in near:
        found = _list_of(item, query)
        if found is not None:
            mark = bench.writer.mark(item)
            text = f"文件列出的是：{found.text}{mark}。\n\n{bench.writer.attributes(item, ()).text}"
            return Draft((Statement(text, (item,)),), reason="文件中的清单")
    return None


def _unnamed(query: Query, bench: Bench) -> Draft | None:
    """任务9的两个行业是哪两个: a refusal where the item does not name them."""
    items = [item for reference in query.numbers for item in bench.numbered(reference, query)]
    if len(items) != 1 or enumerations(items[0].text):
        return None
    text = f"{bench.writer.mark(items[0])}没有写明具体是哪些。"
    return bench.refuse(query, text, reason="没有列出", related=items)


def _list_of(item: PolicyItem, query: Query) -> Enumeration | None:
    """The list whose noun the question names, else one of quoted names that are not the topic."""
    lists = [e for e in enumerations(item.text) if not set(e.members) & set(query.topic.split())]
    nouns = [word for word in query.topic.split() if len(word) <= 4]
    for found in lists:
        end = item.text.find(found.text) + len(found.text)
        if any(noun in item.text[end : end + _NEAR] for noun in nouns):
            return found
    return next((e for e in lists if "“" in e.text), None)
