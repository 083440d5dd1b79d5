"""Answer which members a list has: 新增哪三个业态, 包括哪些行业."""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_NOUN = 4  # characters of a word that may be a list's noun
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
    if len(items) != 1 or _named_lists(items[0], query.topic.split()):
        return None
    text = f"{bench.writer.mark(items[0])}没有写明具体是哪些。"
    return bench.refuse(query, text, reason="没有列出", related=items)


def _list_of(item: PolicyItem, query: Query) -> Enumeration | None:
    """The list whose noun the question names, else one of quoted names that are not the topic."""
    words = query.topic.split()
    lists = [e for e in enumerations(item.text) if not set(e.members) & set(words)]
    named = [found for found in _named_lists(item, words) if found in lists]
    return next((e for e in (*named, *lists) if e in named or "“" in e.text), None)


def _named_lists(item: PolicyItem, words: Sequence[str]) -> list[Enumeration]:
    """The lists of an item that are of a noun among the words: “A”“B”三个新业态."""
    nouns = [word for word in words if len(word) <= _NOUN]
    ends = ((e, item.text.find(e.text) + len(e.text)) for e in enumerations(item.text))
    return [e for e, end in ends if any(noun in item.text[end : end + _NEAR] for noun in nouns)]
