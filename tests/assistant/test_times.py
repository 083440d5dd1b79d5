"""Months, quarters and years by which a question narrows deadlines."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant import Assistant
from ingest import DeadlineKind


def day(month: int, of_month: int, year: int = 2024) -> dt.date:
    return dt.date(year, month, of_month)


@pytest.mark.parametrize(
    "written", ["9月", "9月份", "九月", "2024年9月", "今年9月", "９月", "24年9月"]
)
def test_a_month(assistant: Assistant, written: str) -> None:
    query = assistant.understand(f"{written}要完成的任务有哪些？")
    assert query.filter.months == (9,)
    assert query.other_year == ""


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("9月底前", None, day(9, 30)),
        ("9月末前", None, day(9, 30)),
        ("9月前", None, day(8, 31)),
        ("9月之前", None, day(8, 31)),
        ("9月以前", None, day(8, 31)),
        ("9月以前（不含9月）", None, day(8, 31)),
        ("9月以前（含9月）", None, day(9, 30)),
        ("9月及以前", None, day(9, 30)),
        ("截至9月底", None, day(9, 30)),
        ("截至9月15日", None, day(9, 15)),
        ("到9月30日为止", None, day(9, 30)),
        ("最迟6月15号", None, day(6, 15)),
        ("晚于6月15日", day(6, 16), None),
        ("6月15日", day(6, 15), day(6, 15)),
        ("9月(含)以前", None, day(9, 30)),
        ("9月前(含)", None, day(9, 30)),
        ("9月前(不含)", None, day(8, 31)),
        ("不晚于9月", None, day(9, 30)),
        ("9月之后", day(10, 1), None),
        ("9月以后", day(10, 1), None),
        ("9月后", day(10, 1), None),
        ("9月及以后", day(9, 1), None),
        ("晚于6月", day(7, 1), None),
        ("早于6月", None, day(5, 31)),
        ("一季度", day(1, 1), day(3, 31)),
        ("第二季度", day(4, 1), day(6, 30)),
        ("三季度", day(7, 1), day(9, 30)),
        ("Q4", day(10, 1), day(12, 31)),
        ("第3季度", day(7, 1), day(9, 30)),
        ("上半年", day(1, 1), day(6, 30)),
        ("下半年", day(7, 1), day(12, 31)),
        ("年底前", None, day(12, 31)),
        ("年内", None, day(12, 31)),
        ("6月到9月", day(6, 1), day(9, 30)),
        ("6-9月", day(6, 1), day(9, 30)),
        ("6月至9月之间", day(6, 1), day(9, 30)),
    ],
)
def test_a_stretch_of_time(
    assistant: Assistant, written: str, start: dt.date | None, end: dt.date | None
) -> None:
    wanted = assistant.understand(f"{written}要完成的任务有哪些？").filter
    assert (wanted.due_from, wanted.due_to, wanted.months) == (start, end, ())


@pytest.mark.parametrize(
    ("question", "end", "months"),
    [
        ("10月底前要完成的有哪些，连6月到期的也算进去", day(10, 31), ()),
        ("9月之前到期的有哪些，9月的也算上", day(9, 30), ()),
        ("3月底以前要交的，算上6月的", None, (1, 2, 3, 6)),
        ("9月到期的有哪些，连10月的也算上", None, (9, 10)),
    ],
)
def test_a_month_that_is_said_to_be_among_them(
    assistant: Assistant, question: str, end: dt.date | None, months: tuple[int, ...]
) -> None:
    wanted = assistant.understand(question).filter
    assert (wanted.due_to, wanted.months) == (end, months)


@pytest.mark.parametrize("written", ["6月和9月", "6月、9月", "6、9月"])
def test_two_months_are_not_what_lies_between(assistant: Assistant, written: str) -> None:
    assert assistant.understand(f"{written}到期的任务有哪些？").filter.months == (6, 9)


@pytest.mark.parametrize("written", ["全年", "一整年", "全年性", "贯穿全年"])
def test_all_year_is_a_kind_of_its_own(assistant: Assistant, written: str) -> None:
    wanted = assistant.understand(f"时间节点是{written}的任务有多少项？").filter
    assert wanted.deadline_kinds == (DeadlineKind.ALL_YEAR,)


@pytest.mark.parametrize(
    "question",
    [
        "10月和全年的任务一共几项",
        "全年的以及10月的任务有哪些",
        "10月到期的有哪些，连全年的也算上",
        "10月或者全年的任务",
    ],
)
def test_a_month_or_all_year(assistant: Assistant, question: str) -> None:
    wanted = assistant.understand(question).filter
    assert (wanted.months, wanted.either_time) == ((10,), True)
    due = {i.deadline.text for i in assistant.index.catalogue.items(wanted) if i.deadline}
    assert due == {"10月", "全年"}


@pytest.mark.parametrize("question", ["10月的任务有哪些，全年的不算", "不是10月也不是全年的任务"])
def test_one_time_without_the_other(assistant: Assistant, question: str) -> None:
    assert not assistant.understand(question).filter.either_time


@pytest.mark.parametrize(
    "question",
    [
        "基层处牵头的，除了9月和全年的还有哪些",
        "除了全年和9月的，基层处牵头的还有哪些",
        "把9月和全年的都刨掉，基层处牵头的还剩什么",
    ],
)
def test_a_month_and_all_year_denied(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert {c.item.number for c in answer.citations} == {32, 34}


@pytest.mark.parametrize("written", ["除了全年的", "除全年以外的"])
def test_all_year_denied(assistant: Assistant, written: str) -> None:
    query = assistant.understand(f"{written}任务有哪些？")
    assert query.time_negated
    assert query.filter.deadline_kinds == (DeadlineKind.ALL_YEAR,)


@pytest.mark.parametrize(
    ("written", "year"),
    [("去年", 2023), ("明年", 2025), ("前年", 2022), ("2025年", 2025), ("2023年9月", 2023)],
)
def test_a_year_of_no_document(assistant: Assistant, written: str, year: int) -> None:
    assert assistant.understand(f"{written}基层处牵头哪些任务？").other_year_value == year


@pytest.mark.parametrize("written", ["今年", "2024年", "本年度", "24年"])
def test_the_year_of_the_documents(assistant: Assistant, written: str) -> None:
    query = assistant.understand(f"{written}基层处牵头哪些任务？")
    assert query.other_year == ""
    assert query.topic == ""


@pytest.mark.parametrize("question", ["满月酒谁牵头", "第9项谁牵头", "0月的任务"])
def test_no_month_where_none_is_named(assistant: Assistant, question: str) -> None:
    wanted = assistant.understand(question).filter
    assert (wanted.months, wanted.due_from, wanted.due_to) == ((), None, None)
