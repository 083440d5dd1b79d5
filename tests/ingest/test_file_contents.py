"""Files are read by what they hold: lying suffixes, archives, locked and hostile files."""

from __future__ import annotations

import os
import time
import zipfile
from pathlib import Path

import pytest

import ingest.bounded
from ingest import CorpusError, UnreadableFileError, read_corpus, read_file, read_one
from ingest.bounded import Limits

PLAN = "某市2024年工作方案\n\n1.推进改革。完善制度。（责任单位：市财政局）\n"
PAGE = "<table><tr><td>序号<td>重点任务<td>牵头单位<tr><td>1<td>做好甲。<td>市教委</table>"


@pytest.mark.parametrize("name", ["plan.doc", "plan.docx", "plan.wps", "plan"])
def test_text_under_another_suffix(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(PLAN.encode("gb18030"))
    assert [item.lead for item in read_file(tmp_path / name).items] == [("市财政局",)]


def test_web_page_saved_as_sheet_with_a_wrong_charset(tmp_path: Path) -> None:
    page = f"<html><meta charset=utf-8>{PAGE}</html>"
    (tmp_path / "plan.xls").write_bytes(page.encode("gb18030"))
    (item,) = read_file(tmp_path / "plan.xls").items
    assert (item.text, item.lead) == ("做好甲。", ("市教委",))


def test_old_office_file_needs_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    streams = "WordDocument".encode("utf-16-le")
    (tmp_path / "plan.wps").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + streams)
    with pytest.raises(CorpusError, match=r"plan\.wps.*LibreOffice.*另存为 \.docx"):
        read_file(tmp_path / "plan.wps")


def test_archive_is_read_file_by_file(tmp_path: Path) -> None:
    path = tmp_path / "all.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("NAME.txt", PLAN)
        archive.writestr("../outside.txt", PLAN.replace("某市", "外市"))
        archive.writestr("table/分工.html", f"<html><body><h1>分工表</h1>{PAGE}</body></html>")
        archive.writestr("broken.pdf", b"%PDF-1.4 nothing")
    path.write_bytes(path.read_bytes().replace(b"NAME", "通知".encode("gbk")))  # as Windows does
    failed: list[str] = []
    parsed = read_corpus(tmp_path, on_error=lambda path, _: failed.append(path.name))
    files = [one.document.file for one in parsed]
    assert files == ["all.zip/通知.txt", "all.zip/table/分工.html"]
    assert failed == ["broken.pdf"]


def test_archive_that_swells_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("plan.txt", bytes(30 * 1024**2))
    with pytest.raises(UnreadableFileError, match="太大"):
        read_corpus(tmp_path)


def test_locked_files_say_so(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "plan.pdf"), encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 100, "1")
    canvas.save()
    streams = "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "plan.docx").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + streams)
    for name in ("plan.pdf", "plan.docx"):
        with pytest.raises(UnreadableFileError, match="密码"):
            read_file(tmp_path / name)


@pytest.mark.parametrize("name", ["plan.doc", "plan.xls", "plan.odt"])
def test_locked_older_files_say_so(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "plan.odt":
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            package.writestr("content.xml", os.urandom(200))
            package.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    else:
        path.write_bytes((Path(__file__).parent / "locked" / name).read_bytes())
    with pytest.raises(UnreadableFileError, match=f"{name} 有密码保护"):
        read_file(path)


@pytest.mark.parametrize(
    ("name", "head"),
    [("scan.png", b"\x89PNG\r\n\x1a\n"), ("scan.gif", b"GIF89a"), ("scan.tif", b"II*\0")],
)
def test_broken_image_is_named_and_no_folder_is(tmp_path: Path, name: str, head: bytes) -> None:
    (tmp_path / name).write_bytes(head + bytes(range(256)))
    with pytest.raises(UnreadableFileError) as failed:
        read_file(tmp_path / name)
    assert name in str(failed.value) and "可能已损坏" in str(failed.value)
    assert str(tmp_path) not in str(failed.value)


def test_what_a_library_says_of_a_broken_file_is_not_shown(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "plan.docx", "w") as package:
        package.writestr("word/document.xml", "<w:document")
    with pytest.raises(UnreadableFileError) as failed:
        read_file(tmp_path / "plan.docx")
    assert str(failed.value) == (
        "读不了 plan.docx：文件可能已损坏或过于复杂。"
        "请重新导出这份文件，或另存为 .docx、.txt 后再试。"
    )


@pytest.mark.parametrize("said", ['mergeCell ref="A2:C1048576"', "mergeCell ref = 'A2:C1048576'"])
def test_areas_merged_without_end_are_refused(tmp_path: Path, said: str) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["序号", "重点任务", "牵头单位"])
    book.save(tmp_path / "small.xlsx")
    merged = f"<mergeCells><{said}/></mergeCells></worksheet>".encode()
    with (
        zipfile.ZipFile(tmp_path / "small.xlsx") as small,
        zipfile.ZipFile(tmp_path / "plan.xlsx", "w") as package,
    ):
        for name in small.namelist():
            package.writestr(name, small.read(name).replace(b"</worksheet>", merged))
    with pytest.raises(UnreadableFileError, match=r"plan\.xlsx.*合并"):
        read_file(tmp_path / "plan.xlsx")


