"""Markdown: front matter gives facts about the document, marks are taken off the text."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.readers.txt import decode
from ingest.reading import Block, Reading, lines
from ingest.table_boxes import unboxed

SUFFIXES = (".md", ".markdown")

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
_FACT = re.compile(r"^([^\s:：#][^:：]*)[:：][ \t]*(.+)$", re.MULTILINE)
_MARK = re.compile(
    r"^[ \t]*(?:>[ \t]?)+|^[ \t]*[-*+][ \t]+(?=\S)(?:\[[ xX]\][ \t]+)?"
    r"|(\*\*|__)(?=\S)(.+?)(?<=\S)\1"
    r"|(?<![*\w])\*(?=[^\s*])([^*\n]+?)(?<=[^\s*])\*(?![*\w])"
    r"|~~(?=\S)[^~\n]+(?<=\S)~~(?=[ \t]*[一-鿿])"  # struck, before what stands in its place
    r"|!?\[([^\]\n]*)\]\([^)\n]*\)|<br\s*/?>|&nbsp;",
    re.MULTILINE,
)
_HEADING = re.compile(r"^[ \t]*(#{1,6})[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_RULE = re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)


def read(path: Path) -> Reading:
    """Read one Markdown file; a heading's level is kept on its block."""
    text = unboxed(decode(path))
    front = _FRONT.match(text)
    facts: dict[str, str] = {}
    if front:
        facts = {key.strip(): _plain(value) for key, value in _FACT.findall(front[1])}
        text = text[front.end() :]
    text = _RULE.sub("", _MARK.sub(_inside, _COMMENT.sub("", text)))
    levels: dict[str, int] = {}
    for heading in _HEADING.finditer(text):
        levels[heading[2].strip()] = len(heading[1])
    text = _HEADING.sub(lambda heading: heading[2], text)
    blocks = tuple(
        Block(one.start, one.end, levels.get(text[one.start : one.end])) for one in lines(text)
    )
    return Reading(text, blocks, (), facts)


def _inside(mark: re.Match[str]) -> str:
    """What a mark leaves in the text; a line break in a table cell sets two names apart."""
    return " " if mark[0].startswith(("<br", "&nbsp;")) else mark[2] or mark[3] or mark[4] or ""


def _plain(value: str) -> str:
    return value.strip().strip("\"'")
