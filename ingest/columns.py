"""The header of a task table: which rows it takes, and what each column under it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest import matrices
from ingest.column_cells import heads_duties, told_from_cells
from ingest.column_kinds import OWNER_COLUMNS, Column, kinds_of
from ingest.reading import Cell, Table, distinct

_HEADER_ROWS = 8  # a header stands within the first rows, under titles and notes
_HEADER_LENGTH = 24


_FEWEST_FIELDS = 3
_FIELD = re.compile(
    "^(?:(?:事项|业务|项目)(?:名称|类型|编码|依据|标准|程序|类别|流程|内容)|(?:服务|办件|办理)(?:类型|对象|方式)"
    "|(?:法定|承诺)?(?:办结|办理|审批)?时限|(?:法定|承诺)期限|实施(?:机构|主体|依据)|(?:设定|政策|办理|法律)依据|行使层级"
    "|(?:受理|申请|申报|办理|审批)(?:条件|对象|材料|资料|方式|机构|部门|窗口|地点|地址|时间|流程|程序)"
    "|(?:提交|所需|应交|报送|申报)(?:材料|资料|文件)|(?:工作|办公)时间|是否收费|收费(?:标准|依据|情况)?"
    "|(?:缴纳|收取|办理)?费用|(?:咨询|联系|监督投诉?)(?:电话|方式|地址)?"
    "|(?:承办|责任|决定|审批)(?:机构|科室|处室|部门)|结果名称|送达方式)"
)
_THING = re.compile("材料|证件|证明|资料|文书|表单|补[贴助]|奖[励补]|金额|费用")
_UNIT = re.compile("[（(][^（()）]{1,6}[）)]$")
# What no column is called; 填报单位：某局 says who filled in the form.
_NO_NAME = re.compile(r"[。；]|^\d+$|\d年\d{1,2}月\d{1,2}日|^[^（()）]*[：:].")
_CAPTION_LENGTH = 60  # characters over a table
_IN_MONEY = re.compile(r"单位\s*[：:]\s*(?:人民币)?((?:百万|千万|[亿万千百])?元)\s*[）)]?\s*$")
_SUM = re.compile("投资|资金|金额|预算|经费|总额|产值|费用|拨款")
_NO_SUM = re.compile("元|%|％|来源|渠道|主体|单位|情况|内容|方式")
TICK = re.compile("[√✓✔☑●▲★■◆]+")
PERIOD = re.compile(
    "(?:(?:19|20)\\d\\d年)?(?:第?[一二三四1-4]季度|Q[1-4]|[上下]半年|(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?)"
    "|(?:19|20)\\d\\d年?"
)


@dataclass(frozen=True, slots=True)
class Header:
    """The header rows of a table: which rows they are, and words and kind for each column."""

    first: int
    after: int  # the first row below the header
    words: tuple[str, ...]
    kinds: tuple[Column, ...]
    cells: frozenset[str] = frozenset()  # what its cells say, each by itself
    names: tuple[str, ...] = ()  # what each column is called: 总投资（万元） below 投资（万元）

    def columns(self, *kinds: Column) -> list[int]:
        """The positions of the columns of these kinds, from the left."""
        return [i for i, kind in enumerate(self.kinds) if kind in kinds]

    @property
    def has_owners(self) -> bool:
        """Whether any column names owners."""
        other = {Column.DUTIES, Column.MARKED}
        return any(kind in OWNER_COLUMNS or kind in other for kind in self.kinds)


def find_header(table: Table, text: str) -> Header | None:
    """The header of a table that has tasks, or None when no row reads like one."""
    if table.columns:
        return Header(0, 0, table.columns, tuple(map(Column, table.columns)))
    if holds_fields(table, text):
        return None
    for first, row in enumerate(table.rows[:_HEADER_ROWS]):
        if not _is_header(row, text) and not _heads_marks(row, table.rows[first + 1 :], text):
            continue
        after = first + 1
        while after < len(table.rows) and _continues(table.rows[after], row, text):
            after += 1
        width = body_width(table.rows[after:], text) or len(row)
        parts = _parts(table.rows[first:after], text)
        words, kinds = _fit(parts, width)
        if _lists_things(words, kinds):
            return None
        kinds = told_from_cells(words, kinds, table.rows[after:], text)
        kinds = tuple(map(_of_period, parts, kinds)) if len(parts) == len(words) else kinds
        names = _names(parts) if len(parts) == len(words) else words
        signs = dict.fromkeys(_ticked(parts, table.rows[after:], text), Column.TICKED)
        signs |= dict.fromkeys(_marked(parts, table.rows[after:], text), Column.MARKED)
        return Header(
            first,
            after,
            tuple(parts[i][-1] if i in signs else word for i, word in enumerate(words)),
            tuple(signs.get(i, kind) for i, kind in enumerate(kinds)),
            frozenset(part for one in parts for part in one),
            _with_money(names, words, _above(row, text)),
        )
    return None


def _lists_things(words: Sequence[str], kinds: Sequence[Column]) -> bool:
    """Whether the rows are things to hand in or to be paid: 材料名称, 补贴标准; no tasks."""
    owned = {*OWNER_COLUMNS, Column.DUTIES, Column.DEADLINE}
    named = [word for word, kind in zip(words, kinds, strict=True) if kind is Column.CONTENT]
    return bool(named) and not owned & set(kinds) and all(map(_THING.search, named))


def holds_fields(table: Table, text: str) -> bool:
    """Whether a table is a service guide: names of fields on the left, and what they say."""
    rows = [[cell for cell in distinct(row) if not cell.empty] for row in table.rows]
    first = [_plain(text, row[0]) for row in rows if row]
    paired = sum(len(row) in {2, 4} for row in rows)
    known = sum(bool(_FIELD.search(one)) for one in first)
    return known >= _FEWEST_FIELDS and paired * 3 >= len(first) * 2 and known * 3 >= len(first)


def split_at_headers(table: Table, text: str) -> list[Table]:
    """Cut a table where another header begins: two tables can stand without a line between."""
    header = find_header(table, text)
    if header is None or table.columns:
        return [table]
    cuts = [0]
    for i in range(header.after, len(table.rows)):
        row = table.rows[i]
        numbered = _plain(text, row[0]) == "序号"
        if numbered and _is_header(row, text) and not repeats(row, header, text):
            cuts.append(i)
    parts: list[Table] = []
    for first, after in pairwise([*cuts, len(table.rows)]):
        cells = [cell for row in table.rows[first:after] for cell in row]
        start = table.start if first == 0 else min(cell.start for cell in cells)
        end = table.end if after == len(table.rows) else max(cell.end for cell in cells)
        parts.append(Table(table.rows[first:after], start, end, table.name))
    return parts


def body_width(rows: Sequence[tuple[Cell, ...]], text: str) -> int:
    """How many columns most rows have that are not a heading across the table."""
    widths = Counter(len(row) for row in rows if sum(not cell.empty for cell in distinct(row)) > 1)
    return max(widths, key=lambda width: (widths[width], width)) if widths else 0


def repeats(row: Sequence[Cell], header: Header, text: str) -> bool:
    """Whether a row says the header again, as tables do on every page."""
    said = [_plain(text, cell) for cell in distinct(row) if not cell.empty]
    known = header.cells.union(header.words)
    return len(said) > 1 and sum(one in known for one in said) * 3 >= len(said) * 2


def _is_header(row: Sequence[Cell], text: str) -> bool:
    words = [_plain(text, cell) for cell in distinct(row) if not cell.empty]
    if len(words) < 2 or any(len(word) > _HEADER_LENGTH for word in words):
        return False
    if heads_duties(words):
        return True
    kinds = kinds_of(words)
    known = [kind for kind in kinds if kind is not Column.OTHER]
    telling = {*OWNER_COLUMNS, Column.DUTIES, Column.CONTENT, Column.DEADLINE}
    return (
        len(set(known)) >= 2
        and (len(known) + sum(bool(PERIOD.fullmatch(word)) for word in words)) * 2 >= len(words)
        and any(kind in telling for kind in known)
        and not any(_NO_NAME.search(word) for word in words)
    )


def _continues(row: Sequence[Cell], above: Sequence[Cell], text: str) -> bool:
    """Whether a row is the lower line of a header: all that is new in it names columns.

    Below a cell that reaches over several columns, some of the words may be of no known kind.
    """
    new = [cell for cell in distinct(row) if not cell.empty and cell not in above]
    if not new:
        return any(not cell.empty for cell in row)
    words = [_plain(text, cell) for cell in new]
    if _are_parts_of_spans(row, above, words):
        return True
    if _stands_under_spans(row, above) and all(len(word) <= _HEADER_LENGTH // 2 for word in words):
        return not any(map(TICK.fullmatch, words))
    named = set(kinds_of(words)) - {Column.OTHER}
    short = all(len(word) <= _HEADER_LENGTH // 2 for word in words)
    return short and Column.OTHER not in kinds_of(words) and bool(named - {Column.CONTENT})


def _are_parts_of_spans(row: Sequence[Cell], above: Sequence[Cell], words: Sequence[str]) -> bool:
    """Whether a row names columns under cells that each span several: 问题 over 描述 and 类型."""
    spanned = len(row) == len(above) and all(above.count(cell) > 1 for cell in above)
    known = [kind for kind in kinds_of(words) if kind is not Column.OTHER]
    short = all(len(word) <= _HEADER_LENGTH // 2 for word in words)
    return spanned and short and len(set(known)) > 1 and len(known) * 3 >= len(words) * 2


def _stands_under_spans(row: Sequence[Cell], above: Sequence[Cell]) -> bool:
    """Whether each cell goes on from the row above, or stands under one that spans columns."""
    spanning = {cell for cell in above if above.count(cell) > 1}
    pairs = list(zip(row, above, strict=False))
    return (
        len(row) == len(above)
        and any(cell == over for cell, over in pairs)
        and any(over in spanning and cell != over for cell, over in pairs)
        and all(cell == over or over in spanning for cell, over in pairs)
    )


def _parts(rows: Sequence[Sequence[Cell]], text: str) -> list[list[str]]:
    """The words over each column, from the upper header row down."""
    width = max(len(row) for row in rows)
    parts: list[list[str]] = []
    for column in range(width):
        cells = dict.fromkeys(row[column] for row in rows if column < len(row))
        parts.append([said for said in (_plain(text, cell) for cell in cells) if said])
    return parts


def _ticked(parts: Sequence[Sequence[str]], rows: Sequence[Sequence[Cell]], text: str) -> set[int]:
    """The columns under a time, as 三季度, in which rows have a tick or nothing."""
    found: set[int] = set()
    for column, words in enumerate(parts):
        if words and PERIOD.fullmatch(words[-1]):
            said = [_plain(text, row[column]) for row in rows if column < len(row)]
            filled = [one for one in said if one and one != words[-1]]
            if filled and all(map(TICK.fullmatch, filled)):
                found.add(column)
    return found


def _marked(parts: Sequence[Sequence[str]], rows: Sequence[Sequence[Cell]], text: str) -> set[int]:
    """The columns of single offices, in which rows have a mark or nothing; two or more.

    A row with one cell is a heading across the table.
    """
    found: set[int] = set()
    rows = [row for row in rows if sum(not cell.empty for cell in distinct(row)) > 1]
    for column, words in enumerate(parts):
        said = (_plain(text, row[column]) for row in rows if column < len(row))
        if words and matrices.is_column(words[-1], said):
            found.add(column)
    return found if len(found) > 1 else set()


def _heads_marks(row: Sequence[Cell], rows: Sequence[Sequence[Cell]], text: str) -> bool:
    """Whether a row names columns, most of them offices over nothing but marks."""
    words = [_plain(text, cell) for cell in row]
    marked = _marked([[word] for word in words], rows, text)
    rest = [word for i, word in enumerate(words) if i not in marked and word]
    return bool(marked) and bool(rest) and Column.CONTENT in kinds_of(rest)


def _names(parts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The lowest words over each column, with the unit that stands above them.

    Where two columns have the same lowest words, all words over them.
    """
    lowest = Counter(one[-1] for one in parts if one)
    names = []
    for one in parts:
        units = [unit[0] for part in one[:-1] if (unit := _UNIT.search(part))]
        bare = one and not _UNIT.search(one[-1])
        alone = one and lowest[one[-1]] == 1
        names.append(f"{one[-1]}{''.join(units[-1:]) if bare else ''}" if alone else "".join(one))
    return tuple(names)


