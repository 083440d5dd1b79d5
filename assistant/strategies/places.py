"""Answer whether a place is among those that an item lists: 下放黄浦区、静安区…水务局."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from ingest import PolicyItem

ACTS = (Act.LOOKUP, Act.MEMBER, Act.CLAIM, Act.LIST)
ORDER = -10  # before another place is refused as one of no document
_A_LIST = 3  # places in one sentence; fewer are told of, not listed
_LOOKED_AT = 3
_BEHIND = 0.2  # of strengths: how far behind the best item one with a list may be
_SENTENCES = re.compile("(?<=[。；！？\n])")


def answer(query: Query, bench: Bench) -> Draft | None:
    """Yes or no for each place named, against the list; None without a list of places."""
    asked = query.yes_no or query.asks_who or query.outside or query.follows
    several = (query.lists or query.counts) and not (query.yes_no and query.other_place)
    other = query.numbers or several or query.tallies or query.overrides
    names = query.named_places
    if not names or not asked or other or not (query.topic or query.focus):
        return None
    item = _item(query, bench)
    listed = _list_of(item, bench) if item is not None else ""
    if item is None or not listed:
        return None
    inside = [name for name in names if name in listed]
    outside = [name for name in names if name not in listed]
    text = f"{_verdict(inside, outside)}{bench.writer.mark(item)}写的是：{listed}"
    return Draft((Statement(text, (item,), denied=names),), reason="对照文件列出的地区")


def _item(query: Query, bench: Bench) -> PolicyItem | None:
    if query.focus and not query.topic:
        items: Sequence[PolicyItem] = bench.index.catalogue.items_by_id(query.focus)
        return items[0] if len(items) == 1 else None
    plain = query.with_(asks_who=False, aspects=(), bindings=())
    if not bench.look(plain).sure:
        return None
    least = bench.found[0].strength - _BEHIND
    near = [one.item for one in bench.found[:_LOOKED_AT] if one.strength >= least]
    return next((item for item in near if _list_of(item, bench)), None)


def _list_of(item: PolicyItem, bench: Bench) -> str:
    """The sentence with most places, where it lists any; on one line."""
    sentences = ["".join(s.split()) for s in _SENTENCES.split(item.text)]
    finder = bench.vocabulary.places
    best = max(sentences, key=lambda sentence: len(finder.named(sentence)))
    return best if len(finder.named(best)) >= _A_LIST else ""


def _verdict(inside: Sequence[str], outside: Sequence[str]) -> str:
    quoted = ["、".join(f"“{name}”" for name in names) for names in (inside, outside)]
    if not outside:
        return f"是的，{quoted[0]}{'都' if len(inside) > 1 else ''}在文件列出的范围内。"
    if not inside:
        return f"{quoted[1]}不在文件列出的范围内。"
    return f"不都是：{quoted[0]}在文件列出的范围内，{quoted[1]}不在。"
