"""Expected figures: reached, nearly reached, missed, and better than expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from eval.check import Comparison, Outcome, compare, read_expected


@pytest.mark.parametrize(
    ("actual", "outcome"),
    [
        (0.9, Outcome.OK),
        (0.95, Outcome.OK),
        (0.896, Outcome.NEAR),
        (0.895, Outcome.NEAR),
        (0.894, Outcome.FAIL),
        (None, Outcome.FAIL),
    ],
)
def test_a_share_is_reached_nearly_reached_or_missed(
    actual: float | None, outcome: Outcome
) -> None:
    assert Comparison("tuning", "all_right", 0.9, actual).outcome is outcome


def test_a_failure_names_the_expected_figure() -> None:
    line = str(Comparison("tuning", "all_right", 0.9, 0.5))
    assert line.startswith("FAIL tuning.all_right = 0.5")
    assert "期望 0.9" in line


def test_a_better_figure_asks_to_raise_the_expectation() -> None:
    line = str(Comparison("tuning", "all_right", 0.9, 0.95))
    assert line.startswith("OK")
    assert "请把期望值改过来" in line


def test_one_question_that_raised_an_error_fails() -> None:
    assert Comparison("tuning", "errors", 0, 1).outcome is Outcome.FAIL
    assert Comparison("tuning", "errors", 0, 0).outcome is Outcome.OK


def test_one_wrong_owner_more_than_expected_fails() -> None:
    assert Comparison("tuning", "wrong_owners", 0, 1).outcome is Outcome.FAIL
    assert Comparison("tuning", "wrong_owners", 0, 0).outcome is Outcome.OK
    assert Comparison("tuning", "wrong_owners", 2, 1).better


def test_only_question_sets_that_were_run_are_compared() -> None:
    expected = {"tuning": {"answers": 1.0}, "report": {"answers": 1.0}}
    (only,) = compare(expected, {"report": {"answers": 1.0}})
    assert only.question_set == "report"


def test_a_malformed_expectation_is_named(tmp_path: Path) -> None:
    path = tmp_path / "expected.toml"
    path.write_text('[tuning]\nanswers = "all"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"\[tuning\]"):
        read_expected(path)
