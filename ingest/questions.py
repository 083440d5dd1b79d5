"""Join the answer of a list of questions to its question: 问：…？ and, below it, 答：…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.nodes import Node

Passage = tuple[int, int, Node | None]

_ASKED = re.compile(
    r"(?:[问Q]\s*[0-9一二三四五六七八九十]*\s*[：:.、])|[^\n]*[？?]\s*$", re.IGNORECASE
)
_ANSWERED = re.compile(r"[答A]\s*[0-9一二三四五六七八九十]*\s*[：:]", re.IGNORECASE)


def with_answers(passages: Sequence[Passage], text: str) -> list[Passage]:
    """The passages, where a question and the answer right below it are one.

    Neither says anything alone: the answer 可以 does not tell what one may do.
    """
    joined: list[Passage] = []
    for start, end, under in passages:
        if joined and _ANSWERED.match(text, start, end):
            first, last, above = joined[-1]
            beside = last <= start and not text[last:start].strip()
            if beside and above is under and _ASKED.match(text[first:last].strip()):
                joined[-1] = (first, end, under)
                continue
        joined.append((start, end, under))
    return joined
