"""Lists of what meets one of two conditions, and replies that name items by their numbers."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer
from tests.assistant.asking import Talk

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]

ARCHIVE_OR_STAFF = ["2", "24", "45", "50", "65"]
THREE = ("任务21谁牵头", "医政处、公卫处、人口家发处三家〔任务21〕。")
OF_PUBLIC_HEALTH = ("公卫处有哪些任务", "牵头或配合的共16项。")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("党政办牵头或者组织人事处配合的任务有哪些", ARCHIVE_OR_STAFF),
        ("符合“组织人事处配合”、“党政办牵头”两个条件之一的任务", ARCHIVE_OR_STAFF),
        ("要么是党政办牵头，要么是组织人事处配合的任务，列出来", ARCHIVE_OR_STAFF),
        ("党政办牵头或时间在6月的任务有几项", ["15", "29", "45", "50", "65"]),
        ("9月完成的任务里，基层处牵头或者公卫处牵头的有哪些", ["21", "22", "38", "40"]),
    ],
)
def test_either_of_two_conditions_will_do(
    ask: Ask, cited: Cited, question: str, expected: list[str]
) -> None:
    assert sorted(cited(ask(question)), key=int) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("医政处牵头、9月或10月完成的任务", ["21"]),  # one of two months, and the office
        ("党政办或者基层处牵头的10月任务", ["32", "34"]),  # of which one has none
        ("中医科教处牵头或配合的有哪些", ["13", "14", "55", "56"]),
    ],
)
def test_either_within_one_condition_is_no_second_one(
    ask: Ask, cited: Cited, question: str, expected: list[str]
) -> None:
    assert cited(ask(question)) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("牵头部门同时包含公卫处与规划发展处的任务有哪些", ["30"]),
        ("配合部门里既有基层处又有中医科教处的任务有哪些", ["13", "14"]),
    ],
)
def test_a_column_that_has_several_offices(
    ask: Ask, cited: Cited, question: str, expected: list[str]
) -> None:
    assert cited(ask(question)) == expected


@pytest.mark.parametrize(
    ("turns", "expected"),
    [
        # a reply tells of all that it names by number, in the document that goes so far
        (("6月到期的有哪几项", "两项：第15项和第29项。", "各归谁牵头"), ["15", "29"]),
        (("10月到期的有哪些", "第32项、第34项。", "分别落到哪个单位"), ["32", "34"]),
        (("9月到期的有哪些", "两项，第8项和第9项", "分别由谁牵头"), ["8", "9"]),
        (("中医科教处牵头几项", "牵头第55项、第56项。", "都什么时候完成"), ["55", "56"]),
        (("10月到期的有哪些", "第32项到第34项", "各归谁牵头"), ["32", "33", "34"]),
        (("医政处牵头哪几项", "医政处牵头第20、27、46项", "分别几月完成"), ["20", "27", "46"]),
        (("6月到期的有哪几项", "第15条和第29条", "各归谁牵头"), ["15", "29"]),
        (("市里第4点对应浦东哪几项", "浦东第9项、第10项", "各归谁牵头"), ["9", "10"]),
        (("浦东第20项对应市里哪一点", "对应市里第7点。", "那一点讲什么"), ["市7"]),
        # whether that was all
        (("中医科教处牵头几项", "牵头第55项、第56项。", "不会吧，才俩？没遗漏？"), ["55", "56"]),
        # the neighbour of the item at hand
        (("第21项谁牵头", "第21项由医政处等牵头。", "上面那一项呢"), ["20"]),
        (
            ("第21项谁牵头", "医政处等〔任务21〕", "下一项的牵头部门和这一项是同一个吗"),
            ["21", "22"],
        ),
        (("第21项谁牵头", "医政处等〔任务21〕", "刚才那一项谁配合"), ["21"]),
        # the other role of the same item
        (("任务57归谁", "规划发展处、医政处配合。", "我要问的是牵头的那家，不是配合的"), ["57"]),
        # what they all lead
        ((*THREE, "由他们三家一起牵头的，6月的是哪项"), ["29"]),
        ((*THREE, "这三个处共同牵头的有哪些"), ["20", "21", "29"]),
    ],
)
def test_what_a_reply_in_other_words_told_of(
    talk: Talk, cited: Cited, turns: tuple[str, ...], expected: list[str]
) -> None:
    assert cited(talk(*turns)) == expected


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("不算配合，只看牵头，有哪些", "牵头"),
        ("如果不算配合的呢", "牵头"),
        ("那刨掉牵头的，还剩几项", "配合"),
    ],
)
def test_one_role_is_left_out_of_what_an_office_has(
    talk: Talk, ask: Ask, cited: Cited, question: str, role: str
) -> None:
    wanted = cited(ask(f"公卫处{role}的任务有哪些"))
    assert cited(talk(*OF_PUBLIC_HEALTH, question)) == wanted
    assert cited(ask("不算配合，光看牵头，公卫处有哪些")) == cited(ask("公卫处牵头的有哪些"))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("市里提“合规体检”“合规一码通”的那个第7点，区里对着哪几项", ["市7", "19", "20"]),
        ("市工作要点第7点“新型监管模式”，浦东由哪些任务承接", ["市7", "19", "20", "21", "22"]),
        ("印发文件之前要审公平竞争，归哪个处", ["65"]),
        ("抽签来决定查谁，几月完成", ["29"]),
        ("改革的好经验写到本区的法规里，谁牵头", ["63"]),
    ],
)
def test_whose_point_it_is_and_what_a_task_is_about(
    ask: Ask, cited: Cited, question: str, expected: list[str]
) -> None:
    assert set(cited(ask(question))) == set(expected)
