"""Answer which item of another document corresponds to one."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Aspect, Query
from ingest import PolicyItem

ACTS = (Act.LINK,)
_MOSTLY = 0.75


def answer(query: Query, bench: Bench) -> Draft | None:
    """The items that correspond to the one asked about, with their owners."""
    sources = _sources(query, bench)
    if not sources:
        return None
    linked: list[PolicyItem] = []
    single = Aspect.NUMBER in query.aspects or len(sources) > 1
    for source in sources:
        linked += [i for i in bench.linked(source, best_only=single) if i not in linked]
    if query.topic and len(linked) > 1 and not _repeats(query.topic, sources):
        linked = _about_topic(query, linked, bench)
    if not linked:
        marks = "".join(map(bench.writer.mark, sources))
        return bench.refuse(query, f"在其他文件里没有找到与{marks}对应的内容。", reason="没有对应")
    listing = bench.writer.listing(linked, query.topic)
    if query.follows:
        text = f"对应的有 {len(linked)} 条：\n\n{listing.text}"
        return Draft((Statement(text, tuple(linked), (len(linked),)),), reason="按对应关系")
    subject = "、".join(bench.writer.quoted(source) for source in sources)
    text = f"与{subject}对应的有 {len(linked)} 条：\n\n{listing.text}"
    statement = Statement(text, (*sources, *linked), (len(linked),))
    return Draft((statement,), reason="按建库时计算的对应关系")


def _repeats(topic: str, sources: Sequence[PolicyItem]) -> bool:
    """Whether the topic only says again what the item is called."""
    letters = set(bare(topic))
    return any(len(letters & set(s.title)) >= _MOSTLY * len(letters) for s in sources)


def _about_topic(query: Query, linked: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """Of the corresponding items, those that say what the question is about, if any does."""
    bench.found = bench.finder.find(query.topic, within=[item.item_id for item in linked])
    best = max(evidence.coverage for evidence in bench.found)
    if best < _MOSTLY:
        return list(linked)
    return [e.item for e in bench.found if e.coverage >= _MOSTLY * best]


def _sources(query: Query, bench: Bench) -> Sequence[PolicyItem]:
    """The items that the question starts from."""
    for reference in query.numbers:
        for doc_ids in (query.doc_ids, ()):
            found = bench.numbered(reference, query.with_(doc_ids=doc_ids))
            if found:
                return found
    if query.focus:
        return bench.index.catalogue.items_by_id(query.focus)
    if query.topic:
        others = tuple(
            d.doc_id for d in bench.vocabulary.documents if d.doc_id not in query.doc_ids
        )
        decision = bench.look(query.with_(aspects=(), doc_ids=others))
        return decision.items[:1]
    return ()
