"""Widen a topic with words that documents may use for it, from a lexicon of lay words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("synonyms.toml")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For each word, the words that may stand in its place."""

    others: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon of `synonyms.toml`: groups of equals, and one-way hints."""
    data = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    others: dict[str, list[str]] = {}
    for group in data["group"]:
        for word in group["words"]:
            others.setdefault(word.lower(), []).extend(w for w in group["words"] if w != word)
    for entry in data["broader"]:
        others.setdefault(entry["term"].lower(), []).extend(entry["implies"])
    words = sorted(others, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    return Lexicon({word: tuple(dict.fromkeys(o)) for word, o in others.items()}, pattern)


def synonyms_in(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Each known word of a text, longest match first, with the words that may replace it."""
    known = lexicon()
    return [(m.group(), known.others[m.group().lower()]) for m in known.pattern.finditer(text)]


def expanded(text: str, limit: int = 8) -> str:
    """The text followed by up to `limit` replacements for each known word of it."""
    added = [word for _, others in synonyms_in(text) for word in others[:limit]]
    return " ".join([text, *dict.fromkeys(added)])
