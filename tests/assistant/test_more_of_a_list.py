"""Follow-ups that make a list longer or shorter, ask for what a reply left out, or leave it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant, Turn

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]

MEDICAL = "医政处牵头的有哪些"
HEALTH_TOGETHER = "公卫处跟别的处合伙牵头的有哪些"
HEALTH_ALONE = ["22", "23", "24", "25", "26", "28", "36", "41"]
OFFICE = "党政办牵头哪些"
PRIMARY = "基层处牵头哪些"
SEPTEMBER = "9月到期的有哪些"
SUPERVISION = "加强智慧监管这组有哪些"
AT_ONCE = "免申即享那组有哪些"
INDUSTRY = "产医融合那组有哪些"


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        # the same office in another role
        ([OFFICE], "它打配合的也列进来，出张总表", ["45", "50", "51", "65"]),
        ([PRIMARY], "连它协办的一块儿算", ["13", "14", "32", "34", "38", "40", "49", "57"]),
        (["中医科教处主责哪些"], "加上它给人搭手的", ["13", "14", "55", "56"]),
        # other offices and units, in the role that was asked about
        (["七院承接哪些"], "把区疾控中心的也归到一张单子里", ["36", "41", "42"]),
        ([OFFICE], "再把中医科教处的也汇总到一起", ["45", "50", "55", "56", "65"]),
        ([OFFICE], "它给别的处帮忙的也要，凑一张全的", ["45", "50", "51", "65"]),
        ([OFFICE], "还有中医科教处的，也放到一块儿", ["45", "50", "55", "56", "65"]),
        (["基层处10月牵头的有哪些"], "再把9月的并到一张表里", ["32", "34", "38", "40"]),
    ],
)
def test_more_is_added_to_the_list(
    ask: Ask, cited: Cited, earlier: list[str], question: str, expected: list[str]
) -> None:
    assert sorted(cited(ask(question, *earlier)), key=int) == expected


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        (["各社区卫生服务中心承接的有哪些"], "减去基层处挂帅的，还剩哪些", ["37", "46", "49"]),
        ([SEPTEMBER], "扣去生物医药处挑头的还有哪些", ["21", "22", "37", "38", "39", "40"]),
        ([SEPTEMBER], "再减掉免申即享那组", ["8", "9", "10", "21", "22"]),
        ([PRIMARY], "把免申即享那一摊筛掉", ["32", "34", "57"]),
        # the jointly led
        ([MEDICAL], "和别的处室搭伙牵头的减了，剩哪几项", ["27", "46"]),
        ([MEDICAL], "跟人家合着领的刨掉", ["27", "46"]),
        # led alone, of the office at hand
        ([HEALTH_TOGETHER], "那它一家单干的呢", HEALTH_ALONE),
        ([HEALTH_TOGETHER], "那自己单挑的有几条", HEALTH_ALONE),
        ([MEDICAL], "里头它独揽的有几条", ["27", "46"]),
        ([MEDICAL], "不算共同的呢", ["27", "46"]),
        ([MEDICAL], "只看它自己单独扛的", ["27", "46"]),
    ],
)
def test_some_are_taken_from_the_list(
    ask: Ask, cited: Cited, earlier: list[str], question: str, expected: list[str]
) -> None:
    assert cited(ask(question, *earlier)) == expected


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        ([SUPERVISION], "这几条里配合栏带医政处的是", ["23", "26"]),
        ([SUPERVISION], "哪条不用别的处搭手", ["25"]),
        ([SUPERVISION], "没人配合的是哪一条", ["25"]),
        (["第四部分有哪些任务"], "哪条的配合部门有规划发展处", ["57"]),
        ([INDUSTRY], "单位那栏带企业的是哪两条", ["52", "53"]),
        ([INDUSTRY], "把企业列进相关单位的有哪几条", ["52", "53"]),
        ([INDUSTRY], "单位里写到企业的挑出来", ["52", "53"]),
        ([AT_ONCE], "人口家发处的是哪两个", ["37", "39"]),
        ([AT_ONCE], "归基层处的是哪几条", ["38", "40"]),
        ([SEPTEMBER], "公卫处牵头的是哪两条", ["21", "22"]),
        (["好差评那组有哪些"], "党政办的是哪个", ["50"]),
    ],
)
def test_the_list_is_narrowed_without_a_word_for_it(
    ask: Ask, cited: Cited, earlier: list[str], question: str, expected: list[str]
) -> None:
    assert cited(ask(question, *earlier)) == expected


@pytest.mark.parametrize(
    ("asked", "reply", "question", "expected"),
    [
        ("10月要交差的先报一个", "任务32。", "剩余的呢", ["33", "34", "35"]),
        ("10月要交差的先报一个", "任务32。", "剩下几条分别归谁", ["33", "34", "35"]),
        ("6月到期的先来一个", "任务15。", "接着报", ["29"]),
        ("区疾控中心承接哪些", "任务36。", "好像没列全吧", ["36", "41"]),
        ("区疾控中心承接哪些", "任务36。", "你确定就一条？", ["36", "41"]),
        ("党政办牵头的随便讲两条", "任务45、任务50。", "余下的那条？", ["65"]),
        ("中医科教处主责的先说一条", "任务55。", "还剩哪几条", ["56"]),
        ("中医科教处主责的有哪些", "任务55。", "怎么就一项？", ["55", "56"]),
        ("区疾控中心承接几项", "1项：任务36。", "才这么点啊", ["36", "41"]),
        ("6月要完成的有哪些", "任务29。", "不止一条吧", ["15", "29"]),
    ],
)
def test_what_a_reply_left_out_is_told(
    assistant: Assistant, cited: Cited, asked: str, reply: str, question: str, expected: list[str]
) -> None:
    history = [Turn("user", asked), Turn("assistant", reply)]
    assert cited(assistant.ask(question, history)) == expected


@pytest.mark.parametrize(
    ("earlier", "question", "said"),
    [
        ("任务56谁配合", "配合栏除了医政处，还填了谁", "生物医药处"),
        ("任务64落到哪个单位", "单位里除开区监督所，还写了哪家", "委审批服务中心"),
    ],
)
def test_who_else_is_asked_of_the_item_at_hand(
    ask: Ask, cited: Cited, earlier: str, question: str, said: str
) -> None:
    answer = ask(question, earlier)
    assert said in answer.text
    assert cited(answer) == [earlier[2:4]]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("这个先放一放，产医融合一组有哪几项", ["52", "53", "54", "55", "56"]),
        ("行，不聊这个了。6月到期的有哪些", ["15", "29"]),
        ("换个问题，中医科教处牵头的有哪些", ["55", "56"]),
    ],
)
def test_another_matter_takes_nothing_from_before(
    ask: Ask, cited: Cited, question: str, expected: list[str]
) -> None:
    assert cited(ask(question, "任务34跟谁配合")) == expected


def test_the_points_of_the_city_are_counted_afresh(ask: Ask) -> None:
    assert ask("先不说这个。市里的要点一共几点", "任务34几月完成").count == 15


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        ("任务23谁牵头", "市里那份咋提的，建到几期了", "市8"),
        ("任务29谁牵头", "市卫健委的要点里是咋说的", "市10"),
    ],
)
def test_the_city_is_asked_about_the_item_at_hand(
    ask: Ask, cited: Cited, earlier: str, question: str, expected: str
) -> None:
    assert cited(ask(question, earlier)) == [expected]
