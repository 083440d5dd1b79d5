"""Whether two matters that are named have the same department in a role."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


@pytest.mark.parametrize(
    ("question", "tasks", "offices"),
    [
        ("普法活动和公平竞争审查，挑头的是不是一家", {"64", "65"}, ("规划发展处", "党政办")),
        (
            "出生“一件事”与养老服务“一件事”，牵头方是同一个吗，各自是谁",
            {"31", "34"},
            ("人口家发处", "基层处"),
        ),
        (
            "“随申码”推广跟电子文件归档，这俩是一个部门牵头吗",
            {"45", "49"},
            ("规划发展处", "党政办"),
        ),
        (
            "护士执业注册智慧好办跟独生子女光荣证智慧好办，领头的是同一个处不",
            {"43", "44"},
            ("生物医药处", "人口家发处"),
        ),
        # The city's point on it has no owners; what answers to it in the district has.
        (
            "病媒生物备案和食品企业标准备案，由同一个处负责吗？各是哪个",
            {"16", "17"},
            ("生物医药处", "人口家发处"),
        ),
    ],
)
def test_two_matters_of_different_offices(
    ask: Ask, cited: Cited, question: str, tasks: set[str], offices: tuple[str, str]
) -> None:
    answer = ask(question)
    assert answer.text.startswith("牵头部门不一样")
    assert all(office in answer.text for office in offices)
    assert set(cited(answer)) == tasks


def test_two_matters_of_one_office(ask: Ask, cited: Cited) -> None:
    answer = ask("医疗影像数据共享和数据基座平台，是不是一个处室牵的头")
    assert answer.text.startswith("一样，牵头部门都是**规划发展处**")
    assert set(cited(answer)) == {"42", "48"}


def test_the_role_is_the_one_that_is_named(ask: Ask) -> None:
    answer = ask("卫生监督培训体系和岗位分类分级管理，配合的是同一个处吗")
    assert answer.text.startswith("配合部门不一样")


def test_the_units_below_are_meant(ask: Ask) -> None:
    answer = ask("儿科医联体跟影像共享，底下落实的是同一家单位吗")
    assert answer.text.startswith("委属相关单位不一样")
