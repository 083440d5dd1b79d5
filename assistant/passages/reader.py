"""Answer a question from passages that are handed over with it, or refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.passages.confidence import Confidence, confidence, odds
from assistant.passages.coverage import Shares, rarity, share
from assistant.passages.evidence import (
    Evidence,
    Sentence,
    context,
    cut,
    excluded,
    measure,
)
from assistant.passages.facts import Fact
from assistant.passages.question import Question, read_question
from assistant.passages.spelling import spelled
from index.embedders import Embedder, open_embedder

_REFUSAL = "所给材料没有写到这个问题，不能据此回答。"
_HELD = 0.3  # by an asked relation, for a fact to count as given
_SHORTLIST = 8  # sentences that are looked at closely


@dataclass(frozen=True, slots=True)
class PassageAnswer:
    """The sentence of a passage that answers, and which passage; or a refusal."""

    answer: str
    refused: bool
    passage_index: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A fact of a sentence that may answer, and what speaks for it."""

    sentence: Sentence
    fact: Fact
    evidence: Evidence

    @property
    def said(self) -> str:
        """The fact, as compared."""
        return spelled(self.sentence.clean[self.fact.start : self.fact.end])


class PassageReader:
    """Reads questions with their passages; `embedder` tells how near a sentence is in meaning."""

    def __init__(self, embedder: Embedder, figures: Confidence | None = None) -> None:
        self._embedder = embedder
        self._figures = figures or confidence()

    @classmethod
    def open(cls, cache: Path) -> PassageReader:
        """With the default embedder; `cache` is the folder for what it makes once."""
        return cls(open_embedder("e5", cache))

    def answer(self, query: str, passages: Sequence[str]) -> PassageAnswer:
        """The sentence that most surely answers, or a refusal if none does surely enough."""
        candidates = self.candidates(query, passages)
        chances = [self._figures.chance(one.evidence) for one in candidates]
        best = max(range(len(chances)), key=chances.__getitem__, default=None)
        if best is None or not self._figures.decides(
            self.deciding(query, candidates, chances, best)
        ):
            return PassageAnswer(_REFUSAL, True, None)
        found = candidates[best].sentence
        return PassageAnswer(found.text, False, found.passage)

    def candidates(self, query: str, passages: Sequence[str]) -> list[Candidate]:
        """The facts of the sentences that say most of the question and that nothing excludes."""
        question = read_question(query)
        if not question.terms:
            return []
        texts = cut(passages)
        weights = rarity(question, [" ".join(one.bare for one in passage) for passage in texts])
        return _with_agreement(
            [
                Candidate(passage[place], fact, evidence)
                for passage, place in _nearest(question, texts, weights)
                if not excluded(question, passage, place)
                for fact, evidence in measure(question, weights, passage, place)
            ]
        )

    def deciding(
        self, query: str, candidates: Sequence[Candidate], chances: Sequence[float], best: int
    ) -> list[float]:
        """The values of DECIDING for the best of the candidates."""
        one = candidates[best]
        rivals = [
            chance
            for chance, other in zip(chances, candidates, strict=True)
            if other.sentence is not one.sentence and other.said != one.said
        ]
        asked = self._embedder.embed_query(read_question(query).text)
        cosine = float(self._embedder.embed_passages([one.sentence.clean])[0] @ asked)
        rival = odds(max(rivals, default=0.0))
        return [*one.evidence.values(), odds(chances[best]), rival, cosine]


def _nearest(
    question: Question, texts: list[list[Sentence]], weights: Shares
) -> list[tuple[list[Sentence], int]]:
    """The sentences that say most of a question, alone and in their context."""

    def said(where: tuple[list[Sentence], int]) -> float:
        passage, place = where
        alone, around = passage[place].bare, context(passage, place)
        return sum(share(question.terms, text, weights) for text in (alone, around))

    places = [(passage, place) for passage in texts for place in range(len(passage))]
    return sorted(places, key=said, reverse=True)[:_SHORTLIST]


def _with_agreement(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates, each knowing how many other passages give the same fact as an answer."""
    given: dict[str, set[int]] = {}
    for one in candidates:
        if one.evidence.held > _HELD:
            given.setdefault(one.said, set()).add(one.sentence.passage)
    return [
        replace(one, evidence=replace(one.evidence, agreed=float(len(others))))
        for one in candidates
        for others in [given.get(one.said, set()) - {one.sentence.passage}]
    ]
