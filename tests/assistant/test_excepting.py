"""What a question leaves out: a part or group by its number or name, wherever it says so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("除了第三部分，基层处在其他部分还牵头什么", {"57"}),
        ("公卫处在第二部分以外牵头的有哪些", {"36", "41"}),
        ("公卫处在别的部分（第二部分不算）还牵头哪些", {"36", "41"}),
        (
            "委审批服务中心除第一部分“推进职能转变”之外，别处还有哪些任务",
            {"33", "43", "50", "51", "64"},
        ),
        ("医政处除开“审管执信”那块，别的部分牵头了什么", {"46"}),
        ("监督所落实的（写全年的甭提）有哪几项", {"21", "22", "29"}),
        ("委审批服务中心落实的，撇下全年的，还有哪几项", {"3", "8", "9", "10", "15", "33"}),
        ("10月的任务里，基层处那两条先搁一边，其余的是哪几条", {"33", "35"}),
        ("审管执信一整章里，踢掉公卫处牵头的，还剩哪些", {"19", "27"}),
    ],
)
def test_a_part_is_left_out(ask: Ask, cited: Cited, question: str, tasks: set[str]) -> None:
    assert set(cited(ask(question))) == tasks


def test_the_parts_that_are_left_are_ranked(ask: Ask) -> None:
    answer = ask("除了第三部分，任务最多的是哪个部分")
    assert "18项" in answer.text
    assert "推进职能转变" in answer.text


@pytest.mark.parametrize(
    ("question", "owners"),
    [
        ("保障落实那章都有谁牵头", {"规划发展处", "党政办"}),
        ("保障落实那部分，除规划发展处外还有谁牵头", {"党政办"}),
        ("审管执信那部分由哪家委属单位落实", {"区监督所"}),
    ],
)
def test_who_has_part_in_a_chapter_named_by_its_matter(
    ask: Ask, question: str, owners: set[str]
) -> None:
    said = ask(question).text
    named = {name for name in (*owners, "规划发展处", "生物医药处") if f"- {name}（" in said}
    assert named == owners
