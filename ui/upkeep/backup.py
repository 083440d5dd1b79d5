"""Save everything that cannot be made again into one file."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
import sqlite3
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

FORMAT = 1
MANIFEST = "backup.json"
EARLIER = "before-restore-"  # what a restore moved away

# Made again from the documents by a build, or meaningless later.
LEFT_OUT = ("index", "index-cache", "logs")
_LEFT_OUT_ENDINGS = (".lock", ".new", "-journal", "-wal", "-shm")
_SQLITE = b"SQLite format 3\0"
_CHUNK = 1 << 20  # bytes
_PATIENCE = 30  # seconds for which somebody else may hold a lock


class BackupError(ValueError):
    """A backup cannot be made, read or put back; the message is Chinese and says what to do."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a backup holds: files, bytes before packing, and when it was made (UTC)."""

    files: int
    size: int
    made_at: dt.datetime


def back_up(data: Path, target: Path) -> Summary:
    """Write a backup, also while the service runs: databases are copied as of one moment.

    The file appears whole or not at all. Raises BackupError, OSError.
    """
    if not data.is_dir():
        raise BackupError(f"没有数据文件夹 {data}，没有什么可以备份。请检查 POLICYQA_DATA。")
    if target.exists():
        raise BackupError(f"已经有 {target}。请换一个文件名，免得盖掉旧的备份。")
    if target.resolve().is_relative_to(data.resolve()):
        raise BackupError("备份不要放在数据文件夹里面，请放到别的文件夹或别的磁盘。")
    draft = target.parent.resolve() / f".{target.name}.partial"
    made_at = dt.datetime.now(dt.UTC).replace(microsecond=0)
    try:
        with _ledger_at_rest(data), zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            sums = dict(_written(archive, data))
            record = {"format": FORMAT, "made_at": made_at.isoformat(), "sha256": sums}
            archive.writestr(MANIFEST, json.dumps(record, ensure_ascii=False, indent=1))
            size = sum(one.file_size for one in archive.infolist())
        sync(draft)
        draft.rename(target)
        sync(target.parent)
    finally:
        draft.unlink(missing_ok=True)
    return Summary(len(sums), size, made_at)


def _written(archive: zipfile.ZipFile, data: Path) -> Iterator[tuple[str, str]]:
    """Add each file to the archive; its name and SHA-256."""
    for path in sorted(path for path in data.rglob("*") if path.is_file()):
        inside = path.relative_to(data)
        if inside.parts[0] in LEFT_OUT or inside.parts[0].startswith(EARLIER):
            continue
        if any(part.startswith(".") for part in inside.parts):
            continue
        if path.name.endswith(_LEFT_OUT_ENDINGS):
            continue
        content = _content(path)
        archive.writestr(inside.as_posix(), content)
        yield inside.as_posix(), hashlib.sha256(content).hexdigest()


def _content(path: Path) -> bytes:
    """The bytes of a file; of a database as of one moment, whoever writes to it meanwhile."""
    with path.open("rb") as file:
        if file.read(len(_SQLITE)) != _SQLITE:
            file.seek(0)
            return file.read()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target, progress=_patient(), sleep=0.1)
        return copy.read_bytes()


def _patient() -> Callable[[int, int, int], None]:
    """Stops a copy that does not get at its database."""
    until = time.monotonic() + _PATIENCE

    def check(status: int, left: int, total: int) -> None:
        if time.monotonic() > until and left:
            raise BackupError("数据库一直被另一个程序占用，没有备份。请稍后再试。")

    return check


@contextmanager
def _ledger_at_rest(data: Path) -> Iterator[None]:
    """Nobody changes the list of documents while it and they are copied.

    On a read-only disk nobody can, and no lock can be taken.
    """
    lock = FileLock(data / "documents" / ".lock", timeout=_PATIENCE)
    try:
        with suppress(OSError):
            (data / "documents").mkdir(exist_ok=True)
            lock.acquire()
        yield
    except Timeout:
        raise BackupError("文件列表一直在改动，没有备份。请稍后再试。") from None
    finally:
        lock.release()


def sync(path: Path) -> None:
    """Make what a file or a folder holds last."""
    with suppress(PermissionError):  # Windows cannot open a folder
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