def test_table_wider_than_any_real_one_is_refused(tmp_path: Path) -> None:
    page = f"<html><body><table><tr>{'<td>甲' * 5000}</table></body></html>"
    (tmp_path / "wide.html").write_text(page, encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"wide\.html.*超过 1000 列"):
        read_file(tmp_path / "wide.html")


def test_empty_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "plan.docx").write_bytes(b"")
    with pytest.raises(UnreadableFileError, match=r"plan\.docx.*空文件"):
        read_file(tmp_path / "plan.docx")


def test_text_without_end_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text("1,2,3\n" * 60_000, encoding="utf-8")
    (tmp_path / "large.txt").write_bytes("甲乙丙丁，".encode() * 1_000_000)
    for name in ("dump.txt", "large.txt"):
        with pytest.raises(UnreadableFileError, match=f"{name}.*拆成几份"):
            read_file(tmp_path / name)


def test_page_nested_without_end_stops_nothing(tmp_path: Path) -> None:
    deep = "<div>" * 5_000 + "内容" + "</div>" * 5_000
    (tmp_path / "deep.html").write_text(f"<html><body>{deep}</body></html>", encoding="utf-8")
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    parsed = read_corpus(tmp_path, on_error=lambda path, error: None)
    assert "plan.txt" in [one.document.file for one in parsed]


def test_sheet_with_a_cell_far_away(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["序号", "重点任务", "牵头单位"], [1, "做好甲。", "市教委"]):
        sheet.append(row)
    sheet["A1048576"] = "注：以上为全部任务"
    book.save(tmp_path / "plan.xlsx")
    tasks = [item for item in read_file(tmp_path / "plan.xlsx").items if item.lead]
    assert [(item.number, item.text) for item in tasks] == [(1, "做好甲。")]


def test_word_keeps_insertions_text_boxes_and_nested_tables(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    space = nsdecls("w")
    document = Document()
    document.add_paragraph("某市2024年工作方案")
    changed = document.add_paragraph("1.推进")._p
    for name, tag, words in (("del", "delText", "旧的"), ("ins", "t", "新的改革。完善制度。")):
        run = f"<w:r><w:{tag}>{words}</w:{tag}></w:r>"
        changed.append(parse_xml(f'<w:{name} {space} w:id="1" w:author="a">{run}</w:{name}>'))
    box = "<w:txbxContent><w:p><w:r><w:t>2.框里的任务。限时办结。</w:t></w:r></w:p></w:txbxContent>"
    frame = document.add_paragraph()._p
    frame.append(parse_xml(f"<w:r {space}><w:drawing>{box}</w:drawing></w:r>"))
    outer = document.add_table(1, 2)
    inner = outer.cell(0, 1).add_table(2, 3)
    for row, cells in enumerate([["序号", "重点任务", "牵头单位"], ["1", "做甲。", "市教委"]]):
        for column, words in enumerate(cells):
            inner.cell(row, column).text = words
    document.save(str(tmp_path / "plan.docx"))
    parsed = read_file(tmp_path / "plan.docx")
    assert [item.text for item in parsed.items] == [
        "推进新的改革。完善制度。",
        "框里的任务。限时办结。",
        "做甲。",
    ]
    assert parsed.items[-1].lead == ("市教委",)


def _office(folder: Path, does: str) -> None:
    """A program under LibreOffice's name that does what a line of shell says."""
    program = folder / "soffice"
    program.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    program.chmod(0o755)


def test_old_office_file_is_read_as_what_libreoffice_makes_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docx import Document

    made = Document()
    made.add_paragraph("1.推进改革。（责任单位：市财政局）")
    made.save(str(tmp_path / "made.docx"))
    outdir = 'while [ "$1" != --outdir ]; do shift; done'
    told = 'grep -q BlockUntrustedRefererLinks "$2/profile/user/registrymodifications.xcu"'
    _office(tmp_path, f'{outdir}; {told} && cp "{tmp_path}/made.docx" "$2/plan.docx"')
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    streams = "WordDocument".encode("utf-16-le")
    (tmp_path / "plan.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + streams)
    assert [item.lead for item in read_file(tmp_path / "plan.doc").items] == [("市财政局",)]


def test_libreoffice_ends_with_the_reading_that_it_was_started_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _office(tmp_path, f"sleep 600 & echo $! > '{tmp_path}/pid'; wait")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(ingest.bounded, "LIMITS", Limits(silence=5))
    streams = "WordDocument".encode("utf-16-le")
    (tmp_path / "plan.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + streams)
    with pytest.raises(UnreadableFileError, match="已停止"):
        read_one(tmp_path / "plan.doc")
    assert _ended(int((tmp_path / "pid").read_text()))


def _ended(process: int) -> bool:
    for _ in range(100):  # a signal takes a moment to arrive
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_libreoffice_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest.readers import legacy

    _office(tmp_path, f"sleep 600 & echo $! > '{tmp_path}/pid'; wait")
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(legacy, "_SECONDS", 2)
    streams = "WordDocument".encode("utf-16-le")
    (tmp_path / "plan.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + streams)
    with pytest.raises(UnreadableFileError, match="超过 2 秒"):
        read_file(tmp_path / "plan.doc")
    assert _ended(int((tmp_path / "pid").read_text()))
