"""The tables of the catalogue: documents, items with their owners and cells, and links."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    TypeDecorator,
)
from sqlalchemy import String as AnyString
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeEngine

metadata = MetaData()


class String(TypeDecorator[str]):
    """Text, which PostgreSQL sorts and compares by code point, as SQLite does."""

    impl = AnyString
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        """The type of the server at hand."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(AnyString(collation=collation))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """PostgreSQL has no NUL: whoever asks for one gets what holds none."""
        if value is not None and dialect.name == "postgresql":
            return value.replace("\0", "\ufffd")
        return value


documents = Table(
    "documents",
    metadata,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("doc_id", String, nullable=False, unique=True),
    Column("title", String, nullable=False),
    Column("short_title", String, nullable=False),
    Column("issuer", String, nullable=False),
    Column("date", Date),
    Column("year", Integer),
    Column("jurisdiction", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("source", String, nullable=False),
    Column("file", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("text", String, nullable=False),
    Column("doc_number", String, nullable=False),
)

headings = Table(
    "headings",
    metadata,
    Column("doc_id", String, ForeignKey("documents.doc_id"), primary_key=True),
    Column("start", Integer, primary_key=True, autoincrement=False),
    Column("end", Integer, nullable=False),
)

# `row` counts items in document order from 0; keywords and vectors know items by it.
items = Table(
    "items",
    metadata,
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("item_id", String, nullable=False, unique=True),
    Column("kind", String, nullable=False, index=True),
    Column("number", BigInteger, index=True),
    Column("label", String, nullable=False),
    Column("doc_id", String, ForeignKey("documents.doc_id"), nullable=False, index=True),
    Column("doc_title", String, nullable=False),
    Column("text", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("title", String, nullable=False),
    Column("section", String, index=True),
    Column("group_number", BigInteger, index=True),
    Column("group_title", String),
    Column("deadline_text", String),
    Column("deadline_kind", String, index=True),
    Column("due", Date, index=True),
    Column("due_month", Integer, index=True),
    Column("owners_certain", Boolean, nullable=False),
    Column("recognised", Boolean, nullable=False),
    Column("lead_count", Integer, nullable=False),
    Column("cooperating_count", Integer, nullable=False),
    Column("unit_count", Integer, nullable=False),
)

# The days of items whose deadlines name several; `due` of an item is the last of them.
steps = Table(
    "steps",
    metadata,
    Column("row", Integer, ForeignKey("items.row"), primary_key=True, autoincrement=False),
    Column("due", Date, primary_key=True, index=True),
    Column("month", Integer, nullable=False, index=True),
)

owners = Table(
    "owners",
    metadata,
    Column("row", Integer, ForeignKey("items.row"), primary_key=True, autoincrement=False),
    Column("role", String, primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),  # of the office
    Column("written", String, nullable=False),  # as the document has it, with 等
    Index("ix_owners_name_role", "name", "role", "row"),
)

# What further columns of tables say; `amount` in single units, where a cell is a figure.
cells = Table(
    "cells",
    metadata,
    Column("row", Integer, ForeignKey("items.row"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("column", String, nullable=False, index=True),
    Column("text", String, nullable=False),
    Column("amount", Float),
)

links = Table(
    "links",
    metadata,
    Column("row", Integer, ForeignKey("items.row"), primary_key=True, autoincrement=False),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("other_row", Integer, ForeignKey("items.row"), nullable=False),
    Column("score", Float, nullable=False),
    Column("shared_terms", String, nullable=False),  # one a line
)
