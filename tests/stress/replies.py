"""Replies in the manner of language models, to real questions about the shipped documents.

`replies.txt` has a question after #, then lines of one reply that is true after +, and lines that
each hold something false after -. Numbers in brackets are those of the evidence that the
program's own answer gives a model.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WRITTEN = Path(__file__).with_name("replies.txt")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said to a question; a false one has no more than one false statement."""

    question: str
    text: str
    true: bool


def replies() -> list[Reply]:
    """All of them."""
    return list(_read(WRITTEN.read_text(encoding="utf-8").splitlines()))


def _read(lines: list[str]) -> Iterator[Reply]:
    question, said = "", list[str]()
    for line in [*lines, "# "]:
        mark, text = line[0], line[2:]
        if mark == "+":
            said.append(text)
            continue
        if said:
            yield Reply(question, "\n".join(said), true=True)
            said = []
        if mark == "-":
            yield Reply(question, text, true=False)
        else:
            question = text
