"""Keep the vector of every text of the last build, so that unchanged text is embedded once."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence, Set
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
    keys = [hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() for text in texts]
    first: dict[str, int] = {}
    for place, key in enumerate(keys):
        first.setdefault(key, place)
    # Filled in place: the vectors of a province fit into memory once, and not twice.
    vectors = np.empty((len(texts), embedder.dimension), dtype=np.float32)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(_TABLE)
        cache = _Cache(connection, embedder)
        missing = _fill_known(vectors, first, cache)
        # Texts of like length go together, the longest first: the time left is never told short.
        todo = sorted(missing.items(), key=lambda pair: -len(texts[pair[1]]))
        for start in range(0, len(todo), _BATCH):
            report(len(texts) - len(todo) + start, len(texts))
            batch = todo[start : start + _BATCH]
            rows = embedder.embed_passages([texts[place] for _, place in batch])
            vectors[[place for _, place in batch]] = rows
            cache.write([key for key, _ in batch], rows)
        report(len(texts), len(texts))
        cache.forget(first.keys())
    for place, key in enumerate(keys):
        vectors[place] = vectors[first[key]]
    return vectors


def _fill_known(vectors: Vectors, places: dict[str, int], cache: _Cache) -> dict[str, int]:
    """Put each vector of the cache in its place; the keys that it lacks, with their places."""
    missing = places.copy()
    for key, vector in cache.read():
        if key in missing:
            vectors[missing.pop(key)] = np.frombuffer(vector, dtype=np.float32)
    return missing


class _Cache:
    """The vectors of one embedder, by the checksum of their texts."""

    def __init__(self, connection: sqlite3.Connection, embedder: Embedder) -> None:
        self._connection = connection
        self._embedder = f"{embedder.name} {embedder.revision} {embedder.engine}"

    def read(self) -> Iterator[tuple[str, bytes]]:
        """Every key and its vector, but for damaged ones."""
        asked = "SELECT text, vector FROM vectors WHERE embedder = ?"
        for key, kept in self._connection.execute(asked, (self._embedder,)):
            vector, told = kept[:-_SUM], kept[-_SUM:]
            if told == _sum(key, vector):
                yield key, vector

    def write(self, keys: Sequence[str], rows: Vectors) -> None:
        added = [
            (key, row.astype(np.float32).tobytes()) for key, row in zip(keys, rows, strict=True)
        ]
        self._connection.executemany(
            "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
            [(self._embedder, key, vector + _sum(key, vector)) for key, vector in added],
        )
        self._connection.commit()

    def forget(self, kept: Set[str]) -> None:
        """Remove the vectors of all other keys."""
        asked = "SELECT text FROM vectors WHERE embedder = ?"
        stored = {key for (key,) in self._connection.execute(asked, (self._embedder,))}
        self._connection.executemany(
            "DELETE FROM vectors WHERE embedder = ? AND text = ?",
            [(self._embedder, key) for key in stored - kept],
        )
        self._connection.commit()


def _sum(key: str, vector: bytes) -> bytes:
    """A checksum of a vector and what it belongs to: a flipped sign would show in nothing else."""
    return hashlib.sha256(key.encode() + vector).digest()[:_SUM]
