"""Read pinyin typed in place of Chinese: yiye yizheng for 一业一证."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from ingest.sounds import known_syllables, syllables

# Words that questions are made of, for those who type a whole question so.
_ASKING = (
    *(
        "谁",
        "归谁管",
        "谁管",
        "谁牵头",
        "谁负责",
        "谁配合",
        "哪个处",
        "哪个部门",
        "哪些",
        "几项",
        "多少项",
    ),
    *(
        "牵头",
        "配合",
        "负责",
        "部门",
        "单位",
        "任务",
        "要点",
        "时间",
        "时间节点",
        "完成",
        "什么时候",
        "几月",
    ),
    *("有", "的", "由", "归", "是", "什么", "内容", "截止"),
)
_SPOKEN = {"shei": "谁", "sheiqiantou": "谁牵头", "na": "哪"}
_HAN = re.compile(r"[\u4e00-\u9fff]+")
_WHOLE = 10  # letters; a shorter run is more likely a foreign word than a sentence
_RUN = re.compile(r"[a-z]+(?:[ '’-]?[a-z]+)*", re.IGNORECASE)
_SHORTEST = 5
# swyyc: letters without a vowel, which are no syllables and hardly a foreign word.
_INITIALS = re.compile("[b-df-hj-np-tv-z]{3,8}", re.IGNORECASE)
_LONGEST_NAME = 8  # characters of an office whose initials somebody may type
_MOST_OFFICES = 2_000
_LATIN = re.compile("[a-z]+")
_LETTERS = re.compile("[A-Za-z\u3400-\u9fff]+")


def spelled(text: str) -> str:
    """The pinyin of a text without tones and spaces."""
    return "".join(syllables(text)).lower()


@lru_cache(maxsize=1)
def _asked() -> dict[str, str]:
    """The ways of asking that are no foreign word when they stand alone: qiantou, fuze."""
    return {spelled(word): word for word in _ASKING if len(spelled(word)) > _SHORTEST}


def is_spelling(letters: str) -> bool:
    """Whether small letters are syllables from end to end."""
    return _reached(letters, known_syllables()) == len(letters)


class PinyinReader:
    """Knows how the terms and names of one corpus are spelled."""

    def __init__(
        self,
        words: Iterable[str],
        everyday: Collection[str] = (),
        texts: Iterable[str] = (),
        offices: Iterable[str] = (),
    ) -> None:
        """`words` stand for themselves; the `everyday` ones and the short stretches of `texts`
        only where a whole run is of words; `offices` for the first letters of their syllables.
        """
        self._words = tuple(dict.fromkeys(words))
        self._offices = tuple(offices)
        self._initials = lru_cache(maxsize=1)(self._by_initials)
        self._everyday = everyday
        self._texts = texts
        self._parts = lru_cache(maxsize=1)(lambda: _parts(self._words))
        self._sentence_parts = lru_cache(maxsize=1)(
            lambda: _parts((*self._words, *self._everyday)) | set(_SPOKEN)
        )
        self._spelled = lru_cache(maxsize=1)(self._spell)
        self._sentence_words = lru_cache(maxsize=1)(self._spell_all)

    def _may_be_spelled(self, letters: str) -> bool:
        """Whether letters can be a known word or a sentence: those of deadline are neither.

        Spelling all words takes a dictionary of phrases, so that it is done for these alone.
        """
        if _reached(letters, self._parts()) >= _SHORTEST:
            return True
        whole = len(letters) >= _WHOLE
        return whole and _reached(letters, self._sentence_parts()) == len(letters)

    def _spell(self) -> dict[str, str]:
        return {spelled(word): word for word in self._words if len(word) >= 2}

    def _spell_all(self) -> dict[str, str]:
        """The words of whole sentences by spelling; of those that sound alike the likelier."""
        runs = [run for text in self._texts for run in _HAN.findall(text)]
        stretches = [
            run[at : at + length] for length in (4, 3, 2) for run in runs
            for at in range(len(run) - length + 1)
        ]  # fmt: skip
        likelier = (*_ASKING, *self._words, *self._everyday, *stretches)
        known = {spelled(word): word for word in reversed(dict.fromkeys(likelier)) if word}
        return known | _SPOKEN

    def _sentence(self, letters: str) -> str:
        """The fewest words that spell the letters from end to end, or nothing."""
        known = self._sentence_words()
        longest = max(map(len, known))
        best: list[tuple[int, tuple[str, ...]] | None] = [(0, ())]
        for end in range(1, len(letters) + 1):
            ways = [
                (before[0] + 1, (*before[1], known[letters[start:end]]))
                for start in range(max(0, end - longest), end)
                if (before := best[start]) is not None and letters[start:end] in known
            ]
            best.append(min(ways, key=lambda way: way[0]) if ways else None)
        found = best[-1]
        return "".join(found[1]) if found is not None else ""

    def _by_initials(self) -> dict[str, str]:
        """The offices that no other shares its initials with: swyyc, gwc."""
        named: dict[str, list[str]] = {}
        for name in self._offices if len(self._offices) <= _MOST_OFFICES else ():
            if len(name) <= _LONGEST_NAME and _HAN.fullmatch(name):
                named.setdefault("".join(s[:1] for s in syllables(name)).lower(), []).append(name)
        return {letters: names[0] for letters, names in named.items() if len(names) == 1}

    def read(self, text: str) -> str:
        """The text with every run of letters that spells a known word replaced by the word."""
        return _RUN.sub(self._replaced, text)

    def _replaced(self, match: re.Match[str]) -> str:
        run = match.group()
        letters = re.sub(r"[^a-z]", "", run.lower())
        whole = len(letters) > _SHORTEST and _reached(letters, known_syllables()) == len(letters)
        if whole and letters in _asked():  # spelling takes a dictionary: of syllables alone
            return _asked()[letters]
        if _INITIALS.fullmatch(run) and letters in self._initials():
            return self._initials()[letters]
        if len(letters) < _SHORTEST or not self._may_be_spelled(letters):
            return run
        known = self._spelled()
        if letters in known:
            return known[letters]
        if len(letters) >= _WHOLE and (sentence := self._sentence(letters)):
            return sentence
        for spelling in sorted(known, key=len, reverse=True):
            if len(spelling) >= _SHORTEST and letters.startswith(spelling):
                return f"{known[spelling]} {run[_length_of(run, len(spelling)) :]}".strip()
        return run


def _parts(words: Iterable[str]) -> frozenset[str]:
    """What letters alone spell of words: syllables, and the Latin letters that some have."""
    plain = (word.lower() for word in words if _LETTERS.fullmatch(word))
    return known_syllables() | {run for word in plain for run in _LATIN.findall(word)}


def _reached(letters: str, parts: frozenset[str]) -> int:
    """How many of the first letters are such parts, one after the other."""
    longest = max(map(len, parts))
    reached = [0]
    for end in range(1, len(letters) + 1):
        if any(letters[at:end] in parts for at in reached if end - at <= longest):
            reached.append(end)
    return reached[-1]


def _length_of(run: str, letters: int) -> int:
    """How much of a run holds so many letters."""
    seen = 0
    for place, character in enumerate(run):
        seen += character.isalpha()
        if seen == letters:
            return place + 1
    return len(run)
