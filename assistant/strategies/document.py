"""Answer who issued a document, when, and what it is called."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Aspect, Query
from assistant.strategies import lookup
from ingest import Document, PolicyItem

ACTS = (Act.DOCUMENT,)
_ISSUES = re.compile("出台|制定|制订|发布|公布")
_WHO_ISSUES = re.compile(
    f"(?:谁|哪一?[个家]?(?:部门|单位|处室?|科室?)?)[^，。？]{{0,3}}(?:{_ISSUES.pattern})"
)


def answer(query: Query, bench: Bench) -> Draft | None:
    """What is known of the documents that the question names."""
    chosen = [
        d for d in bench.vocabulary.documents if not query.doc_ids or d.doc_id in query.doc_ids
    ]
    if query.topic and not _about_document(query.topic) and not query.doc_ids:
        item = _planned(query, bench)
        if item is not None:
            asked = query.with_(act=Act.LOOKUP, aspects=(Aspect.DEADLINE,))
            return lookup.about(asked, item, bench, "条目里写到的时间")
        item = _to_be_issued(query, bench)
        if item is not None:
            return lookup.about(
                query.with_(act=Act.LOOKUP, asks_who=True), item, bench, "条目的任务"
            )
        chosen = _found(query, bench)
    if not chosen:
        return None
    statements = tuple(statement_of(document, bench) for document in chosen)
    return Draft(statements, reason="文件信息")


def _planned(query: Query, bench: Bench) -> PolicyItem | None:
    """The item that says when the thing asked about is to come: 评估办法什么时候出台."""
    if bench.vocabulary.titled([query.topic]) or not re.search(
        "什么时|何时|几月|哪年|哪一年", query.text
    ):
        return None
    items = bench.look(query.with_(aspects=(), asks_who=False, time_text="")).items
    return items[0] if items and items[0].number is not None else None


def _to_be_issued(query: Query, bench: Bench) -> PolicyItem | None:
    """The task of issuing what is asked about: 分类分级标准由哪个部门出台."""
    if bench.vocabulary.titled([query.topic]) or not _WHO_ISSUES.search(query.text):
        return None
    items = bench.look(query.with_(aspects=(), asks_who=True, time_text="")).items
    said = items[0].text if items else ""
    told = bare(query.topic) in bare(said) and _ISSUES.search(said) is not None
    return items[0] if told and items[0].lead else None


def _found(query: Query, bench: Bench) -> list[Document]:
    """The document that a topic is found in."""
    decision = bench.look(query.with_(aspects=(), asks_who=False, time_text=""))
    found = {item.doc_id for item in decision.items[:1]}
    return [document for document in bench.vocabulary.documents if document.doc_id in found]


def _about_document(topic: str) -> bool:
    return len(bare(topic)) <= 3 or any(word in topic for word in ("文件", "通知", "要点", "方案"))


def statement_of(document: Document, bench: Bench) -> Statement:
    """Title, issuer, date and number of a document."""
    parts = [f"《{document.title}》", f"印发单位：**{document.issuer}**" if document.issuer else ""]
    if document.date:
        date = document.date
        parts.append(f"印发日期：**{date.year}年{date.month}月{date.day}日**")
    else:
        parts.append("文件没有写明印发日期")
    if document.doc_number:
        parts.append(f"文号：{document.doc_number}")
    text = "；".join(part for part in parts if part) + "。"
    return Statement(text, tuple(notice_of(document, bench)))


def notice_of(document: Document, bench: Bench) -> list[PolicyItem]:
    """The passage that carries the issuer or the date, where the text has one."""
    date = document.date
    written = f"{date.year}年{date.month}月{date.day}日" if date else ""
    return [
        item for item in bench.passages(document.doc_id) if written and written in bare(item.text)
    ][:1]
