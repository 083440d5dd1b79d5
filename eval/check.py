"""Compare figures with the expected ones, and say which are reached."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

EXPECTED = Path(__file__).parent / "expected.toml"
NEAR = 0.005
# Where fewer is better.
CEILINGS = frozenset({"wrong_owners", "errors"})
# The figures that are worth holding on to.
KEPT = (
    "answers",
    "only_gold",
    "citations",
    "refusals",
    "counts",
    "all_right",
    "wrong_owners",
    "errors",
    "hybrid_recall_at_1",
    "hybrid_recall_at_5",
    "hybrid_reciprocal_rank",
)
_EXACT = 6e-5  # expected figures are written with four decimals

# question set → figure → value
Values = Mapping[str, Mapping[str, float | None]]


class Outcome(StrEnum):
    """How a figure stands to its expectation."""

    OK = "OK"
    NEAR = "near"
    FAIL = "FAIL"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure next to what was expected; `actual` is None when it was not measured."""

    question_set: str
    figure: str
    expected: float
    actual: float | None

    @property
    def outcome(self) -> Outcome:
        """As good or better is OK; a little worse is near; the rest fails."""
        if self.actual is None:
            return Outcome.FAIL
        if self._shortfall <= _EXACT:
            return Outcome.OK
        # A ceiling counts answers, so it has no near.
        near = self.figure not in CEILINGS and self._shortfall <= NEAR + 1e-9
        return Outcome.NEAR if near else Outcome.FAIL

    @property
    def better(self) -> bool:
        """The expectation can be raised."""
        return self.actual is not None and self._shortfall < -_EXACT

    @property
    def _shortfall(self) -> float:
        actual = self.expected if self.actual is None else self.actual
        fewer_is_better = self.figure in CEILINGS
        return actual - self.expected if fewer_is_better else self.expected - actual

    def __str__(self) -> str:
        """One Chinese line, as the check prints it."""
        if self.actual is None:
            return f"FAIL {self.question_set}.{self.figure}：期望 {self.expected:g}，没有测到"
        line = f"{self.outcome:<4} {self.question_set}.{self.figure} = {self.actual:.4g}"
        if self.better:
            return f"{line}，好于期望值 {self.expected:g}，请把期望值改过来"
        return line if self.outcome is Outcome.OK else f"{line}，期望 {self.expected:g}"


def read_expected(path: Path) -> dict[str, dict[str, float]]:
    """Expected figures by question set; ValueError names what is not a table of numbers."""
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, table in tables.items():
        if not isinstance(table, dict) or not all(_is_number(v) for v in table.values()):
            raise ValueError(f"{path} 中的 [{name}] 应当只有数字")
    return {
        name: {figure: float(value) for figure, value in table.items()}
        for name, table in tables.items()
    }


def compare(expected: Mapping[str, Mapping[str, float]], actual: Values) -> list[Comparison]:
    """Each expected figure of the question sets that were run, in the file's order."""
    return [
        Comparison(name, figure, value, actual[name].get(figure))
        for name, table in expected.items()
        if name in actual
        for figure, value in table.items()
    ]


def suggested(name: str, actual: Mapping[str, float | None]) -> str:
    """What to write for a question set that has no expectations yet."""
    lines = [
        f"{figure} = {round(value, 4)}" for figure in KEPT if (value := actual[figure]) is not None
    ]
    return "\n".join([f"[{name}]", *lines])


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
