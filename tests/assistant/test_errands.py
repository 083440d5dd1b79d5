"""What is to be done with an answer names no matter; what names one is a question of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Answer
from assistant.marks import marks_in

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


@pytest.mark.parametrize(
    ("earlier", "question", "number", "words"),
    [
        # that something be written where the asker needs it
        ("电子文件归档谁牵头", "把落实单位也誊上，我交表", "45", ["相关事务办理部门"]),
        ("任务2谁牵头", "配合处室添进来，主任等着看", "2", ["组织人事处"]),
        ("任务32归谁", "时间标注清楚", "32", ["10月"]),
        # who does the work in the end
        ("公民身故一件事谁牵头", "到头来干活的是哪家", "36", ["区疾控中心"]),
        ("老年人免费体检归哪个处", "老人最后去哪些地方查", "38", ["各社区卫生服务中心"]),
        # whom to bring in
        ("任务51谁牵头", "碰头的时候要不要喊党政办", "51", ["党政办", "配合"]),
        ("任务24谁牵头", "要不要找别的处室搭把手", "24", ["组织人事处"]),
        ("任务10谁牵头", "发函用抄送规划发展处吗", "10", ["规划发展处", "配合"]),
    ],
)
def test_errands_are_of_the_item_at_hand(
    ask: Ask, cited: Cited, earlier: str, question: str, number: str, words: list[str]
) -> None:
    answer = ask(question, earlier)
    assert cited(answer) == [number]
    assert all(word in answer.text for word in words)


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        ("任务23谁牵头", "开会讨论病媒生物备案要请哪个处配合", ["17"]),
        ("任务42谁牵头", "孕前检查最后落到哪些单位去做", ["39"]),
        ("任务58谁牵头", "把医美监管的落实单位也列上", ["27"]),
    ],
)
def test_a_matter_that_is_named_is_of_itself(
    ask: Ask, cited: Cited, earlier: str, question: str, expected: list[str]
) -> None:
    assert cited(ask(question, earlier)) == expected


@pytest.mark.parametrize("question", ["停车位具体谁负责", "疫苗接种由哪些单位落实", "食堂归哪个处"])
def test_a_matter_of_no_document_is_not_of_the_item_at_hand(ask: Ask, question: str) -> None:
    assert "任务23" not in ask(question, "任务23谁牵头").text


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        ("生物医药处牵头哪些", "9月的留着，其余划掉", ["8", "9", "10"]),
        ("10月有哪些任务", "基层处那两个去掉，其他保留", ["33", "35"]),
        ("党政办参与的任务", "牵头的留下，配合的不要", ["45", "50", "65"]),
        ("医政处单独牵头几项", "中医科教处按同样的口径算算", ["55", "56"]),
        ("党政办配合了几项", "组织人事处也照这个法子数一数", ["2", "24"]),
    ],
)
def test_a_list_is_kept_in_part_or_asked_again(
    ask: Ask, cited: Cited, earlier: str, question: str, expected: list[str]
) -> None:
    assert sorted(cited(ask(question, earlier)), key=int) == expected


def test_the_item_at_hand_is_set_beside_another(ask: Ask, cited: Cited) -> None:
    assert ask("和40号是一个处领的吗", "任务38谁牵头").text.startswith("一样")
    assert "不一样" in ask("51跟它是同一个处挑头吗", "任务50谁牵头").text
    assert "更正" in ask("57也归它吗", "任务58谁牵头").text
    others = ask("除了这两条，10月别家还有啥", "基层处10月的任务有什么")
    assert cited(others) == ["33", "35"]


def test_the_month_behind_a_number_is_no_number() -> None:
    assert [mark[2] for mark in marks_in("任务21、任务22，9月完成。")] == ["21", "22"]


@pytest.mark.parametrize(
    ("earlier", "question", "number", "words"),
    [
        ("任务57谁牵头", "还有哪几个处陪着一起跑", "57", ["规划发展处", "医政处"]),
        ("任务41归谁", "是一整年慢慢做还是限在哪个月", "41", ["全年"]),
        ("任务32谁牵头", "国庆前做得完吗", "32", ["10月"]),
        ("任务54谁牵头", "目录也归他们定吗", "54", ["生物医药处"]),
    ],
)
def test_more_errands_are_of_the_item_at_hand(
    ask: Ask, cited: Cited, earlier: str, question: str, number: str, words: list[str]
) -> None:
    answer = ask(question, earlier)
    assert cited(answer) == [number]
    assert all(word in answer.text for word in words)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("按处室归归类", ["基层处（2项）", "生物医药处（1项）", "人口家发处（1项）"]),
        ("按月份理一理", ["10月（4项）"]),
    ],
)
def test_a_list_is_put_together(ask: Ask, question: str, expected: list[str]) -> None:
    text = ask(question, "10月的任务有哪些").text
    assert all(line in text for line in expected)


def test_how_many_lead_parts_a_list(ask: Ask, cited: Cited) -> None:
    answer = ask("跟别家联手牵头的不看，只留自己一家的", "医政处牵头的有哪些")
    assert cited(answer) == ["27", "46"]


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        ("10月有哪些要交", "写到妇联的是哪个", ["35"]),
        ("9月要交的有哪些", "落到社区的有几个", ["37", "38", "40"]),
        ("9月要交的有哪些", "医政处沾手的", ["21"]),
        ("9月要交的有哪些", "把免申即享那四条单列", ["37", "38", "39", "40"]),
    ],
)
def test_what_is_said_of_some_of_the_list(
    ask: Ask, cited: Cited, earlier: str, question: str, expected: list[str]
) -> None:
    assert sorted(cited(ask(question, earlier)), key=int) == expected


def test_a_word_of_the_item_at_hand_is_of_it(ask: Ask, cited: Cited) -> None:
    assert cited(ask("诊所也要搞吗", "随申码推广谁管")) == ["49"]
    assert cited(ask("医院要参加不", "任务31讲什么")) == ["31"]


@pytest.mark.parametrize("question", ["献血点设在哪些地方", "中药饮片抽检谁去做", "救护车哪个处管"])
def test_what_no_document_has_is_not_of_the_item_at_hand(ask: Ask, question: str) -> None:
    assert ask(question, "任务45谁牵头").refused


def test_a_month_behind_the_word_for_tasks_is_no_number(ask: Ask) -> None:
    assert ask("一共几项任务9月完成").count == 9


@pytest.mark.parametrize(
    ("earlier", "question", "expected"),
    [
        ("任务64谁牵头", "落实单位分别是谁", ["64"]),
        ("任务12谁牵头", "承接的两家分别是", ["12"]),
        ("任务46谁牵头", "发文的时候还要带上哪些处", ["46"]),
        ("任务34谁牵头", "提早到8月行得通吗", ["34"]),
        ("9月要交的有哪些", "基层处的两条，给我落实单位", ["38", "40"]),
    ],
)
def test_what_is_asked_of_one_and_of_so_many(
    ask: Ask, cited: Cited, earlier: str, question: str, expected: list[str]
) -> None:
    assert cited(ask(question, earlier)) == expected
