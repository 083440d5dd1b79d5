"""Answer which item has a place among those that a condition leaves: 基层处牵头的第三条是什么."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.bench import Bench, reached
from assistant.draft import Draft, Statement
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Noun, NumberRef, Query, Span, Test
from assistant.strategies import lookup
from assistant.strategies.listing import chosen_items
from index import ItemFilter
from ingest import PolicyItem

ACTS = (Act.LOOKUP, Act.LIST, Act.TALLY)
ORDER = 39  # before the place is taken for the number of an item
# What stands between the condition and the place: 基层处牵头的任务里，按顺序第三条
_AMONG = (
    "(?:的|里|中|里[面头边]|当中|之中)[，,]?(?:那些|那几[项条个件]|任务|事项|活儿?)*"
    "(?:里|中|里[面头])?[，,]?(?:按顺序|依次|排在?|数)*(?:的)?"
)
_LAST = re.compile(f"{_AMONG}(?:最[后末]的?(?:那)?一?[项条个件]|压轴|收尾|垫底|倒数)")

_PART_FROM_END = re.compile(
    f"倒着?数第(?P<back>{NUMERAL})个?(?P<part>大项|大组|大类|大?部分|大?板块)"
)


def answer(query: Query, bench: Bench) -> Draft | None:
    """The items at these places; None unless conditions leave a set that has so many.

    A number that itself names an item of the set is that item's own: 基层处牵头的第38项.
    """
    from_end = _from_end(query, bench)
    if from_end:
        return lookup.several(query.with_(ordinal=None), from_end, bench, "按所在部分的次序")
    each = all(tally.test is Test.EACH for tally in query.tallies)
    if query.topic or query.focus or query.yes_no or not query.filtered or not each:
        return None
    if query.same or query.excepted or query.edge:
        return None
    inner = [number for number in query.numbers if not number.of_place]
    said = inner[0].written if inner else ""
    among = re.search(_AMONG + re.escape(said), query.text) if said else _LAST.search(query.text)
    if among is None or any(number.nouns[0] is Noun.POINT for number in inner):
        return None
    places = tuple(number for number in query.numbers if number.of_place)
    whole = query.with_(
        act=Act.LIST, numbers=places, aspects=(), ordinal=None, tallies=(), claimed=None
    )
    pool = chosen_items(whole, bench) or []
    if any(item.number in number.numbers for item in pool for number in inner if not number.span):
        return None
    items = _at(inner, query.ordinal, pool)
    if not items:
        return _too_few(pool, bench) if pool else None
    asked = query.with_(
        act=Act.LOOKUP, numbers=(), bindings=(), filter=ItemFilter(), time_text="", tallies=()
    )
    return lookup.several(asked, items, bench, "按所列任务的次序")


def _from_end(query: Query, bench: Bench) -> list[PolicyItem]:
    """倒数第二个大项有哪几条: the items of the part or group at that place from the end."""
    said = _PART_FROM_END.search(query.text)
    if said is None or query.topic or query.focus or query.filtered or query.numbers:
        return []
    known, back = bench.vocabulary, read_numeral(said["back"]) or 1
    docs = query.doc_ids or tuple(known.has_tasks)
    if "部分" not in said["part"] and "板块" not in said["part"]:
        last = [
            (doc_id, known.group_numbers[doc_id])
            for doc_id in docs
            if doc_id in known.group_numbers
        ]
        wanted = [ItemFilter(doc_ids=(d,), groups=(end - back + 1,)) for d, (_, end) in last]
        return bench.items(wanted[0]) if len(wanted) == 1 else []
    parts = [known.sections_of[doc_id] for doc_id in docs if doc_id in known.sections_of]
    if len(parts) != 1 or back > len(parts[0]):
        return []
    return bench.index.catalogue.items_by_id(parts[0][-back].item_ids)


def _at(
    inner: Sequence[NumberRef], ordinal: int | None, pool: Sequence[PolicyItem]
) -> list[PolicyItem]:
    """The items of the set at the places said; none where it has not so many."""
    if not inner and ordinal is not None:
        at = ordinal - 1 if ordinal > 0 else ordinal
        return [pool[at]] if -len(pool) <= at < len(pool) else []
    found = [
        item
        for number in inner
        for item in (
            reached(pool, number.span, number.numbers[0])
            if number.span in {Span.FIRST, Span.LAST}
            else [pool[n - 1] for n in number.numbers if 0 < n <= len(pool)]
        )
    ]
    wanted = sum(number.numbers[0] if number.span else len(number.numbers) for number in inner)
    return found if len(found) == min(wanted, len(pool)) or any(n.span for n in inner) else []


def _too_few(pool: Sequence[PolicyItem], bench: Bench) -> Draft | None:
    """基层处牵头的第九条, of five: how many there are."""
    shown = bench.writer.listing(pool)
    text = f"没有这么多，只有{len(pool)}项：\n\n{shown.text}"
    return Draft((Statement(text, tuple(pool), (len(pool),)),), reason="按所列任务的次序")
