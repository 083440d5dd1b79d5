"""Say a question in plain words where it is like a known way of asking."""

from __future__ import annotations

import re
from functools import cached_property

import numpy as np

from assistant.normalise import normalise
from assistant.query import Query
from assistant.stand_ins import Disguise, Likeness
from assistant.vocabulary import Vocabulary
from assistant.ways import Meant, Ways, plain_words, ways_for
from index import Index

# How likely a way must be where words of a question were not understood, and where all were.
_LIKELY, _LIKELIER = 0.45, 0.9
_LONGEST = 60  # characters
_COUNTED = 0.5  # how likely it must be that a number is asked for
_COUNTED_AS = (("任务有哪些", "任务有几项"), ("有哪些", "有几个"), ("最多？", "最多，有几项？"))
_LETTER = re.compile(r"\{(\w+)\}")
_ALL, _OF_EARLIER = "all.", ("item.", "list.", "talk.")
_TURNED = ".reversed"


class Plainly:
    """Knows the names of one corpus and the ways of asking."""

    def __init__(self, index: Index, vocabulary: Vocabulary) -> None:
        self._index = index
        self._vocabulary = vocabulary

    @cached_property
    def _disguise(self) -> Disguise:
        return Disguise(self._vocabulary)

    def said(self, question: str, read: Query, *, after: bool, understood: bool) -> str:
        """The question in plain words, or nothing where it is like no known way.

        `read` is how it was read, `understood` whether something in it says that this is so;
        `after` says that a conversation goes on.
        """
        text = normalise(question)
        ways = None if len(text) > _LONGEST else ways_for(self._index.manifest.embedder_revision)
        if ways is None:
            return ""
        like = self._disguise.likeness(text)
        meant = self._meant(ways, like, after=after)
        if not meant.way or meant.likely < _least(read, understood):
            return ""
        return _in_words(meant, like, counts=read.counts)

    def _meant(self, ways: Ways, like: Likeness, *, after: bool) -> Meant:
        kinds = (_ALL, *_OF_EARLIER) if after else (_ALL,)
        allowed = np.array([not name or name.startswith(kinds) for name in ways.names])
        return ways.meant(like.text, self._index.embed(like.text), allowed)


def _least(read: Query, understood: bool) -> float:
    """How likely a way of asking must be to stand for what was understood."""
    return _LIKELIER if understood and not read.topic else _LIKELY


def _in_words(meant: Meant, like: Likeness, *, counts: bool) -> str:
    """The plain words of a way with what a question names; nothing where that does not fit."""
    way = meant.way.removesuffix(_TURNED)
    words = plain_words()[way]
    turned = -1 if meant.way.endswith(_TURNED) else 1
    named = {letter: list(said[::turned]) for letter, said in like.named.items()}
    for letter in dict.fromkeys(_LETTER.findall(words)):
        own = named.get(letter.rstrip("2"))
        if not own:
            return ""
        words = words.replace(f"{{{letter}}}", own.pop(0))
    if any(named.values()):
        return ""
    if way.startswith(_ALL) and (counts or meant.counts > _COUNTED):
        for listed, counted in _COUNTED_AS:
            words = words.replace(listed, counted)
    return words
