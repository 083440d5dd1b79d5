"""A list that was shown is narrowed, parted, and taken from, by what is said of its items."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]

SEPTEMBER = "9月到期的有哪些"
MEDICAL = "医政处牵头的有哪些"
ALONE = "哪些是单独牵头的"
DISEASE = "区疾控中心参与的有哪些"
NO_UNIT = "没写委属单位的任务有哪些"


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        # taken away
        (["基层处牵头的有哪些"], "免申即享的先撇开", ["32", "34", "57"]),
        ([SEPTEMBER], "委审批服务中心参与的也剔掉", ["21", "22", "37", "38", "39", "40"]),
        ([SEPTEMBER, "公卫处牵头的撇开"], "生物医药处的也划掉", ["37", "38", "39", "40"]),
        ([SEPTEMBER], "没有配合部门的不要，还剩几项", ["9", "10", "21"]),
        (["区监督所的任务有哪些", "只要有具体月份的"], "再筛：公卫处一家单独牵的", ["22"]),
        (["公卫处牵头的有哪些"], "9月要交的单独挑出来", ["21", "22"]),
        (["9月要完成的有哪些"], "医政牵了其中哪个", ["21"]),
        (["联合牵头的任务有哪些"], "四个当中，配合栏空着的有没有", ["29"]),
        # of the list of so many
        ([MEDICAL], "这五条里区监督所不沾边的", ["46"]),
        ([MEDICAL, ALONE], "这两个里头医院有份的是哪个", ["46"]),
        ([MEDICAL, ALONE], "跟医疗美容沾边的是前一个还是后一个", ["27"]),
        ([DISEASE], "讲职业健康的是前面那个还是后面那个？几月完成", ["41"]),
        (["10月有哪些"], "要跟民政局搭伙的是这里头哪一项", ["34"]),
        ([MEDICAL], "到期最早的那一项落在哪个单位", ["29"]),
        # of an earlier list, where the last has none such
        (["产医融合那组有几条", "写了企业的"], "没写企业的呢", ["54", "55", "56"]),
        (
            [NO_UNIT, "牵头不是规划发展处的"],
            "归规划发展处的那些里，哪条写了配合处室",
            ["63"],
        ),
        # the others of the group of the item at hand
        (["任务57谁牵头"], "和它同一组的另一条归谁", ["58"]),
        (["任务9谁牵头"], "跟它同在“一业一证”底下的其他几条，都谁配合", ["10", "11", "12"]),
        (["任务52谁牵头"], "同一组里只写医疗机构、没写企业的有哪些", ["54", "55", "56"]),
    ],
)
def test_the_list_at_hand_is_sifted(
    ask: Ask, cited: Cited, earlier: list[str], question: str, expected: list[str]
) -> None:
    assert sorted(cited(ask(question, *earlier)), key=int) == expected


def test_what_is_left_is_counted(ask: Ask) -> None:
    assert ask("没有配合部门的不要，还剩几项", SEPTEMBER).count == 3


def test_the_same_role_of_another_office_is_another_list(ask: Ask, cited: Cited) -> None:
    assert cited(ask("党政办牵头的", "基层处牵头的有哪些")) == ["45", "50", "65"]


def test_a_matter_set_aside_at_the_start_narrows_a_whole_question(ask: Ask, cited: Cited) -> None:
    assert cited(ask("免申即享的不算，9月到期的有哪些")) == ["8", "9", "10", "21", "22"]


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        (["生物医药处9月有哪些"], "有配合部门的是哪几个", ["9", "10"]),
        (["党政办牵头哪些"], "要配合的那两条", ["45", "50"]),
        (["区监督所参加的有哪些"], "公卫处没牵头的挑出来", ["12", "19", "27", "64"]),
        (["人口家发处牵头哪些"], "里面带“一件事”的", ["31", "35"]),
        (["生物医药处9月有哪些"], "头一个跟谁对接", ["8"]),
        (["任务45谁牵头"], "它上面那条讲什么", ["44"]),
    ],
)
def test_brief_fragments_are_of_the_list_at_hand(
    ask: Ask, cited: Cited, earlier: list[str], question: str, expected: list[str]
) -> None:
    assert cited(ask(question, *earlier)) == expected
