"""Which columns of a task table name groups, which say the task, and where its number is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.column_kinds import Column
from ingest.columns import PERIOD, Header
from ingest.outline import marker
from ingest.owners import are_offices
from ingest.reading import Cell

_WHERE = re.compile("地点|地址|位置|所在|区域|范围")
_AIM = re.compile(
    r"^(?:(?:(?:19|20)\d\d\s?)?年(?:度|底)?)?(?:工作|预期|绩效)?目标值?$|^是否|^(?:项目)?(?:类别|类型)$"
)
# What has owners and aims, and is no task itself: 产业链名称.
_THING = re.compile(
    "^(?!.*(?:任务|项目|事项|工作|措施|举措|指标|活动|工程|问题|实事|目标|政策|改革)).{1,6}名称$|^.{0,4}产业链?$"
)
_OF_KIND = re.compile("(?:类别|类型|性质|级别|等级)$|^是否")  # says no task, right of one
_OF_TASKS = re.compile("目标|指标|类别|类型|性质|领域|板块|维度|方面|级别|等级|^是否")
_CLASS = re.compile("(?:领域|类别|类型|分类|板块|维度|环节)$")  # a group, left of what it groups
_FIGURE = re.compile(r"[\d.,，]+|[-—/]")
BEGINS = re.compile("^实际|销号|启动|开始|起始|开工|开展时间|计划开|起止?时间|^起$")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a row keeps its number, its group and its task text."""

    number: int | None  # the column of the task's own number
    group_number: int | None
    groups: tuple[int, ...]
    texts: tuple[int, ...]
    labelled: bool  # the task's text begins with its number


def lay_out(rows: Sequence[tuple[Cell, ...]], header: Header, text: str) -> Layout:
    """Tell groups from tasks: a group's cell is blank or merged in the rows below its first."""
    before, run = _text_run(rows, header, text)
    while len(run) > 1 and (
        _OF_KIND.search(header.words[run[-1]]) or _only_counts(rows, header, run[-1], text)
    ):
        run.pop()
    numbers = header.columns(Column.NUMBER)
    groups, merged = list(before), set(before)
    for column, following in pairwise(run):
        # Rows that have numbers of their own are tasks, whatever is merged over them.
        over = bool(_CLASS.search(header.words[column])) or any(
            _has_holes(rows, column, beside, text) for beside in (following, *numbers[-1:])
        )
        if not over:
            break
        merged.add(column)
        if header.kinds[column] is Column.CONTENT:
            groups.append(column)
    texts = tuple(column for column in run if column not in merged)
    own: int | None = numbers[-1] if numbers else None
    shared: int | None = numbers[0] if len(numbers) > 1 else None
    counts = own is not None and bool(texts) and _numbers_groups(rows, own, texts[0], text)
    labelled = bool(texts) and (own is None or counts) and _are_labelled(rows, texts[0], text)
    if counts:  # where tasks have no number of their own, it is that of their group
        own, shared = None if labelled else own, numbers[0]
    return Layout(own, shared, tuple(groups), texts, labelled)


def _text_run(
    rows: Sequence[tuple[Cell, ...]], header: Header, text: str
) -> tuple[list[int], list[int]]:
    """The columns that name a task's group, and those side by side that say the task.

    Where owners stand between content columns, the longer run is the text, since an item is one
    stretch of the document; aims alone (2024年目标) are no text beside a task, but they are
    beside the name of a thing (产业链名称).
    """
    runs: list[list[int]] = []
    for column, kind in enumerate(header.kinds):
        goes_on = bool(runs) and runs[-1][-1] == column - 1
        if kind is Column.CONTENT and not goes_on:
            runs.append([column])
        elif goes_on and (
            kind is Column.CONTENT
            or (kind is Column.OTHER and _goes_on_text(rows, column, header, text))
        ):
            runs[-1].append(column)
    if not runs:
        return [], header.columns(Column.OTHER)[:1]

    def length(run: Sequence[int]) -> int:
        """Of what is said in it, each once: a group stands merged or repeated over its tasks."""
        said = {_words(text, row[i]) for row in rows for i in run if i < len(row)}
        return sum(map(len, said))

    def says_tasks(run: Sequence[int]) -> bool:
        words = (header.words[i] for i in run)
        return any(not (_AIM.search(word) or _THING.search(word)) for word in words)

    chosen = max(range(len(runs)), key=lambda i: (says_tasks(runs[i]), length(runs[i]), i))
    return [column for run in runs[:chosen] for column in run], runs[chosen]


