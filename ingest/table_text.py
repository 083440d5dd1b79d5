"""Tables inside plain text: one cell a line behind tabs, one row a line, or between bars."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from ingest.columns import find_header
from ingest.reading import Block, Cell, Table, stripped
from ingest.table_flat import find_flat_tables

_Line = tuple[int, int]  # offsets of a line, without its line end
_RULE = re.compile(r"[\s|:+\-—━─┼│]*")


def find_tables(text: str) -> list[Table]:
    """Every table in plain text that has a header with columns of tasks or owners, in order."""
    found: list[Table] = []
    taken = 0
    all_lines = list(_lines(text))
    for is_row, build in _LAYOUTS:
        for run in _runs(all_lines, text, is_row, build is _cells_by_line):
            table = build(text, run)
            if len(table.rows) > 1 and find_header(table, text):
                found.append(table)
    found += find_flat_tables(text)
    found.sort(key=lambda table: table.start)
    kept: list[Table] = []
    for table in found:
        if table.start >= taken:
            kept.append(table)
            taken = table.end
    return kept


def _lines(text: str) -> Iterator[_Line]:
    position = 0
    for line in text.splitlines(keepends=True):
        yield position, position + len(line.rstrip("\r\n"))
        position += len(line)


def _runs(
    all_lines: Sequence[_Line], text: str, is_row: Callable[[str], bool], by_cell: bool
) -> Iterator[list[_Line]]:
    """Stretches of lines of a kind; a few filled lines between them belong to a cell.

    Where a line is a whole row, only one filled line may go on, with no blank line around it.
    """
    run: list[_Line] = []
    waiting: list[_Line] = []
    for line in all_lines:
        said = text[line[0] : line[1]]
        if is_row(said):
            run += [*waiting, line] if run else [line]
            waiting = []
        elif run:
            waiting.append(line)
            filled = sum(bool(text[a:b].strip()) for a, b in waiting)
            if filled > (2 if by_cell else 1) or (not by_cell and 0 < filled < len(waiting)):
                yield run
                run, waiting = [], []
    if run:
        yield run


def _is_cell_line(line: str) -> bool:
    return line.startswith("\t") and "\t" not in line.strip()


def _is_tabbed(line: str) -> bool:
    return "\t" in line.strip("\r\n") and bool(line.strip()) and line.count("\t") > 0


def _is_barred(line: str) -> bool:
    return line.count("|") > 1 or line.count("│") > 1


def _cells_by_line(text: str, run: Sequence[_Line]) -> Table:
    """One cell a line behind a tab; a blank line before the next such line ends the row."""
    rows: list[list[_Line]] = [[]]
    blank = False
    for start, end in run:
        said = text[start:end]
        if said.startswith("\t"):
            if blank and rows[-1]:
                rows.append([])
            rows[-1].append((start, end))
        elif said.strip() and rows[-1]:
            rows[-1][-1] = (rows[-1][-1][0], end)
        blank = not said.strip() and not said.startswith("\t")
    return _table(text, run, rows)


def _cells_by_tab(text: str, run: Sequence[_Line]) -> Table:
    """One row a line, cells between tabs; a line without tabs goes on in the last cell."""
    rows: list[list[_Line]] = []
    for start, end in run:
        if "\t" in text[start:end]:
            rows.append(list(_between(text, start, end, "\t")))
        elif rows and text[start:end].strip():
            rows[-1][-1] = (rows[-1][-1][0], end)
    return _table(text, run, rows)


def _cells_by_bar(text: str, run: Sequence[_Line]) -> Table:
    """One row a line, cells between bars; lines of dashes only are rules."""
    rows: list[list[_Line]] = []
    for start, end in run:
        if _RULE.fullmatch(text[start:end]):
            continue
        bar = "|" if "|" in text[start:end] else "│"
        cells = list(_between(text, start, end, bar))
        left = 1 if text[start:end].lstrip().startswith(bar) else 0
        right = -1 if text[start:end].rstrip().endswith(bar) else None
        rows.append(cells[left:right])
    return _table(text, run, rows)


def _between(text: str, start: int, end: int, mark: str) -> Iterator[_Line]:
    for piece in text[start:end].split(mark):
        yield start, start + len(piece)
        start += len(piece) + len(mark)


def _table(text: str, run: Sequence[_Line], rows: Sequence[Sequence[_Line]]) -> Table:
    cells = tuple(
        tuple(
            Cell(*stripped(text, start, end), row=number, column=column)
            for column, (start, end) in enumerate(row)
        )
        for number, row in enumerate(row for row in rows if row)
    )
    return Table(cells, run[0][0], run[-1][1])


_LAYOUTS: tuple[tuple[Callable[[str], bool], Callable[[str, Sequence[_Line]], Table]], ...] = (
    (_is_cell_line, _cells_by_line),
    (_is_tabbed, _cells_by_tab),
    (_is_barred, _cells_by_bar),
)


def outside(blocks: Sequence[Block], tables: Sequence[Table]) -> list[Block]:
    """The blocks that stand in no table."""
    bounds = sorted((table.start, table.end) for table in tables)
    starts = [start for start, _ in bounds]

    def is_inside(block: Block) -> bool:
        at = bisect_right(starts, block.start)
        return at > 0 and block.start < bounds[at - 1][1]

    return [block for block in blocks if not is_inside(block)]
