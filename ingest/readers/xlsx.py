"""Excel workbooks: each visible sheet is one table, merged cells included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.reading import GridCell, Reading, TextBuilder

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SUFFIXES = (".xlsx", ".xlsm")


def read(path: Path) -> Reading:
    """Read one workbook; rows above the table with one cell each are paragraphs."""
    from openpyxl import load_workbook

    book = load_workbook(path, data_only=True)
    builder = TextBuilder()
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for sheet in sheets:
        cells = [cell for cell in _cells(sheet) if cell.text or cell.rowspan * cell.colspan > 1]
        _write(cells, builder, sheet.title if len(sheets) > 1 else "")
    return builder.reading()


def _write(cells: list[GridCell], builder: TextBuilder, name: str) -> None:
    top = 0
    for cell in [one for one in cells if one.text]:
        alone = [one for one in cells if one.row == cell.row and one.text] == [cell]
        if cell.row < top or not alone:
            break
        builder.paragraph(cell.text)
        top = cell.row + cell.rowspan
    builder.table((cell for cell in cells if cell.row >= top), name=name)


def _cells(sheet: Worksheet) -> Iterator[GridCell]:
    """The cells of a sheet by row, each merged range as one."""
    spans = {
        (area.min_row, area.min_col): (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
        for area in sheet.merged_cells.ranges
    }
    covered = {
        place for area in sheet.merged_cells.ranges for row in area.rows for place in row
    } - set(spans)
    for row in sheet.iter_rows():
        for cell in row:
            if (cell.row, cell.column) not in covered and cell.column is not None:
                rows, columns = spans.get((cell.row, cell.column), (1, 1))
                said = _plain(cell.value, cell.number_format)
                yield GridCell(said, cell.row - 1, cell.column - 1, rows, columns)


def _plain(value: object, layout: str) -> str:
    """A value as the sheet shows it: 9月 typed as a date is a month again."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        if "d" not in layout.lower():
            return f"{value.year}年{value.month}月"
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
