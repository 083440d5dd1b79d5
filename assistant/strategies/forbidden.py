"""Answer what a rule forbids: 坐电梯不许干哪些事, 哪些路段不让画车位."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.enumerations import numbered_members
from assistant.query import Act, Query
from ingest import PolicyItem

ACTS = (Act.LIST, Act.COUNT, Act.LOOKUP)
ORDER = 25  # before lists of items, of which none is meant
_BANNED = "(?:不许|不让|不准|不能|不可以?|不得|禁止|严禁|不要|别)"
_WHICH = "(?:哪些|哪几|什么|啥|几[类种样条]|多少[类种样条])"
_ASKS = re.compile(f"{_BANNED}[^，。？]{{0,8}}{_WHICH}|{_WHICH}[^，。？]{{0,10}}{_BANNED}")
_FORBIDS = re.compile(
    "(?:不得|禁止|严禁)[^。；：:]{0,14}(?:下列|以下|如下)|(?:下列|以下)[^。；：:]{0,16}(?:不得|禁止|严禁)"
)
_BANS = re.compile("禁止|严禁|不得|不准|不允许")
_FEW = 6  # items of a document that forbid something
_NEAR = 8  # of the items found, how far back one with such a list may stand


def answer(query: Query, bench: Bench) -> Draft | None:
    """The nearest list of what must not be done, whole; None where none is near."""
    narrowed = query.bindings or query.numbers or query.tallies or query.conditions
    if narrowed or not _ASKS.search(query.text) or query.asks_who or query.roles:
        return None
    bench.look(query)
    found = [one.item for one in bench.found[:_NEAR]]
    item = next((one for one in found if _FORBIDS.search("".join(one.text.split()))), None)
    members = numbered_members(item.text) if item is not None else ()
    if item is None or not members:
        return _said(query, bench)
    return _listed(query, item, members, bench)


def _listed(query: Query, item: PolicyItem, members: tuple[str, ...], bench: Bench) -> Draft:
    head = "".join(re.split(r"[（(][一1][）)]|1[.．、]", item.text)[0].split()).rstrip("：:")
    lines = "\n".join(f"- {member}" for member in members)
    text = f"{head}{bench.writer.mark(item)}，共**{len(members)}项**：\n\n{lines}"
    count = len(members) if query.counts or "几" in query.text else None
    return Draft((Statement(text, (item,), (len(members),)),), count=count, reason="不得做的事")


def _said(query: Query, bench: Bench) -> Draft | None:
    """哪些狗不让养: the sentences that forbid something of the nearest item of a document."""
    if len(query.doc_ids) != 1:
        return None
    items = bench.document_items(query.doc_ids[0])
    ids = [item.item_id for item in items if _BANS.search("".join(item.text.split()))]
    if not 0 < len(ids) <= _FEW:
        return None
    matter = query.topic or query.text
    bench.look(query.with_(topic=matter, gist=query.text), within=ids)
    if not bench.found:
        return None
    item = bench.found[0].item
    whole = re.split("(?<=[。；])", "".join(item.text.split()))
    said = "".join(sentence for sentence in whole if _BANS.search(sentence))
    text = f"文件里写的是：{said}{bench.writer.mark(item)}"
    return Draft((Statement(text, (item,)),), reason="不得做的事")
