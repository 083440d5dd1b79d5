"""Blank cells of a task table, and those that say 同上: what they mean by the cells above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.column_kinds import OWNER_COLUMNS, Column
from ingest.columns import Header
from ingest.deadlines import is_date
from ingest.ditto import is_ditto, number_meant
from ingest.owners import are_offices
from ingest.reading import Cell
from ingest.table_rows import number_in

_HELPING = (Column.COOPERATING, Column.UNIT)
# 表中空白单元格与上一行内容相同: the document itself says what a blank cell means.
_BLANK_AS_ABOVE = re.compile(
    "空(?:白|格|栏|着)?的?(?:单元格|格子?|栏目?|处|项)?[^。；\n]{0,8}"
    "(?:[与同和]上(?:面|方|一|栏|行|格|项)|同上)"
)
_BLANK = re.compile(r"(?:[-\u2010-\u2015－/／\\\s]*|无)[。.]?")


class Blanks:
    """What the blank cells of one table mean, row by row from the top."""

    def __init__(
        self,
        header: Header,
        text: str,
        first_text: int,
        *,
        merges: bool,
        rows: Sequence[Sequence[Cell]] = (),
    ) -> None:
        self._header = header
        self._text = text
        self._first_text = first_text
        self._merges = merges
        self._outer: dict[int, Cell] = {}
        self._above: dict[int, Cell] = {}  # the latest cell of each column
        self._of_number: dict[tuple[int | None, int], Cell] = {}  # by the number of the row
        self._as_above = _as_above(text, header)
        self._repeats_in_words = self._has_repeats(rows)

    def over(self, row: Sequence[Cell], column: int, last: Sequence[Cell]) -> Cell:
        """A cell; one that says 同上, and a blank one left of all else, is the one above.

        Elsewhere a blank owner's cell says that there is nobody, unless the document says that a
        blank cell of its column is as the one above. `last` is the row above.
        """
        if self._is_ditto(row[column]):
            cell = self._above.get(column, row[column])
        else:
            cell = self._named(row, column) or self._filled(row, column, last)
        self._above[column] = self._of_number[self._number(row), column] = cell
        return cell

    def _named(self, row: Sequence[Cell], column: int) -> Cell | None:
        """The cell of another row that one means by its number; None where it means none."""
        meant = number_meant(self._said(row[column]))
        if not meant or not self._header.columns(Column.NUMBER):
            return None
        end = row[column].end  # a number that is not known says nothing
        nobody = Cell(end, end, row[column].row, row[column].column)
        return self._of_number.get((number_in(meant), column), nobody)

    def _number(self, row: Sequence[Cell]) -> int | None:
        columns = self._header.columns(Column.NUMBER)
        return number_in(self._said(row[columns[-1]])) if columns else None

    def _has_repeats(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """Whether the table says in words what is as above: 同上, or the same office again.

        Blank cells then do not say it.
        """
        ditto = any(self._is_ditto(cell) for row in rows for cell in row if not cell.empty)
        columns = self._header.columns(*OWNER_COLUMNS)
        pairs = ((above[i], below[i]) for above, below in pairwise(rows) for i in columns)
        return ditto or any(
            one != other and not one.empty and self._said(one) == self._said(other)
            for one, other in pairs
            if not is_blank(self._said(one))
        )

    def _said(self, cell: Cell) -> str:
        return self._text[cell.start : cell.end].strip()

    def _is_ditto(self, cell: Cell) -> bool:
        return is_ditto(self._said(cell))

    def _filled(self, row: Sequence[Cell], column: int, last: Sequence[Cell]) -> Cell:
        """A cell, or the one that a blank one goes on from."""
        stated = column in self._as_above
        if not (stated or self._is_outermost(column)):
            return row[column]
        if not row[column].empty or (not stated and self._says_nobody(row, column, last)):
            self._outer[column] = row[column]
        return self._outer.get(column, row[column])

    def _is_outermost(self, column: int) -> bool:
        left = self._header.kinds[:column]
        outermost = column < self._first_text and Column.NUMBER not in left
        return outermost and not self._repeats_in_words

    def _says_nobody(self, row: Sequence[Cell], column: int, last: Sequence[Cell]) -> bool:
        """Whether a blank cell left of the text is no rest of the one above.

        It is none beside an office that is named anew, nor for those who help in a table that
        merges its cells.
        """
        anew = any(
            not row[i].empty and row[i] not in last
            for i in self._header.columns(*OWNER_COLUMNS)
            if i < column
        )
        return anew or (self._merges and self._header.kinds[column] in _HELPING)


def _as_above(text: str, header: Header) -> frozenset[int]:
    """The columns of which a document says that a blank cell is as the one above.

    “牵头科室”栏空白的，与上一行相同 is said of that column, 空白的与上一行相同 of all of them.
    """
    columns: set[int] = set()
    for match in _BLANK_AS_ABOVE.finditer(text):
        clause = re.split("[；。：\n]", text[: match.end()].rstrip("；。：\n"))[-1]
        named = {i for i, word in enumerate(header.words) if word and word in clause}
        columns |= named or set(range(len(header.words)))
    return frozenset(columns)


def is_blank(said: str) -> bool:
    """Whether a cell says that there is nothing to say: —, /, 无."""
    return _BLANK.fullmatch(said) is not None


def padded(row: tuple[Cell, ...], header: Header, text: str) -> tuple[Cell, ...]:
    """A row with a cell for each column; a short one ends in empty cells.

    It begins with them where its cells then suit owners and times better: those of a merged
    number and category are lost where a table was copied row by row.
    """
    missing = len(header.kinds) - len(row)
    if missing <= 0 or not row:
        return row
    begins = len(row) > 1 and _suits(row, header, text, missing) > _suits(row, header, text, 0)
    at = row[0].start if begins else row[-1].end
    first = 0 if begins else len(row)
    blanks = tuple(Cell(at, at, row[0].row, first + i) for i in range(missing))
    return (*blanks, *row) if begins else (*row, *blanks)


def _suits(row: Sequence[Cell], header: Header, text: str, shift: int) -> int:
    """How many cells are offices or times where their columns want them, less the others."""
    told = 0
    for cell, kind in zip(row, header.kinds[shift:], strict=False):
        said = text[cell.start : cell.end]
        if said and kind in {*OWNER_COLUMNS, Column.DEADLINE}:
            fits = is_date(said) if kind is Column.DEADLINE else are_offices(said)
            told += 1 if fits else -1
    return told
