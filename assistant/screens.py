"""Tell without searching that a pattern cannot match: a text lacks the characters that it needs.

Of the hundreds of ways of asking, a question has the characters of few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]  # nothing public reads patterns
from typing import Any

Characters = frozenset[str]
_MOST = 64  # characters of a class; a text is likely to have one of more


class Screen:
    """Patterns in an order, by the characters that they need."""

    def __init__(self, patterns: Sequence[re.Pattern[str]]) -> None:
        self._always: set[int] = set()
        self._by_character: dict[str, set[int]] = {}
        for place, pattern in enumerate(patterns):
            characters = needed(pattern)
            if characters is None:
                self._always.add(place)
            for character in characters or ():
                self._by_character.setdefault(character, set()).add(place)

    def possible(self, text: str) -> list[int]:
        """The places of the patterns that a text may match, ascending."""
        having = (self._by_character.get(character, ()) for character in set(text))
        return sorted(self._always.union(*having))


def needed(pattern: re.Pattern[str]) -> Characters | None:
    """Characters of which every match has one; None where that cannot be told."""
    if pattern.flags & re.IGNORECASE:
        return None
    return _of_sequence(_parser.parse(pattern.pattern, pattern.flags))


def _of_sequence(parts: Iterable[tuple[Any, Any]]) -> Characters | None:
    """All parts are matched: the part that fewest characters can meet decides."""
    known = [own for part in parts if (own := _of_part(*part)) is not None]
    return min(known, key=len, default=None)


def _of_part(kind: Any, value: Any) -> Characters | None:
    if kind is _constants.LITERAL:
        return frozenset(chr(value))
    if kind is _constants.IN:
        return _of_class(value)
    if kind is _constants.SUBPATTERN:
        _, added, _, inner = value
        return None if added & re.IGNORECASE else _of_sequence(inner)
    if kind is _constants.BRANCH:
        return _of_any(value[1])
    if kind in {_constants.MAX_REPEAT, _constants.MIN_REPEAT}:
        least, _, repeated = value
        return _of_sequence(repeated) if least else None
    return None  # what only looks, or lets anything through


def _of_any(branches: Iterable[Any]) -> Characters | None:
    """One of the branches is matched."""
    every = [_of_sequence(branch) for branch in branches]
    known = [own for own in every if own is not None]
    return frozenset().union(*known) if len(known) == len(every) else None


def _of_class(members: Iterable[tuple[Any, Any]]) -> Characters | None:
    found: set[str] = set()
    for kind, value in members:
        if kind is _constants.LITERAL:
            found.add(chr(value))
        elif kind is _constants.RANGE and value[1] - value[0] < _MOST:
            found.update(map(chr, range(value[0], value[1] + 1)))
        else:
            return None
    return frozenset(found)
