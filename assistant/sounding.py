"""Put right what was typed by sound in words of the items themselves: 工平竟争审察.

Dearer than `homophones`, which knows names and terms alone; asked where nothing else was found.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.homophones import everyday_words, sounds

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST = 8  # characters of a stretch that is compared
_PAIR = 2


class Sounding:
    """Knows how every stretch of some texts sounds."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        self._stretches = lru_cache(maxsize=1)(self._by_sound)

    def _by_sound(self) -> dict[tuple[str, ...], str]:
        known: dict[tuple[str, ...], str] = {}
        for run in itertools.chain.from_iterable(map(_HAN.findall, self._texts)):
            heard = sounds(run)
            for start in range(len(run)):
                for end in range(start + _PAIR, min(start + _LONGEST, len(run)) + 1):
                    known.setdefault(heard[start:end], run[start:end])
        return known

    def corrected(self, text: str) -> str:
        """The text with each stretch that sounds like one of an item, but is none, put right."""
        return _HAN.sub(lambda match: self._run(match.group()), text)

    def _run(self, run: str) -> str:
        known = self._stretches()
        heard, characters = sounds(run), list(run)
        free = [True] * len(run)
        for length in range(min(_LONGEST, len(run)), _PAIR - 1, -1):
            for start in range(len(run) - length + 1):
                place = slice(start, start + length)
                meant = known.get(heard[place])
                if meant is None or not all(free[place]):
                    continue
                if meant != run[place] and not _may_be_meant(run[place], meant):
                    continue
                characters[place] = meant
                free[place] = [False] * length
        return "".join(characters)


def _may_be_meant(written: str, meant: str) -> bool:
    """Whether a word is likelier a slip than itself; a pair must be no word and keep a half."""
    if len(written) > _PAIR:
        return True
    halves = any(a == b for a, b in zip(written, meant, strict=True))
    return halves and written not in everyday_words()
