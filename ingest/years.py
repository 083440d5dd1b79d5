"""Which year the bare months of a document mean."""

from __future__ import annotations

import datetime as dt
import re

_WHEN = re.compile(r"(?:时间|日期)\s*[：:]\s*(20\d\d)\s*[年.\-/]")
_MET = re.compile(r"^\s*(20\d\d)年\d{1,2}月\d{1,2}日(?:[上下]午|晚|，)", re.MULTILINE)
_OF_YEAR = re.compile(r"^\s*[〔\[（(【](20\d\d)[〕\])）】]\s?第?\s?\d+\s?[号期]\s*$", re.MULTILINE)
_DUE = re.compile(r"(?:完成|整改|办结)?(?:时限|时间|期限)\s*[：:]\s*(20\d\d)\s*年\d{1,2}月")
_UNDER_TITLE = re.compile(
    r"^\s*(?:[（(](20\d\d)年(?:\d{1,2}月|度?第?[\d一二三四五六七八九十]{1,3}[次批期号])[^（()）\n]{0,24}[）)]"
    r"|[一-鿿]{4,30}[ \u3000]+(20\d\d)年\d{1,2}月)\s*$",
    re.MULTILINE,
)
_AIM = re.compile(r"(20\d\d)\s?年(?:[底末]|年底|\d{1,2}月[底末份]?之?前)")
_QUOTED = re.compile(r"《[^《》]*》|[〔\[]20\d\d[〕\]]")
_OPENING_LENGTH = 600
_SECOND_TERM = re.compile(r"(?P<last>20\d\d)\s*学年度?\s*(?:第[二2]|下)学期")


def year_of(title: str, date: dt.date | None, number: str = "") -> int | None:
    """The year that bare months mean: the title's, else that of the date or 发文字号."""
    named = re.findall(r"(?<![-—–~至\d])(?:19|20|２０)\d\d(?=\s*年)", title)
    if len(named) == 1:
        return int(named[0])
    term = _SECOND_TERM.search(title)
    if term:
        return int(term["last"])
    issued = re.search(r"[〔\[（(【]\s?((?:19|20)\d\d)", number)
    return date.year if date else int(issued[1]) if issued else None


def year_said(text: str) -> int | None:
    """The year of a meeting or a form, where it says when it was held or filled in.

    Without that, the one year in which whatever states its year is due, or the only one named.
    """
    opening = text[:_OPENING_LENGTH]
    found = _WHEN.search(opening) or _MET.search(opening) or _OF_YEAR.search(opening)
    found = found or _UNDER_TITLE.search(opening)
    if found:
        return int(found[found.lastindex or 1])
    due = set(_DUE.findall(text)) or _only_year(text)
    return int(due.pop()) if len(due) == 1 else None


def _only_year(text: str) -> set[str]:
    """The year of which a text sets aims (到2025年底), where it names no other."""
    plain = _QUOTED.sub("", text)
    named, aims = set(re.findall(r"(?:19|20)\d\d(?=\s?年)", plain)), set(_AIM.findall(plain))
    return aims if named == aims else set()
