"""What is left when something is taken away, parts named twice over, kinds and names apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


def _ids(said: str) -> set[str]:
    return set(said.split())


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("第四部分几乎都是生物医药处牵头，例外的有哪几条", "55 56 57"),
        ("第二部分差不多都是公卫处挑头，剩下那两条是谁牵的", "19 27"),
        ("第五部分除了一条全归规划发展处，那一条是哪条", "65"),
        ("区监督所的活多半是公卫处派的，不是它派的有哪几条", "12 19 27 64"),
        ("第二部分大都是公卫处牵头的。主办协办都没写它的有几条", "19 27"),
        ("医政处牵头的几乎都是全年的，例外的是哪条", "21 29"),
        ("基层处牵头的大多在9月，不在9月的有哪几条", "32 34 57"),
    ],
)
def test_all_but_a_few(ask: Ask, cited: Cited, question: str, items: str) -> None:
    assert set(cited(ask(question))) == _ids(items)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("公卫处名字一次没出现的第二部分任务有哪几条", "19 27"),
        ("没出现生物医药处名字的第一部分任务有哪些", "2 18"),
        ("10月到期的那些，基层处的我查过了，别的处牵头的有哪些", "33 35"),
        ("第五大块规划发展处的我有数了，其他处室牵头的还有哪些", "65"),
        ("医政处单独牵头的，跟公卫处人口家发处一起的剔掉，还剩几项", "27 46"),
        ("把10月到期的剔掉，基层处牵头的还剩哪些", "38 40 57"),
        ("基层处牵头的，9月的拿掉，剩下哪几条", "32 34 57"),
        ("医政处牵头的，没有配合部门的刨掉，还剩几条", "20 21 46"),
        ("规划发展处牵头的里头，有委属单位的去掉，剩哪些", "47 48 59 60 61 62 63"),
        ("公卫处挑头的里，跟人家合伙的去掉，还有哪些", "22 23 24 25 26 28 36 41"),
    ],
)
def test_what_is_taken_away(ask: Ask, cited: Cited, question: str, items: str) -> None:
    assert set(cited(ask(question))) == _ids(items)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("第二部分（审管执信那块）里，医政处牵头的", "20 21 27 29"),
        ("惠企便民那一块（第三部分）里，只有党政办一个头的有哪几条", "45 50"),
        ("第十大项（免申即享那一组）里，人口家发处牵头的有哪些", "37 39"),
        ("一件事那一组（第9大项）里，不是10月到期的有哪几条", "31 36"),
    ],
)
def test_a_part_by_its_number_and_its_name(
    ask: Ask, cited: Cited, question: str, items: str
) -> None:
    assert set(cited(ask(question))) == _ids(items)


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("6月到期的有哪几件？我提前两个月去催各处室", "15 29"),
        ("党政办牵头、没写配合部门的列一下，主任想看哪些是自己扛的", "65"),
        ("人口家发处牵头、9月到期的有哪些？汇报里想夸夸他们单打独斗", "21 37 39"),
        ("“没人配合”、9月到期的任务有哪些？麻烦您核一下，我要标颜色", "8 22 37 38 39 40"),
        ("季度督办要用：6月到期的任务。", "15 29"),
    ],
)
def test_what_the_answer_is_for_narrows_nothing(
    ask: Ask, cited: Cited, question: str, items: str
) -> None:
    assert set(cited(ask(question))) == _ids(items)


def test_a_condition_behind_the_question_narrows(ask: Ask, cited: Cited) -> None:
    assert set(cited(ask("公卫处的任务有多少？我只要9月的"))) == {"21", "22"}


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("两类各多少条：全年推进和有明确月份", ("49项", "16项")),
        ("公卫处牵头的分两类：有配合部门的和没有配合部门的，两类各几项？", ("7项", "5项")),
        ("市里那份工作要点一共几条，讲监管的第三部分占几条", ("15条", "5条")),
    ],
)
def test_two_numbers_in_one_message(ask: Ask, question: str, numbers: tuple[str, ...]) -> None:
    text = ask(question).text
    assert all(number in text for number in numbers)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("免申即享那四项，哪几个处各占几项？", ("人口家发处（2项）", "基层处（2项）")),
        ("“一件事”那组，每个处室各牵头几项", ("人口家发处（2项）", "公卫处（1项）")),
        ("撇开规划发展处，配合最多的是哪个处，多少项", ("医政处", "13项")),
        ("除了规划发展处和生物医药处，牵头最多的是哪个处（联合牵头各算一次）", ("公卫处", "12项")),
        ("牵头数倒数第二的处室", ("党政办", "3项")),
        ("哪个处室净给人家打下手，从来没牵过头", ("组织人事处",)),
        ("有没有一个大项名下就只挂着一条任务，知道是哪个吗", ("随申码",)),
    ],
)
def test_offices_and_groups_counted(ask: Ask, question: str, told: tuple[str, ...]) -> None:
    text = ask(question).text
    assert all(one in text for one in told)


def test_names_of_a_column_once_each(ask: Ask) -> None:
    assert ask("牵头栏里出现过的部门，重复的只算一次，一共几个").count == 8


@pytest.mark.parametrize("question", ["11月12月还有任务要交伐", "除开全年的，11月还有没有要交的"])
def test_months_in_which_nothing_is_due(ask: Ask, cited: Cited, question: str) -> None:
    answer = ask(question)
    assert "一项也没有" in answer.text
    assert not cited(answer)


@pytest.mark.parametrize(
    "question", ["带“业务处室”字样的任务有哪些", "配合栏里写着“业务处室”字眼的有哪几条"]
)
def test_a_word_of_a_column_is_of_all_names_that_have_it(
    ask: Ask, cited: Cited, question: str
) -> None:
    assert set(cited(ask(question))) == {"12", "18", "19", "28", "45"}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("浦东今年要再加几个行业，听说有牵头的，也有帮人家打下手的，各几个", "3个配合行业"),
        ("我开猫咖的，在不在今年新加的范围里", "不在文件列出的范围内"),
        ("诊所新来了一位护士要注册，能走智能的吗", "护士执业注册"),
        ("医美机构今年重点查哪些？医疗器械也在内吗", "医疗器械纳入"),
    ],
)
def test_what_shops_ask_of_what_is_new(ask: Ask, question: str, told: str) -> None:
    assert told in ask(question).text
