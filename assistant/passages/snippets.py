"""Cut a passage as search engines give it into sentences, without its furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DAY = (
    r"(?:19|20)[0-9]{2}[-年/.][0-9]{1,2}[-月/.][0-9]{1,2}日?"
    r"(?: ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)
# The date that a search engine or a page puts before a text: Sep 6, 2016 ...
_DATED = re.compile(rf"\s*(?:[A-Z][a-z]{{2}} [0-9]{{1,2}}, [0-9]{{4}}(?=\s)|{_DAY}(?=\s|$))")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_FURNITURE = re.compile(
    r"(?:文章|信息|稿件)?来源[:：] ?[^\s。，]{1,14}|字号[:：] ?(?:默认|超大|大|中|小|\s)+"
    r"|责任编辑[:：] ?[^\s。，]{1,8}|分享(?:到)?[:：]|打印本页|关闭窗口"
    rf"|{_DAY}(?=\s*(?:来源|字号|分享))"
)
# No sentence runs over these: what a search engine leaves out, and what joins titles.
_BORDER = re.compile(
    r"\.{3,}|…+|\n|[;；|]|(?<=\s)[·•\-](?=\s)|_(?=[\u4e00-\u9fff])|[。！？!?]+[”」』]?"
)
_KEPT = "。！？!?”」』"  # of a border, belongs to the sentence before it


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage in pieces: its sentences as they stand there, and the year of its date."""

    sentences: tuple[str, ...]
    year: str  # of the date before the text; empty without one


def cut_snippet(passage: str) -> Snippet:
    """The sentences of a passage, none of them over a gap, and when it was written."""
    dated = _DATED.match(passage)
    year = _YEAR.search(dated.group()) if dated else None
    start = dated.end() if dated else 0
    found = tuple(
        text for piece in _without_furniture(passage, start) for text in _sentences(piece)
    )
    return Snippet(found, year.group() if year else "")


def _without_furniture(passage: str, start: int) -> Iterator[str]:
    for match in _FURNITURE.finditer(passage, start):
        yield passage[start : match.start()]
        start = match.end()
    yield passage[start:]


def _sentences(piece: str) -> Iterator[str]:
    start = 0
    for match in _BORDER.finditer(piece):
        end = match.end() if match.group()[0] in _KEPT else match.start()
        yield from _worth(piece[start:end])
        start = match.end()
    yield from _worth(piece[start:])


def _worth(text: str) -> Iterator[str]:
    text = text.strip(" \t\u3000.,，、:：-_·")
    if re.search("[0-9A-Za-z\u4e00-\u9fff]", text):
        yield text
