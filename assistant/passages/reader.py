"""Answer a question from passages that are handed over with it, or refuse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.passages.confidence import Confidence, confidence, excluded
from assistant.passages.evidence import Evidence, Sentence, context, cut, measure, rarity, share
from assistant.passages.question import read_question
from index.embedders import Embedder, open_embedder

_REFUSAL = "所给材料没有写到这个问题，不能据此回答。"
_SHORTLIST = 5  # sentences that are looked at closely


@dataclass(frozen=True, slots=True)
class PassageAnswer:
    """The sentence of a passage that answers, and which passage; or a refusal."""

    answer: str
    refused: bool
    passage_index: int | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, and what speaks for it."""

    sentence: Sentence
    evidence: Evidence


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
        if best is None or chances[best] < self._figures.answer:
            return PassageAnswer(_REFUSAL, True, None)
        found = candidates[best].sentence
        return PassageAnswer(found.text, False, found.passage)

    def candidates(self, query: str, passages: Sequence[str]) -> list[Candidate]:
        """The sentences that say most of the question and that nothing excludes."""
        question = read_question(query)
        if not question.terms:
            return []
        texts = cut(passages)
        weights = rarity(question, texts)

        def said(where: tuple[Sequence[Sentence], int]) -> float:
            passage, place = where
            alone, around = passage[place].bare, context(passage, place)
            return sum(share(question.terms, text, weights) for text in (alone, around))

        places = [(passage, place) for passage in texts for place in range(len(passage))]
        nearest = sorted(places, key=said, reverse=True)[:_SHORTLIST]
        measured = [
            Candidate(passage[place], measure(question, weights, passage, place))
            for passage, place in nearest
        ]
        return self._with_cosines(
            question.text, [one for one in measured if not excluded(one.evidence)]
        )

    def _with_cosines(self, question: str, candidates: list[Candidate]) -> list[Candidate]:
        if not candidates:
            return []
        asked = self._embedder.embed_query(question)
        rows = self._embedder.embed_passages([one.sentence.clean for one in candidates])
        return [
            replace(one, evidence=replace(one.evidence, dense=float(row @ asked)))
            for one, row in zip(candidates, rows, strict=True)
        ]
