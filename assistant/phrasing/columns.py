"""Judge what a clause says of an item's columns: empty or filled, alike, the earliest."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from assistant.phrasing.ground import Ground
from assistant.phrasing.words import alternation
from ingest import DeadlineKind, Role

_WHAT = "牵头|配合|协办|协助|委属相关|相关|实施|落实|责任"
_NOUN = "(?:部门|单位|处室)"
_COLUMN = f"(?:{_WHAT}|时间|完成时间|时限)(?:的)?(?:部门|单位|处室|节点|期限|要求)?"
_LACKS = re.compile(
    "(?:并?没有|未|暂无|并无|尚未|无|不(?=涉及|设|安排))(?:[对就为给](?:此|[这该此本](?:1?项)?(?:任务|工作|事项)?))?(?:涉及|列出|列明|列|明确|写明|写出|写|安排|设置?|设定|指定|规定|限定|给出|另行?|单独|注明|提及|的)*(?:其他|具体|某1?个?)*"
    "(?:[这该此本]项)?(?:任务|工作)?(?:的)?"
    f"(?:(?P<list>{_COLUMN}(?:(?:、|和|与|及|或|以及|也没有|也未列出){_COLUMN})*)"
    "|(?P<month>完成月份|月份)(?:的)?(?:要求|期限|限制)?)"
    "|(?P<column>牵头|配合|委属相关|相关)(?:部门|单位)(?:一栏)?(?:为空|空缺|没有列出|未列出|没有写明)"
)
_HAS = re.compile(
    "(?<![没未无])(?:有|列出|列明|列有|安排|明确|设有|写明|指定|规定)+了?(?:其他|具体|明确)*的?"
    f"(?P<what>{_WHAT})(?:的)?{_NOUN}"
)
_HAS_MONTH = re.compile(
    "(?<![没未无])(?:有|规定了?|明确了?|列出了?)(?:规定|限定|要求|指定|确定|明确|单独|具体|完成|的)*月份(?:要求|期限|限制)?"
)
_COMPARED = (
    "(?:牵头|配合|协办|相关|实施|落实|时间|时限|期限|内容|侧重)(?:部门|单位|处室|节点|要求|安排)?"
)
_ALIKE = re.compile(
    f"(?P<list>{_COMPARED}(?:(?:、|和|与|及|以及){_COMPARED})*)"
    "(?:也|均|都|完全|各自?|并|有所)*(?P<how>不同|不相同|不尽相同|不一样|不一致|相同|一样|一致)"
)
_RANKED = re.compile(
    "(?:时间|时限|期限|节点|完成|到期|截止)(?:要求|节点|时间)?(?P<how>最早|最先|最紧|最晚)"
    "|(?P<done>最早|最先|最晚)(?:要求)?(?:完成|到期|截止)"
)
_ROLES = {"配合": Role.COOPERATING, "协办": Role.COOPERATING, "协助": Role.COOPERATING}
_ROLES |= {"委属相关": Role.UNIT, "相关": Role.UNIT, "实施": Role.UNIT, "落实": Role.UNIT}
_DATED = {DeadlineKind.DAY, DeadlineKind.MONTH}


def judged(
    clause: str, grounds: Sequence[Ground], everything: Sequence[Ground]
) -> tuple[str, list[str]]:
    """The clause without what it says of columns, and what of that is not so.

    `everything` is all that was found, if the model was given all: the earliest is its earliest.
    """
    faults = [
        f"“{match.group()}”与所引条目不符"
        for pattern, holds in ((_LACKS, _lacks), (_denied_role(grounds), _denies))
        for match in pattern.finditer(clause)
        if not all(holds(match, ground) for ground in grounds)
    ]
    faults += [
        f"“{match.group()}”与所引条目不符"
        for match in _RANKED.finditer(clause)
        if not _first_or_last(match, grounds, everything)
    ]
    for pattern in (_LACKS, _denied_role(grounds), _RANKED):
        clause = pattern.sub(_blank, clause)
    faults += [
        f"“{match.group()}”与所引条目不符"
        for match in _HAS.finditer(clause)
        if not all(ground.item.owners(_role(match["what"])) for ground in grounds)
    ]
    faults += [
        f"“{match.group()}”与所引条目不符"
        for match in _HAS_MONTH.finditer(clause)
        if not all(g.item.deadline and g.item.deadline.kind in _DATED for g in grounds)
    ]
    faults += [
        f"“{match.group()}”与所引条目不符"
        for match in _ALIKE.finditer(clause)
        for what in re.findall(
            "牵头|配合|协办|相关|实施|落实|时间|时限|期限|内容|侧重", match["list"]
        )
        if _alike(what, grounds) != (match["how"] in {"相同", "一样", "一致"})
    ]
    return _ALIKE.sub(_blank, clause), faults


def _blank(match: re.Match[str]) -> str:
    return "|" * len(match.group())


def _denied_role(grounds: Sequence[Ground]) -> re.Pattern[str]:
    """Owners of the evidence, said not to have a role: 区监督所不是配合部门."""
    names = {name for ground in grounds for some in ground.owners.values() for name in some}
    one = f"(?:{alternation(tuple(names))})"
    return re.compile(
        f"(?P<names>{one}(?:[、和与及]{one})*)[都均也]?(?:不是|并非|不属于)(?P<what>{_WHAT}){_NOUN}"
    )


def _denies(match: re.Match[str], ground: Ground) -> bool:
    holders = ground.owners[_role(match["what"])]
    return not any(name in match["names"] for name in holders)


def compares(clause: str) -> bool:
    """Whether a clause says that several items are alike in something, or are not."""
    return bool(_ALIKE.search(clause))


def _role(what: str) -> Role:
    return _ROLES.get(what, Role.LEAD)


def _alike(what: str, grounds: Sequence[Ground]) -> bool | None:
    """Whether several items have the same owners in a role, or the same time."""
    if len(grounds) < 2:
        return None
    if what in {"内容", "侧重"}:
        return False
    if what in {"时间", "时限", "期限"}:
        return len({one.item.deadline and one.item.deadline.text for one in grounds}) == 1
    owners = {one.item.owners(_role(what)) for one in grounds}
    return len(owners) == 1 and owners != {()}


def _lacks(match: re.Match[str], ground: Ground) -> bool:
    deadline = ground.item.deadline
    if match["month"]:
        return deadline is None or deadline.kind not in _DATED
    said = re.findall(f"{_WHAT}|时间|时限", match["list"] or match["column"])
    return not any(
        deadline if what in {"时间", "时限"} else ground.item.owners(_role(what)) for what in said
    )


def _first_or_last(
    match: re.Match[str], grounds: Sequence[Ground], everything: Sequence[Ground]
) -> bool:
    """Whether the items at hand, and no other, have the first or the last day of all."""
    here, others = {due(one) for one in grounds}, [g for g in everything if g not in grounds]
    days = [due(one) for one in others]
    if len(here) != 1 or None in here or not others or None in days:
        return False
    day = here.pop()
    early = (match["how"] or match["done"]) != "最晚"
    return all((day < other) if early else (day > other) for other in days)  # type: ignore[operator]


def due(ground: Ground) -> dt.date | None:
    """The last day of an item's time; 全年 ends with the document's year."""
    deadline, year = ground.item.deadline, ground.document.year
    if deadline is not None and deadline.kind is DeadlineKind.ALL_YEAR and year:
        return deadline.due or dt.date(year, 12, 31)
    return deadline.due if deadline else None
