"""Follow-ups that pick from the lists of earlier answers, narrow them, or change what was asked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant, Turn

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]

OFFICE = "党政办牵头哪些"
SEPTEMBER = "9月到期的有哪些"


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        # the rest of a list of which a part was spoken of
        (["基层处牵头哪些任务", "哪些是9月的"], "剩下的三件谁配合", ["32", "34", "57"]),
        ([SEPTEMBER, "其中公卫处牵头的"], "余下的呢", ["8", "9", "10", "37", "38", "39", "40"]),
        (["中医科教处牵头的是哪几项", "第一个到什么时候"], "另外那个呢", ["56"]),
        ([OFFICE, "哪几个写了委属单位"], "没写的那条讲什么", ["65"]),
        # a place in it, also after one of it was spoken of
        ([OFFICE], "居中的那项落到哪个单位", ["50"]),
        (["10月的有哪些"], "中间那两个谁牵头", ["33", "34"]),
        ([OFFICE, "第一个谁配合"], "最后那个呢", ["65"]),
        ([OFFICE, "第二项谁配合"], "第三项呢", ["65"]),
        (["区疾控中心参与的有哪些"], "后面那条要什么时候弄完", ["41"]),
        # so many further on in the document
        (["任务20谁牵头"], "往下数三条呢", ["23"]),
        (["任务20谁牵头"], "往后第二条是谁牵头", ["22"]),
        (["任务20谁牵头"], "紧挨着它后面的那一条讲什么", ["21"]),
        (["市里第4点讲什么"], "往后一点讲什么", ["市5"]),
    ],
)
def test_items_are_picked_by_their_place(
    ask: Ask, cited: Cited, earlier: list[str], question: str, expected: list[str]
) -> None:
    assert cited(ask(question, *earlier)) == expected


def test_a_reply_that_names_some_of_the_list_at_hand_names_those(
    assistant: Assistant, cited: Cited
) -> None:
    history = [
        Turn("user", "免申即享的有哪几项"),
        Turn("assistant", "任务37、任务38、任务39、任务40。"),
        Turn("user", "社区卫生服务中心做的是哪些"),
        Turn("assistant", "任务37、任务38、任务40。"),
    ]
    assert cited(assistant.ask("剩下那一个由谁牵头", history)) == ["39"]


@pytest.mark.parametrize("question", ["剩下的两件呢", "中间那个谁牵头", "往后数两条"])
def test_nothing_is_picked_from_no_list(ask: Ask, question: str) -> None:
    assert ask(question).refused


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("各自落到哪个单位", "区监督所"),
        ("期限分别报一下", "9月"),
        ("每条分别归谁配合", "规划发展处"),
        ("各是几月", "6月"),
    ],
)
def test_each_item_of_the_list_is_asked_about(
    ask: Ask, cited: Cited, question: str, said: str
) -> None:
    answer = ask(question, "医政处牵头哪些")
    assert cited(answer) == ["20", "21", "27", "29", "46"]
    assert said in answer.text


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        (["任务31谁配合"], "答非所问，我问的是谁来牵头", ["31"]),
        (["任务31谁牵头"], "不对不对，我要的是底下经办的单位", ["31"]),
        (["伦理审查归谁"], "你理解错了，我说的是家庭病床，谁牵头", ["57"]),
        (["基层处牵头几条", "只要10月的"], "看错了，不是10月，是9月的", ["38", "40"]),
        (["基层处牵头几条"], "说岔了，不是基层处，是党政办", ["45", "50", "65"]),
        (["任务38谁牵头"], "搞错了，不是38，是39", ["39"]),
        # said of the office in its role, beside the one that takes part
        (["区监督所参与、公卫处牵头的有哪些"], "规划发展处牵头的呢", ["12", "19", "30", "64"]),
        (["基层处牵头哪些"], "配合部门有没有", ["32", "34", "38", "40", "57"]),
    ],
)
def test_what_is_put_right_takes_the_place_of_what_was_said(
    ask: Ask, cited: Cited, earlier: list[str], question: str, expected: list[str]
) -> None:
    assert cited(ask(question, *earlier)) == expected


def test_two_conditions_are_no_correction(ask: Ask) -> None:
    assert "不由公卫处牵头" in ask("不是公卫处牵头的，要9月完成的有哪些").text


CITY_FIELDS = "市里说要配合哪些领域的跨部门监管"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("加油站在不在里面", "不在文件列出的范围内"),
        ("食堂也算吗", "不在文件列出的范围内"),
        ("零售药店在列吗", "是的"),
        ("殡仪馆算不算", "殡葬服务"),
    ],
)
def test_more_is_asked_of_the_list_of_an_item(
    ask: Ask, cited: Cited, question: str, said: str
) -> None:
    answer = ask(question, CITY_FIELDS)
    assert said in answer.text
    assert cited(answer) == ["市9"]


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        (
            ["任务16谁牵头", "任务17呢"],
            "这两个期限一样吗？对了，还有个双随机的活，几月完成",
            ["16", "17", "29"],
        ),
        (["任务16谁牵头"], "什么时候完成？顺便问下公平竞争审查归谁", ["16", "65"]),
        # whom the pronoun stands for is named beside it
        (["任务49谁牵头"], "区疾控没列出来，那它参与的是哪几条", ["36", "41"]),
        (["任务9谁牵头"], "区里这条要做到什么程度", ["9"]),
    ],
)
def test_a_follow_up_and_another_matter_in_one_message(
    ask: Ask, cited: Cited, earlier: list[str], question: str, expected: list[str]
) -> None:
    assert cited(ask(question, *earlier)) == expected


def test_a_bare_name_tells_of_the_item_at_hand(assistant: Assistant, cited: Cited) -> None:
    history = [
        Turn("user", "影像数据共享谁牵头"),
        Turn("assistant", "规划发展处（任务42）。"),
        Turn("user", "哪家医院做"),
        Turn("assistant", "是七院。"),
    ]
    assert cited(assistant.ask("几月完", history)) == ["42"]


@pytest.mark.parametrize(
    ("earlier", "question", "said"),
    [
        (
            ["规划发展处牵头、没写委属单位的", "前两个谁牵头"],
            "这两个有配合的处吗",
            "没有列出配合部门",
        ),
        (["养老一件事谁牵头"], "嘴瓢了，我要的是身故那个，不是养老", "公卫处"),
    ],
)
def test_what_a_follow_up_says(ask: Ask, earlier: list[str], question: str, said: str) -> None:
    assert said in ask(question, *earlier).text


def test_the_later_of_two_items_that_were_spoken_of(ask: Ask, cited: Cited) -> None:
    assert cited(ask("后一个的期限", "任务20谁牵头", "任务23呢")) == ["23"]
