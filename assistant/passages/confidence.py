"""Decide how sure it is that a sentence answers: rules that forbid, and calibrated figures."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.passages.evidence import FIGURES, Evidence

_FILE = Path(__file__).with_name("confidence.toml")
_HALF = 0.5  # of a title: less is another title


@dataclass(frozen=True, slots=True)
class Confidence:
    """Figures that `python -m eval.calibrate_passages` makes, and the level to answer from."""

    bias: float
    answer: float  # least chance, in [0, 1], to answer
    weights: Mapping[str, float]  # of each of FIGURES

    def chance(self, evidence: Evidence) -> float:
        """How likely the sentence answers, in [0, 1]."""
        values = evidence.values()
        total = sum(self.weights[name] * value for name, value in zip(FIGURES, values, strict=True))
        return 1 / (1 + math.exp(-self.bias - total))


@lru_cache(maxsize=1)
def confidence() -> Confidence:
    """The figures of `confidence.toml`."""
    return Confidence(**tomllib.loads(_FILE.read_text(encoding="utf-8")))


def excluded(evidence: Evidence) -> bool:
    """Whether a sentence cannot answer, whatever else speaks for it.

    It speaks of another year or number, asks itself, has nothing of the asked kind, or its
    passage does not have the title or model that the question names.
    """
    contradicts = evidence.year < 0 or evidence.number < 0
    return contradicts or evidence.asks or evidence.fact == 0 or evidence.titles < _HALF
