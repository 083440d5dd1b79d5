"""Shop owners who ask whether this year's new trades include theirs: yes, no, or not told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]
NEW = ("口腔诊所", "医疗美容门诊部", "中医诊所")


@pytest.mark.parametrize(
    "question",
    [
        "我开足浴店的，一业一证今年轮到我没有",
        "宠物医院！今年一业一证新业态到底有没有我们？",
        "奶茶铺，加盟的。一业一证今年新添的那几样里头有我没有？",
        "月子会所老板一枚，想问今年扩的那仨新业态，是不是把坐月子的也扩进去了",
        "开眼镜店的，今年多了三个行业能办综合许可，里面有眼镜店不",
        "我们挂的牌子是健身房，今年新推综合许可的业态里给我们留位子了么",
        "我妈想办养老院，她咬定今年新放开的一业一证业态里写着养老院，我说她看岔了，我俩谁对",
    ],
)
def test_a_trade_that_is_not_listed_is_told_so(ask: Ask, cited: Cited, question: str) -> None:
    answer = ask(question)
    assert answer.text.startswith("不在文件列出的范围内")
    assert cited(answer) == ["市4"]
    assert all(trade in answer.text for trade in NEW)


@pytest.mark.parametrize(
    ("question", "trade"),
    [
        ("挂的是中医诊所的牌子，一业一证今年管不管我们这一行", "中医诊所"),
        ("我在川沙开口腔诊所的，今年那个一张证顶好几张的轮得到我伐？", "口腔诊所"),
        ("前年从医院出来，盘了个牙科，今年一业一证的新业态里头有我没有", "口腔诊所"),
    ],
)
def test_a_trade_that_is_listed_is_told_so(ask: Ask, question: str, trade: str) -> None:
    first = ask(question).text.split("：")[0]
    assert f"“{trade}”" in first
    assert "在文件列出的范围内" in first
    assert "不在" not in first


@pytest.mark.parametrize(
    ("question", "inside", "outside"),
    [
        (
            "名下三块牌子：一间口腔诊所、一家宠物医院、一爿药房。一业一证新放进来的，是哪块？",
            ["口腔诊所"],
            ["宠物医院", "药房"],
        ),
        ("中医诊所和宠物诊所都能办一业一证吗", ["中医诊所"], ["宠物诊所"]),
    ],
)
def test_several_trades_are_parted(
    ask: Ask, question: str, inside: list[str], outside: list[str]
) -> None:
    said, _, rest = ask(question).text.partition("在文件列出的范围内")
    assert all(trade in said for trade in inside)
    assert all(trade in rest.split("不在")[0] for trade in outside)


def test_a_trade_that_is_not_named_depends(ask: Ask) -> None:
    assert ask("我这种店，今年新业态算在内吗").text.startswith("要看您做的是哪一种")


def test_the_trade_of_an_earlier_question_is_meant(ask: Ask, cited: Cited) -> None:
    earlier = "我开口腔诊所的，今年综合许可改了，交的材料会少吗"
    assert not ask("那我这种店算今年新业态不", earlier).text.startswith("不在")
    answer = ask("那麻辣烫店是没戏咯？", "哪三个是今年新上的业态")
    assert answer.text.startswith("不在文件列出的范围内")
    assert cited(answer) == ["市4"]


@pytest.mark.parametrize(
    "question",
    [
        "开火锅店的，就问原先那批老业态里本来有没有我们火锅店",
        "健身房算不算浦东那3个配合行业里的一个？",
    ],
)
def test_what_is_only_mentioned_is_not_denied(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.refused
    assert "没有列出" in answer.text


@pytest.mark.parametrize(
    "question", ["65岁以上免费体检里包不包含胃镜和骨密度", "老人免费体检查不查骨密度"]
)
def test_a_detail_that_is_not_told_is_refused_with_the_item(ask: Ask, question: str) -> None:
    answer = ask(question)
    assert answer.refused
    assert "没有写到" in answer.text
    assert [item.item.number for item in answer.related] == [38]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("跨部门综合监管的名单上有零售药店吗", "是的，“零售药店”"),
        ("开药房的，联合监管的名单里列没列我这种", "如果您办的是“零售药店”"),
        ("我开足浴店，跨部门综合监管的名单上有我们吗", "不在文件列出的范围内"),
        ("舞厅，跨部门监管那些领域里提了没", "不在文件列出的范围内"),
    ],
)
def test_a_list_of_other_things_is_asked_for_a_trade(
    ask: Ask, cited: Cited, question: str, begins: str
) -> None:
    answer = ask(question)
    assert answer.text.startswith(begins)
    assert cited(answer) == ["市9"]
    assert "房建等领域的跨部门，" not in answer.text


def test_where_a_shop_is_does_not_say_which_document_has_the_list(ask: Ask) -> None:
    answer = ask("在川沙新盘了个牙科铺子，几张证并作一张的好事，我这行今年有份没")
    assert answer.text.startswith("如果您办的是“口腔诊所”")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("我爸61，免费体检够不够年纪", "61岁不在其中"),
        ("奶奶今年70，免费体检到岁数了吗", "70岁在其中"),
    ],
)
def test_an_age_is_held_against_the_one_that_is_written(ask: Ask, question: str, said: str) -> None:
    answer = ask(question)
    assert "65周岁以上" in answer.text
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    ["口腔诊所办综合许可，给开发票吗，收费多少", "好差评系统花了多少预算，哪家中的标"],
)
def test_an_amount_beside_what_is_known_is_still_not_told(ask: Ask, question: str) -> None:
    assert ask(question).refused


def test_what_takes_the_place_of_a_proof_is_no_paper_to_bring(ask: Ask) -> None:
    answer = ask("无违法记录的证明不开了，交什么能顶")
    assert "信用报告" in answer.text


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("小护士一枚，执业注册能不能走智慧好办", "是的，“护士执业注册”"),
        ("要办放射工作人员证，浦东的智慧好办包不包括", "是的，“放射工作人员证发放”"),
        ("独生子女光荣证办理走不走智慧好办", "是的，"),
        ("涉水产品的卫生许可有没有列进智慧好办", "如果您办的是“涉及饮用水卫生安全产品卫生许可”"),
        ("医师执业注册在不在智慧好办里", "不在文件列出的范围内"),
    ],
)
def test_a_member_may_be_named_in_part(ask: Ask, question: str, begins: str) -> None:
    assert ask(question).text.startswith(begins)


def test_no_is_said_against_all_lists_of_the_same(ask: Ask, cited: Cited) -> None:
    answer = ask("我开理发店，公共场所卫生许可证能走浦东的“智慧好办”吗")
    assert answer.text.startswith("不在文件列出的范围内")
    assert cited(answer) == ["43", "44"]


@pytest.mark.parametrize("trade", ["兰州拉面", "重庆火锅店", "北京烤鸭"])
def test_where_a_dish_is_from_is_no_place_asked_about(ask: Ask, trade: str) -> None:
    assert "口腔诊所" in ask(f"我开{trade}的，能办一业一证吗").text
    assert ask("重庆的一业一证怎么办").refused


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("牙科诊所在不在", "是的，“口腔诊所”"),
        ("牙科诊所的老板问：能不能一证办", "是的，“口腔诊所”"),
        ("医美门诊在不在里面", "如果您办的是“医疗美容门诊部”"),
        ("宠物诊所在不在", "不在文件列出的范围内"),
    ],
)
def test_a_trade_in_other_words_is_held_against_the_list_of_trades(
    ask: Ask, question: str, begins: str
) -> None:
    answer = ask(question)
    assert answer.text.startswith(begins)
    assert "“口腔诊所”“医疗美容门诊部”“中医诊所”" in answer.text


@pytest.mark.parametrize(
    "question",
    ["美容店里的药品、器械也算在综合监管范围里吗", "开医美店，药品和器械都在监管范围内吗"],
)
def test_what_a_trade_uses_is_held_against_the_text_that_takes_it_in(
    ask: Ask, cited: Cited, question: str
) -> None:
    answer = ask(question)
    assert answer.text.startswith("是的")
    assert "医疗器械纳入综合监管范畴" in answer.text
    assert cited(answer) == ["市9"]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("在乡下开了家民宿，你们也会一起检查吗", "是的，“乡村民宿”"),
        ("我开零售药店，卫健会参加跨部门综合监管吗", "是的，“零售药店”"),
        ("开网吧，卫健也参与跨部门监管吗", "不在文件列出的范围内"),
        ("饮水机滤芯这种涉水产品的卫生许可算不算智慧好办的", "如果您办的是“涉及饮用水卫生安全产品"),
        ("奶茶店的卫生许可是否列入智慧好办", "不在文件列出的范围内"),
    ],
)
def test_a_trade_or_a_class_is_held_against_the_list_that_has_it(
    ask: Ask, question: str, begins: str
) -> None:
    assert ask(question).text.startswith(begins)


def test_an_office_that_takes_part_is_no_trade(ask: Ask, cited: Cited) -> None:
    assert cited(ask("公卫处也参与跨部门监管吗")) == ["28"]
