"""Keep users' judgements of answers, and the questions that were refused, in SQLite."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from ui.errors import ServiceError
from ui.upkeep.damage import FAILURES, is_damage, set_aside
from ui.upkeep.masking import masked

if TYPE_CHECKING:
    from ui.schemas import FeedbackRequest

log = logging.getLogger("policyqa")
T = TypeVar("T")

MOST_REFUSALS = 20_000  # different questions; strangers may ask any number
MOST_BYTES = 200_000_000  # of the file: a hundred thousand judgements, or what strangers made up
FULL = "评价已经存满，新的评价没有收下。请管理员导出评价，再停止服务、移走 {name}。"
_PATIENCE = 5.0  # seconds for which another process may lock the file
_PATIENCE_OF_ANSWERS = 0.2

_TABLES = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    given_at TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    useful INTEGER NOT NULL,
    reason TEXT NOT NULL,
    item_ids TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS refusals (
    question TEXT PRIMARY KEY,
    reason TEXT NOT NULL,
    times INTEGER NOT NULL,
    last_at TEXT NOT NULL
);
"""
_REFUSED_AGAIN = """
INSERT INTO refusals (question, reason, times, last_at) VALUES (?, ?, 1, ?)
ON CONFLICT (question) DO UPDATE
SET times = times + 1, reason = excluded.reason, last_at = excluded.last_at
"""
_FORGET_RARE = """
DELETE FROM refusals WHERE question IN (
    SELECT question FROM refusals ORDER BY times, last_at
    LIMIT MAX(0, (SELECT COUNT(*) FROM refusals) - ?)
)
"""
_REFUSED = "SELECT question, reason, times, last_at FROM refusals ORDER BY times DESC, last_at DESC"
_JUDGED = """
SELECT question, answer, reason, item_ids, given_at FROM feedback WHERE useful = ? ORDER BY id DESC
"""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A question that was refused, why, how many times, and when last (ISO, UTC)."""

    question: str
    reason: str
    times: int
    last_at: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one user said of one answer, and when (ISO, UTC)."""

    question: str
    answer: str
    reason: str
    item_ids: tuple[str, ...]
    given_at: str


class FeedbackStore:
    """One SQLite file; each call opens its own connection, so threads need no care."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._mends = threading.Lock()

    def add(self, judgement: FeedbackRequest) -> None:
        """Keep one judgement with the time it was given (UTC).

        Raises ServiceError when there are too many: none of them is forgotten for a new one.
        """
        if self.is_full:
            raise ServiceError(503, "feedback_full", FULL.format(name=self._path.name))
        row = (
            _now(),
            masked(judgement.question),
            judgement.answer,
            int(judgement.useful),
            judgement.reason.strip(),
            json.dumps(judgement.item_ids, ensure_ascii=False),
        )
        columns = "given_at, question, answer, useful, reason, item_ids"
        self._change(f"INSERT INTO feedback ({columns}) VALUES (?,?,?,?,?,?)", row)

    @property
    def is_full(self) -> bool:
        """Whether the file is as large as it may grow."""
        try:
            return self._path.stat().st_size >= MOST_BYTES
        except OSError:  # there is none yet
            return False

    def note_refusal(self, question: str, reason: str) -> None:
        """Count a refused question. A full disk is logged, and costs nobody the answer."""
        row = (masked(question), reason, _now())
        try:
            self._change(_REFUSED_AGAIN, row, patience=_PATIENCE_OF_ANSWERS)
            self._change(_FORGET_RARE, (MOST_REFUSALS,), patience=_PATIENCE_OF_ANSWERS)
        except (OSError, *FAILURES):
            log.exception("a refused question could not be noted")

    def refusals(self) -> list[Refusal]:
        """Refused questions, most frequent first."""
        return [
            Refusal(
                _text(question), _text(reason), times if isinstance(times, int) else 1, _text(at)
            )
            for question, reason, times, at in self._rows(_REFUSED)
        ]

    def judgements(self, *, useful: bool) -> list[Judgement]:
        """What users said of useful answers, or of the others; newest first."""
        rows = self._rows(_JUDGED, (int(useful),))
        return [
            Judgement(_text(question), _text(answer), _text(reason), _ids(item_ids), _text(at))
            for question, answer, reason, item_ids, at in rows
        ]

    def counts(self) -> tuple[int, int]:
        """How many answers were called useful, and how many not."""
        asked = "SELECT COALESCE(SUM(useful), 0), COALESCE(SUM(1 - useful), 0) FROM feedback"
        useful, useless = next(iter(self._rows(asked)), (0, 0))
        return useful, useless

    def _rows(self, asked: str, values: tuple[int, ...] = ()) -> list[tuple[Any, ...]]:
        if not self._path.is_file():
            return []
        return self._mending(lambda: self._fetched(asked, values))

    def _fetched(self, asked: str, values: tuple[int, ...]) -> list[tuple[Any, ...]]:
        with self._connection(_PATIENCE) as connection:
            return connection.execute(asked, values).fetchall()

    def _change(self, wanted: str, row: tuple[Any, ...], *, patience: float = _PATIENCE) -> None:
        def execute() -> None:
            with self._connection(patience) as connection:
                connection.execute(wanted, row)

        self._mending(execute)

    def _mending(self, work: Callable[[], T]) -> T:
        """What the work gives; with a new file when this one is damaged, which is kept aside."""
        try:
            return work()
        except FAILURES as error:
            if not is_damage(error):
                raise
        with self._mends:
            try:
                return work()  # another thread may have mended it
            except FAILURES as error:
                if not is_damage(error):
                    raise
                log.error("%s is damaged, and is kept as %s", self._path, set_aside(self._path))
            return work()

    @contextmanager
    def _connection(self, patience: float) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path, timeout=patience)) as connection, connection:
            connection.text_factory = _decoded
            if not connection.execute("PRAGMA table_info(refusals)").fetchall():
                connection.executescript(_TABLES)
            yield connection


def _decoded(raw: bytes) -> str:
    """A flipped bit costs one character, not the whole list."""
    return raw.decode("utf-8", "replace")


def _text(value: object) -> str:
    """Text as it was written; of what is none, because a bit was flipped, its nearest form."""
    return value if isinstance(value, str) else str(value or "")


def _ids(kept: object) -> tuple[str, ...]:
    try:
        told = json.loads(_text(kept))
    except ValueError:
        return ()
    return tuple(map(str, told)) if isinstance(told, list) else ()


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
