"""Which column says what in a table whose first row is no header: guessed from its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.column_kinds import Column
from ingest.columns import find_header
from ingest.deadlines import is_date
from ingest.owners import are_offices, is_place
from ingest.reading import Table, distinct

_FEWEST_ROWS = 3
_SHORTEST_TASK = 8  # characters on average; a list of places or persons is no table of tasks


def with_guessed_columns(table: Table, text: str) -> Table:
    """A table of numbered tasks with one column of offices, with what its columns say.

    Any other table, and one that has a header, stays as it is.
    """
    rows = [row for row in table.rows if len(distinct(row)) > 1]
    width = len(rows[0]) if rows else 0
    alike = all(len(row) == len(distinct(row)) == width for row in rows)
    if table.columns or len(rows) < _FEWEST_ROWS or not alike or find_header(table, text):
        return table
    columns = [[text[row[i].start : row[i].end] for row in rows] for i in range(width)]
    if columns[0] != [str(number) for number in range(1, len(rows) + 1)]:
        return table
    offices = [i for i, said in enumerate(columns) if mostly(map(_names_offices, said))]
    if len(offices) != 1 or offices[0] < 2 or not _are_tasks(columns[1 : offices[0]]):
        return table
    kinds = [Column.NUMBER, *[Column.CONTENT] * (offices[0] - 1), Column.LEAD]
    kinds += [
        Column.DEADLINE if mostly(map(is_date, said)) else Column.REMARK
        for said in columns[offices[0] + 1 :]
    ]
    return replace(table, columns=tuple(kind.value for kind in kinds))


def mostly(flags: Iterable[bool]) -> bool:
    """Whether seven of ten are so."""
    said = list(flags)
    return bool(said) and sum(said) * 10 >= len(said) * 7


def _names_offices(said: str) -> bool:
    return are_offices(said) and not is_place(said)


def _are_tasks(columns: Sequence[Sequence[str]]) -> bool:
    lengths = [len(said) for column in columns for said in column]
    return sum(lengths) >= _SHORTEST_TASK * max(map(len, columns))
