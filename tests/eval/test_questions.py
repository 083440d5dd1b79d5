"""The question sets are well formed, balanced, and true to the shipped documents."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from eval import check_questions as cq

ROWS = cq.read_rows()
POINTS = cq.read_points()


def _question(half: str, question_id: str) -> dict[str, Any]:
    found = [q for q in cq.load(cq.QUESTIONS / f"{half}.jsonl") if q["id"] == question_id]
    return copy.deepcopy(found[0])


def test_shipped_questions_are_sound() -> None:
    assert cq.check() == []


def test_reader_keeps_a_cell_with_a_line_break_together() -> None:
    assert ROWS[57].cooperating == ("规划发展处", "医政处")
    assert ROWS[49].group == 12
    assert ROWS[65].section == 5
    assert ROWS[47].units == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"must": ["公卫处"]}, "不在所引任务中"),
        ({"citations": ["pudong-2024#66"]}, "引用不存在"),
        ({"must_not": ["基层处"]}, "must_not"),
    ],
)
def test_wrong_gold_is_caught(change: dict[str, Any], fault: str) -> None:
    question = _question("tuning", "t-lead-01") | change
    faults = cq.check_ids(question, ROWS, POINTS) + cq.check_roles(question, ROWS)
    assert any(fault in f for f in faults)


def test_incomplete_list_is_caught() -> None:
    question = _question("tuning", "t-content-01")
    question["citations"].pop()
    assert cq.check_list(question, ROWS)


def test_swapped_owners_in_history_are_caught() -> None:
    question = _question("tuning", "t-lead-01")
    question["history"] = [
        {"role": "user", "content": "老人体检谁牵头？"},
        {"role": "assistant", "content": "由公卫处牵头。〔任务38〕"},
    ]
    assert cq.check_history(question, ROWS)


def test_same_question_in_both_halves_is_caught() -> None:
    question = _question("tuning", "t-lead-01")
    faults = cq.check_sets({"tuning": [question], "report": [question]})
    assert any("重复" in f for f in faults)
    assert any("同一事实" in f for f in faults)
