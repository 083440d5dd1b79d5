"""PDF files with text: lines become paragraphs, tables go on over pages, page marks go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.outline import marker
from ingest.reading import GridCell, Reading, TextBuilder

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table as FoundTable

SUFFIXES = (".pdf",)

_EDGE = 0.09  # of the page's height, above and below, where headers and footers stand
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,4}[-—–\s]*|第\s*\d+\s*页.*|\d+\s*/\s*\d+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of text, where it begins and ends across the page, and its size of type."""

    text: str
    left: float
    right: float
    top: float
    size: float


@dataclass(slots=True)
class _Grid:
    """A table so far: cells with rows counted over all its pages."""

    cells: list[GridCell] = field(default_factory=list)
    rows: int = 0
    edges: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Page:
    parts: list[_Line | _Grid]  # from the top down
    left: float  # where full lines begin and end
    right: float


def read(path: Path) -> Reading:
    """Read one file; a scan without text gives an empty reading."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        marks = _page_marks(document.pages)
        pages = [_page(page, marks) for page in document.pages]
    builder = TextBuilder()
    for part in _joined(pages):
        if isinstance(part, _Grid):
            builder.table(part.cells)
        else:
            builder.paragraph(part)
    return builder.reading()


def _lines(page: Page | Any) -> list[_Line]:
    return [
        _Line(
            line["text"].strip(),
            line["x0"],
            line["x1"],
            line["top"],
            max(char["size"] for char in line["chars"]),
        )
        for line in page.extract_text_lines()
        if line["text"].strip()
    ]


def _page_marks(pages: Sequence[Page]) -> set[str]:
    """What headers and footers say, digits aside: edge lines that half of the pages share."""
    said: Counter[str] = Counter()
    for page in pages:
        said.update({_plain(line.text) for line in _lines(page) if _at_edge(line, page)})
    return {text for text, times in said.items() if times > 2 and times * 2 >= len(pages)}


def _plain(text: str) -> str:
    return re.sub(r"\d+|\s", "", text)


def _at_edge(line: _Line, page: Page) -> bool:
    depth = line.top / float(page.height)
    return depth < _EDGE or depth > 1 - _EDGE


def _page(page: Page, marks: set[str]) -> _Page:
    tables = [table for table in page.find_tables() if len(table.cells) > 3]
    outside = page
    for table in tables:
        outside = outside.outside_bbox(table.bbox)
    lines = [
        line
        for line in _lines(outside)
        if not (
            _at_edge(line, page)
            and (_plain(line.text) in marks or _PAGE_NUMBER.fullmatch(line.text))
        )
    ]
    placed: list[tuple[float, _Line | _Grid]] = [(line.top, line) for line in lines]
    placed += [(table.bbox[1], _grid(page, table)) for table in tables]
    placed.sort(key=lambda one: one[0])
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    return _Page([part for _, part in placed], left, right)


def _grid(page: Page, table: FoundTable) -> _Grid:
    """Cells by the edges that they reach from and to, so that merged ones span."""
    boxes = sorted(table.cells, key=lambda box: (box[1], box[0]))
    columns = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    rows = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    grid = _Grid(rows=len(rows) - 1, edges=tuple(round(edge) for edge in columns))
    for x0, top, x1, bottom in boxes:
        row, column = _nearest(rows, top), _nearest(columns, x0)
        text = _cell_text(page, (x0, top, x1, bottom))
        height, width = _nearest(rows, bottom) - row, _nearest(columns, x1) - column
        grid.cells.append(GridCell(text, row, column, height, width))
    return grid


def _edges(values: Sequence[float]) -> list[float]:
    """Distinct edges; those within three points of each other are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > 3:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))


def _cell_text(page: Page, box: tuple[float, float, float, float]) -> str:
    """A cell's words; a line that fills the cell goes on in the next without a break."""
    lines = _lines(page.crop(box, strict=False))
    right = max((line.right for line in lines), default=0.0)
    text = ""
    for before, line in zip([None, *lines], lines, strict=False):
        if before is None:
            text = line.text
        else:
            full = before.right > right - 1.2 * before.size and len(lines) > 1
            text += _seam(text, line.text) if full and not marker(line.text) else "\n" + line.text
    return text


def _seam(before: str, after: str) -> str:
    """What joins two lines of one paragraph: a space between Latin words, else nothing."""
    latin = before[-1:].isascii() and before[-1:].isalnum() and after[:1].isascii()
    return (" " if latin and after[:1].isalnum() else "") + after


def _joined(pages: Sequence[_Page]) -> Iterator[str | _Grid]:
    """Paragraphs and tables over all pages."""
    text, before, width = "", None, 0.0
    grid: _Grid | None = None
    for page in pages:
        for part in page.parts:
            if isinstance(part, _Grid):
                if text:
                    yield text
                text, before = "", None
                if grid and grid.edges == part.edges:
                    _append(grid, part)
                else:
                    if grid:
                        yield grid
                    grid = part
                continue
            if grid:
                yield grid
                grid = None
            if before and _goes_on(before, width, part, page):
                text += _seam(text, part.text)
            else:
                if text:
                    yield text
                text = part.text
            before, width = part, page.right
    if text:
        yield text
    if grid:
        yield grid


def _goes_on(before: _Line, right: float, line: _Line, page: _Page) -> bool:
    """Whether a line goes on with the paragraph of the one before: that was full, this is flush."""
    full = before.right > right - 1.6 * before.size
    flush = line.left < page.left + 1.2 * line.size
    return full and flush and not marker(line.text) and abs(before.size - line.size) < 1


def _append(grid: _Grid, more: _Grid) -> None:
    """Put the rows of the next page under those so far; a row cut in two is made whole."""
    below = [cell for cell in more.cells if cell.text]
    first = [cell for cell in below if cell.row == 0]
    whole = {cell.column: i for i, cell in enumerate(grid.cells) if cell.row == grid.rows - 1}
    cut = bool(first) and len(first) <= 2 and all(cell.column in whole for cell in first)
    ends = (
        all(re.search("[。；]$", grid.cells[whole[one.column]].text) for one in first)
        if cut
        else True
    )
    shift = grid.rows
    if cut and not ends and not any(marker(cell.text) for cell in first):
        shift -= 1
        for cell in first:
            old = grid.cells[whole[cell.column]]
            joined = old.text + _seam(old.text, cell.text)
            grid.cells[whole[cell.column]] = GridCell(
                joined, old.row, old.column, old.rowspan, old.colspan
            )
    for cell in more.cells:
        if cell.row + shift >= grid.rows:
            grid.cells.append(
                GridCell(cell.text, cell.row + shift, cell.column, cell.rowspan, cell.colspan)
            )
    grid.rows = shift + more.rows
