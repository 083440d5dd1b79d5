"""Answer about an item and a group or section: 第三部分第二条, 任务38在第10大项吗."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.bench import Bench, reached
from assistant.draft import Draft, Statement
from assistant.marks import path_of, values_of
from assistant.query import Act, Noun, NumberRef, Query, Span
from assistant.strategies import lookup
from index import ItemFilter
from ingest import ItemKind, PolicyItem

ACTS = (Act.LOOKUP, Act.LIST)
ORDER = 40
_DEEP = 2  # numbers, one below the other
_LAST = re.compile("最[后末]|倒数|末尾")
_BELOW_IT = "(?:的|里面?|中|底下|下面|里头)*"
_BELOW = re.compile("(?:底下|下面|里面?|里头|中|部分|那块)的?(?:那|这)?第?")


def answer(query: Query, bench: Bench) -> Draft | None:
    """The items of these numbers in the place, or whether the item is in it.

    None unless the question names one place, and numbers of items besides.
    """
    path = _by_path(query, bench)
    if path:
        return lookup.several(query, path, bench, "按各级编号")
    group = _group_of_section(query, bench)
    if group:
        return lookup.several(query.with_(numbers=()), group, bench, "按部分里的大项")
    headed = _below_heading(query, bench)
    if headed:
        return lookup.several(query, headed, bench, "按标题下的编号")
    places = [reference for reference in query.numbers if reference.of_place]
    inner = [reference for reference in query.numbers if not reference.of_place]
    placed = query.ordinal is not None and not inner and not _is_place_itself(query, places)
    if len(places) != 1 or not (inner or placed) or query.filtered or query.same:
        return None
    homes = inner[0].doc_ids if inner else ()
    place = replace(places[0], doc_ids=places[0].doc_ids or homes)
    pool = bench.numbered(place, query)
    if len({item.doc_id for item in pool}) > 1:  # 第二大块头两条: of the table of tasks
        pool = [item for item in pool if item.kind is ItemKind.TASK] or pool
    if len(place.numbers) > 1 or not pool:
        return None
    if placed and query.ordinal is not None:
        at = query.ordinal - 1 if query.ordinal > 0 else query.ordinal
        chosen = pool[at : at + 1 or None]
        return lookup.several(query, chosen, bench, "按所在部分里的次序") if chosen else None
    if query.text.find(place.written) > query.text.find(inner[0].written):
        return _whether(query, place, inner, pool, bench)
    items = [item for reference in inner for item in _named(reference, pool)]
    if not items or len(items) < sum(len(reference.numbers) for reference in inner):
        return None
    return lookup.several(query, items, bench, "按所在部分里的编号")


def _is_place_itself(query: Query, places: Sequence[NumberRef]) -> bool:
    """最后一个大项有哪几条: what is last is the place, not an item of it."""
    last = [reference for reference in places if reference.span is Span.LAST]
    return bool(last) and not _LAST.search(query.text.replace(last[0].written, ""))


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


def _by_path(query: Query, bench: Bench) -> list[PolicyItem]:
    """第四部分（三）第2条: the item below these headings, named by their numbers in order."""
    refs = query.numbers
    if len(refs) < _DEEP or any(len(r.numbers) > 1 or r.span is not None for r in refs):
        return []
    starts = [query.text.find(r.written) for r in refs]
    ends = [start + len(r.written) for start, r in zip(starts, refs, strict=True)]
    touching = all(0 <= after - end <= 1 for end, after in zip(ends, starts[1:], strict=False))
    if not touching or min(starts) < 0:
        return []
    asked = tuple(r.numbers[0] for r in refs)
    scope = ItemFilter(doc_ids=query.doc_ids, numbers=(asked[-1],))
    found = [item for item in bench.items(scope) if values_of(path_of(item.item_id)) == asked]
    return found if len(found) == 1 or query.doc_ids else []


def _group_of_section(query: Query, bench: Bench) -> list[PolicyItem]:
    """第二部分第三个大项: the items of the third group of a part, whatever its own number."""
    refs = query.numbers
    if [ref.nouns[0] for ref in refs] != [Noun.SECTION, Noun.GROUP] or query.filtered:
        return []
    one_by_one = all(len(ref.numbers) == 1 and ref.span is None for ref in refs)
    joined = re.search(
        f"{re.escape(refs[0].written)}{_BELOW_IT}{re.escape(refs[1].written)}", query.text
    )
    if not one_by_one or joined is None:
        return []
    pool = bench.numbered(refs[0], query)
    number = refs[1].numbers[0]
    groups: dict[int, list[PolicyItem]] = {}
    for item in pool:
        if item.group_number is not None:
            groups.setdefault(item.group_number, []).append(item)
    if number in groups or len({item.doc_id for item in pool if item.group_number}) > 1:
        return groups.get(number, [])
    return list(groups.values())[number - 1] if 0 < number <= len(groups) else []


def _below_heading(query: Query, bench: Bench) -> list[PolicyItem]:
    """“资金保障”下面第4条: the number below a group or section that the topic names."""
    if len(query.numbers) != 1 or not query.topic or not _BELOW.search(query.text):
        return []
    reference = query.numbers[0]
    known, docs = bench.vocabulary, query.doc_ids
    topic = query.topic
    place = (
        known.group_named(topic, docs)
        or known.section_named(topic, docs)
        or known.group_holding(topic, docs)
        or known.section_holding(topic, docs)
    )
    if place is None or reference.of_place:
        return []
    return _named(reference, bench.index.catalogue.items_by_id(place.item_ids))


def _named(reference: NumberRef, pool: Sequence[PolicyItem]) -> list[PolicyItem]:
    """第二条, 前两项, 后三条 of a place."""
    if reference.span is not None:
        return reached(pool, reference.span, reference.numbers[0])
    return [item for number in reference.numbers for item in _at(number, pool)]


def _at(number: int, pool: Sequence[PolicyItem]) -> list[PolicyItem]:
    """The item of the place that has the number itself, else the one at that place of it."""
    own = [item for item in pool if item.number == number]
    return own[:1] or list(pool[number - 1 : number])
