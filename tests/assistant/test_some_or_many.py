"""几 that tells of some, 对应 that asks which task a matter is, and what is asked beside a list."""

from __future__ import annotations

import pytest

from assistant import Assistant


@pytest.mark.parametrize(
    ("asked", "number", "office"),
    [
        ("几本证并成一本，有效期也统一了，这摊子是谁的", 10, "生物医药处"),
        ("跑几个衙门开没有违法的证明太折腾，改用信用报告的事谁在推", 19, "规划发展处"),
        ("网上办完的电子文件没几年就找不着了，要归档，这事哪个处牵头", 45, "党政办"),
        ("家庭医生签约对应的是哪一条，谁牵头", 40, "基层处"),
        ("65岁老人体检，表里对应第几项，归哪个处牵头", 38, "基层处"),
    ],
)
def test_who_is_asked_and_no_number(
    assistant: Assistant, asked: str, number: int, office: str
) -> None:
    answer = assistant.ask(asked)
    assert not answer.refused
    assert answer.count is None
    assert [citation.item.number for citation in answer.citations] == [number]
    assert f"**{office}**" in answer.text


@pytest.mark.parametrize(
    ("asked", "number"),
    [("几项任务是基层处牵头的，谁配合", 5), ("几项任务归公卫处牵头，都是谁配合的", 12)],
)
def test_a_number_is_asked(assistant: Assistant, asked: str, number: int) -> None:
    assert assistant.ask(asked).count == number


def test_a_link_is_asked_of_another_document(assistant: Assistant) -> None:
    answer = assistant.ask("病媒生物机构备案对应市里哪条，谁牵头")
    assert {citation.item.doc_id for citation in answer.citations} >= {"shanghai-2024"}


@pytest.mark.parametrize("beside", ["要交多少钱", "电话是多少", "要排多久的队"])
def test_a_shop_is_told_what_is_written_before_what_is_not(
    assistant: Assistant, beside: str
) -> None:
    answer = assistant.ask(f"中医诊所能一证办吗，{beside}")
    assert answer.text.startswith("是的，“中医诊所”在文件列出的范围内")
    assert "文件没有写" in answer.text
