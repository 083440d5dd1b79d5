"""Prove what a clause says of further columns: each value in its own column, for every item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from assistant.further import plain, told
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.words import alternation
from ingest import Cell, PolicyItem

_IS = (
    "(?:一栏|栏)?(?:中|里|上)?(?:写明|注明|标明|写)?(?:的)?"
    "(?:[为是约由均都：]|达到?|共计?|合计|\\|)*"
)
_HOLDS = "(?:同志)?(?:为|是|担任|任)?(?:其|该项目的?)?"
# A place that a cell gives may be said without the name of its column: 河东区的学府里社区.
_PLACE = re.compile(f"[{HAN}]+(?:[省市县区旗州镇乡村]|街道|社区)")
_RESPONSIBLE = re.compile("责任|牵头|配合|单位|部门|主体|负责|实施|承办|办理|经办|联系|领导|人$")
_STANDS = f"(?<![{HAN}])|(?<=[在于为是中其含和与及的市、])"
_NO_OFFICE = f"(?!级|[{HAN}]{{0,4}}?(?:局|委|办|处|厅|政府|部门|单位|公司|中心))"
_ALL = "(?:均|都)(?:为|是|有)"
_ACTS = re.compile("牵头|负责|配合|实施|承办|主办|落实|组织|推进|责任|承担|单位|部门")
_TIMED = re.compile("(?:年份|年度|时间|时限|日期|期限)$")  # 建成 of 建成年份
_AMOUNT = re.compile("(?P<n>[0-9]+(?:[.][0-9]+)?)(?P<of>[万亿]*)(?P<unit>元|[^0-9万亿|]?)")
_SIZES = {"": 1, "万": 10_000, "亿": 100_000_000}
_BOUND = f"(?:[均都也在为]|达到?)*(?P<way>不低于|不超过)(?P<amount>{_AMOUNT.pattern})"
_HOW_MANY = re.compile("(?<![0-9.])([0-9]+)[个项处家](?![月年])")
_STEM = 2  # characters of 分管领导 that say the same behind a name: 由何山分管
_PROSE = 4  # Chinese characters that make a cell a text of its own words


def prose(item: PolicyItem) -> list[str]:
    """What the further columns of an item are called, and those of their texts that tell more."""
    said = [cell.text for cell in item.cells if len(re.findall(f"[{HAN}]", cell.text)) >= _PROSE]
    return [*(plain(cell.column) for cell in item.cells), *said]


def judged(clause: str, items: Sequence[PolicyItem]) -> tuple[list[tuple[int, int]], list[str]]:
    """The stretches of a clause (letters) that are proved, and what stands in no such column."""
    names = dict.fromkeys(_letters(plain(cell.column)) for item in items for cell in item.cells)
    proved: list[tuple[int, int]] = []
    faults: list[str] = []
    others = alternation(tuple(_letters(told(c)) for item in items for c in item.cells))
    for name in names:
        values = [_values(item.cells, name) for item in items]
        said = alternation(tuple(set.intersection(*map(set, values))))
        done = _TIMED.sub("", name)
        done = re.escape(done) if _STEM <= len(done) < len(name) else "(?!)"
        found = [
            match.span()
            for pattern in (
                f"{re.escape(name)}{_IS}(?:{said})(?![0-9.])",
                f"(?<![0-9.])(?:由)?(?:{said}){_HOLDS}{re.escape(name)}",
                f"(?<![0-9.])(?:由)?(?:{said}){re.escape(name[:_STEM])}(?![{HAN}]*领导)",
                f"(?<![0-9.])(?:{said}){done}|{done}于(?:{said})(?![0-9.])",
            )
            for match in re.finditer(pattern, clause)
        ]
        proved += found
        for match in re.finditer(f"{re.escape(name)}{_IS}(?:[0-9]|{others})", clause):
            if not any(start <= match.start() < end for start, end in found):
                faults.append(f"“{match.group()}”不在所引条目的这一栏")
    return proved, faults


def places(
    clause: str, items: Sequence[PolicyItem], everything: Sequence[PolicyItem]
) -> tuple[list[tuple[int, int]], list[str]]:
    """Where a clause (letters) names a place that a cell of every item gives, and wrong counts.

    河东区3个 has to be as many as there are in all evidence.
    """
    proved: list[tuple[int, int]] = []
    faults: list[str] = []
    shared = set.intersection(*map(_places_of, items)) if items else set()
    for place in shared:
        for match in re.finditer(f"(?:{_STANDS}){re.escape(place)}{_NO_OFFICE}", clause):
            behind = clause[match.end() :]
            if _ACTS.search(clause) and not behind.startswith("的"):
                continue
            proved.append(match.span())
            counted = re.match(f"(?:的|有|共|占|内|包括|试点|社区|为)*{_HOW_MANY.pattern}", behind)
            if counted and int(counted[1]) != sum(place in _places_of(one) for one in everything):
                faults.append(f"“{place}{counted.group()}”与依据不符")
    faults += [
        f"“{match.group()}”不在所引条目的这一栏"
        for place in _told_elsewhere(clause, items, everything)
        for match in re.finditer(
            f"(?:{_STANDS}){re.escape(place)}(?=[有的共为]|安排|{_ALL})", clause
        )
    ]
    return proved, faults


def _told_elsewhere(
    clause: str, items: Sequence[PolicyItem], everything: Sequence[PolicyItem]
) -> set[str]:
    """The one place that a clause names, if cells of its items say another one for some of them.

    月湖区有桐湖古城和奥体中心, where 奥体中心 is in 高新区.
    """
    named = {p for one in (*items, *everything) for p in _places_of(one) if p in clause}
    told = [_places_of(one) for one in items]
    alone = len(named) == 1 and all(told)
    return {place for place in named if alone and not all(place in some for some in told)}


def _places_of(item: PolicyItem) -> set[str]:
    said = (
        _letters(cell.text) for cell in item.cells if not _RESPONSIBLE.search(plain(cell.column))
    )
    return {text for text in said if _PLACE.fullmatch(text)}


def bounded(
    clause: str, items: Sequence[PolicyItem], everything: Sequence[PolicyItem], question: str
) -> tuple[list[tuple[int, int]], list[str]]:
    """计划投资不低于1000万元, a bound of the question (letters) that each item's cell keeps.

    A count beside it (有3个) has to be that of all evidence that keeps it.
    """
    proved: list[tuple[int, int]] = []
    faults: list[str] = []
    asked = {_size(match) for match in _AMOUNT.finditer(question)}
    for name in dict.fromkeys(_letters(plain(cell.column)) for one in items for cell in one.cells):
        for match in re.finditer(f"{re.escape(name)}{_BOUND}", clause):
            said = _AMOUNT.fullmatch(match["amount"])
            if said is None or _size(said) not in asked:
                continue

            keeps = partial(_keeps, name=name, way=match["way"], bound=_size(said))
            if not all(map(keeps, items)):
                continue
            proved.append(match.span())
            count = _HOW_MANY.search(clause[match.end() :]) or _HOW_MANY.match(clause)
            if count and int(count[1]) != sum(map(keeps, everything)):
                faults.append(f"“{count.group()}”与依据不符")
    return proved, faults


def _keeps(item: PolicyItem, *, name: str, way: str, bound: float) -> bool:
    """Whether what an item has in a column is not below a bound, or not above it."""
    told = [_AMOUNT.fullmatch(value) for value in _values(item.cells, name)]
    sizes = [_size(one) for one in told if one]
    return bool(sizes) and all(s >= bound if way == "不低于" else s <= bound for s in sizes)


def _size(amount: re.Match[str]) -> float:
    size = float(amount["n"])
    for unit in amount["of"]:
        size *= _SIZES[unit]
    return size


def _values(cells: Sequence[Cell], name: str) -> list[str]:
    return [_letters(told(cell)) for cell in cells if _letters(plain(cell.column)) == name]


def _letters(text: str) -> str:
    return letters(canonical(text)).strip("|")