def _of_period(parts: Sequence[str], kind: Column) -> Column:
    """The kind of a column; what a plan says for 一季度 is neither the task nor when it ends."""
    of_period = kind is Column.DEADLINE and len(parts) > 1 and PERIOD.fullmatch(parts[-1])
    return Column.OTHER if of_period else kind


def _with_money(names: Sequence[str], words: Sequence[str], above: str) -> tuple[str, ...]:
    """The names of columns; sums of money take the unit that stands over the table: 单位：万元."""
    found = _IN_MONEY.search(above)
    if found is None:
        return tuple(names)
    return tuple(
        f"{name}（{found[1]}）" if _SUM.search(word) and not _NO_SUM.search(word) else name
        for name, word in zip(names, words, strict=True)
    )


def _above(row: Sequence[Cell], text: str) -> str:
    """The end of what stands over a row."""
    start = min(cell.start for cell in row)
    return text[max(0, start - _CAPTION_LENGTH) : start]


def _telling(parts: Sequence[str]) -> str:
    """The lowest words that name a kind: under 责任分工, 牵头 says what the column holds.

    责任分工 over words of no known kind says nothing of who leads.
    """
    for part in reversed(parts):
        kind = kinds_of([part])[0]
        if kind is not Column.OTHER and (kind is not Column.DUTIES or part is parts[-1]):
            return part
    return "".join(part for part in parts if kinds_of([part])[0] is not Column.DUTIES)


def _fit(parts: list[list[str]], width: int) -> tuple[tuple[str, ...], tuple[Column, ...]]:
    """Spread the first content column when rows have more cells than the header.

    A flattened table keeps no spans: 任务内容 over a group and its task counts as one cell.
    """
    words = ["".join(one) for one in parts]
    kinds = kinds_of([_telling(one) for one in parts])
    missing = width - len(words)
    if missing > 0:
        at = kinds.index(Column.CONTENT) if Column.CONTENT in kinds else len(words) - 1
        words = [*words[:at], *[words[at]] * (missing + 1), *words[at + 1 :]]
        kinds = (*kinds[:at], *[kinds[at]] * (missing + 1), *kinds[at + 1 :])
    return tuple(words), kinds


def _plain(text: str, cell: Cell) -> str:
    return re.sub(r"\s+", "", text[cell.start : cell.end])
