"""Reading a folder of documents, or one file, into items."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ingest import readers
from ingest.archives import unpacked
from ingest.errors import CorpusError
from ingest.formats import is_archive
from ingest.identity import Identity, identify, jurisdiction, slug, year_of
from ingest.items import Document, ImportReport, ItemKind, ParsedDocument, PolicyItem, Span
from ingest.manifest import NAME, Entry, read_manifest
from ingest.parse import parse


def read_corpus(
    folder: Path, *, on_error: Callable[[Path, CorpusError], None] | None = None
) -> list[ParsedDocument]:
    """Read every document of a folder: those of its manifest first, then the others by name.

    A file that cannot be read stops the whole with a `CorpusError`, since a missing document
    would become a wrong "no such task"; `on_error` is called instead where it is given.
    """
    return read_files(find_files(folder), on_error=on_error)


def find_files(folder: Path) -> list[tuple[Path, Entry | None]]:
    """Every document of a folder, in reading order, with what the manifest says about it.

    Raises `CorpusError` for a folder that is not there or whose manifest is malformed.
    """
    if not folder.is_dir():
        raise CorpusError(f"找不到语料目录 {folder}：请检查路径，或用 POLICYQA_CORPUS 指定。")
    entries = {(folder / entry.file).resolve(): entry for entry in read_manifest(folder)}
    others = [path for path in sorted(folder.rglob("*")) if _is_document(path, folder)]
    paths = [*entries, *(path for path in others if path.resolve() not in entries)]
    return [(path, entries.get(path.resolve())) for path in paths]


def read_files(
    files: Iterable[tuple[Path, Entry | None]],
    *,
    on_error: Callable[[Path, CorpusError], None] | None = None,
) -> list[ParsedDocument]:
    """Read files together, so that no two documents have the same id; see `read_corpus`."""
    parsed: list[ParsedDocument] = []
    for path, entry in files:
        try:
            if is_archive(path):
                parsed += _read_archive(path, on_error)
            else:
                parsed.append(read_file(path, entry=entry))
        except CorpusError as error:
            if on_error is None:
                raise
            on_error(path, error)
    return _with_unique_ids(parsed)


def _read_archive(
    path: Path, on_error: Callable[[Path, CorpusError], None] | None
) -> list[ParsedDocument]:
    """Every document of an archive; its file name is the archive's with its own behind."""
    parsed: list[ParsedDocument] = []
    with unpacked(path) as members:
        for name, place in members:
            try:
                parsed.append(read_file(place, entry=Entry(file=f"{path.name}/{name}")))
            except CorpusError as error:
                if on_error is None:
                    raise type(error)(f"压缩包 {path.name}：{error}") from error
                on_error(path / name, error)
    return parsed


def read_file(path: Path, *, entry: Entry | None = None) -> ParsedDocument:
    """Read one file; what `entry` does not say is taken from the text itself.

    Raises `CorpusError` with what to do.
    """
    reading = readers.read(path)
    said = identify(reading, path.stem)
    known = entry or Entry(file=path.name)
    date = known.date or said.date
    title = known.title or said.title
    year = known.year or year_of(known.title, known.date) or said.year
    document = Document(
        doc_id=known.doc_id or slug(title, path.stem, year),
        title=title,
        short_title=known.short_title or _short(title),
        issuer=known.issuer or said.issuer,
        date=date,
        year=year,
        jurisdiction=known.jurisdiction
        or jurisdiction(known.title, known.issuer)
        or said.jurisdiction,
        kind=known.kind,
        source=known.source or said.source,
        file=known.file,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        text=reading.text,
        doc_number=known.doc_number or said.doc_number,
    )
    parsed = parse(document, reading, _titles(known, said))
    return replace(
        parsed,
        items=tuple(_marked(item, reading.recognised) for item in parsed.items),
        warnings=reading.warnings + parsed.warnings,
    )


def _marked(item: PolicyItem, recognised: Sequence[Span]) -> PolicyItem:
    """The item, flagged when any of it was read off an image."""
    flagged = any(item.start < span.end and span.start < item.end for span in recognised)
    return replace(item, recognised=True) if flagged else item


def report(parsed: ParsedDocument) -> ImportReport:
    """What a file gave: how many items of each kind, and what needs a look."""
    counts = Counter(item.kind for item in parsed.items)
    return ImportReport(
        parsed.document.file,
        parsed.document.doc_id,
        {kind.value: counts[kind] for kind in ItemKind},
        parsed.warnings,
    )


def _titles(entry: Entry, said: Identity) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in (entry.title, *said.headings) if one))


def _is_document(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden and path.name != NAME


def _short(title: str) -> str:
    """A title that fits in a list: without its year and what it is issued about."""
    plain = title.split("关于", 1)[-1] if "关于" in title else title
    return plain if len(plain) <= 24 else plain[:23] + "…"


def _with_unique_ids(parsed: list[ParsedDocument]) -> list[ParsedDocument]:
    """Tell documents apart whose ids came out alike, by their content and not by their order."""
    counts = Counter(one.document.doc_id for one in parsed)
    result: list[ParsedDocument] = []
    for one in parsed:
        old = one.document.doc_id
        if counts[old] > 1:
            new = f"{old}-{one.document.sha256[:6]}"
            items = tuple(
                replace(item, doc_id=new, item_id=new + item.item_id.removeprefix(old))
                for item in one.items
            )
            one = replace(one, document=replace(one.document, doc_id=new), items=items)
        result.append(one)
    return result
