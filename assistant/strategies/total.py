"""Put right how many tasks, points or groups a document is said to have: 总共80条任务，…."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import strategies
from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Noun, Query
from assistant.strategies.listing import chosen_items
from assistant.totals_said import Total, may_be_total, total_said
from assistant.wordings import Tag, strongest

ORDER = -20  # what is taken for granted comes before whatever is asked
ACTS = tuple(Act)
_TABLE = re.compile("表(?!彰|示|达|现)")
_UNITS = {
    Noun.TASK: ("项", "任务"),
    Noun.POINT: ("点", ""),
    Noun.GROUP: ("个", "大项"),
    Noun.SECTION: ("个", "部分"),
}


def answer(query: Query, bench: Bench) -> Draft | None:
    """The right total, and then what is asked besides; None where the total is right."""
    if query.follows or query.focus or query.chat or query.overrides:
        return None
    total = total_said(query.text, lambda words: _without_places(query, words, bench))
    doc_id = _document(query, total, bench) if total is not None else ""
    if total is None or not doc_id:
        return None
    if not total.whole and any(n.written in total.said for n in query.numbers):
        return None  # 15大项拆成两条: the number of one
    number = _number(total.noun, doc_id, bench)
    rest = _rest(query, total)
    if not number or not may_be_total(total, number):
        return None
    alone = not (rest.topic or rest.constrained or rest.wants_owner or rest.tallies)
    alone = alone and rest.ordinal is None and not rest.position
    if number == total.number and not (alone and query.yes_no):
        return None
    told = _told(total, number, doc_id, bench)
    if alone and (query.yes_no or total.noun in {Noun.GROUP, Noun.SECTION}):
        return Draft((told,), count=number, reason="总数与文件核对")
    besides = strategies.answer(rest, bench)
    if besides.refused:
        return Draft((told,), reason="总数与文件核对")
    return replace(besides, statements=(told, *besides.statements))


def _told(total: Total, number: int, doc_id: str, bench: Bench) -> Statement:
    unit, noun = _UNITS[total.noun]
    if total.noun is Noun.POINT and any("条" in i.label for i in bench.document_items(doc_id)):
        unit = "条"
    head = "是的，"
    if number != total.number:
        head = f"更正：不是{total.number}{unit}，是{number}{unit}。"
    document = bench.vocabulary.document(doc_id)
    text = f"{head}《{document.short_title or document.title}》共**{number}{unit}{noun}**"
    if total.noun is not Noun.SECTION:
        return Statement(f"{text}。", (), (number, total.number))
    # 最后一部分讲组织保障对吗, which is often asked with it, is seen from their titles.
    sections = bench.vocabulary.sections_of[doc_id]
    items = bench.index.catalogue.items_by_id([i for s in sections for i in s.item_ids])
    titles = "\n".join(f"- {section.title}" for section in sections)
    return Statement(f"{text}：\n\n{titles}", tuple(items), (number, total.number))


def _document(query: Query, total: Total | None, bench: Bench) -> str:
    """The one document that has what is counted, of those that the question names."""
    known = bench.vocabulary
    if total is None:
        return ""
    having = {
        Noun.TASK: known.has_tasks,
        Noun.POINT: known.has_points,
        Noun.GROUP: {group.doc_id for group in known.groups},
        Noun.SECTION: set(known.sections_of),
    }[total.noun]
    named = {doc_id for tag in _places(total.said, bench) for doc_id in tag.value}
    if not named and _TABLE.search(total.said):
        named = set(known.has_tasks)  # 这张表总共六个部分吧
    asked = (named & having) or ({*query.doc_ids} & having) or having
    return next(iter(asked)) if len(asked) == 1 else ""


def _number(noun: Noun, doc_id: str, bench: Bench) -> int:
    """How many there are in a document."""
    if noun is Noun.GROUP:
        return sum(group.doc_id == doc_id for group in bench.vocabulary.groups)
    if noun is Noun.SECTION:
        return len(bench.vocabulary.sections_of[doc_id])
    return len(chosen_items(Query("", Act.LIST, noun=noun, doc_ids=(doc_id,)), bench) or ())


def _rest(query: Query, total: Total) -> Query:
    """The question without the words that say the total."""
    words = [w for w in query.topic.split() if w not in total.said and total.counted not in w]
    topic = " ".join(words)
    return query.with_(
        text=query.text.replace(total.counted, ""),
        topic=topic,
        gist=query.gist.replace(total.said, "", 1) if topic else "",
        numbers=tuple(n for n in query.numbers if n.written not in total.said),
        claimed=None,
        claims_first=False,
    )


def _places(words: str, bench: Bench) -> list[Tag]:
    """The documents that words name, by place or by title."""
    known = bench.vocabulary
    named = [*known.places.find(words), *known.document_tags(words)]
    named += known.described_documents(words)
    return strongest([tag for tag in named if tag.kind == "place"])


def _without_places(query: Query, words: str, bench: Bench) -> str:
    """Words without the places and titles of the documents among them."""
    for tag in sorted(_places(words, bench), key=lambda tag: -tag.start):
        words = words[: tag.start] + words[tag.end :]
    return "".join(bench.own_words(query, words).split())
