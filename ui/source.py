"""Show a document as a page, with one item of it highlighted: what a citation links to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from index.catalogue import Catalogue
from ingest import Document, ItemKind, PolicyItem, Span
from ui import wording
from ui.errors import ServiceError
from ui.rendering import render
from ui.service import Service

# The page runs no script and loads nothing; this makes the browser hold it to that.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the page: heading, paragraph, single item, or a table of tasks."""

    kind: str  # heading, paragraph, item, tasks
    text: str = ""
    anchor: str = ""
    items: tuple[PolicyItem, ...] = ()


def source_routes(service: Service) -> APIRouter:
    """The source page; left out of the OpenAPI page, as it is for people."""
    router = APIRouter(include_in_schema=False)

    @router.get("/source/{doc_id}", response_class=HTMLResponse)
    def source(doc_id: str, item: str = "", words: str = "", beside: bool = False) -> HTMLResponse:
        """`beside`: shown in the page's reader, which has its own way back."""
        try:
            status, body = _page(service, doc_id, item, words, beside=beside)
        except ServiceError as error:
            status, body = error.status, render("message.html", message=error.message)
        headers = {"Content-Security-Policy": _POLICY}
        return HTMLResponse(body, status_code=status, headers=headers)

    return router


def _page(
    service: Service, doc_id: str, item_id: str, words: str, *, beside: bool
) -> tuple[int, str]:
    document, catalogue = service.document(doc_id), service.catalogue
    chosen = catalogue.item(item_id) if item_id else None
    if chosen is not None and chosen.doc_id != doc_id:
        chosen = None
    lost = bool(item_id) and chosen is None
    blocks = list(page_blocks(document, catalogue))
    body = render(
        "source.html",
        document=document,
        facts_of_document=_facts(document),
        beside=beside,
        blocks=blocks,
        sections=[block for block in blocks if block.anchor],
        chosen=chosen,
        chosen_parts=_around(chosen.text if chosen else "", words),
        notice=wording.ITEM_NOT_IN_DOCUMENT.format(item_id=item_id) if lost else "",
        counterparts=_counterparts(catalogue, chosen),
        before=document.text[: chosen.start] if chosen else document.text,
        after=document.text[chosen.end :] if chosen else "",
    )
    return (404 if lost else 200), body


def _facts(document: Document) -> list[str]:
    """Who issued the document, its number, when, and for where, as far as known."""
    date = document.date
    when = f"{date.year}年{date.month}月{date.day}日" if date else ""
    when = when or (f"{document.year}年" if document.year else "")
    known = (document.issuer, document.doc_number, when, document.jurisdiction)
    return [fact for fact in known if fact]


def _around(text: str, words: str) -> tuple[str, str, str]:
    """The text before the cited words, they, and after; no words when they are not there."""
    before, found, after = text.partition(words) if words else (text, "", "")
    return (before, found, after) if found else (text, "", "")


def page_blocks(document: Document, catalogue: Catalogue) -> Iterator[Block]:
    """The document from top to bottom, its tasks as tables."""
    from index.filters import ItemFilter

    items = catalogue.items(ItemFilter(doc_ids=(document.doc_id,)))
    items.sort(key=lambda item: item.start)
    if any(item.kind == ItemKind.TASK for item in items):
        return _table_blocks(items)
    return _text_blocks(document.text, items, catalogue.headings(document.doc_id))


def _table_blocks(items: Sequence[PolicyItem]) -> Iterator[Block]:
    """Items only: between the tasks of a table stand its other cells, which the rows repeat."""
    runs = groupby(items, key=lambda item: (item.section, item.kind == ItemKind.TASK))
    shown = None
    for number, ((section, is_task), run) in enumerate(runs):
        if section and section != shown:
            yield Block("heading", section, f"section-{number}")
            shown = section
        if is_task:
            yield Block("tasks", items=tuple(run))
        else:
            yield from (Block("item", items=(item,)) for item in run)


def _text_blocks(
    text: str, items: Sequence[PolicyItem], headings: Sequence[Span]
) -> Iterator[Block]:
    """Headings and items where they stand, and the paragraphs between them."""
    places: list[tuple[int, int, PolicyItem | None]] = [
        *((item.start, item.end, item) for item in items),
        *((span.start, span.end, None) for span in headings),
    ]
    places.sort(key=lambda place: place[:2])
    next_starts = [*(start for start, _, _ in places[1:]), len(text)]
    sections = {item.section for item in items}
    position = 0
    for (start, end, item), next_start in zip(places, next_starts, strict=True):
        between = text[position:start].rstrip()
        yield from _paragraphs(between.removesuffix(item.label) if item else between)
        if item is not None:
            # What closes an item on its line, such as a bracket that names its owners.
            tail = text[end:next_start].partition("\n")[0]
            yield Block("item", tail.strip(), items=(item,))
            end += len(tail)
        elif start >= position:
            heading = text[start:end].strip()
            yield Block("heading", heading, f"section-{start}" if heading in sections else "")
        position = max(position, end)
    yield from _paragraphs(text[position:])


def _paragraphs(text: str) -> Iterator[Block]:
    lines = (line.strip() for line in text.splitlines())
    return (Block("paragraph", line) for line in lines if line)


def _counterparts(catalogue: Catalogue, item: PolicyItem | None) -> list[tuple[str, PolicyItem]]:
    """Short title of the document, and the item of it that may answer to this one."""
    if item is None:
        return []
    titles = {one.doc_id: one.short_title or one.title for one in catalogue.documents()}
    others = catalogue.items_by_id(link.other_id for link in catalogue.links(item.item_id))
    return [(titles[other.doc_id], other) for other in others]
