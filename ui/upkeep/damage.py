"""Tell damaged files: of SQLite from busy ones, which are kept aside, and of the program itself."""

from __future__ import annotations

import datetime as dt
import sqlite3
import zipfile
from pathlib import Path

# What we ask for never changes, so an error in it is one of the file: a column has lost its name.
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
_SUFFIX = ".damaged-"


# What SQLite raises; the library also fails at names that a flipped bit made unreadable.
FAILURES = (sqlite3.Error, UnicodeDecodeError)


def is_damage(error: Exception) -> bool:
    """Whether the bytes of the file are wrong, rather than the moment."""
    if isinstance(error, UnicodeDecodeError):
        return True
    code = getattr(error, "sqlite_errorcode", 0)
    return code & 0xFF in _DAMAGE  # the low byte is the kind, what is above it the detail


def set_aside(path: Path) -> Path:
    """Rename a damaged file, and what SQLite keeps beside it; the new name."""
    stamp = dt.datetime.now(dt.UTC).strftime("%Y%m%d-%H%M%S-%f")
    kept = path.with_name(f"{path.name}{_SUFFIX}{stamp}")
    for ending in ("-journal", "-wal", "-shm", ""):
        beside = path.with_name(path.name + ending)
        if beside.exists():
            beside.rename(kept.with_name(kept.name + ending))
    return kept


def set_aside_files(folder: Path) -> list[Path]:
    """What was put aside in a folder, oldest first."""
    return sorted(folder.glob(f"*{_SUFFIX}*"))


def damaged_archives() -> list[str]:
    """Names of the weights that come with the program and are gone or have other bytes."""
    from assistant.clause_kinds import FILE as CLAUSES  # these load numpy: commands may not need it
    from assistant.everyday import FILE as EVERYDAY
    from assistant.phrases import FILE as PHRASES
    from assistant.ways import FILE as WAYS
    from index.embedders.e5_model.adapter import ADAPTER_FILE

    shipped = (PHRASES, EVERYDAY, WAYS, CLAUSES, ADAPTER_FILE)
    return [path.name for path in shipped if not is_whole_archive(path)]


def is_whole_archive(path: Path) -> bool:
    """Whether every member of a zip archive has the bytes that were written."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None  # reads all, and compares checksums
    except Exception:  # a damaged archive fails in as many ways as the library has
        return False
