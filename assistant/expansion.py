"""Widen a topic with words that documents may use for it, from a lexicon of lay words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.words import Words
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("synonyms.toml")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For each word, the words that may stand in its place.

    `hints` are the lay terms of the one-way hints, with the formal words that each may mean.
    """

    others: dict[str, tuple[str, ...]]
    words: Words
    hints: dict[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of `synonyms.toml`: groups of equals, and one-way hints."""
    data = read_tables(_FILE)
    others: dict[str, list[str]] = {}
    for group in data["group"]:
        for word in group["words"]:
            others.setdefault(word.lower(), []).extend(w for w in group["words"] if w != word)
    for entry in data["broader"]:
        others.setdefault(entry["term"].lower(), []).extend(entry["implies"])
    known = {word: tuple(dict.fromkeys(own)) for word, own in others.items()}
    hints = {entry["term"]: tuple(entry["implies"]) for entry in data["broader"]}
    return Lexicon(known, Words(known), hints)


@lru_cache(maxsize=1024)
def synonyms_in(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each known word of a text, longest match first, with the words that may replace it."""
    known = lexicon()
    # A character's small form may be two characters; then it stands for itself.
    small = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return tuple(
        (text[at : at + len(word)], known.others[word]) for at, word in known.words.apart(small)
    )


def expanded(text: str, limit: int = 8) -> str:
    """The text followed by up to `limit` replacements for each known word of it."""
    added = [word for _, others in synonyms_in(text) for word in others[:limit]]
    return " ".join([text, *dict.fromkeys(added)])
