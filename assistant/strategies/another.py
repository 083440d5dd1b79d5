"""Answer which the others are of so many that are said: 3月要交的有两件，除了年报另一件是什么."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Query
from assistant.strategies.listing import chosen_items
from ingest import PolicyItem

ORDER = 2
ACTS = tuple(Act)
_UNIT = "(?:件|项|条|个)"
_SAID = re.compile(
    "(?:有|是|共|一共|总共|(?:牵头|主责|负责|配合|协办|协助|参与|承接|落实|认领)(?:着|了|的)?)"
    f"(?P<number>{NUMERAL}){_UNIT}(?![月处家])"
)
_OTHERS = re.compile(
    f"(?:另外?|剩下?|余下|其余|还有)(?:的|那)*(?:(?P<number>{NUMERAL}){_UNIT}?)?(?:任务|事)?(?:又|都|呢|，)*"
    "(?:(?:是|叫|指)+(?:的)?(?:什么|啥|哪)"
    f"|哪一?(?P<which>{NUMERAL})?{_UNIT}(?:任务|事)?(?=[？?，。呢啊]|$))"
)
_PARTS = re.compile("[、，和与跟及 ]+")


def answer(query: Query, bench: Bench) -> Draft | None:
    """The items that are left, after a correction of how many there are."""
    others = _OTHERS.search(query.text)
    said = _SAID.search(query.text[: others.start()]) if others else None
    if others is None or said is None or query.follows or not query.filtered:
        return None
    items = chosen_items(query.with_(act=Act.LIST, topic="", aspects=(), excepted=""), bench) or []
    claimed = read_numeral(said["number"]) or len(items)
    if not items:
        return None
    number = len(items)
    asked = read_numeral(others["number"] or others["which"] or "1") or 1
    known = _known(query, items, claimed - asked, bench)
    rest = [item for item in items if item not in known]
    real = f"只有{number}项" if number < claimed else f"有{number}项"
    right = f"更正：不是{claimed}项，{real}。" if claimed != number else ""
    shown = rest if rest and not right else items
    head = (
        "没有另外的任务，有的是："
        if right and number == 1
        else "其余的是："
        if shown is rest
        else ""
    )
    text = f"{right}{head}\n\n{bench.writer.listing(shown).text}"
    statement = Statement(text, tuple(shown), (number, claimed))
    return Draft((statement,), reason=f"目录中符合条件的共{number}条")


def _known(
    query: Query, items: Sequence[PolicyItem], number: int, bench: Bench
) -> Sequence[PolicyItem]:
    """The items that the question names itself, so many: 除了年报, 除了年报和执法检查."""
    matter = query.excepted or query.topic
    if not matter or len(items) < 2:
        return ()
    parts = [part for part in _PARTS.split(matter) if part]
    within = [item.item_id for item in items]
    # 宣传和培训 is one matter where one item is meant.
    matters = parts if len(parts) == number else [matter]
    asked = [query.with_(topic=words, gist=words, excepted="") for words in matters]
    return [item for each in asked for item in bench.look(each, within=within).items[:1]]
