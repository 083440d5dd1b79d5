"""Find many known words in a text, and the names that a word abridges, however many they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_HEAD = 2  # characters by which words are looked up: of one alone too many have each


class Words:
    """A set of words, found by looking up stretches of a text instead of trying each word.

    Of words that begin at one place the longest is found.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(word for word in words if word)
        lengths: dict[str, set[int]] = {}
        for word in self._words:
            lengths.setdefault(word[:_HEAD], set()).add(len(word))
        self._lengths = {head: sorted(own, reverse=True) for head, own in lengths.items()}
        firsts = "".join({re.escape(word[0]) for word in self._words})
        self._first = re.compile(f"[{firsts}]" if firsts else "(?!)")

    def everywhere(self, text: str) -> list[tuple[int, str]]:
        """Where each word begins, and the word; they may overlap."""
        return [(at, word) for at in range(len(text)) if (word := self._at(text, at))]

    def apart(self, text: str) -> list[tuple[int, str]]:
        """The same from left to right, each beginning after the one before has ended."""
        found = []
        end = 0
        for first in self._first.finditer(text):
            at = first.start()
            if at >= end and (word := self._at(text, at)):
                found.append((at, word))
                end = at + len(word)
        return found

    def _at(self, text: str, start: int) -> str:
        head = text[start : start + _HEAD]
        for length in self._lengths.get(head, ()):
            word = text[start : start + length]
            if word in self._words:
                return word
        return head[0] if head[0] in self._words else ""


class Names:
    """Names in an order, found by their characters."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._with: dict[str, set[int]] = {}
        for place, name in enumerate(names):
            for character in name:
                self._with.setdefault(character, set()).add(place)

    def having(self, characters: str) -> Sequence[int]:
        """The places of the names that have all of some characters, ascending."""
        having = sorted((self._with.get(c, set()) for c in set(characters)), key=len)
        if not having:
            return range(len(self._names))
        return sorted(having[0].intersection(*having[1:]))

    def abridged(self, word: str) -> list[int]:
        """The places of the names that become a word by leaving characters out, ascending."""
        return [at for at in self.having(word) if _abridges(word, self._names[at])]


def _abridges(word: str, name: str) -> bool:
    rest = iter(name)
    return all(character in rest for character in word)
