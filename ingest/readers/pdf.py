"""PDF files: text as placed on its pages; pages that are pictures are recognised."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.characters import mended
from ingest.errors import UnreadableFileError
from ingest.heartbeat import Share, beat
from ingest.pages import Edge, Grid, Page, Scans, Word, lay_out_page, write_pages
from ingest.reading import Reading, TextBuilder

if TYPE_CHECKING:
    from pdfplumber.page import Page as PrintedPage
    from pdfplumber.pdf import PDF
    from pypdfium2 import PdfDocument

SUFFIXES = (".pdf",)

_MOST_PAGES = 3000
_FEW = 60  # characters on a page that is mostly a picture
_UNKNOWN = re.compile(r"\(cid:\d+\)|[\ue000-\uf8ff\ufffd]")  # no character that a font names
_DRAWN = 400  # curves of a page whose letters are drawn as shapes
# What opening a file or reading the characters of a page may take: a stream in it can swell a
# thousandfold when it is unpacked.
_PRINTED = Share(seconds=20, memory=400 * 1024**2)
_LARGE = 20 * 1024**2  # bytes that pages say once unpacked
_MOST_RATIO = 40  # of them to the bytes of the whole file


def read(path: Path) -> Reading:
    """Read one file. Raises `UnreadableFileError` for a locked, broken or endless one."""
    builder = TextBuilder()
    scans = Scans(builder)
    pages: list[list[Page]] = []
    said = 0
    beat(_PRINTED)
    with _quiet(), _opened(path) as (printed, drawn):
        if len(printed.pages) > _MOST_PAGES:
            raise UnreadableFileError(
                f"{path.name} 有 {len(printed.pages)} 页，一份文件最多读 {_MOST_PAGES} 页："
                "请拆成几份再导入。"
            )
        for number, page in enumerate(printed.pages):
            beat(_PRINTED)
            said += _size(page)
            if said > _LARGE and said > _MOST_RATIO * path.stat().st_size:
                raise UnreadableFileError(
                    f"{path.name} 的页面解开后异常大（前 {number + 1} 页有 {said // 1024**2} MB），"
                    "已停止：文件可能已损坏，或有意做成这样。"
                    "请用阅读器打开，打印成新的 PDF 再导入。"
                )
            pages.append(_page(page, drawn, number, scans, _open_table(pages)))
            page.close()
    beat()
    write_pages(pages, builder)
    scans.report()
    return builder.reading()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the parser's remarks on single fonts from whoever reads a file."""
    log = logging.getLogger("pdfminer")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[PDF, PdfDocument]]:
    """The file as pdfplumber reads it and as PDFium draws it.

    PDFium opens files whose table of contents is broken, and writes them whole again.
    """
    import pdfplumber
    import pypdfium2

    try:
        drawn = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as damage:
        if "password" in str(damage).lower():
            raise UnreadableFileError(
                f"{path.name} 有密码保护：请用密码打开后另存为没有密码的文件，再导入。"
            ) from damage
        raise
    with drawn:
        try:
            printed = pdfplumber.open(path)
            if len(printed.pages) != len(drawn):
                raise ValueError("pages are missing")
        except Exception:
            whole = io.BytesIO()
            drawn.save(whole)
            printed = pdfplumber.open(whole)
        with printed:
            yield printed, drawn


def _open_table(pages: list[list[Page]]) -> Grid | None:
    """The table that the last page ends with, if it ends with one."""
    parts = list(pages[-1][-1].parts) if pages and pages[-1] else []
    tables = [part for part in parts if isinstance(part, Grid)]
    return tables[-1] if tables else None


def _page(
    page: PrintedPage, drawn: PdfDocument, number: int, scans: Scans, above: Grid | None
) -> list[Page]:
    try:
        if not _is_picture(page):
            return lay_out_page(_words(page), _edges(page), float(page.height), above)
        image = drawn[number].render(scale=scans.scale(*drawn[number].get_size()), grayscale=True)
        beat()
        return scans.page(np.squeeze(image.to_numpy()), number + 1, above)
    except UnreadableFileError:
        raise
    except Exception as damage:
        scans.unreadable(number + 1, damage)
        return []


def _size(page: PrintedPage) -> int:
    """Bytes of what a page says, unpacked; a part that cannot be unpacked is told later."""
    from pdfminer.pdftypes import stream_value

    with suppress(Exception):
        return sum(len(stream_value(part).get_data()) for part in page.page_obj.contents)
    return 0


def _is_picture(page: PrintedPage) -> bool:
    """Whether what a page says is not in its characters."""
    said = "".join(char["text"] for char in page.chars)
    known = len(re.sub(r"\s", "", _UNKNOWN.sub("", said)))
    if len(_UNKNOWN.findall(said)) * 3 > known:
        return True
    area = sum(_area(image) for image in page.images)
    covered = area > 0.4 * float(page.width * page.height)
    return (covered and known < _FEW) or (not known and (area > 0 or len(page.curves) > _DRAWN))


def _area(image: dict[str, Any]) -> float:
    return float(image["width"] * image["height"])


def _words(page: PrintedPage) -> list[Word]:
    found = page.dedupe_chars().extract_words(
        x_tolerance=1.5, keep_blank_chars=False, extra_attrs=["size"], use_text_flow=False
    )
    return [
        Word(mended(one["text"]), one["x0"], one["x1"], one["top"], one["bottom"], one["size"])
        for one in found
        if one["upright"]
    ]


def _edges(page: PrintedPage) -> list[Edge]:
    return [
        Edge(one["orientation"], one["x0"], one["x1"], one["top"], one["bottom"])
        for one in page.edges
        if one["orientation"] in ("h", "v")
    ]
