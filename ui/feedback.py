"""Keep users' judgements of answers in SQLite."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.schemas import FeedbackRequest

_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    given_at TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    useful INTEGER NOT NULL,
    reason TEXT NOT NULL,
    item_ids TEXT NOT NULL
)
"""


class FeedbackStore:
    """One SQLite file; each call opens its own connection, so threads need no care."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def add(self, judgement: FeedbackRequest) -> None:
        """Keep one judgement with the time it was given (UTC)."""
        given_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        row = (
            given_at,
            judgement.question,
            judgement.answer,
            int(judgement.useful),
            judgement.reason.strip(),
            json.dumps(judgement.item_ids, ensure_ascii=False),
        )
        columns = "given_at, question, answer, useful, reason, item_ids"
        with self._connection() as connection:
            connection.execute(f"INSERT INTO feedback ({columns}) VALUES (?,?,?,?,?,?)", row)

    def counts(self) -> tuple[int, int]:
        """How many answers were called useful, and how many not."""
        if not self._path.is_file():
            return 0, 0
        asked = "SELECT COALESCE(SUM(useful), 0), COALESCE(SUM(1 - useful), 0) FROM feedback"
        with self._connection() as connection:
            useful, useless = connection.execute(asked).fetchone()
        return useful, useless

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
            connection.execute(_TABLE)
            yield connection
