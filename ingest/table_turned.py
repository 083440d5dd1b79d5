"""Tables that lie on their side: what columns are called stands down the left edge."""

from __future__ import annotations

from dataclasses import replace

from ingest.cards import read_card
from ingest.column_kinds import OWNER_COLUMNS, Column, kinds_of
from ingest.columns import find_header, holds_fields
from ingest.reading import Cell, Reading, Table, distinct

_FEWEST_FIELDS = 3
_MOST_FIELDS = 30
_FEWEST_COLUMNS = 3  # the names, and two tasks
_LABEL_LENGTH = 12


def upright(reading: Reading) -> Reading:
    """The reading with such tables turned, so that each task is one stretch of the text.

    The cells are the same and so are the signs between them: nothing outside a table moves.
    """
    text, tables = reading.text, []
    for table in reading.tables:
        captions = _captions(table)
        if _lies(table, captions, text):
            table, text = _turned(table, captions, text)
        tables.append(table)
    return replace(reading, text=text, tables=tuple(tables))


def _captions(table: Table) -> int:
    """How many rows at the top are titles over the whole table."""
    filled = (sum(not cell.empty for cell in distinct(row)) for row in table.rows)
    return next((i for i, several in enumerate(filled) if several > 1), 0)


def _lies(table: Table, captions: int, text: str) -> bool:
    """Whether the first cells of the rows name a task's columns, and there are several tasks."""
    rows = table.rows[captions:]
    widths = {len(row) for row in rows}
    if (
        not _FEWEST_FIELDS <= len(rows) <= _MOST_FIELDS
        or len(widths) > 1
        or max(widths) < _FEWEST_COLUMNS
    ):
        return False
    labels = ["".join(text[row[0].start : row[0].end].split()) for row in rows]
    kinds = kinds_of(labels)
    known = sum(kind is not Column.OTHER for kind in kinds)
    named = Column.CONTENT in kinds and bool({*OWNER_COLUMNS, Column.DUTIES} & set(kinds))
    short = all(0 < len(label) <= _LABEL_LENGTH for label in labels)
    if not (named and short and known * 3 >= len(labels) * 2 and len(set(labels)) == len(labels)):
        return False
    return not (find_header(table, text) or holds_fields(table, text) or read_card(table, text))


def _turned(table: Table, captions: int, text: str) -> tuple[Table, str]:
    """The table with rows and columns below its captions exchanged, and the text with it."""
    columns = list(zip(*table.rows[captions:], strict=True))
    after = table.end - 1
    start = min(cell.start for column in columns for cell in column)
    placed: dict[Cell, Cell] = {}
    said = ""
    for number, column in enumerate(columns):
        begins = True
        for cell in column:
            if cell in placed:
                continue
            covered = not cell.empty or cell.start < after  # others only fill the grid
            if covered:
                said += ("\n" if begins else "\t") if placed else ""
                begins = False
            at = start + len(said)
            said += text[cell.start : cell.end]
            placed[cell] = Cell(at, start + len(said), captions + number, cell.row - captions)
    rows = [tuple(placed[cell] for cell in column) for column in columns]
    above = [(max(row, key=_length),) * len(rows[0]) for row in table.rows[:captions]]
    whole = text[:start] + said.ljust(after - start, "\n") + text[after:]
    return replace(table, rows=(*above, *rows)), whole


def _length(cell: Cell) -> int:
    return cell.end - cell.start
