"""Tables flattened to one cell a paragraph whose rows have no line for a number: rows of a size."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.column_kinds import OWNER_COLUMNS, Column, kinds_of
from ingest.deadlines import is_date
from ingest.outline import marker
from ingest.owners import are_offices, is_empty
from ingest.reading import Block, Cell, Table

_FEWEST_COLUMNS = 3
_MOST_COLUMNS = 8
_FEWEST_ROWS = 2
_NAME_LENGTH = 12
_HEADING_LENGTH = 40
_FIELD = re.compile("[：:].")  # 牵头单位：县水利局 is no name of a column
# How the names of columns end.
_NAMES = re.compile(
    "(?:单位|部门|机构|主体|科室|处室|时间|时限|期限|节点|进度|任务|内容|事项|工作|项目|名称|举措|措施|目标|备注|领导|责任人)$"
)


def find_headed_tables(text: str, blocks: Sequence[Block]) -> list[Table]:
    """Tables of names of columns, one a line, over rows that have a line for each of them."""
    found: list[Table] = []
    at = 0
    while at < len(blocks):
        read = (header.rows(text, blocks, at) for header in _Header.all_at(text, blocks, at))
        rows = next((one for one in read if sum(len(row) > 1 for row in one) > _FEWEST_ROWS), [])
        if rows:
            found.append(_table(rows))
        at += sum(map(len, rows)) or 1
    return found


@dataclass(frozen=True, slots=True)
class _Header:
    kinds: tuple[Column, ...]

    @classmethod
    def all_at(cls, text: str, blocks: Sequence[Block], first: int) -> Iterator[_Header]:
        """The headers that can begin here, longest first: 完成改造12处 reads like a name too."""
        words: list[str] = []
        for block in blocks[first : first + _MOST_COLUMNS]:
            said = re.sub(r"\s+", "", text[block.start : block.end])
            if len(said) > _NAME_LENGTH or _FIELD.search(said):
                break
            if kinds_of([said])[0] is Column.OTHER or marker(said):
                break
            words.append(said)
        for width in range(len(words), _FEWEST_COLUMNS - 1, -1):
            kinds = kinds_of(words[:width])
            telling = set(kinds) & set(OWNER_COLUMNS) and Column.CONTENT in kinds
            if telling and Column.NUMBER not in kinds:
                yield cls(kinds)
            if _NAMES.search(words[width - 1]):
                return

    def rows(self, text: str, blocks: Sequence[Block], first: int) -> list[list[Block]]:
        """The rows from the names on, headings among them, up to where nothing fits any more."""
        width = len(self.kinds)
        rows = [list(blocks[first : first + width])]
        at = first + width
        while at < len(blocks):
            if self._fits(text, blocks[at : at + width]):
                rows.append(list(blocks[at : at + width]))
                at += width
            elif _is_heading(text, blocks[at]) and self._fits(text, blocks[at + 1 :][:width]):
                rows.append([blocks[at]])
                at += 1
            else:
                break
        return rows

    def _fits(self, text: str, row: Sequence[Block]) -> bool:
        said = [text[block.start : block.end] for block in row]
        return len(said) == len(self.kinds) and all(map(_suits, said, self.kinds))


def _suits(said: str, kind: Column) -> bool:
    if kind in OWNER_COLUMNS:
        return is_empty(said) or are_offices(said)
    if kind is Column.DEADLINE:
        return is_empty(said) or is_date(said)
    if kind is Column.CONTENT:
        return not (said.isdigit() or is_empty(said) or (are_offices(said) and len(said) < 20))
    return True


def _is_heading(text: str, block: Block) -> bool:
    said = text[block.start : block.end]
    plain = len(said) <= _HEADING_LENGTH and not re.search("[。；]", said)
    return plain and not are_offices(said) and not is_date(said)


def _table(rows: Sequence[Sequence[Block]]) -> Table:
    cells = tuple(
        tuple(Cell(block.start, block.end, i, j) for j, block in enumerate(row))
        for i, row in enumerate(rows)
    )
    return Table(cells, rows[0][0].start, rows[-1][-1].end)
