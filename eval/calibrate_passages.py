"""Fit when to answer from passages: python -m eval.calibrate_passages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant.normalise import normalise
from assistant.passages import PassageReader
from assistant.passages.confidence import confidence
from assistant.passages.evidence import FIGURES
from assistant.settings import load_settings
from eval.passage_sets import Case, cases, read_topics
from index.layout import cache_folder

_LEVELS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.6)
_STRENGTH = 0.3  # of the fit; small is strongly regularised
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Measured:
    """One case: the figures of each candidate, and whether it gives the answer."""

    case: Case
    values: Floats  # (candidates, figures)
    right: NDArray[np.bool_]


def measured(reader: PassageReader, asked: Sequence[Case]) -> list[Measured]:
    """The candidates of every case, by the path that a question really takes."""
    rows = []
    for case in asked:
        found = reader.candidates(case.query, case.passages)
        values = np.array([one.evidence.values() for one in found]).reshape(-1, len(FIGURES))
        right = [
            one.sentence.passage in case.proof
            and any(normalise(answer) in one.sentence.clean for answer in case.answers)
            for one in found
        ]
        rows.append(Measured(case, values, np.array(right, dtype=bool)))
    return rows


def report(rows: Sequence[Measured], chances: Floats) -> None:
    """Print what each level costs; `chances` of all candidates of all rows, in order."""
    ends = np.cumsum([len(row.values) for row in rows])[:-1]
    print("level  unanswerable refused  answerable refused  answerable right")
    parts = np.split(chances, ends)
    for level in _LEVELS:
        refused: list[bool] = []
        missed: list[bool] = []
        right: list[bool] = []
        for row, part in zip(rows, parts, strict=True):
            answers = bool(len(part)) and part.max() >= level
            if row.case.proof:
                missed.append(not answers)
                right.append(answers and bool(row.right[part.argmax()]))
            else:
                refused.append(not answers)
        print(f"{level:5.2f}  {np.mean(refused):20.3f}  {np.mean(missed):18.3f}"
              f"  {np.mean(right):16.3f}")  # fmt: skip


def main() -> int:
    """Print the fitted figures, their cost by cross-validation, and the cost of those in force."""
    reader = PassageReader.open(cache_folder(load_settings().index_folder))
    rows = measured(reader, list(cases(read_topics("passages_calibration"))))
    values = np.concatenate([row.values for row in rows])
    right = np.concatenate([row.right for row in rows])
    topics = np.concatenate([[row.case.topic] * len(row.values) for row in rows])
    scale = values.std(axis=0)
    model = LogisticRegression(C=_STRENGTH, max_iter=1000)
    folds = GroupKFold(n_splits=6)
    chances = cross_val_predict(
        model, values / scale, right, groups=topics, cv=folds, method="predict_proba"
    )[:, 1]
    print(f"calibration: {len(rows) // 2} questions, topics left out in turn")
    report(rows, chances)
    model.fit(values / scale, right)
    print(f"\nconfidence.toml:\nbias = {model.intercept_[0]:.2f}\n\n[weights]")
    for name, weight in zip(FIGURES, model.coef_[0] / scale, strict=True):
        print(f"{name} = {weight:.2f}")
    _report_unseen(reader)
    return 0


def _report_unseen(reader: PassageReader) -> None:
    figures = confidence()
    weights = np.array([figures.weights[name] for name in FIGURES])
    rows = measured(reader, list(cases(read_topics("passages_report"))))
    total = np.concatenate([row.values for row in rows]) @ weights + figures.bias
    print(f"\nunseen: {len(rows) // 2} questions, confidence.toml (level {figures.answer})")
    report(rows, 1 / (1 + np.exp(-total)))


if __name__ == "__main__":
    raise SystemExit(main())
