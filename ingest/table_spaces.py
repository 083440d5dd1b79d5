"""Tables whose columns stand under their names by mere spaces, written anew with bars."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from ingest.column_kinds import OWNER_COLUMNS, Column, kinds_of
from ingest.owners import are_offices, is_empty

_PIECE = re.compile(r"\S+(?: \S+)*")  # one space does not part two cells
_FEWEST_COLUMNS = 3
_FEWEST_ROWS = 2
_LONGEST_NAME = 24  # characters of what names a column
_SLACK = 2  # columns of a screen by which a cell may stand left of its name

_Placed = tuple[int, str]  # the column of the screen where words begin, and the words


def unaligned(text: str) -> str:
    """The text with each row of such a table on one line, its cells between bars."""
    lines = text.split("\n")
    written: list[str] = []
    at = 0
    while at < len(lines):
        names = _pieces(lines[at])
        rows, after = _rows(lines, at) if _name_columns(names) else _tight_rows(lines, at)
        if len(rows) > _FEWEST_ROWS:
            written += ["│" + "│".join(row) + "│" for row in rows]
            at = after
        else:
            written.append(lines[at])
            at += 1
    return "\n".join(written)


def _name_columns(pieces: Sequence[_Placed]) -> bool:
    words = [re.sub(r"\s", "", said) for _, said in pieces]
    if len(words) < _FEWEST_COLUMNS or any("：" in word or ":" in word for word in words):
        return False
    if any(len(word) > _LONGEST_NAME for word in words):  # a sentence with wide spaces in it
        return False
    kinds = [kind for kind in kinds_of(words) if kind is not Column.OTHER]
    return len(set(kinds)) > 1 and len(kinds) * 3 >= len(words) * 2


def _pieces(line: str) -> list[_Placed]:
    """Words that wide spaces part, with the columns of a screen where they begin."""
    if "\t" in line or "  " not in line.replace("\u3000", "  ").strip():
        return []
    line = line.replace("\u3000", "  ")
    return [(_width(line[: one.start()]), one[0]) for one in _PIECE.finditer(line)]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _rows(lines: Sequence[str], first: int) -> tuple[list[list[str]], int]:
    """The rows from the names on, and the line after them; none where cells overlap."""
    names = _pieces(lines[first])
    places = [place for place, _ in names]
    rows = [[said for _, said in names]]
    at = first + 1
    while at < len(lines):
        pieces = _pieces(lines[at]) or _alone(lines[at])
        cells = _under(pieces, places)
        if not cells or (len(pieces) < 2 and cells[0]):
            break
        if cells[0]:
            rows.append(cells)
        else:
            rows[-1] = [above + more for above, more in zip(rows[-1], cells, strict=True)]
        at += 1
    return rows, at


def _tight_rows(lines: Sequence[str], first: int) -> tuple[list[list[str]], int]:
    """Rows whose cells stand one space apart, under names that begin with 序号.

    Each row begins with a number; what is too much for its columns belongs to the task.
    """
    names = _spaced(lines[first])
    kinds = kinds_of(names) if len(names) > _FEWEST_COLUMNS else ()
    if not _name_columns([(0, name) for name in names]) or Column.CONTENT not in kinds[1:]:
        return [], first
    if kinds[0] is not Column.NUMBER or not set(kinds) & set(OWNER_COLUMNS):
        return [], first
    task, rows, at = kinds.index(Column.CONTENT), [names], first + 1
    while at < len(lines):
        cells = _spaced(lines[at])
        spare = len(cells) - len(names)
        if spare < 0 or not cells[0].isdigit():
            break
        cells[task : task + spare + 1] = [" ".join(cells[task : task + spare + 1])]
        owners = [cell for cell, kind in zip(cells, kinds, strict=True) if kind in OWNER_COLUMNS]
        if not all(is_empty(cell) or are_offices(cell) for cell in owners):
            break
        rows.append(cells)
        at += 1
    if at < len(lines) and re.match(r"\s*\d+\s", lines[at]):
        return [], first  # a numbered line that fits no column: then the others do by chance
    return rows, at


def _spaced(line: str) -> list[str]:
    """Cells that spaces part; none where tabs do, which part empty ones as well."""
    return [] if "\t" in line else line.split()


def _alone(line: str) -> list[_Placed]:
    """The rest of one cell, on a line of its own."""
    said = line.strip()
    return [(_width(line[: len(line) - len(line.lstrip())]), said)] if said else []


def _under(pieces: Sequence[_Placed], places: Sequence[int]) -> list[str]:
    """Words by column; empty where a column would have to take two."""
    cells = [""] * len(places)
    if len(pieces) == len(places):
        return [said for _, said in pieces]
    for place, said in pieces:
        column = max((i for i, one in enumerate(places) if one <= place + _SLACK), default=0)
        if cells[column]:
            return []
        cells[column] = said
    return cells if any(cells) else []
