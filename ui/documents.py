"""Which documents make up the index: those of the corpus folder, and those uploaded since.

Uploads lie under POLICYQA_DATA/documents, a folder each, and documents.json beside them says
which are live. Nothing here writes into the corpus folder: to remove one of its files is a note.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING
from uuid import uuid4

from filelock import FileLock
from pydantic import BaseModel, ValidationError

import ingest
from ingest import Entry, ParsedDocument
from ui.errors import ServiceError

if TYPE_CHECKING:
    from assistant.settings import Settings

_LONGEST_NAME = 120  # characters; file systems allow 255 bytes
_UPLOAD = "u-"


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
    """One uploaded file; `doc_id` is fixed when it is published."""

    key: str
    name: str
    state: State
    added_at: dt.datetime
    doc_id: str = ""
    facts: Facts = Facts()


class Ledger(BaseModel):
    """What documents.json holds. `removed` are paths inside the corpus folder."""

    uploads: list[Upload] = []
    removed: list[str] = []


@dataclass(frozen=True, slots=True)
class Stored:
    """One document of the store, its file, and what is stated about it."""

    key: str  # of an upload `u-…`, of a corpus file its path inside that folder
    path: Path
    state: State
    uploaded: bool
    entry: Entry | None
    readings: Path  # the cache of what was read from files
    added_at: dt.datetime | None = None


def stored(settings: Settings) -> list[Stored]:
    """All documents, those of the corpus folder first. Raises CorpusError, ServiceError."""
    ledger, readings = _read(settings), _readings(settings)
    removed = set(ledger.removed)
    shipped = [
        Stored(key, path, State.REMOVED if key in removed else State.LIVE, False, entry, readings)
        for path, entry in ingest.find_files(settings.corpus)
        for key in [path.relative_to(settings.corpus).as_posix()]
    ]
    return [*shipped, *(_of_upload(settings, upload) for upload in ledger.uploads)]


def find(settings: Settings, key: str) -> Stored:
    """The document of a key. Raises ServiceError (404)."""
    for one in stored(settings):
        if one.key == key:
            return one
    raise ServiceError(404, "document_unknown", f"没有 {key} 这份文件。请刷新文件列表后再试。")


def live_files(settings: Settings) -> list[tuple[Path, Entry | None]]:
    """What the next index is made of, as `ingest.read_files` takes it."""
    return [(one.path, one.entry) for one in stored(settings) if one.state is State.LIVE]


def checksum(settings: Settings) -> str:
    """Of everything live; that of the corpus folder itself while nothing was changed."""
    from index import corpus_checksum

    ledger, shipped = _read(settings), corpus_checksum(settings.corpus)
    live = [upload for upload in ledger.uploads if upload.state is State.LIVE]
    if not live and not ledger.removed:
        return shipped
    total = hashlib.sha256(shipped.encode())
    for part in (*sorted(ledger.removed), *(upload.model_dump_json() for upload in live)):
        total.update(f"\n{part}".encode())
    return total.hexdigest()


def preview(settings: Settings, key: str) -> ParsedDocument:
    """What is read from a document. Raises CorpusError, ServiceError."""
    one = find(settings, key)
    return _parsed(settings, one.path, one.entry)


def same_document(settings: Settings, parsed: ParsedDocument, key: str) -> Stored | None:
    """The live document that has the same bytes, id or file name as one that waits, if any."""
    document = parsed.document
    known = [known for known in _live_identities(settings) if known[0].key != key]
    same = [one for one, _, sha256 in known if sha256 == document.sha256]
    same += [one for one, *_ in known if one.path.name == document.file]
    same += [one for one, doc_id, _ in known if doc_id == document.doc_id]
    return same[0] if same else None


def add_upload(settings: Settings, name: str, content: bytes) -> str:
    """Keep an uploaded file until it is published; its key.

    Raises CorpusError, keeping nothing, when nothing can be read from it.
    """
    key, plain = f"{_UPLOAD}{uuid4().hex[:12]}", _plain_name(name)
    path = _folder(settings) / key / plain
    path.parent.mkdir(parents=True)
    try:
        path.write_bytes(content)
        parsed = _parsed(settings, path, None)
        if not parsed.items:
            raise ingest.UnreadableFileError(f"{plain} 里没有读出任何条目：请检查文件内容。")
    except BaseException:
        shutil.rmtree(path.parent, ignore_errors=True)
        raise
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    with _changing(settings) as ledger:
        ledger.uploads.append(Upload(key=key, name=plain, state=State.WAITING, added_at=now))
    return key


def publish(settings: Settings, key: str, facts: Facts, *, replaces: str = "") -> None:
    """Make an upload live, instead of another document where `replaces` names one.

    A replaced document hands on its id, so that links to its items go on working.
    """
    one = find(settings, key)
    if one.state is not State.WAITING:
        raise ServiceError(409, "document_published", "这份文件已经发布过了。请刷新文件列表。")
    old = find(settings, replaces) if replaces else None
    doc_id = _free_id(settings, one, facts, old)
    with _changing(settings) as ledger:
        if old is not None:
            _set_state(ledger, old, State.REMOVED)
        upload = _upload(ledger, key)
        upload.state, upload.facts, upload.doc_id = State.LIVE, facts, doc_id


def remove(settings: Settings, key: str) -> None:
    """Take a live document out of the next index. Its file is kept; see `restore`."""
    live = [one.key for one in stored(settings) if one.state is State.LIVE]
    one = find(settings, key)
    if one.state is State.LIVE and len(live) == 1:
        message = "这是最后一份文件，移除后就没有内容可以回答了。请先发布别的文件。"
        raise ServiceError(409, "last_document", message)
    with _changing(settings) as ledger:
        _set_state(ledger, one, State.REMOVED)


def restore(settings: Settings, key: str) -> None:
    """Make a removed document live again, unless another one has its id by now."""
    one = find(settings, key)
    if one.state is State.WAITING:
        raise ServiceError(409, "document_waiting", "这份文件还没有发布。请先核对，再发布。")
    doc_id = identity(one)[0]
    if one.state is State.REMOVED and doc_id in _live_ids(settings):
        message = f"编号 {doc_id} 已由另一份文件使用（替换它的新版本）。请先移除那一份。"
        raise ServiceError(409, "document_replaced", message)
    with _changing(settings) as ledger:
        _set_state(ledger, one, State.LIVE)


def discard(settings: Settings, key: str) -> None:
    """Delete an upload that is not live, with its file, for good."""
    one = find(settings, key)
    if not one.uploaded or one.state is State.LIVE:
        message = "只能删除还没有发布或已经移除的上传文件；程序自带的文件只能移除。"
        raise ServiceError(409, "document_kept", message)
    with _changing(settings) as ledger:
        ledger.uploads = [upload for upload in ledger.uploads if upload.key != key]
    shutil.rmtree(one.path.parent, ignore_errors=True)


def identity(one: Stored) -> tuple[str, str]:
    """Id and SHA-256 of a document. Raises CorpusError, OSError."""
    return _read_identity(one.path, one.path.stat().st_mtime_ns, one.entry, one.readings)


def _parsed(settings: Settings, path: Path, entry: Entry | None) -> ParsedDocument:
    return ingest.read_one(path, entry=entry, cache=_readings(settings))


def _readings(settings: Settings) -> Path:
    from index.layout import readings_file

    return readings_file(settings.index_folder)


def _folder(settings: Settings) -> Path:
    return settings.data / "documents"


def _of_upload(settings: Settings, upload: Upload) -> Stored:
    path = _folder(settings) / upload.key / upload.name
    entry = Entry(file=upload.name, doc_id=upload.doc_id, **upload.facts.model_dump())
    readings = _readings(settings)
    return Stored(upload.key, path, upload.state, True, entry, readings, upload.added_at)


def _free_id(settings: Settings, one: Stored, facts: Facts, old: Stored | None) -> str:
    """The id to publish under: the replaced document's, or one that no live document has."""
    if old is not None:
        return identity(old)[0]
    entry = Entry(file=one.path.name, **facts.model_dump())
    doc_id = _parsed(settings, one.path, entry).document.doc_id
    return f"{doc_id}-{one.key[2:8]}" if doc_id in _live_ids(settings) else doc_id


