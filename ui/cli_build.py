"""Read files and build the index from the command line, with progress and a report."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table

import ingest
from ingest.errors import CorpusError
from ingest.manifest import read_manifest
from ui.wording import KINDS

if TYPE_CHECKING:
    from assistant.settings import Settings
    from ingest import Entry, ParsedDocument, ReadWarning

_EXCERPT = 20  # characters that show where a warning belongs

Skipped = list[tuple[Path, str]]


def look_into(paths: Sequence[Path]) -> Iterator[tuple[Path, ParsedDocument | CorpusError]]:
    """What each file gives, or why nothing, with what a manifest beside it says."""
    for path in paths:
        if not path.exists():
            yield path, _not_there(path)
    yield from ingest.read_each(one for path in paths if path.exists() for one in _files(path))


def build_with_progress(
    paths: Sequence[Path], settings: Settings, *, skip_unreadable: bool = False
) -> None:
    """Index files and folders together, and print what each file gave.

    Without any, index the corpus folder and what was uploaded. Raises CorpusError for a file
    that cannot be read, unless it is to be skipped.
    """
    from index.builder import build_from
    from index.layout import readings_file
    from ui import documents, ledger
    from ui.upkeep.restoring import finish_restore

    finish_restore(settings.data)
    skipped: Skipped = []
    console = Console(stderr=True, highlight=False)
    on_error = _skipping(skipped if skip_unreadable else None)
    wishes = ledger.wishes(settings)  # first: of what changes now, the build knows nothing
    if paths:
        files = [one for path in paths for one in _files(path)]
    else:
        files = documents.live_files(settings)
    with _progress(console) as progress:
        parsed = ingest.read_files(
            files,
            on_error=on_error,
            cache=readings_file(settings.index_folder),
            progress=lambda done, total: progress("读取文件", done, total),
        )
        if not any(one.items for one in parsed):
            raise CorpusError("没有读出任何条目，索引没有改动。请检查文件夹里是否有政策文件。")
        build_from(
            parsed,
            settings.index_folder,
            checksum=_checksum(paths) if paths else documents.checksum(settings),
            embedder=settings.embedder,
            servers=settings.servers,
            progress=progress,
        )
    if not paths:
        ledger.fulfil(settings, wishes)
    _show(parsed, skipped, console)


def _files(path: Path) -> list[tuple[Path, Entry | None]]:
    """A file with what a manifest beside it says, or all files of a folder."""
    if path.is_dir():
        return ingest.find_files(path)
    if not path.is_file():
        raise _not_there(path)
    entry = next((one for one in read_manifest(path.parent) if one.file == path.name), None)
    return [(path, entry)]


def _not_there(path: Path) -> CorpusError:
    return CorpusError(f"没有这个文件：{path}。请检查路径。")


def _skipping(skipped: Skipped | None) -> Callable[[Path, CorpusError], None] | None:
    """What notes an unreadable file in the list; None, to let the error stop all, without one."""
    if skipped is None:
        return None
    return lambda file, error: skipped.append((file, str(error)))


def _checksum(paths: Sequence[Path]) -> str:
    """Of the one folder, or of everything that was named, in that order."""
    from index import corpus_checksum

    if len(paths) == 1 and paths[0].is_dir():
        return corpus_checksum(paths[0])
    total = hashlib.sha256()
    for path in paths:
        part = corpus_checksum(path) if path.is_dir() else path.read_bytes().hex()
        total.update(part.encode())
    return total.hexdigest()


@contextmanager
def _progress(console: Console) -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each stage, drawn only where there is a terminal to draw on."""
    bar, left = BarColumn(), TimeRemainingColumn(compact=True)
    columns = (TextColumn("{task.description}"), bar, MofNCompleteColumn(), left)
    with Progress(*columns, console=console, disable=not console.is_terminal) as bars:
        tasks = {}

        def report(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield report


def _show(parsed: Sequence[ParsedDocument], skipped: Skipped, console: Console) -> None:
    table = Table(title="索引已建立", title_justify="left")
    for head in ("文件", "编号", *KINDS.values(), "请核对"):
        table.add_column(head, overflow="fold")
    for one in parsed:
        report = ingest.report(one)
        counts = (str(report.counts.get(kind, 0)) for kind in KINDS)
        table.add_row(escape(report.file), report.doc_id, *counts, str(len(report.warnings)))
    console.print(table)
    for one in parsed:
        for warning in one.warnings:
            where = f"{one.document.file}{place_of(warning, one.document.text)}"
            console.print(f"[yellow]请核对[/yellow] {escape(where)}：{escape(warning.message)}")
    for path, reason in skipped:
        console.print(f"[red]已跳过[/red] {escape(str(path))}：{escape(reason)}")


def place_of(warning: ReadWarning, text: str) -> str:
    """Where to look: the line of the text as read, with how it begins; nothing without a place."""
    if warning.place is None:
        return ""
    line = text.count("\n", 0, warning.place.start) + 1
    begins = text[warning.place.start : warning.place.end].split("\n", 1)[0].strip()
    said = f"“{begins[:_EXCERPT]}{'…' if len(begins) > _EXCERPT else ''}”" if begins else ""
    return f" 第{line}行{said}"
