"""Sentences that say who, when or how many of several items are judged by the records."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Assistant
from assistant.phrasing.context import Spoken
from assistant.phrasing.ground import ground_of
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import SentenceCutter

Kept = Callable[[str, str], list[bool]]


@pytest.fixture(scope="module")
def kept(assistant: Assistant) -> Kept:
    """Which sentences of a reply to a question are shown, over the evidence of the own answer."""
    prover = SentenceProver(list(assistant.vocabulary.roles), assistant.vocabulary.places)

    def judged(question: str, text: str) -> list[bool]:
        found = [citation.item for citation in assistant.own(question).citations]
        evidence = [ground_of(i, assistant.vocabulary.document(i.doc_id)) for i in found]
        earlier: Spoken | None = None
        cutter, shown = SentenceCutter(), []
        for sentence in [*cutter.feed(text), *cutter.finish(complete=True)]:
            verdict = prover.judge(sentence, evidence, question, earlier)
            earlier = verdict.spoken if verdict.proved and sentence.cited else earlier
            shown.append(verdict.proved)
        return shown

    return judged


GROUP = "第10组有哪些任务？"
MEDICAL = "医政处牵头哪些任务？"
PUBLIC = "公卫处牵头哪些任务？"
TWO = "任务3和任务8的时间节点有什么区别？"
SMART = "智慧监管要做什么？"


@pytest.mark.parametrize(
    ("question", "true", "false"),
    [
        (
            SMART,
            "四项里只有任务25没有配合部门[1][2][3][4]。",
            "四项里只有任务24没有配合部门[1][2][3][4]。",
        ),
        (
            SMART,
            "四项里只有任务25没有配合部门[1][2][3][4]。",
            "五项里只有任务25没有配合部门[1][2][3][4]。",
        ),
        (
            MEDICAL,
            "大部分任务的相关单位是区监督所[1][2][3][4][5]。",
            "大部分任务由规划发展处牵头[1][2][3][4][5]。",
        ),
        (MEDICAL, "单独牵头的有任务27和任务46[3][5]。", "单独牵头的是任务20和任务46[1][5]。"),
        (PUBLIC, "与规划发展处共同牵头的是任务30[10]。", "与规划发展处共同牵头的是任务29[9]。"),
        (
            PUBLIC,
            "任务36和任务41由区疾控中心落实[11][12]。",
            "任务36和任务28由区疾控中心落实[11][8]。",
        ),
        (TWO, "任务3比任务8早6个月[1][2]。", "任务8比任务3早6个月[1][2]。"),
        (TWO, "两者相差六个月[1][2]。", "两者相差五个月[1][2]。"),
        (TWO, "两项任务的牵头部门不同[1][2]。", "两项任务的牵头部门相同[1][2]。"),
        (TWO, "任务3有三个配合部门，任务8没有[1][2]。", "任务8有三个配合部门，任务3没有[1][2]。"),
        (
            GROUP,
            "基层处牵头两项：老人免费体检和家庭医生签约服务[2][4]。",
            "基层处牵头两项：老人免费体检和两病筛查[2][1]。",
        ),
        (
            GROUP,
            "人口家发处和基层处各牵头2项[1][2][3][4]。",
            "人口家发处和基层处各牵头3项[1][2][3][4]。",
        ),
        (
            GROUP,
            "没有一项任务安排了配合部门[1][2][3][4]。",
            "有一项任务安排了配合部门[1][2][3][4]。",
        ),
        ("任务20由谁牵头，谁配合？", "并非由某一个部门单独牵头[1]。", "由医政处单独牵头[1]。"),
        ("任务20由谁牵头，谁配合？", "区监督所不是配合部门[1]。", "规划发展处不是配合部门[1]。"),
        ("任务53是什么？", "没有其他部门配合这项任务[1]。", "有其他部门配合这项任务[1]。"),
        ("任务63由谁牵头、谁配合？", "基层处不在配合部门之列[1]。", "医政处不在配合部门之列[1]。"),
        (
            "第9组包括哪些任务？",
            "其中4项的时间节点是10月[1][2][3][4][5][6]。",
            "其中3项的时间节点是10月[1][2][3][4][5][6]。",
        ),
    ],
)
def test_true_is_shown_and_its_false_twin_is_not(
    kept: Kept, question: str, true: str, false: str
) -> None:
    # The one who acts is said in a sentence before, as a reader has it in mind.
    before = {MEDICAL: "医政处牵头5项任务[1][2][3][4][5]。", PUBLIC: "公卫处牵头任务22[3]。"}
    start = before.get(question, "")
    assert all(kept(question, start + true))
    assert not kept(question, start + false)[-1]


@pytest.mark.parametrize(
    ("question", "false"),
    [
        ("任务3由谁牵头？", "该报告针对的是2024年度的行政许可实施情况[1]。"),
        ("任务53是什么？", "具体要开发线下伦理审查[1]。"),
        ("医联体建设有什么安排？", "要打造的专科医联体包括儿科、妇产科、眼科等[1]。"),
        ("任务13和任务14有什么不同？", "任务14细化办理情形和申请材料目录[1][2]。"),
        (GROUP, "人口家发处负责两病筛查[1]和家庭医生签约[4]。"),
        ("任务21和任务22有什么区别？", "公卫处同时参与了这两项任务的配合[1][2]。"),
    ],
)
def test_the_evidence_in_another_order_is_not_shown(kept: Kept, question: str, false: str) -> None:
    assert not kept(question, false)[-1]


def test_rows_of_a_table_are_sentences(kept: Kept) -> None:
    table = "| 任务 | 牵头部门 | 配合部门 | 完成时间 |\n| --- | --- | --- | --- |\n"
    true = "| 22 | 公卫处 | — | 9月[1] |\n| 19 | 规划发展处 | 相关业务处室 | 全年[2] |\n"
    false = "| 22 | 规划发展处 | — | 9月[1] |\n| 19 | 规划发展处 | 无 | 全年[2] |\n"
    assert kept("信用监管方面有哪些任务？", table + true) == [True, True]
    assert kept("信用监管方面有哪些任务？", table + false) == [False, False]


def test_a_table_may_have_an_item_in_each_column(kept: Kept) -> None:
    table = "| 对比项 | 任务21 | 任务22 |\n|---|---|---|\n"
    rows = "| 配合部门 | 规划发展处[1] | 无[2] |\n| 时间节点 | 9月[1] | 6月[2] |\n"
    assert kept("任务21和任务22有什么区别？", table + rows) == [True, False]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("根据提供的材料，6月需要完成的任务如下：", True),
        ("以上信息来自《浦东新区任务分工表》，具体以原文为准。", True),
        ("如需了解更多信息，建议查看原文。", True),
        ("以上信息来自《黄浦区任务分工表》，具体以原文为准。", False),
        ("这些任务由医政处负责，具体以原文为准。", False),
        ("这些任务没有配合部门。", False),
        ("7月需要完成的任务如下：", False),
    ],
)
def test_a_sentence_without_evidence_may_only_lead_in_or_close(
    kept: Kept, text: str, shown: bool
) -> None:
    assert kept("6月要完成哪些任务？", text) == [shown]
