"""A follow-up that drops a condition, puts another in its place, or adds to the list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]

HEALTH_SEPTEMBER = "公卫处牵头、9月到点的"
HEALTH = ["20", "21", "22", "23", "24", "25", "26", "28", "29", "30", "36", "41"]
SEPTEMBER = ["8", "9", "10", "21", "22", "37", "38", "39", "40"]
OFFICE = "党政办牵头哪些"


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        ([HEALTH_SEPTEMBER], "牵头不限了，都有哪些", SEPTEMBER),
        ([HEALTH_SEPTEMBER], "哪个处牵头都行，只看月份", SEPTEMBER),
        ([HEALTH_SEPTEMBER], "月份就放开吧", HEALTH),
        ([HEALTH_SEPTEMBER], "去掉月份的限制", HEALTH),
        ([HEALTH_SEPTEMBER, "月份换成10月"], "牵头的改成基层处", ["32", "34"]),
        (["基层处牵头、9月到点的"], "时间不变，换成人口家发处", ["21", "37", "39"]),
        (
            ["区监督所参与、公卫处牵头的"],
            "单位不动，牵头的换成规划发展处",
            ["12", "19", "30", "64"],
        ),
        (
            ["3月要完成的", "6月的呢"],
            "两个月的合到一块，再把10月的也算上",
            ["3", "15", "29", "32", "33", "34", "35"],
        ),
        (["9月到期的有哪些"], "党政办牵头的也加进来", [*SEPTEMBER, "45", "50", "65"]),
        ([OFFICE], "再把中医科教处的也加进来", ["45", "50", "55", "56", "65"]),
    ],
)
def test_conditions_are_changed(
    ask: Ask, cited: Cited, earlier: list[str], question: str, expected: list[str]
) -> None:
    assert sorted(cited(ask(question, *earlier)), key=int) == expected


def test_a_sum_is_counted(ask: Ask) -> None:
    answer = ask("两个月的合到一块，再把10月的也算上，一共几项", "3月要完成的", "6月的呢")
    assert answer.count == 7


def test_in_either_role_drops_no_condition(ask: Ask, cited: Cited) -> None:
    answer = ask("不管牵头还是配合，党政办有几项", HEALTH_SEPTEMBER)
    assert cited(answer) == ["45", "50", "51", "65"]
