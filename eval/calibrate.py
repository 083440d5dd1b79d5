"""Fit the figures that decide between answering and refusing: python -m eval.calibrate."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

from assistant import Assistant
from assistant.decide import Features, features, thresholds
from assistant.find import Finder, fits_question
from assistant.query import Act, Query

_QUESTIONS = Path(__file__).with_name("questions")
_TUNING_KINDS = {"lead", "cooperating", "unit", "deadline", "multi", "paraphrase", "noisy"}
_NAMES = tuple(field.name for field in fields(Features))
_LEVELS = (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True)
class Row:
    """One question: what its best item offers, and whether that item is the right one."""

    kind: str
    values: tuple[float, ...]  # the features, in their order
    answerable: bool
    right: bool


def _questions() -> list[tuple[str, str, set[str]]]:
    """(kind, question, items that answer it); none where nothing does."""
    rows = []
    for line in (_QUESTIONS / "calibration.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        rows.append((row["kind"], row["question"], set(row["item"])))
    for line in (_QUESTIONS / "tuning.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        single = len(row.get("citations") or ()) == 1
        if row["kind"] in _TUNING_KINDS and single and not row.get("history"):
            rows.append((row["kind"], row["question"], set(row["citations"])))
    return rows


def _decided_before(query: Query) -> bool:
    """Whether the question is refused by what it asks for, before any evidence is weighed."""
    elsewhere = query.other_place or query.other_year
    return bool(query.outside or elsewhere or query.numbers or query.act in {Act.CHAT, Act.OUTSIDE})


def measure(assistant: Assistant) -> list[Row]:
    """The features of every calibration question, by the path that a question really takes."""
    finder = Finder(assistant.index)
    rows = []
    for kind, question, gold in _questions():
        query = assistant.understand(question)
        if not gold and _decided_before(query):
            continue
        topic = query.topic or query.text
        evidence = finder.find(topic, question=query.gist, accepts=fits_question(query))
        right = bool(evidence) and evidence[0].item.item_id in gold
        if evidence:
            values = features(topic, evidence, wants_owner=query.wants_owner)
            rows.append(Row(kind, astuple(values), bool(gold), right))
    return rows


def _report(rows: list[Row], chance: NDArray[np.float64]) -> None:
    answerable = np.array([row.answerable for row in rows])
    right = np.array([row.right for row in rows])
    print(f"{len(rows)} questions, best item right for {right[answerable].mean():.3f}")
    print("level  false answers  false refusals  wrong item answered")
    for level in _LEVELS:
        answered = chance >= level
        print(
            f"{level:5.2f}  {answered[~answerable].mean():13.3f}"
            f"  {(~answered)[answerable & right].mean():14.3f}"
            f"  {answered[answerable & ~right].mean():19.3f}"
        )


def main(arguments: list[str]) -> int:
    """Print the fitted figures, and what each level of confidence costs (cross-validated)."""
    assistant = Assistant.open(Path(arguments[0]) if arguments else None)
    rows = measure(assistant)
    values = np.array([row.values for row in rows])
    right = np.array([row.right for row in rows])
    scale = values.std(axis=0)
    model = LogisticRegression(C=10)
    chance = cross_val_predict(model, values / scale, right, cv=5, method="predict_proba")[:, 1]
    _report(rows, chance)
    print(f"\nthresholds.toml (answer = {thresholds().answer} now):")
    print(_table(assistant.index.manifest.embedder, _fitted(values, right, range(len(_NAMES)))))
    print(_table("unmeasured", _fitted(values, right, range(1, len(_NAMES)))))
    return 0


def _fitted(
    values: NDArray[np.float64], right: NDArray[np.bool_], columns: Sequence[int]
) -> list[float]:
    """The bias and one weight a feature; 0 for the features that are left out."""
    columns, scale = list(columns), values.std(axis=0)
    model = LogisticRegression(C=10).fit(values[:, columns] / scale[columns], right)
    weights = np.zeros(values.shape[1])
    weights[columns] = model.coef_[0] / scale[columns]
    return [float(model.intercept_[0]), *map(float, weights)]


def _table(name: str, figures: Sequence[float]) -> str:
    names = ("bias", *_NAMES)
    lines = (f"{own} = {figure:.2f}" for own, figure in zip(names, figures, strict=True))
    return "\n".join([f"[{name}]", *lines, ""])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
