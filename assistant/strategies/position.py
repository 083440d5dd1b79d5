"""Answer what stands at a place of a document: whom it addresses, how it begins and ends."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.query import Act, Query
from ingest import ItemKind, PolicyItem

ORDER = 10  # before the strategies that search everywhere
ACTS = tuple(Act)


def answer(query: Query, bench: Bench) -> Draft | None:
    """The paragraph at the place that the question names, or None when it names none."""
    owner_asked = query.topic and (query.roles or query.asks_who)  # 随申码那个，牵头抬头写哪个处
    if not query.position or query.numbers or query.bindings or owner_asked:
        return None
    chosen = [
        item
        for document in bench.vocabulary.documents
        if not query.doc_ids or document.doc_id in query.doc_ids
        for item in _nearest(query, _standing(query.position, document.doc_id, bench), bench)
    ]
    if not chosen:
        return None
    return Draft(tuple(bench.writer.attributes(item, ()) for item in chosen), reason="按文中位置")


def _standing(position: str, doc_id: str, bench: Bench) -> list[PolicyItem]:
    """The unnumbered paragraphs at the beginning or the end of a document, in its order."""
    passages = bench.passages(doc_id)
    kinds = (ItemKind.TASK, ItemKind.WORK_POINT)
    numbered = [item for item in bench.document_items(doc_id) if item.kind in kinds]
    if not numbered or not passages:
        return []
    if position == "end":
        last = max(item.end for item in numbered)
        return [item for item in passages if item.start >= last][-1:]
    first = min(item.start for item in numbered)
    opening = [item for item in passages if item.end <= first]
    return opening[:1] if position == "addressee" else opening


def _nearest(query: Query, items: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """Of several paragraphs, the one that the rest of the question is about."""
    if len(items) < 2:
        return list(items)
    within = [item.item_id for item in items]
    found = bench.finder.find(query.topic or query.text, within=within)
    return [found[0].item]
