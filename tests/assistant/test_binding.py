"""Which department is said to hold which role, and which roles are asked for."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.query import Aspect, Query
from index import CountRange
from ingest import Role

LEAD, COOPERATING, UNIT = Role.LEAD, Role.COOPERATING, Role.UNIT


def bound(query: Query) -> list[tuple[tuple[str, ...], tuple[Role, ...], bool]]:
    """Who is said to hold what; a department named beside no role is left to the catalogue."""
    return [(b.names, b.roles, b.negated) for b in query.bindings if b.stated]


@pytest.mark.parametrize(
    "question",
    [
        "基层处牵头哪些任务？",
        "由基层处牵头的任务有哪些？",
        "基层处作为牵头部门的任务有哪些？",
        "哪些任务由基层处牵头？",
        "哪些任务的牵头部门是基层处？",
        "牵头部门为基层处的任务有哪些？",
        "牵头部门写的是基层处的有哪些？",
        "列出基层处牵头的全部任务",
        "基层处负责哪些任务？",
        "基层处主责的任务有哪些？",
        "基层处挑头的任务有哪些？",
        "归基层处牵头的有哪几项？",
        "基层处都牵头了些什么任务？",
        "牵头的是基层处的任务有几项？",
        "基层处牵的头有哪些？",
    ],
)
def test_led_by(assistant: Assistant, question: str) -> None:
    assert bound(assistant.understand(question)) == [(("基层处",), (LEAD,), False)]


@pytest.mark.parametrize(
    "question",
    [
        "医政处配合哪些任务？",
        "哪些任务由医政处配合？",
        "哪些任务的配合部门里有医政处？",
        "配合部门是医政处的任务有哪些？",
        "医政处作为配合部门参与了哪些任务？",
        "医政处协助哪些任务？",
        "医政处协办的任务有哪些？",
        "需要医政处配合的任务有哪些？",
        "哪些任务要医政处搭把手？",
    ],
)
def test_cooperating(assistant: Assistant, question: str) -> None:
    assert bound(assistant.understand(question)) == [(("医政处",), (COOPERATING,), False)]


@pytest.mark.parametrize(
    "question",
    [
        "区监督所是哪些任务的委属相关单位？",
        "委属相关单位是区监督所的任务有哪些？",
        "委属单位里有区监督所的任务有多少项？",
        "区监督所承担哪些任务？",
        "区监督所负责落实哪些任务？",
        "区监督所参与哪些任务？",
    ],
)
def test_carried_out_by(assistant: Assistant, question: str) -> None:
    assert bound(assistant.understand(question)) == [(("区监督所",), (UNIT,), False)]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "规划发展处牵头、生物医药处配合的任务有哪些？",
            [(("规划发展处",), (LEAD,), False), (("生物医药处",), (COOPERATING,), False)],
        ),
        (
            "由规划发展处牵头，生物医药处协助的有哪些？",
            [(("规划发展处",), (LEAD,), False), (("生物医药处",), (COOPERATING,), False)],
        ),
        (
            "生物医药处配合规划发展处牵头的任务有哪些？",
            [(("生物医药处",), (COOPERATING,), False), (("规划发展处",), (LEAD,), False)],
        ),
        (
            "公卫处牵头但医政处不配合的任务有哪些？",
            [(("公卫处",), (LEAD,), False), (("医政处",), (COOPERATING,), True)],
        ),
    ],
)
def test_two_departments_in_two_roles(
    assistant: Assistant,
    question: str,
    expected: list[tuple[tuple[str, ...], tuple[Role, ...], bool]],
) -> None:
    assert bound(assistant.understand(question)) == expected


def test_one_department_in_either_role(assistant: Assistant) -> None:
    query = assistant.understand("党政办牵头或配合的任务一共几项？")
    assert bound(query) == [(("党政办",), (LEAD, COOPERATING), False)]


@pytest.mark.parametrize("joined", ["和", "、", "与", "跟"])
def test_departments_together(assistant: Assistant, joined: str) -> None:
    query = assistant.understand(f"医政处{joined}公卫处共同牵头的任务有哪些？")
    (binding,) = query.bindings
    assert set(binding.names) == {"医政处", "公卫处"}
    assert binding.together


@pytest.mark.parametrize("joined", ["或", "或者"])
def test_departments_in_the_alternative(assistant: Assistant, joined: str) -> None:
    (binding,) = assistant.understand(f"党政办{joined}中医科教处牵头的任务有哪些？").bindings
    assert set(binding.names) == {"党政办", "中医科教处"}
    assert not binding.together


@pytest.mark.parametrize(
    "question",
    [
        "不由基层处牵头的任务有哪些？",
        "不是基层处牵头的任务有哪些？",
        "除了基层处牵头的以外还有哪些任务？",
        "基层处没有牵头的任务有哪些？",
    ],
)
def test_a_role_denied(assistant: Assistant, question: str) -> None:
    assert bound(assistant.understand(question)) == [(("基层处",), (LEAD,), True)]


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("没有配合部门的任务有几项？", CountRange(COOPERATING, most=0)),
        ("哪些任务没有配合部门？", CountRange(COOPERATING, most=0)),
        ("没有列出委属相关单位的任务有哪些？", CountRange(UNIT, most=0)),
        ("多个部门共同牵头的任务有哪些？", CountRange(LEAD, least=2)),
        ("共同牵头的任务有几项？", CountRange(LEAD, least=2)),
        ("两个以上部门牵头的任务有哪些？", CountRange(LEAD, least=2)),
        ("三个部门共同牵头的任务有哪些？", CountRange(LEAD, least=3, most=3)),
        ("配合部门超过两个的任务有哪些？", CountRange(COOPERATING, least=3)),
        ("配合部门不止一个的任务有哪些？", CountRange(COOPERATING, least=2)),
        ("配合部门至少有四个的任务有哪些？", CountRange(COOPERATING, least=4)),
        ("只有一个配合部门的任务有多少项？", CountRange(COOPERATING, least=1, most=1)),
    ],
)
def test_how_many_hold_a_role(assistant: Assistant, question: str, counted: CountRange) -> None:
    query = assistant.understand(question)
    assert query.filter.owner_counts == (counted,)
    assert query.bindings == ()


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("免费体检由谁牵头？", (Aspect.LEAD,)),
        ("免费体检谁负责？", (Aspect.LEAD,)),
        ("免费体检归哪个处管？", (Aspect.LEAD,)),
        ("出生一件事由谁配合？", (Aspect.COOPERATING,)),
        ("出生一件事的配合部门是谁？", (Aspect.COOPERATING,)),
        ("免费体检的委属相关单位有哪些？", (Aspect.UNIT,)),
        ("免费体检什么时候完成？", (Aspect.DEADLINE,)),
        ("免费体检的截止时间", (Aspect.DEADLINE,)),
        ("免费体检谁牵头、谁配合？", (Aspect.LEAD, Aspect.COOPERATING)),
        ("免费体检谁牵头，什么时候完成？", (Aspect.LEAD, Aspect.DEADLINE)),
        ("免费体检是第几项任务？", (Aspect.NUMBER,)),
    ],
)
def test_what_is_asked_of_an_item(
    assistant: Assistant, question: str, asked: tuple[Aspect, ...]
) -> None:
    query = assistant.understand(question)
    assert query.aspects == asked
    assert query.bindings == ()


@pytest.mark.parametrize(
    "question",
    ["配合民政局做好养老服务一件事由谁牵头？", "配合新区妇联、民政做好两病筛查由谁牵头？"],
)
def test_words_of_a_task_that_look_like_a_role_are_its_topic(
    assistant: Assistant, question: str
) -> None:
    query = assistant.understand(question)
    assert query.aspects == (Aspect.LEAD,)
    assert query.bindings == ()