def _live_ids(settings: Settings) -> set[str]:
    return {doc_id for _, doc_id, _ in _live_identities(settings)}


def _live_identities(settings: Settings) -> list[tuple[Stored, str, str]]:
    """Live documents with id and SHA-256; without archives, and what cannot be read by now."""
    found: list[tuple[Stored, str, str]] = []
    for one in stored(settings):
        with suppress(ingest.CorpusError, OSError):
            if one.state is State.LIVE:
                found.append((one, *identity(one)))
    return found


@lru_cache(maxsize=10_000)
def _read_identity(
    path: Path, changed_ns: int, entry: Entry | None, readings: Path
) -> tuple[str, str]:
    """Kept until the file changes: reading a long document takes seconds."""
    document = ingest.read_one(path, entry=entry, cache=readings).document
    return document.doc_id, document.sha256


def _set_state(ledger: Ledger, one: Stored, state: State) -> None:
    if one.uploaded:
        _upload(ledger, one.key).state = state
        return
    others = [key for key in ledger.removed if key != one.key]
    ledger.removed = [*others, one.key] if state is State.REMOVED else others


def _upload(ledger: Ledger, key: str) -> Upload:
    return next(upload for upload in ledger.uploads if upload.key == key)


def _plain_name(name: str) -> str:
    """The file's own name, without folders or what a file system may not take."""
    last = PureWindowsPath(name.replace("/", "\\")).name
    kept = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*')
    stem, dot, suffix = kept.strip(" .").rpartition(".")
    return f"{stem[:_LONGEST_NAME] or '文件'}{dot}{suffix[:10]}"


def _read(settings: Settings) -> Ledger:
    path = _folder(settings) / "documents.json"
    if not path.is_file():
        return Ledger()
    try:
        return Ledger.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, ValidationError):
        message = f"文件清单读不出来：{path}。请从备份恢复它，再试一次。"
        raise ServiceError(500, "ledger_damaged", message) from None


@contextmanager
def _changing(settings: Settings) -> Iterator[Ledger]:
    """The ledger to change; written whole, or not at all, when the block ends without error."""
    folder = _folder(settings)
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        ledger = _read(settings)
        yield ledger
        draft = folder / "documents.json.new"
        draft.write_text(ledger.model_dump_json(indent=1), encoding="utf-8")
        draft.replace(folder / "documents.json")
