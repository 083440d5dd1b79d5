"""Measure how well a fact of a sentence answers a question."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields

from assistant.normalise import normalise
from assistant.passages import language, setting
from assistant.passages.coverage import Shares, covers, longest_common, share
from assistant.passages.facts import Fact, facts
from assistant.passages.frames import Frame, Said, frames, replaced, said
from assistant.passages.question import Kind, Question
from assistant.passages.relations import hold, stated
from assistant.passages.snippets import cut_snippet
from assistant.passages.spelling import spelled

_ASKS = re.compile("[？?]|什么时候|何时|多少钱|会是谁|谁将|花落谁家|哪天|是谁|谁能|有多")
_REACH = 16  # characters on either side of a fact that belong to it
_TAKEN = 0.5  # hold by which another relation outdoes the asked one
_LOOSE = 0.1  # hold below which a person has no part in a relation
_FACTS = 5  # of a sentence that are looked at


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in its passage."""

    passage: int
    place: int
    text: str  # as it stands in the passage
    clean: str  # normalised
    bare: str
    frames: tuple[Frame, ...]
    year: str  # of the passage's date


def cut(passages: Sequence[str]) -> list[list[Sentence]]:
    """The sentences of every passage."""
    return [_sentences(index, passage) for index, passage in enumerate(passages)]


def _sentences(index: int, passage: str) -> list[Sentence]:
    snippet, found = cut_snippet(passage), list[Sentence]()
    for text in snippet.sentences:
        clean = normalise(text)
        bare = spelled(clean)
        if bare:
            found.append(
                Sentence(index, len(found), text, clean, bare, frames(clean), snippet.year)
            )
    return found


def context(passage: Sequence[Sentence], place: int) -> str:
    """A sentence after the one that opens its passage and the one before it, for comparing."""
    places = sorted({0, max(0, place - 1), place})
    return " ".join(passage[each].bare for each in places)


