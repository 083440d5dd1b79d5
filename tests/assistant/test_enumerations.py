"""Closed lists in the text of an item."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant
from assistant.enumerations import enumerations, numbered_members


def test_names_in_quotation_marks() -> None:
    text = "推动“口腔诊所”“医疗美容门诊部”“中医诊所”三个新业态的改革"
    (found,) = enumerations(text)
    assert found.members == ("口腔诊所", "医疗美容门诊部", "中医诊所")
    assert found.closed
    assert found.text == "“口腔诊所”“医疗美容门诊部”“中医诊所”"


def test_a_list_that_goes_on_is_open() -> None:
    (found,) = enumerations("落实“护士执业注册”“放射工作人员证发放”等高频事项")
    assert found.members == ("护士执业注册", "放射工作人员证发放")
    assert not found.closed


def test_a_list_without_quotation_marks() -> None:
    (found,) = enumerations("落实服务事项、评价对象、服务渠道。")
    assert found.members[1:] == ("评价对象", "服务渠道")


def test_an_open_list_without_quotation_marks_ends_before_the_word_for_others() -> None:
    (found,) = enumerations("配合做好托育机构、殡葬服务、零售药店等领域的监管。")
    assert found.members[-1] == "零售药店"
    assert not found.closed


@pytest.mark.parametrize("text", ["", "“一业一证”改革", "甲处、乙处", "没有清单的一句话。"])
def test_one_name_or_two_are_no_list(text: str) -> None:
    assert enumerations(text) == []


def test_every_list_found_stands_in_the_text(assistant: Assistant) -> None:
    items = assistant.index.catalogue.items()
    lists = [(item.text, found) for item in items for found in enumerations(item.text)]
    assert len(lists) > 20
    for text, found in lists:
        assert found.text in text
        assert all(member in text for member in found.members)


@pytest.mark.parametrize(
    "question",
    ["一业一证新增的2个牵头行业，是哪两个行当？", "一业一证新添的那2个牵头行业，名字分别叫什么"],
)
def test_what_is_only_counted_has_no_names(ask: Callable[..., Answer], question: str) -> None:
    answer = ask(question)
    assert answer.refused
    assert "没有写明具体是哪些" in answer.text


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("有下列情形之一的，不予登记：（一）未经许可；（二）已经注销。", ("未经许可", "已经注销")),
        ("服务对象：\n1.毕业生；\n2.退役军人\n3.失业人员。", ("毕业生", "退役军人", "失业人员")),
        ("分三步：①申请②受理③办结", ("申请", "受理", "办结")),
        ("（二）前一条另有规定的，从其规定。", ()),
        ("总投资1.5亿元，年内完成2.3公里。", ()),
    ],
)
def test_what_a_text_numbers_itself(text: str, members: tuple[str, ...]) -> None:
    assert numbered_members(text) == members


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("市里智慧好办的高频事项，那一长串算下来几个", 5),
        ("市里跨部门监管要配合的领域，那串列了几个", 10),
        ("探索的新型监管手段，远程、无感那些，数下来几种", 3),
        ("智慧好办市里点了几样", 5),
    ],
)
def test_members_are_counted_in_other_words(
    ask: Callable[..., Answer], question: str, count: int
) -> None:
    assert ask(question).count == count


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("市里说下放给区四项许可，第四项叫什么", ("更正：不是4项", "没有第4项", "放射学")),
        ("市里要推五个新业态，最后一个是什么", ("更正：不是5个", "第3个是“中医诊所”")),
        ("市里下放的两项许可，第二项是什么", ("第2项是“从事婚前医学检查的人员资格认定”",)),
        ("一业一证四个新业态是哪四个", ("更正：不是4个", "口腔诊所")),
        ("10月到期的五项里，第五项是什么", ("更正：不是5项，是4项", "没有第5项")),
        ("医政处牵头的五项，第五项叫什么", ("第5项是〔任务46〕",)),
    ],
)
def test_a_place_in_a_list_and_its_number_put_right(
    ask: Callable[..., Answer], question: str, said: tuple[str, ...]
) -> None:
    answer = ask(question)
    assert all(words in answer.text for words in said)
