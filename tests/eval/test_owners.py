"""The wrong-owner check, on answers that are right and wrong in known ways."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from eval.owners import OwnerCheck
from eval.question_sets import Question
from eval.responses import Response
from ingest import PolicyItem, Role

QUESTION = Question(id="q", kind="lead", question="清理河道谁牵头？", citations=("town#6",))


@pytest.fixture(scope="module")
def check(items: Sequence[PolicyItem]) -> OwnerCheck:
    return OwnerCheck({item.item_id: item for item in items})


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("由**城建科**牵头。", ("town#6",)),
        ("牵头部门：市场科\n配合部门：绿化科、房管科", ("town#4",)),
        ("由食药科、市场科共同牵头，城建科配合。", ("town#3",)),
        ("第1项由房管科牵头；第2项由绿化科牵头。", ("town#1", "town#2")),
        ("委属相关单位是园林所、城管队。", ("town#6",)),
        ("| 编号 | 牵头部门 | 配合部门 |\n|---|---|---|\n| 1 | 房管科 | 城建科 |", ("town#1",)),
    ],
)
def test_right_answers_pass(check: OwnerCheck, text: str, cited: tuple[str, ...]) -> None:
    assert check.find(QUESTION, Response(text, cited=cited)) == ()


def test_a_name_that_no_cited_item_holds_is_found(check: OwnerCheck) -> None:
    (finding,) = check.find(QUESTION, Response("由绿化科牵头", cited=("town#6",)))
    assert (finding.name, finding.role) == ("绿化科", None)


@pytest.mark.parametrize(
    ("text", "cited", "wrong"),
    [
        ("由城建科牵头", ("town#1",), ("城建科", Role.LEAD)),
        ("配合部门：房管科", ("town#1",), ("房管科", Role.COOPERATING)),
        ("委属单位是房管科", ("town#1",), ("房管科", Role.UNIT)),
        (
            "〔任务4〕整治占道经营（牵头：市场科；配合：城建科）\n〔任务1〕（配合：城建科）",
            ("town#1", "town#4"),
            ("城建科", Role.COOPERATING),
        ),
        ("任务4由房管科牵头，任务1由房管科牵头", ("town#1", "town#4"), None),
        ("任务4由房管科牵头。任务1由房管科牵头。", ("town#1", "town#4"), ("房管科", Role.LEAD)),
        (
            "| 编号 | 牵头部门 |\n|---|---|\n| 4 | 房管科 |",
            ("town#1", "town#4"),
            ("房管科", Role.LEAD),
        ),
    ],
)
def test_a_name_in_another_role_than_claimed_is_found(
    check: OwnerCheck, text: str, cited: tuple[str, ...], wrong: tuple[str, Role] | None
) -> None:
    findings = check.find(QUESTION, Response(text, cited=cited))
    assert [(one.name, one.role) for one in findings] == ([wrong] if wrong else [])


def test_a_premise_may_be_named_in_order_to_be_corrected(check: OwnerCheck) -> None:
    question = Question(id="q", kind="premise", question="为什么清理河道由绿化科牵头？")
    text = "这项任务并非由绿化科牵头，而是由城建科牵头。"
    assert check.find(question, Response(text, cited=("town#6",))) == ()


def test_a_refusal_may_name_the_owners_of_what_it_shows(check: OwnerCheck) -> None:
    text = "文件没有写明。最接近的是第6项任务，由城建科牵头。"
    assert check.find(QUESTION, Response(text, related=("town#6",), refused=True)) == ()
    assert check.find(QUESTION, Response(text, related=("town#6",)))


def test_names_beyond_the_gold_items_are_told_apart(check: OwnerCheck) -> None:
    response = Response("由城建科牵头，绿化科也牵头一项", cited=("town#6", "town#2"))
    assert check.find(QUESTION, response) == ()
    assert check.beyond_gold(QUESTION, response) == ("绿化科",)


def test_without_gold_items_nothing_is_beyond_them(check: OwnerCheck) -> None:
    question = Question(id="q", kind="refusal", question="电话？", citations=(), refused=True)
    assert check.beyond_gold(question, Response("绿化科")) is None
