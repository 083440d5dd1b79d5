"""Find the group or section of the documents that a topic names."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.normalise import bare
from assistant.query import Noun, Query
from assistant.vocabulary import title_core
from index import Group, Section

_PIECES = re.compile(r"[\s的]+")
_PLACE_WORDS = {"大项", "部分", "板块", "序号", "大类"}
SAYS = re.compile("^(?:讲|说|写|谈|管)(?=..)")
_A_HEADING = 4  # characters; fewer are words of any question


def place_named(query: Query, bench: Bench) -> Group | Section | None:
    """The group or section that the topic names, alone or beside words of its document's title."""
    whole = _place_of(query.topic, query.doc_ids, query, bench)
    if whole is not None:
        return whole
    pieces = [
        SAYS.sub("", piece)
        for piece in _PIECES.split(query.topic)
        if title_core(piece.lstrip("要")) and piece not in _PLACE_WORDS
    ]
    if pieces and " ".join(pieces) != query.topic:
        return place_named(query.with_(topic=" ".join(pieces)), bench)
    for piece in pieces if len(pieces) > 1 else ():
        others = [other for other in pieces if other != piece]
        docs = bench.vocabulary.titled(others, query.doc_ids)
        named = _place_of(piece, docs, query, bench) if docs else None
        if named is not None:
            return named
    for piece in pieces if query.says_section and len(pieces) > 1 else ():
        named = _place_of(piece, query.doc_ids, query, bench)  # 审管执信监管那一部分
        if named is not None:
            return named
    return _place_written(query, bench)


def _place_written(query: Query, bench: Bench) -> Group | Section | None:
    """重点任务一共几条: a heading of the document named, whole, of which the topic has a part."""
    if len(query.doc_ids) != 1:
        return None
    asked, topic = bare(query.text), bare(query.topic)
    places: tuple[Group | Section, ...] = (*bench.vocabulary.groups, *bench.vocabulary.sections)
    return next(
        (
            place
            for place in places
            if place.doc_id in query.doc_ids
            and len(core := title_core(place.title or "")) >= _A_HEADING
            and core in asked
            and topic in core
        ),
        None,
    )


def _place_of(
    words: str, docs: tuple[str, ...], query: Query, bench: Bench
) -> Group | Section | None:
    """The group or section of these words, more loosely where 大项 or 部分 is said."""
    known = bench.vocabulary
    if query.noun is Noun.SECTION or query.says_section:
        return known.section_named(words, docs) or known.section_holding(words, docs)
    if query.noun is Noun.GROUP:
        return known.group_named(words, docs) or known.group_holding(words, docs)
    return (
        known.group_named(words, docs)
        or known.group_quoted(words, docs)
        or known.section_named(words, docs)
        or _heading_alone(words, docs, bench)
    )


def _heading_alone(words: str, docs: tuple[str, ...], bench: Bench) -> Section | None:
    """审管执信那一块: the section whose heading says what no item says."""
    found = (
        bench.vocabulary.section_holding(words, docs) if len(bare(words)) >= _A_HEADING else None
    )
    return found if found is not None and not bench.saying(words) else None
