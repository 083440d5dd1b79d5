"""Check how many of each kind a question takes for granted: 新增3个牵头行业、2个配合行业，对吧."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.kinds_counted import asks_kinds_counted, kinds_counted
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Query

ORDER = 3  # before the words are sought in what an item lists
ACTS = (Act.COUNT, Act.LIST, Act.LOOKUP, Act.MEMBER)
_COUNTED = re.compile(f"(?P<number>{NUMERAL})(?P<kind>(?:个|项|家|类|种|条|所)[一-鿿]{{3,8}})")
# 那2个牵头行业是哪两个, 健身房算不算那3个里的: asks for more than whether the numbers are so.
_ASKS_MORE = re.compile(
    "[哪谁几怎]|什么|啥|多少|算不算|有没有(?!问题)|里的|当中|之一|之列|我这[行家种]"
)
_LOOKED_AT = 3


def answer(query: Query, bench: Bench) -> Draft | None:
    """Whether the numbers are as the nearest item that counts such kinds has them."""
    named = query.bindings or query.numbers or query.time_text or query.follows
    asserts = query.yes_no or query.text.endswith(("？", "?", "吧"))
    if named or not (query.topic and asserts) or asks_kinds_counted(query.text):
        return None
    if not _COUNTED.search(query.text) or _ASKS_MORE.search(query.text):
        return None
    bench.look(query.with_(aspects=(), asks_who=False))
    for one in bench.found[:_LOOKED_AT]:
        told = kinds_counted(one.item.text)
        claimed = {kind: said for kind in told if (said := _claimed(kind, query.text))}
        if not claimed:
            continue
        wrong = [f"{said}" for kind, said in claimed.items() if said != _plain(kind)]
        mark = bench.writer.mark(one.item)
        head = f"更正：不是{'、'.join(wrong)}，" if wrong else "是的，"
        text = f"{head}文件写到的是{'、'.join(told)}{mark}。"
        numbers = tuple(
            n for said in wrong if (n := read_numeral(re.split("[个项家类种条所]", said)[0]))
        )
        statement = Statement(text, (one.item,), numbers, tuple(wrong))
        return Draft((statement, bench.writer.attributes(one.item, ())), reason="文件写到的数目")
    return None


def _plain(kind: str) -> str:
    """三个牵头行业 as 3个牵头行业."""
    match = _COUNTED.match(kind)
    return f"{read_numeral(match['number'])}{match['kind']}" if match else kind


def _claimed(kind: str, text: str) -> str:
    """How many of a kind the text says there are, or nothing."""
    match = _COUNTED.match(kind)
    said = re.search(f"({NUMERAL}){re.escape(match['kind'])}", text) if match else None
    return f"{read_numeral(said[1])}{match['kind']}" if match and said else ""
