"""Sentences on rules and rows of other offices: what is true is kept, what is exchanged is not."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.phrasing.context import Spoken
from assistant.phrasing.ground import Ground, ground_of
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import SentenceCutter
from ingest import Deadline, DeadlineKind, Document, ItemKind, PolicyItem

TENTS = (
    "搭棚按照下列规定免收占道费：（一）修车摊位二十分钟以内；（二）早餐摊位九十分钟以内；"
    "（三）其他摊位四十分钟以内。修车摊位每日二十时至次日六时免收占道费。"
)
SWIMMING = "泳池内不得有下列行为：（一）携带宠物入池；（二）在池边追逐奔跑。"
RESCUE = (
    "救生员接到呼救后，应当在五分钟内到达池边；有人溺水的，应当在一分钟内下水；"
    "在不影响训练的前提下，可以开放夜场。"
)
STALLS = (
    "对连续开业满八个月的报刊亭给予一次性补助3万元，"
    "支持亭内销售食品（非散装食品）；推动修鞋铺建设。"
)
END = (
    "本办法自2031年2月1日起施行，有效期至2033年6月30日。《旧办法》（柏政发〔2019〕31号）同时废止。"
)
HEARTS = "培训3个县（区）的急救员，每名急救员带教不少于6人。"


def _ground(text: str, *, time: str = "", lead: str = "", helpers: tuple[str, ...] = ()) -> Ground:
    document = Document(
        "cypress-2031", "柏泉市摊点管理办法", "摊点办法", "柏泉市政府", None, 2031, "柏泉市",
        "plain", "", "rules.md", "", text,
    )  # fmt: skip
    item = PolicyItem(
        "cypress-2031#1", ItemKind.TASK, 1, "1", document.doc_id, document.title, text, 0,
        len(text), lead=(lead,) if lead else (), cooperating=helpers,
        deadline=Deadline(time, DeadlineKind.OTHER) if time else None,
    )  # fmt: skip
    return ground_of(item, document)


@pytest.fixture(scope="module")
def prover(assistant: Assistant) -> SentenceProver:
    names = ["急救科", "市红会办", "各县（区）卫生局"]
    return SentenceProver(names, assistant.vocabulary.places)


def _faults(prover: SentenceProver, ground: Ground, said: str, question: str = "") -> list[str]:
    cutter, earlier = SentenceCutter(), None
    faults: list[str] = []
    for sentence in [*cutter.feed(said), *cutter.finish(complete=True)]:
        verdict = prover.judge(sentence, [ground], question, earlier)
        earlier = verdict.spoken if verdict.proved else Spoken()
        faults += verdict.faults
    return faults


ROW = _ground(HEARTS, time="每月20日前", lead="急救科", helpers=("市红会办", "各县（区）卫生局"))
HOURS = _ground("城西服务点", time="周一至周五8:30—11:30、14:00—17:00；周六8:30—11:30")


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (_ground(TENTS), "早餐摊位90分钟以内免收占道费[1]。"),
        (_ground(TENTS), "修车摊位每日20时至次日6时免收占道费[1]。"),
        (_ground(TENTS), "依据中没有写明摊位的面积。"),
        (_ground(TENTS), "依据中没有提到举报电话[1]。"),
        (_ground(SWIMMING), "不得携带宠物入池[1]。"),
        (_ground(RESCUE), "有人溺水的，救生员应当在1分钟内下水[1]。"),
        (_ground(RESCUE), "开放夜场不得影响训练[1]。"),
        (_ground(STALLS), "连续开业满8个月的报刊亭可获一次性补助3万元[1]。"),
        (_ground(STALLS), "支持亭内销售食品（非散装食品）[1]。"),
        (_ground(END), "本办法自2031年2月1日起施行，有效期至2033年6月30日[1]。"),
        (_ground(END), "《旧办法》（柏政发〔2019〕31号）同时废止[1]。"),
        (ROW, "培训3个县（区）的急救员由急救科牵头，市红会办、各县（区）卫生局配合[1]。"),
        (ROW, "每名急救员带教不少于6人，时间节点为每月20日前[1]。"),
        (ROW, "市红会办在配合部门之列，另一配合部门为各县（区）卫生局[1]。"),
        (HOURS, "城西服务点周六8:30—11:30可以办理[1]。"),
    ],
)
def test_what_the_rule_says_is_kept(prover: SentenceProver, ground: Ground, said: str) -> None:
    assert _faults(prover, ground, said) == []


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (_ground(TENTS), "修车摊位停留90分钟以内免收占道费[1]。"),
        (_ground(TENTS), "早餐摊位每日20时至次日6时免收占道费[1]。"),
        (_ground(TENTS), "依据中没有写明免收占道费的时间。"),
        (_ground(TENTS), "依据没有提到早餐摊位[1]。"),
        (_ground(SWIMMING), "可以携带宠物入池[1]。"),
        (_ground(RESCUE), "有人溺水的，救生员应当在5分钟内下水[1]。"),
        (_ground(RESCUE), "救生员接到呼救后，应当在1分钟内到达池边[1]。"),
        (_ground(STALLS), "对连续开业满8个月的修鞋铺给予一次性补助3万元[1]。"),
        (_ground(STALLS), "支持亭内销售散装食品[1]。"),
        (_ground(END), "本办法有效期至2033年2月1日[1]。"),
        (_ground(END), "《旧办法》（柏政发〔2019〕13号）同时废止[1]。"),
        (ROW, "急救员培训由各县（区）卫生局牵头[1]。"),
        (ROW, "时间节点为每月25日前[1]。"),
        (HOURS, "城西服务点周六14:00—17:00可以办理[1]。"),
    ],
)
def test_what_is_exchanged_is_removed(prover: SentenceProver, ground: Ground, said: str) -> None:
    assert _faults(prover, ground, said)


@pytest.mark.parametrize(
    ("question", "said", "so"),
    [
        ("每名急救员带教8人对吧", "这个数不对，每名急救员带教不少于6人[1]。", True),
        ("每名急救员带教6人对吧", "这个数不对，每名急救员带教不少于6人[1]。", False),
        ("元旦前完成吗", "时间节点是每月20日前，不是元旦前[1]。", True),
        ("每月20日前完成吗", "时间节点不是每月20日前[1]。", False),
    ],
)
def test_the_question_is_denied_only_where_evidence_says_otherwise(
    prover: SentenceProver, question: str, said: str, so: bool
) -> None:
    assert (_faults(prover, ROW, said, question) == []) is so
