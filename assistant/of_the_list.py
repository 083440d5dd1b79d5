"""Whether a follow-up asks of the list at hand, and of which of it: 剩下的呢, 这14项里…, 各归谁."""

from __future__ import annotations

import re

from assistant.followups import by_department
from assistant.leaning import OF_ALL
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Noun, Query
from assistant.turns import Context
from index import ItemFilter

_MOST_OF_THEM = re.compile(
    "^[^，。任务牵头配合]{0,4}(?:谁家?|哪一?[个家](?:处室?|部门|单位|科室)?)(?:的|占|占得|手里)*最[多少]的?(?:呢|啊)?[？?。]?$"
)
_UNLIMITED = re.compile("不限|不管|不论|无论")
REMAINING = re.compile("^(?:那|那么)?(?:剩下|其余|余下|剩余|剩)的?")
# 这14项里, 九项里头
_OUT_OF = re.compile(
    f"^(?:那么?|这|，)*(?P<many>{NUMERAL})(?:项|条|件|个)(?:任务|事项)?(?:里|中|当中|之中)(?:头|面)?"
)


def asks_each(query: Query, context: Context) -> bool:
    """分别是哪个处牵头, 各自到什么时候: who has each of the items at hand, and by when."""
    named = query.topic or query.bindings or query.numbers or OF_ALL.search(query.text)
    asks = query.asks_who or bool(query.aspects)
    several = len(context.focus) > 1 or (len(context.focus) == 1 and not query.counts)
    return query.each and asks and several and not (named or query.filtered)


def remaining_of(text: str, context: Context) -> tuple[str, ...]:
    """剩下的呢: of the list before, what the last answer did not name."""
    if not (REMAINING.match(text) and context.earlier):
        return ()
    before, now = context.earlier[-1], set(context.focus)
    return tuple(item for item in before if item not in now) if now < set(before) else ()


def of_list_at_hand(query: Query, context: Context) -> bool:
    """最早的是哪项 after a list: of its items, unless all tasks are spoken of."""
    alone = query.topic or query.bindings or query.numbers or OF_ALL.search(query.text)
    dated = all(tally.by_date for tally in query.tallies)
    # 哪个处最多, of the items of a month: not where a department's own were listed
    most = _MOST_OF_THEM.search(query.text) and not by_department(context.query)
    counted = query.ranked and (most or of_so_many(query, context))
    asked = dated or counted
    return bool(
        asked and not alone and len(context.focus) > 1 and context.query.act is not Act.TALLY
    )


def of_so_many(query: Query, context: Context) -> bool:
    """这14项里一家独牵的, where 14 items are at hand: of those."""
    said = _OUT_OF.match(query.text)
    many = read_numeral(said["many"]) if said and not query.numbers else None
    return many is not None and many == len(context.focus) and many > 1


def narrows_list(query: Query, context: Context) -> bool:
    """有几项是9月的, right after a list of some items, means of that list."""
    before = context.query
    bare_filter = not (query.topic or query.numbers or query.bindings or query.doc_ids)
    fragment = query.noun not in {Noun.TASK, Noun.POINT} and (query.counts or query.lists)
    if _UNLIMITED.search(query.text):
        return False
    some = len(context.focus) > 1 and bool(before.topic or before.focus or before.numbers)
    lists = before.act in {Act.LIST, Act.COUNT} or len(before.focus) > 1
    listed = by_department(before) or (some and lists)
    return bare_filter and fragment and query.filter != ItemFilter() and listed
