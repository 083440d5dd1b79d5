"""Decide how sure it is that a fact answers, by calibrated figures."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.passages.evidence import FIGURES, Evidence
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("confidence.toml")
_SMALLEST = 0.001  # chance that the odds are taken of
# What is weighed of the best fact: its evidence, its odds, those of the best fact of another
# sentence, and its cosine with the question.
DECIDING = (*FIGURES, "odds", "rival", "dense")


@dataclass(frozen=True, slots=True)
class Weighing:
    """A bias and weights that turn values into a chance."""

    bias: float
    weights: Mapping[str, float]

    def chance(self, names: Sequence[str], values: Sequence[float]) -> float:
        """The chance that named values speak for, in [0, 1]."""
        total = sum(self.weights[name] * value for name, value in zip(names, values, strict=True))
        return 1 / (1 + math.exp(-self.bias - total))


@dataclass(frozen=True, slots=True)
class Confidence:
    """Figures that `python -m eval.calibrate_passages --write` makes.

    Among the facts of all passages the first weighing finds the best; the second decides whether
    the best one answers.
    """

    fact: Weighing
    answer: Weighing
    level: float  # least chance, in [0, 1], to answer

    def chance(self, evidence: Evidence) -> float:
        """How likely a fact is the one that is asked for, among all of the passages."""
        return self.fact.chance(FIGURES, evidence.values())

    def decides(self, deciding: Sequence[float]) -> bool:
        """Whether the best fact answers, by the values of DECIDING."""
        return self.answer.chance(DECIDING, deciding) >= self.level


def odds(chance: float) -> float:
    """The logarithm of the odds of a chance, within bounds."""
    return math.log((chance + _SMALLEST) / (1 - chance + _SMALLEST))


@lru_cache(maxsize=1)
def confidence() -> Confidence:
    """The figures of `confidence.toml`."""
    data = read_tables(_FILE)
    return Confidence(Weighing(**data["fact"]), Weighing(**data["answer"]), data["level"])
