"""Measure how well a sentence of a passage answers a question."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.normalise import normalise
from assistant.passages.facts import Fact, facts
from assistant.passages.frames import Frame, Said, frames, replaced, said
from assistant.passages.question import Kind, Question, Term
from assistant.passages.spelling import spelled

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”」]?")
_ASKS = re.compile("[？?]|什么时候|何时|多少钱|会是谁|谁将|花落谁家|哪天|是谁")
_HEDGES = re.compile("预计|预测|有望|即将|尚未|暂未|未公布|拭目以待|或将|可能|悬念|期待|传闻|热门")
_FAR = 0.2  # of its weight that a fact keeps far from all words of the question
_REACH = 14  # characters on either side of a fact that belong to it
_PARTLY = 0.8  # what a term counts that is found in parts or in other words

Shares = dict[Term, float]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its passage."""

    passage: int
    place: int
    text: str  # as it stands in the passage
    clean: str  # normalised
    bare: str
    frames: tuple[Frame, ...]


def cut(passages: Sequence[str]) -> list[list[Sentence]]:
    """The sentences of every passage."""
    return [list(_sentences(index, passage)) for index, passage in enumerate(passages)]


def _sentences(index: int, passage: str) -> list[Sentence]:
    found: list[Sentence] = []
    for match in _SENTENCE.finditer(passage):
        text = match.group().strip()
        clean = normalise(text)
        if spelled(clean):
            found.append(Sentence(index, len(found), text, clean, spelled(clean), frames(clean)))
    return found


def context(passage: Sequence[Sentence], place: int) -> str:
    """A sentence after the one that opens its passage and the one before it, for comparing."""
    places = sorted({0, max(0, place - 1), place})
    return " ".join(passage[each].bare for each in places)


def rarity(question: Question, passages: Sequence[Sequence[Sentence]]) -> Shares:
    """How much each term of the question tells the passages apart."""
    texts = [" ".join(one.bare for one in passage) for passage in passages]
    seen = Counter({t: sum(covers(t, text) for text in texts) for t in question.terms})
    return {
        term: math.log(1 + (len(texts) + 1) / (1 + seen[term])) * min(4, len(term.text)) ** 0.5
        for term in question.terms
    }


def covers(term: Term, text: str) -> float:
    """How far a bare text has a term: 1 for all of it, less for parts or other words."""
    word = term.text
    if word.isascii():
        return float(_bounded(word, text))
    if word in text:
        return 1.0
    if any(other in text for other in term.others):
        return _PARTLY
    if len(word) < 3:
        return 0.0
    pairs = [word[at : at + 2] for at in range(len(word) - 1)]
    return _PARTLY * sum(pair in text for pair in pairs) / len(pairs)


def _bounded(word: str, text: str) -> bool:
    """Whether a word of Latin letters and digits stands there, not as part of a longer one."""
    before = "(?<![a-z])" if word[0].isalpha() else "(?<![0-9])"
    after = "(?![a-z])" if word[-1].isalpha() else "(?![0-9])"
    return re.search(before + re.escape(word) + after, text) is not None


def share(terms: Iterable[Term], text: str, weights: Shares) -> float:
    """The part of the terms' weight that a bare text covers, in [0, 1]; 0.5 of no terms."""
    listed = list(terms)
    whole = sum(weights[term] for term in listed)
    return sum(weights[t] * covers(t, text) for t in listed) / whole if whole else 0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a sentence as the answer, and what against it."""

    # Weighed
    sentence: float  # shares of the question that it says, alone,
    window: float  # in its context,
    passage: float  # with all of its passage
    focus: float  # share of the words beside the asking words, in its context
    fact: float  # how surely there is a fact of the kind that is asked for
    said_year: float  # whether its passage up to it says the year (1), another (-1) or none
    replaced: float  # places of the question that it fills with other words
    hedges: float  # it expects, forecasts or awaits
    open: float  # the kind of fact is open: which, what
    # Excluding
    titles: float  # least share of a title or a word with Latin letters in the passage
    year: float  # as `said_year`, in the sentence alone
    number: float  # the same of other numbers: 第95届
    asks: bool  # it asks itself

    dense: float = 0.0  # cosine with the question; costs a model's run

    def values(self) -> tuple[float, ...]:
        """What is weighed, in the order of FIGURES."""
        return tuple(float(getattr(self, name)) for name in FIGURES)


FIGURES = (
    *("sentence", "window", "passage", "focus", "fact", "said_year"),
    *("replaced", "hedges", "open", "dense"),
)


def measure(
    question: Question, weights: Shares, passage: Sequence[Sentence], place: int
) -> Evidence:
    """The evidence of one sentence of a passage, without the cosine."""
    one = passage[place]
    window = context(passage, place)
    whole = " ".join(each.bare for each in passage)
    before = tuple(frame for each in passage[: place + 1] for frame in each.frames)
    focus = [term for term in question.terms if term.focus]
    return Evidence(
        sentence=share(question.terms, one.bare, weights),
        window=share(question.terms, window, weights),
        passage=share(question.terms, whole, weights),
        focus=share(focus, window, weights),
        fact=_best_fact(question, weights, one),
        said_year=_states(question, before, year=True),
        replaced=math.log1p(replaced(spelled(question.text), one.bare)),
        hedges=float(_HEDGES.search(one.clean) is not None),
        open=float(question.kind is Kind.OTHER),
        titles=min((covers(t, whole) for t in question.terms if t.title), default=1.0),
        year=_states(question, one.frames, year=True),
        number=_states(question, before, year=False),
        asks=_ASKS.search(one.clean) is not None,
    )


def _states(question: Question, given: tuple[Frame, ...], *, year: bool) -> float:
    """The worst that is said of the question's years, or of its other numbers."""
    states = [said(frame, given) for frame in question.frames if frame.year == year]
    return float(min(states, default=Said.NOTHING))


def _best_fact(question: Question, weights: Shares, one: Sentence) -> float:
    """How surely the fact that stands closest to the question's words is of the asked kind."""
    plain = [term for term in question.terms if not term.name] or list(question.terms)

    def close(fact: Fact) -> float:
        around = one.clean[max(0, fact.start - _REACH) : fact.end + _REACH]
        return fact.weight * (_FAR + share(plain, spelled(around), weights))

    best = max(facts(question, one.clean), key=close, default=None)
    return best.weight if best else 0.0
