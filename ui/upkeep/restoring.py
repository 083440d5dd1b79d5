"""Put a backup back: all of it or nothing, however often that is cut short.

A restore goes through three folders in the data folder, and its name says how far it came: one to
unpack into, which means nothing yet; the same, renamed, when every byte was checked, from where on
the restore will be finished; and again renamed when what was there before is out of the way.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from filelock import FileLock, Timeout

from ui.upkeep.backup import EARLIER, FORMAT, LEFT_OUT, MANIFEST, BackupError, Summary, sync

SERVING_LOCK, RESTORING_LOCK = ".serving.lock", ".restoring.lock"
UNPACKING, READY, PLACING = ".unpacking-", ".ready-", ".placing-"

_CHUNK = 1 << 20  # bytes
_RUNS = "正在恢复备份。请等它结束，再运行一次。"


def restore(data: Path, source: Path) -> tuple[Summary, Path | None]:
    """Put a backup back; what was there before is kept in the folder that is returned.

    Everything is unpacked and checked before anything is touched. Raises BackupError while the
    service runs, or when any byte of the backup is not as it was written.
    """
    data.mkdir(parents=True, exist_ok=True)
    with _alone(data):
        try:
            with FileLock(data / SERVING_LOCK, timeout=0):
                _finish(data)
                return _restore(data, source)
        except Timeout:
            raise BackupError("服务正在运行，不能恢复。请先停止服务，恢复后再启动。") from None


@contextmanager
def serving(data: Path) -> Iterator[None]:
    """Keep data from being replaced meanwhile; a restore that was cut short is finished first.

    A disk that takes no lock is no hindrance. Raises BackupError while a restore runs.
    """
    lock = FileLock(data / SERVING_LOCK, timeout=0)
    with suppress(OSError, Timeout):  # Timeout: another process serves the same data
        lock.acquire()
    try:
        finish_restore(data)
        yield
    finally:
        lock.release()


def finish_restore(data: Path) -> None:
    """Finish a restore that was cut short, if there is one. Raises BackupError while one runs."""
    if not data.is_dir():
        return
    try:
        with _alone(data):
            _finish(data)
    except OSError:  # a disk that cannot be written: who only reads may go on
        if unfinished(data):
            raise


def unfinished(data: Path) -> bool:
    """Whether some of the data are those of a backup, and others are not yet."""
    return any(data.glob(f"{READY}*")) or any(data.glob(f"{PLACING}*"))


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    try:
        with FileLock(data / RESTORING_LOCK, timeout=0):
            yield
    except Timeout:
        raise BackupError(_RUNS) from None


def _restore(data: Path, source: Path) -> tuple[Summary, Path | None]:
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S-%f")
    unpacking = data / f"{UNPACKING}{stamp}"  # beside what it will replace: moved, not copied
    try:
        unpacking.mkdir()
        summary = _unpack(source, unpacking)
        for folder in (*(one for one in unpacking.rglob("*") if one.is_dir()), unpacking):
            sync(folder)
        unpacking.rename(data / f"{READY}{stamp}")
    finally:
        shutil.rmtree(unpacking, ignore_errors=True)
    _finish(data)
    earlier = data / f"{EARLIER}{stamp}"
    return summary, earlier if earlier.exists() else None


def _finish(data: Path) -> None:
    """Go on from wherever the last restore was cut short. Every step may be made again."""
    for unpacking in data.glob(f"{UNPACKING}*"):
        shutil.rmtree(unpacking)
    sync(data)
    for ready in data.glob(f"{READY}*"):
        stamp = ready.name.removeprefix(READY)
        for path in list(data.iterdir()):
            if _replaced(path.name):
                _move_away(path, data / f"{EARLIER}{stamp}")
        ready.rename(data / f"{PLACING}{stamp}")
        sync(data)
    for placing in data.glob(f"{PLACING}*"):
        earlier = data / f"{EARLIER}{placing.name.removeprefix(PLACING)}"
        for path in list(placing.iterdir()):
            if (data / path.name).exists():  # somebody made one meanwhile
                _move_away(data / path.name, earlier)
            path.rename(data / path.name)
        sync(data)
        placing.rmdir()


def _move_away(path: Path, earlier: Path) -> None:
    earlier.mkdir(exist_ok=True)
    target, number = earlier / path.name, 1
    while target.exists():
        number += 1
        target = earlier / f"{path.name}-{number}"
    path.rename(target)
    sync(earlier)


def _replaced(name: str) -> bool:
    """Whether an entry of the data folder makes room. The index goes: it is of other documents."""
    return name == "index" or not (name in LEFT_OUT or name.startswith((EARLIER, ".")))


def _unpack(source: Path, folder: Path) -> Summary:
    try:
        with zipfile.ZipFile(source) as archive:
            record = json.loads(archive.read(MANIFEST))
            if record["format"] != FORMAT:
                raise BackupError(f"这份备份是另一个版本的程序做的（格式 {record['format']}）。")
            for name, expected in record["sha256"].items():
                if _extract(archive, name, folder) != expected:
                    raise BackupError(f"备份里的 {name} 已损坏，没有恢复。请换一份备份。")
            size = sum(one.file_size for one in archive.infolist())
            made_at = dt.datetime.fromisoformat(record["made_at"])
            return Summary(len(record["sha256"]), size, made_at)
    except FileNotFoundError:
        raise BackupError(f"没有这个文件：{source}。请检查路径。") from None
    except (zipfile.BadZipFile, KeyError, TypeError, AttributeError, ValueError, EOFError) as error:
        if isinstance(error, BackupError):
            raise
        raise BackupError(f"{source} 不是完整的备份文件，没有恢复。请换一份备份。") from error


def _extract(archive: zipfile.ZipFile, name: str, folder: Path) -> str:
    """Unpack one file; its SHA-256."""
    place = PurePosixPath(name)
    if place.is_absolute() or ".." in place.parts or "\\" in name:
        raise BackupError(f"备份里有不该有的路径 {name}，没有恢复。")
    target = folder / place
    target.parent.mkdir(parents=True, exist_ok=True)
    total = hashlib.sha256()
    try:
        with archive.open(name) as packed, target.open("wb") as file:
            while chunk := packed.read(_CHUNK):
                total.update(chunk)
                file.write(chunk)
    except OSError:
        raise
    except Exception as error:  # a damaged archive fails in as many ways as the library has
        raise BackupError(f"备份里的 {name} 已损坏，没有恢复。请换一份备份。") from error
    if name.endswith("keys.json"):
        target.chmod(0o600)
    sync(target)
    return total.hexdigest()
