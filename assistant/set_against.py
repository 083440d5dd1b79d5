"""Set the item at hand against another: 跟任务13的配合处室比，少了谁; 上一个的单位跟这个一样吗."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Aspect, Query
from assistant.turns import Context

_ONES = "(?:个|件|项|条|桩|号|点)"
_WITH = "(?:跟|和|与|同|比起?|对比|对照|拿)"
_NUMBER = f"[（(]?(?:任务|要点|第)?{NUMERAL}{_ONES}?(?:任务)?[)）]?"
# 跟政务服务标准优化（任务13）的配合处室比，少了谁
_WITH_NUMBER = re.compile(
    f"^(?:那么?|它|这[个条项]|该[项条]|，)*{_WITH}(?P<matter>[^，。？0-9]{{0,16}}?){_NUMBER}"
    "(?:的|那边|那里|它)*(?P<column>[^，。？]{0,8}?)(?:那?一?栏|名单)?(?:来|放一?起|摆一?起)?"
    "(?P<says>比|相比|对比|对照|，|一样|相同|同样|一致|同一|不同|差别|区别|少|多|缺|差)"
)
_ALIKE = "(?:一样|相同|同样|一致|不同|不一样|差别|区别|同一[个家]|同不同|一不一样)"
_LACKS = re.compile("[多少缺差](?:了|出|没|来)*(?:谁|哪|几|多少)")
_DIFFERS = re.compile(f"{_ALIKE}|[多少缺差](?:了|出|没|来)*(?:谁|哪|几|多少)|少没少|多没多|比")
_EARLIER = (
    f"(?:(?:上|前)(?:面|头|边)?(?:说|讲|问|提)?(?:过)?的?[那这]?一?{_ONES}"
    f"|(?:刚才|刚刚|方才|之前)(?:说|讲|问|提)?(?:过)?的?[那这]?一?{_ONES})"
)
_THIS = f"(?:[这此本该]一?{_ONES}|它|现在这{_ONES})"
_OF = "(?:的?[^，。？]{0,8}?)"
# 上一个的单位跟这个一样吗; 它的单位跟刚才那条一样不
_BOTH = re.compile(
    f"^(?:那么?|，)*(?:{_EARLIER}{_OF}，?(?:跟|和|与|同|比){_THIS}|{_THIS}{_OF}(?:跟|和|与|同|比){_EARLIER}"
    f"|(?:跟|和|与|同|比){_EARLIER}|(?:[这那它]?两{_ONES}|[这那它]?俩|它们俩|两者)(?=[的，]|单位|配合|牵头|时间|期限|落实))(?P<rest>{_OF}，?.*)$"
)
# 14条也一样吗, 14号呢: of another number, right after one item.
_BARE = re.compile(
    f"^(?:那么?|再看|还有|，)*(?P<number>{NUMERAL})(?P<ones>[条项号点])(?=[也呢的，是跟和与归由])"
)


def numbered(query: Query, context: Context, read: Callable[[str], Query]) -> Query | None:
    """14条也一样吗 read as 第14条也一样吗, where one item is at hand and nothing is counted."""
    match = _BARE.match(query.text)
    if match is None or len(context.focus) != 1 or query.numbers:
        return None
    number = read_numeral(match["number"])
    if number is None or number < 2:
        return None
    start = match.start("number")
    return read(f"{query.text[:start]}第{number}条{query.text[match.end() :]}")


def set_against(query: Query, context: Context) -> Query | None:
    """The comparison of the item at hand with that of a number, or with the one before it."""
    if len(context.focus) != 1 or query.bindings:
        return None
    return _against_number(query, context) or _against_earlier(query, context)


def _against_number(query: Query, context: Context) -> Query | None:
    one = len(query.numbers) == 1 and len(query.numbers[0].numbers) == 1
    match = _WITH_NUMBER.match(query.text)
    if match is None or not one or query.numbers[0].of_place or query.numbers[0].span:
        return None
    says = query.text[match.start("says") :]
    if not (_LACKS if query.lists else _DIFFERS).search(says):
        return None  # 跟任务13同一个处的有哪些
    numbers = query.numbers
    if not numbers[0].doc_ids:
        home = context.focus[0].partition("#")[0]
        numbers = (replace(numbers[0], doc_ids=(home,)),)
    return _compared(query, context, context.focus).with_(numbers=numbers)


def _against_earlier(query: Query, context: Context) -> Query | None:
    """Of the two items that were spoken of last, each by itself."""
    match = _BOTH.match(query.text)
    alike = match is not None and re.search(_ALIKE, match["rest"])
    if not alike or query.numbers or query.lists:
        return None
    single = [t[0] for t in context.earlier if len(t) == 1 and t != context.focus]
    if not single:
        return None
    return _compared(query, context, (single[-1], *context.focus)).with_(numbers=())


def _compared(query: Query, context: Context, focus: tuple[str, ...]) -> Query:
    asked = tuple(a for a in query.aspects if a in _COLUMNS) or _column_said(query.text)
    asked = asked or tuple(a for a in context.query.aspects if a in _COLUMNS)
    return query.with_(
        follows=True, focus=focus, act=Act.COMPARE, same=asked or query.same, aspects=(),
        topic="", gist="", asks_who=False, yes_no=True, tallies=(), claimed=None, claim=None,
        owner_pronoun=False, counts=False,
    )  # fmt: skip


_COLUMNS = (Aspect.LEAD, Aspect.COOPERATING, Aspect.UNIT, Aspect.DEADLINE)


def _column_said(text: str) -> tuple[Aspect, ...]:
    """单位 alone is of those that carry an item out, where columns are compared."""
    return (Aspect.UNIT,) if "单位" in text else ()
