"""Excel workbooks: each visible sheet is one table, merged cells included."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.errors import UnreadableFileError
from ingest.reading import GridCell, Reading, TextBuilder

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SUFFIXES = (".xlsx", ".xlsm")

_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']"
)
_MOST_MERGED = 1_000_000  # cells


def read(path: Path) -> Reading:
    """Read one workbook; rows above the table with one cell each are paragraphs."""
    from openpyxl import load_workbook

    _check_merged(path)
    book = load_workbook(path, data_only=True, rich_text=True)
    builder = TextBuilder()
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    filled = [(sheet.title, cells) for sheet in sheets if (cells := _filled(sheet))]
    for title, cells in filled:
        _write(cells, builder, title if len(filled) > 1 else "")
    return builder.reading()


def _check_merged(path: Path) -> None:
    """Raise `UnreadableFileError` for merged areas that swell: the library makes every cell."""
    from openpyxl.utils import range_boundaries

    merged = 0
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if not name.startswith("xl/worksheets/"):
                continue
            for area in _MERGED.finditer(package.read(name)):
                left, top, right, bottom = map(int, range_boundaries(area[1].decode()))
                merged += (right - left + 1) * (bottom - top + 1)
    if merged > _MOST_MERGED:
        raise UnreadableFileError(
            f"{path.name} 里合并的单元格太多（{merged} 格，最多 {_MOST_MERGED} 格）："
            "请取消整行整列的合并，或只留下有内容的部分再导入。"
        )


def _filled(sheet: Worksheet) -> list[GridCell]:
    """The cells that say something or are merged; none of a sheet without a word."""
    cells = [cell for cell in _cells(sheet) if cell.text or cell.rowspan * cell.colspan > 1]
    return cells if any(cell.text for cell in cells) else []


def _write(cells: list[GridCell], builder: TextBuilder, name: str) -> None:
    top = 0
    for cell in [one for one in cells if one.text]:
        alone = [one for one in cells if one.row == cell.row and one.text] == [cell]
        if cell.row < top or not alone:
            break
        builder.paragraph(cell.text)
        top = cell.row + cell.rowspan
    below = (replace(cell, row=cell.row - top) for cell in cells if cell.row >= top)
    builder.table(below, name=name)


def _cells(sheet: Worksheet) -> Iterator[GridCell]:
    """The cells of a sheet by row, each merged range as one, without wide stretches of blanks."""
    written = {
        place: cell
        for place, cell in sheet._cells.items()  # iter_rows would make every blank cell
        if cell.value is not None and str(cell.value).strip()
    }
    if not written:
        return
    last_row, last_column = max(row for row, _ in written), max(column for _, column in written)
    areas = [
        (area.min_row, area.min_col, min(area.max_row, last_row), min(area.max_col, last_column))
        for area in sheet.merged_cells.ranges
        if area.min_row <= last_row and area.min_col <= last_column
    ]
    spans = {(top, left): (bottom, right) for top, left, bottom, right in areas}
    rows = _places({row for row, _ in written} | {row for area in areas for row in area[::2]})
    columns = _places({at for _, at in written} | {at for area in areas for at in area[1::2]})
    for row, column in sorted({*written, *spans}):
        bottom, right = spans.get((row, column), (row, column))
        cell = written.get((row, column))
        yield GridCell(
            _plain(cell.value, cell.number_format) if cell else "",
            rows[row],
            columns[column],
            rows[bottom] - rows[row] + 1,
            columns[right] - columns[column] + 1,
            _strong(cell.value) if cell else "",
        )


def _strong(value: object) -> str:
    """What is in bold type in a cell that has words in several manners."""
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    if not isinstance(value, CellRichText):
        return ""
    return "".join(
        one.text if isinstance(one, TextBlock) and one.font.b else "\n" for one in value
    ).strip()


def _places(used: set[int]) -> dict[int, int]:
    """Rows or columns that say something, counted from 0; any blank stretch counts as one."""
    places: dict[int, int] = {}
    at, before = -1, 0
    for place in sorted(used):
        at += min(place - before, 2) if before else 1
        places[place], before = at, place
    return places


def _plain(value: object, layout: str) -> str:
    """A value as the sheet shows it: 9月 typed as a date is a month again."""
    if value is None:
        return ""
    if isinstance(value, dt.datetime | dt.date):
        if "d" not in layout.lower():
            return f"{value.year}年{value.month}月"
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value * 100:.10g}%" if "%" in layout else f"{value:.10g}"
    return str(value).strip()
