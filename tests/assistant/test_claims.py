"""What a yes-or-no question asserts of totals is checked against the whole table."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant
from ingest import ItemKind, PolicyItem

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


def led_by(assistant: Assistant, name: str) -> list[str]:
    items = assistant.index.catalogue.items()
    return sorted(
        (str(i.number) for i in items if i.kind is ItemKind.TASK and name in i.lead), key=int
    )


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("基层处一项都没牵头过吧？", "不是"),
        ("基层处全年没牵头过一件事，光打下手，这说法成立吗？", "不是"),
        ("党政办是不是只配合不牵头？", "不是"),
        ("组织人事处只配合、不牵头，对吧", "是的"),
        ("党政办一项配合任务也没有？", "不是"),
        ("公卫处牵头的任务超过10项了吗？", "是的"),
        ("医政处牵头不到三项对不对", "不是"),
        ("中医科教处牵头的最少是吗", "是的"),
        ("第二部分里公卫处牵头的最多吧", "是的"),
        ("听说公卫处牵头的任务最多", "不是"),
    ],
)
def test_the_answer_begins_with_yes_or_no(ask: Ask, question: str, verdict: str) -> None:
    answer = ask(question)
    assert not answer.refused
    assert answer.text.startswith(verdict)


def test_what_is_wrong_is_proved_by_the_items(ask: Ask, cited: Cited, assistant: Assistant) -> None:
    assert cited(ask("基层处一项都没牵头过吧？")) == led_by(assistant, "基层处")
    assert cited(ask("党政办是不是只配合不牵头？")) == led_by(assistant, "党政办")


def test_a_tie_is_told(ask: Ask) -> None:
    text = ask("规划发展处牵头的是不是最多？").text
    assert text.startswith("是的") and "生物医药处" in text and "并列" in text


COMPARED: list[tuple[str, str]] = [
    ("9月完成的比6月完成的多几项", "**9月**的任务更多，多7项"),
    ("第9大项和第10大项，哪个条数多？", "**第9大项**的任务更多，多2项"),
    ("任务7跟任务8是不是同一个处牵头", "一样，牵头部门都是**生物医药处**"),
    ("第12项和第20项牵头一样吗", "牵头部门不一样"),
    ("任务15和任务8哪个先完成", "〔任务15〕先完成"),
    ("任务12和任务20哪个先完成", "没有写具体月份"),
]


@pytest.mark.parametrize(("question", "begins"), COMPARED)
def test_a_comparison_answers_in_its_first_words(ask: Ask, question: str, begins: str) -> None:
    assert begins in ask(question).text.partition("\n")[0]


def test_by_how_many_is_a_count(ask: Ask) -> None:
    assert ask("9月完成的比6月完成的多几项").count == 7
    assert ask("公卫处比医政处多牵头几项").count == 7


PLACED: list[tuple[str, Callable[[PolicyItem], bool]]] = [
    ("最后一项任务是什么", lambda i: i.number == 65),
    ("编号最大的任务归谁", lambda i: i.number == 65),
    ("倒数第三项任务是哪个处的", lambda i: i.number == 63),
    ("前十项任务都谁牵头", lambda i: i.number is not None and i.number <= 10),
    ("后五项任务分别归谁", lambda i: i.number is not None and i.number > 60),
    ("60号以后的任务有哪些", lambda i: i.number is not None and i.number > 60),
    ("第九大项最末一条归谁", lambda i: i.number == 36),
    ("编号30以后的任务里公卫处牵头的", lambda i: (i.number or 0) > 30 and "公卫处" in i.lead),
]


@pytest.mark.parametrize(("question", "fits"), PLACED)
def test_a_place_in_the_order_of_the_tasks_is_found(
    ask: Ask, assistant: Assistant, question: str, fits: Callable[[PolicyItem], bool]
) -> None:
    items = assistant.index.catalogue.items()
    wanted = {i.item_id for i in items if i.kind is ItemKind.TASK and fits(i)}
    assert {c.item.item_id for c in ask(question).citations} == wanted
