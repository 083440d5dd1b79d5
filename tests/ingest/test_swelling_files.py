"""Files of every format that swell when they are read: refused by name, within bounded memory."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import ingest.bounded
from ingest import UnreadableFileError, heartbeat, read_file, read_one
from ingest.heartbeat import Share
from ingest.pages import Scans

FEW = 120 * 1024**2  # bytes: more than any reader takes before it has read anything


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small share of memory, so that what swells is found quickly."""
    monkeypatch.setattr(ingest.bounded, "WHOLE", Share(memory=FEW))


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of images say the same without being looked at, as that takes seconds."""

    def page(scans: Scans, *_: object) -> list[object]:
        scans._builder.paragraph("1.推进改革。（责任单位：市财政局）")
        return []

    monkeypatch.setattr(Scans, "page", page)


def word() -> bytes:
    from docx import Document

    return _with_part("word/document.xml", Document, "<w:body>", "<w:p/>" * 3_000_000)


def workbook() -> bytes:
    from openpyxl import Workbook

    rows = ("<row>" + "<c/>" * 900 + "</row>") * 1500
    return _with_part("xl/worksheets/sheet1.xml", Workbook, "<sheetData", f">{rows}", shut=">")


def _with_part(name: str, kind: Callable[[], object], at: str, more: str, shut: str = "") -> bytes:
    """A new file of a library with more in one of its parts, packed: it says the same for ever."""
    plain, swollen = io.BytesIO(), io.BytesIO()
    kind().save(plain)  # type: ignore[attr-defined]
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(swollen, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == name:
                text = content.decode()
                assert at in text
                content = text.replace(at, at + more, 1).encode()
            new.writestr(part, content)
    return swollen.getvalue()


def image() -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("1", (10_900, 10_900), 1).save(out, "PNG")
    return out.getvalue()


SWELLING: dict[str, Callable[[], bytes]] = {
    ".docx": word,
    ".xlsx": workbook,
    ".html": lambda: b"<table>" + b"<tr><td>1<td>2" * 300_000,
    ".csv": lambda: b"1,2\n" * 400_000,
    ".txt": lambda: "一\n".encode() * 2_500_000,
    ".md": lambda: "一\n".encode() * 2_500_000,
    ".png": image,
}


@pytest.mark.parametrize("suffix", SWELLING)
def test_a_file_that_swells_is_named_with_what_to_do(
    tmp_path: Path, little: None, suffix: str
) -> None:
    path = tmp_path / f"胀{suffix}"
    path.write_bytes(SWELLING[suffix]())
    with pytest.raises(UnreadableFileError, match=rf"读 胀\{suffix} 要用的内存太多.*拆成几份"):
        read_one(path)


def test_an_office_program_that_swells_is_ended(
    tmp_path: Path, little: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "soffice"
    swells = "import time; kept = b'1' * (300 << 20); time.sleep(60)"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{swells}"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    streams = "WordDocument".encode("utf-16-le")
    (tmp_path / "plan.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600) + streams)
    with pytest.raises(UnreadableFileError, match=r"读 plan\.doc 要用的内存太多"):
        read_one(tmp_path / "plan.doc")


def test_a_page_of_an_image_that_is_too_large_is_refused_wherever_it_stands(
    tmp_path: Path, recognised: None
) -> None:
    from PIL import Image

    small, large = Image.new("1", (50, 50), 1), Image.new("1", (12_000, 12_000), 1)
    path = tmp_path / "扫描.tif"
    small.save(path, save_all=True, append_images=[large], compression="group4")
    with pytest.raises(UnreadableFileError, match=r"扫描\.tif 太大（一页超过 120 百万像素）"):
        read_file(path)


def test_each_page_of_a_long_scan_is_a_sign_of_life(
    tmp_path: Path, recognised: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    told: list[Share] = []
    monkeypatch.setattr(heartbeat, "_listeners", [told.append])
    path, sheet = tmp_path / "扫描.tif", Image.new("1", (50, 50), 1)
    sheet.save(path, save_all=True, append_images=[sheet] * 9)
    assert read_file(path).items
    assert len(told) == 10


def test_more_pages_than_are_recognised_are_refused_before_the_first_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PIL import Image

    monkeypatch.delattr(Scans, "page")
    first, *others = [Image.new("L", (60, 40), shade % 256) for shade in range(301)]
    first.save(tmp_path / "动图.gif", save_all=True, append_images=others)
    with pytest.raises(UnreadableFileError, match=r"扫描页超过 300 页.*拆成几份"):
        read_file(tmp_path / "动图.gif")


@pytest.mark.parametrize("above", ["一、{}", "# {}\n"])
def test_a_heading_without_end_does_not_swell_into_every_item(tmp_path: Path, above: str) -> None:
    points = "".join(f"{n}.推进第{n}项改革。（责任单位：市财政局）\n\n" for n in range(1, 900))
    path = tmp_path / "方案.md"
    path.write_text(f"{above.format('推进改革' * 20_000)}\n\n{points}", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=r"方案\.md 的标题、列头或合并的单元格太长.*改短"):
        read_one(path)


LONG_ITEM = "1.推进改革。" + "推进改革，" * 25_000
MANY_SENTENCES = "推进改革。\n" * 20_000 + "改革。" * 90_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LONG_ITEM, "“推进改革。推进改革，.*……”这一条有 125005 字，一条最多 100000 字.*分成几段"),
        (MANY_SENTENCES, "有 110000 句，一份文件最多读 100000 句.*拆成几份"),
    ],
)
def test_an_item_and_sentences_without_end_are_refused(
    tmp_path: Path, text: str, said: str
) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(f"某市2024年工作方案\n\n{text}\n", encoding="utf-8")
    with pytest.raises(UnreadableFileError, match=said):
        read_one(path)
