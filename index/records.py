"""Write documents, items and links as rows of the catalogue, and read them back the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, RowMapping, Table, insert

from index import tables
from index.links import Link
from ingest import (
    Cell,
    Deadline,
    DeadlineKind,
    Document,
    ItemKind,
    ParsedDocument,
    PolicyItem,
    Role,
    department,
)
from ingest.deadlines import days_of
from ingest.quantities import amount_of

Record = dict[str, Any]

# Rows are made and sent so many at a time: all at once, they take more memory than the items.
_BATCH = 5_000


def insert_documents(connection: Connection, parsed: Sequence[ParsedDocument]) -> None:
    """Add documents in their order, with their headings."""
    for position, one in enumerate(parsed):
        document = one.document
        record = {field.name: getattr(document, field.name) for field in fields(document)}
        connection.execute(insert(tables.documents).values(position=position, **record))
    spans = (
        {"doc_id": one.document.doc_id, "start": span.start, "end": span.end}
        for one in parsed
        for span in one.headings
    )
    _insert(connection, tables.headings, spans)


def insert_items(connection: Connection, items: Sequence[PolicyItem]) -> None:
    """Add items; an item's row is its place in the sequence."""
    _insert(connection, tables.items, (_item_record(*placed) for placed in enumerate(items)))
    named = (
        {"row": row, "role": role, "position": position, "name": department(name), "written": name}
        for row, item in enumerate(items)
        for role in Role
        for position, name in enumerate(item.written(role))
    )
    _insert(connection, tables.owners, named)
    days = ((row, days_of(i.deadline)) for row, i in enumerate(items) if i.deadline)
    steps = (
        {"row": row, "due": day, "month": day.month}
        for row, named_days in days
        for day in (named_days if len(named_days) > 1 else ())
    )
    _insert(connection, tables.steps, steps)
    cells = (
        {
            "row": row,
            "position": position,
            "column": cell.column,
            "text": cell.text,
            "amount": amount_of(cell),
        }
        for row, item in enumerate(items)
        for position, cell in enumerate(item.cells)
    )
    _insert(connection, tables.cells, cells)


def insert_links(connection: Connection, links: Iterable[Link], rows: Mapping[str, int]) -> None:
    """Add links, which come item by item, best first for each."""
    records = (
        {
            "row": rows[item_id],
            "position": position,
            "other_row": rows[link.other_id],
            "score": link.score,
            "shared_terms": "\n".join(link.shared_terms),
        }
        for item_id, own in groupby(links, key=attrgetter("item_id"))
        for position, link in enumerate(own)
    )
    _insert(connection, tables.links, records)


def _insert(connection: Connection, table: Table, records: Iterable[Record]) -> None:
    left = iter(records)
    while batch := list(islice(left, _BATCH)):
        connection.execute(insert(table), batch)


def _item_record(row: int, item: PolicyItem) -> Record:
    due = item.deadline.due if item.deadline else None
    return {
        "row": row,
        "item_id": item.item_id,
        "kind": item.kind.value,
        "number": item.number,
        "label": item.label,
        "doc_id": item.doc_id,
        "doc_title": item.doc_title,
        "text": item.text,
        "start": item.start,
        "end": item.end,
        "title": item.title,
        "section": item.section,
        "group_number": item.group_number,
        "group_title": item.group_title,
        "deadline_text": item.deadline.text if item.deadline else None,
        "deadline_kind": item.deadline.kind.value if item.deadline else None,
        "due": due,
        "due_month": due.month if due else None,
        "owners_certain": item.owners_certain,
        "recognised": item.recognised,
        "lead_count": len(item.lead),
        "cooperating_count": len(item.cooperating),
        "unit_count": len(item.units),
    }


def document_of(record: RowMapping) -> Document:
    """The document that a row of the documents table holds."""
    return Document(**{field.name: record[field.name] for field in fields(Document)})


def item_of(
    record: RowMapping, names: Mapping[str, Sequence[str]], cells: Sequence[Cell] = ()
) -> PolicyItem:
    """The item that a row of the items table, its owners by role and its cells hold."""
    deadline = None
    if record["deadline_kind"] is not None:
        kind = DeadlineKind(record["deadline_kind"])
        deadline = Deadline(record["deadline_text"], kind, record["due"])
    return PolicyItem(
        item_id=record["item_id"],
        kind=ItemKind(record["kind"]),
        number=record["number"],
        label=record["label"],
        doc_id=record["doc_id"],
        doc_title=record["doc_title"],
        text=record["text"],
        start=record["start"],
        end=record["end"],
        title=record["title"],
        section=record["section"],
        group_number=record["group_number"],
        group_title=record["group_title"],
        lead=tuple(names.get(Role.LEAD, ())),
        cooperating=tuple(names.get(Role.COOPERATING, ())),
        units=tuple(names.get(Role.UNIT, ())),
        deadline=deadline,
        owners_certain=record["owners_certain"],
        recognised=record["recognised"],
        cells=tuple(cells),
    )
