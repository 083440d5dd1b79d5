"""Check the date of a document that is taken for granted: 6月26日印的，落款没错吧."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.strategies.document import notice_of
from ingest import Document

ORDER = 5  # before what stands at the place 落款 and what is due on a date
ACTS = tuple(Act)
_DATE = (
    "(?P<date>(?:(?P<year>[0-9]{4})年)?"
    "(?:(?P<month>1[0-2]|[1-9])月(?:份|(?P<day>[0-9]{1,2})[日号])?)?)"
)
_ISSUED = "(?:印发|印制|印|发布|下发|发文|发出|发|公布|颁布|出台|成文|签发|签|落款|盖章)"
_THEN = "(?:那天|当天|这天|的时候|就|才|正式|给)*"
# 4月26日印的, 落款是4月26日, 印发日期写的是4月
_SAID = (
    re.compile(
        f"{_DATE}{_THEN}{_ISSUED}(?:出来|下来)?(?:的|了)?(?=[，。？!！的吗吧么嘛啊呀对没错是]|$)"
    ),
    re.compile(
        f"(?:落款|{_ISSUED}(?:的)?(?:日期|时间|日子))(?:的)?(?:日期|时间|日子)?"
        f"(?:写|标|署)?(?:的|着)?(?:不?是不?是?|在|为)?{_DATE}"
    ),
)
_WORDS = re.compile(f"{_ISSUED}|[0-9年月日号的]")  # what is said of the date, and of no matter
_DENIED = re.compile("(?<!是)(?:并?不是|并非|不在)(?!不)[^，。]{0,4}[0-9]")
_ASKED = re.compile("吗|吧|么(?!时)|嘛|对不|没错|是不是|没记错|不对|[？?]$")


def answer(query: Query, bench: Bench) -> Draft | None:
    """Whether the document that is named was issued then, and when it was; None without a date."""
    said = next((m for p in _SAID for m in p.finditer(query.text) if m["date"]), None)
    doubted = query.yes_no or _ASKED.search(query.text)
    matter = query.numbers or query.bindings or _WORDS.sub("", bare(query.topic))
    if said is None or not doubted or len(query.doc_ids) != 1 or matter:
        return None
    document = bench.vocabulary.document(query.doc_ids[0])
    if document.date is None:
        text = f"《{document.title}》没有写明印发日期。"
        return bench.refuse(query, text, reason="没有写印发日期")
    return Draft((_compared(said, document, bench),), reason="印发日期")


def _compared(said: re.Match[str], document: Document, bench: Bench) -> Statement:
    """The date of a document beside the one that is taken for granted."""
    date = document.date
    assert date is not None
    parts = (("year", date.year), ("month", date.month), ("day", date.day))
    right = all(said[name] is None or int(said[name]) == value for name, value in parts)
    denied = _DENIED.search(said.string[: said.end()])
    if denied:  # 不是4月26日印的吧
        head = f"更正：正是{said['date']}" if right else "是的"
    else:
        head = "是的" if right else f"更正：不是{said['date']}"
    written = f"**{date.year}年{date.month}月{date.day}日**"
    text = f"{head}，《{document.title}》的印发日期是{written}。"
    unsaid = () if right else (said["date"],)
    return Statement(text, tuple(notice_of(document, bench)), denied=unsaid)
