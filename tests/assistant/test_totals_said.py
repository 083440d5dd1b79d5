"""Numbers and offices that a question takes for granted, and what is asked besides."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer
from assistant.query import Noun
from assistant.totals_said import total_said

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("分工表拢共七十二条，我汇报这样写行不行", "更正：不是72项，是65项"),
        ("市要点总共13条，我数得对吗", "更正：不是13点，是15点"),
        ("浦东任务清单里大项一共15个是吧", "更正：不是15个，是18个"),
        ("区里任务一共65条没错吧", "是的，"),
        ("市要点分成四个部分吧", "更正：不是4个，是5个"),
        ("区里的表分五大块，没错吧", "是的，"),
    ],
)
def test_a_total_of_a_document_is_checked(ask: Ask, question: str, begins: str) -> None:
    answer = ask(question)
    assert answer.text.startswith(begins)
    assert not answer.refused


def test_what_is_asked_besides_a_wrong_total_is_answered(ask: Ask, cited: Cited) -> None:
    answer = ask("今年浦东一共安排了80项任务，10月交的有几项")
    assert answer.text.startswith("更正：不是80项，是65项")
    assert answer.count == 4
    assert cited(ask("市里要点提了十条，第十条讲什么")) == ["市10"]


def test_a_number_of_some_items_is_no_total() -> None:
    def named(words: str) -> str:
        return words.replace("浦东", "")

    assert total_said("公卫处牵头的14项任务有哪些", named) is None
    assert total_said("9月的八项任务是哪几项", named) is None
    total = total_said("浦东要点一共写了18点，都落实了吗", named)
    assert total is not None
    assert (total.noun, total.number, total.whole) == (Noun.POINT, 18, True)


@pytest.mark.parametrize(
    ("question", "says", "numbers"),
    [
        ("“免申即享”拢共六项，最后一项是哪条", "不是6项，是4项", ["37", "38", "39", "40"]),
        ("双随机那一大项总共三条，第二条归谁", "不是3项，是2项", ["30"]),
        ("基层处牵头的一共六条，第二条归谁", "不是6项，是5项", ["34"]),
        ("10月要交的有五件，除了老年人一件事，另一件是啥", "只有4项", ["32", "33", "34", "35"]),
        ("6月要交的有两件，除了双随机，另一件是什么", "其余的是", ["15"]),
    ],
)
def test_a_place_among_so_many(
    ask: Ask, cited: Cited, question: str, says: str, numbers: list[str]
) -> None:
    answer = ask(question)
    assert says in answer.text
    assert sorted(cited(answer)) == numbers


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("党政办今年连一条配合的都没吧", ["51"]),
        ("七院今年没分到活吧", ["42"]),
        ("监督所一件活都没摊到吧，轻松得很", None),
        ("生物医药处没有6月要交的吧", ["15"]),
        ("10月人口家发处一条牵头的都没有，是吗", ["35"]),
    ],
)
def test_an_office_said_to_have_nothing(
    ask: Ask, cited: Cited, question: str, numbers: list[str] | None
) -> None:
    answer = ask(question)
    assert answer.text.startswith("不是。")
    assert numbers is None or cited(answer) == numbers


def test_an_office_that_has_nothing_indeed(ask: Ask) -> None:
    assert ask("组织人事处今年一件牵头的也没领到，是吗").text.startswith("是的。")


@pytest.mark.parametrize(
    "question",
    [
        "医美监管是公卫处的本职工作吗，他们人手够不够",
        "医美跨部门监管是公卫处的主业嘛，忙得过来吗",
    ],
)
def test_what_is_said_to_be_an_offices_own_work(ask: Ask, question: str) -> None:
    assert ask(question).text.startswith("更正：〔任务27〕不是公卫处牵头")


@pytest.mark.parametrize(
    "question",
    [
        "徐汇今年那份分工表里有没有免申即享",
        "静安区卫健委的分工表上双随机归哪个处",
        "宝山那边的任务表里，随申码谁牵头",
    ],
)
def test_the_paper_of_another_district_is_not_the_own_one(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.refused
    assert "目前收录的是" in answer.text


def test_which_is_left_of_so_many(ask: Ask, cited: Cited) -> None:
    answer = ask("党政办牵头三项，除了公平竞争审查，还有哪两项")
    assert cited(answer) == ["45", "50"]
    wrong = ask("组织人事处配合三项，除了权责清单衔接还有哪两项")
    assert wrong.text.startswith("更正：不是3项，只有2项")
    assert cited(wrong) == ["2", "24"]


def test_the_parts_are_named_with_their_number(ask: Ask) -> None:
    assert "强化组织保障" in ask("市里要点分六大部分，最后一部分讲什么保障来着").text
