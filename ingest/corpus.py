"""Reading a folder of documents, or one file, into items."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.archives import unpacked
from ingest.bounded import read_all, read_bounded
from ingest.errors import CorpusError
from ingest.formats import is_archive
from ingest.items import ImportReport, ItemKind, ParsedDocument, ReadWarning
from ingest.manifest import NAME, Entry, read_manifest
from ingest.readings import Readings, key_of

OnError = Callable[[Path, CorpusError], None]
Progress = Callable[[int, int], None]


def read_corpus(
    folder: Path,
    *,
    on_error: OnError | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> list[ParsedDocument]:
    """Read every document of a folder: those of its manifest first, then the others by name.

    A file that cannot be read stops the whole with a `CorpusError`, since a missing document
    would become a wrong "no such task"; `on_error` is called instead where it is given.
    See `read_files`.
    """
    return read_files(find_files(folder), on_error=on_error, cache=cache, progress=progress)


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
    on_error: OnError | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> list[ParsedDocument]:
    """Read files together, so that no two documents have the same id; see `read_corpus`.

    Each is read within limits (`ingest.bounded`). `cache` is a file that keeps what was read, so
    that only changed files are read again. `progress` is called with files done and in all.
    """
    with ExitStack() as stack:
        sources = [one for file in files for one in _sources(*file, stack, on_error)]
        readings = stack.enter_context(Readings(cache)) if cache else None
        return _with_unique_ids(_read_sources(sources, readings, on_error, progress))


def read_each(
    files: Iterable[tuple[Path, Entry | None]],
) -> Iterator[tuple[Path, ParsedDocument | CorpusError]]:
    """What each file gives, or why nothing, one after another and each for itself."""
    with ExitStack() as stack:
        refused: list[tuple[Path, CorpusError]] = []

        def refuse(path: Path, error: CorpusError) -> None:
            refused.append((path, error))

        sources = [one for file in files for one in _sources(*file, stack, refuse)]
        yield from refused
        outcomes = read_all([(one.path, one.entry) for one in sources])
        for source, outcome in zip(sources, outcomes, strict=True):
            yield source.shown, outcome


def read_one(
    path: Path, *, entry: Entry | None = None, cache: Path | None = None
) -> ParsedDocument:
    """Read one file that is no archive, within limits and with a cache as `read_files` does.

    Raises `CorpusError` with what to do.
    """
    if cache is None or not path.is_file():
        return read_bounded(path, entry=entry)
    with Readings(cache) as readings:
        key = key_of(path, entry)
        known = readings.get(key)
        if known is None:
            known = read_bounded(path, entry=entry)
            readings.put(key, known)
    return known


@dataclass(frozen=True, slots=True)
class _Source:
    """A file to read: where it lies, what is known about it, and what an error calls it."""

    path: Path
    entry: Entry | None
    shown: Path
    archive: str = ""


def _sources(
    path: Path, entry: Entry | None, stack: ExitStack, on_error: OnError | None
) -> list[_Source]:
    """A file, or every file of an archive, which lies unpacked until the stack is left."""
    try:
        if not path.is_file() or not is_archive(path):
            return [_Source(path, entry, path)]
        return [
            _Source(place, Entry(file=f"{path.name}/{name}"), path / name, path.name)
            for name, place in stack.enter_context(unpacked(path))
        ]
    except CorpusError as error:
        if on_error is None:
            raise
        on_error(path, error)
        return []


def _read_sources(
    sources: Sequence[_Source],
    readings: Readings | None,
    on_error: OnError | None,
    progress: Progress | None,
) -> list[ParsedDocument]:
    keys = [key_of(one.path, one.entry) if readings else "" for one in sources]
    known = [readings.get(key) if readings else None for key in keys]
    outcomes = read_all(
        [(one.path, one.entry) for one, found in zip(sources, known, strict=True) if not found]
    )
    parsed: list[ParsedDocument] = []
    for done, (source, key, found) in enumerate(zip(sources, keys, known, strict=True)):
        if progress:
            progress(done, len(sources))
        outcome = found or next(outcomes)
        if isinstance(outcome, CorpusError):
            if on_error is None:
                named = f"压缩包 {source.archive}：{outcome}" if source.archive else str(outcome)
                raise type(outcome)(named) from outcome
            on_error(source.shown, outcome)
            continue
        if readings and not found:
            readings.put(key, outcome)
        parsed.append(outcome)
    if progress:
        progress(len(sources), len(sources))
    return parsed


def report(parsed: ParsedDocument) -> ImportReport:
    """What a file gave: how many items of each kind, and what needs a look."""
    counts = Counter(item.kind for item in parsed.items)
    return ImportReport(
        parsed.document.file,
        parsed.document.doc_id,
        {kind.value: counts[kind] for kind in ItemKind},
        parsed.warnings,
    )


def _is_document(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    return path.is_file() and not hidden and path.name != NAME


def _with_unique_ids(parsed: list[ParsedDocument]) -> list[ParsedDocument]:
    """Tell documents apart whose ids came out alike, by their content and not by their order."""
    parsed = _without_copies(parsed)
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


def _without_copies(parsed: list[ParsedDocument]) -> list[ParsedDocument]:
    """Each document once: of files with the very same content the first, which says so."""
    kept: dict[tuple[str, str], ParsedDocument] = {}
    for one in parsed:
        key = one.document.doc_id, one.document.sha256
        first = kept.get(key)
        if first is not None:
            message = f"{one.document.file} 与这份文件内容完全相同，只收了一份：请删去多余的一份。"
            warning = ReadWarning("file_repeated", message)
            one = replace(first, warnings=(*first.warnings, warning))
        kept[key] = one
    return list(kept.values())
