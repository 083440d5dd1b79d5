"""What files gave when they were last read, by their content: only what changed is read again."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
import zlib
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ingest.items import ParsedDocument
from ingest.manifest import Entry

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_KEPT = dt.timedelta(days=90)  # after its last use
_WAIT = 10.0  # seconds for another build that writes
_LIBRARIES = ("beautifulsoup4", "cn2an", "openpyxl", "pdfplumber", "python-docx", "rapidocr")
_TABLE = """
CREATE TABLE IF NOT EXISTS readings
(key TEXT PRIMARY KEY, used TEXT NOT NULL, parsed BLOB NOT NULL) WITHOUT ROWID
"""


class Readings:
    """The cache of one file; a damaged one is thrown away, one that cannot be written is idle."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._today = dt.datetime.now(dt.UTC).date()

    def __enter__(self) -> Self:
        try:
            self._open()
        except sqlite3.DatabaseError:
            self.close()
            with suppress(OSError, sqlite3.Error):
                self._path.unlink(missing_ok=True)
                self._open()
        except OSError:
            self.close()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def get(self, key: str) -> ParsedDocument | None:
        """What was read under a key, if it is still known and whole."""
        if self._connection is None:
            return None
        try:
            asked = "SELECT parsed FROM readings WHERE key = ?"
            row = self._connection.execute(asked, (key,)).fetchone()
            if row is None:
                return None
            parsed = _kind().validate_json(zlib.decompress(row[0]))
            self._connection.execute(
                "UPDATE readings SET used = ? WHERE key = ?", (self._today.isoformat(), key)
            )
        except (sqlite3.Error, zlib.error, ValueError):
            return None
        return parsed

    def put(self, key: str, parsed: ParsedDocument) -> None:
        """Keep what was read, where the disk takes it."""
        if self._connection is None:
            return
        packed = zlib.compress(_kind().dump_json(parsed), 1)
        with suppress(sqlite3.Error):
            self._connection.execute(
                "INSERT OR REPLACE INTO readings VALUES (?, ?, ?)",
                (key, self._today.isoformat(), packed),
            )
            self._connection.commit()

    def close(self) -> None:
        """Drop what was not used for long, and write the rest."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(sqlite3.Error):
                oldest = (self._today - _KEPT).isoformat()
                connection.execute("DELETE FROM readings WHERE used < ?", (oldest,))
                connection.commit()
            connection.close()

    def _open(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._connection = sqlite3.connect(self._path, timeout=_WAIT)
        self._connection.execute(_TABLE)


def key_of(path: Path, entry: Entry | None) -> str:
    """A key for a file's bytes, what is stated about it, and the program that reads it."""
    with path.open("rb") as file:
        content = hashlib.file_digest(file, "sha256").hexdigest()
    told = repr((path.name, entry, content, _program()))
    return hashlib.sha256(told.encode()).hexdigest()


@cache
def _program() -> str:
    """A checksum of the code that reads: after an update, everything is read anew."""
    total = hashlib.sha256()
    for source in sorted(Path(__file__).parent.rglob("*.py")):
        total.update(source.read_bytes())
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            total.update(f"{library} {version(library)}".encode())
    return total.hexdigest()


@cache
def _kind() -> TypeAdapter[ParsedDocument]:
    from pydantic import TypeAdapter  # takes longer to load than a short file to read

    return TypeAdapter(ParsedDocument)
