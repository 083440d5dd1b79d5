"""Pages in a row: page marks go, paragraphs and tables that a page cuts are made whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.broken_lines import CLOSE, OPEN
from ingest.imprint import DATE, is_imprint
from ingest.outline import marker
from ingest.owner_clauses import is_statement
from ingest.owner_duties import LABEL, is_known, words_of
from ingest.pages.continuing import append, same_columns
from ingest.pages.words import Grid, Line, Page, seam
from ingest.reading import TextBuilder

_PAGE_NUMBER = re.compile(
    r"[-—–－·•―一\s]*[0-9０-９¹²³]{1,4}[-—–－·•―一\s]*|第\s*\d+\s*页.*|\d+\s*/\s*\d+|Page\s*\d+.*",
    re.IGNORECASE,
)
_TWO = 2
_ANNEX = re.compile(r"附\s?[件表]\s?[\d一二三四五六七八九十]{0,3}[：:]?")
_ENDS = re.compile("[。；：！？]$")


def write_pages(pages: Sequence[Sequence[Page]], builder: TextBuilder) -> None:
    """Write the text and the tables of pages; each page is one or more columns."""
    marks = _page_marks(pages)
    writer = _Writer(builder)
    for page in pages:
        for column in page:
            writer.add(_without_marks(column, marks))
    writer.end()


def _page_marks(pages: Sequence[Sequence[Page]]) -> set[str]:
    """What headers and footers say, digits aside: margin lines that many of the pages share.

    Two pages suffice for what is in small letters: the notice before a table has no such line.
    """
    lines = [
        [part for column in page for part in column.parts if isinstance(part, Line)]
        for page in pages
    ]
    title = max((line.size for page in lines for line in page), default=0.0)
    sizes = sorted(line.size for page in lines for line in page)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    said: Counter[str] = Counter()
    small: set[str] = set()
    for page in lines:
        marks = [line for line in page if line.margin and _may_be_mark(line.text)]
        if len(pages) == _TWO:  # a title that both pages bear is no mark
            over = _over_both(lines, title)
            marks = [line for line in marks if line.size * 1.2 < title or line in over]
        said.update({_plain(line.text) for line in marks})
        small.update(_plain(line.text) for line in marks if line.size * 1.2 < usual)
    most = min(3, max(_TWO, len(pages)))
    return {
        text
        for text, times in said.items()
        if times >= (_TWO if text in small else most) and times * 5 >= len(pages) * 2
    }


def _over_both(pages: Sequence[Sequence[Line]], title: float) -> list[Line]:
    """The line that stands first on both of two pages, at one place and smaller than the title."""
    first = [min(page, key=lambda line: line.top) for page in pages if page]
    same = len(first) == _TWO and abs(first[0].top - first[1].top) < 0.2 * first[0].size
    return first if same and all(line.size < 0.95 * title for line in first) else []


def _may_be_mark(text: str) -> bool:
    """Whether a line can stand on every page: what an item or its owners say does not."""
    return not (marker(text) or _ENDS.search(text) or is_statement(text))


def _plain(text: str) -> str:
    return re.sub(r"\d+|\s", "", text)


def _without_marks(page: Page, marks: set[str]) -> Page:
    kept = [
        part
        for part in page.parts
        if isinstance(part, Grid)
        or not part.margin
        or not (_plain(part.text) in marks or _PAGE_NUMBER.fullmatch(part.text.strip()))
    ]
    return Page(tuple(kept), page.left, page.right)


class _Writer:
    """Holds a paragraph or a table back until it is known that the next part ends it."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._lines: list[Line] = []
        self._right = 0.0  # where lines of the last line's page end
        self._grid: Grid | None = None

    def add(self, page: Page) -> None:
        """Add the parts of a page or column."""
        for i, part in enumerate(page.parts):
            if isinstance(part, Line):
                self._add_line(part, page)
            else:
                self._add_grid(part, first=i == 0)

    def end(self) -> None:
        """Write what is held back."""
        if self._lines:
            text = self._lines[0].text
            for line in self._lines[1:]:
                text += seam(text, line.text)
            recognised = any(line.recognised for line in self._lines)
            self._builder.paragraph(text, recognised=recognised)
        if self._grid:
            self._builder.table(self._grid.cells, recognised=self._grid.recognised)
        self._lines, self._grid = [], None

    def _add_line(self, line: Line, page: Page) -> None:
        goes_on = self._lines and _goes_on(self._lines[-1], self._right, line, page)
        if not goes_on or self._begins_anew(line):
            self.end()
        self._lines.append(line)
        self._right = page.right

    def _begins_anew(self, line: Line) -> bool:
        """Whether a line is a field (责任单位：…) or a note under a title (…印发), or follows one.

        A line break in a bracket or behind a comma is none before a field.
        """
        said = "".join(one.text for one in self._lines)
        inside = sum(map(said.count, OPEN)) > sum(map(said.count, CLOSE))
        if inside or said[-1:] in set("，,；;、：:"):
            return False
        label = LABEL.match(line.text)
        field = label is not None and is_known(words_of(label))
        if DATE.fullmatch(said) or _ANNEX.fullmatch(line.text):  # what signs a text ends it
            return True
        return field or is_imprint(line.text) or is_imprint(said)

    def _add_grid(self, grid: Grid, *, first: bool) -> None:
        if self._grid and first and same_columns(self._grid, grid):
            append(self._grid, grid)
        else:
            self.end()
            self._grid = grid


def _goes_on(before: Line, right: float, line: Line, page: Page) -> bool:
    """Whether a line goes on with the paragraph of the one before: that was full, this is flush."""
    slack = 2.6 if before.recognised else 1.8
    full = before.right > right - slack * before.size
    if not _ENDS.search(before.text):  # a number or quotation that is kept whole leaves a gap
        full = full or before.right > right - 0.12 * (right - page.left)
    flush = line.left < page.left + 1.2 * line.size
    alike = abs(before.size - line.size) < (0.4 if line.recognised else 0.2) * before.size
    return full and flush and alike and not marker(line.text)
