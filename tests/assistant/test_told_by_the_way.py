"""Words that look like a way of asking and only tell, in questions in everyday words."""

from __future__ import annotations

import pytest

from assistant import Assistant
from tests.assistant.conftest import Ask, Cited


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("摇号摇到谁就查谁，结果晒到网上，最晚几月干完", 29),
        ("罚得重还是轻总要有一把尺子，浦东哪两个处一块领头", 30),
        ("柜面和手机两头得是同一个标准，浦东由谁统筹", 14),
        ("好几张证的到期日互不相同，想弄成同一天到期，几月能办成", 10),
        ("刚上市的新药新器械想进医院，推荐目录由谁来定", 54),
    ],
)
def test_a_matter_is_told_before_it_is_asked_about(
    ask: Ask, cited: Cited, question: str, number: int
) -> None:
    assert cited(ask(question)) == [str(number)]


@pytest.mark.parametrize(
    ("question", "number", "other"),
    [
        ("我们帮着别的部门搞联合检查，归哪个处管？不是光讲医美的那条", 28, 27),
        ("不是办证的那种，是给居民的公共服务目录要常更新，谁主办", 18, 1),
    ],
)
def test_what_is_denied_is_not_looked_for(
    ask: Ask, cited: Cited, question: str, number: int, other: int
) -> None:
    assert str(number) in cited(ask(question))
    assert str(other) not in cited(ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "护理院院长，我们想跟互联网医院合作，浦东有没有这种试点",
        "老红头文件里不利于公平竞争的条款，市里说怎么处理",
        "外地企业没有、本地企业有补贴，这种政策出台前审不审公平竞争",
    ],
)
def test_an_attribute_that_is_only_spoken_of_is_not_refused(ask: Ask, question: str) -> None:
    assert not ask(question).refused


@pytest.mark.parametrize(
    "question", ["基层处处长，姓什么", "没去备案的怎么处理", "办护士注册要带哪些材料，我搞不清"]
)
def test_and_one_that_is_asked_for_is(ask: Ask, question: str) -> None:
    assert ask(question).refused


def test_the_citys_document_holds_in_its_districts(ask: Ask) -> None:
    answer = ask("静安开个口腔诊所能一证办吗")
    assert not answer.refused and "口腔诊所" in answer.text
    assert "没有收录静安自己的文件" in answer.text


@pytest.mark.parametrize(
    "question", ["静安的一业一证谁牵头", "南京开个口腔诊所能一证办吗", "静安区66岁老人免费体检吗"]
)
def test_but_says_nothing_of_who_does_it_there(ask: Ask, question: str) -> None:
    assert ask(question).refused


def test_places_that_must_not_differ_are_none_asked_about(ask: Ask, cited: Cited) -> None:
    answer = ask("各区受理标准要一样，不能静安严浦东松，市里文件第几点讲的")
    assert cited(answer) == ["市2"]


@pytest.mark.parametrize("words", ["我开的是骨科", "跑大厅", "开个口腔科"])
def test_what_ends_like_an_office_is_none(assistant: Assistant, words: str) -> None:
    assert not assistant.understand(f"{words}，由谁牵头").unknown_owner


@pytest.mark.parametrize(
    "question",
    ["浦东新增的两个牵头行业叫什么名字", "一业一证配合的3个行业叫啥名字"],
)
def test_names_that_are_only_counted_are_refused(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.refused and "没有写是哪些" in answer.text


def test_and_names_that_stand_beside_their_number_are_told(ask: Ask) -> None:
    answer = ask("市里新增的三个业态分别是哪几个")
    assert not answer.refused and "中医诊所" in answer.text


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("我开的是牙科，能不能用一张证开张", "口腔诊所"),
        ("办个攀岩馆，综合监管里有我们吗", "高危险性体育项目"),
    ],
)
def test_a_trade_is_found_in_everyday_words(ask: Ask, question: str, listed: str) -> None:
    assert f"“{listed}”" in ask(question).text


def test_a_group_of_rows_is_told_where_none_is_for_the_asker(ask: Ask, cited: Cited) -> None:
    answer = ask("开饭店的，免申即享里头有没有给店家的")
    assert cited(answer) == ["37", "38", "39", "40"]
