"""Keep the list of documents: what was uploaded or removed, and which builds are still owed."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock
from pydantic import BaseModel, ValidationError

from ui.errors import ServiceError

if TYPE_CHECKING:
    from assistant.settings import Settings


UPLOAD = "u-"  # how keys of uploads begin, and the names of their folders
_LOST = (
    "文件清单不见了，上传的文件还在：{}。请从备份恢复它；没有备份时，"
    "把它所在的文件夹改名，再重新上传里面的文件。"
)


class State(StrEnum):
    """Where a document stands."""

    LIVE = "live"  # part of the next index
    WAITING = "waiting"  # uploaded, to be looked at and published
    REMOVED = "removed"  # kept, but no part of the next index


class Facts(BaseModel):
    """What an administrator states about a document; an empty field leaves it to the text."""

    title: str = ""
    short_title: str = ""
    issuer: str = ""
    jurisdiction: str = ""
    date: dt.date | None = None


class Upload(BaseModel):
    """One uploaded file; `doc_id` is fixed when it is published.

    `sha256` is of its bytes as they came; an earlier version kept none.
    """

    key: str
    name: str
    state: State
    added_at: dt.datetime
    doc_id: str = ""
    facts: Facts = Facts()
    sha256: str = ""


class Ledger(BaseModel):
    """What documents.json holds. `removed` are paths inside the corpus folder.

    `wanted` counts the changes that an index has to follow, and `built` how many of them it did:
    a process that is killed between the two leaves a build that is still owed.
    """

    uploads: list[Upload] = []
    removed: list[str] = []
    wanted: int = 0
    built: int = 0


def folder_of(settings: Settings) -> Path:
    """Where uploads and the list of documents lie."""
    return settings.data / "documents"


def read(settings: Settings) -> Ledger:
    """The list as it is now. Raises ServiceError when it is damaged."""
    path = folder_of(settings) / "documents.json"
    if not path.is_file():
        if any(folder_of(settings).glob(f"{UPLOAD}*")):  # else they would vanish without a word
            raise ServiceError(503, "ledger_damaged", _LOST.format(path))
        return Ledger()
    try:
        return Ledger.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, ValidationError):
        message = f"文件清单读不出来：{path}。请从备份恢复它，再试一次。"
        raise ServiceError(503, "ledger_damaged", message) from None


def begin(settings: Settings) -> None:
    """Have a list before there is an upload, so that one that is lost is missed."""
    if not (folder_of(settings) / "documents.json").is_file():
        with changing(settings):
            pass


@contextmanager
def changing(settings: Settings) -> Iterator[Ledger]:
    """The ledger to change; written whole, or not at all, when the block ends without error."""
    folder = folder_of(settings)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        ledger = read(settings)
        yield ledger
        draft = folder / "documents.json.new"
        write(draft, ledger.model_dump_json(indent=1).encode())
        draft.replace(folder / "documents.json")
        sync(folder)


def write(path: Path, content: bytes) -> None:
    """Write a file that is there also after the power failed."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync(path.parent)


def sync(folder: Path) -> None:
    """Make the names in a folder last."""
    if os.name == "nt":
        return  # Windows cannot open a folder
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def owed(settings: Settings) -> bool:
    """Whether something was changed that no finished build has followed."""
    ledger = read(settings)
    return ledger.built < ledger.wanted


def wish(settings: Settings) -> None:
    """Note that a build is wanted, so that it is made even if this process ends first."""
    with changing(settings) as ledger:
        ledger.wanted += 1


def wishes(settings: Settings) -> int:
    """How many builds were wanted so far; for `fulfil`, when a build begins."""
    return read(settings).wanted


def fulfil(settings: Settings, wanted: int) -> None:
    """Note that a build followed everything up to the wish of that number."""
    if read(settings).built < wanted:
        with changing(settings) as ledger:
            ledger.built = max(ledger.built, wanted)
