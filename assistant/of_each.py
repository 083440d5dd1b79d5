"""Ask what is said of several things together of each of them: A和B，这俩归谁，哪个要先完成."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.asking import MAY_ASK, asks
from assistant.normalise import bare
from assistant.query import ASPECT_OF, Act, Aspect, Query

# The id of the item that a query's topic surely is of, where the documents say at least this
# share of it, in [0, 1]; else nothing.
Matter = Callable[[Query, float], str]
Read = Callable[[str], Query]

# 这俩牵头的是谁: of all that was named before, each by itself.
_ALL_OF_THEM = re.compile(
    "[这那它](?:些)?(?:俩|仨|[两二三四几](?:个|块|条|项|件|样|头|处|桩|档)?)(?:事|活|任务|工作)?(?:儿)?(?:都|各自?|分别)?"
    "|(?<=[，。；,;])(?:都|各自?|分别)|都(?=[是归由属])"
)
_WHICH_OF = re.compile("(?:哪[一边个家条项]|谁)[^，。]{0,4}[多少先早晚重轻]")
# 里头哪个不归基层处, 哪个有落实单位: of those, one.
_WHICH_AMONG = re.compile(
    "(?:里[头面边]?|其中|当中)?(?:哪|哪一|哪几)(?:个|项|条|件|样)(?:又|才|还|是)?(?=[不没有归由属要用需]|是(?![谁哪]))"
)
_CLAUSE = re.compile(r"[^，；？?！!。;\n]+[，；？?！!。;\n]*")
_EACH = re.compile("各自?(?=是|归|由|属)|分别|都(?=是|归|由|属)")
_LISTED = re.compile("[、，,；;]|以及|还有|[和与跟及]")
_TOLD_OF = 0.2  # of a matter's pairs of characters, where 这俩 says that there are several
_A_KIND = 6  # characters of what all that was named is: 这两个免申即享
_NUMBER = {2: "两", 3: "三", 4: "四"}
_ASKED = {
    Aspect.LEAD: "谁牵头",
    Aspect.COOPERATING: "谁配合",
    Aspect.UNIT: "委属单位是哪家",
    Aspect.DEADLINE: "什么时候完成",
}


def of_each(text: str, read: Read, matter: Matter) -> list[str]:
    """老人体检，孕前检查，这俩谁牵头: what is asked of all that was named, of each of them.

    What asks for one of them, 哪个不归基层处, is asked of them all at the end.
    """
    of_all = _ALL_OF_THEM.search(text)
    among = _WHICH_AMONG.search(text)  # A和B哪个归规划处: what is told may be all before it
    start, end = of_all.span() if of_all else (among.start(),) * 2 if among else (0, 0)
    if not start or not MAY_ASK.search(text[end:]) or _WHICH_OF.search(text, end):
        return []
    if read(text).act is Act.LINK:
        return []  # 市里要搞A、B、C，浦东这三样谁牵头: what corresponds to one point
    told, asked = text[:start].rstrip("，,、；;"), text[end:]
    clauses = _CLAUSE.findall(_EACH.sub("", asked))
    while len(clauses) > 1 and not MAY_ASK.search(clauses[0]):
        del clauses[0]  # 这两项，我想并成一页，各自归谁: what they are for
    first, *others = clauses or [""]
    if not first:
        return []  # 谁具体落实这三项？: nothing is asked after it
    which = _WHICH_AMONG.search(asked)
    if which is None:
        if read(asked).same:  # 这俩是同一个部门牵头吗: the two beside each other
            return []
        kind = bare(read(first).topic)
        if len(kind) > _A_KIND or any(read(piece).topic for piece in others):
            return []
    names = _matters(told, read, matter)
    if len(names) < 2:
        return []
    if which is None:
        return [f"{name}，{first}{''.join(others)}" for name in names]
    return _with_one_of_them(names, asked, which, read)


def _matters(told: str, read: Read, matter: Matter) -> list[str]:
    """The names of what is told, one for each item that they are of; none where it asks."""
    queries = [(part.strip(), read(part)) for part in _LISTED.split(told) if part.strip()]
    if any(asks(query) or query.same for _, query in queries):
        return []
    matters: dict[str, str] = {}
    for name, query in queries:
        item = matter(query, _TOLD_OF) if query.topic else ""
        if item:
            matters.setdefault(item, name)
    return list(matters.values())


def _with_one_of_them(names: list[str], asked: str, which: re.Match[str], read: Read) -> list[str]:
    """这三个免申即享哪个不归基层处？归谁？期限是不是都一个月份: each by itself, then the one."""
    clauses = _CLAUSE.findall(asked[which.start() :])
    before = asked[: which.start()].strip("，。；？?")
    said = read(before) if before else None
    asked_of_each = said is not None and (asks(said) or said.yes_no or said.bindings)
    kind, each = ("", before) if asked_of_each else (before, "")
    if len(bare(kind)) > _A_KIND or len(names) not in _NUMBER:
        return []
    if not each:
        wanted = [aspect for clause in clauses for aspect in _wanted(read(clause))]
        each = "、".join(_ASKED[a] for a in _ASKED if a in wanted) or _ASKED[Aspect.LEAD]
    one = clauses[0].rstrip("，。；？?")
    last = f"这{_NUMBER[len(names)]}个{one.removeprefix('里头').removeprefix('其中')}？"
    return [*(f"{name}{kind}，{each}" for name in names), last]


def _wanted(query: Query) -> list[Aspect]:
    """What a clause asks of each: 归谁 the lead, 期限都一样吗 the deadline."""
    bound = [ASPECT_OF[role] for b in query.bindings if b.stated for role in b.roles]
    led = [Aspect.LEAD] if query.asks_who or query.bindings else []
    return [a for a in (*query.aspects, *bound, *led) if a in _ASKED]
