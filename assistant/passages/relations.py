"""Find relations (导演, 票房, 就任) in a text, and which of them a fact belongs to."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.passages import language
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("relations.toml")
_TITLE = re.compile("《[^》]*》")
_REACH = 8  # characters over which a word's hold on a fact weakens to a third
_NARROWING = {"n", "nz", "ORG", "LOC", "vn", "a", "s", "nw"}
_WHOLE = "全国我国中国全球"  # narrows nothing
_SPOKEN = 1000  # characters that count between a speaker and what is spoken of
_CLAUSE = 6  # characters that a comma between them counts for


@dataclass(frozen=True, slots=True)
class Relation:
    """Words that state the same fact of a thing, and the kind of fact, where that is settled."""

    words: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A word that states a relation, or several: 获得 is of prizes and of contests."""

    text: str
    start: int
    end: int
    relations: frozenset[int]


@lru_cache(maxsize=1)
def relations() -> tuple[Relation, ...]:
    """The relations of `relations.toml`."""
    listed = read_tables(_FILE)["relation"]
    return tuple(Relation(tuple(one["words"]), one.get("kind", "")) for one in listed)


@lru_cache(maxsize=1)
def _by_word() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for index, relation in enumerate(relations()):
        for word in relation.words:
            found.setdefault(word.lower(), set()).add(index)
    return {word: frozenset(indices) for word, indices in found.items()}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_by_word(), key=len, reverse=True))))


@lru_cache(maxsize=1)
def _names() -> tuple[tuple[str, ...], ...]:
    listed = read_tables(_FILE)["same"]
    return tuple(tuple(one["words"]) for one in listed)


def same_relation(word: str) -> tuple[str, ...]:
    """The words that state the same fact as a word, or name the same thing."""
    every = relations()
    groups = [every[index].words for index in sorted(_by_word().get(word.lower(), ()))]
    groups += [words for words in _names() if word in words]
    return tuple(dict.fromkeys(other for words in groups for other in words if other != word))


@lru_cache(maxsize=4096)
def mentions(text: str) -> tuple[Mention, ...]:
    """The words of relations in a normalised text, the longest at each place, outside titles."""
    bare = _TITLE.sub(lambda match: "\0" * len(match.group()), text.lower())
    words = _by_word()
    return tuple(
        Mention(match.group(), match.start(), match.end(), words[match.group()])
        for match in _pattern().finditer(bare)
        if len(match.group()) > 1 or _alone(bare, match.start())
    )


def _alone(text: str, place: int) -> bool:
    """Whether a character is a word of its own (206席, 任院长) and not part of one (重庆)."""
    if text[max(0, place - 1) : place].isdigit() or text[place + 1 : place + 2].isdigit():
        return True
    return any(word.start == place and len(word.text) == 1 for word in language.words(text))


@dataclass(frozen=True, slots=True)
class Hold:
    """How the relations of a text hold a stretch of it, each in [0, 1]."""

    own: float  # how strongly an asked relation does,
    other: float  # and how much more another
    nearest: float  # whether no other stretch of the kind stands nearer to that relation's word
    modified: float  # whether a noun before that word narrows it: 女篮MVP


def hold(
    question: str,
    text: str,
    stretch: tuple[int, int],
    others: Sequence[tuple[int, int]],
    asked: frozenset[int],
    head: str,
) -> Hold:
    """How a text's relations hold one of several stretches of the kind that is asked for.

    `head` holds as a relation does: it names one that nobody listed.
    """
    start, end = stretch
    best: Mention | None = None
    own = other = 0.0
    for mention in (*mentions(text), *_literal(text, head)):
        if mention.start < end and mention.end > start:
            continue
        strength = math.exp(-_gap(text, mention, start, end) / _REACH)
        if not (mention.relations & asked or mention.text == head):
            other = max(other, strength)
        elif strength > own:
            own, best = strength, mention
    if best is None:
        return Hold(0.0, other, 0.0, 0.0)
    nearer = any(
        _gap(text, best, *each) < _gap(text, best, start, end)
        for each in others
        if each != stretch and not (best.start < each[1] and best.end > each[0])
    )
    spoken = _gap(text, best, start, end) > len(text)
    modified = _modified(question, text, best, stretch)
    return Hold(own, max(0.0, other - own), float(not nearer and not spoken), modified)


def _modified(question: str, text: str, mention: Mention, stretch: tuple[int, int]) -> float:
    before = [
        word
        for word in language.words(text)
        if word.end == mention.start and not (word.start < stretch[1] and word.end > stretch[0])
    ]
    known = question + _WHOLE
    return float(any(w.kind in _NARROWING and w.text not in known for w in before))


def _literal(text: str, head: str) -> list[Mention]:
    found = re.finditer(re.escape(head), text) if head else ()
    return [Mention(head, one.start(), one.end(), frozenset()) for one in found]


def _gap(text: str, mention: Mention, start: int, end: int) -> float:
    if mention.end <= start:
        between = text[mention.end : start]
        return len(between) + _CLAUSE * sum(between.count(mark) for mark in "，:：")
    between = text[end : mention.start]
    # Who speaks of a thing (周迅谈…) has no part in it; before a colon, perhaps.
    spoken = _SPOKEN if between.startswith(("谈", "说", "称", "表示")) else 0
    colons = 3 * (between.count("：") + between.count(":"))
    return len(between) + _CLAUSE * (between.count("，") + colons) + spoken


def stated(asked: Iterable[Mention], text: str) -> float:
    """The share of a question's relation words that a text states in any word; 1 of none."""
    listed = list(asked)
    given = frozenset().union(*(mention.relations for mention in mentions(text)))
    return sum(bool(one.relations & given) for one in listed) / len(listed) if listed else 1.0
