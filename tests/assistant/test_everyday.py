"""Questions as people put them: with a story, by a short name, of several things at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer, Assistant
from ingest import ItemKind, PolicyItem

Ask = Callable[..., Answer]
Fits = Callable[[PolicyItem], bool]


@pytest.fixture(scope="module")
def tasks(assistant: Assistant) -> list[PolicyItem]:
    items = assistant.index.catalogue.items()
    return [item for item in items if item.kind is ItemKind.TASK]


def found(answer: Answer) -> set[str]:
    return {citation.item.item_id for citation in answer.citations}


SETS: list[tuple[str, Fits]] = [
    ("我姐夫在疾控，老说没空回家吃饭，疾控那边到底摊上哪几桩？", lambda i: "区疾控中心" in i.units),
    (
        "我妈在社区卫生服务中心看门诊，说医生今年事体多得来。表里“各社区卫生服务中心”究竟摊到多少件？",
        lambda i: "各社区卫生服务中心" in i.units,
    ),
    ("请列出科教处牵头的事项", lambda i: "中医科教处" in i.lead),
    ("第七人民医院要干些什么", lambda i: "七院" in i.units),
    ("区妇幼参与的有哪些任务", lambda i: "区妇幼保健中心" in i.units),
    ("没写落在哪家委属单位头上的，帮我拉个单子", lambda i: i.number is not None and not i.units),
    (
        "请梳理规划发展处牵头（含共同牵头）且配合部门中有医政处的各项任务",
        lambda i: "规划发展处" in i.lead and "医政处" in i.cooperating,
    ),
    ("生物医药处牵头、时限不算写全年的有哪些", lambda i: dated(i) and "生物医药处" in i.lead),
    ("有没有好几个处并排牵头的？都找出来", lambda i: len(i.lead) > 1),
    ("妇保院要干哪几样", lambda i: "区妇幼保健中心" in i.units),
    ("社区医院要干啥", lambda i: "各社区卫生服务中心" in i.units),
    (
        "就一个处室单独干、没人帮忙的活有几个",
        lambda i: len(i.lead) == 1 and i.number is not None and not i.cooperating,
    ),
    ("除了全年的，最晚到几月", lambda i: due_in(i, 10)),
    ("公卫处牵头但不需要别人配合的", lambda i: "公卫处" in i.lead and not i.cooperating),
    (
        "人口家发处又牵头又配合加一起多少",
        lambda i: "人口家发处" in {*i.lead, *i.cooperating},
    ),
    (
        "没落到具体单位头上的任务中党政办有几项",
        lambda i: "党政办" in {*i.lead, *i.cooperating} and not i.units,
    ),
    ("3月的那项任务是什么，谁负责，配合的都有谁", lambda i: due_in(i, 3)),
    (
        "九月底要完的那些,把生物医药处和基层处牵头的扣掉,还剩哪几条",
        lambda i: due_in(i, 9) and not {"生物医药处", "基层处"} & {*i.lead},
    ),
    (
        "生物医药处自己牵头、边上又没一个处帮忙的，点一点共多少",
        lambda i: i.lead == ("生物医药处",) and not i.cooperating,
    ),
    ("疾控跟妇保中心比，谁名下任务多？", lambda i: {"区疾控中心", "区妇幼保健中心"} & {*i.units}),
    (
        "规划处牵头、医政处配合的,有多少件?两家合牵里头有规划处的也算进去",
        lambda i: "规划发展处" in i.lead and "医政处" in i.cooperating,
    ),
    ("基层处10月要交啥？", lambda i: due_in(i, 10) and "基层处" in {*i.lead, *i.cooperating}),
    ("过了9月还有几项", lambda i: dated(i) and i.deadline.due.month > 9),  # type: ignore[union-attr]
    ("科教处的两项是什么", lambda i: "中医科教处" in i.lead),
    (
        "公卫处9月有几项，分别是什么",
        lambda i: due_in(i, 9) and "公卫处" in {*i.lead, *i.cooperating},
    ),
]


def dated(item: PolicyItem) -> bool:
    return item.deadline is not None and item.deadline.due is not None


def due_in(item: PolicyItem, month: int) -> bool:
    return dated(item) and item.deadline.due.month == month  # type: ignore[union-attr]


@pytest.mark.parametrize(("question", "fits"), SETS)
def test_a_set_is_complete_however_it_is_asked_for(
    question: str, fits: Fits, ask: Ask, tasks: list[PolicyItem]
) -> None:
    assert found(ask(question)) == {item.item_id for item in tasks if fits(item)}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("哪个月任务最多，哪个月最少", ("最多的是**9月**", "最少的是**3月**")),
        ("牵头最多的部门是哪个，第二多的呢", ("生物医药处", "公卫处")),
        ("不算写全年的，拖得最靠后的是几月，哪几条", ("10月", "任务35")),
        ("除“全年”以外，哪个月份到期的任务最为集中，计有多少项", ("9月", "**9项**")),
        ("牵头数量最少者为哪一处，具体是哪些任务", ("中医科教处", "伦理审查")),
        ("市里有几条，区里有几项", ("**15项**", "**65项**")),
        ("38和39的牵头是不是一样", ("牵头部门不一样",)),
        ("养老和退休一件事是同一个处吗", ("没有写明由谁负责",)),
        ("家庭医生签约归哪个处，什么时候要弄好", ("牵头部门：**基层处**", "9月")),
    ],
)
def test_what_is_ranked_or_compared_is_said_of_every_side(
    question: str, words: tuple[str, ...], ask: Ask
) -> None:
    text = ask(question).text
    assert all(word in text for word in words), text


def test_departments_are_taken_one_by_one(ask: Ask, tasks: list[PolicyItem]) -> None:
    text = ask("除了规划发展处和生物医药处，其他处各牵头几项").text
    leads = {name for item in tasks for name in item.lead} - {"规划发展处", "生物医药处"}
    for name in leads:
        number = sum(name in item.lead for item in tasks)
        assert f"- {name}（{number}项）" in text
    assert "- 规划发展处" not in text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        (
            "中医诊所和宠物诊所都能一业一证吗",
            "不都是：“中医诊所”在文件列出的范围内，“宠物诊所”不在",
        ),
        ("口腔诊所、中医诊所能不能办一业一证", "都在文件列出的范围内"),
        ("我想开个诊所，能走一业一证吗", "要看您做的是哪一种"),
        ("宠物诊所能不能一证办", "不在文件列出的范围内"),
    ],
)
def test_each_of_several_trades_is_answered(question: str, verdict: str, ask: Ask) -> None:
    assert verdict in ask(question).text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("我妈才61，那个不用申请就安排的免费老人体检轮得到她不", "61岁不在其中"),
        ("我爸今年六十八了，免费体检能轮到吗", "68岁在其中"),
        ("65岁能免费体检吗", "65岁在其中"),
    ],
)
def test_the_age_of_the_asker_is_compared(question: str, verdict: str, ask: Ask) -> None:
    answer = ask(question)
    assert verdict in answer.text
    assert found(answer) == {"pudong-2024#38"}


@pytest.mark.parametrize(
    ("earlier", "question", "fits"),
    [
        (
            ("10月要完成的有哪些",),
            "基层处的去掉，还剩谁家的",
            lambda i: due_in(i, 10) and "基层处" not in i.lead,
        ),
        (
            ("公卫处牵头几项",),
            "里面要赶在9月的挑出来",
            lambda i: due_in(i, 9) and "公卫处" in i.lead,
        ),
        (
            ("时间节点为9月的任务共几项？", "其中基层处牵头的是哪些？"),
            "人口家发处牵头的（含联合牵头）又是哪些？",
            lambda i: due_in(i, 9) and "人口家发处" in i.lead,
        ),
        (("老年人健康服务一件事谁牵头，几月",), "那养老服务的呢", lambda i: i.number == 34),
        (("出生一件事谁牵头", "身故呢"), "养老呢", lambda i: i.number == 34),
        (
            ("医政处牵头哪些任务", "其中有9月的吗"),
            "那基层处呢",
            lambda i: due_in(i, 9) and "基层处" in i.lead,
        ),
        (
            ("第三部分有几项任务",),
            "基层处占几项",
            lambda i: (
                (i.section or "").startswith("三、") and "基层处" in (*i.lead, *i.cooperating)
            ),
        ),
        (
            ("9月要完成的有哪些",),
            "哪几条是人口家发处的",
            lambda i: due_in(i, 9) and "人口家发处" in i.lead,
        ),
        (("一业一证有哪些任务",), "最早哪项到期", lambda i: i.number in {9, 10}),
        (("老年人体检谁负责", "需要自己掏钱买药吗"), "什么时候", lambda i: i.number == 38),
        (("任务30谁牵头",), "配合的有几个", lambda i: i.number == 30),
        (("好差评归谁",), "办不成事呢", lambda i: i.number == 51),
    ],
)
def test_a_follow_up_takes_what_it_lacks(
    earlier: tuple[str, ...], question: str, fits: Fits, ask: Ask, tasks: list[PolicyItem]
) -> None:
    assert found(ask(question, *earlier)) == {i.item_id for i in tasks if fits(i)}


@pytest.mark.parametrize(
    ("earlier", "question", "words"),
    [
        (("公卫处牵头几项", "规划发展处呢"), "谁更多", "**规划发展处**牵头的任务更多，多6项"),
        (("公卫处牵头几项", "规划发展处呢", "谁更多"), "多几项", "多6项"),
        (("好差评归谁", "办不成事呢"), "这两个是同一个处吗", "牵头部门不一样"),
        (("老年人体检谁负责", "家庭医生签约呢"), "也是这个处吗", "一样，牵头部门都是**基层处**"),
        (("任务30谁牵头",), "为什么是两个", "没有说明这样安排的原因"),
    ],
)
def test_the_last_two_answers_are_compared(
    earlier: tuple[str, ...], question: str, words: str, ask: Ask
) -> None:
    assert words in ask(question, *earlier).text


@pytest.mark.parametrize(
    ("question", "lead"),
    [
        ("别再踢皮球了，普法到底归谁", "规划发展处"),
        ("我骂你们也没用，普法到底谁管", "规划发展处"),
    ],
)
def test_a_complaint_is_no_abuse(question: str, lead: str, ask: Ask) -> None:
    answer = ask(question)
    assert not answer.refused
    assert lead in answer.text


def test_a_ranking_of_nothing_is_answered(ask: Ask) -> None:
    assert ask("全年的任务里哪几个月最多排前三").refused


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("6月之前要弄完的，哪些是老龄处的", "老龄处"),
        ("上半年收尾的任务有没有法规处的", "法规处"),
        ("属于宣传科的有几项", "宣传科"),
    ],
)
def test_an_office_that_no_document_names_is_said_to_be_unknown(
    question: str, office: str, ask: Ask
) -> None:
    answer = ask(question)
    assert answer.refused
    assert f"“{office}”" in answer.text


def test_a_department_asked_after_in_a_column_is_checked_in_that_column(ask: Ask) -> None:
    assert "不是配合部门" in ask("任务30配合的有没有规划发展处").text
    assert "不是财务处配合" in ask("任务30的配合部门里有财务处吗").text


def test_a_ranking_of_a_month_without_tasks_says_so(ask: Ask) -> None:
    answer = ask("12月完成的任务里谁牵头得最多")
    assert not answer.refused
    assert "12月" in answer.text
    assert "一项也没有" in answer.text


def test_whether_all_are_led_by_one_department_is_answered_first(ask: Ask) -> None:
    answer = ask("委审批服务中心承接的任务是不是都是生物医药处牵头的")
    assert answer.text.startswith("不全是")


def test_a_word_that_begins_like_a_question_of_whose_is_the_matter(ask: Ask) -> None:
    assert found(ask("归档 谁牵头 啥时候")) == {"pudong-2024#45"}


def test_a_place_that_items_should_mention_is_looked_for_in_them(ask: Ask) -> None:
    assert ask("市里的要点里哪些提到了浦东").refused
    assert found(ask("市里的要点里哪些提到了长三角")) == {"shanghai-2024#5"}


def test_a_partner_that_only_the_text_names_is_told(ask: Ask) -> None:
    answer = ask("企业登记注销那个一件事是配合谁")
    assert found(answer) == {"pudong-2024#33"}
    assert answer.text.startswith("文件写的是“配合市场局")


def test_a_claim_that_only_one_department_leads_is_checked(ask: Ask) -> None:
    answer = ask("双随机是不是只有公卫处牵头吗")
    assert answer.text.startswith("更正")
    assert "医政处" in answer.text


@pytest.mark.parametrize("question", ["你是谁开发的", "这些任务完不成会被处罚吗"])
def test_what_no_document_tells_is_refused(question: str, ask: Ask) -> None:
    assert ask(question).refused


def test_how_many_there_are_in_all_is_checked(ask: Ask) -> None:
    assert ask("分工表一共60项任务吧").text.startswith("更正：不是60项，是65项")
    assert ask("区里的任务65条全都有委属单位是吗").text.startswith("不全是")


def test_whether_a_task_is_done_by_a_month_is_no_question_of_a_list(ask: Ask) -> None:
    assert ask("老年人一件事10月能办完吗").text.startswith("是的，时间节点是10月")


def test_several_matters_beside_talk_are_each_looked_up(ask: Ask) -> None:
    answer = ask("医联体、家庭病床、家庭医生签约，我老搅在一起，分别告诉我牵头的和时间")
    assert found(answer) == {"pudong-2024#40", "pudong-2024#46", "pudong-2024#57"}


def test_a_range_is_read_as_people_count_it(ask: Ask) -> None:
    assert found(ask("从任务37数到任务40,里面基层处牵头的是哪几个号")) == {
        "pudong-2024#38",
        "pudong-2024#40",
    }
    assert found(ask("分工表从尾巴上数第二条任务,落到哪两个单位?")) == {"pudong-2024#64"}
