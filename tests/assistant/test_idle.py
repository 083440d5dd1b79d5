"""Talk around a question changes nothing of its answer; a matter of its own does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


@pytest.mark.parametrize(
    ("talked", "plain"),
    [
        ("监督所摊上多少个任务啊，咋天天见他们出来查", "监督所有多少个任务"),
        ("委审批服务中心一年要沾手多少条任务啊，主任问我我都懵了", "委审批服务中心有多少条任务"),
        ("培训是哪个处组织？我想报道一下", "培训是哪个处组织？"),
        ("第13大项两个任务的牵头一样不一样，我老记混", "第13大项两个任务的牵头一样不一样"),
        ("谁家牵头的活最多？我赌是生物医药处一家独大", "谁家牵头的活最多？"),
        ("写小论文，随申码推广这块是谁在做？", "随申码推广这块是谁在做？"),
        ("处里要上墙，医政处牵头的有哪几项", "医政处牵头的有哪几项"),
        ("年底要评先进，牵头任务最少的是哪个处", "牵头任务最少的是哪个处"),
        ("区里10月要来检查，10月到期的有哪几项", "10月到期的有哪几项"),
        ("监督所上榜几次，等着报数", "监督所有几项任务"),
        ("三月的加九月的，合起来得跑几件", "三月和九月一共几项"),
        ("区疾控平时忙活些啥", "区疾控中心有哪些任务"),
        ("伦理审查在表里蹦出来几次", "提到伦理审查的有几项"),
        ("中医科教处牵头的一股脑报给我吧", "中医科教处牵头的有哪些"),
        ("党政办今年张罗什么", "党政办牵头或配合的有哪些任务"),
        ("浦东七院信息科的。听说表里有我们院，是哪桩", "七院的任务是哪项"),
        ("谁领衔最多，领了几项", "谁牵头最多"),
    ],
)
def test_talk_changes_nothing(ask: Ask, cited: Cited, talked: str, plain: str) -> None:
    assert cited(ask(talked)) == cited(ask(plain)) != []


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("浦东那张表总共多少条任务，我要建台账", 65),
        ("给局长备个数，浦东的任务合计多少项", 65),
        ("学生交作业要统计市里的要点一共多少条", 15),
        ("浦东的工作被拆成了多少项具体任务", 65),
    ],
)
def test_talk_beside_a_count_of_a_whole_document(ask: Ask, question: str, number: int) -> None:
    assert ask(question).count == number


@pytest.mark.parametrize(
    "question",
    [
        "养猪的活，一共几项",
        "校园食堂，浦东的任务里有几项",
        "要做垃圾分类的，浦东有几项任务",
        "公卫处牵头的宠物医院任务有几项",
        "公卫处负责养猪场的有几项",
        "基层处配合疫苗接种几项",
        "哪个处牵头的食堂整治最多",
        "9月要完成的垃圾分类有哪几项",
    ],
)
def test_a_matter_that_no_document_has_is_not_taken_for_talk(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.refused or answer.count == 0


@pytest.mark.parametrize("question", ["委审批服务中心礼拜六开门伐？", "委审批服务中心星期六上班吗"])
def test_a_department_alone_makes_no_list(ask: Ask, question: str) -> None:
    assert ask(question).refused


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("工平竟争审察谁牵投", "65"),
        ("病煤生物那个公司备安在哪个处", "17"),
        ("双岁鸡一公开几月分要完", "29"),
        ("yiye yizheng xianshang shenbao gongneng gaijin shi shei qiantou", "10"),
        ("啥人牵头家庭医生签约免申即享格桩事体", "40"),
    ],
)
def test_what_is_typed_by_sound_or_in_dialect_is_found(
    ask: Ask, cited: Cited, question: str, number: str
) -> None:
    assert cited(ask(question)) == [number]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("合规指引、指南谁来编？", ["12", "20"]),
        ("健康数据归谁管", ["47", "48"]),
        ("浦东用人工智能的任务是谁负责的？", ["11", "21"]),
    ],
)
def test_two_items_that_fit_alike_are_both_shown(
    ask: Ask, cited: Cited, question: str, numbers: list[str]
) -> None:
    assert sorted(cited(ask(question))) == numbers
