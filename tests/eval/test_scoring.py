"""What counts as right, one expectation at a time."""

from __future__ import annotations

from typing import Any

import pytest

from eval.question_sets import Question
from eval.responses import Response
from eval.scoring import judge, normalise


def _question(**expected: Any) -> Question:
    return Question(id="q", kind="lead", question="谁牵头？", **expected)


def test_normalise_takes_away_layout_and_full_width_forms() -> None:
    assert normalise("| **医 政处** |\n（３８）") == "医政处(38)"


def test_strings_are_found_across_bold_marks_and_table_cells() -> None:
    verdict = judge(_question(must=("牵头部门：医政处",)), Response("**牵头部门**：| 医政处 |"))
    assert verdict.answer


def test_every_required_string_has_to_be_there() -> None:
    verdict = judge(_question(must=("医政处", "公卫处")), Response("由医政处牵头"))
    assert not verdict.answer
    assert verdict.missing == ("公卫处",)


def test_any_alternative_of_a_required_string_will_do() -> None:
    question = _question(must=(("没有", "未列"),))
    assert judge(question, Response("该项未列配合部门")).answer
    assert judge(question, Response("配合部门是医政处")).missing == ("没有／未列",)


def test_a_forbidden_string_makes_the_answer_wrong() -> None:
    verdict = judge(_question(must=("医政处",), must_not=("公卫处",)), Response("医政处、公卫处"))
    assert not verdict.answer
    assert verdict.forbidden == ("公卫处",)


@pytest.mark.parametrize(
    ("cited", "right"),
    [(("a", "b"), True), (("b", "a"), True), (("a",), False), (("a", "b", "c"), False)],
)
def test_citations_must_be_exactly_the_expected_set(cited: tuple[str, ...], right: bool) -> None:
    assert judge(_question(citations=("a", "b")), Response("", cited=cited)).citations is right


def test_any_of_several_citation_sets_will_do_even_without_a_first_choice() -> None:
    question = _question(citations=None, citations_any=(("a",), ("a", "b")))
    assert judge(question, Response("", cited=("a", "b"))).citations is True
    assert judge(question, Response("", cited=("b",))).citations is False


def test_what_is_not_expected_is_not_judged() -> None:
    verdict = judge(_question(refused=None), Response("", cited=("x",), count=3, refused=True))
    assert (verdict.citations, verdict.count, verdict.refusal) == (None, None, None)
    assert verdict.all_right


@pytest.mark.parametrize(
    "response",
    [
        Response("二", cited=("a",), count=2),
        Response("2", cited=(), count=2),
        Response("2", cited=("a",), count=3),
        Response("2", cited=("a",), count=2, refused=True),
    ],
)
def test_one_wrong_thing_is_enough_for_not_all_right(response: Response) -> None:
    question = _question(must=("2",), citations=("a",), count=2)
    assert judge(question, Response("2", cited=("a",), count=2)).all_right
    assert not judge(question, response).all_right
