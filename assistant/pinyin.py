"""Read pinyin typed in place of Chinese: yiye yizheng for 一业一证."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_RUN = re.compile(r"[a-z]+(?:[ '’-]?[a-z]+)*", re.IGNORECASE)
_SHORTEST = 5


def spelled(text: str) -> str:
    """The pinyin of a text without tones and spaces."""
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(text)).lower()


class PinyinReader:
    """Knows how the terms and names of one corpus are spelled."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._spelled = lru_cache(maxsize=1)(self._spell)

    def _spell(self) -> dict[str, str]:
        return {spelled(word): word for word in self._words if len(word) >= 2}

    def read(self, text: str) -> str:
        """The text with every run of letters that spells a known word replaced by the word."""
        return _RUN.sub(self._replaced, text)

    def _replaced(self, match: re.Match[str]) -> str:
        run = match.group()
        letters = re.sub(r"[^a-z]", "", run.lower())
        if len(letters) < _SHORTEST:
            return run
        known = self._spelled()
        if letters in known:
            return known[letters]
        for spelling in sorted(known, key=len, reverse=True):
            if len(spelling) >= _SHORTEST and letters.startswith(spelling):
                return f"{known[spelling]} {run[_length_of(run, len(spelling)) :]}".strip()
        return run


def _length_of(run: str, letters: int) -> int:
    """How much of a run holds so many letters."""
    seen = 0
    for place, character in enumerate(run):
        seen += character.isalpha()
        if seen == letters:
            return place + 1
    return len(run)
