"""Answer a shop owner who asks whether a list of trades has his: 今年新增的业态里有我这行没有."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.enumerations import Enumeration, enumerations
from assistant.inclusion import INCLUDED
from assistant.membership import (
    CLEAR,
    SHORT,
    Listed,
    depends,
    listed_in,
    no,
    of_trades,
    perhaps,
    terms_of,
    yes,
)
from assistant.normalise import bare
from assistant.query import Act, Query
from ingest import PolicyItem

ACTS = (Act.MEMBER, Act.LOOKUP, Act.LIST, Act.COUNT)
ORDER = 10  # before what is only found or listed
_LOOKED_AT = 8

_TRADE = re.compile(
    f"(?:开|做|搞|干|卖|经营)(?:了|着|的是)?(?:个|家|间|一[家个间])?[^，。？]{{1,10}}的?(?=[，。！？]|$|，)"
    f"|[一-鿿]{{2,}}(?:老板|店主|掌柜|合伙人)|[一-鿿](?:{CLEAR})|医院"
    f"|[一-鿿](?:{SHORT})(?=[，。！？的算在属有是能可]|$)"
    f"|这(?:一)?行|这种|这类"
)
_NOUNS = re.compile("业态|行业|名单|目录|清单|试点")
_KIND = re.compile("[一-鿿]{2}(?:行业|业态)")
_EARLIER = re.compile(
    "(?:老|旧|原先|原来|原有|早先|以前)的?(?:那)?(?:一)?(?:几)?(?:些|批|个|种)?(?:的)?(?:业态|行业|名单|目录)"
)

_Found = tuple[PolicyItem, Enumeration]


def answer(query: Query, bench: Bench) -> Draft | None:
    """Yes, no or perhaps against the list of trades that the question is about; else None."""
    text = query.text
    if query.numbers or query.asks_who or not (INCLUDED.search(text) and _TRADE.search(text)):
        return None
    terms = terms_of(text, bench)
    lists = list(_lists(query, terms, bench))
    if not lists:
        return None
    item, found = lists[0]
    unnamed = _unlisted_kind(text, item, bench)
    if unnamed:
        return bench.refuse(query, unnamed, related=(item,), reason="清单没有列出")
    listed = listed_in(query, [item], terms)
    return _verdict(listed, bench) if listed else _without(text, item, found, bench)


def _verdict(listed: Listed, bench: Bench) -> Draft:
    return yes(listed, bench) if listed.surely else perhaps(listed, bench)


def _without(text: str, item: PolicyItem, found: Enumeration, bench: Bench) -> Draft:
    """No; or that it depends, where the asker does not say what the trade is."""
    named = _TRADE.search(re.sub("这(?:一)?(?:行|种|类)", "", text))
    return no(item, found, bench) if named else depends(item, found, bench)


def _lists(query: Query, terms: list[str], bench: Bench) -> Iterator[_Found]:
    """The lists of trades of the nearest items that share a term or a noun with the question."""
    nouns = _NOUNS.findall(query.text)
    bench.look(query.with_(aspects=()))
    items = [evidence.item for evidence in bench.found[:_LOOKED_AT]]
    context = " ".join([*terms, *nouns])
    if context:
        near = bench.finder.find(context)
        items += [e.item for e in near[:_LOOKED_AT] if e.item not in items]
    for item in items:
        for found in enumerations(item.text):
            beside = item.text[item.text.find(found.text) + len(found.text) :][:10]
            shared = any(bare(t) in bare(item.topic) for t in terms) or any(
                noun in beside for noun in nouns
            )
            if shared and of_trades(item, found):
                yield item, found


def _unlisted_kind(text: str, item: PolicyItem, bench: Bench) -> str:
    """What to say of trades that the documents only mention: 配合行业, the earlier 业态."""
    if _EARLIER.search(text):
        return "文件只列出了今年新增的，没有列出原有的有哪些，不能据此回答。"
    for kind in _KIND.findall(text):
        if kind in item.text:
            continue
        told = next((e.item for e in bench.finder.find(kind) if kind in e.item.text), None)
        if told is not None and not any(of_trades(told, e) for e in enumerations(told.text)):
            return f"文件写到了“{kind}”，但没有列出是哪些，不能据此回答。"
    return ""
