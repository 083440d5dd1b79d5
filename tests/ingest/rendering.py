"""The shipped documents in every format that an office would send them in."""

from __future__ import annotations

import csv
import html
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from ingest import ItemKind, ParsedDocument, read_corpus

CORPUS = Path(__file__).parents[2] / "corpus"
HEADER = ("序号", "任务内容", "", "牵头部门", "配合部门", "委属相关单位", "时间节点", "备注")
WIDTHS = (5, 13, 34, 12, 14, 13, 7, 5)  # hundredths of the page


@dataclass(frozen=True)
class Grid:
    """A table: rows of eight cells, and merges as (first row, first column, last row, last)."""

    rows: tuple[tuple[str, ...], ...]
    merges: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True)
class Source:
    """A document to be rendered: its lines, the first of them its title, and its table."""

    lines: tuple[str, ...]
    grid: Grid | None = None


@cache
def shipped() -> tuple[ParsedDocument, ParsedDocument]:
    """The city's work points and the district's task table, as the corpus gives them."""
    city, district = read_corpus(CORPUS)
    return city, district


def city() -> Source:
    """The city's work points: its lines as printed, with a title that is broken in two."""
    return Source(tuple(shipped()[0].document.text.split("\n")))


def district() -> Source:
    """The district's table, with its sections as rows of their own and its groups merged."""
    rows: list[tuple[str, ...]] = [HEADER]
    merges = [(0, 1, 0, 2)]
    section = group = None
    starts = []
    for item in shipped()[1].items:
        assert item.kind is ItemKind.TASK
        if item.section != section:
            merges.append((len(rows), 0, len(rows), 7))
            rows.append((item.section or "", *[""] * 7))
        new = (item.section, item.group_number) != (section, group)
        section, group = item.section, item.group_number
        if new:
            starts.append(len(rows))
        first = (str(group), item.group_title or "") if new else ("", "")
        owners = ["、".join(item.lead), "、".join(item.cooperating), "、".join(item.units)]
        due = item.deadline.text if item.deadline else ""
        rows.append((*first, item.label + item.text, *owners, due, ""))
    section_rows = {first for first, _, _, last in merges if last == 7}
    for start, after in pairwise([*starts, len(rows)]):
        end = after - 1 - (after - 1 in section_rows)
        if end > start:
            merges += [(start, 0, end, 0), (start, 1, end, 1)]
    title = shipped()[1].document.title
    return Source(("附件", title), Grid(tuple(rows), tuple(merges)))


