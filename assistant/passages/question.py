"""Understand a question over loose passages: what kind of fact it asks for, and about what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from assistant.expansion import lexicon
from assistant.normalise import normalise
from assistant.passages.frames import Frame, frames
from assistant.passages.language import Word, words
from assistant.passages.relations import Mention, mentions, relations, same_relation
from assistant.passages.spelling import spelled
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("asking.toml")
_NAMES = {"PER", "LOC", "ORG", "nw", "nz"}
_CONTENT = _NAMES | {"TIME", "n", "s", "v", "vn", "vd", "a", "an", "ad", "m", "f", "t"}
# Verbs and nouns that nearly every question has and that tell passages apart badly.
_EMPTY = {
    *("是", "有", "为", "在", "到", "由", "被", "叫", "会", "能", "要", "可以", "请问", "具体"),
    *("一共", "总共", "共", "分别", "最终", "什么", "中", "里", "上", "时"),
    # What a place or time in force says: whoever speaks of another place is told apart by that.
    *("全国", "我国", "全年"),
}
_TIME_WITH_DIGITS = re.compile("[0-9]+年|[0-9]{4}$")
_TITLE = re.compile("《([^》]+)》")
_FOCUS_REACH = 2  # words on either side of the asking words


class Kind(StrEnum):
    """The kind of fact that answers."""

    TIME = "time"
    SCORE = "score"
    ORDER = "order"
    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    TITLE = "title"
    GROUP = "group"
    NAME = "name"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that the question is about."""

    text: str  # as compared: letters, digits and Chinese characters, lower-cased
    name: bool  # a proper name, a title, or a word with digits
    title: bool  # a name that has to be there as it is: 三体, SU7
    focus: bool  # beside the asking words
    others: tuple[str, ...]  # words that may stand for it


@dataclass(frozen=True, slots=True)
class Question:
    """A question as this package reads it."""

    text: str
    kind: Kind
    asked: str  # the asking words: 哪一年, 多少
    unit: str  # what follows 多少: 公里
    terms: tuple[Term, ...]
    frames: tuple[Frame, ...]
    mentions: tuple[Mention, ...]  # the relations that it names
    head: str  # the noun beside the asking words: 吉祥物

    @property
    def relations(self) -> frozenset[int]:
        """All relations that it names."""
        return frozenset().union(*(mention.relations for mention in self.mentions))


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    data = read_tables(_FILE)
    return tuple((Kind(k["name"]), re.compile("|".join(k["patterns"]))) for k in data["kind"])


@lru_cache(maxsize=1)
def _bare() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = read_tables(_FILE)
    return tuple((one["name"], re.compile(one["pattern"])) for one in data["bare"])


def read_question(query: str) -> Question:
    """Kind, unit, terms and numbers of a question, in any spelling that `normalise` knows."""
    text = re.sub("[？?。！!]+$", "", normalise(query))
    kind, start, end = _asking(text)
    cut = _without_empty(words(text), start, end)
    unit = _unit(text[end:]) if kind is Kind.NUMBER else ""
    titles = " ".join(_TITLE.findall(text))
    terms = tuple(_terms(cut, start, end, titles))
    named = mentions(text)
    if start == end:
        kind = _kind_of(text, named)
    head = _head(cut, start, end, beside=not named)
    return Question(text, kind, text[start:end], unit, terms, frames(text), named, head)


def _head(cut: list[Word], start: int, end: int, *, beside: bool) -> str:
    """What is counted (多少名乘客), or the last noun before the asking words, or one after.

    `beside` is whether any word beside the asking words will do: 首飞是在哪一年.
    """
    counted = [word for word in cut if end <= word.start <= end + 2]
    before = [word for word in cut if word.end <= start]
    if beside and not counted and before:
        return before[-1].text
    nouns = [w.text for w in (*counted, *reversed(before), *cut) if w.kind in {"n", "vn", "an"}]
    return next((noun for noun in nouns if len(noun) > 1), "")


