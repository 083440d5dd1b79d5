"""Find out what is wrong with a running service: index, disk, databases, keys, clock."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from assistant.settings import Settings
from ui import documents
from ui.doors.keys import KeyStore
from ui.errors import ServiceError
from ui.feedback import FULL, FeedbackStore
from ui.rebuild import FAILED, Rebuild
from ui.service import Service
from ui.upkeep.damage import FAILURES, damaged_archives, is_damage
from ui.upkeep.restoring import unfinished
from ui.upkeep.storage import storage_problem

LEAST_FREE = 200_000_000  # bytes
_KEPT = 5.0  # seconds for which a finding is believed
_CLOCK_MOVED = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person should see to. A grave one keeps questions from being answered."""

    code: str
    message: str
    grave: bool = False


class Health:
    """What is wrong now, looked at again every few seconds at most."""

    def __init__(self, service: Service, rebuild: Rebuild) -> None:
        self._service = service
        self._rebuild = rebuild
        self._started = time.time() - time.monotonic()
        self._lock = threading.Lock()
        self._until = 0.0
        self._found: tuple[Problem, ...] = ()

    def problems(self) -> tuple[Problem, ...]:
        """The grave ones first."""
        with self._lock:
            if time.monotonic() >= self._until:
                settings = self._service.settings
                found = [*self._index(), *disk_problems(settings), *self._build(), *self._clock()]
                self._found = tuple(sorted(found, key=lambda one: not one.grave))
                self._until = time.monotonic() + _KEPT
            return self._found

    def notices(self) -> list[str]:
        """What the page tells everybody: why something may not work."""
        return [problem.message for problem in self.problems()]

    def _index(self) -> Iterator[Problem]:
        try:
            self._service.catalogue.count()
        except ServiceError as error:
            yield Problem(error.code, error.message, grave=True)
        except Exception as error:  # whatever it is, no question can be answered
            problem = storage_problem(error)
            message = problem[1] if problem else f"索引不能使用：{error}"
            yield Problem(problem[0] if problem else "index_unusable", message, grave=True)

    def _build(self) -> Iterator[Problem]:
        progress = self._rebuild.progress
        if progress.state == FAILED:
            yield Problem("build_failed", f"最近一次重建索引没有成功：{progress.message}")

    def _clock(self) -> Iterator[Problem]:
        moved = time.time() - time.monotonic() - self._started
        if abs(moved) > _CLOCK_MOVED:
            message = (
                f"启动以来系统时间被拨动了 {moved:+.0f} 秒：请检查时间同步，记录里的时间会不准。"
            )
            yield Problem("clock_moved", message)


def disk_problems(settings: Settings) -> list[Problem]:
    """What keeps the data folder from being written, and which of its files are damaged."""
    checks: tuple[Callable[[Settings], Problem | None], ...] = (
        *(_writing, _space, _shipped, _restored, _feedback, _keys, _uploads),
    )
    return [problem for check in checks if (problem := check(settings)) is not None]


def _writing(settings: Settings) -> Problem | None:
    probe = settings.data / f".probe-{uuid4().hex[:8]}"
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        handle = os.open(probe, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            os.write(handle, bytes(8192))
            os.fsync(handle)
        finally:
            os.close(handle)
            probe.unlink()
    except OSError as error:
        code, message = storage_problem(error) or ("disk_unreadable", str(error))
        return Problem(code, f"{message}问题照常回答，但评价、上传和重建存不下来。")
    return None


def _space(settings: Settings) -> Problem | None:
    folder = existing(settings.data)
    free = shutil.disk_usage(folder).free
    if free >= LEAST_FREE:
        return None
    message = f"磁盘只剩 {free / 1e6:.0f} MB：请清理磁盘，否则重建和上传会失败。"
    return Problem("disk_nearly_full", message)


def _shipped(_: Settings) -> Problem | None:
    damaged = damaged_archives()
    if not damaged:
        return None
    message = f"程序自带的文件缺失或损坏：{'、'.join(damaged)}。请重新安装本程序。"
    return Problem("program_damaged", message)


def _restored(settings: Settings) -> Problem | None:
    if not unfinished(settings.data):
        return None
    message = "恢复备份时被打断，还没有做完：请重新启动服务，或运行 policyqa build，会接着做完。"
    return Problem("restore_unfinished", message)


def _feedback(settings: Settings) -> Problem | None:
    path = settings.data / "feedback.sqlite3"
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=0.2)) as connection:
            told = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except FAILURES as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_READONLY:
            return None  # a writer was killed; the next one puts it right, a reader may not
        if not is_damage(error):
            return Problem("feedback_locked", f"评价记录正被另一个程序占用（{error}）。")
        told = str(error)
    if told == "ok":
        full = FeedbackStore(path).is_full
        return Problem("feedback_full", FULL.format(name=path.name)) if full else None
    return Problem(
        "feedback_damaged",
        "评价记录文件损坏。下次写入时会另存并重新开始；要找回，请从备份恢复。",
    )


def _keys(settings: Settings) -> Problem | None:
    try:
        keys = KeyStore(settings.data).all()
    except ServiceError as error:
        return Problem(error.code, error.message, grave=settings.private)
    if settings.private and not any(key.revoked_at is None for key in keys):
        message = "设置了只凭密钥使用，但还没有可用的密钥：请运行 policyqa keys add 名字。"
        return Problem("keys_missing", message)
    return None


def _uploads(settings: Settings) -> Problem | None:
    """Only whether they are there: to read them all every few seconds would cost too much."""
    try:
        lost = documents.damaged_uploads(settings, bytes_too=False)
    except ServiceError as error:
        return Problem(error.code, error.message)
    return Problem("document_damaged", documents.damaged_message(lost)) if lost else None


def existing(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    while not folder.exists():
        folder = folder.parent
    return folder
