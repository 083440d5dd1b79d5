"""Which lines of a flattened table belong to which column: what suits the column's kind best."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import cache

from ingest.column_kinds import OWNER_COLUMNS, Column
from ingest.deadlines import is_date
from ingest.owners import are_offices, is_empty
from ingest.reading import Block

_NUMBER = re.compile(r"[*＊]?\s?(\d{1,3})[.．、]?|[（(](\d{1,3})[）)]")
_PERSON = re.compile("[一-鿿]{2,3}")  # or a category
_OF_PLACE = re.compile("[省市区县州旗镇乡各].{2}")


def line_number(said: str) -> int | None:
    """The number that a line is and says nothing else: 12, 3., （4）."""
    found = _NUMBER.fullmatch(said)
    return int(found[1] or found[2]) if found else None


def worth(said: str, kind: Column) -> float:
    """How well words suit a column."""
    if not said:
        return -1.0 if kind in {Column.CONTENT, Column.LEAD} else -0.4
    if is_empty(said):
        return -2.0 if kind in {Column.CONTENT, Column.NUMBER} else 0.5
    if kind is Column.NUMBER:
        return 2.0 if line_number(said) is not None else -3.0
    if kind in OWNER_COLUMNS:
        return 2.0 if are_offices(said) else -2.0
    if kind is Column.DEADLINE:
        return 2.0 if is_date(said) else -2.0
    if kind is Column.CONTENT and _PERSON.fullmatch(said):
        return 0.2
    sentence = said.endswith("。")  # 迁建政务服务中心。 is no office
    return 0.2 if not sentence and (are_offices(said) or is_date(said)) else 1.0


def _is_misplaced(said: str, kind: Column, is_task: bool) -> bool:
    """Whether 市住建局 stands under what a task aims at, in front of the column of offices."""
    aim = kind is Column.CONTENT and not is_task
    return aim and bool(_OF_PLACE.match(said)) and are_offices(said)


def _another_line(blocks: Sequence[Block], kind: Column, text: str) -> float:
    """What each further line of a cell costs: offices often have one each.

    A line that says 区教育局 is hardly the rest of a name that the lines before it begin.
    """
    if kind not in OWNER_COLUMNS:
        return 0.6
    if len(blocks) < 2:
        return 0.3
    before, last = text[blocks[0].start : blocks[-2].end], text[blocks[-1].start : blocks[-1].end]
    whole = _OF_PLACE.match(last) and are_offices(last) and not are_offices(before)
    return 0.9 if whole else 0.3


def fit(
    blocks: Sequence[Block], kinds: Sequence[Column], text: str, others: Container[int] = ()
) -> list[Block]:
    """Give each column no, one or several of a row's lines, in order, as suits the kinds best.

    Flattening loses empty cells and breaks long ones, so a row can have any number of lines.
    `others` are columns of offices that own nothing, as 评分部门; under 备注 there are hardly any.
    """
    task = kinds.index(Column.CONTENT) if Column.CONTENT in kinds else -1
    if len(blocks) == len(kinds):
        said = [text[one.start : one.end] for one in blocks]
        owned = [one for one, kind in zip(said, kinds, strict=True) if kind in OWNER_COLUMNS]
        fits = all(is_empty(one) or are_offices(one) for one in owned)
        shifted = any(map(_is_misplaced, said, kinds, (i == task for i in range(len(said)))))
        if not owned or (fits and not shifted):
            return list(blocks)

    @cache
    def best(column: int, at: int) -> tuple[float, tuple[int, ...]]:
        if column == len(kinds):
            return (0.0 if at == len(blocks) else float("-inf")), ()
        options = []
        for stop in range(at, min(at + 4, len(blocks)) + 1):
            said = text[blocks[at].start : blocks[stop - 1].end] if stop > at else ""
            more = _another_line(blocks[at:stop], kinds[column], text)
            gain = worth(said, kinds[column]) - more * max(0, stop - at - 1)
            if _is_misplaced(said, kinds[column], column == task):
                gain -= 1.2
            if kinds[column] is Column.REMARK and said and are_offices(said):
                gain += 0.6 if column in others else -1.0
            gain -= 0.5 if column == task and not said else 0.0
            rest, stops = best(column + 1, stop)
            options.append((gain + rest, (stop, *stops)))
        return max(options, key=lambda option: (option[0], option[1]))

    gain, stops = best(0, 0)
    if gain == float("-inf"):
        return list(blocks)
    row: list[Block] = []
    at = 0
    for stop in stops:
        end = row[-1].end if row else blocks[0].start
        row.append(Block(blocks[at].start, blocks[stop - 1].end) if stop > at else Block(end, end))
        at = stop
    return row
