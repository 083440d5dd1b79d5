"""Sentences that put two statements of a rule together, or leave out what one depends on."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.phrasing.context import Spoken
from assistant.phrasing.ground import Ground, ground_of
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import SentenceCutter
from ingest import Document, ItemKind, PolicyItem

FERRY = (
    "渡船载客前，船主应当检查救生衣；遇有大风的，应当在二十分钟内靠岸；"
    "二十分钟内不能靠岸的，立即报告水上搜救中心。"
)
MARKET = (
    "市集管理处负责摊位的划定和编号。\n区环卫所负责市集垃圾的清运。\n"
    "区消防大队负责市集用电的检查，每月检查一次。"
)
GRANTS = (
    "建设补助。新建书屋面积在九十平方米以上的，验收合格后一次性补助6万元；"
    "四十平方米以上不足九十平方米的，一次性补助3万元；流动书车一次性补助1万元。"
    "改建项目按新建标准的70%补助。"
)
WELL = (
    "取水户应当每季度报送取水量。对计量有异议的，可以申请复核，水务站应当在六个工作日内送检。\n"
    "经复核，水表误差超过标准的，复核费用由水务站承担；误差符合标准的，复核费用由申请人承担。"
)
GARDEN = (
    "植物园一级保护区内禁止露营、采摘。保护区入口应当设立警示标志。\n"
    "非经营性摄影经园方同意的，可以在二级保护区内进行。"
)
GUARDS = "每班配备专职或者兼职救护员，救护员首次上岗应当持有有效急救证；可自愿购买意外保险。"
TRADE = "商户连续经营满四年的，可以申领奖牌，逾期未申领的视为放弃；复评由行业协会在十日内完成。"
REVIEW = (
    "街道自受理截止之日起12个工作日内完成初核，市评审中心8个工作日内完成终核，"
    "名单在市文旅局网站公示5个工作日。"
)
QUESTIONS = (
    "常见问题\n问：只有两间客房的小院要不要登记？\n答：要登记。按日收费的都应当登记。\n"
    "问：合伙企业可以申领吗？\n答：不可以。申领人须为个体工商户。"
)
RATES = (
    "补助标准\n\n| 设备 | 补助比例 | 单台上限 |\n| --- | --- | --- |\n"
    "| 烘干机 | 30% | 12万元 |\n| 色选机 | 25% | 7万元 |\n\n本年度补助总额300万元。"
)
PAPERS = "申报材料\n1. 申请书，一式四份；\n2. 租赁合同；\n3. 门头照片（不少于3张）。"
PLAN = "扩大梯田保险覆盖面，投保率达到70%以上，鼓励开发果园冻害保险。审批时限可延长至25个工作日。"
GRAIN = (
    "代储点应当加强粮仓巡查，按周向市粮食局（市物资储备中心）报送记录。"
    "社区服务用房按照每百户25平方米的标准提供。"
)
TRIAL = "积极探索渔港无人值守模式，推动远程检查。对接国家海洋局有关要求，形成渔港收费机制。"


def _ground(text: str, lead: str = "", helper: str = "") -> Ground:
    document = Document(
        "elm-2032", "榆河市便民服务办法", "便民办法", "榆河市政府", None, 2032, "榆河市",
        "plain", "", "rules.md", "", text,
    )  # fmt: skip
    item = PolicyItem(
        "elm-2032#1", ItemKind.TASK, 1, "1", document.doc_id, document.title, text, 0, len(text),
        lead=(lead,) if lead else (), cooperating=(helper,) if helper else (),
    )  # fmt: skip
    return ground_of(item, document)


@pytest.fixture(scope="module")
def prover(assistant: Assistant) -> SentenceProver:
    return SentenceProver(["渔政科", "省海洋局"], assistant.vocabulary.places)


def _faults(prover: SentenceProver, ground: Ground, said: str, question: str = "") -> list[str]:
    cutter, faults = SentenceCutter(), list[str]()
    for sentence in [*cutter.feed(said), *cutter.finish(complete=True)]:
        shown, verdict = prover.shown(sentence, [ground], question, Spoken())
        faults += verdict.faults or ([] if shown == sentence else ["left out"])
    return faults


PORT = _ground(TRIAL, lead="渔政科", helper="省海洋局")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (FERRY, "遇有大风的，船主应当在20分钟内靠岸[1]。"),
        (FERRY, "二十分钟内不能靠岸的，立即报告水上搜救中心[1]。"),
        (MARKET, "摊位的划定和编号由市集管理处负责[1]。"),
        (MARKET, "区消防大队负责市集用电的检查，每月检查一次[1]。"),
        (GRANTS, "新建书屋面积在九十平方米以上的，验收合格后一次性补助6万元[1]。"),
        (GRANTS, "流动书车一次性补助1万元，改建项目按新建标准的70%补助[1]。"),
        (WELL, "误差符合标准的，复核费用由申请人承担[1]。"),
        (WELL, "水务站应当在六个工作日内送检[1]。"),
        (GARDEN, "不能，植物园一级保护区内禁止露营、采摘[1]。"),
        (GUARDS, "每班配备专职或者兼职救护员[1]。"),
        (REVIEW, "市评审中心8个工作日内完成终核，名单在市文旅局网站公示5个工作日[1]。"),
        (QUESTIONS, "合伙企业不可以申领，申领人须为个体工商户[1]。"),
        (QUESTIONS, "只有两间客房的小院要登记[1]。"),
        (RATES, "色选机的补助比例为25%，单台上限为7万元[1]。"),
        (PAPERS, "还要提交租赁合同和门头照片，门头照片不少于3张[1]。"),
        (PLAN, "扩大梯田保险覆盖面，投保率达到70%以上[1]。"),
        (PLAN, "审批时限可延长至25个工作日[1]。"),
        (GRAIN, "社区服务用房按照每百户25平方米的标准提供[1]。"),
    ],
)
def test_what_one_statement_says_is_kept(prover: SentenceProver, text: str, said: str) -> None:
    assert _faults(prover, _ground(text), said) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # A number, a person or a condition of another statement.
        (FERRY, "渡船载客前，船主应当在20分钟内靠岸[1]。"),
        (FERRY, "遇有大风的，立即报告水上搜救中心[1]。"),
        (MARKET, "区环卫所负责摊位的划定和编号[1]。"),
        (MARKET, "市集管理处每月检查一次[1]。"),
        (GRANTS, "改建项目一次性补助3万元[1]。"),
        (GRANTS, "流动书车按新建标准的70%补助[1]。"),
        (WELL, "水务站应当在六个工作日内承担复核费用[1]。"),
        (REVIEW, "街道自受理截止之日起12个工作日内完成终核[1]。"),
        (REVIEW, "市评审中心8个工作日内完成初核[1]。"),
        (TRADE, "复评由商户在十日内完成[1]。"),
        (PLAN, "鼓励开发果园冻害保险，投保率达到70%以上[1]。"),
        (GRAIN, "市粮食局（市物资储备中心）应当加强粮仓巡查[1]。"),
        # What it depends on is left out, or said of more.
        (WELL, "复核费用由水务站承担[1]。"),
        (GARDEN, "非经营性摄影可以在二级保护区内进行[1]。"),
        (GUARDS, "每班配备专职救护员[1]。"),
        (GUARDS, "救护员上岗应当持有有效急救证[1]。"),
        (REVIEW, "街道自受理之日起12个工作日内完成初核[1]。"),
        (PLAN, "审批时限可延长25个工作日[1]。"),
        (GRAIN, "社区服务用房按照每户25平方米的标准提供[1]。"),
        # Listed together, though only one of them is so.
        (PAPERS, "申请书和租赁合同均为一式四份[1]。"),
        # Bound and free.
        (GUARDS, "应当购买意外保险[1]。"),
        (QUESTIONS, "合伙企业可以申领[1]。"),
        (RATES, "色选机的单台上限为12万元[1]。"),
    ],
)
def test_two_statements_are_not_one(prover: SentenceProver, text: str, said: str) -> None:
    assert _faults(prover, _ground(text), said)


def test_a_body_that_evidence_only_speaks_of_does_not_help(prover: SentenceProver) -> None:
    assert _faults(prover, PORT, "形成渔港收费机制由渔政科牵头，国家海洋局配合[1]。")
    assert _faults(prover, PORT, "形成渔港收费机制由渔政科牵头，省海洋局配合[1]。") == []


def test_what_is_explored_is_not_done_everywhere(prover: SentenceProver) -> None:
    assert _faults(prover, PORT, "渔政科牵头全面实行渔港无人值守[1]。")
    assert _faults(prover, PORT, "渔政科牵头积极探索渔港无人值守模式[1]。") == []


def test_columns_are_told_in_other_words(prover: SentenceProver) -> None:
    question = "渔港收费机制全年推进吗，主管处和配合处怎么写的"
    assert _faults(prover, PORT, "配合部门的原话是“省海洋局”[1]。", question) == []
    assert _faults(prover, PORT, "主管处为渔政科，配合部门全称为省海洋局[1]。", question) == []
    assert _faults(prover, PORT, "主管处为省海洋局[1]。", question)
