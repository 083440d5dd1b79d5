"""Fit when to answer from passages: python -m eval.calibrate_passages [--write]."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

import assistant.passages
from assistant.normalise import normalise
from assistant.passages import PassageReader
from assistant.passages.confidence import DECIDING
from assistant.passages.evidence import FIGURES
from assistant.passages.reader import Candidate
from assistant.settings import load_settings
from eval.passage_sets import Case, cases, read_topics
from index.layout import cache_folder

_FILE = Path(assistant.passages.__file__).with_name("confidence.toml")
_FOLDS = 8
_STRENGTHS = (0.3, 0.1)  # of the two fits; small is strongly regularised
_FALSE_REFUSALS = 0.14  # at most, of the answerable, to set the level by; other topics cost more
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Measured:
    """One case, its candidates, and which of their facts are the answer."""

    case: Case
    candidates: list[Candidate]

    @property
    def values(self) -> Floats:
        """The figures of each candidate."""
        rows = [one.evidence.values() for one in self.candidates]
        return np.array(rows).reshape(-1, len(FIGURES))

    @property
    def right(self) -> list[bool]:
        """Whether each fact is, or has a part of, an answer."""
        return [_holds(self.case, one, whole=False) for one in self.candidates]

    def answered(self, best: int) -> bool:
        """Whether the sentence of a candidate answers."""
        return _holds(self.case, self.candidates[best], whole=True)


def _holds(case: Case, candidate: Candidate, *, whole: bool) -> bool:
    """Whether a proving sentence, or the fact in it, says an answer."""
    text, fact = candidate.sentence.clean, candidate.fact
    if candidate.sentence.passage not in case.proof:
        return False
    for answer in map(normalise, case.answers):
        start = text.find(answer)
        while start >= 0:
            if whole or (start < fact.end and start + len(answer) > fact.start):
                return True
            start = text.find(answer, start + 1)
    return False


@dataclass(frozen=True, slots=True)
class Fitted:
    """A bias and a weight of each value as it is, without scaling."""

    bias: float
    weights: Floats

    def chances(self, values: Floats) -> Floats:
        """The chance of each row."""
        return 1 / (1 + np.exp(-self.bias - values @ self.weights))


def fit(values: Floats, right: Bools, strength: float) -> Fitted:
    """The weights of a logistic regression over scaled values, brought back to the values."""
    scale = np.where(values.std(axis=0) > 0, values.std(axis=0), 1.0)
    model = LogisticRegression(C=strength, max_iter=3000).fit(values / scale, right)
    return Fitted(float(model.intercept_[0]), model.coef_[0] / scale)


def held_out(values: Floats, right: Bools, topics: Sequence[str], strength: float) -> Floats:
    """The chance of each row by a fit without its topic."""
    scale = np.where(values.std(axis=0) > 0, values.std(axis=0), 1.0)
    chances = cross_val_predict(
        LogisticRegression(C=strength, max_iter=3000),
        *(values / scale, right),
        groups=topics,
        cv=GroupKFold(n_splits=_FOLDS),
        method="predict_proba",
    )
    return np.asarray(chances[:, 1], dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Best:
    """The best candidate of each case that has one, and what decides about it."""

    cases: list[int]
    deciding: Floats
    right: Bools

    @classmethod
    def of(cls, reader: PassageReader, rows: Sequence[Measured], chances: Floats) -> Best:
        """The best candidates, by the chances of all candidates of all rows, in order."""
        ends = np.cumsum([len(row.candidates) for row in rows])[:-1]
        found, deciding, right = [], [], []
        for index, (row, part) in enumerate(zip(rows, np.split(chances, ends), strict=True)):
            if len(part):
                best = int(part.argmax())
                found.append(index)
                deciding.append(reader.deciding(row.case.query, row.candidates, list(part), best))
                right.append(row.answered(best))
        return cls(found, np.array(deciding), np.array(right, dtype=bool))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a level costs, each as a share."""

    refused: float  # of the unanswerable
    missed: float  # of the answerable, refused
    right: float  # of the answerable, answered rightly


