"""Prove what a clause says of further columns: each value in its own column, for every item."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.further import plain, told
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.words import alternation
from ingest import Cell, PolicyItem

_IS = (
    "(?:一栏|栏)?(?:中|里|上)?(?:写明|注明|标明|写)?(?:的)?(?:为|是|达到?|共计?|合计|约|由|\\||：)*"
)
_HOLDS = "(?:同志)?(?:为|是|担任|任)?(?:其|该项目的?)?"
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
        found = [
            match.span()
            for pattern in (
                f"{re.escape(name)}{_IS}(?:{said})(?![0-9.])",
                f"(?<![0-9.])(?:由)?(?:{said}){_HOLDS}{re.escape(name)}",
                f"(?<![0-9.])(?:由)?(?:{said}){re.escape(name[:_STEM])}(?![{HAN}]*领导)",
            )
            for match in re.finditer(pattern, clause)
        ]
        proved += found
        for match in re.finditer(f"{re.escape(name)}{_IS}(?:[0-9]|{others})", clause):
            if not any(start <= match.start() < end for start, end in found):
                faults.append(f"“{match.group()}”不在所引条目的这一栏")
    return proved, faults


def _values(cells: Sequence[Cell], name: str) -> list[str]:
    return [_letters(told(cell)) for cell in cells if _letters(plain(cell.column)) == name]


def _letters(text: str) -> str:
    return letters(canonical(text)).strip("|")
