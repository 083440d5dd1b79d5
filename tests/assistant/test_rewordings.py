"""Roundabout ways of asking give what the plain ones give."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer
from assistant.rewordings import in_plain_wording

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]
_TOGETHER = {"20", "21", "29", "30"}  # led by several


@pytest.mark.parametrize(
    "question",
    [
        "不止一个处室一块儿当牵头的，列一下",
        "两家及两家以上同时挂牵头的任务",
        "好几个处共同当牵头的有哪些",
        "不是一家单独牵头的任务有哪些",
        "超过一个部门牵头的是哪几条",
        "由两个以上部门联合挂帅的是哪几项",
    ],
)
def test_led_by_several_in_other_words(ask: Ask, cited: Cited, question: str) -> None:
    assert set(cited(ask(question))) == _TOGETHER


@pytest.mark.parametrize(
    "question",
    ["哪个处室最轻松，一件牵头的也没有", "谁最闲，一项都没牵头", "哪家最省心，连一个牵头的都没有"],
)
def test_who_has_least_to_do_is_who_leads_nothing(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert "组织人事处" in answer.text
    assert "生物医药处" not in answer.text


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("分工表最左边那列序号编到多少", 18),
        ("大项总共排到第几个", 18),
        ("浦东那张表一共分多少大项", 18),
        ("任务编号一直排到几号", 65),
        ("市里那份要点列到第几点为止", 15),
        ("市卫健委那份工作要点写了几点", 15),
    ],
)
def test_where_numbers_end_is_how_many(ask: Ask, question: str, count: int) -> None:
    assert ask(question).count == count


@pytest.mark.parametrize(
    ("question", "points"),
    [
        ("市里要点讲简政放权的部分一共包含几点", {"市1", "市2", "市3"}),
        ("市要点里组织保障那块写了几点", {"市13", "市14", "市15"}),
        ("市里那份第二部分含几点", {"市4", "市5", "市6"}),
    ],
)
def test_points_of_a_section_are_counted(
    ask: Ask, cited: Cited, question: str, points: set[str]
) -> None:
    answer = ask(question)
    assert set(cited(answer)) == points
    assert answer.count == len(points)


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("“一业一证”那组里，哪些不急着九月完成", {"11", "12"}),
        ("“一件事”那组，没要求10月弄完的有哪些", {"31", "36"}),
        ("新型监管模式那组哪些不卡在9月", {"19", "20"}),
        ("9月不用交的“一业一证”任务有几件", {"11", "12"}),
        ("“免申即享”里有没有不赶9月的", set()),
    ],
)
def test_a_month_that_need_not_be_met(
    ask: Ask, cited: Cited, question: str, tasks: set[str]
) -> None:
    assert set(cited(ask(question))) == tasks


@pytest.mark.parametrize(
    "question",
    [
        "我三张证到期日期各不相同，浦东打算统一吗，几月前",
        "证照期限五花八门的，谁负责给统一",
        "线上办一业一证填表太麻烦，谁来改进",
    ],
)
def test_what_shops_say_of_their_papers(ask: Ask, cited: Cited, question: str) -> None:
    assert cited(ask(question)) == ["10"]


@pytest.mark.parametrize(
    "text",
    [
        "这项任务排到几月完成",
        "挂号排到几点钟",
        "是不是一家牵头",
        "公卫处排第几",
        "许可期限有多长",
        "市区两级都要吗",
    ],
)
def test_other_words_are_left_as_they_are(text: str) -> None:
    assert in_plain_wording(text) == text


def test_more_than_two_cooperate(ask: Ask, cited: Cited) -> None:
    assert set(cited(ask("超过两家配合的任务有哪几条"))) == {"3", "13", "14", "63"}


@pytest.mark.parametrize("question", ["一业一证新在哪里", "电子证照方便在哪儿"])
def test_in_what_respect_is_no_place(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert not answer.refused
    assert "地址" not in answer.text


def test_what_is_not_meant_is_left_out(ask: Ask, cited: Cited) -> None:
    assert cited(ask("老人的那个不是体检是养老服务那个一件事几月要")) == ["34"]


@pytest.mark.parametrize("question", ["证一直没办下来，能去哪投诉", "跑了好几回没办成，上哪儿反映"])
def test_where_to_complain(ask: Ask, cited: Cited, question: str) -> None:
    assert {"51", "市12"} & set(cited(ask(question)))
