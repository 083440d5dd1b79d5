"""What narrows a list is read in whatever words: as the plain question's list is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer
from assistant.column_states import column_state_tags
from assistant.rewordings import in_plain_wording
from assistant.times import time_tags

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        # by some month
        ("最迟六月要办好的是哪些", "6月底前完成的任务有哪些？"),
        ("哪些活拖不过10月", "10月底前完成的任务有哪些？"),
        ("时限不超过6月的列给我", "6月底前完成的任务有哪些？"),
        ("9月之前到期、连9月也算上的有哪些", "9月底前完成的任务有哪些？"),
        ("10月翻篇之前要交差的有哪些", "10月底前完成的任务有哪些？"),
        ("医政处9月份该交哪几笔账", "医政处9月到期的任务有哪些？"),
        ("6月 到期的 全列", "6月到期的任务有哪些？"),
        # what somebody complains of
        ("唉，年底考核真要命。9月到期的有几项", "9月到期的任务有几项？"),
        ("6月对账累死人了，公卫处9月到期的是哪项", "公卫处9月到期的任务有哪些？"),
        # after it
        ("比6月还晚的有哪几项", "6月之后完成的任务有哪些？"),
        ("9月一过再往后到期的有哪些", "9月之后完成的任务有哪些？"),
        ("6月的先撇开，只看更靠后月份的任务有哪些", "6月之后完成的任务有哪些？"),
        # what has no month is set aside
        ("6月底前该交的有哪些，一年到头都做的就别列了", "6月底前完成的任务有哪些？"),
        ("10月及以前的任务给我，写全年的剔掉", "10月底前完成的任务有哪些？"),
        ("基层处牵头的去掉全年那些，还剩哪些", "基层处牵头、有具体月份的任务有哪些？"),
        # a column that is empty or filled
        ("医政处挑头、旁边有处室搭手的有哪些", "医政处牵头且有配合部门的任务有哪些？"),
        ("公卫处牵头的任务里配合栏没空着的是哪几条", "公卫处牵头且有配合部门的任务有哪些？"),
        ("公卫处牵头，没别的部门来协助的有哪些", "公卫处牵头且没有配合部门的任务有哪些？"),
        ("医政处牵头的，把有配合部门的剔掉，剩下哪些", "医政处牵头且没有配合部门的任务有哪些？"),
        ("哪些任务跟委属单位不搭界", "没有落实单位的任务有哪些？"),
        ("没填写落实单位的有哪些任务", "没有落实单位的任务有哪些？"),
        ("哪些任务的委属单位写了三家(类)", "有三家委属单位的任务有哪些？"),
        # what the list has to show
        ("列出党政办牵头的任务，标明时间节点", "党政办牵头的任务有哪些？"),
        ("医政处配合的任务有哪些，并附上落实单位和时限", "医政处配合的任务有哪些？"),
        # in the lead alone, or with others
        ("医政处自己一个处扛的有哪些", "医政处单独牵头的任务有哪些？"),
        ("没有别的处搭手、公卫处一个处干的", "公卫处单独牵头且没有配合部门的任务有哪些？"),
        ("生物医药处手里一共管着几件事", "生物医药处牵头的任务有几项？"),
        # what is set aside
        ("公卫处牵头的，刨去9月到期的还剩什么", "公卫处牵头、不是9月到期的任务有哪些？"),
        # whom and what only the text says
        ("要跟妇联打配合的任务有哪些", "涉及妇联的任务有哪些？"),
        ("分工表里哪些任务原文里写到了区块链", "提到区块链的任务有哪些？"),
        ("牵头栏里除了公卫处还有别家的是哪些", "公卫处与其他部门共同牵头的任务有哪些？"),
        ("医政处不是唯一牵头的那些任务", "医政处与其他部门共同牵头的任务有哪些？"),
        ("没有第二家牵头、就医政处自己牵头的有哪些", "医政处单独牵头的任务有哪些？"),
        ("牵头部门只有公卫处的任务有哪些", "公卫处单独牵头的任务有哪些？"),
        ("几家合牵的剔掉，医政处剩下牵头哪些", "医政处单独牵头的任务有哪些？"),
        # one or the other, one in the other's items
        ("公卫处主抓的任务，外加基层处主抓的任务，列一下", "公卫处或者基层处牵头的任务有哪些？"),
        ("牵头是医政处或是党政办的有哪些", "医政处或者党政办牵头的任务有哪些？"),
        ("区监督所手上的任务，哪些是医政处牵头的", "医政处牵头、区监督所落实的任务有哪些？"),
        ("医政处在公卫处牵头的任务里配合了哪些", "公卫处牵头、医政处配合的任务有哪些？"),
        ("牵头=公卫处，配合=医政处的有哪些", "公卫处牵头、医政处配合的任务有哪些？"),
        # a heading without quotation marks
        ("数一下加强智慧监管里的任务", "“加强智慧监管”这一大项有哪些任务？"),
        ("哪些任务算在全面拓展服务范围名下", "“全面拓展服务范围”这一大项有哪些任务？"),
        (
            "全面拓展服务范围那一摊里医政处不打头的是哪些",
            "“全面拓展服务范围”这一大项里不是医政处牵头的任务有哪些？",
        ),
        (
            "除开公卫处，全面拓展服务范围里别的部门牵头的是哪些",
            "“全面拓展服务范围”这一大项里不是公卫处牵头的任务有哪些？",
        ),
        ("大项排第4的那个，任务有哪些", "第4大项有哪些任务？"),
    ],
)
def test_in_other_words(ask: Ask, cited: Cited, question: str, plain: str) -> None:
    wanted = cited(ask(plain))
    assert wanted
    assert set(cited(ask(question))) == set(wanted)


@pytest.mark.parametrize(
    "question",
    [
        "任务20有配合部门吗",
        "它有没有配合部门",
        "还有配合部门呢",
        "只要配合部门里有医政处的",
        "公卫处没有配合的",
    ],
)
def test_what_is_asked_of_a_column_narrows_nothing(question: str) -> None:
    assert not column_state_tags(question)


def test_a_month_itself_is_no_bound() -> None:
    (window,) = [tag.value for tag in time_tags("9月要完成的任务", 2024) if tag.kind == "time"]
    assert window.months == (9,)


@pytest.mark.parametrize(
    "question",
    [
        "公卫处一共牵头几项",
        "一个部门顶多牵头几项",
        "公卫处牵头的就是这几条吗",
        "全年的任务有几项不是公卫处牵头的",
        "我要的是第八大项",
    ],
)
def test_left_as_it_is(question: str) -> None:
    assert in_plain_wording(question) == question
