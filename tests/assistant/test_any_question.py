"""Whatever is typed, there is an answer in words, and nothing in it that is not proved."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from assistant import Assistant, Turn

# The words questions are made of, so that chance makes questions and not only noise.
WORDS = some.sampled_from(
    [
        *("基层处", "公卫处", "区监督所", "宣传处", "牵头", "配合", "委属相关单位", "不", "没有"),
        *("除了", "和", "或", "第", "38", "（40）", "项", "大项", "任务", "9月", "前", "全年"),
        *("去年", "谁", "哪些", "几项", "最多", "比较", "吗", "为什么", "一件事", "一业一证"),
        *("徐汇区", "市里", "对应", "呢", "其中", "电话", "，", "？", "“", "”", "〔任务38〕", "\n"),
    ]
)  # fmt: skip
QUESTIONS = some.one_of(
    some.text(max_size=40),
    some.lists(WORDS, max_size=10).map("".join),
)
ROLES = some.sampled_from(["user", "assistant", "system", ""])
HISTORIES = some.lists(some.builds(Turn, ROLES, QUESTIONS), max_size=3)
FEW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@FEW
@given(question=QUESTIONS)
def test_any_question_is_answered(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.strip()
    if answer.refused:
        assert answer.citations == ()
        assert answer.count is None
    shown = {citation.item.item_id for citation in answer.related}
    assert shown.isdisjoint(citation.item.item_id for citation in answer.citations)


@settings(FEW, max_examples=20)
@given(question=QUESTIONS, history=HISTORIES)
def test_any_history_is_borne(assistant: Assistant, question: str, history: list[Turn]) -> None:
    assert assistant.ask(question, history).text.strip()


@settings(FEW, max_examples=20)
@given(question=QUESTIONS)
def test_the_same_question_has_the_same_answer(assistant: Assistant, question: str) -> None:
    first, second = assistant.ask(question), assistant.ask(question)
    assert first.text == second.text
    assert first.citations == second.citations
    assert (first.refused, first.count) == (second.refused, second.count)


@pytest.mark.parametrize(
    "question",
    [
        "谁" * 1500,
        "（" * 800,
        "第" * 500 + "38项",
        "1、" * 500,
        "“" * 400,
        "基层处、" * 300,
        "9月前" * 200,
    ],
)
def test_a_very_long_question_is_answered(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).text.strip()


@pytest.mark.parametrize(
    "character",
    ["\ud800", "\x00", "\u200b", "\u202e", "\uffff", "𠮷", "㊙", "½", "Ⅷ", "①", "〇"],
    ids=ascii,
)
def test_odd_characters_do_not_hide_a_question(assistant: Assistant, character: str) -> None:
    answer = assistant.ask(f"{character}任务38由谁牵头？")
    assert answer.text.strip()
    assert "公卫处" not in answer.text
