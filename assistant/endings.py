"""Match the short, long, homophone and misspelt forms of the names that share an ending."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import chain

from rapidfuzz import fuzz, process

from ingest.sounds import may_sound_alike, readings, syllables

_SIMILAR = 82.0  # per cent
_SHORTEST_SOUNDING = 3
_JOINS = set("和跟与及同")
_SHORTEST_MISSPELT = 4


@lru_cache(maxsize=4096)
def _sound(text: str) -> tuple[str, ...]:
    return tuple(syllables(text))


def _is_subsequence(short: str, long: str) -> bool:
    rest = iter(long)
    return all(character in rest for character in short)


class Ending:
    """The names of one ending, by what a form of them begins with, holds or sounds like.

    `named` are names with their cores, in the order of the corpus; so are all results.
    """

    def __init__(self, suffix: str, named: Sequence[tuple[str, str]]) -> None:
        self._suffix = suffix
        self._names = [name for name, _ in named]
        self._cores = [core for _, core in named]
        self._holding: dict[str, set[int]] = defaultdict(set)
        self._beginning: dict[str, list[int]] = defaultdict(list)
        for place, core in enumerate(self._cores):
            for character in core:
                self._holding[character].add(place)
            self._beginning[core.removesuffix(suffix)[:1]].append(place)

    def shortened(self, word: str) -> list[str]:
        """Names that are the word with characters put in: 规划处 for 规划发展处."""
        stem = word.removesuffix(self._suffix)
        holding = [self._holding.get(character, set()) for character in set(word)]
        return [
            self._names[place]
            for place in sorted(set.intersection(*holding))
            if word != (core := self._cores[place])
            and _is_subsequence(word, core)
            and (len(stem) >= 2 or (len(stem) == 1 and word[0] == core[0]))
        ]

    def lengthened(self, word: str) -> list[str]:
        """Names that are the word with characters left out behind the first."""
        stem = word.removesuffix(self._suffix)
        fitting = []
        for place in self._beginning.get(stem[:1], ()):
            core = self._cores[place].removesuffix(self._suffix)
            if _JOINS & set(stem) - set(core):
                continue  # 疾控跟妇保中心: two of them
            if len(core) >= 2 and len(stem) <= 3 * len(core) and _is_subsequence(core, stem):
                fitting.append(self._names[place])
        return fitting

    def sounding(self, word: str) -> list[str]:
        """Names that sound like the word."""
        if len(word) < _SHORTEST_SOUNDING:
            return []
        heard = (self._heard.get((len(word), reading), ()) for reading in readings(word[0]))
        near = [p for p in sorted({*chain(*heard)}) if may_sound_alike(word, self._cores[p])]
        return [self._names[place] for place in near if _sound(self._cores[place]) == _sound(word)]

    def misspelt(self, word: str) -> list[str]:
        """Names that differ from the word in little."""
        if len(word) < _SHORTEST_MISSPELT:
            return []
        near = process.extract(
            word, self._cores, scorer=fuzz.ratio, score_cutoff=_SIMILAR, limit=None
        )
        return [
            self._names[place]
            for place in sorted(place for _, _, place in near)
            if len(self._cores[place]) >= _SHORTEST_MISSPELT
        ]

    @cached_property
    def _heard(self) -> dict[tuple[int, str], list[int]]:
        """The names by their length and what their first character may be read as."""
        heard: dict[tuple[int, str], list[int]] = defaultdict(list)
        for place, core in enumerate(self._cores):
            for reading in readings(core[0]) if core else ():
                heard[len(core), reading].append(place)
        return dict(heard)
