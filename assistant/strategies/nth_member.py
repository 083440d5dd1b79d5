"""Answer which member has a place in a list of the text: 下放的三项许可，第三项叫什么."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.enumerations import Enumeration, list_of, list_of_so_many
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Query
from assistant.strategies import lookup
from assistant.strategies.listing import chosen_items
from index import ItemFilter
from ingest import ItemKind, PolicyItem

ORDER = 2  # before the place is taken for the number of an item
ACTS = tuple(Act)
_UNIT = "个|项|样|种|类|件|家|条"
_TASKS = "条"  # the measure of tasks and points, and of nothing that one of them lists
# 下放的三项许可, 三个全覆盖: how many things there are said to be, and of what.
_SAID = re.compile(
    f"(?<![第哪几])(?P<number>{NUMERAL})(?P<unit>{_UNIT})(?!(?:小|大|重点)?(?:任务|要点|部分|大项|处室|部门|单位|月))"
)
_PLACE = re.compile(
    f"(?:其中|里面|当中|里)?的?(?:第(?P<nth>{NUMERAL})|最(?P<last>[后末])的?一|(?P<first>头一|首))(?:{_UNIT})"
    "(?:许可|事项|业态)?(?:又|具体|应该|应|该)?"
    f"(?:(?:是|叫|指|为|算)+的?(?:什么|啥|哪一?(?:{_UNIT}))|(?P<owner>(?:是|归|由)*(?:谁|哪个?(?:处|部门|单位))))"
)
_LOOKED_AT = 3
_AS_NEAR = 0.85  # of the best item's strength


def answer(query: Query, bench: Bench) -> Draft | None:
    """The member at the place asked for, the number said put right; None without such a list."""
    place = _PLACE.search(query.text)
    said = _SAID.search(query.text[: place.start()]) if place else None
    if place is None or said is None or (query.asks_who and not place["owner"]):
        return None
    if query.filtered and not query.topic:
        return _of_items(query, place, said, bench)
    if query.bindings or not query.topic:
        return None
    if place["owner"]:
        return _of_items(query, place, said, bench) if _has_items(query.topic, bench) else None
    if said["unit"] == _TASKS and not _has_items(query.topic, bench):
        return None
    if said["unit"] == _TASKS:
        return _of_items(query, place, said, bench)
    asked = query.with_(
        act=Act.LOOKUP, numbers=(), aspects=(), filter=ItemFilter(), time_text="", ordinal=None
    )
    found = _listed(asked, read_numeral(said["number"]) or 0, bench)
    if found is None:
        return _of_items(query, place, said, bench) if _has_items(query.topic, bench) else None
    item, members = found
    number = len(members.members)
    claimed = read_numeral(said["number"]) or number
    nth = _nth(place, number)
    unit = said["unit"]
    right = f"更正：不是{claimed}{unit}，文件列出的是{number}{unit}。" if claimed != number else ""
    member = members.members[nth - 1] if nth <= number else ""
    told = f"第{nth}{unit}是“{member}”" if member else f"没有第{nth}{unit}"
    text = f"{right}{told}。\n\n文件列出的是：{members.text}{bench.writer.mark(item)}。"
    statement = Statement(text, (item,), (number, claimed, nth))
    return Draft((statement,), reason="文件中的清单")


def _items_named(topic: str, bench: Bench) -> list[PolicyItem]:
    """双随机那一大项: the items below the heading that a topic names."""
    known = bench.vocabulary
    group = known.group_holding(topic) or known.group_quoted(topic) if topic else None
    return bench.index.catalogue.items_by_id(group.item_ids) if group is not None else []


def _has_items(topic: str, bench: Bench) -> bool:
    """免申即享一共五项: a heading, or a term that several items may have."""
    return bool(_items_named(topic, bench)) or topic in bench.vocabulary.terms_in(topic)


def _of_items(
    query: Query, place: re.Match[str], said: re.Match[str], bench: Bench
) -> Draft | None:
    """医政处牵头的五项，第五项是什么: a place among the items that satisfy what is said before."""
    items = _items_named(query.topic, bench)
    if not items:
        asked = query.with_(act=Act.LIST, numbers=(), aspects=(), ordinal=None, asks_who=False)
        items = chosen_items(asked, bench) or []
        items = [item for item in items if item.kind is ItemKind.TASK] or items
    if not items:
        return None
    number, claimed = len(items), read_numeral(said["number"]) or len(items)
    nth = _nth(place, number)
    right = f"更正：不是{claimed}项，是{number}项。" if claimed != number else ""
    if place["owner"] and nth <= number:
        draft = lookup.about(query.with_(topic="", numbers=()), items[nth - 1], bench, "按次序")
        first = (Statement(right, (items[nth - 1],), (number, claimed)),) if right else ()
        return replace(draft, statements=(*first, *draft.statements))
    mark = bench.writer.mark(items[nth - 1]) if nth <= number else ""
    told = f"第{nth}项是{mark}" if mark else f"没有第{nth}项"
    text = f"{right}{told}。\n\n{bench.writer.listing(items).text}"
    statement = Statement(text, tuple(items), (number, claimed, nth))
    return Draft((statement,), reason="按目录里的次序")


def _listed(query: Query, number: int, bench: Bench) -> tuple[PolicyItem, Enumeration] | None:
    """The list of one of the items that fit best, with the item; else one of so many members."""
    if not bench.look(query).sure:
        return None
    least = _AS_NEAR * bench.found[0].strength
    near = [e.item for e in bench.found[:_LOOKED_AT] if e.strength >= least]
    words = query.topic.split()
    lists = [(item, list_of(item, query)) for item in near]
    lists += [(item, list_of_so_many(item, number, words)) for item in near]
    return next(((item, found) for item, found in lists if found is not None), None)


def _nth(place: re.Match[str], number: int) -> int:
    """The place that is asked for, from 1 on, in a list of so many."""
    if place["last"]:
        return number
    return 1 if place["first"] else read_numeral(place["nth"]) or 1
