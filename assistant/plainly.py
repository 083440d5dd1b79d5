"""Say a question in plain words where it is like a known way of asking."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np

from assistant.draft import Draft
from assistant.going_on import ALL, ITEM, LIST, TALK, Plain, fitted
from assistant.normalise import normalise
from assistant.query import Act, Noun, Query
from assistant.stand_ins import Disguise, Likeness
from assistant.turns import Context
from assistant.vocabulary import Vocabulary
from assistant.ways import Meant, plain_words, ways_for
from index import Index

_LONGEST = 60  # characters
_COUNTED = 0.5  # how likely it must be that a number is asked for
# How likely a way must be where words of a question were not understood, where all were but
# loosely, and where all were.
_LIKELY, _LOOSELY, LIKELIER = 0.45, 0.5, 0.9
_HOW_MANY = re.compile("多少|几[个项条家]|几(?:大)?(?:部分|块|类|组|章|点)")
_OF_TASKS = re.compile("(?<=任务)有哪些(?=？)|有哪些(?=任务)")
_EVERY = re.compile("全部|所有|整张|整个|整份|全表|总共|一共")
_LETTER = re.compile(r"\{(\w+)\}")
_TURNED = ".reversed"
_MARKS = str.maketrans("", "", "《》“”")


class Plainly:
    """Knows the names of one corpus and the ways of asking."""

    def __init__(
        self, index: Index, vocabulary: Vocabulary, disguise: Callable[[], Disguise]
    ) -> None:
        self._index = index
        self._disguise = disguise

    def begin(self, question: str, read: Query) -> None:
        """Embed on another core what `said` will compare."""
        text = self._disguise().without_documents(normalise(question), read.doc_ids)
        if len(text) <= _LONGEST:
            self._index.begin_all([self._disguise().likeness(text).text])

    def said(self, question: str, read: Query, context: Context | None) -> Plain | None:
        """The question in plain words, or None where it is like no known way.

        `read` is how it was understood; `context` is what a conversation that goes on is about.
        """
        text = self._disguise().without_documents(normalise(question), read.doc_ids)
        ways = None if len(text) > _LONGEST else ways_for(self._index.manifest.embedder_revision)
        if ways is None:
            return None
        like = self._disguise().likeness(text)
        kinds = (ALL,) if context is None else (ALL, ITEM, LIST, TALK)
        allowed = np.array([not name or name.startswith(kinds) for name in ways.names])
        meant = ways.meant(like.text, self._index.embed(like.text), allowed)
        if context is not None:
            meant = replace(meant, way=fitted(meant.way, context, follows=read.follows))
        words = _in_words(meant, like, counts=read.counts) if meant.way else ""
        if words and meant.way.startswith(ALL):
            words = f"{self._disguise().document_of(read.doc_ids)}{words}"
        return Plain(words, meant.way, meant.likely) if words else None


def tells(draft: Draft) -> bool:
    """Whether an answer tells of any item, or a number of something."""
    told = draft.count or any(statement.items for statement in draft.statements)
    return not draft.refused and bool(told)


def likely_enough(read: Query, draft: Draft) -> float:
    """How likely a way of asking must be to stand for what was read and found."""
    if draft.refused or read.topic:
        return _LIKELY
    if read.act is Act.COMPARE or len(_HOW_MANY.findall(read.text)) > 1:
        return LIKELIER  # 多少条任务，归成多少个大项: plain words would answer one of them
    # 牵头栏里光有公卫处的: a role and a department were read, and not how they go together.
    loose = read.roles and any(not binding.stated for binding in read.bindings)
    # 有人搭手的共多少条, 牵头的有好几家的: nothing was read that would narrow the items.
    narrowed = read.constrained or read.tallies or read.asks_who
    of_items = read.act in {Act.LIST, Act.COUNT} and read.noun in {Noun.ITEM, Noun.TASK}
    unbounded = of_items and not narrowed and not _EVERY.search(read.text)
    return _LOOSELY if loose or unbounded or not tells(draft) else LIKELIER


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
        words = words.replace(f"{{{letter}}}", own.pop(0).translate(_MARKS))
    if any(named.values()):
        return ""
    if way.startswith(ALL) and (counts or meant.counts > _COUNTED):
        words = _OF_TASKS.sub("有几项", words).replace("有哪些", "有几个")
        words = words.replace("最多？", "最多，有几项？")
    return words
