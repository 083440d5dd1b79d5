"""Follow-ups to replies in other words than the program's: picks, comparisons, corrections."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer
from tests.assistant.asking import Talk

Cited = Callable[[Answer], list[str]]


SCREENING = (
    "两病筛查和家庭医生签约都归谁",
    "任务37归人口家发处，另外任务40归基层处，都是9月。",
)
SAMPLES = ("任务16谁牵头", "生物医药处。", "任务18谁牵头", "规划发展处。")
GROUP = ("一件事那组有哪几条", "共6项：任务31、任务32、任务33、任务34、任务35、任务36。")
SHARED = ("影像共享谁来配合", "任务42，医政处配合。")
LETTER = ("市里提到普法了吗", "提到了，市要点第15点：组织开展普法活动。")


@pytest.mark.parametrize(
    ("turns", "question", "expected", "said"),
    [
        # by the place in the reply that named them
        (SCREENING, "后说的那个，单位是哪家", ["40"], "各社区卫生服务中心"),
        (SCREENING, "先提到的那条谁牵头", ["37"], "人口家发处"),
        # what whoever was told has beside this
        (SHARED, "这个处除了这条还牵头几项", ["20", "21", "27", "29", "46"], "**5项"),
        (("任务42落实单位", "七院。"), "这家医院除了弄这个还干别的吗", ["42"], "一项也没有"),
        (("任务45谁配合", "提供办事服务的相关业务处室。", "牵头呢", "党政办。"),
         "它除了牵头这个，还牵头哪些", ["50", "65"], "党政办"),
        # set against another
        (("任务57谁配合", "规划发展处、医政处。"), "跟任务49的配合处室比，多了谁", ["57", "49"],
         "只有〔任务57〕写了规划发展处"),
        (("任务23谁配合", "医政处、人口家发处。"), "26条也一样吗", ["26"], "医政处"),
        (SAMPLES, "上一个的单位跟这个一样吗", ["16", "18"], "委属相关单位不一样"),
        # of the list by who carries it out, and by time
        (GROUP, "有没有不是社区那边弄的", ["31", "33", "35", "36"], "4项"),
        (GROUP, "疾控做的是哪条", ["36"], "区疾控中心"),
        (GROUP, "不在10月的有没有", ["31", "36"], "全年"),
        (("公卫处牵头又有月份的", "任务21、任务22、任务29。"), "这几个里头谁最早到期，几月",
         ["29"], "6月"),
        # the role of an office in it
        (("任务30里有医政处吗", "有。"), "我当是牵头，那医政处到底什么身份", ["30"], "配合部门"),
        (("任务17里有生物医药处吗", "有。"), "它的身份是？", ["17"], "配合部门"),
        # what corresponds in the other document, of the very matter
        (LETTER, "那区里对应的条目牵头处室报一下", ["64"], "规划发展处"),
    ],
)  # fmt: skip
def test_it_is_of_what_was_told(
    talk: Talk, cited: Cited, turns: tuple[str, ...], question: str, expected: list[str], said: str
) -> None:
    answer = talk(*turns, question)
    assert cited(answer) == expected
    assert said in answer.text


@pytest.mark.parametrize(
    ("turns", "question", "number"),
    [
        (("党政办牵头几项", "3项。"), "加上配合的一起算呢", 4),
        (("中医科教处牵头几项", "2项。"), "要是连配合的一块算呢", 4),
        (("人口家发处配合几项", "6项。"), "牵头的也算上呢", 15),
    ],
)
def test_so_many_with_what_is_added(
    talk: Talk, turns: tuple[str, ...], question: str, number: int
) -> None:
    assert talk(*turns, question).count == number


@pytest.mark.parametrize(
    ("turns", "question", "expected"),
    [
        (("党政办有哪些任务", "党政办牵头3项。"), "错了错了，我问的是党政办配合的", ["51"]),
        (("党政办有哪些任务", "党政办牵头3项。"), "搞错了，我说的是配合", ["51"]),
        (("组织人事处配合几项", "2项。"), "不是，我问的是党政办配合的", ["51"]),
        (("中医科教处配合几项", "2项。"), "我问的是牵头", ["55", "56"]),
    ],
)
def test_another_role_was_meant(
    talk: Talk, cited: Cited, turns: tuple[str, ...], question: str, expected: list[str]
) -> None:
    assert cited(talk(*turns, question)) == expected


@pytest.mark.parametrize(
    ("turns", "question", "said"),
    [
        (("任务31谁牵头", "人口家发处牵头，医政处配合。"), "两家里哪家牵头更多", ""),
        (("任务50谁牵头", "党政办。"), "两家里哪家牵头更多", ""),
        (
            ("任务26谁配合", "医政处、人口家发处。"),
            "两家里头哪家还牵了更多别的头",
            "**人口家发处**",
        ),
        (("任务29谁牵头", "医政处、公卫处、人口家发处。"), "三家里谁配合得最多", "**医政处**"),
    ],
)
def test_which_of_the_offices_that_were_told(
    talk: Talk, turns: tuple[str, ...], question: str, said: str
) -> None:
    text = talk(*turns, question).text
    assert said in text
    assert bool(said) == ("更多，多" in text)


@pytest.mark.parametrize(
    ("turns", "question", "expected"),
    [
        (("任务46谁牵头", "医政处。", "任务38谁牵头", "基层处。"), "先前那条谁配合", ["46"]),
        (("任务46谁牵头", "医政处。", "任务38谁牵头", "基层处。"), "头一个的配合处室呢", ["46"]),
        (("任务12谁牵头", "规划发展处。"), "有生物医药处什么事没有", ["12"]),
        (("医政处牵头几项", "5项。"), "哪几条不是它一家牵的", ["20", "21", "29"]),
        (("9月到期的有哪些", "9项。"), "再窄一点，要有监督所的", ["21", "22"]),
        (("10月到期的有哪些", "4项。"), "里面社区落实的呢", ["32", "34"]),
        (("基层处牵头几项", "5项。", "9月的呢", "任务38、任务40。"), "第一条讲的啥", ["38"]),
        (("任务17谁牵头", "人口家发处。"), "跟它同组的还有哪些", ["15", "16", "18"]),
        (("市里要点哪条讲双随机", "第10点。"), "后面那点讲的啥", ["市11"]),
    ],
)
def test_the_items_that_are_meant(
    talk: Talk, cited: Cited, turns: tuple[str, ...], question: str, expected: list[str]
) -> None:
    assert cited(talk(*turns, question)) == expected


@pytest.mark.parametrize("said", ["谢谢啊", "好的知道了", "行，先这样吧"])
def test_thanks_ask_for_nothing(talk: Talk, cited: Cited, said: str) -> None:
    assert cited(talk("任务20谁牵头", "医政处、公卫处、人口家发处。", said)) == []
