"""Tables that stand side by side as one, to save paper: 序号 任务 责任科室 | 序号 任务 责任科室."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.column_kinds import Column, kinds_of
from ingest.reading import Cell, Table, distinct

_HEADER_ROWS = 4  # within the first rows, under a title
_FEWEST = 2  # columns of each part


def split_beside(table: Table, text: str) -> list[Table]:
    """The parts of a table whose header says the same columns twice or more; else the table."""
    for i, row in enumerate(table.rows[:_HEADER_ROWS]):
        said = ["".join(text[cell.start : cell.end].split()) for cell in row]
        width = _period(said)
        if width and Column.CONTENT in kinds_of(said[:width]):
            starts = range(0, len(said), width)
            return [_part(table, i, first, first + width) for first in starts]
    return [table]


def _period(said: Sequence[str]) -> int:
    """After how many columns the same words come again, all through; 0 without that."""
    for width in range(_FEWEST, len(said) // 2 + 1):
        if len(said) % width == 0 and said == list(said[:width]) * (len(said) // width):
            return width if all(said) and len(set(said[:width])) == width else 0
    return 0


def _part(table: Table, header: int, first: int, after: int) -> Table:
    """Some of the columns, below what stands over all of them; rows across belong to each part."""
    above = table.rows[:header] if first == 0 else ()
    below = [row[first:after] for row in table.rows[header:] if len(row) >= after]
    rows = (*above, *(row for row in below if any(not cell.empty for cell in distinct(row))))
    cells: list[Cell] = [cell for row in rows for cell in row if not cell.empty]
    start = table.start if first == 0 else min(cell.start for cell in cells)
    return Table(rows, start, max(cell.end for cell in cells), table.name)
