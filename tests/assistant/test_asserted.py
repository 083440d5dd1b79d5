"""What is asserted of every task, and lists in the order of time, on the shipped documents."""

from __future__ import annotations

import pytest

from tests.assistant.conftest import Ask


def _numbers(ask: Ask, question: str, *earlier: str) -> set[int | None]:
    return {citation.item.number for citation in ask(question, *earlier).citations}


@pytest.mark.parametrize(
    ("question", "begins", "says"),
    [
        ("所有任务都是全年完成吗", "不全是：", ("49项是", "16项不是")),
        ("65项任务全都要在9月之前完成，是这样吗", "不全是：", ("全年49项、9月9项、10月4项",)),
        ("是不是每一项都有配合部门", "不全是：", ("35项不是", "30项是")),
        ("每项任务都有牵头部门吗", "是的，", ("65项",)),
        ("公卫处牵头的都在第二部分吗", "不全是：", ("10项是", "2项不是")),
        ("9月的任务是不是都由规划发展处牵头", "不是：", ("没有一项",)),
        ("“免申即享”这四项都由基层处牵头，没错吧", "不全是：", ("人口家发处",)),
        ("基层处牵头的活，是不是统统都由社区卫生服务中心去做", "不全是：", ("医养康养",)),
        ("几个处联合牵头的任务，是不是回回都有公卫处", "是的，", ("4项",)),
    ],
)
def test_what_is_asserted_of_all_is_checked(
    ask: Ask, question: str, begins: str, says: tuple[str, ...]
) -> None:
    text = ask(question).text.replace("**", "")
    assert text.startswith(begins)
    assert all(part in text for part in says)


def test_a_list_can_be_put_in_the_order_of_time(ask: Ask) -> None:
    answer = ask("除了全年的，其他任务按时间先后排一下")
    days = [c.item.deadline.due for c in answer.citations if c.item.deadline]
    assert len(days) == 16
    assert days == sorted(day for day in days if day)


def test_each_month_with_its_number_is_no_list(ask: Ask) -> None:
    text = ask("按月份排一下各有几项任务").text.replace("**", "")
    assert all(part in text for part in ("9月（9项）", "10月（4项）"))
    assert "| 编号 |" not in text


@pytest.mark.parametrize(
    ("earlier", "question", "numbers"),
    [
        (("十月到期的任务有哪些",), "最后那个，要跟外头哪些单位打交道", {35}),
        (("疾控中心名下几条",), "第二个有没有卡死哪个月做完", {41}),
        (("生物医药处9月要完成哪些",), "后面两个是谁配合的", {9, 10}),
        (("医疗影像数据共享是哪家医院在做",), "这家医院还有别的任务吗", {42}),
        (("公民身故谁管",), "这个中心还有别的事吗", {41}),
        (("一册告知归谁", "哪些单位落实"), "除了委审批服务中心还有谁", {12}),
        (("医联体建设谁牵头",), "要打造哪几个专科的？", {46}),
        (("人口家发处牵头的9月有哪些",), "把9月换成10月再查一遍", {35}),
        (("10月到期的任务", "其中基层处几项"), "不是基层处的呢", {33, 35}),
        (("两病筛查的任务有哪几条",), "免申即享那个几月要好？", {37}),
        (("基层处9月有哪些", "人口家发处9月呢"), "再说基层处那两条，有配合部门吗", {38, 40}),
        (("双随机一公开谁牵头",), "不对吧，我怎么听说是全年都要搞的", {29}),
        (("几个处联合牵头的任务有几项",), "就这么点？你再核对一遍", {20, 21, 29, 30}),
        (("基层处牵头的有哪些",), "另外问个别的，电子文件归档谁管", {45}),
    ],
)
def test_what_follows_points_at_what_was_said(
    ask: Ask, earlier: tuple[str, ...], question: str, numbers: set[int]
) -> None:
    assert _numbers(ask, question, *earlier) == numbers


def test_thanks_ask_for_nothing_more(ask: Ask) -> None:
    answer = ask("好的谢谢，没别的了", "双随机几月完成？")
    assert answer.refused
    assert not answer.citations


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("三个问题：1普法活动哪个处牵头 2改革成效评估哪个处 3家庭医生签约几月", {40, 61, 64}),
        ("公卫处9月要完成哪些，还有人口家发处10月要完成哪些？", {21, 22, 35}),
        ("市里“一业一证”那一点，到了浦东变成了哪几条任务？", {4, 9, 10, 12}),
        ("规划发展处牵头的活，刨掉时间写“全年”的，还剩哪个", {3}),
        ("凡是跟党政办沾边的任务，牵头也好配合也好，都列出来", {45, 50, 51, 65}),
    ],
)
def test_several_things_are_told_apart(ask: Ask, question: str, numbers: set[int]) -> None:
    assert _numbers(ask, question) == numbers


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("我想在浦东开牙科诊所，今年能一业一证吗", "是的，“口腔诊所”"),
        ("我想在浦东开足浴店，能一业一证吗", "不在文件列出的范围内。〔上海市工作要点 要点4〕"),
    ],
)
def test_where_one_opens_a_shop_is_not_where_the_list_is(
    ask: Ask, question: str, begins: str
) -> None:
    assert ask(question).text.startswith(begins)


@pytest.mark.parametrize(
    ("question", "number", "begins"),
    [
        ("随申码推广，医政处插不插手", 49, "是的，"),
        ("病媒机构备案，生物医药处掺和不掺和", 17, "是的，"),
        ("多中心伦理互认，医政处配合不配合", 55, "更正："),
        ("普法活动监督所参加还是不参加", 64, "是的，"),
        ("家庭病床归不归基层处", 57, "是的，"),
    ],
)
def test_does_it_or_does_it_not_denies_nothing(
    ask: Ask, question: str, number: int, begins: str
) -> None:
    assert _numbers(ask, question) == {number}
    assert ask(question).text.startswith(begins)


def test_what_is_denied_wrongly_is_put_right_in_sense(ask: Ask) -> None:
    text = ask("任务57不是由基层处牵头的").text
    assert "是牵头部门，不是牵头部门" not in text


def test_amounts_by_their_digits(ask: Ask) -> None:
    text = ask("哪几个处牵头到了两位数").text
    assert all(
        name in text for name in ("规划发展处（18项）", "生物医药处（18项）", "公卫处（12项）")
    )
    assert "医政处（5项）" not in text
