"""Parts by words of their headings, small headings, the first, the last and the nth of a set."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


def _ids(said: str) -> set[str]:
    ids: set[str] = set()
    for one in said.split():
        low, _, high = one.partition("-")
        ids |= {str(number) for number in range(int(low), int(high or low) + 1)}
    return ids


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("医政处在便民惠企那块牵了哪些头", "46"),
        ("监管那部分，规划发展处领头的是哪几条", "19 30"),
        ("高质量发展那块里中医科教处牵头的有哪些", "55 56"),
        ("行政审批改革那部分，人口家发处牵了什么头", "17"),
        ("组织保障（第五部分）里党政办牵头的是哪条", "65"),
        ("高质量发展（第四部分）里不是生物医药处牵头的有哪些", "55-57"),
        ("第四部分聚焦重点工作里面，不是生物医药处牵头的是哪几项", "55-57"),
        ("第二部分“完善高效协同监管体系”，规划发展处领头的有哪些", "19 30"),
        ("第一部分里写到“一业一证”的有哪些任务", "9-12"),
        ("第三部分里“随申码”的任务有几项", "49"),
    ],
)
def test_a_part_by_words_of_its_heading(ask: Ask, cited: Cited, question: str, items: str) -> None:
    assert set(cited(ask(question))) == _ids(items)


@pytest.mark.parametrize(
    ("question", "points"),
    [
        ("市工作要点讲惠企便民的那部分（第二部分）一共几条", "市4 市5 市6"),
        ("市里要点讲监管的那块有哪几条", "市7 市8 市9 市10 市11"),
    ],
)
def test_a_part_of_the_document_that_is_named(
    ask: Ask, cited: Cited, question: str, points: str
) -> None:
    assert cited(ask(question)) == points.split()


@pytest.mark.parametrize(
    ("question", "items", "count"),
    [
        ("7、8两个小类合起来几条，全是公卫处牵吗", "27-30", 4),
        ("第十和第十二两个小标题一共几条", "37-40 49", 5),
        ("四、五两部分加起来几项任务", "52-65", 14),
        ("“加强智慧监管”和“推进政务服务标准化”两类合起来几条", "13-14 23-26", 6),
    ],
)
def test_several_headings_together(
    ask: Ask, cited: Cited, question: str, items: str, count: int
) -> None:
    answer = ask(question)
    assert answer.count == count
    assert set(cited(answer)) == _ids(items)


@pytest.mark.parametrize(
    "question",
    ["有没有哪个小标题底下就一条任务的", "只有一项任务的小类是哪个", "哪个大项下面孤零零一条"],
)
def test_the_heading_with_a_single_item(ask: Ask, cited: Cited, question: str) -> None:
    answer = ask(question)
    assert cited(answer) == ["49"]
    assert "随申码" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("五大块里哪块最厚、哪块最薄，给个条数", ("21", "7")),
        ("没空细看，浦东分工表几大块、几个小类、几条任务", ("5", "18", "65")),
        ("市里那份文件列了多少点？几个版块", ("15", "5")),
        ("浦东那张表大标题几个，小标题几个", ("5", "18")),
    ],
)
def test_parts_are_counted_and_compared(ask: Ask, question: str, said: tuple[str, ...]) -> None:
    text = ask(question).text
    assert all(one in text for one in said)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("头一条和最末一条分别归谁牵头", "1 65"),
        ("第29项和最后一项谁牵头", "29 65"),
        ("第二部分的第一条和最后一条分别是谁牵头", "19 30"),
        ("基层处牵头的第二条是什么", "34"),
        ("10月到期的任务里，最后一条是哪个", "35"),
        ("公卫处牵头的前两条分别是什么", "20 21"),
        ("第三部分里党政办牵头的最后一条是哪条", "50"),
        ("基层处牵头的第38项是什么", "38"),
        ("倒数第三个大项有哪几条", "59 60"),
        ("第四部分第二个小类是什么", "57 58"),
        ("第二大块头两条是什么", "19 20"),
        ("最早和最晚到期的分别是哪几条", "3 32-35"),
    ],
)
def test_the_nth_and_the_last(ask: Ask, cited: Cited, question: str, items: str) -> None:
    assert set(cited(ask(question))) == _ids(items)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("免申即享那组里，基层处和人口家发处各几条", "37-40"),
        ("第14大项里，生物医药处和中医科教处各几条", "52-56"),
        ("跨部门综合监管两条都归谁牵头", "27 28"),
        ("惠企便民这一块我要重点盯，10月到期的是哪些，谁牵头", "32-35"),
    ],
)
def test_offices_within_one_heading(ask: Ask, cited: Cited, question: str, items: str) -> None:
    assert set(cited(ask(question))) == _ids(items)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("第16到18小类一共几条，都没有配合部门吗", "6项是，1项不是"),
        ("党政办牵头的任务是不是都没有写月份", "全部如此"),
    ],
)
def test_what_is_said_to_lack_in_all_is_checked(ask: Ask, question: str, said: str) -> None:
    assert said in ask(question).text


def test_the_parts_of_a_table_are_compared_among_themselves(ask: Ask) -> None:
    assert "多**14项**" in ask("任务最多的部分比最少的部分多几条").text


def test_a_set_that_has_not_so_many(ask: Ask) -> None:
    text = ask("党政办牵头的任务里第九条是什么").text
    assert "只有3项" in text
    assert "一项也没有" not in text
