"""Which documents make up the index: those of the corpus folder, and those uploaded since.

Uploads lie under POLICYQA_DATA/documents, a folder each, and documents.json beside them says
which are live. Nothing here writes into the corpus folder: to remove one of its files is a note.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING
from uuid import uuid4

import ingest
from ingest import Entry, ParsedDocument
from ui.errors import ServiceError
from ui.ledger import UPLOAD, Facts, Ledger, State, Upload, begin, changing, folder_of, read, write

if TYPE_CHECKING:
    from assistant.settings import Settings

__all__ = ["Facts", "State", "Stored"]

_LONGEST_NAME = 200  # bytes of a name before its suffix; file systems allow 255
_DRAFT = ".new-"  # of what is being read and not accepted yet
_CUT_SHORT = 3600  # seconds without a change; one that runs takes less
MOST_UPLOADS = 2000  # kept at once, with those that wait and those that were removed


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
    ledger, readings = read(settings), _readings(settings)
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
    """What the next index is made of, as `ingest.read_files` takes it.

    Raises ServiceError when an upload is not as it came: no index is made of damaged documents.
    """
    damaged = damaged_uploads(settings)
    if damaged:
        raise ServiceError(503, "document_damaged", damaged_message(damaged))
    return [(one.path, one.entry) for one in stored(settings) if one.state is State.LIVE]


def damaged_uploads(settings: Settings, *, bytes_too: bool = True) -> list[str]:
    """Names of live uploads that are gone, or, with `bytes_too`, have other bytes."""
    live = [upload for upload in read(settings).uploads if upload.state is State.LIVE]
    return [upload.name for upload in live if not _is_whole(settings, upload, bytes_too=bytes_too)]


def damaged_message(names: list[str]) -> str:
    """What is wrong with such uploads, and what to do."""
    told = "、".join(names)
    return f"保存的文件丢失或损坏：{told}。请从备份恢复，或在管理里移除它再重新上传。"


def checksum(settings: Settings) -> str:
    """Of everything live; that of the corpus folder itself while nothing was changed."""
    from index import corpus_checksum

    ledger, shipped = read(settings), corpus_checksum(settings.corpus)
    live = [upload for upload in ledger.uploads if upload.state is State.LIVE]
    if not live and not ledger.removed:
        return shipped
    total = hashlib.sha256(shipped.encode())
    for part in (
        *sorted(ledger.removed),
        *(upload.model_dump_json(exclude={"sha256"}) for upload in live),
    ):
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
    key, plain = f"{UPLOAD}{uuid4().hex[:12]}", _plain_name(name)
    _check_room(settings)
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    sha256 = hashlib.sha256(content).hexdigest()
    upload = Upload(key=key, name=plain, state=State.WAITING, added_at=now, sha256=sha256)
    place, draft = folder_of(settings) / key, folder_of(settings) / f"{_DRAFT}{key}"
    draft.mkdir(parents=True)
    try:
        write(draft / plain, content)
        parsed = _parsed(settings, draft / plain, None)
        if not parsed.items:
            raise ingest.UnreadableFileError(f"{plain} 里没有读出任何条目：请检查文件内容。")
        begin(settings)
        draft.rename(place)
        with changing(settings) as ledger:
            ledger.uploads.append(upload)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        # Of a list that cannot be read nobody knows what it names.
        with suppress(ServiceError):
            if all(kept.key != key for kept in read(settings).uploads):
                shutil.rmtree(place, ignore_errors=True)
        raise
    return key


def forget_drafts(settings: Settings) -> None:
    """Remove what uploads left that were cut short by a kill; they were never accepted."""
    for draft in folder_of(settings).glob(f"{_DRAFT}*"):
        if time.time() - draft.stat().st_mtime > _CUT_SHORT:
            shutil.rmtree(draft, ignore_errors=True)


def publish(settings: Settings, key: str, facts: Facts, *, replaces: str = "") -> None:
    """Make an upload live, instead of another document where `replaces` names one.

    A replaced document hands on its id, so that links to its items go on working.
    """
    one = find(settings, key)
    if one.state is not State.WAITING:
        raise ServiceError(409, "document_published", "这份文件已经发布过了。请刷新文件列表。")
    old = find(settings, replaces) if replaces else None
    doc_id = _free_id(settings, one, facts, old)
    with changing(settings) as ledger:
        if old is not None:
            _set_state(ledger, old, State.REMOVED)
        upload = _upload(ledger, key)
        # Another one may have been published with this id since it was found to be free.
        others = {one.doc_id for one in ledger.uploads if one.state is State.LIVE and one != upload}
        upload.doc_id = _other_id(doc_id, key) if doc_id in others else doc_id
        upload.state, upload.facts = State.LIVE, facts
        ledger.wanted += 1


def remove(settings: Settings, key: str) -> None:
    """Take a live document out of the next index. Its file is kept; see `restore`."""
    live = [one.key for one in stored(settings) if one.state is State.LIVE]
    one = find(settings, key)
    if one.state is State.LIVE and len(live) == 1:
        message = "这是最后一份文件，移除后就没有内容可以回答了。请先发布别的文件。"
        raise ServiceError(409, "last_document", message)
    with changing(settings) as ledger:
        _set_state(ledger, one, State.REMOVED)
        ledger.wanted += 1


def restore(settings: Settings, key: str) -> None:
    """Make a removed document live again, unless another one has its id by now."""
    one = find(settings, key)
    if one.state is State.WAITING:
        raise ServiceError(409, "document_waiting", "这份文件还没有发布。请先核对，再发布。")
    doc_id = identity(one)[0]
    if one.state is State.REMOVED and doc_id in _live_ids(settings):
        message = f"编号 {doc_id} 已由另一份文件使用（替换它的新版本）。请先移除那一份。"
        raise ServiceError(409, "document_replaced", message)
    with changing(settings) as ledger:
        _set_state(ledger, one, State.LIVE)
        ledger.wanted += 1


def discard(settings: Settings, key: str) -> None:
    """Delete an upload that is not live, with its file, for good."""
    one = find(settings, key)
    if not one.uploaded or one.state is State.LIVE:
        message = "只能删除还没有发布或已经移除的上传文件；程序自带的文件只能移除。"
        raise ServiceError(409, "document_kept", message)
    with changing(settings) as ledger:
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


def _is_whole(settings: Settings, upload: Upload, *, bytes_too: bool) -> bool:
    path = folder_of(settings) / upload.key / upload.name
    try:
        if not (bytes_too and upload.sha256):
            return path.is_file()
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == upload.sha256
    except OSError:
        return False


def _check_room(settings: Settings) -> None:
    if len(read(settings).uploads) >= MOST_UPLOADS:
        message = f"上传的文件已有 {MOST_UPLOADS} 份，不能再传。请先彻底删除不用的文件。"
        raise ServiceError(409, "uploads_full", message)


def _of_upload(settings: Settings, upload: Upload) -> Stored:
    path = folder_of(settings) / upload.key / upload.name
    entry = Entry(file=upload.name, doc_id=upload.doc_id, **upload.facts.model_dump())
    readings = _readings(settings)
    return Stored(upload.key, path, upload.state, True, entry, readings, upload.added_at)


def _free_id(settings: Settings, one: Stored, facts: Facts, old: Stored | None) -> str:
    """The id to publish under: the replaced document's, or one that no live document has."""
    if old is not None:
        return identity(old)[0]
    entry = Entry(file=one.path.name, **facts.model_dump())
    doc_id = _parsed(settings, one.path, entry).document.doc_id
    return _other_id(doc_id, one.key) if doc_id in _live_ids(settings) else doc_id


def _other_id(doc_id: str, key: str) -> str:
    """An id for a document beside one of the same id."""
    return f"{doc_id}-{key.removeprefix(UPLOAD)[:6]}"


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
    short = stem.encode("utf-8", "ignore")[:_LONGEST_NAME].decode("utf-8", "ignore")
    return f"{short or '文件'}{dot}{suffix[:10]}"
