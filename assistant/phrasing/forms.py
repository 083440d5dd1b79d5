"""A clause as words and signs, the forms that it may have, and what a form comes to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.phrasing.scene import Scene
from assistant.phrasing.signs import Word

ITEMS = "(?P<items>[iX&W]*[iX]W?)"


@dataclass(frozen=True, slots=True)
class Reading:
    """Whether a clause is so, and the scene after it."""

    so: bool
    scene: Scene


@dataclass(frozen=True, slots=True)
class Signs:
    """A clause as words, and as their signs."""

    words: Sequence[Word]
    text: str

    def match(self, *forms: str) -> Found | None:
        """The first form that the whole clause has."""
        for form in forms:
            if found := re.fullmatch(form, self.text):
                return Found(self.words, found)
        return None


@dataclass(frozen=True, slots=True)
class Found:
    """A form found in a clause."""

    words: Sequence[Word]
    match: re.Match[str]

    def part(self, group: str) -> Sequence[Word]:
        """The words of a part of the form; none where it has no such part."""
        if not self.match.groupdict().get(group):
            return ()
        return self.words[self.match.start(group) : self.match.end(group)]

    def __contains__(self, group: str) -> bool:
        return bool(self.match.groupdict().get(group))
