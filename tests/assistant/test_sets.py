"""Questions over the whole table, against what reading every row of it gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant, Turn
from ingest import DeadlineKind, ItemKind, PolicyItem

Ask = Callable[..., Answer]
Fits = Callable[[PolicyItem], bool]


def anyone(item: PolicyItem) -> set[str]:
    return {*item.lead, *item.cooperating}


def month(item: PolicyItem) -> str:
    return item.deadline.text if item.deadline else ""


SELECTIONS: list[tuple[str, Fits]] = [
    (
        "规划发展处和医政处一个牵头一个配合的任务有哪些？",
        lambda i: bool(
            {"规划发展处", "医政处"} & set(i.lead)
            and {"规划发展处", "医政处"} & set(i.cooperating)
            and {"规划发展处", "医政处"} <= anyone(i)
        ),
    ),
    (
        "第二部分里公卫处既没牵头也没配合的任务",
        lambda i: (i.section or "").startswith("二、") and "公卫处" not in anyone(i),
    ),
    ("规划发展处参与但不牵头的任务有哪些", lambda i: "规划发展处" in i.cooperating),
    ("医政处沾边的任务里，不归它牵头的有哪些", lambda i: "医政处" in i.cooperating),
    (
        "委审批服务中心承接、牵头却不是生物医药处的任务",
        lambda i: "委审批服务中心" in i.units and "生物医药处" not in i.lead,
    ),
    (
        "配合部门里有医政处、没有公卫处的任务",
        lambda i: "医政处" in i.cooperating and "公卫处" not in i.cooperating,
    ),
    ("既不是全年、也不是9月的任务有哪些", lambda i: month(i) not in {"全年", "9月"}),
    (
        "任务20到30里医政处没参与的是哪几条",
        lambda i: i.number in range(20, 31) and "医政处" not in anyone(i),
    ),
    (
        "公卫处和基层处至少有一家牵头的任务",
        lambda i: bool({"公卫处", "基层处"} & set(i.lead)),
    ),
    ("有配合处室、相关单位一栏却空着的任务", lambda i: bool(i.cooperating and not i.units)),
    ("和任务38同一个月到期、同一个处牵头的任务还有哪些", lambda i: i.number == 40),
    ("跟任务27同一组的还有哪条", lambda i: i.number == 28),
    (
        "区监督所要干的活里头，公卫处不牵头的有哪些",
        lambda i: "区监督所" in i.units and "公卫处" not in i.lead,
    ),
    (
        "各社区卫生服务中心参与、但不是基层处牵头的任务都有哪些",
        lambda i: "各社区卫生服务中心" in i.units and "基层处" not in i.lead,
    ),
    (
        "规划发展处牵头、医政处给它配合的有哪些",
        lambda i: "规划发展处" in i.lead and "医政处" in i.cooperating,
    ),
    (
        "就谈生物医药处和规划发展处，前者牵头、后者配合的有哪些",
        lambda i: "生物医药处" in i.lead and "规划发展处" in i.cooperating,
    ),
    ("凡是两个处以上一道牵头的任务，帮我挑出来", lambda i: len(i.lead) > 1),
    (
        "哪些任务只写了牵头，配合和委属都空着",
        lambda i: bool(i.lead) and not (i.cooperating or i.units),
    ),
    (
        "审管执信那一部分，公卫处单独牵头还没人配合的",
        lambda i: "审管执信" in (i.section or "") and i.lead == ("公卫处",) and not i.cooperating,
    ),
    (
        "第三部分里跟基层处没关系的任务",
        lambda i: (i.section or "").startswith("三、") and "基层处" not in anyone(i),
    ),
    ("哪些任务跟规划发展处毫不相干", lambda i: "规划发展处" not in anyone(i)),
    ("医政处完全没插手的任务有哪些", lambda i: "医政处" not in anyone(i)),
    (
        "“审管执信”那一章里，医政处没当牵头的",
        lambda i: "审管执信" in (i.section or "") and "医政处" not in i.lead,
    ),
    ("公卫处自己牵的全给我拉出来", lambda i: "公卫处" in i.lead),
    ("医政处一个人扛、没跟别处联合牵的", lambda i: i.lead == ("医政处",)),
    ("生物医要处签头 9越分要交的 是那几条", lambda i: "生物医药处" in i.lead and month(i) == "9月"),
    ("最后一大块里都有哪些任务", lambda i: (i.section or "").startswith("五、")),
    ("规划发展处唱独角戏的任务", lambda i: i.lead == ("规划发展处",)),
    ("哪些任务的单位那一栏是空的", lambda i: not i.units),
    ("配合部门多到三家以上（含三家）的任务有哪些", lambda i: len(i.cooperating) >= 3),
    (
        "有明确月份的，医政处有份的（牵头的、配合的都算）有哪些",
        lambda i: "医政处" in anyone(i) and month(i) != "全年",
    ),
    (
        "区监督所的同事问：我们所9月要交的有哪些",
        lambda i: "区监督所" in i.units and month(i) == "9月",
    ),
    (
        "党政办牵哪几条、中医科教处牵哪几条",
        lambda i: bool({"党政办", "中医科教处"} & set(i.lead)),
    ),
    (
        "规划发展处独自牵头、配合那一栏空白的任务有几项",
        lambda i: list(i.lead) == ["规划发展处"] and not i.cooperating,
    ),
    ("最后一个大项里有哪几条", lambda i: i.group_number == 18),
    ("最后一个部分有哪些任务", lambda i: (i.section or "").startswith("五、")),
    ("第三季度结束前基层处要交的有哪些", lambda i: "基层处" in i.lead and month(i) == "9月"),
    ("六月底以前要交差的有几项，全年推进的不算", lambda i: month(i) in {"3月", "6月"}),
    ("没卡月份的任务有几条", lambda i: month(i) == "全年"),
    (
        "36号到41号任务里，有没有哪条不是公卫处牵头的",
        lambda i: 36 <= (i.number or 0) <= 41 and "公卫处" not in i.lead,
    ),
    ("“免申即享”那一组里，时间不落在10月的是哪几条", lambda i: i.group_number == 10),
]


def fitting(assistant: Assistant, fits: Fits) -> set[str]:
    items = assistant.index.catalogue.items()
    return {i.item_id for i in items if i.kind is ItemKind.TASK and fits(i)}


@pytest.mark.parametrize(("question", "fits"), SELECTIONS)
def test_a_selection_is_complete_and_exact(
    ask: Ask, assistant: Assistant, question: str, fits: Fits
) -> None:
    assert {c.item.item_id for c in ask(question).citations} == fitting(assistant, fits)


COUNTS: list[tuple[str, Fits]] = [
    ("规划发展处和公卫处合起来牵头多少项", lambda i: bool({"规划发展处", "公卫处"} & set(i.lead))),
    ("公卫处一家单独牵头（不算联合牵头）的有几条？", lambda i: i.lead == ("公卫处",)),
    ("委审批服务中心名下几条任务没有配合部门",
     lambda i: "委审批服务中心" in i.units and not i.cooperating),
    ("不用任何处室配合的任务总数是多少", lambda i: not i.cooperating),
    ("公卫处没掺和的任务有几项", lambda i: "公卫处" not in anyone(i)),
    ("医政处和中医科教处都没掺和、但由规划发展处领头的有几项",
     lambda i: not {"医政处", "中医科教处"} & anyone(i) and "规划发展处" in i.lead),
    ("生物医药处和规划发展处都没沾边的任务有几个",
     lambda i: not {"生物医药处", "规划发展处"} & {*i.lead, *i.cooperating}),
    ("只有委审批服务中心一家落实、全年的有多少",
     lambda i: i.units == ("委审批服务中心",) and i.deadline.kind is DeadlineKind.ALL_YEAR),
    ("有配合部门的任务占一半以上吗", lambda i: bool(i.cooperating)),
    ("第四部分里，一个配合处室都没写的有几项",
     lambda i: (i.section or "").startswith("四、") and not i.cooperating),
    ("公卫处牵头而配合栏空白的任务，麻烦点个数",
     lambda i: "公卫处" in i.lead and not i.cooperating),
    ("过完上半年之前就得交差的（写「全年」的别算），统共几件？",
     lambda i: month(i) in {"3月", "6月"}),
    ("医政处牵头的都有啥，数一数", lambda i: "医政处" in i.lead),
]  # fmt: skip


@pytest.mark.parametrize(("question", "fits"), COUNTS)
def test_a_count_is_what_was_counted(
    ask: Ask, assistant: Assistant, question: str, fits: Fits
) -> None:
    answer = ask(question)
    wanted = fitting(assistant, fits)
    assert answer.count == len(wanted)
    assert {c.item.item_id for c in answer.citations} == wanted


TALLIES = [
    ("哪个部分没有9月到期的任务", ["四、", "五、"], ["一、", "二、", "三、"]),
    ("哪个处室从来不牵头、只给别人配合？", ["组织人事处"], ["医政处", "基层处"]),
    ("哪些处室的牵头数和医政处一样多？", ["基层处"], ["公卫处", "党政办"]),
    ("牵头不到5项的处室有哪几个", ["党政办", "中医科教处"], ["基层处", "医政处"]),
    ("牵头任务比医政处多的处室有哪些", ["公卫处", "人口家发处"], ["基层处", "党政办"]),
    ("哪个处室的牵头任务全在一个序号里？", ["中医科教处"], ["党政办", "基层处"]),
    ("哪个序号下面的任务出现了三种不同的时间节点？", ["深化行政审批制度改革"], ["免申即享"]),
    ("哪个大项里每一条都没有配合部门", ["推进利民服务“免申即享”"], ["加强智慧监管"]),
    ("谁牵头得最多，谁配合得最多？", ["生物医药处", "规划发展处", "医政处", "13"], []),
    ("公卫处牵头的任务在哪几个月到期", ["6月", "9月"], ["3月", "10月"]),
    ("给公卫处配合过的有哪些处室？", ["医政处", "人口家发处", "组织人事处"], ["基层处"]),
    ("第三部分下面有几个大项？", ["5"], []),
    ("比公卫处牵头多的有谁", ["生物医药处（18项）", "规划发展处（18项）"], ["人口家发处（"]),
    ("规划发展处比谁牵头多", ["党政办（3项）"], ["生物医药处（"]),
    ("哪个处只配合过两次", ["组织人事处", "中医科教处"], ["党政办"]),
    ("哪些处配合的比牵头的多", ["医政处", "组织人事处"], ["公卫处"]),
    ("跟医政处一起牵头过的有哪些处", ["公卫处", "人口家发处"], ["规划发展处"]),
    ("哪些月份有任务到期，各几项", ["3月（1项）", "9月（9项）"], ["12月"]),
    ("任务最多的处比最少的处多几项", ["多**16项**"], []),
    ("哪些大项里的任务全由一个处牵头", ["加强智慧监管"], ["深化行政审批制度改革"]),
    ("第二晚的是几月", ["第2晚的是9月"], ["10月"]),
]


@pytest.mark.parametrize(("question", "named", "absent"), TALLIES)
def test_a_tally_names_those_and_no_others(
    ask: Ask, question: str, named: list[str], absent: list[str]
) -> None:
    text = ask(question).text
    assert all(name in text for name in named)
    assert not [name for name in absent if name in text]


def test_a_statement_about_all_is_checked_item_by_item(ask: Ask) -> None:
    text = ask("公卫处牵头的任务都在第二部分吗").text
    assert text.startswith("不全是")
    assert all(mark in text.partition("其余")[0] for mark in ("〔任务36〕", "〔任务41〕"))
    assert ask("第四部分的任务都是全年的吗").text.startswith("是的")


def test_a_number_of_tasks_taken_for_granted_is_corrected(ask: Ask) -> None:
    assert "不是4项，是2项" in ask("6月要交的那四项分别是什么").text
    assert "更正" not in ask("6月要交的那两项分别是什么").text


def test_a_number_is_read_whole(ask: Ask, cited: Callable[[Answer], list[str]]) -> None:
    assert cited(ask("第65个任务归谁")) == ["65"]


def test_a_number_claimed_of_a_department_is_not_compared_with_a_month(ask: Ask) -> None:
    assert "不是14项，是12项" in ask("公卫处牵头的14项里，哪些是全年的").text
    assert "更正" not in ask("公卫处牵头的12项里，哪些是全年的").text


FOLLOW_UPS: list[tuple[list[str], str, Fits]] = [
    (["公卫处牵头哪些任务"], "有医政处配合的是哪些",
     lambda i: "公卫处" in i.lead and "医政处" in i.cooperating),
    (["公卫处牵头哪些任务"], "除掉和医政处共同牵头的",
     lambda i: "公卫处" in i.lead and "医政处" not in i.lead),
    (["医政处牵头几条？", "基层处呢"], "两家加一块儿是多少？",
     lambda i: bool({"医政处", "基层处"} & set(i.lead))),
    (["生物医药处牵头、规划发展处配合的有哪些"], "反过来呢",
     lambda i: "规划发展处" in i.lead and "生物医药处" in i.cooperating),
    (["10月到期的任务谁牵头"], "除了基层处呢",
     lambda i: month(i) == "10月" and "基层处" not in i.lead),
    (["双随机什么时候完成"], "同一个月还有什么任务", lambda i: i.number == 15),
    (["公卫处牵头几项"], "那加上配合的一共几项", lambda i: "公卫处" in anyone(i)),
    (["六月到期的有几件"], "九月的也加进来，总共多少", lambda i: month(i) in {"6月", "9月"}),
    (["43号任务谁牵头"], "啊写错号了，是34不是43", lambda i: i.number == 34),
    (["组织人事处配合些什么"], "后一个主办的是谁", lambda i: i.number == 24),
    (["第10大项有哪几项"], "有没有哪项不是社区卫生服务中心在落实的", lambda i: i.number == 39),
    (["专科医联体谁牵头", "随申码推广呢"], "回到前头那个医联体，做事的是哪些单位",
     lambda i: i.number == 46),
]  # fmt: skip


@pytest.mark.parametrize(("earlier", "question", "fits"), FOLLOW_UPS)
def test_a_follow_up_works_on_the_answer_before(
    assistant: Assistant, earlier: list[str], question: str, fits: Fits
) -> None:
    history: list[Turn] = []
    for asked in earlier:
        reply = assistant.ask(asked, history)
        history += [Turn("user", asked), Turn("assistant", reply.text)]
    cited = {c.item.item_id for c in assistant.ask(question, history).citations}
    assert cited == fitting(assistant, fits)


def test_a_share_that_is_claimed_is_answered_first(ask: Ask) -> None:
    assert ask("有配合部门的任务占一半以上吗").text.startswith("不是，65项里占30项，约46%")
    assert ask("全年任务超过三分之二了吗").text.startswith("是的，65项里占49项")
    assert ask("规划发展处牵头的里面全年的占几成").text.startswith("18项里占17项")


def test_what_several_take_part_in_but_do_not_lead(ask: Ask, assistant: Assistant) -> None:
    both = {"公卫处", "医政处"}
    answer = ask("哪些任务既要公卫处又要医政处，但不是他们牵头的")
    wanted = fitting(assistant, lambda i: both <= {*i.cooperating} and not both & {*i.lead})
    assert {c.item.item_id for c in answer.citations} == wanted


@pytest.mark.parametrize(
    "question",
    [
        "医政处和公卫处，前者牵头、后者配合的有哪些，医政处那边等着要",
        "医政处找公卫处碰头，医政处说：前者牵头、后者配合的列出来",
    ],
)
def test_the_former_and_the_latter_may_be_named_twice(ask: Ask, question: str) -> None:
    answer = ask(question)
    expected = ask("医政处牵头、公卫处配合的有哪些")
    assert [c.item.item_id for c in answer.citations] == [
        c.item.item_id for c in expected.citations
    ]


def test_whom_only_the_text_names_is_dealt_with(ask: Ask) -> None:
    answer = ask("跟民政打交道的任务有哪些")
    assert {c.item.number for c in answer.citations} >= {34, 36}
    assert all("民政" in c.item.text for c in answer.citations)


@pytest.mark.parametrize(
    ("question", "groups"),
    [
        ("只有一条任务的大项有没有，都是哪几个", {12}),
        ("有没有大项底下只有一项任务", {12}),
        ("四条任务的大项有哪几个", {2, 4, 5, 6, 10}),
    ],
)
def test_groups_by_their_number_of_items(ask: Ask, question: str, groups: set[int]) -> None:
    assert {c.item.group_number for c in ask(question).citations} == groups


@pytest.mark.parametrize(
    ("question", "alike"),
    [
        ("除了9月，还有哪几个月份有任务到期", "10月"),
        ("任务最多的大项是第几大项，含几条", "深化行政审批制度改革"),
        ("全区一共动用了多少个处室牵头", "8个部门"),
    ],
)
def test_what_is_put_together_however_it_is_said(ask: Ask, question: str, alike: str) -> None:
    answer = ask(question)
    assert not answer.refused
    assert alike in answer.text.replace("**", "")


def test_whose_name_a_task_is_under_and_who_leads_it(ask: Ask) -> None:
    answer = ask("区监督所名下，公卫处和规划发展处合着牵头的是哪条")
    assert {c.item.number for c in answer.citations} == {30}


def test_a_last_month_is_asked_of_tasks_without_any(ask: Ask) -> None:
    answer = ask("党政办手里攥的事，最晚几月要完")
    assert "时间节点都是全年" in answer.text
    assert {c.item.number for c in answer.citations} >= {45, 50, 65}


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("没哪家单位承接的任务有几条", {47, 48, 59, 60, 61, 62, 63, 65}),
        ("谁都不配合、也没有单位落实的任务，列编号", {47, 48, 59, 60, 61, 62, 65}),
        ("基层处牵头的，有几件是给老人办的", {32, 34, 38, 57}),
    ],
)
def test_columns_without_anybody_and_for_whom(ask: Ask, question: str, tasks: set[int]) -> None:
    assert {c.item.number for c in ask(question).citations} == tasks
