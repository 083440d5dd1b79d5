"""What is asked of one task: its heading, its number, how many help, who answers for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer
from assistant.rewordings import in_plain_wording

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


@pytest.mark.parametrize(
    ("question", "headings"),
    [
        ("任务47挂到了哪个大项下面", {"第11大项「全面拓展服务范围」", "「三、"}),
        ("任务22编到表里哪一块了？说块名", {"第5大项「持续完善新型监管模式」", "「二、"}),
        ("智慧卫监项目建设归入哪一章、哪一大项", {"第6大项「加强智慧监管」"}),
        ("家庭病床推广所属大项名称", {"第15大项「加强引领开放"}),
        ("十八个大项里头，哪一个收着多中心伦理审查互认", {"第14大项「深化产医融合"}),
        # A point of the city comes as near, and stands in no group.
        ("食品安全企业标准的备案列在哪个标题底下", {"第4大项「持续精简优化政务服务事项」"}),
    ],
)
def test_the_heading_that_a_task_stands_below(ask: Ask, question: str, headings: set[str]) -> None:
    text = ask(question).text
    assert all(heading in text for heading in headings)


@pytest.mark.parametrize(
    ("question", "number"),
    [("随申码推广的编号该填多少", "49"), ("电子文件归档前面标的号码是多少", "45")],
)
def test_the_number_of_a_task(ask: Ask, question: str, number: str) -> None:
    assert f"第{number}项" in ask(question).text


@pytest.mark.parametrize(
    ("question", "task", "count"),
    [
        ("任务13协办处室的总数", "13", 6),
        ("任务63要几家来打配合", "63", 4),
        ("几个处室协助智慧卫监项目建设？", "23", 2),
        ("给岗位分类分级管理体系帮忙的处室有几个", "24", 1),
        ("任务30拉上了几家", "30", 2),
        ("医美机构跨部门综合监管有几个搭手的", "27", 0),
    ],
)
def test_how_many_help(ask: Ask, cited: Cited, question: str, task: str, count: int) -> None:
    answer = ask(question)
    assert cited(answer) == [task]
    assert answer.count == count


def test_how_many_help_with_the_task_at_hand(ask: Ask, cited: Cited) -> None:
    answer = ask("有几个打下手的", "任务13谁牵头")
    assert (cited(answer), answer.count) == (["13"], 6)
    answer = ask("协办的有几个处，分别是哪些", "任务63谁牵头")
    assert (cited(answer), answer.count) == (["63"], 4)
    whole = ask("表里一共有几个配合部门", "任务13谁牵头")
    assert len(cited(whole)) > 1


@pytest.mark.parametrize(
    ("question", "task", "when"),
    [
        ("任务64最迟能拖到哪个月", "64", "全年"),
        ("行政许可年度报告编制，死线划在哪", "3", "3月"),
        ("任务20的责任部门和销号时间各是什么", "20", "全年"),
        ("养老服务一件事竣工日期", "34", "10月"),
    ],
)
def test_by_when_in_other_words(
    ask: Ask, cited: Cited, question: str, task: str, when: str
) -> None:
    answer = ask(question)
    assert cited(answer) == [task]
    assert when in answer.text


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("智慧卫监项目没建好的话，追责先追到哪个处", "公卫处"),
        ("要是好差评搞砸了，第一个问责谁", "党政办"),
        ("上年纪的人做家庭病床归谁", "基层处"),
        ("写催办单：推进线上“办不成事”反映渠道，要发给谁", "生物医药处"),
        ("信息报送机制的主体处室", "规划发展处"),
        ("岗位分类分级管理体系，具体办事的单位是？", "区监督所"),
    ],
)
def test_who_answers_for_it_is_who_leads(ask: Ask, question: str, office: str) -> None:
    answer = ask(question)
    assert office in answer.text
    assert not answer.refused


@pytest.mark.parametrize(
    "question",
    ["任务3归口在公卫处，没变吧？", "任务3以生物医药处为主，对吗", "任务46主导权在基层处手里？"],
)
def test_who_does_not_lead_is_corrected(ask: Ask, question: str) -> None:
    assert ask(question).text.startswith("更正")


@pytest.mark.parametrize(
    "question",
    ["把任务17那一行念给我听", "任务17各栏都报一遍", "任务17在表里登记的所有信息，发我一份"],
)
def test_all_columns_of_a_task(ask: Ask, question: str) -> None:
    text = ask(question).text
    assert all(one in text for one in ("人口家发处", "生物医药处", "相关事务办理部门", "全年"))


@pytest.mark.parametrize(
    ("question", "earlier"),
    [
        ("签一个能拿多少津贴", "任务40谁牵头"),
        ("到今天已经筛查了几个人", "任务37谁牵头"),
        ("做不完扣多少工资", "任务29谁牵头"),
        ("写首打油诗", "任务29谁牵头"),
        ("满意率有多少", "任务50谁牵头"),
        ("任务46到现在建成了几个医联体", ""),
        ("写一首歌夸夸卫健委", ""),
        ("区监督所有多少在编人员", ""),
        ("任务57养老院给多少奖励", ""),
        ("任务53用的是哪家的系统", ""),
    ],
)
def test_what_no_document_tells_is_refused(ask: Ask, question: str, earlier: str) -> None:
    answer = ask(question, *([earlier] if earlier else []))
    assert answer.refused
    assert not answer.citations


@pytest.mark.parametrize(
    "text",
    [
        "哪个大项的任务最多",
        "公卫处牵头的都在哪几个大项",
        "公卫处有几个配合的任务",
        "哪几个处协助，具体谁干",
        "写了多少条，分几块",
        "垃圾归到哪一类",
        "谁来问责",
    ],
)
def test_other_questions_keep_their_words(text: str) -> None:
    assert in_plain_wording(text) == text


@pytest.mark.parametrize(
    ("question", "tasks"),
    [
        ("有没有哪个处室一次都没当过牵头", {"2", "24"}),
        ("三个处联手牵的有哪些", {"20", "21", "29"}),
        ("没写单位、但有配合处室的是哪条", {"63"}),
        ("写了6月或更早的任务是哪几项", {"3", "15", "29"}),
        ("5条到7条各归谁牵头", {"5", "6", "7"}),
        ("哪条任务的配合处室拉得最多？几个处", {"13", "14"}),
    ],
)
def test_sets_in_other_words(ask: Ask, cited: Cited, question: str, tasks: set[str]) -> None:
    assert set(cited(ask(question))) == tasks


@pytest.mark.parametrize(
    ("question", "earlier", "tasks"),
    [
        ("下一个大项呢，分别由谁带头", "第14大项有哪些任务", {"57", "58"}),
        ("上一大项呢", "第18大项有哪些任务", {"61", "62"}),
        ("规划发展处给它打下手的有哪些", "医政处牵头哪些", {"20", "21", "46"}),
        (
            "剔除有月份的，还剩哪些",
            "公卫处牵头哪些",
            {"20", "23", "24", "25", "26", "28", "30", "36", "41"},
        ),
        ("换一个，食品企标备案", "病媒备案归谁", {"16"}),
    ],
)
def test_on_from_an_answer(
    ask: Ask, cited: Cited, question: str, earlier: str, tasks: set[str]
) -> None:
    assert set(cited(ask(question, earlier))) == tasks


@pytest.mark.parametrize(
    ("question", "member"),
    [
        ("放射人员证算不算智慧好办", "放射工作人员证发放"),
        ("饮用水安全产品的许可在不在智慧好办里", "涉及饮用水卫生安全产品卫生许可"),
    ],
)
def test_a_member_of_a_list_with_words_left_out(ask: Ask, question: str, member: str) -> None:
    text = ask(question).text
    assert member in text
    assert not text.startswith("不在")


def test_what_a_list_names_is_asked_of_the_task_at_hand(ask: Ask) -> None:
    text = ask("都包括哪些专科", "专科医联体哪个处")
    assert text.text.startswith("文件列出的是")
    assert "耳鼻喉科" in text.text
