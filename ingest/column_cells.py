"""What the columns of a table hold where their header does not say it: told from their cells."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.column_kinds import OWNER_COLUMNS, Column
from ingest.deadlines import is_date
from ingest.owner_duties import without_persons
from ingest.owners import are_offices
from ingest.reading import Cell

# What names offices where nothing else does: 任务清单 | 责任清单 | 时限清单 too.
_OFFICES = re.compile("部门|单位|处室|科室|股室|责任(?:清单|落实|归属|划分)?")
_WHO = re.compile("(?:成员|责任|组成|相关|有关)?(?:部门|单位|机构|处室|科室)(?:名称)?")
_DUTIES = re.compile("(?:主要|工作|具体|应急|部门|单位)*(?:职责|职能)(?:任务|分工)?")
_AIMS = re.compile("目标|计划|安排|要求|预期|季度|月份|阶段|步骤|进程")  # what can head times
_SHARE = re.compile(r"[\d.]+\s*[%％]")
_IN_CHARGE = re.compile("(?:主要|第一|直接)?(?:责任|负责|牵头)人(?:员)?")
_COUNTS = re.compile(
    "^(?:[一-鿿]{0,2}(?:步骤|环节|顺序|次序|流程|阶段|任务|事项|项目|指标|问题|条目|项|条))$"
)
_ENTRY = re.compile(r"第?\s*[\d一二三四五六七八九十百]{1,6}\s*[条款项件号]")
_NUMERAL = re.compile(r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]?[、.．]?")


def told_from_cells(
    words: Sequence[str], kinds: tuple[Column, ...], rows: Sequence[Sequence[Cell]], text: str
) -> tuple[Column, ...]:
    """The kinds of columns, completed by what their cells are: numbers, offices, duties, times."""
    tells = (_without_shares, _with_unnamed_number, _with_steps, _with_duties, _without_lone_duties)
    for tell in (*tells, _with_plain_offices, _with_persons_of_offices, _with_plain_times):
        kinds = tell(words, kinds, rows, text)
    return kinds


def _without_lone_duties(
    words: Sequence[str], kinds: tuple[Column, ...], rows: Sequence[Sequence[Cell]], text: str
) -> tuple[Column, ...]:
    """The kinds of columns, where the one of 工作内容及责任分工 is all that says the tasks."""
    if Column.CONTENT in kinds:
        return kinds
    return tuple(Column.CONTENT if kind is Column.DUTIES else kind for kind in kinds)


def _without_shares(
    words: Sequence[str], kinds: tuple[Column, ...], rows: Sequence[Sequence[Cell]], text: str
) -> tuple[Column, ...]:
    """The kinds of columns, where 进度 tells how much is done and not when: 41%."""

    def shares(column: int) -> bool:
        said = [one for one in _said_in(rows, column, text) if one != words[column]]
        return bool(said) and all(map(_SHARE.fullmatch, said))

    late = (kind is Column.DEADLINE and shares(i) for i, kind in enumerate(kinds))
    return tuple(Column.REMARK if one else kind for one, kind in zip(late, kinds, strict=True))


def _with_unnamed_number(
    words: Sequence[str], kinds: tuple[Column, ...], rows: Sequence[Sequence[Cell]], text: str
) -> tuple[Column, ...]:
    """The kinds of columns, where a first one without a name holds numbers."""
    if not words or words[0] or Column.NUMBER in kinds:
        return kinds
    said = _said_in([row for row in rows if len(row) > 1], 0, text)
    numbered = [one for one in said if _NUMERAL.fullmatch(re.sub(r"\s", "", one))]
    mostly = len(numbered) > 1 and len(numbered) * 3 >= len(said) * 2
    return (Column.NUMBER, *kinds[1:]) if mostly else kinds


def _with_steps(
    words: Sequence[str], kinds: tuple[Column, ...], rows: Sequence[Sequence[Cell]], text: str
) -> tuple[Column, ...]:
    """The kinds of columns, where one counts its rows: as 步骤 or 任务, or by 第5条, 第8条."""
    if Column.NUMBER in kinds:
        return kinds
    first = [one.strip() for one in _said_in(rows, 0, text)]
    if len(first) > 1 and all(map(_ENTRY.fullmatch, first)) and len(set(first)) == len(first):
        return (Column.NUMBER, *kinds[1:])
    for i, word in enumerate(words):
        said = [one.strip() for one in _said_in(rows, i, text)] if _COUNTS.search(word) else []
        if len(said) > 1 and said == [str(n) for n in range(1, len(said) + 1)]:
            return (*kinds[:i], Column.NUMBER, *kinds[i + 1 :])
    return kinds


def heads_duties(words: Sequence[str]) -> bool:
    """Whether words name a column of offices and one of their duties: 成员单位, 主要职责."""
    return all(sum(map(bool, map(one.fullmatch, words))) == 1 for one in (_WHO, _DUTIES))


def _with_duties(
    words: Sequence[str], kinds: tuple[Column, ...], rows: Sequence[Sequence[Cell]], text: str
) -> tuple[Column, ...]:
    """The kinds of columns, where the duties of offices are the tasks and stand beside them."""
    plain = [re.sub(r"\s", "", word) for word in words]
    if Column.CONTENT in kinds or not heads_duties(plain):
        return kinds
    who, duties = ([bool(one.fullmatch(word)) for word in plain] for one in (_WHO, _DUTIES))
    said = [_said_in(rows, which.index(True), text) for which in (who, duties)]
    if not said[0] or not all(map(are_offices, said[0])) or any(map(are_offices, said[1])):
        return kinds
    found = dict.fromkeys([who.index(True)], Column.LEAD)
    found[duties.index(True)] = Column.CONTENT
    return tuple(found.get(i, kind) for i, kind in enumerate(kinds))


def _with_plain_offices(
    words: Sequence[str], kinds: tuple[Column, ...], rows: Sequence[Sequence[Cell]], text: str
) -> tuple[Column, ...]:
    """The kinds of columns, where 部门 or 责任 over offices is all that says who does the tasks."""
    known = set(OWNER_COLUMNS) | {Column.DUTIES}
    if known & set(kinds) or Column.CONTENT not in kinds:
        return kinds
    plain = [i for i, word in enumerate(words) if _OFFICES.fullmatch(re.sub(r"\s", "", word))]
    filled = _said_in(rows, plain[0], text) if len(plain) == 1 else []
    if not filled or not all(map(are_offices, filled)):
        return kinds
    return tuple(Column.LEAD if i in plain else kind for i, kind in enumerate(kinds))


def _with_persons_of_offices(
    words: Sequence[str], kinds: tuple[Column, ...], rows: Sequence[Sequence[Cell]], text: str
) -> tuple[Column, ...]:
    """The kinds of columns, where 责任人 over offices with a person each is all that says who."""
    if (set(OWNER_COLUMNS) | {Column.DUTIES}) & set(kinds) or Column.CONTENT not in kinds:
        return kinds
    for i, word in enumerate(words):
        filled = _said_in(rows, i, text) if _IN_CHARGE.fullmatch(re.sub(r"\s", "", word)) else []
        offices = [without_persons(said).strip() for said in filled]
        apart = all(said.strip() != office for said, office in zip(filled, offices, strict=True))
        if filled and apart and all(map(are_offices, offices)):
            return (*kinds[:i], Column.LEAD, *kinds[i + 1 :])
    return kinds


def _with_plain_times(
    words: Sequence[str], kinds: tuple[Column, ...], rows: Sequence[Sequence[Cell]], text: str
) -> tuple[Column, ...]:
    """The kinds of columns, where one over mere times is all that says when: 2024年目标（季度）."""
    first = kinds.index(Column.CONTENT) if Column.CONTENT in kinds else len(kinds)
    if Column.DEADLINE in kinds:
        return kinds
    for i in range(first + 1, len(kinds)):
        if kinds[i] in {Column.CONTENT, Column.OTHER} and _AIMS.search(words[i]):
            filled = [said for said in _said_in(rows, i, text) if said != words[i]]
            if filled and sum(map(is_date, filled)) * 10 >= len(filled) * 8:
                return (*kinds[:i], Column.DEADLINE, *kinds[i + 1 :])
    return kinds


def _said_in(rows: Sequence[Sequence[Cell]], column: int, text: str) -> list[str]:
    """What the cells of a column say, without the blank ones."""
    cells = (row[column] for row in rows if column < len(row))
    return [text[cell.start : cell.end] for cell in cells if not cell.empty]
