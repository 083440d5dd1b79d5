"""A table that goes on over pages: header rows said again, rows and merged cells cut in two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.outline import marker
from ingest.pages.words import Grid, seam
from ingest.reading import GridCell

_ENDS = re.compile("[。；！？：.;]$")


def same_columns(grid: Grid, more: Grid) -> bool:
    """Whether two tables have their columns at the same places, give or take a skewed sheet."""
    if len(grid.edges) != len(more.edges) or grid.drawn != more.drawn:
        return False
    shift = grid.edges[0] - more.edges[0]
    return all(abs(a - b - shift) < 8 for a, b in zip(grid.edges, more.edges, strict=True))


def append(grid: Grid, more: Grid) -> None:
    """Put the rows of the next page under those so far; a row cut in two is made whole."""
    first = _repeated_header(grid, more)
    shift = grid.rows - first
    rest = [cell for cell in more.cells if cell.row >= first]
    if _is_cut(grid, [cell for cell in rest if cell.row == first and cell.text]):
        shift -= 1
    for cell in rest:
        at = cell.row + shift
        if at < grid.rows:
            _extend(grid, cell, at)
        elif not (cell.row == first and _fill_above(grid, cell)):
            grid.cells.append(GridCell(cell.text, at, cell.column, cell.rowspan, cell.colspan))
    grid.rows = shift + more.rows


def _repeated_header(grid: Grid, more: Grid) -> int:
    """How many rows of the next page only say the first rows of the table again."""
    height = 0
    while height < min(grid.rows, more.rows) and _row(grid, height) == _row(more, height):
        height += 1
    return height


def _row(grid: Grid, row: int) -> list[tuple[int, str]]:
    cells = [cell for cell in grid.cells if cell.row == row]
    return [(cell.column, re.sub(r"\s", "", cell.text)) for cell in cells if cell.text]


def _is_cut(grid: Grid, first: Sequence[GridCell]) -> bool:
    """Whether the first row of a page goes on with the last one of the page before.

    All that it says goes on from unfinished words above, and it leaves cells blank that are
    filled there.
    """
    last = {cell.column: cell for cell in grid.cells if _reaches(cell, grid.rows)}
    above = [last.get(cell.column) for cell in first]
    if not first or not all(cell and cell.text for cell in above):
        return False
    if any(marker(cell.text) or cell.text.isdigit() for cell in first):
        return False
    ends = [bool(_ENDS.search(cell.text)) for cell in above if cell]
    whole = [cell for cell in last.values() if cell.text and cell.row == grid.rows - 1]
    return not all(ends) and len(first) < len(whole)


def _reaches(cell: GridCell, row: int) -> bool:
    return cell.row + cell.rowspan == row


def _extend(grid: Grid, cell: GridCell, row: int) -> None:
    """Add the words of a cell's second half to its first."""
    for i, old in enumerate(grid.cells):
        if old.column == cell.column and _reaches(old, row + 1):
            text = old.text + seam(old.text, cell.text) if old.text else cell.text
            height = old.rowspan + cell.rowspan - 1
            grid.cells[i] = GridCell(text, old.row, old.column, height, old.colspan)


def _fill_above(grid: Grid, cell: GridCell) -> bool:
    """Let the words of a merged cell that a page cuts stand for both its halves.

    The half above is the one blank cell of its column: a table that leaves cells blank there
    anyway says nothing by it.
    """
    column = [one for one in grid.cells if one.column == cell.column]
    blank = [i for i, one in enumerate(grid.cells) if one.column == cell.column and not one.text]
    if not cell.text or len(blank) != 1 or len(column) < 3:
        return False
    old = grid.cells[blank[0]]
    if not _reaches(old, grid.rows) or old.rowspan < 2 or old.colspan != cell.colspan:
        return False
    grid.cells[blank[0]] = GridCell(
        cell.text, old.row, old.column, old.rowspan + cell.rowspan, old.colspan
    )
    return True