def _kind_of(text: str, named: tuple[Mention, ...]) -> Kind:
    """The kind of fact that a question without asking words names: 2019年法网男单冠军."""
    every = relations()
    last = [mention for mention in named if mention.end == len(text)]
    kinds = [every[index].kind for one in last for index in sorted(one.relations)]
    ends = (kind for kind, pattern in _bare() if pattern.search(text))
    return Kind(next(filter(None, (*kinds, *ends)), Kind.OTHER))


def _asking(text: str) -> tuple[Kind, int, int]:
    for kind, pattern in _kinds():
        found = list(pattern.finditer(text))
        if found:
            return kind, found[-1].start(), found[-1].end()
    return Kind.OTHER, len(text), len(text)


def _unit(after: str) -> str:
    unit = re.match(r"(?:个)?(百分点|[A-Za-z%]+|[\u4e00-\u9fff]{1,3})", after)
    return unit.group() if unit else ""


def _without_empty(found: tuple[Word, ...], start: int, end: int) -> list[Word]:
    """Words with content beside the asking words; a single character joins its neighbour.

    A noun of one character ends the word before it (体育+奖), any other begins the next (总+导演).
    """
    kept: list[Word] = []
    pending: Word | None = None
    for word in _clipped(found, start, end):
        before = kept[-1] if kept else None
        if pending and pending.end == word.start:
            word = Word(pending.text + word.text, word.kind, pending.start)
        pending = None
        if len(word.text) > 1:
            kept.append(word)
        elif word.kind not in {"n", "nz", "ORG", "LOC"}:
            pending = word
        elif before and before.end == word.start and before.kind != "TIME":
            kept[-1] = Word(before.text + word.text, before.kind, before.start)
        else:
            kept.append(word)
    return kept + ([pending] if pending else [])


def _clipped(found: tuple[Word, ...], start: int, end: int) -> list[Word]:
    """The content words, without what the asking words take of them.

    《…》中 ends at 中, and 电影 before a title only names its kind.
    """
    kept = []
    before_titles = {word.start for word in found if word.text == "《"}
    after_titles = {word.end for word in found if word.text == "》"}
    for word in found:
        text, place = word.text, word.start
        if word.end > start and word.start < end:
            text = text[: max(0, start - place)] or text[max(0, end - place) :]
            place = place if place < start else end
        if text.startswith("中") and place in after_titles:
            text, place = text[1:], place + 1
        latin = text.isascii() and text.isalnum()
        if place + len(text) in before_titles or text in _EMPTY:
            continue
        if text and (latin or word.kind in _CONTENT):
            kept.append(Word(text, word.kind, place))
    return kept


def _joined(kept: list[Word]) -> list[Word]:
    """Latin letters and digits that touch are one word: COP and 28."""
    made: list[Word] = []
    for word in kept:
        before = made[-1] if made else None
        touching = before and before.end == word.start and not _TIME_WITH_DIGITS.match(word.text)
        if before and touching and (before.text[-1] + word.text[0]).isascii():
            made[-1] = Word(before.text + word.text, before.kind, before.start)
        else:
            made.append(word)
    return made


def _terms(kept: list[Word], start: int, end: int, titles: str) -> list[Term]:
    """The words as terms; times with digits are left to the frames."""
    kept = [word for word in _joined(kept) if not _TIME_WITH_DIGITS.match(word.text)]
    before = [word for word in kept if word.end <= start]
    after = [word for word in kept if word.start >= end]
    focus = {*before[-_FOCUS_REACH:], *after[:_FOCUS_REACH]}
    return [_term(word, word in focus, titles) for word in kept if spelled(word.text)]


def _term(word: Word, focus: bool, titles: str) -> Term:
    text = spelled(word.text)
    latin = re.search("[a-z]", text) is not None
    model = latin and re.search("[0-9]", text) is not None
    return Term(
        text, word.kind in _NAMES or latin, model or word.text in titles, focus, _others(word.text)
    )


def _others(word: str) -> tuple[str, ...]:
    lay = lexicon().others.get(word.lower(), ())
    return tuple(dict.fromkeys(spelled(other) for other in (*same_relation(word), *lay)))
