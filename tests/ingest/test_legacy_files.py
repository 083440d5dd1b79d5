"""Older Word files and those of WPS, where LibreOffice is there to convert them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from office_items import days, owned

from ingest import read_file

OFFICE = shutil.which("soffice")
ROWS = [
    ("序号", "攻坚任务", "所需资金（万元）", "责任分工", "完成期限"),
    ("1", "改造老旧装置12套", "1,260", "牵头：县应急局；配合：县工信局", "2024年11月底前"),
    ("2", "更新燃气管道36公里", "5400", "县住建局牵头，县财政局配合", "2024年12月底前"),
]


def document(path: Path) -> None:
    from docx import Document

    made = Document()
    made.add_paragraph("某县2024年安全生产任务清单")
    table = made.add_table(rows=len(ROWS), cols=len(ROWS[0]))
    for row, said in zip(table.rows, ROWS, strict=True):
        for cell, words in zip(row.cells, said, strict=True):
            cell.text = words
    made.add_paragraph("")  # Word's own files end with a paragraph
    made.save(str(path))


def workbook(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    book.save(path)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize(
    ("write", "new", "old"), [(document, "docx", "doc"), (workbook, "xlsx", "xls")]
)
def test_binary_file_of_wps_with_a_table(write, new: str, old: str, tmp_path: Path) -> None:
    """Whatever the suffix .wps promises, the content tells a text from a workbook."""
    write(tmp_path / f"plan.{new}")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [str(OFFICE), profile, "--headless", "--convert-to", old, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / f"plan.{new}")], check=True, capture_output=True)
    (tmp_path / f"plan.{old}").rename(tmp_path / "plan.wps")
    parsed = read_file(tmp_path / "plan.wps")
    assert owned(parsed) == {
        1: (("县应急局",), ("县工信局",)),
        2: (("县住建局",), ("县财政局",)),
    }
    assert days(parsed) == {1: "2024-11-30", 2: "2024-12-31"}
    further = [(cell.column, cell.text) for item in parsed.items for cell in item.cells]
    assert further == [("所需资金（万元）", "1,260"), ("所需资金（万元）", "5400")]
