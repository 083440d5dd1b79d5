"""Answer, show several, or refuse: the one place where evidence is weighed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from assistant.find import Evidence
from assistant.normalise import bare
from ingest import PolicyItem
from ingest.derived import read_tables

_ALONE = 1.0  # the lead of an item that has no rival
_WHOLE, _PART = 0.95, 0.7  # shares of a topic's pairs of characters
_LONG = 30  # characters; longer topics count as this long
_DEFAULT = "e5"
_FILE = Path(__file__).with_name("thresholds.toml")


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Calibrated figures; `python -m eval.calibrate` measures them and says what to write."""

    bias: float
    dense: float
    coverage: float
    keyword: float
    lead: float
    length: float
    owner: float
    phrase: float
    answer: float  # least confidence, in [0, 1], to answer
    member: float  # least coverage for a row to be the thing asked about
    alike: float  # how much weaker a second item may be and still be shown


@lru_cache(maxsize=8)
def thresholds(embedder: str = _DEFAULT) -> Thresholds:
    """The figures of `thresholds.toml` for an embedder; cosines of two models do not compare.

    An embedder that was never measured gets figures that leave its cosines out.
    """
    data = read_tables(_FILE)
    return Thresholds(**data["shared"], **data.get(embedder, data["unmeasured"]))


@dataclass(frozen=True, slots=True)
class Decision:
    """The items that answer; empty when the evidence is too weak."""

    items: tuple[PolicyItem, ...]
    confidence: float
    reason: str

    @property
    def sure(self) -> bool:
        """Whether there is anything to answer with."""
        return bool(self.items)


@dataclass(frozen=True, slots=True)
class Features:
    """What the confidence is made of, in the order of the figures."""

    dense: float  # cosine of the best item
    coverage: float
    keyword: float  # logarithm of its BM25 score
    lead: float  # how much stronger it is than the five after it, on average
    length: float  # of the topic: a long one is never covered as a short one is
    owner: float  # 1 when owners or deadlines are asked, as colleagues do
    phrase: float  # how near the question is to a lay phrase for words of the best item


_FEATURES = tuple(feature.name for feature in fields(Features))


def features(topic: str, evidence: Sequence[Evidence], *, wants_owner: bool) -> Features:
    """The features of a question and what was found for it; `evidence` is not empty."""
    best = evidence[0]
    others = [other.strength for other in evidence[1:6]]
    lead = best.strength - sum(others) / len(others) if others else _ALONE
    return Features(
        best.dense,
        best.coverage,
        math.log1p(best.keyword),
        min(lead, _ALONE),
        min(len(bare(topic)), _LONG) / _LONG,
        float(wants_owner),
        best.phrase,
    )


class Decider:
    """Weighs evidence by the calibrated thresholds."""

    def __init__(self, figures: Thresholds | None = None) -> None:
        self.figures = figures or thresholds()

    def confidence(
        self, topic: str, evidence: Sequence[Evidence], *, wants_owner: bool = False
    ) -> float:
        """How likely the best item is what the topic means, in [0, 1]."""
        found = features(topic, evidence, wants_owner=wants_owner)
        total = self.figures.bias + sum(
            getattr(self.figures, name) * getattr(found, name) for name in _FEATURES
        )
        return 1 / (1 + math.exp(-total))

    def decide(
        self, topic: str, evidence: Sequence[Evidence], *, wants_owner: bool = False
    ) -> Decision:
        """The best item, with those that fit as well; none when confidence is too low."""
        if not evidence:
            return Decision((), 0.0, "没有可比的条目")
        best = evidence[0]
        confidence = self.confidence(topic, evidence, wants_owner=wants_owner)
        if confidence < self.figures.answer:
            return Decision((), confidence, "没有意思足够接近的条目")
        close = [e for e in evidence[1:3] if best.strength - e.strength <= self.figures.alike]
        # What one item says word for word is not as well said by one with half of the words.
        named = best.coverage >= _WHOLE
        alike = [e for e in close if not (named and e.coverage < _PART)]
        reason = f"意思最接近，把握 {confidence:.0%}"
        return Decision((best.item, *(e.item for e in alike)), confidence, reason)
