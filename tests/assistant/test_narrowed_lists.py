"""Lists and counts that are narrowed in roundabout ways hold what the table holds, all of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]

_DATED = {
    "3",
    "8",
    "9",
    "10",
    "15",
    "21",
    "22",
    "29",
    *map(str, range(32, 36)),
    "37",
    "38",
    "39",
    "40",
}
_JOINT = {"20", "21", "29", "30"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("（二）那部分里9月到期的有几项", {"21", "22"}),
        ("审管执信联动那部分（三）有几条", {"市7", "市8", "市9", "市10", "市11"}),
        ("强化组织保障那块（五）有哪几条要点", {"市13", "市14", "市15"}),
        ("拓展服务范围那个大项（11）里9月的有几条", set()),
        ("审管执信那块有9月的没", {"21", "22"}),
        ("职能转变那部分，写了月份的", {"3", "8", "9", "10", "15"}),
        ("“一件事”那一组，10月的拿来看看", {"32", "33", "34", "35"}),
        ("强化组织保障那部分有没有9月的", set()),
    ],
)
def test_part_by_its_heading_with_a_number_or_a_time(
    ask: Ask, cited: Cited, question: str, expected: set[str]
) -> None:
    assert set(cited(ask(question))) == expected


@pytest.mark.parametrize(
    "question",
    [
        "有月份限制的任务有哪些",
        "哪些任务定了几月",
        "规定几月完成的任务有哪些",
        "时间落到具体某个月的任务",
        "不是写全年的任务有哪些",
    ],
)
def test_due_by_some_month(ask: Ask, cited: Cited, question: str) -> None:
    assert set(cited(ask(question))) == _DATED


@pytest.mark.parametrize(
    "question", ["没卡死时间的任务几项", "不限月份的任务有几条", "没规定哪个月的任务有多少"]
)
def test_due_by_no_month(ask: Ask, question: str) -> None:
    assert ask(question).count == 65 - len(_DATED)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("出了9月就逾期的任务里，医政处牵头的", {"21", "29"}),
        ("过完三月就算误期的是哪项", {"3"}),
        ("6月30日以后再交就晚了的有哪些", {"3", "15", "29"}),
    ],
)
def test_late_after_some_day(ask: Ask, cited: Cited, question: str, expected: set[str]) -> None:
    assert set(cited(ask(question))) == expected


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("七院、区妇幼和区疾控三家一共接了几条", 4),
        ("党政办和组织人事处配合的总共几件", 3),
        ("委审批服务中心和区监督所都要落实的是几条", 2),
        ("公卫处和医政处共同牵头的一共几条", 3),
    ],
)
def test_of_any_of_several_or_of_all(ask: Ask, question: str, count: int) -> None:
    assert ask(question).count == count


def test_two_that_never_meet_are_asked_for_each(ask: Ask, cited: Cited) -> None:
    assert set(cited(ask("区妇幼和七院要落实的是哪几条"))) == {"31", "42"}


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("公卫处牵头（独牵合牵都算）的有几条", 12),
        ("规划发展处牵头几条？跟公卫处合着牵的也算进来", 18),
        ("公卫处牵头（不含联合牵头）几条", 8),
        ("一条任务由好几个处共同打头的，有几条", len(_JOINT)),
    ],
)
def test_led_together_is_counted_or_not(ask: Ask, question: str, count: int) -> None:
    assert ask(question).count == count


@pytest.mark.parametrize("question", ["好几个处一块儿打头的有哪些", "牵头那栏挤了两个以上处名的"])
def test_led_by_several(ask: Ask, cited: Cited, question: str) -> None:
    assert set(cited(ask(question))) == _JOINT


@pytest.mark.parametrize(
    "question", ["组织人事处挂帅的有几条", "组织人事处负责几项", "管人事的那个处打头的几项"]
)
def test_office_that_leads_nothing(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.count == 0
    assert "一项也没有" in answer.text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("提到党政办的条目统统给我", {"45", "50", "51", "65"}),
        ("哪几处提到了中医科教处", {"13", "14", "55", "56"}),
        ("凡带组织人事处三个字的任务", {"2", "24"}),
        ("管疾控的那个中心都有哪几条", {"36", "41"}),
        ("基层处给谁打过下手，几项", {"13", "14", "49"}),
        ("不归规划发展处、也不归生物医药处牵头的，9月有几条", {"21", "22", "37", "38", "39", "40"}),
        ("医政处9月的，配合的也列上", {"21"}),
        ("公卫处牵头的6月任务有哪些，配合的也算", {"29"}),
        ("生物医药处牵头、配合那栏有医政处的", {"58"}),
        ("审批中心既要落实、规划发展处又要配合的有几条", {"1", "9", "10", "11"}),
    ],
)
def test_every_place_of_an_office(
    ask: Ask, cited: Cited, question: str, expected: set[str]
) -> None:
    assert set(cited(ask(question))) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("落到企业头上的有哪几项", {"52", "53"}),
        ("要社区去落实的有哪些", {"32", "34", "37", "38", "40", "46", "49"}),
        ("9月到期里头不是社区落实的", {"8", "9", "10", "21", "22", "39"}),
        ("单位栏里出现企业的任务", {"52", "53"}),
        ("一个配合处都没有、单位也没写的任务有几条", {"47", "48", "59", "60", "61", "62", "65"}),
        ("配合处在三个以上的有哪些", {"3", "13", "14", "63"}),
        ("第五部分有落实单位的任务有几条", {"64"}),
    ],
)
def test_columns_by_what_they_hold(
    ask: Ask, cited: Cited, question: str, expected: set[str]
) -> None:
    assert set(cited(ask(question))) == expected


@pytest.mark.parametrize(
    ("question", "count", "others"),
    [
        ("第二部分几个大项几条任务", 4, ["12项任务"]),
        ("市里的要点分几块，一共几条", 5, ["15条要点"]),
        ("整张表几条任务？分几部分？", 65, ["5个部分"]),
        ("9月的任务一共几条，分在几个部分", 9, ["3个部分"]),
    ],
)
def test_several_levels_counted_at_once(
    ask: Ask, question: str, count: int, others: list[str]
) -> None:
    answer = ask(question)
    assert answer.count == count
    assert all(other in answer.text for other in others)


@pytest.mark.parametrize(
    ("question", "same", "expected"),
    [
        ("第13大项底下那两条是一个处牵头吗", False, {"50", "51"}),
        ("好差评那个大项两条任务是不是一个处牵头", False, {"50", "51"}),
        ("第10大项四条都是一个月份到期吗", True, {"37", "38", "39", "40"}),
        ("序号16里两条任务牵头的是不是同一家", True, {"59", "60"}),
    ],
)
def test_items_of_one_place_compared(
    ask: Ask, cited: Cited, question: str, same: bool, expected: set[str]
) -> None:
    answer = ask(question)
    assert set(cited(answer)) == expected
    assert answer.text.startswith("一样") == same


@pytest.mark.parametrize(
    ("question", "expected", "told"),
    [
        ("市里说准妈妈建卡就提醒办出生一件事，区里相应是第几项", {"市5", "31"}, "人口家发处"),
        ("灭四害机构备案，市里是第几条，区里又是第几项", {"市3", "17"}, "要点3"),
        ("市要点10放到浦东是几月的事", {"市10", "29"}, "6月"),
        ("市里讲“好差评”那条，浦东拆成了哪几项任务，各是谁牵头", {"市12", "50", "51"}, "党政办"),
    ],
)
def test_from_the_city_to_the_district(
    ask: Ask, cited: Cited, question: str, expected: set[str], told: str
) -> None:
    answer = ask(question)
    assert set(cited(answer)) == expected
    assert told in answer.text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("30号前面不是全年的几条", {"3", "8", "9", "10", "15", "21", "22", "29"}),
        ("市要点7到11一共几条", {"市7", "市8", "市9", "市10", "市11"}),
        ("6月到期的除了双随机还有哪条", {"15"}),
        ("除了9月，别的月份还有多少条（全年的不算）", {"3", "15", "29", "32", "33", "34", "35"}),
    ],
)
def test_numbers_and_what_is_left_out(
    ask: Ask, cited: Cited, question: str, expected: set[str]
) -> None:
    assert set(cited(ask(question))) == expected
