"""Write the catalogue of a build, and open it: a SQLite file, or a schema in PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL, Engine, create_engine, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool
from sqlalchemy.schema import CreateSchema, DropSchema

from index import layout, records, tables
from index.errors import BUILD, IndexDamaged, IndexMismatch, ServerUnreachable
from index.links import Link
from index.servers import Servers
from ingest import ParsedDocument, PolicyItem

SQLITE, POSTGRESQL = "sqlite", "postgresql"
INSTALL = "pip install 'psycopg[binary]'"
_SECONDS = 10


def write(
    build: Path,
    servers: Servers,
    parsed: Sequence[ParsedDocument],
    items: Sequence[PolicyItem],
    links: Iterable[Link],
) -> str:
    """Write everything, in PostgreSQL where `servers` has an address; the name of the kind."""
    kind = POSTGRESQL if servers.database_url else SQLITE
    engine = _on_server(servers) if servers.database_url else _file(build)
    rows = {item.item_id: row for row, item in enumerate(items)}
    with reached(), engine.begin() as connection:
        if kind == POSTGRESQL:
            connection.execute(CreateSchema(servers.name))
        tables.metadata.create_all(connection)
        records.insert_documents(connection, parsed)
        records.insert_items(connection, items)
        records.insert_links(connection, links, rows)
    if kind == POSTGRESQL:
        _count_for_plans(engine, servers.name)
    engine.dispose()
    return kind


def open_engine(build: Path, kind: str, servers: Servers) -> Engine:
    """Connect to what `write` wrote, for reading only.

    Raises `IndexMismatch`, `IndexDamaged` or `ServerUnreachable`.
    """
    if kind == SQLITE:
        return _file_for_reading(build)
    if kind != POSTGRESQL:
        raise IndexMismatch(f"不认识条目目录的存放方式“{kind}”。请运行 {BUILD} 重建。")
    engine = _on_server(servers, read_only=True)
    with reached():
        if not inspect(engine).has_table(tables.links.name, schema=servers.name):
            raise IndexDamaged(
                f"PostgreSQL 里没有这个索引的目录 {servers.name}。请运行 {BUILD} 重建。"
            )
    return engine


def forget(servers: Servers) -> None:
    """Remove what a build has in PostgreSQL, if it has anything."""
    engine = _on_server(servers)
    with reached(), engine.begin() as connection:
        connection.execute(DropSchema(servers.name, cascade=True, if_exists=True))
    engine.dispose()


@contextmanager
def reached() -> Iterator[None]:
    """Turn what a server's driver raises into an error that says what to look at."""
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise
        told = " ".join(str(error.orig).split())[:200]
        raise ServerUnreachable(
            f"PostgreSQL 没有完成请求（{told}）。请检查 POLICYQA_DATABASE_URL 和数据库是否在运行。"
        ) from error


def _file(build: Path) -> Engine:
    return create_engine(URL.create("sqlite", database=str(build / layout.CATALOGUE_FILE)))


def _file_for_reading(build: Path) -> Engine:
    # Immutable: nobody else's lock on the file, and no read-only disk, keeps it from opening.
    path = (build / layout.CATALOGUE_FILE).resolve()
    address = f"file:{quote(str(path))}?mode=ro&immutable=1"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, check_same_thread=False)

    return create_engine("sqlite://", creator=connect, poolclass=QueuePool)


def _on_server(servers: Servers, *, read_only: bool = False) -> Engine:
    """All statements of the engine go to the schema of the build."""
    if not servers.database_url:
        raise IndexMismatch(
            "索引的条目目录在 PostgreSQL 里，但没有设置数据库的地址 POLICYQA_DATABASE_URL。"
            f"请设置后再试；或者不用 PostgreSQL，运行 {BUILD} 重建。"
        )
    try:
        url = make_url(servers.database_url).set(drivername="postgresql+psycopg")
        engine = create_engine(url, pool_pre_ping=True, connect_args=_arguments(read_only))
    except ArgumentError:
        raise IndexMismatch(
            "POLICYQA_DATABASE_URL 不是数据库的地址，应当像 postgresql://用户:密码@主机:5432/库名。"
        ) from None
    except ImportError as error:
        raise IndexMismatch(f"使用 PostgreSQL 需要安装：{INSTALL}。") from error
    engine = engine.execution_options(schema_translate_map={None: servers.name})
    # A finished build never changes, so that reading it needs no transactions.
    return engine.execution_options(isolation_level="AUTOCOMMIT") if read_only else engine


def _arguments(read_only: bool) -> dict[str, object]:
    told: dict[str, object] = {"connect_timeout": _SECONDS}
    return told | ({"options": "-c default_transaction_read_only=on"} if read_only else {})


def _count_for_plans(engine: Engine, schema: str) -> None:
    """Let the server count what it holds now, before anybody asks."""
    with reached(), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in tables.metadata.sorted_tables:
            connection.execute(text(f'ANALYZE "{schema}"."{table.name}"'))
