"""Tell without searching that a pattern cannot match: a text lacks the characters that it needs.

Of the hundreds of ways of asking, a question has the characters of few.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from re import _constants, _parser  # type: ignore[attr-defined]  # nothing public reads patterns
from typing import Any

from ingest.derived import derived

Characters = frozenset[str]
# What matches a letter where case is of no account, beside its own two forms.
_TAKEN_FOR = {"i": "İı", "k": "\u212a", "s": "ſ"}
_MOST = 64  # characters of a class; a text is likely to have one of more


@dataclass(frozen=True, slots=True)
class Source:
    """A pattern that is compiled when it is first wanted: of a thousand, a question wants few."""

    text: str
    any_case: bool = False

    @property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled."""
        return _compiled(self.text, self.flags)

    @property
    def flags(self) -> int:
        """What it is compiled with."""
        return re.IGNORECASE if self.any_case else 0


@cache
def _compiled(text: str, flags: int) -> re.Pattern[str]:
    return re.compile(text, flags)


_SCREENED: set[Source] = set()  # those of every screen made so far


def compile_all() -> None:
    """Compile what only some questions want, so that none of them waits for it."""
    for source in _SCREENED:
        _compiled(source.text, source.flags)


class Screen:
    """Patterns in an order, by the characters that they need; kept under a name of its own."""

    def __init__(self, sources: Sequence[Source], name: str) -> None:
        self._always: set[int] = set()
        self._by_character: dict[str, set[int]] = {}
        self._also: list[Sequence[Characters]] = []
        _SCREENED.update(sources)
        for place, own in enumerate(_needs(sources, name)):
            wanted = sorted(map(frozenset, own), key=len)
            self._also.append(wanted[1:])
            if not wanted:
                self._always.add(place)
            for character in chain(*wanted[:1]):
                self._by_character.setdefault(character, set()).add(place)

    def possible(self, text: str) -> list[int]:
        """The places of the patterns that a text may match, ascending."""
        characters = set(text)
        having = (self._by_character.get(character, ()) for character in characters)
        lacks = characters.isdisjoint
        return [
            place
            for place in sorted(self._always.union(*having))
            if not any(map(lacks, self._also[place]))
        ]


def _needs(sources: Sequence[Source], name: str) -> list[list[str]]:
    """What each pattern needs, each set of characters as a word."""
    own = Path(__file__).stat().st_mtime_ns
    key = sha256(repr((own, sys.version, sources)).encode()).hexdigest()

    def read() -> list[list[str]]:
        return [["".join(sorted(own)) for own in needed(source)] for source in sources]

    found: list[list[str]] = derived(f"screen-{name}", key, read)
    return found


def needed(source: Source) -> list[Characters]:
    """Sets of characters, of each of which every match has one; none where that cannot be told."""
    found = _Reader(source.any_case).of_sequence(_parser.parse(source.text, source.flags))
    return list(dict.fromkeys(found))


class _Reader:
    """Reads what the parts of a pattern need."""

    def __init__(self, any_case: bool) -> None:
        self._any_case = any_case

    def of_sequence(self, parts: Iterable[tuple[Any, Any]]) -> list[Characters]:
        """All parts are matched."""
        return [own for part in parts for own in self._of_part(*part)]

    def _of_part(self, kind: Any, value: Any) -> list[Characters]:
        if kind is _constants.LITERAL:
            return [self._forms(chr(value))]
        if kind is _constants.IN:
            return self._of_class(value)
        if kind is _constants.SUBPATTERN:
            _, added, _, inner = value
            return [] if added & re.IGNORECASE else self.of_sequence(inner)
        if kind is _constants.BRANCH:
            return self._of_any(value[1])
        if kind in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}:
            least, _, repeated = value
            return self.of_sequence(repeated) if least else []
        return []  # what only looks, or lets anything through

    def _of_any(self, branches: Iterable[Any]) -> list[Characters]:
        """One of the branches is matched: of each, what fewest characters can meet."""
        every = [min(self.of_sequence(branch), key=len, default=None) for branch in branches]
        known = [own for own in every if own is not None]
        return [frozenset().union(*known)] if len(known) == len(every) else []

    def _of_class(self, members: Iterable[tuple[Any, Any]]) -> list[Characters]:
        found: set[str] = set()
        for kind, value in members:
            if kind is _constants.LITERAL:
                found |= self._forms(chr(value))
            elif kind is _constants.RANGE and value[1] - value[0] < _MOST:
                found.update(*map(self._forms, map(chr, range(value[0], value[1] + 1))))
            else:
                return []
        return [frozenset(found)]

    def _forms(self, character: str) -> Characters:
        """A character as a text may have it."""
        if not self._any_case:
            return frozenset(character)
        small = character.lower()
        return frozenset({character, small, character.upper(), *_TAKEN_FOR.get(small, "")})
