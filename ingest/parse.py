"""One file as read becomes one document with its items, and every character is accounted for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.cards import split_at_cards
from ingest.checks import check
from ingest.columns import find_header, split_at_headers
from ingest.defaults import apply_defaults
from ingest.from_tables import from_table
from ingest.from_text import Drafts, from_text
from ingest.ids import assign, run_on
from ingest.items import Document, ItemKind, Leftover, ParsedDocument, Span
from ingest.label_headings import with_label_headings
from ingest.nodes import Node
from ingest.notes import without_note_numbers
from ingest.paragraphs import classify
from ingest.points import read_points
from ingest.reading import Reading, Table
from ingest.run_together import apart
from ingest.table_beside import split_beside
from ingest.table_goes_on import joined
from ingest.table_guess import with_guessed_columns
from ingest.table_text import find_tables, outside
from ingest.text_cards import find_cards


def parse(document: Document, reading: Reading, titles: Sequence[str]) -> ParsedDocument:
    """Read a document's items; `titles` are the headings that name it.

    Every character that is not white space is in exactly one item, heading or leftover.
    """
    text = reading.text
    whole = list(reading.tables) or find_tables(text)
    cards = find_cards(text, outside(reading.blocks, whole))
    tables = [
        with_guessed_columns(part, text)
        for table in joined(whole, text)
        for beside in split_beside(table, text)
        for whole_part in split_at_headers(beside, text)
        for part in split_at_cards(whole_part, text)
    ]
    tables = sorted([*tables, *cards], key=lambda table: table.start)
    blocks = apart(text, outside(reading.blocks, tables))
    paragraphs = with_label_headings(without_note_numbers(classify(text, blocks, titles)))
    found = read_points(paragraphs, [table.start for table in tables])
    parts = [from_text(document, found)]
    owned: set[int] = set()
    beside = Counter(id(node) for node in found.under.values())
    for table in tables:
        under, region = found.under.get(table.start), found.regions.get(table.start, "")
        # What an annex is called tells its tasks from the points before it.
        several = len(tables) > 1 or bool(found.points)
        title = found.titles.get(table.start, "") if several else ""
        title = found.captions.get(table.start, title) if several else title
        alone = beside[id(under)] == 1
        part = from_table(document, table, under, region, alone=alone, title=title)
        parts.append(part)
        owned |= _owned(table, text, part)
    left = [
        Leftover(Span(one.start, one.end), one.part.value)
        for one in paragraphs
        if one.part.leftover
    ]
    return _assemble(document, parts, left, owned, found.nodes)


def _assemble(
    document: Document,
    parts: Sequence[Drafts],
    left: list[Leftover],
    owned: set[int],
    nodes: Sequence[Node],
) -> ParsedDocument:
    drafts = sorted((one for part in parts for one in part.items), key=lambda one: one.item.start)
    drafts = run_on(apply_defaults(drafts, nodes, document.year))
    ids = assign(document.doc_id, [one.numbering for one in drafts])
    items = tuple(
        replace(draft.item, item_id=item_id) for draft, item_id in zip(drafts, ids, strict=True)
    )
    headings = sorted({span for part in parts for span in part.headings}, key=_start)
    leftovers = {one.span: one for part in parts for one in part.leftovers}
    whole = sorted([Span(item.start, item.end) for item in items] + list(leftovers), key=_start)
    for one in left:  # a page mark inside an item belongs to it
        before = bisect_right(whole, one.span.start, key=_start)
        if not before or one.span.start >= whole[before - 1].end:
            leftovers[one.span] = one
    taken = [Span(item.start, item.end) for item in items] + headings + list(leftovers)
    for span in gaps(document.text, taken):
        leftovers[span] = Leftover(span, "标记")
    warnings = [one for part in parts for one in part.warnings]
    warnings += check(drafts, nodes, owned=owned)
    if not document.kind:
        document = replace(document, kind=_kind(parts))
    return ParsedDocument(
        document,
        items,
        tuple(headings),
        tuple(sorted(leftovers.values(), key=lambda one: one.span.start)),
        tuple(warnings),
    )


def gaps(text: str, taken: Iterable[Span]) -> list[Span]:
    """Stretches without white space that none of the spans covers."""
    found: list[Span] = []
    position = 0
    for span in [*sorted(taken, key=_start), Span(len(text), len(text))]:
        if span.start > position:
            pieces = re.finditer(r"\S+", text[position : span.start])
            found.extend(Span(position + one.start(), position + one.end()) for one in pieces)
        position = max(position, span.end)
    return found


def _start(span: Span) -> int:
    return span.start


def _owned(table: Table, text: str, part: Drafts) -> set[int]:
    """Where the tasks begin, if their table has a column for owners."""
    header = find_header(table, text)
    if header is None or not header.has_owners:
        return set()
    return {draft.item.start for draft in part.items}


def _kind(parts: Sequence[Drafts]) -> str:
    kinds = [draft.item.kind for part in parts for draft in part.items]
    if ItemKind.TASK in kinds:
        return "task_table"
    return "work_points" if ItemKind.WORK_POINT in kinds else "plain"