def _goes_on_text(rows: Sequence[tuple[Cell, ...]], column: int, header: Header, text: str) -> bool:
    """Whether a column of no known kind can be text: not offices, nor what 一季度 is to bring."""
    named = header.names[column] if header.names else ""
    return not (PERIOD.fullmatch(named) or names_offices(rows, column, header, text))


def further_columns(header: Header, layout: Layout) -> tuple[int, ...]:
    """The columns that say something else of a task: 总投资, 分管领导, 类别, 年度目标, 备注.

    Beside the task's own words only those are, whose header says no task.
    """
    ends = [i for i in header.columns(Column.DEADLINE) if not BEGINS.search(header.words[i])]

    def is_further(column: int, kind: Column) -> bool:
        if not header.words[column] or column in layout.groups or column in layout.texts[:1]:
            return False
        if kind is Column.CONTENT and column in layout.texts:
            return _OF_TASKS.search(header.words[column]) is not None
        if kind is Column.DEADLINE:
            return bool(ends) and column not in ends
        # 责任人 over offices with a person each says who leads, and by whom.
        persons = kind is Column.LEAD and header.words[column].endswith("人")
        return persons or kind in {Column.CONTENT, Column.REMARK, Column.OTHER}

    return tuple(i for i, kind in enumerate(header.kinds) if is_further(i, kind))


def _only_counts(rows: Sequence[tuple[Cell, ...]], header: Header, column: int, text: str) -> bool:
    """Whether a column of no known kind has nothing but figures: 总投资（万元） behind a task."""
    said = [_words(text, row[column]) for row in rows if column < len(row)]
    filled = [one for one in said if one]
    other = header.kinds[column] is Column.OTHER
    return other and bool(filled) and all(map(_FIGURE.fullmatch, filled))


def names_offices(rows: Sequence[tuple[Cell, ...]], column: int, header: Header, text: str) -> bool:
    """Whether a column names offices that do something; 建设地点 only says where."""
    return not _WHERE.search(header.words[column]) and holds_offices(rows, column, text)


def holds_offices(rows: Sequence[tuple[Cell, ...]], column: int, text: str) -> bool:
    """Whether what a column says is mostly names of offices."""
    cells = [row[column] for row in rows if column < len(row) and not row[column].empty]
    offices = sum(are_offices(text[cell.start : cell.end]) for cell in cells)
    return bool(cells) and offices * 10 >= len(cells) * 7


def _numbers_groups(rows: Sequence[tuple[Cell, ...]], column: int, beside: int, text: str) -> bool:
    """Whether numbers count groups: most of them stand over several texts.

    Where nearly every text has its own number, one that is merged over two numbers both.
    """
    filled = [row for row in rows if len(row) > max(column, beside) and not row[beside].empty]
    numbers = {row[column] for row in filled if not row[column].empty}
    texts = {row[beside] for row in filled}
    return _has_holes(rows, column, beside, text) and len(numbers) * 4 < len(texts) * 3


def _has_holes(rows: Sequence[tuple[Cell, ...]], column: int, beside: int, text: str) -> bool:
    """Whether a column is blank, or says on what is above, where the one beside it begins anew."""
    above: tuple[Cell, ...] = ()
    for row in rows:
        if len(row) > max(column, beside) and not row[beside].empty and row[beside] not in above:
            cell = row[column]
            same = bool(above) and _words(text, cell) == _words(text, above[column])
            if (cell.empty and above) or (not cell.empty and (cell in above or same)):
                return True
        above = row
    return False


def _words(text: str, cell: Cell) -> str:
    return re.sub(r"\s+", "", text[cell.start : cell.end])


def _are_labelled(rows: Sequence[tuple[Cell, ...]], column: int, text: str) -> bool:
    """Whether task texts begin with numbers of their own, and not each with its own 1."""
    said = [text[row[column].start : row[column].end] for row in rows if not row[column].empty]
    found = [one for one in map(marker, said) if one]
    ones = sum(one.number == 1 for one in found)
    return len(found) * 5 >= len(said) * 3 and (ones * 2 <= len(found) or len(said) == 1)
