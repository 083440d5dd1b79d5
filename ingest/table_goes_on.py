"""Tables that go on in another one below, which has no header of its own."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.column_kinds import OWNER_COLUMNS, Column
from ingest.columns import Header, find_header
from ingest.owners import are_offices, is_empty
from ingest.paragraphs import CONTINUED
from ingest.reading import Cell, Table
from ingest.table_guess import mostly
from ingest.table_rows import number_in


def joined(tables: Sequence[Table], text: str) -> list[Table]:
    """The tables, with those made whole that end where the next one begins without a header."""
    whole: list[Table] = []
    for table in tables:
        last = whole[-1] if whole else None
        if last and _goes_on(last, table, text):
            whole[-1] = Table(last.rows + table.rows, last.start, table.end, last.name)
        else:
            whole.append(table)
    return whole


def _goes_on(table: Table, after: Table, text: str) -> bool:
    """Whether rows stand right below a table, are as wide, count on and name offices as it does."""
    between = CONTINUED.sub("", text[table.end : after.start])
    beside = not between.strip() and table.name == after.name
    if not beside or table.columns or after.columns or not (table.rows and after.rows):
        return False
    header = find_header(table, text)
    if header is None or not header.has_owners or find_header(after, text):
        return False
    if {len(row) for row in after.rows} != {len(header.kinds)}:
        return False
    return _counts_on(table, after, header, text) and _suits(after, header, text)


def _counts_on(table: Table, after: Table, header: Header, text: str) -> bool:
    numbers = header.columns(Column.NUMBER)
    if not numbers:
        return True
    last, first = (
        _number(rows[i][numbers[0]], text) for rows, i in ((table.rows, -1), (after.rows, 0))
    )
    return last is not None and first == last + 1


def _number(cell: Cell, text: str) -> int | None:
    return number_in(text[cell.start : cell.end])


def _suits(after: Table, header: Header, text: str) -> bool:
    """Whether the cells under the names of owners are offices."""
    columns = [i for i, kind in enumerate(header.kinds) if kind in OWNER_COLUMNS]
    said = (text[row[i].start : row[i].end] for row in after.rows for i in columns)
    return mostly(is_empty(one) or are_offices(one) for one in said)
