"""Answer about an item and a group or section: 第三部分第二条, 任务38在第10大项吗."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.bench import Bench, reached
from assistant.draft import Draft, Statement
from assistant.query import Act, Noun, NumberRef, Query
from assistant.strategies import lookup
from ingest import PolicyItem

ACTS = (Act.LOOKUP, Act.LIST)
ORDER = 40
_PLACES = (Noun.GROUP, Noun.SECTION)


def answer(query: Query, bench: Bench) -> Draft | None:
    """The items of these numbers in the place, or whether the item is in it.

    None unless the question names one place, and numbers of items besides.
    """
    places = [reference for reference in query.numbers if reference.nouns[0] in _PLACES]
    inner = [reference for reference in query.numbers if reference.nouns[0] not in _PLACES]
    placed = query.ordinal is not None and not inner
    if len(places) != 1 or not (inner or placed) or query.filtered or query.same:
        return None
    homes = inner[0].doc_ids if inner else ()
    place = replace(places[0], doc_ids=places[0].doc_ids or homes)
    pool = bench.numbered(place, query)
    if len(place.numbers) > 1 or not pool:
        return None
    if query.ordinal is not None and not inner:
        at = query.ordinal - 1 if query.ordinal > 0 else query.ordinal
        chosen = pool[at : at + 1 or None]
        return lookup.several(query, chosen, bench, "按所在部分里的次序") if chosen else None
    if query.text.find(place.written) > query.text.find(inner[0].written):
        return _whether(query, place, inner, pool, bench)
    items = [item for reference in inner for item in _named(reference, pool)]
    if not items or len(items) < sum(len(reference.numbers) for reference in inner):
        return None
    return lookup.several(query, items, bench, "按所在部分里的编号")


def _whether(
    query: Query,
    place: NumberRef,
    inner: Sequence[NumberRef],
    pool: Sequence[PolicyItem],
    bench: Bench,
) -> Draft | None:
    """任务38在第10大项吗: yes, or where it is instead."""
    items = [item for reference in inner for item in bench.numbered(reference, query)]
    if not query.yes_no or len(items) != 1:
        return None
    item = items[0]
    where = item.group_title if place.nouns[0] is Noun.GROUP else item.section
    numbered = f"第{item.group_number}大项" if place.nouns[0] is Noun.GROUP else ""
    head = "是的，" if item in pool else f"不在{place.written}，"
    text = f"{head}{bench.writer.mark(item)}属于{numbered}「{where}」。"
    statement = Statement(text, (item,), place.numbers, (place.written,))
    return Draft((statement, bench.writer.attributes(item, ())), reason="按编号核对所在部分")


def _named(reference: NumberRef, pool: Sequence[PolicyItem]) -> list[PolicyItem]:
    """第二条, 前两项, 后三条 of a place."""
    if reference.span is not None:
        return reached(pool, reference.span, reference.numbers[0])
    return [item for number in reference.numbers for item in _at(number, pool)]


def _at(number: int, pool: Sequence[PolicyItem]) -> list[PolicyItem]:
    """The item of the place that has the number itself, else the one at that place of it."""
    own = [item for item in pool if item.number == number]
    return own[:1] or list(pool[number - 1 : number])
