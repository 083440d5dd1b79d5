"""What corresponds between two documents: several things of one point, and what one lacks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer
from assistant.strategies.unmatched import names_before

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("市要点第15条里的普法和公平竞争，到了区表是哪两项", ["市15", "64", "65"]),
        ("市里第15点普法、公平竞争，区里分别是第几项", ["市15", "64", "65"]),
        ("市里打算下放的两个许可，浦东表上分别是第几项，谁牵头", ["市1", "4", "5"]),
        ("市想放到区里的两件许可，写在哪一点，浦东是哪两项接的", ["市1", "4", "5"]),
        ("市里智慧好办那五个事项，浦东怎么分的工", ["市6", "43", "44"]),
        ("市里那份最后一点，浦东落给了谁", ["市15", "64", "65"]),
        ("市里要求报送改革信息，好像是第14条吧，区里怎么分的", ["市14", "62"]),
        ("市要点一业一证那条（第4条），区里落到哪几项", ["市4", "9", "10", "12"]),
        ("市里说出生一件事要给孕妇建卡网上预约，浦东相应的任务归谁", ["市5", "31"]),
    ],
)
def test_several_things_of_one_point_each_have_their_task(
    ask: Ask, cited: Cited, question: str, numbers: list[str]
) -> None:
    assert sorted(cited(ask(question))) == sorted(numbers)


@pytest.mark.parametrize(
    "question",
    ["市里第5点列的“一件事”，浦东没写的是哪个", "市里第5点说到的一件事里，哪个区里没提"],
)
def test_what_the_city_names_and_the_district_does_not(
    ask: Ask, cited: Cited, question: str
) -> None:
    answer = ask(question)
    assert "**企业职工退休**" in answer.text
    assert "公民身故" not in answer.text
    assert cited(answer) == ["市5"]


@pytest.mark.parametrize(
    "question",
    ["浦东的“一件事”里，市里第5点没提到的有几个", "区里写了的一件事，市要点第5条没列的有哪些"],
)
def test_what_the_district_names_and_the_city_does_not(
    ask: Ask, cited: Cited, question: str
) -> None:
    answer = ask(question)
    assert "**老年人健康服务**" in answer.text
    assert "**企业变更**" in answer.text
    assert "养老服务" not in answer.text
    assert cited(answer) == ["32", "33", "35", "市5"]


def test_things_are_named_before_a_term() -> None:
    text = "配合做好入学“一件事”、就业 “一件事”；牵头优化结婚、生育等“一件事”。"
    assert names_before("一件事", text) == ["入学", "就业", "结婚", "生育"]


def test_the_date_under_a_document_is_asked_for(ask: Ask) -> None:
    assert "2024年4月26日" in ask("市里那份要点落款是几月几号").text


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("病媒预防机构备案两份文件里分别是哪一条", ("第3点", "第17项")),
        ("公平竞争审查市区两份都写了，各在哪条，区里归谁", ("第15点", "第65项")),
        ("职业健康帮扶的事，市里列在第几点，区里编号多少", ("第6点", "第41项")),
    ],
)
def test_the_number_in_each_document_is_told(
    ask: Ask, question: str, numbers: tuple[str, str]
) -> None:
    text = ask(question).text
    assert all(number in text for number in numbers)


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("市里第5点点名的出生、身故、婚育，浦东对应哪几号", ["市5", "31", "35", "36"]),
        ("市里要搞备案清单、食品企标、病媒备案，浦东这三样各是谁牵头", ["市3", "15", "16", "17"]),
        ("两项下放（介入放射、婚检人员）市里写在哪条，区里对应哪两号", ["市1", "4", "5"]),
        ("公平竞争审查：市要点编号+区任务编号+区牵头处", ["市15", "65"]),
        ("市里讲好差评，区里对应那条好像有办不成事的，归谁", ["市12", "51"]),
        ("一册告知市里提了，区里那条是哪号、谁牵头", ["市4", "12"]),
    ],
)
def test_matters_named_within_a_point(
    ask: Ask, cited: Cited, question: str, numbers: list[str]
) -> None:
    assert sorted(cited(ask(question))) == sorted(numbers)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("市要点有没有用“随申码”这个词", "没有写到“随申码”"),
        ("“四医联动”市里文件里有没有这个说法", "没有写到“四医联动”"),
        ("市里提的托育，区里分工表有没有提到", "没有写到“托育”"),
        ("“法治体检”这个提法，浦东表里出现过吗", "有，《"),
    ],
)
def test_whether_a_document_has_a_word(ask: Ask, question: str, says: str) -> None:
    answer = ask(question)
    assert says in answer.text
    assert not answer.refused


def test_a_word_that_no_document_has(ask: Ask) -> None:
    answer = ask("市要点有没有“元宇宙”这个说法")
    assert answer.refused
    assert "没有写到“元宇宙”" in answer.text


def test_the_number_of_another_point_is_put_right(ask: Ask, cited: Cited) -> None:
    answer = ask("市里提了公平竞争审查，是第14条吧，区里谁管")
    assert answer.text.startswith("更正：")
    assert cited(answer) == ["市14", "市15", "65"]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("区第22项，市里是哪条", ["22", "市7"]),
        ("区里第65项市里有没有", ["65", "市15"]),
        ("上面要求推进跨部门综合监管，区里落在哪两项上", ["市9", "27", "28"]),
    ],
)
def test_what_answers_to_it_in_the_other(
    ask: Ask, cited: Cited, question: str, items: list[str]
) -> None:
    assert set(cited(ask(question))) == set(items)


@pytest.mark.parametrize("question", ["数据基座市里那份要点提没提", "市里的要点写没写过数据基座"])
def test_whether_it_is_said_in_short(ask: Ask, cited: Cited, question: str) -> None:
    answer = ask(question)
    assert "没有写到“数据基座”" in answer.text
    assert cited(answer) == ["48"]


@pytest.mark.parametrize(
    ("question", "count"),
    [("双随机一公开检查几个处一起管", 3), ("双随机一公开有多少个部门牵头", 3)],
)
def test_owners_are_counted_of_the_task_and_not_of_a_point_without_any(
    ask: Ask, cited: Cited, question: str, count: int
) -> None:
    answer = ask(question)
    assert answer.count == count
    assert cited(answer) == ["29"]


@pytest.mark.parametrize(
    ("question", "number", "office"),
    [
        ("医疗健康数据分类分级标准由哪个部门出台", "47", "规划发展处"),
        ("行政备案清单是哪个部门制定的", "15", "生物医药处"),
        ("合规经营指南由谁发布", "12", "规划发展处"),
    ],
)
def test_who_issues_what_a_task_is_to_bring(
    ask: Ask, cited: Cited, question: str, number: str, office: str
) -> None:
    answer = ask(question)
    assert cited(answer) == [number]
    assert office in answer.text


@pytest.mark.parametrize("question", ["这份工作要点由哪个部门出台", "工作要点是谁印发的"])
def test_who_issues_a_document_is_its_issuer(ask: Ask, question: str) -> None:
    assert "上海市卫生健康委员会" in ask(question).text


def test_how_many_people_an_office_has_is_not_written(ask: Ask) -> None:
    assert ask("区监督所有多少个执法人员").refused
