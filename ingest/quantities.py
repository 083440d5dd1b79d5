"""Tell the amount that a cell or a question names: 4800 under 总投资（万元） is 48 million."""

from __future__ import annotations

import re

from ingest.items import Cell

_UNITS = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 10**6, "千万": 10**7, "亿": 10**8}
_SCALE = "百万|千万|百|千|万|亿"
_AMOUNT = re.compile(
    rf"(?:约|共|计|合计|总计|人民币|￥|¥)*(?P<number>[0-9][0-9,，]*(?:\.[0-9]+)?)(?P<scale>{_SCALE})?"
    r"[余多]?(?![0-9年月日号时:：/-])"
)
_OF_COLUMN = re.compile(rf"[（(/](?:单位[：:])?(?P<scale>{_SCALE})")


def amount_of(cell: Cell) -> float | None:
    """The amount that a cell says, in single units; None where it says anything else.

    A cell without a unit of its own has that of its header.
    """
    match = _AMOUNT.match("".join(cell.text.split()))
    if match is None or re.match(r"0[0-9]", match["number"]):
        return None
    return _number(match["number"]) * _UNITS[match["scale"] or scale_of(cell.column)]


def scale_of(column: str) -> str:
    """万 of 总投资（万元）; empty where a header names no such unit."""
    found = _OF_COLUMN.search(column)
    return found["scale"] if found else ""


def scaled(number: str, scale: str) -> float:
    """The amount of a number with a unit that a question names: 5000 and 万."""
    return _number(number) * _UNITS[scale]


def _number(said: str) -> float:
    return float(re.sub("[,，]", "", said))
