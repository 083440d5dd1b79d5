"""Keep the vector of every text of the last build, so that unchanged text is embedded once."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.embedders import Embedder, Vectors

_BATCH = 64
# What is the moment's fault or the disk's; whatever else SQLite says, the file is damaged.
_PASSING = (
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_FULL),
    *(sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN),
)
_SUM = 8  # bytes of a checksum behind each vector
_TABLE = """
CREATE TABLE IF NOT EXISTS vectors
(embedder TEXT, text TEXT, vector BLOB NOT NULL, PRIMARY KEY (embedder, text)) WITHOUT ROWID
"""


def embed_cached(
    embedder: Embedder, texts: Sequence[str], path: Path, report: Callable[[int, int], None]
) -> Vectors:
    """Embed passages, shape (len(texts), dimension), computing only what `path` lacks.

    Every batch is stored as soon as it is computed, so a build that is cut short goes on where
    it was. A damaged file is thrown away. `report` is called with texts done and texts in all.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _embed(embedder, texts, path, report)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # What a flipped bit made unreadable fails in the library itself, which gives no code.
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING:
            raise
        path.unlink()
        return _embed(embedder, texts, path, report)


def _embed(
    embedder: Embedder, texts: Sequence[str], path: Path, report: Callable[[int, int], None]
) -> Vectors:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(_TABLE)
        cache = _Cache(connection, embedder)
        keys = [hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() for text in texts]
        known = cache.read()
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        # Texts of like length go together, the longest first: the time left is never told short.
        todo = sorted(missing.items(), key=lambda pair: -len(pair[1]))
        for start in range(0, len(todo), _BATCH):
            report(len(texts) - len(todo) + start, len(texts))
            batch = todo[start : start + _BATCH]
            rows = embedder.embed_passages([text for _, text in batch])
            known.update(cache.write([key for key, _ in batch], rows))
        report(len(texts), len(texts))
        cache.forget(known.keys() - set(keys))
    found = [np.frombuffer(known[key], dtype=np.float32) for key in keys]
    return np.stack(found) if found else np.zeros((0, embedder.dimension), dtype=np.float32)


class _Cache:
    """The vectors of one embedder, by the checksum of their texts."""

    def __init__(self, connection: sqlite3.Connection, embedder: Embedder) -> None:
        self._connection = connection
        self._embedder = f"{embedder.name} {embedder.revision} {embedder.engine}"

    def read(self) -> dict[str, bytes]:
        asked = "SELECT text, vector FROM vectors WHERE embedder = ?"
        stored = dict(self._connection.execute(asked, (self._embedder,)))
        split = {key: (kept[:-_SUM], kept[-_SUM:]) for key, kept in stored.items()}
        return {key: vector for key, (vector, told) in split.items() if told == _sum(key, vector)}

    def write(self, keys: Sequence[str], rows: Vectors) -> dict[str, bytes]:
        added = {key: row.astype(np.float32).tobytes() for key, row in zip(keys, rows, strict=True)}
        self._connection.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            [(self._embedder, key, vector + _sum(key, vector)) for key, vector in added.items()],
        )
        self._connection.commit()
        return added

    def forget(self, keys: set[str]) -> None:
        self._connection.executemany(
            "DELETE FROM vectors WHERE embedder = ? AND text = ?",
            [(self._embedder, key) for key in keys],
        )
        self._connection.commit()


def _sum(key: str, vector: bytes) -> bytes:
    """A checksum of a vector and what it belongs to: a flipped sign would show in nothing else."""
    return hashlib.sha256(key.encode() + vector).digest()[:_SUM]
