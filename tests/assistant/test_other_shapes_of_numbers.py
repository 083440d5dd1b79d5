"""Numbers in other shapes, two items beside each other, and kinds that a text counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer
from assistant.kinds_counted import kinds_counted
from assistant.normalise import normalise
from assistant.numbers import series

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("三十一到三十六之间，全年的有几条", ["31", "36"]),
        ("十到二十里面，配合栏空着的有哪些", ["15", "16"]),
        ("四十多号往后，46到50里，挂着下属单位的有哪几条", ["46", "49", "50"]),
        ("18、19两号各是谁配合", ["18", "19"]),
        ("编号二十和二十一，时间一样吗", ["20", "21"]),
        ("左手边大编号7底下有哪几条", ["27", "28"]),
        ("大项5最后那条多少号，归谁", ["22"]),
        ("四十五到五十里归党政办牵头的有吗", ["45", "50"]),
        ("区监督所，玖月要交的", ["21", "22"]),
        ("二十二，归谁管", ["22"]),
        ("五十八 承接单位报一下", ["58"]),
        ("十二条那两家配合部门念念", ["12"]),
        ("头五条里不是全年的", ["3"]),
        ("打头的十条里9月的有哪些", ["10", "8", "9"]),
        ("7号大组有哪些活", ["27", "28"]),
        ("第2大项收尾的那条哪个处牵头", ["12"]),
        ("排在第16组开头的那条归谁", ["59"]),
        ("32到36号，牵头不一样吧，基层处的是哪几条", ["32", "34"]),
    ],
)
def test_numbers_in_other_shapes(ask: Ask, cited: Cited, question: str, numbers: list[str]) -> None:
    assert sorted(cited(ask(question))) == numbers


def test_how_many_numbers_there_are_is_no_further_number() -> None:
    assert series("4、5两号") == (4, 5)
    assert series("18、19、20三条") == (18, 19, 20)
    assert normalise("第叁拾捌项，壹拾月") == "第三十八项，一十月"


def test_a_group_is_called_by_its_number(ask: Ask) -> None:
    assert "拓展“随申码”应用" in ask("大项12的名称是什么，谁牵头").text
    assert ask("第5大项标题是什么").text.startswith("第5大项是「持续完善新型监管模式」")


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("18号和19号，配合的是不是同一批处室", "一样，配合部门都是"),
        ("智慧卫监，还有监督任务协同系统，这两项配合的是同一拨人吗", "一样，配合部门都是"),
        ("随申码推广和好差评，配合的是同一批处室吗", "配合部门不一样"),
        ("4、5两号，牵头和承办一样吗", "一样，牵头部门都是"),
        ("37和38都是基层处牵头吗", "不全是："),
    ],
)
def test_two_items_are_compared_in_the_role_said(ask: Ask, question: str, begins: str) -> None:
    assert ask(question).text.replace("**", "").startswith(begins)


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("双随机这摊挂了几个头？都是谁", 3),
        ("标准化建设那条，规划发展处身后跟着几个处", 6),
        ("用好立法权那条，规划发展处牵头，配合部门有几个", 4),
    ],
)
def test_offices_of_one_item_are_counted(ask: Ask, question: str, count: int) -> None:
    assert ask(question).count == count


def test_kinds_that_a_text_counts() -> None:
    assert kinds_counted("新建3个社区食堂，5个乡镇食堂并投用") == ("3个社区食堂", "5个乡镇食堂")
    assert kinds_counted("新建3个社区食堂，培训5个厨师") == ()


def test_how_many_of_each_kind(ask: Ask) -> None:
    answer = ask("浦东“一业一证”新增的牵头行业、配合行业各几个")
    assert "2个牵头行业、3个配合行业" in answer.text


@pytest.mark.parametrize(
    "question", ["任务12里两家单位分别是谁", "任务12两家单位是谁", "任务12的单位分别是谁"]
)
def test_the_units_of_a_number_are_told_by_name(ask: Ask, question: str) -> None:
    told = ask(question).text
    assert "**委审批服务中心**" in told
    assert "**区监督所**" in told
