"""Questions with passages of which some answer and others are only near: sets to measure with."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict

FOLDER = Path(__file__).with_name("questions")
GIVEN = 5  # passages that come with a question
_PROOFS = 3  # at most, of those


class AskedOfTopic(BaseModel):
    """A question, what an answer has to contain (one of these), and the passages that say it.

    `proof` are places among the topic's passages. `said` are passages of this question alone that
    say it too, and `noise` such that come near and do not.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    query: str
    answers: tuple[str, ...]
    proof: tuple[int, ...]
    said: tuple[str, ...] = ()
    noise: tuple[str, ...] = ()


class Topic(BaseModel):
    """Passages about one thing, as a search engine gives them, and questions about it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    passages: tuple[str, ...]
    questions: tuple[AskedOfTopic, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A question with the passages that come with it; `proof` is empty when none answers."""

    topic: str
    query: str
    passages: tuple[str, ...]
    answers: tuple[str, ...]
    proof: frozenset[int]


def read_topics(name: str) -> list[Topic]:
    """The topics of a shipped set."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [Topic.model_validate_json(line) for line in lines]


def cases(topics: list[Topic], seed: int = 0) -> Iterator[Case]:
    """Each question twice: with passages that answer among near ones, and with near ones alone.

    One to three answer. Near are the question's own noise and those passages of the topic that
    share most pairs of characters with the question and hold none of the answers.
    """
    chance = random.Random(seed)
    for topic in topics:
        for asked in topic.questions:
            noise = _noise(topic, asked)
            proof = [*(topic.passages[place] for place in asked.proof), *asked.said]
            proof = chance.sample(proof, chance.randint(1, min(_PROOFS, len(proof))))
            for given in ([*proof, *noise[: GIVEN - len(proof)]], noise[:GIVEN]):
                chance.shuffle(given)
                places = frozenset(i for i, passage in enumerate(given) if passage in proof)
                yield Case(topic.name, asked.query, tuple(given), asked.answers, places)


def _noise(topic: Topic, asked: AskedOfTopic) -> list[str]:
    pairs = _pairs(asked.query)
    others = [
        passage
        for place, passage in enumerate(topic.passages)
        if place not in asked.proof and not any(answer in passage for answer in asked.answers)
    ]
    nearest = sorted(others, key=lambda passage: -len(pairs & _pairs(passage)))
    return [*asked.noise, *nearest]


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}
