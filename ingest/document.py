"""One file becomes one document with its items."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ingest import readers
from ingest.errors import UnreadableFileError
from ingest.identity import Identity, identify, slug
from ingest.items import Document, ParsedDocument, PolicyItem, Span
from ingest.manifest import Entry
from ingest.parse import parse
from ingest.places import jurisdiction
from ingest.table_turned import upright
from ingest.years import year_of

# 改造方案（2025—: what a cut leaves open, and half a number.
_CUT_OPEN = re.compile("[（(《“][^）)》”]*$|[0-9—]+$")
# Whoever asks about an item gets all of it: no real one has a tenth of this.
_LONGEST = 100_000  # characters
# Characters of all items together. What stands above many items, such as a heading, the header of
# a column or a merged cell, is in each of them: a megabyte of it would become gigabytes.
_MOST_SAID = 20_000_000


def read_file(path: Path, *, entry: Entry | None = None) -> ParsedDocument:
    """Read one file; what `entry` does not say is taken from the text itself.

    Raises `CorpusError` with what to do.
    """
    reading = upright(readers.read(path))
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
    _check_lengths(path, parsed.items)
    return replace(
        parsed,
        items=tuple(_marked(item, reading.recognised) for item in parsed.items),
        warnings=reading.warnings + parsed.warnings,
    )


def _marked(item: PolicyItem, recognised: Sequence[Span]) -> PolicyItem:
    """The item, flagged when any of it was read off an image."""
    flagged = any(item.start < span.end and span.start < item.end for span in recognised)
    return replace(item, recognised=True) if flagged else item


def _check_lengths(path: Path, items: Sequence[PolicyItem]) -> None:
    """Raise `UnreadableFileError` for items that would swell the index and every answer."""
    longest = max(items, key=lambda item: len(item.text), default=None)
    if longest and len(longest.text) > _LONGEST:
        raise UnreadableFileError(
            f"{path.name} 里“{longest.text[:20]}……”这一条有 {len(longest.text)} 字，"
            f"一条最多 {_LONGEST} 字：请把它分成几段或几条，或拆成几份再导入。"
        )
    if sum(map(_length, items)) > _MOST_SAID:
        raise UnreadableFileError(
            f"{path.name} 的标题、列头或合并的单元格太长，每一条里都要重复："
            "请把其中过长的改短，或拆成几份再导入。"
        )


def _length(item: PolicyItem) -> int:
    """Characters that an item says, with what is repeated from above it."""
    said = (item.text, item.doc_title, item.title, item.section or "", item.group_title or "")
    return sum(map(len, said)) + sum(len(cell.column) + len(cell.text) for cell in item.cells)


def _titles(entry: Entry, said: Identity) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in (entry.title, *said.headings) if one))


def _short(title: str) -> str:
    """A title that fits in a list: without its year and what it is issued about."""
    plain = title.split("关于", 1)[-1] if "关于" in title else title
    return plain if len(plain) <= 24 else _CUT_OPEN.sub("", plain[:23]) + "…"
