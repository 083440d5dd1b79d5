"""Which items a question about further columns speaks of: one, a part, or all that fit."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.bench import Bench
from assistant.expansion import synonyms_in
from assistant.normalise import bare
from assistant.parts import place_named
from assistant.query import Act, Query
from index import ItemFilter
from ingest import ItemKind, PolicyItem

_GENERAL = re.compile(
    "的?(?:项目|工程|任务|事项|工作|活|单子|清单|名字|名称|名单|情况)+(?:当?中|里面?|里头|多|少)?"
)
_THIS = "这那张份个本"  # 那张水务分工表: before words of a title
_DONE = re.compile("^目|已经|目前|现在")  # 哪些项目已经…
_WHICH = re.compile("哪(?:几|些|[一两二三四五六七八九十])[个家项处]")  # 安排在哪几个社区
_NEAREST = 5  # items in which words of a matter are looked for
_SHORT_OFFICE = 3  # characters of a name that stands for a longer one


def plainly_of(query: Query, bench: Bench) -> Query:
    """A question about columns without the attribute that they may be, and its matter alone."""
    words = [word for word in query.topic.split() if not _GENERAL.fullmatch(bare(word))]
    if asks_several(query):  # without general nouns and words of the documents' titles
        plain = (_DONE.sub("", _GENERAL.sub("", word)).lstrip(_THIS) for word in words)
        parts = [part for word in plain for part in word.split("的")]
        words = [one for one in parts if len(one) > 1 and not bench.vocabulary.titled([one])]
    return query.with_(outside="", outside_words=(), topic=" ".join(words))


def asks_several(query: Query) -> bool:
    """Whether a set is asked for, or what a column of many comes to."""
    listed = query.counts or query.lists or query.act in {Act.LIST, Act.COUNT}
    return bool(listed or query.edge or query.summed)


def is_claim(query: Query) -> bool:
    """黄花菜车间总投资3500万，对不对: something is said of an item, and no set is asked for."""
    one = query.topic or query.numbers or len(query.focus) == 1
    which = _WHICH.search(query.text) is not None
    doubted = query.yes_no or (query.text.endswith(("？", "?")) and not which)
    return bool(one and (doubted or query.columns) and not (query.counts or query.lists))


def is_narrowed(query: Query) -> bool:
    """Whether anything but a matter and a claim narrows: an office, a time, an earlier list."""
    wanted = replace(query.filter, cells=()) if is_claim(query) else query.filter
    return bool(query.bindings or wanted != ItemFilter() or len(query.focus) > 1)


def is_part(query: Query, bench: Bench) -> bool:
    """Whether several items are spoken of: all, those of an office, or those of a heading."""
    if not query.topic:
        return is_narrowed(query) or not (query.numbers or query.focus)
    return is_narrowed(query) or _is_place(query, bench)


def is_unheard(query: Query, bench: Bench) -> bool:
    """Whether the documents have nothing of a matter that would narrow a set."""
    if not query.topic or _is_place(query, bench) or bench.known(query.topic):
        return False
    texts = [bare(hit.item.topic) for hit in bench.index.keyword_search(query.topic, k=_NEAREST)]
    return not any(_in_part(bare(word), text) for word in query.topic.split() for text in texts)


def unsaid(query: Query, bench: Bench) -> str:
    """Words beside what cells say that no item of those documents has: 安陵县的…点位."""
    words = query.topic.split()
    if not query.conditions or offices_in(query.topic, bench) or _is_place(query, bench):
        return ""
    docs = query.doc_ids or tuple(
        doc_id
        for doc_id, own in bench.vocabulary.further.of_document.items()
        if set(own) & set(columns_of(query))
    )
    texts = [
        bare(f"{item.section or ''}{item.group_title or ''}{item.text}")
        for doc_id in docs
        for item in bench.document_items(doc_id)
    ]
    likely = [word for word in words if not synonyms_in(word)]
    return " ".join(w for w in likely if not any(_in_part(bare(w), text) for text in texts))


def _in_part(word: str, text: str) -> bool:
    """Whether a text has any pair of a word's characters: 古道提升 in 提升古道景区步道."""
    return any(word[at : at + 2] in text for at in range(len(word) - 1))


def _is_place(query: Query, bench: Bench) -> bool:
    headed = place_named(query, bench) or bench.vocabulary.heads_with(bare(query.topic))
    return bool(offices_in(query.topic, bench) or headed)


def offices_in(topic: str, bench: Bench) -> list[str]:
    """The offices that a topic names, or that it begins: 沙洲镇 of 沙洲镇人民政府."""
    names, _ = bench.vocabulary.departments.alone(topic)
    brief = len(topic) >= _SHORT_OFFICE
    return [*names, *(n for n in bench.vocabulary.roles if brief and n.startswith(topic))]


def columns_of(query: Query) -> tuple[str, ...]:
    """The columns that are asked for, or of which something is said."""
    asked = [asked.columns for asked in query.columns]
    said = [condition.cells.columns for condition in query.conditions]
    return tuple(dict.fromkeys(column for columns in (*asked, *said) for column in columns))


def has_column(item: PolicyItem, query: Query, bench: Bench) -> bool:
    """Whether an item says something in such a column, or stands in a table that has it."""
    own = bench.vocabulary.further.of_document.get(item.doc_id, ())
    asked = set(own) & set(columns_of(query))
    if not asked or not (item.cells or item.kind is ItemKind.TASK):
        return False
    if any(cell.column in asked for cell in item.cells):
        return True
    # Another sheet of the document may have the column.
    rows = (one for one in bench.document_items(item.doc_id) if one.section == item.section)
    return any(cell.column in asked for row in rows for cell in row.cells)


def repeated(query: Query) -> tuple[str, ...]:
    """Words of the user's that an answer repeats."""
    conditions = (condition.words for condition in query.conditions)
    words = (*conditions, *query.filter.sections, query.topic, query.time_text)
    return tuple(filter(None, words))
