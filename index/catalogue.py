"""Answer exact questions about documents and items: which, whose, by when, how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import Engine, RowMapping, Select, bindparam, extract, func, select

from index import database, tables
from index.conditions import conditions
from index.filters import ItemFilter
from index.item_file import ItemFile
from index.links import Link
from index.recent import Recent
from index.records import document_of, item_of
from ingest import Cell, Document, ItemKind, PolicyItem, Role, Span

EVERYTHING = ItemFilter()

# SQLite limits how many values one statement may name.
_BATCH = 5_000

# What stays in memory of a catalogue that may hold millions: all of a small one.
_ITEMS_KEPT = 10_000
_IDS_KEPT = 100_000  # over all answers to filters
_LINKED_KEPT = 4_096


@dataclass(frozen=True, slots=True)
class OwnerCount:
    """How many items a name has in a role."""

    name: str
    role: Role
    items: int


@dataclass(frozen=True, slots=True)
class Group:
    """The numbered heading that a table puts above its tasks, with them in document order."""

    doc_id: str
    number: int | None
    title: str | None
    section: str | None
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A 一、二、三 heading with the items below it in document order."""

    doc_id: str
    title: str
    item_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ColumnText:
    """What a further column of a document's tables says, and in how many items."""

    doc_id: str
    column: str
    text: str
    items: int


