"""Write tables as CSV or XLSX that no spreadsheet program takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from ingest import PolicyItem

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADERS = (
    "条目编号",
    "文件",
    "章节",
    "组序号",
    "组名",
    "序号",
    "内容",
    "牵头部门",
    "配合部门",
    "委属相关单位",
    "时间节点",
)
_WIDTHS = (18, 30, 24, 8, 20, 8, 60, 22, 26, 26, 12)

Row = Sequence[str | int]

# A cell that begins with one of these is run as a formula by spreadsheet programs.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_csv(items: Iterable[PolicyItem]) -> bytes:
    """Items as CSV; see `table_csv`."""
    return table_csv(HEADERS, map(_row, items))


def as_xlsx(items: Iterable[PolicyItem]) -> bytes:
    """Items as XLSX; see `table_xlsx`."""
    return table_xlsx("条目", HEADERS, _WIDTHS, map(_row, items))


def table_csv(headers: Row, rows: Iterable[Row]) -> bytes:
    """UTF-8 with a byte-order mark, without which Excel reads Chinese as noise."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headers)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def table_xlsx(title: str, headers: Row, widths: Sequence[int], rows: Iterable[Row]) -> bytes:
    """One sheet with a frozen, filterable header row."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    # Row by row: a hundred thousand items held as cells take hundreds of megabytes.
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    bold, wrapped = Font(bold=True), Alignment(wrap_text=True, vertical="top")

    def cell_of(value: str | int, **style: object) -> object:
        cell = WriteOnlyCell(sheet, _without_controls(_harmless(value)))
        if isinstance(value, str):
            cell.data_type = "s"
        for name, look in style.items():
            setattr(cell, name, look)
        return cell

    sheet.append([cell_of(header, font=bold) for header in headers])
    last = 1
    for row in rows:
        sheet.append([cell_of(value, alignment=wrapped) for value in row])
        last += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headers))}{last}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _row(item: PolicyItem) -> Row:
    return [
        item.item_id,
        item.doc_title,
        item.section or "",
        "" if item.group_number is None else item.group_number,
        item.group_title or "",
        "" if item.number is None else item.number,
        item.text,
        "、".join(item.lead),
        "、".join(item.cooperating),
        "、".join(item.units),
        item.deadline.text if item.deadline else "",
    ]


def _harmless(cell: str | int) -> str | int:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell


def _without_controls(cell: str | int) -> str | int:
    """XLSX cannot hold control characters."""
    if isinstance(cell, int):
        return cell
    return "".join(char for char in cell if char >= " " or char in "\t\n\r")