def cost(rows: Sequence[Measured], best: Best, chances: Floats, level: float) -> Cost:
    """What it costs to answer from a level on; a case without candidates is refused."""
    sure = {i: chance >= level for i, chance in zip(best.cases, chances, strict=True)}
    right = dict(zip(best.cases, best.right, strict=True))
    proved = [i for i, row in enumerate(rows) if row.case.proof]
    others = [i for i, row in enumerate(rows) if not row.case.proof]
    return Cost(
        float(np.mean([not sure.get(i, False) for i in others])),
        float(np.mean([not sure.get(i, False) for i in proved])),
        float(np.mean([sure.get(i, False) and right[i] for i in proved])),
    )


def report(rows: Sequence[Measured], best: Best, chances: Floats, levels: Sequence[float]) -> None:
    """Print what each level costs."""
    print("level  unanswerable refused  answerable refused  answerable right")
    for level in levels:
        one = cost(rows, best, chances, level)
        print(f"{level:5.2f}  {one.refused:20.3f}  {one.missed:18.3f}  {one.right:16.3f}")


def measured(reader: PassageReader, name: str) -> list[Measured]:
    """The candidates of every case of a set, by the path that a question really takes."""
    asked = cases(read_topics(name))
    return [Measured(case, reader.candidates(case.query, case.passages)) for case in asked]


def written(fact: Fitted, answer: Fitted, level: float, costs: Cost) -> str:
    """The text of `confidence.toml`."""
    lines = [
        "# Made by `python -m eval.calibrate_passages --write`. With each topic left out in turn,",
        f"# level {level:.2f} refuses {costs.refused:.0%} of the unanswerable and "
        f"{costs.missed:.0%} of the answerable.",
        f"level = {level:.2f}",
    ]
    for name, fitted, names in (("fact", fact, FIGURES), ("answer", answer, DECIDING)):
        lines += ["", f"[{name}]", f"bias = {fitted.bias:.3f}", "", f"[{name}.weights]"]
        lines += [
            f"{one} = {weight:.3f}" for one, weight in zip(names, fitted.weights, strict=True)
        ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Print what the fit costs on questions that it has not seen; `--write` puts it in force."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write confidence.toml")
    write = parser.parse_args().write
    reader = PassageReader.open(cache_folder(load_settings().index_folder))
    rows = measured(reader, "passages_calibration")
    values = np.concatenate([row.values for row in rows])
    right = np.array([one for row in rows for one in row.right], dtype=bool)
    topics = [row.case.topic for row in rows for _ in row.candidates]
    best = Best.of(reader, rows, held_out(values, right, topics, _STRENGTHS[0]))
    own = [rows[index].case.topic for index in best.cases]
    chances = held_out(best.deciding, best.right, own, _STRENGTHS[1])
    levels = np.arange(0.05, 0.95, 0.01)
    allowed = [one for one in levels if cost(rows, best, chances, one).missed <= _FALSE_REFUSALS]
    level = round(float(max(allowed, default=levels[0])), 2)
    shown = sorted({0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, level})
    print(f"calibration: {len(rows) // 2} questions, topics left out in turn")
    report(rows, best, chances, shown)
    fact = fit(values, right, _STRENGTHS[0])
    answer = fit(best.deciding, best.right, _STRENGTHS[1])
    _report_unseen(reader, fact, answer, shown)
    text = written(fact, answer, level, cost(rows, best, chances, level))
    if write:
        _FILE.write_text(text, encoding="utf-8")
    else:
        print(f"\n{text}")
    return 0


def _report_unseen(
    reader: PassageReader, fact: Fitted, answer: Fitted, shown: Sequence[float]
) -> None:
    rows = measured(reader, "passages_report")
    chances = fact.chances(np.concatenate([row.values for row in rows]))
    best = Best.of(reader, rows, chances)
    print(f"\nunseen: {len(rows) // 2} questions")
    report(rows, best, answer.chances(best.deciding), shown)


if __name__ == "__main__":
    raise SystemExit(main())
