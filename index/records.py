"""Write documents, items and links as rows of the catalogue, and read them back the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Connection, RowMapping, insert

from index import tables
from index.links import Link
from ingest import (
    Deadline,
    DeadlineKind,
    Document,
    ItemKind,
    ParsedDocument,
    PolicyItem,
    Role,
    department,
)

Record = dict[str, Any]


def insert_documents(connection: Connection, parsed: Sequence[ParsedDocument]) -> None:
    """Add documents in their order, with their headings."""
    for position, one in enumerate(parsed):
        document = one.document
        record = {field.name: getattr(document, field.name) for field in fields(document)}
        connection.execute(insert(tables.documents).values(position=position, **record))
    spans = [
        {"doc_id": one.document.doc_id, "start": span.start, "end": span.end}
        for one in parsed
        for span in one.headings
    ]
    if spans:
        connection.execute(insert(tables.headings), spans)


def insert_items(connection: Connection, items: Sequence[PolicyItem]) -> None:
    """Add items; an item's row is its place in the sequence."""
    if items:
        connection.execute(
            insert(tables.items), [_item_record(row, item) for row, item in enumerate(items)]
        )
    named = [
        {"row": row, "role": role, "position": position, "name": department(name), "written": name}
        for row, item in enumerate(items)
        for role in Role
        for position, name in enumerate(item.written(role))
    ]
    if named:
        connection.execute(insert(tables.owners), named)


def insert_links(connection: Connection, links: Iterable[Link], rows: Mapping[str, int]) -> None:
    """Add links, best first for each item."""
    positions: dict[str, int] = {}
    records = []
    for link in links:
        position = positions.get(link.item_id, 0)
        positions[link.item_id] = position + 1
        records.append(
            {
                "row": rows[link.item_id],
                "position": position,
                "other_row": rows[link.other_id],
                "score": link.score,
                "shared_terms": "\n".join(link.shared_terms),
            }
        )
    if records:
        connection.execute(insert(tables.links), records)


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


def item_of(record: RowMapping, names: Mapping[str, Sequence[str]]) -> PolicyItem:
    """The item that a row of the items table and its owners, by role, hold."""
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
    )
