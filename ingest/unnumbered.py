"""Paragraphs without a number that state who does what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.nodes import Node
from ingest.numbered_owners import numbered_of
from ingest.owner_clauses import Statement, is_statement, read_statement
from ingest.owner_sentences import default_of
from ingest.owners import is_office

Passage = tuple[int, int, Node | None]

# 关于校园周边整治。县教育局负责，… and 一是压实责任。…: who follows does what the first words name.
_TOPIC = re.compile(
    "关于[^。，；：\n]{2,30}[。：]|[一二三四五六七八九十]{1,2}[是要][^。，；：\n]{2,20}[。：]"
)
_LED = re.compile("由?[一-鿿（）()、]{2,60}(?:共同|联合)?牵头[，,]")  # 县水利局牵头，…配合，…
_ADDRESSED = re.compile(r"[^。；\n]{2,200}[：:]\s*\n")  # 市直各单位：, and what is told them
_OF_OWNERS = re.compile("责任|牵头|负责|配合|落实|协办|承办单位|完成|时限")
_TO_FINISH = re.compile(r"(?:办结|办理|反馈|上报)(?:时限|期限|时间)[：:]")
_SHORTEST = 4  # characters of a paragraph that a line of owners below it can speak of


def stated_by(text: str, year: int | None) -> Statement | None:
    """What a paragraph states of its owners, or None when it states none.

    Only those in brackets or behind a label count, and of a paragraph about one topic (关于…。)
    or one that begins with who leads also those that its sentences say.
    """
    if default_of(text) or numbered_of(text) or _ADDRESSED.match(text):
        return None
    topic = _TOPIC.match(text) or _LED.match(text)
    said = read_statement(text, year, plainly=not topic)
    named = (*said.owners.lead, *said.owners.cooperating, *said.owners.units)
    return said if said.ends > _SHORTEST and any(map(is_office, named)) else None


def with_lines(passages: Sequence[Passage], text: str) -> list[Passage]:
    """The passages, where a line of owners goes with the paragraph right above it."""
    joined: list[Passage] = []
    for start, end, under in passages:
        line = text[start:end]
        if joined and (_is_line(line) or _says_when(text[joined[-1][0] : end], line)):
            first, last, above = joined[-1]
            beside = last <= start and not text[last:start].strip()
            if beside and above is under and _can_be_owned(text[first:last]):
                joined[-1] = (first, end, under)
                continue
        joined.append((start, end, under))
    return joined


def _is_line(text: str) -> bool:
    return bool(_OF_OWNERS.search(text)) and is_statement(text)


def _says_when(whole: str, line: str) -> bool:
    """Whether a line says when, right below one that says who: 承办单位：…, 办理时限：6月底."""
    if not _TO_FINISH.match(line):
        return False
    said = read_statement(whole, None, plainly=True)
    return bool(said.owners and said.deadline) and said.ends + len(line) < len(whole)


def _can_be_owned(text: str) -> bool:
    return len(text) > _SHORTEST and not is_statement(text)
