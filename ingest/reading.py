"""What a reader hands on: one text, and where its paragraphs and table cells stand in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.characters import visible
from ingest.items import ReadWarning, Span
from ingest.outline import marker

_ORDINAL = re.compile("[一二三四五六七八九十]{1,2}[是要]|首先|其次|再次|最后")
_FIELD = re.compile(r"[【〖]|[一-鿿]{2,6}(?:单位|部门|时限)[：:]")  # begins a line of its own
_LABEL = re.compile("[一-鿿]{2,6}[：:]")
_STOPS = "。；！？）)】〕"
_FEWEST_FULL = 4  # lines as long as the longest, of which to tell where lines end
_MOST_COLUMNS = 1_000
_MOST_POSITIONS = 1_000_000  # of one table, merged cells counted as far as they reach


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph: offsets of its stripped text, and its heading level where the format has one."""

    start: int
    end: int
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell: offsets of its stripped text, and the grid position of its top left corner."""

    start: int
    end: int
    row: int
    column: int
    strong: str = ""  # what is in bold type in it, as far as the format tells

    @property
    def empty(self) -> bool:
        """Whether nothing is written in the cell."""
        return self.start == self.end


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a merged cell stands in every position that it covers. Rows may be ragged.

    `start` and `end` bound everything that belongs to the table in the text.
    """

    rows: tuple[tuple[Cell, ...], ...]
    start: int
    end: int
    name: str = ""  # of the sheet, where the format names its tables
    columns: tuple[str, ...] = ()  # kinds of the columns, where no row of the table says them


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as read. `facts` holds what front matter says, keyed as written there.

    `recognised` are the stretches that were read off an image, and may hold wrong characters.
    """

    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    recognised: tuple[Span, ...] = ()
    warnings: tuple[ReadWarning, ...] = ()


def stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """Narrow a range of `text` to what is left without white space at both ends."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if left == len(piece):
        return start, start
    return start + left, start + len(piece.rstrip())


def lines(text: str) -> tuple[Block, ...]:
    """Every line of `text` that is not blank, as a block."""
    found: list[Block] = []
    position = 0
    for line in text.splitlines(keepends=True):
        start, end = stripped(text, position, position + len(line))
        if start < end:
            found.append(Block(start, end))
        position += len(line)
    return tuple(found)


def paragraphs(text: str) -> tuple[Block, ...]:
    """The paragraphs of plain text: lines, joined where a text is broken at a fixed width.

    A full line goes on in the next one unless that is indented or begins with a number or a field.
    """
    found = lines(text)
    width = _wrap_width([block.end - block.start for block in found])
    if not width or _are_whole(text, found, width):
        return found
    labels = Counter(label[0] for one in found if (label := _LABEL.match(text, one.start, one.end)))
    joined: list[Block] = []
    last = found[0]
    for block in found:
        gap = text[last.end : block.start]
        full = joined and last.end - last.start >= width - 2
        flush = gap.count("\n") == 1 and len(gap.lstrip("\n")) < 2
        said = text[block.start : block.end]
        begins = marker(said) is not None or _FIELD.match(said) is not None
        label = _LABEL.match(said)
        begins |= label is not None and labels[label[0]] > 1  # of a record like the others
        begins |= text[last.end - 1] in _STOPS and _ORDINAL.match(said) is not None
        if full and flush and not begins:
            joined[-1] = Block(joined[-1].start, block.end)
        else:
            joined.append(block)
        last = block
    return tuple(joined)


def _wrap_width(lengths: Sequence[int]) -> int:
    """The width at which lines are broken, or 0: many lines are nearly as long as the longest."""
    if len(lengths) < 4 or not 15 <= max(lengths) <= 60:
        return 0
    longest = max(lengths)
    full = sum(length >= longest - 3 for length in lengths)
    return longest if full * 10 >= len(lengths) * 3 else 0


def _are_whole(text: str, found: Sequence[Block], width: int) -> bool:
    """Whether most lines of the width end as sentences do: then none was broken there."""
    full = [one for one in found if one.end - one.start >= width - 3]
    ended = sum(text[one.end - 1] in _STOPS for one in full)
    return len(full) >= _FEWEST_FULL and ended * 3 >= len(full) * 2


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell before it has a place in the text: what it says and how far it reaches."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    strong: str = ""


class TextBuilder:
    """Writes paragraphs and tables one after another into one text, and keeps their offsets."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._tables: list[Table] = []
        self._recognised: list[Span] = []
        self._warnings: list[ReadWarning] = []

    def paragraph(self, text: str, *, level: int | None = None, recognised: bool = False) -> None:
        """Add one paragraph; nothing when it is blank."""
        text = visible(text).strip()
        if text:
            start = self._write(text)
            self._blocks.append(Block(start, start + len(text), level))
            self._write("\n")
            if recognised:
                self._recognised.append(Span(start, start + len(text)))

    def warn(self, code: str, message: str) -> None:
        """Add something that a person should look at, which has no place in the text."""
        self._warnings.append(ReadWarning(code, message))

    def table(self, cells: Iterable[GridCell], *, name: str = "", recognised: bool = False) -> None:
        """Add one table, row by row, cells set apart by tabs; a merged cell is written once."""
        start = self._length
        grid: dict[tuple[int, int], Cell] = {}
        row = None
        for cell in sorted(_bounded(cells), key=lambda one: (one.row, one.column)):
            if row is not None:
                self._write("\n" if cell.row != row else "\t")
            row = cell.row
            text = visible(cell.text).strip()
            at = self._write(text)
            placed = Cell(at, at + len(text), cell.row, cell.column, cell.strong)
            for below in range(cell.row, cell.row + cell.rowspan):
                for right in range(cell.column, cell.column + cell.colspan):
                    grid.setdefault((below, right), placed)
        self._write("\n")
        if any(not cell.empty for cell in grid.values()):
            rows = _rows(grid, self._length - 1)
            self._tables.append(Table(rows, start, self._length, name))
        if recognised:
            self._recognised.append(Span(start, self._length))

    def reading(self, facts: Mapping[str, str] | None = None) -> Reading:
        """Everything written so far."""
        text = "".join(self._pieces)
        return Reading(
            text,
            tuple(self._blocks),
            tuple(self._tables),
            facts or {},
            tuple(self._recognised),
            tuple(self._warnings),
        )

    def _write(self, piece: str) -> int:
        at = self._length
        self._pieces.append(piece)
        self._length += len(piece)
        return at


def _bounded(cells: Iterable[GridCell]) -> Iterator[GridCell]:
    """The cells of a table; raises `ValueError` where it has more than any real one."""
    positions = 0
    for cell in cells:
        positions += cell.rowspan * cell.colspan
        if cell.column >= _MOST_COLUMNS:
            raise ValueError(f"一张表超过 {_MOST_COLUMNS} 列")
        if positions > _MOST_POSITIONS:
            raise ValueError(f"一张表超过 {_MOST_POSITIONS} 格")
        yield cell


def _rows(grid: Mapping[tuple[int, int], Cell], at: int) -> tuple[tuple[Cell, ...], ...]:
    """The grid as full rows; a position that no cell covers is an empty cell at offset `at`."""
    width = 1 + max(column for _, column in grid)
    height = 1 + max(row for row, _ in grid)
    return tuple(
        tuple(grid.get((row, column), Cell(at, at, row, column)) for column in range(width))
        for row in range(height)
    )


def distinct(row: Sequence[Cell]) -> list[Cell]:
    """The cells of a row, each once, in order."""
    return list(dict.fromkeys(row))