def _covered(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Rows and columns of each merged cell by its corner; (0, 0) where another covers a place."""
    spans = {}
    for top, left, bottom, right in grid.merges:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                spans[row, column] = (0, 0)
        spans[top, left] = (bottom - top + 1, right - left + 1)
    return spans


def text(source: Source) -> str:
    """One paragraph a line, one row a line with tabs between its cells."""
    rows = source.grid.rows if source.grid else ()
    return "\n".join([*source.lines, *("\t".join(row) for row in rows)]) + "\n"


def write_gb18030(source: Source, path: Path) -> None:
    path.write_bytes(text(source).encode("gb18030"))


def write_csv(source: Source, path: Path) -> None:
    rows = [[line] for line in source.lines] + [list(row) for row in _rows(source)]
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(rows)


def write_md(source: Source, path: Path) -> None:
    rows = ["| " + " | ".join(row) + " |" for row in _rows(source)]
    rows[1:1] = ["|" + "---|" * len(HEADER)] if rows else []
    path.write_text("\n\n".join(source.lines) + "\n\n" + "\n".join(rows), encoding="utf-8")


def _rows(source: Source) -> Sequence[Sequence[str]]:
    return source.grid.rows if source.grid else ()


def page(source: Source) -> str:
    """A web page with the merged cells as spans, and a site's menu and footer around it."""
    body = "".join(f"<p>{html.escape(line)}</p>" for line in source.lines)
    grid = source.grid
    if grid:
        spans = _covered(grid)
        lines = []
        for row, cells in enumerate(grid.rows):
            said = ""
            for column, cell in enumerate(cells):
                height, width = spans.get((row, column), (1, 1))
                if height:
                    said += f"<td rowspan={height} colspan={width}>{html.escape(cell)}</td>"
            lines.append(f"<tr>{said}</tr>")
        widths = "".join(f"<col style='width:{width}%'>" for width in WIDTHS)
        body += f"<table><colgroup>{widths}</colgroup><thead>{lines[0]}</thead>"
        body += f"<tbody>{''.join(lines[1:])}</tbody></table>"
    style = (
        "body{font:11pt 'Noto Serif CJK SC'}table{border-collapse:collapse;width:100%;"
        "table-layout:fixed;font-size:10pt}td{border:1px solid #000;padding:2px 4px}"
        "tr{break-inside:avoid}@media print{nav,footer{display:none}}"
    )
    return (
        f"<html><head><meta charset=utf-8><style>{style}</style></head><body>"
        f"<nav><a href=/>首页</a> <a href=/zw>政务公开</a></nav><div id=zoom>{body}</div>"
        "<footer>主办单位：某某区人民政府 网站标识码 1234567890</footer></body></html>"
    )


def write_html(source: Source, path: Path) -> None:
    path.write_text(page(source), encoding="utf-8")


def write_docx(source: Source, path: Path) -> None:
    from docx import Document

    document = Document()
    for line in source.lines:
        document.add_paragraph(line)
    if source.grid:
        table = document.add_table(rows=0, cols=len(HEADER))
        cells = [table.add_row().cells for _ in source.grid.rows]
        for top, left, bottom, right in source.grid.merges:
            cells[top][left].merge(cells[bottom][right])
        for row, said in zip(cells, source.grid.rows, strict=True):
            for cell, words in zip(row, said, strict=True):
                if words:
                    cell.text = words
    document.save(str(path))


def write_xlsx(source: Source, path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for line in source.lines:
        sheet.append([line])
    top = len(source.lines) + 1
    for row in _rows(source):
        sheet.append([cell or None for cell in row])
    for first, left, last, right in source.grid.merges if source.grid else ():
        sheet.merge_cells(
            start_row=top + first, start_column=left + 1, end_row=top + last, end_column=right + 1
        )
    book.save(path)


def write_pdf(source: Source, path: Path) -> None:
    """Printed by a browser: A4, the header row on every page, page numbers at the foot."""
    from playwright.sync_api import sync_playwright

    style = "font-size:9px;width:100%;text-align:center"
    foot = f"<div style='{style}'>— <span class=pageNumber></span> —</div>"
    with sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=shutil.which("chromium"))
        tab = browser.new_page()
        tab.set_content(page(source))
        margin = "18mm"
        tab.pdf(
            path=path,
            format="A4",
            landscape=source.grid is not None,
            display_header_footer=True,
            header_template="<div></div>",
            footer_template=foot,
            margin={"top": margin, "bottom": margin, "left": margin, "right": margin},
        )
        browser.close()


def write_scan(source: Source, path: Path, *, skew: float = 1.2, noise: float = 12.0) -> None:
    """The printed pages as grey images of 200 dpi, turned by `skew` degrees and made noisy."""
    import numpy as np
    import pypdfium2
    from PIL import Image

    printed = path.with_suffix(".printed.pdf")
    write_pdf(source, printed)
    chance = np.random.default_rng(7)
    sheets = []
    with pypdfium2.PdfDocument(printed) as pages:
        for number, one in enumerate(pages):
            sheet = one.render(scale=200 / 72).to_pil().convert("L")
            angle = skew if number % 2 else -skew
            sheet = sheet.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
            grey = np.asarray(sheet, dtype=np.float32)
            grey = grey * 0.92 + chance.normal(0, noise, grey.shape)
            sheets.append(Image.fromarray(grey.clip(0, 255).astype(np.uint8)))
    sheets[0].save(path, "PDF", resolution=200, save_all=True, append_images=sheets[1:])
    printed.unlink()
