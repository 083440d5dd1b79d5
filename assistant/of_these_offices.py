"""Compare the offices that the item at hand was told of: 两家里面，哪家牵头更多."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Binding, Query
from assistant.turns import Context
from ingest import Role

_OFFICES = "(?:家|个?处室?|个?部门|个?单位|个?科室|者|边)"
# 两家里面，哪家还牵了更多别的头; 这三个处谁配合的任务最多
_WHICH = re.compile(
    f"^(?:那么?|，)*[这那]?(?:(?P<many>{NUMERAL}|几){_OFFICES}|俩处?室?|它们[两俩]?[家个]?)(?:之)?(?:里头?|里面|当中|中间|中|间)?(?:相比|比起来|比一比)?[，的]?"
    f"(?:谁家?|哪(?:一)?{_OFFICES}|哪个)(?P<rest>[^，。？]*?(?:更|最|比较)?(?:多|少|忙)[^，。？]*)[？?。]?$"
)
_ROLES = (
    (re.compile("牵|挑头|领头|主责|主办"), Role.LEAD),
    (re.compile("配合|协办|搭把?手|协助"), Role.COOPERATING),
    (re.compile("落实|承接|承办"), Role.UNIT),
)
_FEWEST = 2
# 同样由他们三家共同牵头、但时间在9月的: with a role that all of them have
_ALL_OF_THEM = re.compile(
    f"(?:还是|同样是?|也)?(?P<by>由|归)?(?:他们|它们|[这那](?=[0-9一二两三四五六七八九几]))(?P<many>{NUMERAL}|几)(?:家|个?处室?|个?部门)"
    "(?:一起|共同|联合|都|来|也|还|并列|一道)*(?=牵头?|挑头|领头|主责|主办|配合|协办)"
)
_ASKS_ITEMS = re.compile("哪(?:一|些|几)?[项条个件]|哪些|有几|多少[项条]|还有")


def of_all_these(query: Query, context: Context, read: Callable[[str], Query]) -> Query | None:
    """The list of what those whom the last answer named lead, or help with, together."""
    match = _ALL_OF_THEM.search(query.text)
    names = context.owners
    if match is None or query.bindings or query.numbers or len(context.focus) != 1:
        return None
    said = read_numeral(match["many"]) if match["many"] != "几" else len(names)
    if len(names) < _FEWEST or said != len(names) or not _ASKS_ITEMS.search(query.text):
        return None
    spelled = f"{match['by'] or ''}{'、'.join(names)}共同"
    asked = read(f"{query.text[: match.start()]}{spelled}{query.text[match.end() :]}")
    whole = len(asked.bindings) == 1 and set(asked.bindings[0].names) == set(names)
    if not whole or asked.topic or not asked.bindings[0].stated:
        return None
    act = Act.COUNT if asked.counts else Act.LIST
    return asked.with_(text=query.text, act=act, follows=True, aspects=(), pronoun=False)


def of_these_offices(query: Query, context: Context) -> Query | None:
    """The comparison of those who hold the role that was told, by how much each holds."""
    match = _WHICH.match(query.text)
    if match is None or query.bindings or query.numbers or len(context.focus) != 1:
        return None
    said = read_numeral(match["many"]) if match["many"] and match["many"] != "几" else None
    names = context.owners
    if len(names) < _FEWEST or said not in {None, len(names)}:
        return None
    role = next((role for words, role in _ROLES if words.search(match["rest"])), None)
    roles = (role,) if role else context.query.roles or (Role.LEAD,)
    sides = tuple(Binding((name,), roles, together=False) for name in names)
    return query.with_(
        follows=True, act=Act.COMPARE, bindings=sides, aspects=(), topic="", gist="", tallies=(),
        asks_who=False, more=False, pronoun=False, same=(), claim=None, claimed=None, numbers=(),
        lists=False,
    )  # fmt: skip
