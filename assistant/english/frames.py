"""Rewrite how English asks into how Chinese asks, by the frames of `frames.toml`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.derived import read_tables

_FILE = Path(__file__).with_name("frames.toml")
_NAMED = re.compile(r"\{([A-Z]+)\}")
_SLOT = re.compile(r"\{([a-z])\}")
_WORDS = "[^，。；？！]+?"  # any words of one clause, as few as do
_OF_TWICE = re.compile("的(?= *的)")
_OF_NOTHING = re.compile("^ *的(?=牵头|配合|委属|时间)")


@dataclass(frozen=True, slots=True)
class Frame:
    """A way of asking: what it looks like, and the Chinese that takes its place."""

    ask: re.Pattern[str]
    say: str
    numbers: dict[str, str]

    def over(self, text: str) -> str:
        """The text with every stretch that the frame fits put into Chinese."""
        return self.ask.sub(self._said, text)

    def _said(self, match: re.Match[str]) -> str:
        slots = match.groupdict()
        return _SLOT.sub(lambda slot: self._filled(slots.get(slot[1]) or ""), self.say)

    def _filled(self, words: str) -> str:
        return self.numbers.get(words.lower(), words).strip()


def data() -> dict[str, Any]:
    """The tables of `frames.toml`."""
    return read_tables(_FILE)


@lru_cache(maxsize=1)
def frames() -> tuple[Frame, ...]:
    """The frames in the order in which they are tried."""
    tables = data()
    numbers = {word: str(value) for word, value in (tables["numbers"] | tables["ordinals"]).items()}
    sets = {
        **tables["sets"],
        "X": _WORDS,
        "NUMBER": f"(?:[0-9]+|{'|'.join(tables['numbers'])})",
        "ORDINAL": f"(?:{'|'.join(tables['ordinals'])})",
    }
    return tuple(Frame(_compiled(row["ask"], sets), row["say"], numbers) for row in tables["frame"])


def _compiled(source: str, sets: dict[str, str]) -> re.Pattern[str]:
    """The pattern with its sets filled in; at its ends it cuts no English word."""
    while _NAMED.search(source):
        source = _NAMED.sub(lambda name: sets[name[1]], source)
    return re.compile(rf"(?<![A-Za-z])(?:{source})(?![A-Za-z])", re.IGNORECASE)


def framed(clause: str) -> str:
    """One clause with its ways of asking in Chinese; other words are left as they are."""
    for frame in frames():
        clause = " ".join(frame.over(clause).split())
    return _OF_NOTHING.sub("", _OF_TWICE.sub("", clause))
