"""Tables that say one task each: names of fields on the left, and what they say beside them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from ingest.column_kinds import OWNER_COLUMNS, Column, kinds_of
from ingest.columns import holds_fields
from ingest.items import Cell as ItemCell
from ingest.outline import marker
from ingest.owner_duties import read_cell
from ingest.owners import Owners
from ingest.reading import Cell, Table, distinct
from ingest.table_blanks import is_blank

_LABEL_LENGTH = 12
_MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Card:
    """A task as its card says it; `label` is empty where the card has no number."""

    start: int
    end: int
    title: str
    label: str
    owners: Owners
    deadline: str
    rest: tuple[Cell, ...]  # the cells that are no part of the task's text
    cells: tuple[ItemCell, ...]  # what its other fields say


def read_card(table: Table, text: str) -> Card | None:
    """The task of a card, or None when a table is anything else.

    At least one field names owners, one says the task, and half of them are known.
    """
    pairs = _pairs(table)
    if not pairs or holds_fields(table, text) or _names_columns(table, text):
        return None
    kinds = kinds_of([_said(text, label) for label, _ in pairs])
    known = sum(kind is not Column.OTHER for kind in kinds)
    contents = [
        value for (_, value), kind in zip(pairs, kinds, strict=True) if kind is Column.CONTENT
    ]
    filled = [cell for cell in contents if not cell.empty]
    if known * 2 < len(pairs) or not filled or not set(kinds) & set(OWNER_COLUMNS):
        return None
    owners, label, due = Owners(), "", ""
    for (_, value), kind in zip(pairs, kinds, strict=True):
        said = text[value.start : value.end]
        if kind in OWNER_COLUMNS:
            owners = owners.joined(read_cell(said, OWNER_COLUMNS[kind]))
        elif kind is Column.DEADLINE:
            due = due or said
        elif kind is Column.NUMBER:
            label = said
    start, end = filled[0].start, filled[-1].end
    title, named = _said(text, filled[0]), table.rows[0][0]
    found = marker(text[named.start : named.end]) if len(distinct(table.rows[0])) == 1 else None
    if found and not label:  # 任务一：完善设施 over the fields of the task
        start, label = named.start + found.end, found.label
        title = text[start : named.end]
    cells = dict.fromkeys(cell for row in table.rows for cell in row if not cell.empty)
    rest = tuple(cell for cell in cells if not start <= cell.start < end)
    further = tuple(
        ItemCell(_said(text, named), text[value.start : value.end])
        for (named, value), kind in zip(pairs, kinds, strict=True)
        if kind in {Column.REMARK, Column.OTHER}
    )
    kept = tuple(cell for cell in further if not is_blank(cell.text))
    return Card(start, end, title, label, owners, due, rest, kept)


def split_at_cards(table: Table, text: str) -> list[Table]:
    """Cut a table of several cards one under the other, each below a row with its title."""
    titles = [i for i, row in enumerate(table.rows) if len(distinct(row)) == 1]
    if len(titles) < 2 or titles[0] or table.columns:
        return [table]
    parts: list[Table] = []
    for first, after in pairwise([*titles, len(table.rows)]):
        cells = [cell for row in table.rows[first:after] for cell in row]
        rows = table.rows[first:after]
        parts.append(
            Table(rows, min(one.start for one in cells), max(one.end for one in cells), table.name)
        )
    return parts if all(read_card(part, text) for part in parts) else [table]


def _names_columns(table: Table, text: str) -> bool:
    """Whether the first row names columns, as that of no card does: 责任单位 beside 完成时限."""
    said = [_said(text, cell) for cell in distinct(table.rows[0])]
    rest = [_said(text, cell) for row in table.rows[1:] for cell in distinct(row)[:1]]
    telling = Column.OTHER not in kinds_of(said) and len(said) > 2
    return telling and sum(kind is Column.OTHER for kind in kinds_of(rest)) * 2 > len(rest)


def _pairs(table: Table) -> list[tuple[Cell, Cell]]:
    """Fields with what they say; empty when the rows are not made of such pairs."""
    pairs: list[tuple[Cell, Cell]] = []
    for number, row in enumerate(table.rows[: _MOST_ROWS + 1]):
        cells = distinct(row)
        if number == 0 and len(cells) == 1:
            continue  # the card's title
        if len(cells) not in {2, 4} or number == _MOST_ROWS:
            return []
        if any(cell.end - cell.start > _LABEL_LENGTH for cell in cells[::2]):
            return []
        pairs += zip(cells[::2], cells[1::2], strict=True)
    return [(label, value) for label, value in pairs if not label.empty]


def _said(text: str, cell: Cell) -> str:
    return "".join(text[cell.start : cell.end].split())
