"""Months that are set aside or bound a list, and roles in the words of a question of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


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
        ("指名道姓列出来的配合处室最多的是哪项任务", "13 14"),
    ],
)
def test_roles_in_other_words(ask: Ask, cited: Cited, question: str, items: str) -> None:
    assert set(cited(ask(question))) == _ids(items)


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


def test_alone_and_jointly_are_counted_apart(ask: Ask) -> None:
    text = ask("人口家发处独牵几条、合牵几条").text
    assert "6项任务" in text
    assert "3项任务" in text
