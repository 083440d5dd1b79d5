"""Tables that say in a note that offices in bold type lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_items import owned

from ingest import read_file

_NOTE = "注：责任单位中字体加粗的为牵头单位，其余为配合单位。"
_LED = {1: (("区发改局",), ("区统计局",)), 2: (("区住建局", "区交通局"), ("区城管局",))}


def _write_docx(path: Path, note: str) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("某区任务分解表")
    table = document.add_table(3, 3)
    for cell, word in zip(table.rows[0].cells, ("序号", "工作任务", "责任单位"), strict=True):
        cell.text = word
    rows = [
        ("1", "提升增速", [("区发改", True), ("局", True), ("、区统计局", False)]),
        (
            "2",
            "改造道路",
            [("区城管局、", False), ("区住建局", True), ("、", False), ("区交通局", True)],
        ),
    ]
    for row, (number, task, runs) in zip(table.rows[1:], rows, strict=True):
        row.cells[0].text, row.cells[1].text = number, task
        for words, bold in runs:
            row.cells[2].paragraphs[0].add_run(words).bold = bold
    document.add_paragraph(note)
    document.save(str(path))


def _write_xlsx(path: Path, note: str) -> None:
    from openpyxl import Workbook
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    bold = InlineFont(b=True)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "工作任务", "责任单位"])
    sheet.append(["1", "提升增速", CellRichText(TextBlock(bold, "区发改局"), "、区统计局")])
    both = CellRichText(
        TextBlock(bold, "区住建局"), "、", TextBlock(bold, "区交通局"), "、区城管局"
    )
    sheet.append(["2", "改造道路", both])
    sheet.append([note])
    book.save(path)


def _write_html(path: Path, note: str) -> None:
    path.write_text(
        "<html><body><h1>某区任务分解表</h1><table><tr><th>序号</th><th>工作任务</th><th>责任单位</th></tr>"
        "<tr><td>1</td><td>提升增速</td><td><b>区发改局</b>、区统计局</td></tr>"
        "<tr><td>2</td><td>改造道路</td>"
        "<td><span style='font-weight: bold'>区住建局、区交通局</span>、区城管局</td></tr>"
        f"</table><p>{note}</p></body></html>",
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    ("suffix", "write"), [("docx", _write_docx), ("xlsx", _write_xlsx), ("html", _write_html)]
)
def test_offices_in_bold_type_lead(tmp_path: Path, suffix: str, write) -> None:
    path = tmp_path / f"plan.{suffix}"
    write(path, _NOTE)
    assert owned(read_file(path)) == _LED


def test_bold_type_means_nothing_where_nothing_is_said_of_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    _write_docx(path, "注：数据截至6月底。")
    assert owned(read_file(path))[1] == (("区发改局", "区统计局"), ())
