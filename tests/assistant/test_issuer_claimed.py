"""Who is said to have issued a document is checked against what it says itself."""

from __future__ import annotations

import pytest

from assistant import Assistant

CITY, DISTRICT = "上海市卫生健康委员会", "浦东新区卫生健康委员会"


@pytest.mark.parametrize(
    ("asked", "issuer"),
    [
        ("市里那份工作要点，是浦东卫健委印发的吧", CITY),
        ("工作要点是国家卫健委发的吗", CITY),
        ("这张任务分工表是不是党政办印发的", DISTRICT),
        ("任务分工表是市里发的，对不对", DISTRICT),
    ],
)
def test_another_issuer_is_put_right(assistant: Assistant, asked: str, issuer: str) -> None:
    answer = assistant.ask(asked)
    assert answer.text.startswith("更正：不是“")
    assert f"**{issuer}**" in answer.text


@pytest.mark.parametrize(
    ("asked", "issuer"),
    [
        ("工作要点是上海市卫健委印发的吗", CITY),
        ("任务分工表是浦东新区卫健委出的吧", DISTRICT),
    ],
)
def test_the_right_issuer_is_agreed_with(assistant: Assistant, asked: str, issuer: str) -> None:
    answer = assistant.ask(asked)
    assert answer.text.startswith("是的。")
    assert f"**{issuer}**" in answer.text


def test_an_office_of_a_task_is_no_issuer(assistant: Assistant) -> None:
    answer = assistant.ask("年度报告是规划发展处出的吗")
    assert [citation.item.number for citation in answer.citations] == [3]
