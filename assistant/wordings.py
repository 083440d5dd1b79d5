"""Find the ways of asking that `wordings.toml` lists in a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.numerals import NUMERAL
from assistant.screens import Screen, Source
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("wordings.toml")

_LETTER = re.compile("[A-Za-z]")
_ESCAPED = re.compile(r"\\.")
_EMPTY_KINDS = ("filler", "meta")
_NO_TAGS = (*_EMPTY_KINDS, "talk")


@dataclass(frozen=True, slots=True)
class Tag:
    """A stretch of the question and what it was recognised as."""

    kind: str
    start: int
    end: int
    text: str
    value: Any = None
    weight: int = 0  # added to the length when two tags want the same place

    @property
    def strength(self) -> int:
        """How strongly the tag holds its place: longer beats shorter."""
        return self.end - self.start + self.weight


def _flatten(table: dict[str, Any], prefix: str = "") -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for name, value in table.items():
        if name == "patterns":
            kinds[prefix] = value
        else:
            kinds |= _flatten(value, f"{prefix}.{name}" if prefix else name)
    return kinds


@lru_cache(maxsize=1)
def sources() -> dict[str, tuple[Source, ...]]:
    """The patterns of each tag kind."""
    return {
        kind: tuple(_source(one.replace("{NUM}", NUMERAL)) for one in own)
        for kind, own in _flatten(read_tables(_FILE)).items()
    }


# Between two letters of one English word: the app of apply, the it of digital.
_WITHIN = "(?<=[A-Za-z])(?=[A-Za-z])"


def whole_words(source: str) -> str:
    """The pattern, no match of which begins or ends within an English word."""
    return f"(?!{_WITHIN})(?:{source})(?!{_WITHIN})"


def _source(source: str) -> Source:
    """The pattern; without letters that have cases it may look for its first character alone."""
    cased = _LETTER.search(_ESCAPED.sub("", source)) is not None
    return Source(whole_words(source) if cased else source, cased)


def wording_tags(text: str) -> list[Tag]:
    """Every match of every wording but the fillers, overlapping ones included."""
    named, screen = _screened(tuple(kind for kind in sources() if kind not in _NO_TAGS))
    return [
        Tag(kind, match.start(), match.end(), match.group())
        for kind, source in map(named.__getitem__, screen.possible(text))
        for match in source.pattern.finditer(text)
        if match.group()
    ]


def talks(text: str) -> bool:
    """Whether a text has words of talk beside a question."""
    named, screen = _screened(("talk",))
    return any(named[place][1].pattern.search(text) for place in screen.possible(text))


@lru_cache(maxsize=4)
def _screened(kinds: tuple[str, ...]) -> tuple[list[tuple[str, Source]], Screen]:
    """The patterns of some kinds with their kinds, and what tells which a text may match."""
    named = [(kind, source) for kind in kinds for source in sources()[kind]]
    name = "wordings" if len(kinds) > len(_NO_TAGS) else "-".join(kinds)
    return named, Screen([source for _, source in named], name)


def strongest(tags: list[Tag]) -> list[Tag]:
    """A non-overlapping choice of tags, the strongest first; in the order of the text."""
    taken: list[Tag] = []
    for tag in sorted(tags, key=lambda tag: (-tag.strength, tag.start)):
        if all(tag.end <= other.start or other.end <= tag.start for other in taken):
            taken.append(tag)
    return sorted(taken, key=lambda tag: tag.start)


def strip_words(text: str) -> str:
    """The text without words that carry nothing: fillers, and talk about the table itself."""
    return _stripped(text, _EMPTY_KINDS)


def strip_fillers(text: str) -> str:
    """The text without fillers alone."""
    return _stripped(text, ("filler",))


@lru_cache(maxsize=4096)
def _stripped(text: str, kinds: tuple[str, ...]) -> str:
    previous = None
    while previous != text:
        previous = text
        pieces = [_once_stripped(piece, kinds) for piece in text.split(" ")]
        text = " ".join(" ".join(pieces).split())
    return text


@lru_cache(maxsize=8192)
def _once_stripped(piece: str, kinds: tuple[str, ...]) -> str:
    named, screen = _screened(kinds)
    for place in screen.possible(piece):
        piece = named[place][1].pattern.sub(" ", piece)
    return piece
