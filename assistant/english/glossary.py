"""Look up English words and phrases of government in `words.toml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from Stemmer import Stemmer

from ingest.derived import read_tables

_FILE = Path(__file__).with_name("words.toml")
_WORD = re.compile("[a-z0-9]+")
_OWN = re.compile("['’]s?(?![a-z])")  # of the possessive: citizen's, citizens'


@lru_cache(maxsize=4096)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in small letters; a hyphen parts two of them."""
    return tuple(_WORD.findall(_OWN.sub("", text.lower())))


@lru_cache(maxsize=4096)
def _stems(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(Stemmer("english").stemWords(list(words)))


@dataclass(frozen=True, slots=True)
class Glossary:
    """Chinese words by English phrases: as they are spelled, and by the stems of their words."""

    spelled: dict[tuple[str, ...], tuple[str, ...]]
    stemmed: dict[tuple[str, ...], tuple[str, ...]]
    longest: int
    punctuated: tuple[str, ...]  # phrases with a comma, which else parts clauses

    def meaning(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """What Chinese says for a phrase, the usual word first; nothing for an unknown one."""
        return self.spelled.get(words) or self.stemmed.get(_stems(words), ())

    def cut(self, words: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
        """The words in phrases, the longest that are known first to last, with what they mean."""
        at = 0
        while at < len(words):
            longest = min(self.longest, len(words) - at)
            for length in range(longest, 0, -1):
                phrase = tuple(words[at : at + length])
                meaning = self.meaning(phrase)
                if meaning or length == 1:
                    yield phrase, meaning
                    at += length
                    break


@lru_cache(maxsize=1)
def glossary() -> Glossary:
    """The glossary of `words.toml`; of phrases that share their stems the first counts."""
    tables = read_tables(_FILE)
    rows = [row for table in tables.values() for row in table.items()]
    spelled = {words_of(phrase): tuple(meaning.split()) for phrase, meaning in rows}
    stemmed: dict[tuple[str, ...], tuple[str, ...]] = {}
    for words, meaning in spelled.items():
        stemmed.setdefault(_stems(words), meaning)
    punctuated = tuple(phrase for phrase, _ in rows if "," in phrase)
    return Glossary(spelled, stemmed, max(map(len, spelled)), punctuated)
