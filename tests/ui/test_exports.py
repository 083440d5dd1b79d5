"""Exports that spreadsheet programs open without running anything."""

from __future__ import annotations

import csv
import io
import tracemalloc

import pytest
from openpyxl import load_workbook

from ingest import ItemKind, PolicyItem
from ui.exports import HEADERS, as_csv, as_xlsx


def item(text: str) -> PolicyItem:
    return PolicyItem(
        item_id="d#1",
        kind=ItemKind.TASK,
        number=1,
        label="1.",
        doc_id="d",
        doc_title="文件",
        text=text,
        start=0,
        end=len(text),
        lead=("甲处", "乙处"),
    )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1"])
def test_a_formula_is_written_as_text(text: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv([item(text)]).decode("utf-8-sig"), newline="")))
    assert rows[1][HEADERS.index("内容")] == f"'{text}"
    sheet = load_workbook(io.BytesIO(as_xlsx([item(text)]))).active
    assert sheet is not None
    cell = sheet.cell(2, HEADERS.index("内容") + 1)
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


def test_quotes_commas_and_line_ends_survive() -> None:
    text = '推进“一件事”,含"引号"\n第二行'
    rows = list(csv.reader(io.StringIO(as_csv([item(text)]).decode("utf-8-sig"), newline="")))
    assert rows[0] == list(HEADERS)
    assert rows[1][HEADERS.index("内容")] == text
    assert rows[1][HEADERS.index("牵头部门")] == "甲处、乙处"


def test_a_control_character_does_not_break_the_workbook() -> None:
    sheet = load_workbook(io.BytesIO(as_xlsx([item("推进\x0b工作")]))).active
    assert sheet is not None
    assert sheet.cell(2, HEADERS.index("内容") + 1).value == "推进工作"


def test_thousands_of_items_are_exported_in_little_memory() -> None:
    """Strangers may ask for all of them, several at once."""
    one = item("推进共享")
    as_xlsx([one])  # what is loaded for the first is no part of it
    tracemalloc.start()
    body = as_xlsx(one for _ in range(3000))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    sheet = load_workbook(io.BytesIO(body)).active
    assert sheet is not None
    assert (sheet.max_row, sheet.freeze_panes, sheet.auto_filter.ref) == (3001, "A2", "A1:K3001")
    assert sheet.column_dimensions["G"].width == 60
    assert sheet["A1"].font.bold and sheet["G2"].alignment.wrap_text
    assert peak < 3_000_000