@dataclass(frozen=True, slots=True)
class Against:
    """What forbids a fact as the answer; each is 0 or more where it does not."""

    year: float  # in force at the fact: the asked one (1), another (-1), none (0)
    year_before: float  # the same of the passage's text and date
    period: float  # of the year: the asked one (1), another (-1)
    title: float  # nearest to the fact
    ordinal: float
    opposed: float  # words of the question replaced by their opposites (-1)
    hedged: float  # it is expected or wished (-1)
    place: float  # an amount of another place (-1),
    stage: float  # or of a stage that the question does not name


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a fact as the answer, and what against it."""

    # Shares of the question that are said
    near: float  # around the fact,
    sentence: float  # in its sentence,
    window: float  # with the one before and the first,
    passage: float  # in its passage
    focus: float  # of the words beside the asking words, around the fact
    names: float  # of the proper names, in the window
    longest: float  # in one stretch of the sentence
    least: float  # of the word that the window says least of,
    least_name: float  # and of the name
    # The fact
    fact: float  # how surely it is of the kind that is asked for
    crowd: float  # how many more there are in the sentence
    held: float  # how strongly an asked relation holds it,
    other: float  # and how much more another
    nearest: float  # whether it is the nearest of its kind to an asked relation
    modified: float  # whether a noun narrows that relation
    stated: float  # share of the asked relations that the sentence states
    agreed: float  # other passages that give the same fact
    # Time, place and thing
    year: float  # the asked one is said in the sentence,
    year_before: float  # in the passage up to it or by its date
    period: float  # of the year: the asked one
    title: float  # the asked one stands nearest
    place: float  # in force at the fact: one of the question (1), another (-1)
    place_of_amount: float  # the same where an amount is asked for
    who: float  # as `place`, of persons
    swapped: float  # names of the question that the sentence lacks, having others of their kind
    extra: float  # nouns that the question lacks, between its words and the fact,
    extra_here: float  # and those in the fact's clause
    finer: float  # an amount of a day or month
    narrowed: float
    narrowed_here: float  # in the fact's clause
    passed: float  # the amount was passed on the way to another
    replaced: float  # places of the question that the sentence fills with other words
    # What is asked for
    number: float
    time: float
    person: float

    def values(self) -> tuple[float, ...]:
        """What is weighed, in the order of FIGURES."""
        return tuple(float(getattr(self, name)) for name in FIGURES)


FIGURES = tuple(field.name for field in fields(Evidence))


def excluded(question: Question, passage: Sequence[Sentence], place: int) -> bool:
    """Whether a sentence cannot answer, whatever else speaks for it.

    It speaks of another number (第95届), asks itself, or its passage does not have the title or
    model that the question names.
    """
    one = passage[place]
    before = tuple(frame for each in passage[: place + 1] for frame in each.frames)
    others = [said(frame, before) for frame in question.frames if not frame.year]
    whole = " ".join(each.bare for each in passage)
    titles = min((covers(term, whole) for term in question.terms if term.title), default=1.0)
    return Said.OTHER in others or _ASKS.search(one.clean) is not None or titles < 0.5


def measure(
    question: Question, weights: Shares, passage: Sequence[Sentence], place: int
) -> list[tuple[Fact, Evidence]]:
    """The evidence of each fact of one sentence that nothing forbids, without agreement."""
    one = passage[place]
    found = facts(question, one.clean)

    def close(fact: Fact) -> float:
        return fact.weight * (0.2 + share(question.terms, _around(one, fact), weights))

    shared = _of_sentence(question, weights, passage, one)
    focus = [term for term in question.terms if term.focus]
    measured = []
    for fact in sorted(found, key=close, reverse=True)[:_FACTS]:
        against = _against(question, passage, one, fact)
        relation = _of_relation(question, one, fact, found)
        if min(astuple(against)) < 0 or _loose(question, fact, relation):
            continue
        evidence = Evidence(
            near=share(question.terms, _around(one, fact), weights),
            focus=share(focus, _around(one, fact), weights),
            crowd=math.log1p(len(found)),
            agreed=0.0,
            year=against.year,
            year_before=against.year_before,
            period=against.period,
            title=against.title,
            **shared,
            **relation,
            **_of_setting(question, passage, one, fact),
        )
        measured.append((fact, evidence))
    return measured


def _of_sentence(
    question: Question, weights: Shares, passage: Sequence[Sentence], one: Sentence
) -> dict[str, float]:
    """What holds of all facts of a sentence."""
    window = context(passage, one.place)
    whole = " ".join(each.bare for each in passage)
    names = [term for term in question.terms if term.name]
    bare = spelled(question.text)
    return {
        "sentence": share(question.terms, one.bare, weights),
        "window": share(question.terms, window, weights),
        "passage": share(question.terms, whole, weights),
        "names": share(names, window, weights),
        "least": min((covers(term, window) for term in question.terms), default=1.0),
        "least_name": min((covers(term, window) for term in names), default=1.0),
        "longest": longest_common(bare, one.bare),
        "stated": stated(question.mentions, one.clean),
        "replaced": math.log1p(replaced(bare, one.bare)),
        "number": float(question.kind is Kind.NUMBER),
        "time": float(question.kind is Kind.TIME),
        "person": float(question.kind is Kind.PERSON),
    }


def _around(one: Sentence, fact: Fact) -> str:
    return spelled(one.clean[max(0, fact.start - _REACH) : fact.end + _REACH])


def _against(question: Question, passage: Sequence[Sentence], one: Sentence, fact: Fact) -> Against:
    start, end, text = fact.start, fact.end, question.text
    before = "，".join(each.clean for each in passage[: one.place])
    amount = question.kind is Kind.NUMBER
    clause = setting.clause(one.clean, start, end)
    year = setting.year_there(setting.years(text), one.clean, end)
    settled = question.kind in {Kind.TIME, Kind.PLACE}
    return Against(
        year=max(year, 0.0) if question.kind is Kind.TIME else year,
        year_before=_year_before(question, passage, one.place),
        period=setting.period(text, before, one.clean[:end]) if amount else 0.0,
        title=setting.title_there(text, one.clean, start),
        ordinal=setting.ordinal_there(text, one.clean, start),
        opposed=-setting.contrasts(text, before, one.clean, start),
        hedged=-setting.hedged(text, one.clean[:end] + clause, settled=settled),
        place=-setting.beyond(text, clause, one.clean[start:end]) if amount else 0.0,
        stage=-setting.partial(text, one.clean[:start]) if amount else 0.0,
    )


def _of_relation(
    question: Question, one: Sentence, fact: Fact, every: Sequence[Fact]
) -> dict[str, float]:
    """How the relations of a sentence hold a fact."""
    others = [(each.start, each.end) for each in every]
    stretch = (fact.start, fact.end)
    held = hold(question.text, one.clean, stretch, others, question.relations, question.head)
    return {
        "fact": fact.weight,
        "held": held.own,
        "other": held.other,
        "nearest": held.nearest,
        "modified": held.modified,
    }


def _loose(question: Question, fact: Fact, relation: dict[str, float]) -> bool:
    """Whether a person or body has no part in what is asked for, though the question names it.

    Who opens the sentence is its subject, however far the relation's word stands.
    """
    if fact.start <= 1:
        return False
    named = bool(question.mentions) and question.kind in {Kind.PERSON, Kind.GROUP}
    apart = relation["held"] < _LOOSE or relation["other"] > _TAKEN
    return named and apart and not relation["nearest"]


def _of_setting(
    question: Question, passage: Sequence[Sentence], one: Sentence, fact: Fact
) -> dict[str, float]:
    """Of which place, person and thing a fact is."""
    start, end, text = fact.start, fact.end, question.text
    before = "，".join(each.clean for each in passage[: one.place])
    clause = setting.clause(one.clean, start, end)
    extra, extra_here = setting.extra(text, one.clean, start, end)
    place = setting.names_there(text, before, one.clean, start, end, language.PLACE)
    amount = question.kind is Kind.NUMBER
    return {
        "place": place,
        "place_of_amount": place if amount else 0.0,
        "who": setting.names_there(text, before, one.clean, start, end, language.PERSON),
        "swapped": setting.swapped(text, one.clean, start, end),
        "extra": math.log1p(extra),
        "extra_here": math.log1p(extra_here),
        "finer": setting.finer(text, clause, one.clean[start:end]) if amount else 0.0,
        "narrowed": setting.narrowed(text, one.clean[:end]),
        "narrowed_here": setting.narrowed(text, clause),
        "passed": setting.passed(text, clause, one.clean[end:]) if amount else 0.0,
    }


def _year_before(question: Question, passage: Sequence[Sentence], place: int) -> float:
    asked = setting.years(question.text)
    text = "，".join(each.clean for each in passage[: place + 1])
    given = [*setting.years(text), *filter(None, [passage[place].year])]
    if not asked or not given:
        return 0.0
    return 1.0 if any(year in given for year in asked) else -1.0
