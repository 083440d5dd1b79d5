"""Join the answer of a list of questions to its question: 问：…？ and, below it, 答：…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ingest.outline import marker

if TYPE_CHECKING:
    from ingest.nodes import Node

_SECTION = ("section", "chapter", "part", "division")
_FEWEST = 2  # questions that make a list of them
Passage = tuple[int, int, "Node | None"]

_ASKED = re.compile(
    r"(?:[问Q]\s*[0-9一二三四五六七八九十]*\s*[：:.、])|[^\n]*[？?]\s*$", re.IGNORECASE
)
_ANSWERED = re.compile(r"[答A]\s*[0-9一二三四五六七八九十]*\s*[：:]", re.IGNORECASE)


def with_answers(passages: Sequence[Passage], text: str) -> list[Passage]:
    """The passages, where a question and the answer right below it are one.

    Neither says anything alone: the answer 可以 does not tell what one may do.
    """
    joined: list[Passage] = []
    answering = False
    for start, end, under in passages:
        first, last, above = joined[-1] if joined else (0, 0, None)
        beside = bool(joined) and above is under and not text[last:start].strip()
        if _ANSWERED.match(text, start, end):
            answering = beside and bool(_ASKED.match(text[first:last].strip()))
        else:  # a list that the answer ends with: …分别是：（1）…
            answering = beside and answering and marker(text[start:end]) is not None
        if answering:
            joined[-1] = (first, end, under)
        else:
            joined.append((start, end, under))
    return joined


def lists_in_answers(said: Sequence[str]) -> frozenset[int]:
    """Which paragraphs, by their place, are numbered within the answer to a question above them.

    答：分别是： and below it （1）…, （2）…, up to what is no part of that list.
    """
    asked = [bool(re.match("问", one)) and bool(_ASKED.match(one)) for one in said]
    if sum(asked) < _FEWEST:
        return frozenset()
    found: set[int] = set()
    answering = False
    for i, one in enumerate(said):
        number = marker(one)
        if _ANSWERED.match(one):
            answering = one.rstrip()[-1:] in {"：", ":"}
        elif answering and number and number.style not in _SECTION:
            found.add(i)
        else:
            answering = False
    return frozenset(found)
