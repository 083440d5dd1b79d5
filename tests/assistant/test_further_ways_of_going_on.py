"""Follow-ups that doubt, ask for others or for what comes next, or are written like letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant, Turn

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]

TWO_OFFICES = "医政处和基层处谁牵头的多"


@pytest.mark.parametrize(
    ("before", "question", "expected", "said"),
    [
        # another office is taken for granted to have no part
        ("任务31谁牵头", "你敢保证不是医政处牵头？", ["31"], "人口家发处"),
        ("任务45谁牵头", "能确定不归规划发展处管吗", ["45"], "党政办"),
        # whether one has part, and who all have
        ("任务46谁牵头", "要规划发展处搭把手吗，配合的都有谁", ["46"], "**规划发展处**"),
        ("任务40谁牵头", "社区卫生服务中心要参加吗，落实单位有哪些", ["40"], "社区卫生服务中心"),
        # who else beside those that are named
        ("任务56谁配合", "除了医政处，还有别的处室配合吗", ["56"], "**生物医药处**"),
        ("任务64谁牵头", "除开区监督所，有没有其他单位参与", ["64"], "委审批服务中心"),
        # the whole year, or until when
        ("任务46谁牵头", "是要求全年推进还是定了月份", ["46"], "**全年**"),
        ("任务38谁牵头", "长期做还是卡到几月", ["38"], "**9月"),
        # in the manner of letters
        ("任务31谁牵头", "烦请将该项配合处室再予明确，以便填报", ["31"], "**医政处**"),
        ("任务64谁牵头", "敬请将该任务落实单位补充说明，以便载入会议纪要。", ["64"], "区监督所"),
        ("任务45谁牵头", "劳烦把时间节点再确认一遍，好写进台账", ["45"], "**全年**"),
        ("任务55谁牵头", "顺延至下一项，其牵头处室及时间节点为何", ["56"], "中医科教处"),
    ],
)
def test_one_item_is_gone_on_with(
    ask: Ask, cited: Cited, before: str, question: str, expected: list[str], said: str
) -> None:
    answer = ask(question, before)
    assert cited(answer) == expected
    assert said in answer.text


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        # what an office has beside the item at hand
        ("任务46谁牵头", "医政处除了这项还牵头什么", ["20", "21", "27", "29"]),
        ("任务50谁牵头", "党政办除了它还牵哪几项", ["45", "65"]),
        ("任务55谁牵头", "他们处还有别的牵头任务吗", ["56"]),
        # of so many as are at hand
        (
            "区监督所落实几项",
            "14项里头公卫处独家牵头的有多少",
            ["22", "23", "24", "25", "26", "28"],
        ),
        ("公卫处牵头几项", "这12项里9月的有几项", ["21", "22"]),
        # what is due next
        ("最早到期的是哪项", "再往后最近的节点是几月，有哪几件", ["15", "29"]),
        (
            "任务15什么时候完成",
            "下一个到期的是哪些",
            ["8", "9", "10", "21", "22", "37", "38", "39", "40"],
        ),
        # with whom an office leads
        ("任务30谁牵头", "公卫处还跟哪些处联合牵头过", ["20", "21", "29", "30"]),
        ("任务30谁牵头", "医政处除了和规划发展处，还跟谁一起牵头过", ["20", "21", "29"]),
    ],
)
def test_what_else_there_is(
    ask: Ask, cited: Cited, before: str, question: str, expected: list[str]
) -> None:
    assert cited(ask(question, before)) == expected


@pytest.mark.parametrize(
    ("before", "question", "said"),
    [
        (TWO_OFFICES, "那第三名是谁，几项", "**公卫处**，共**12项**"),
        ("哪个处牵头最多", "第三名呢", "**公卫处**"),
        ("医政处和基层处谁配合多", "第三位是哪个处", "配合任务第3多"),
        ("9月的有哪些", "这九项里头谁牵头最多", "各**3项**"),
        ("任务9、10、11谁牵头", "都是9月吗", "9月2项"),
        ("任务13和任务14谁牵头", "配合的处室是不是一模一样", "一样，配合部门都是"),
        ("任务13和任务57谁牵头", "配合的处室一样吗，各几个", "依次是6个、2个"),
        ("任务23和任务26谁牵头", "这两条配合处室一样不？各有几家", "，各2个"),
    ],
)
def test_places_and_what_is_alike(ask: Ask, before: str, question: str, said: str) -> None:
    assert said in ask(question, before).text


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("任务20公卫处和谁一起牵头", ["20"]),
        ("还有别家牵头的任务，公卫处有哪几项", ["20", "21", "29", "30"]),
    ],
)
def test_near_questions_are_read_as_before(
    ask: Ask, cited: Cited, question: str, expected: list[str]
) -> None:
    assert cited(ask(question)) == expected


@pytest.mark.parametrize(
    ("before", "question", "said"),
    [
        ("任务42谁牵头", "医院到底是哪家", "**七院**"),
        ("任务42谁牵头", "具体是哪家医院来做", "**七院**"),
        ("任务65谁牵头", "下一项呢", "没有编号为66的条目"),
        ("任务40哪个处管", "再前面一项呢，谁牵头", "〔任务39〕"),
        ("任务13谁牵头", "协办的有几个处，都叫什么", "共**6个**"),
        ("任务20谁牵头", "那牵头处室到底是几个？名字报一下", "共**3个**"),
        ("七院承担哪些任务", "还有其他的吗", "没有别的了"),
        (
            "老年人健康服务一件事谁牵头",
            "我问的是身故那个，不是老年人那个。落实单位呢",
            "区疾控中心",
        ),
        ("养老服务一件事谁牵头", "婚育的", "**人口家发处**"),
    ],
)
def test_follow_ups_of_few_words(ask: Ask, before: str, question: str, said: str) -> None:
    assert said in ask(question, before).text


@pytest.mark.parametrize(
    ("before", "question", "expected"),
    [
        ("9月到期的有哪些", "除了第8项，剩下的呢", ["9", "10", "21", "22", "37", "38", "39", "40"]),
        ("10月到期的有哪些", "撇开32和34，其余的有哪些", ["33", "35"]),
        ("党政办牵头哪些任务", "倘若把配合的任务也一并计入，一共有哪些", ["45", "50", "51", "65"]),
        ("3月到期的有哪些", "请再加上6月的，列出来", ["3", "15", "29"]),
        ("9月到期的有哪些", "其中落到社区的有几项", ["37", "38", "40"]),
    ],
)
def test_lists_at_hand_with_more_or_less(
    ask: Ask, cited: Cited, before: str, question: str, expected: list[str]
) -> None:
    assert sorted(cited(ask(question, before)), key=int) == expected


def test_another_month_is_counted_where_that_is_asked(ask: Ask) -> None:
    assert ask("10月的又有几项", "区监督所落实哪些任务", "9月的是哪些").count == 0
    assert ask("10月的又有几项", "基层处牵头哪些任务", "9月的是哪些").count == 2


def test_who_leads_in_the_whole_table_is_still_asked(ask: Ask) -> None:
    assert ask("牵头的有几个处", "任务20谁牵头").count == 8


def test_an_item_by_number_in_anybodys_words(assistant: Assistant) -> None:
    history = [Turn("user", "合规体检是什么任务"), Turn("assistant", "第20项。")]
    assert assistant.ask("那牵头处室到底是几个", history).count == 3