class Catalogue:
    """Read-only queries over a built catalogue. Safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._items: Recent[str, PolicyItem] = Recent(_ITEMS_KEPT)
        self._chosen: Recent[tuple[ItemFilter, int, int | None], tuple[str, ...]]
        self._chosen = Recent(_IDS_KEPT, lambda ids: 1 + len(ids))
        self._counts: Recent[ItemFilter, int] = Recent(_LINKED_KEPT)
        self._links: Recent[str, tuple[Link, ...]] = Recent(_LINKED_KEPT)
        self._file: ItemFile | None = None

    def read_from(self, file: ItemFile) -> None:
        """Take single items from the lines of a file from now on; they are those of the tables."""
        self._file = file

    def close(self) -> None:
        """Let go of the files, or of the connections to the server."""
        self._engine.dispose()
        if self._file is not None:
            self._file.close()

    @cached_property
    def _years(self) -> dict[int, list[str]]:
        """The years of the documents, with those that say theirs by their deadlines alone."""
        asked = select(tables.documents.c.year).distinct().order_by(tables.documents.c.year)
        years: dict[int, list[str]] = {y: [] for (y,) in self._tuples(asked) if y is not None}
        due, home = tables.items.c.due, tables.documents.c
        first, last = extract("year", func.min(due)), extract("year", func.max(due))
        undated = (
            select(tables.items.c.doc_id, first, last)
            .join(tables.documents, home.doc_id == tables.items.c.doc_id)
            .where(home.year.is_(None), due.is_not(None))
            .group_by(tables.items.c.doc_id)
        )
        for doc_id, earliest, latest in self._tuples(undated):
            if earliest == latest:
                years.setdefault(int(earliest), []).append(doc_id)
        return years

    def documents(self) -> list[Document]:
        """All documents, with their texts, in the corpus's order."""
        rows = self._rows(select(tables.documents).order_by(tables.documents.c.position))
        return [document_of(row) for row in rows]

    def document(self, doc_id: str) -> Document | None:
        """One document with its text, or None."""
        rows = self._rows(select(tables.documents).where(tables.documents.c.doc_id == doc_id))
        return document_of(rows[0]) if rows else None

    def headings(self, doc_id: str) -> list[Span]:
        """Where the headings of a document stand in its text."""
        table = tables.headings
        wanted = select(table).where(table.c.doc_id == doc_id).order_by(table.c.start)
        return [Span(row["start"], row["end"]) for row in self._rows(wanted)]

    def item(self, item_id: str) -> PolicyItem | None:
        """One item, or None."""
        found = self.items_by_id((item_id,))
        return found[0] if found else None

    def items_by_id(self, item_ids: Iterable[str]) -> list[PolicyItem]:
        """The items of these ids, in the order asked; an unknown id is left out."""
        asked = dict.fromkeys(item_ids)
        found = {i: item for i in asked if (item := self._items.get(i)) is not None}
        missing = [item_id for item_id in asked if item_id not in found]
        found.update((item.item_id, item) for item in self._missing(missing))
        return [found[item_id] for item_id in asked if item_id in found]

    def _missing(self, item_ids: Sequence[str]) -> Iterator[PolicyItem]:
        """Items that are not kept yet; they are now."""
        if self._file is not None:
            for item in self._file.read(item_ids):
                self._items.put(item.item_id, item)
                yield item
            return
        for start in range(0, len(item_ids), _BATCH):
            yield from self._read(item_ids[start : start + _BATCH])

    def items(
        self, filter: ItemFilter = EVERYTHING, *, offset: int = 0, limit: int | None = None
    ) -> list[PolicyItem]:
        """All items that a filter lets through, in document order."""
        key = (filter, offset, limit)
        known = self._chosen.get(key)
        if known is None:
            known = self._ids(filter, offset, limit)
            self._chosen.put(key, known)
        return self.items_by_id(known)

    def count(self, filter: ItemFilter = EVERYTHING) -> int:
        """How many items a filter lets through."""
        known = self._counts.get(filter)
        if known is None:
            asked = select(func.count().label("n")).select_from(tables.items)
            known = int(self._rows(asked.where(*conditions(filter, self._years)))[0]["n"])
            self._counts.put(filter, known)
        return known

    def kinds(self) -> dict[str, ItemKind]:
        """The id and kind of every item, in document order."""
        asked = select(tables.items.c.item_id, tables.items.c.kind).order_by(tables.items.c.row)
        kinds = {kind.value: kind for kind in ItemKind}
        return {item_id: kinds[kind] for item_id, kind in self._tuples(asked)}

    def texts(self, kinds: Sequence[ItemKind], limit: int) -> list[tuple[str, str]]:
        """The group titles and texts of the first items of some kinds, no more of them read."""
        items = tables.items.c
        asked = select(func.coalesce(items.group_title, ""), items.text).order_by(items.row)
        asked = asked.where(*conditions(ItemFilter(kinds=tuple(kinds)))).limit(limit)
        return [(title, text) for title, text in self._tuples(asked)]

    def document_kinds(self) -> dict[str, dict[ItemKind, tuple[int, int] | None]]:
        """The kinds of items that each document has: least and greatest number, None without."""
        items = tables.items.c
        asked = select(items.doc_id, items.kind, func.min(items.number), func.max(items.number))
        kinds: dict[str, dict[ItemKind, tuple[int, int] | None]] = {}
        for doc_id, kind, least, most in self._tuples(asked.group_by(items.doc_id, items.kind)):
            own = kinds.setdefault(doc_id, {})
            own[ItemKind(kind)] = None if least is None else (least, most)
        return kinds

    def due_years(self) -> list[int]:
        """The years in which something is due, in order."""
        year = extract("year", tables.items.c.due).label("year")
        wanted = select(year).where(tables.items.c.due.is_not(None)).distinct().order_by(year)
        return [int(row["year"]) for row in self._rows(wanted)]

    def document_roles(self) -> dict[str, set[Role]]:
        """The roles that somebody has in each document that names anybody."""
        asked = select(tables.items.c.doc_id, tables.owners.c.role).distinct()
        roles: dict[str, set[Role]] = {}
        for row in self._rows(asked.join(tables.owners, tables.owners.c.row == tables.items.c.row)):
            roles.setdefault(row["doc_id"], set()).add(Role(row["role"]))
        return roles

    def deadline_texts(self, limit: int) -> list[str]:
        """Deadlines as written, without repetition, the most frequent first."""
        said = tables.items.c.deadline_text
        asked = select(said).where(said.is_not(None)).group_by(said)
        asked = asked.order_by(func.count().desc(), said).limit(limit)
        return [text for (text,) in self._tuples(asked)]

    def documents_with_owners(self) -> set[str]:
        """The documents with a task or point that somebody leads, supports or carries out."""
        numbered = [ItemKind.TASK.value, ItemKind.WORK_POINT.value]
        asked = select(tables.items.c.doc_id).where(tables.items.c.kind.in_(numbered))
        asked = asked.join(tables.owners, tables.owners.c.row == tables.items.c.row).distinct()
        return {row["doc_id"] for row in self._rows(asked)}

    def columns(self) -> list[tuple[str, str]]:
        """The documents with their further columns, in document order."""
        cells, items = tables.cells.c, tables.items.c
        asked = select(items.doc_id, cells.column).join(tables.items, items.row == cells.row)
        asked = asked.group_by(items.doc_id, cells.column)
        asked = asked.order_by(func.min(items.row), func.min(cells.position))
        return [(doc_id, column) for doc_id, column in self._tuples(asked)]

    def cell_texts(self, longest: int, limit: int) -> list[ColumnText]:
        """What further columns say in no more than so many characters, most frequent first."""
        cells, items = tables.cells.c, tables.items.c
        times = func.count().label("n")
        asked = select(items.doc_id, cells.column, cells.text, times)
        asked = asked.join(tables.items, items.row == cells.row)
        asked = asked.where(func.length(cells.text) <= longest)
        asked = asked.group_by(items.doc_id, cells.column, cells.text)
        asked = asked.order_by(times.desc(), func.min(items.row), cells.column).limit(limit)
        return [ColumnText(*row) for row in self._tuples(asked)]

    def amounts(self, filter: ItemFilter, columns: Sequence[str]) -> list[tuple[str, str, float]]:
        """The items of a filter with each amount that stands in one of some further columns.

        Id, column and amount in single units, in document order.
        """
        cells, items = tables.cells.c, tables.items.c
        asked = select(items.item_id, cells.column, cells.amount)
        asked = asked.join(tables.cells, cells.row == items.row)
        asked = asked.where(cells.column.in_(columns), cells.amount.is_not(None))
        asked = asked.where(*conditions(filter, self._years)).order_by(items.row, cells.position)
        return [(item_id, column, amount) for item_id, column, amount in self._tuples(asked)]

    def owners(self, *, role: Role | None = None, doc_id: str | None = None) -> list[OwnerCount]:
        """Each name in each role with its number of items; most first, then document order."""
        owners = tables.owners
        number = func.count(owners.c.row.distinct())
        asked = (
            select(owners.c.name, owners.c.role, number.label("n"))
            .join(tables.items, tables.items.c.row == owners.c.row)
            .group_by(owners.c.name, owners.c.role)
            .order_by(number.desc(), func.min(owners.c.row), owners.c.role.desc())
            .order_by(func.min(owners.c.position), owners.c.name)
        )
        if role is not None:
            asked = asked.where(owners.c.role == role.value)
        if doc_id is not None:
            asked = asked.where(tables.items.c.doc_id == doc_id)
        return [OwnerCount(row["name"], Role(row["role"]), row["n"]) for row in self._rows(asked)]

    def groups(self, doc_id: str | None = None) -> list[Group]:
        """The groups of one document or of all, in document order."""
        items = tables.items.c
        columns = (items.doc_id, items.group_number, items.group_title, items.section)
        return [
            Group(document, number, title, section, item_ids)
            for (document, number, title, section), item_ids in self._places(doc_id, columns)
            if number is not None or title is not None
        ]

    def sections(self, doc_id: str | None = None) -> list[Section]:
        """The sections of one document or of all that have items, in document order."""
        items = tables.items.c
        places = self._places(doc_id, (items.doc_id, items.section))
        return [
            Section(document, title, item_ids)
            for (document, title), item_ids in places
            if title is not None
        ]

    def links(self, item_id: str) -> list[Link]:
        """The related items of other documents, best first."""
        known = self._links.get(item_id)
        if known is None:
            known = self._read_links(item_id)
            self._links.put(item_id, known)
        return list(known)

    def _read_links(self, item_id: str) -> tuple[Link, ...]:
        return tuple(
            Link(item_id, row["item_id"], row["score"], tuple(row["shared_terms"].splitlines()))
            for row in self._rows(_links_of(), item_id=item_id)
        )

    def _ids(self, wanted: ItemFilter, offset: int, limit: int | None) -> tuple[str, ...]:
        """The ids of a filter's items, in document order: what they say may be at hand."""
        items = tables.items.c
        chosen = select(items.item_id).where(*conditions(wanted, self._years)).order_by(items.row)
        if offset or limit is not None:
            chosen = chosen.offset(offset).limit(limit)
        return tuple(item_id for (item_id,) in self._tuples(chosen))

    def _read(self, item_ids: Sequence[str]) -> list[PolicyItem]:
        """Items from the tables; they are kept."""
        rows = self._rows(select(tables.items).where(tables.items.c.item_id.in_(item_ids)))
        names = self._owners_of([row["row"] for row in rows])
        cells = self._cells_of([row["row"] for row in rows])
        items = [item_of(row, names.get(row["row"], {}), cells.get(row["row"], ())) for row in rows]
        for item in items:
            self._items.put(item.item_id, item)
        return items

    def _places(
        self, doc_id: str | None, columns: tuple[Any, ...]
    ) -> list[tuple[tuple[Any, ...], tuple[str, ...]]]:
        """Which items agree in `columns`, in document order."""
        asked = select(*columns, tables.items.c.item_id).order_by(tables.items.c.row)
        if doc_id is not None:
            asked = asked.where(tables.items.c.doc_id == doc_id)
        found: dict[tuple[Any, ...], list[str]] = {}
        for *place, item_id in self._tuples(asked):
            found.setdefault(tuple(place), []).append(item_id)
        return [(place, tuple(item_ids)) for place, item_ids in found.items()]

    def _owners_of(self, rows: Sequence[int]) -> Mapping[int, Mapping[str, list[str]]]:
        owners = tables.owners
        names: dict[int, dict[str, list[str]]] = {}
        for start in range(0, len(rows), _BATCH):
            asked = select(owners).where(owners.c.row.in_(rows[start : start + _BATCH]))
            for record in self._rows(asked.order_by(owners.c.row, owners.c.position)):
                roles = names.setdefault(record["row"], {})
                roles.setdefault(record["role"], []).append(record["written"])
        return names

    def _cells_of(self, rows: Sequence[int]) -> Mapping[int, list[Cell]]:
        table = tables.cells
        cells: dict[int, list[Cell]] = {}
        for start in range(0, len(rows), _BATCH):
            asked = select(table).where(table.c.row.in_(rows[start : start + _BATCH]))
            for record in self._rows(asked.order_by(table.c.row, table.c.position)):
                cells.setdefault(record["row"], []).append(Cell(record["column"], record["text"]))
        return cells

    def _tuples(self, asked: Select[Any]) -> Sequence[Any]:
        """The rows as tuples, which are quicker to make of very many."""
        with database.reached(), self._engine.connect() as connection:
            return connection.execute(asked).all()

    def _rows(self, asked: Select[Any], **values: object) -> Sequence[RowMapping]:
        with database.reached(), self._engine.connect() as connection:
            return connection.execute(asked, values).mappings().all()


@lru_cache(maxsize=1)
def _links_of() -> Select[Any]:
    """What asks for the links of `item_id`; to make it takes longer than to ask it."""
    here, there = tables.items.alias("here"), tables.items.alias("there")
    return (
        select(there.c.item_id, tables.links.c.score, tables.links.c.shared_terms)
        .join(here, here.c.row == tables.links.c.row)
        .join(there, there.c.row == tables.links.c.other_row)
        .where(here.c.item_id == bindparam("item_id"))
        .order_by(tables.links.c.position)
    )
