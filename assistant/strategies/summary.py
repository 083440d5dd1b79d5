"""Answer open questions (总结一下…, 能得到哪些便利) with extracts from the items about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.find import Evidence
from assistant.query import Act, Aspect, Query
from assistant.strategies.document import statement_of
from ingest import Document, ItemKind, PolicyItem

ORDER = 8
ACTS = tuple(Act)
_MOST = 8  # items of a summary by topic
_WEAKER = 0.6  # how much weaker than the best an item may be
_COVERED = 0.5  # least share of the topic that the best item has, where nothing else decides
_LISTED = 12  # items of a filter that are quoted; more are listed by section


def answer(query: Query, bench: Bench) -> Draft | None:
    """Extracts in the order of the documents; None unless the question is open."""
    fixed = query.asks_who or query.roles or Aspect.DEADLINE in query.aspects or query.numbers
    if fixed or query.counts or query.tallies or query.ordinal is not None:
        return None
    if not query.opens:
        return _gist(query, bench)
    narrowed = query.constrained or bool(query.doc_ids) or bool(query.focus)
    if query.topic:
        return _about(query, bench, narrowed=narrowed)
    items = bench.select(query) if query.constrained or query.focus else []
    return _extracts(query, items, bench) if items else _outline(query, bench)


def _gist(query: Query, bench: Bench) -> Draft | None:
    """这份文件主要讲了什么: an outline, when nothing but a document is spoken of."""
    plain = not (query.topic or query.constrained or query.focus or query.lists or query.position)
    if plain and query.aspects == (Aspect.CONTENT,) and ("文件" in query.text or query.doc_ids):
        return _outline(query, bench)
    return None


def _about(query: Query, bench: Bench, *, narrowed: bool) -> Draft | None:
    within = [item.item_id for item in bench.select(query)] if narrowed else None
    if within == []:
        return bench.refuse(query)
    found = bench.finder.find(query.topic, question=query.gist, within=within)
    bench.found = found
    decision = bench.decider.decide(query.topic, found)
    if not found or not (decision.sure or found[0].coverage >= _COVERED):
        return bench.refuse(query, reason=decision.reason)
    return _extracts(query, _near(found), bench)


def _near(found: Sequence[Evidence]) -> list[PolicyItem]:
    """The items not much weaker than the best that share a good part of its words."""
    best = found[0]
    return [
        one.item
        for one in found[:_MOST]
        if best.strength - one.strength <= _WEAKER and 2 * one.coverage >= best.coverage
    ]


def _extracts(query: Query, items: Sequence[PolicyItem], bench: Bench) -> Draft:
    order = {document.doc_id: place for place, document in enumerate(bench.vocabulary.documents)}
    items = sorted(items, key=lambda item: (order[item.doc_id], item.start))
    # Of a department it matters what it does for an item, so that stands there too.
    whole = len(items) > _LISTED or query.bindings
    write = bench.writer.listing if whole else bench.writer.extracts
    listed = write(items, query.topic)
    groups = [list(group) for _, group in groupby(items, key=lambda item: item.doc_id)]
    parts = [write(group, query.topic).text for group in groups]
    if len(groups) > 1:
        titles = [bench.vocabulary.document(group[0].doc_id).title for group in groups]
        parts = [f"《{title}》\n\n{part}" for title, part in zip(titles, parts, strict=True)]
    head = f"文件里写到的有{len(items)}处，摘录如下：" if len(items) > 1 else "文件里是这样写的："
    text = "\n\n".join([head, *parts])
    statement = replace(listed, text=text, derived=(len(items),))
    return Draft((statement,), reason="摘录", summary=True)


def _outline(query: Query, bench: Bench) -> Draft | None:
    """The parts of the documents asked about, with the items of each."""
    chosen = [
        document
        for document in bench.vocabulary.documents
        if not query.doc_ids or document.doc_id in query.doc_ids
    ]
    statements = [one for document in chosen if (one := _parts_of(document, bench)) is not None]
    if query.act is Act.DOCUMENT and statements:  # 是哪个单位发的，讲什么事
        statements = [*(statement_of(document, bench) for document in chosen), *statements]
    return Draft(tuple(statements), reason="目录", summary=True) if statements else None


def _parts_of(document: Document, bench: Bench) -> Statement | None:
    lines: list[str] = []
    cited: list[PolicyItem] = []
    for section in bench.vocabulary.sections:
        items = bench.index.catalogue.items_by_id(section.item_ids)
        numbered = [i for i in items if i.number is not None and i.kind is not ItemKind.PASSAGE]
        if section.doc_id == document.doc_id and numbered:
            marks = bench.writer.mark(numbered[0])
            if len(numbered) > 1:
                marks += f"到{bench.writer.mark(numbered[-1])}"
            lines.append(f"- {section.title}：{marks}")
            cited += numbered
    if not lines:
        return None
    return Statement(f"《{document.title}》分为这几部分：\n\n" + "\n".join(lines), tuple(cited))
