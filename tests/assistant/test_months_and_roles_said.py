"""Months that are set aside or bound a list, and roles in the words of a question of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]
_LED_BY_PUBLIC_HEALTH = "20 21 22 23 24 25 26 28 29 30 36 41"


def _ids(said: str) -> set[str]:
    return set(said.split())


@pytest.mark.parametrize(
    ("question", "months", "not_said"),
    [
        ("分工表除了6月和全年，还有哪几个月份的节点", "3月 9月 10月", "6月（"),
        ("不算全年的，时间节点一共涉及哪几个月", "3月 6月 9月 10月", "全年（"),
        ("除了3月10月，别的月份还有哪些有截止的", "6月 9月", "10月（"),
    ],
)
def test_which_months_there_are_besides(
    ask: Ask, question: str, months: str, not_said: str
) -> None:
    text = ask(question).text
    assert all(month in text for month in months.split())
    assert not_said not in text


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("9月要交的里面，医政处自己牵头的有哪几条", "21"),
        ("八月往后写明了月份的，公卫处牵头的有哪几件", "21 22"),
        ("四月往前写了月份的有哪些", "3"),
        ("6月往前到期的一共几条", "3 15 29"),
        ("一件事那一堆里，不是卡在10月的还有哪些", "31 36"),
        ("不在9月、也不是全年的任务有哪些", "3 15 29 32 33 34 35"),
        ("写明了月份但不是10月的有哪些", "3 8 9 10 15 21 22 29 37 38 39 40"),
        ("人口家发处牵头、不定在全年的有哪些", "21 29 35 37 39"),
        ("我想把9月到期的都拎出来，看看基层处自己牵头的有哪些", "38 40"),
        ("30号以后到期写9月的有哪些", "37 38 39 40"),
        ("6月往前（含6月）到期的有哪些", "3 15 29"),
        ("基层处牵头、没死线的是哪条", "57"),
        ("党政办牵头的里面，没给定月份的有几条", "45 50 65"),
        ("医政处挑的头，有几条定了月份", "21 29"),
        ("月份比9月大的任务有哪些", "32 33 34 35"),
        ("第二部分里有具体月份的那几条，别把全年的混进来", "21 22 29"),
        ("除了9月，哪个月到期的任务最多", "32 33 34 35"),
    ],
)
def test_bounded_by_a_month(ask: Ask, cited: Cited, question: str, items: str) -> None:
    assert set(cited(ask(question))) == _ids(items)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("规划发展处自己不牵、但要配合别人在九月交差的，列下", "9 10 21"),
        ("基层处没牵头但有份配合的，一共几项", "13 14 49"),
        ("公卫处不挑头却得配合的任务有哪几条", "3 13 14 63"),
        ("公卫处牵头或并列牵头、又写了具体月份的有哪些", "21 22 29"),
        ("医政处独自牵头或和别人一起牵头的任务有多少", "20 21 27 29 46"),
        ("做药的公司也被写进任务里的有哪几条", "52 53"),
        ("好差评这一组两条里，党政办跟生物医药处各自牵的是哪条", "50 51"),
        ("随申码那条我看规划处牵头，配合的有谁", "49"),
        ("四医联动那条的“相关单位”一栏填的谁", "52"),
        ("检查的人处罚太重，规范监管执法是哪几个处一起领头", "30"),
        ("党政办有没有只配合不牵头的任务", "51"),
        ("医政处和人口家发处一起给公卫处打配合的有哪些", "23 26 30"),
        ("指名道姓列出来的配合处室最多的是哪项任务", "13 14"),
    ],
)
def test_roles_in_other_words(ask: Ask, cited: Cited, question: str, items: str) -> None:
    assert set(cited(ask(question))) == _ids(items)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("不说自己牵的，光配合别人的，党政办有哪些", "51"),
        ("基层处或者是主角，或者是配角的任务有哪些", "13 14 32 34 38 40 49 57"),
        ("党政办牵头数，急", "45 50 65"),
        ("把公卫处牵头的统统划掉，余下来的给我看看", ""),
        ("牵头栏里有规划发展处，但又不止规划发展处的是哪条", "30"),
        ("有七院的算、有区疾控中心的也算，一共几条", "36 41 42"),
        ("审批中心、监督所同时出现的任务有哪些", "12 64"),
        ("党政办要配合人家的是哪条，自己牵的先不管", "51"),
        ("轮不到规划发展处来牵的，第五部分是哪条", "65"),
        ("监督所跟审批中心两家共担的有几条", "12 64"),
        ("领头的是中医科教处、党政办里随便哪一家都行", "45 50 55 56 65"),
        ("基层处牵头，时限全年，清单", "57"),
        ("年初到6月，生物医药处牵头的到期任务一条条说", "15"),
    ],
)
def test_sets_in_a_listeners_words(ask: Ask, cited: Cited, question: str, items: str) -> None:
    found = set(cited(ask(question)))
    wanted = _ids(items) or {str(n) for n in range(1, 66)} - _ids(_LED_BY_PUBLIC_HEALTH)
    assert found == wanted


@pytest.mark.parametrize(
    "question",
    [
        "哪个处从没当过牵头、光给别人配合？陪了哪几条",
        "有没有哪个处室一次牵头都没当过，只打下手的",
        "只陪跑没当过牵头的处室有哪些",
    ],
)
def test_who_only_helps(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert not answer.refused
    assert "组织人事处" in answer.text


def test_the_role_that_is_ranked_is_the_one_said(ask: Ask) -> None:
    answer = ask("当配合方最频繁的处室，按点名出现的次数算，是谁、几次")
    assert answer.count == 13
    assert "医政处" in answer.text


def test_who_helps_most_is_not_who_has_most(ask: Ask) -> None:
    answer = ask("配合任务最多的部门，配合了几项")
    assert answer.count == 13
    assert "医政处" in answer.text


def test_both_roles_are_counted_within_a_month(ask: Ask, cited: Cited) -> None:
    answer = ask("领导让我理一下，规划发展处9月要交的里头，自己牵的几条、配合别人的几条")
    assert set(cited(answer)) == _ids("9 10 21")
    assert "3项" in answer.text


def test_alone_and_jointly_are_counted_apart(ask: Ask) -> None:
    text = ask("人口家发处独牵几条、合牵几条").text
    assert "6项任务" in text
    assert "3项任务" in text
