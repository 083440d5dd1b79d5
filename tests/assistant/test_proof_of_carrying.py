"""What the evidence says of one thing is not said of another; who acts together is kept."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.phrasing.context import Spoken
from assistant.phrasing.ground import Ground, ground_of
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import SentenceCutter
from ingest import Deadline, DeadlineKind, Document, ItemKind, PolicyItem

PHONES = (
    "咨询和监督 咨询电话：6650112（大厅）；进度查询：6650118；"
    "投诉电话：6650145，或者拨打12345便民热线。"
)
HOUSES = "对经鉴定为C级、D级的房屋建立台账，改造40栋，D级房屋11月底前腾空。"
STORES = "甲类、乙类库房每季度检查一次，丙类库房每年检查一次，乙类库房10月底前完成加固。"
PLAY = "排演大型话剧《梧桐》，组织公益性、商业性演出不少于20场。"
ROADS = "改建乡道、村道18公里，新建候车亭、停靠点共25个。"
TREES = "栽种银杏、水杉600株，为小区、学校各安装3个饮水点。"
GRANT = "小微企业、个体工商户可在15日内申请2万元补贴。"
CORNERS = (
    "按照《角落名录》（第三版），在巩固原有网点的基础上，"
    "推动“自助书屋”“流动书车”两个新网点的布设，编制布设指南。"
)
PLOTS = "滨河步道、中央绿轴等重点项目由市级统筹推进，社区花园等一般项目由街道实施。"
HOURS = "办理时间：周一至周五8:30—11:30、14:00—17:30；周六9:00—11:00。"

QUESTION = "区文旅局今年有哪些安排？"


def _ground(
    text: str, number: int = 1, lead: tuple[str, ...] = (), helpers: tuple[str, ...] = ()
) -> Ground:
    document = Document(
        "heron-2032", "鹭洲区文化和旅游局任务分工表", "任务分工表", "鹭洲区文化和旅游局", None,
        2032, "鹭洲区", "plain", "", "plan.md", "", text,
    )  # fmt: skip
    item = PolicyItem(
        f"heron-2032#{number}", ItemKind.TASK, number, str(number), document.doc_id,
        document.title, text, 0, len(text), lead=lead, cooperating=helpers,
        deadline=Deadline("全年", DeadlineKind.OTHER),
    )  # fmt: skip
    return ground_of(item, document)


TROUPE = [
    _ground("开展晨曦展演进园区", 4, ("演艺股",)),
    _ground("开展晨曦展演进车站", 5, ("群文股",)),
    _ground("开展晨曦展演进工地", 6, ("演艺股",)),
]
CLOSED = _ground("晒书会布展，编印书目", 7, ("演艺股",), ("群文股",))
FAIR = _ground("筹办渡口集市，邀请摊主50户", 8, ("群文股", "演艺股"), ("秘书股", "资产股"))
LISTED = [
    _ground("旧戏台修缮，补齐彩绘", 1, ("演艺股",), ("资产股",)),
    _ground("整理渡口号子曲谱，收录号子30首", 2, ("演艺股",), ("资产股",)),
    _ground("晒书会布展，编印书目", 3, ("群文股",)),
]


@pytest.fixture(scope="module")
def prover(assistant: Assistant) -> SentenceProver:
    names = ["演艺股", "群文股", "秘书股", "资产股"]
    return SentenceProver(names, assistant.vocabulary.places)


def _proved(prover: SentenceProver, evidence: Ground | list[Ground], said: str) -> bool:
    cutter, earlier = SentenceCutter(), None
    grounds = evidence if isinstance(evidence, list) else [evidence]
    verdicts = []
    for sentence in [*cutter.feed(said), *cutter.finish(complete=True)]:
        verdict = prover.judge(sentence, grounds, QUESTION, earlier)
        earlier = verdict.spoken if verdict.proved else Spoken()
        verdicts.append(verdict)
    assert verdicts
    return all(one.proved for one in verdicts)


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        (_ground(PHONES), "投诉电话为6650145[1]。"),
        (_ground(PHONES), "查询办理进度请拨打6650118[1]。"),
        (_ground(PHONES), "如要投诉，可拨打6650145[1]。"),
        (_ground(HOUSES), "D级房屋11月底前腾空[1]。"),
        (_ground(HOUSES), "对C级、D级的房屋建立台账[1]。"),
        (_ground(STORES), "甲类、乙类库房每季度检查一次[1]。"),
        (_ground(PLAY), "组织公益性和商业性演出不少于20场[1]。"),
        (_ground(ROADS), "改建乡道和村道18公里[1]。"),
        (_ground(TREES), "为学校安装3个饮水点[1]。"),
        (_ground(GRANT), "个体工商户可在15日内申请2万元补贴[1]。"),
        (_ground(CORNERS), "“流动书车”是《角落名录》（第三版）的新网点[1]。"),
        (_ground(CORNERS), "推动“自助书屋”等新网点的布设[1]。"),
        (_ground(PLOTS), "社区花园属于一般项目[1]。"),
        (_ground(HOURS), "中午12点半不在办理时间内[1]。"),
        (_ground(HOURS), "晚上7点不在服务时间之内[1]。"),
        (TROUPE, "这3项由演艺股、群文股分别牵头[1][2][3]。"),
        (FAIR, "由群文股、演艺股并列牵头，秘书股与资产股一道配合[1]。"),
        (FAIR, "只有秘书股、资产股两个配合部门[1]。"),
        (FAIR, "另外两个股室是秘书股、资产股，均为配合部门[1]。"),
        (FAIR, "任务8写的牵头部门是群文股、演艺股[1]。"),
        (CLOSED, "区文旅局今年编印书目[1]。"),
        (LISTED[:2], "演艺股牵头的有旧戏台修缮、整理渡口号子曲谱等[1][2]。"),
        ([LISTED[2]], "没有配合部门的任务有：群文股牵头晒书会布展[1]。"),
    ],
)
def test_what_is_said_of_its_own_thing_is_kept(
    prover: SentenceProver, evidence: Ground | list[Ground], said: str
) -> None:
    assert _proved(prover, evidence, said)


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        (_ground(PHONES), "投诉电话为6650118[1]。"),
        (_ground(PHONES), "咨询电话是6650145，投诉电话是6650112[1]。"),
        (_ground(PHONES), "如要投诉，可拨打6650118[1]。"),
        (_ground(HOUSES), "C级、D级房屋11月底前腾空[1]。"),
        (_ground(HOUSES), "C级和D级房屋要在11月底前腾空[1]。"),
        (_ground(STORES), "甲类、乙类库房10月底前完成加固[1]。"),
        (_ground(PLAY), "《梧桐》的公益性演出不少于20场[1]。"),
        (_ground(PLAY), "商业性演出不少于20场[1]。"),
        (_ground(ROADS), "改建村道18公里[1]。"),
        (_ground(ROADS), "新建停靠点共25个[1]。"),
        (_ground(TREES), "栽种银杏600株[1]。"),
        (_ground(CORNERS), "“自助书屋”属于按照《角落名录》（第三版）巩固的原有网点[1]。"),
        (_ground(CORNERS), "巩固“流动书车”等原有网点[1]。"),
        (_ground(PLOTS), "社区花园属于重点项目[1]。"),
        (_ground(PLOTS), "中央绿轴等一般项目由街道实施[1]。"),
        (_ground(HOURS), "上午9点半不在办理时间内[1]。"),
        (_ground(HOURS), "下午3点在办理时间内[1]。"),  # not on every day
        (TROUPE, "这3项由演艺股、秘书股分别牵头[1][2][3]。"),
        (TROUPE, "这3项由演艺股、群文股、秘书股分别牵头[1][2][3]。"),
        ([*TROUPE[:2], FAIR], "这3项由演艺股、秘书股分别牵头[1][2][3]。"),
        (FAIR, "由群文股、秘书股并列牵头[1]。"),
        (FAIR, "秘书股与群文股一道配合[1]。"),
        (FAIR, "只有秘书股一个配合部门[1]。"),
        (FAIR, "另外两个股室是秘书股、演艺股，均为配合部门[1]。"),
        (FAIR, "任务8写的牵头部门是群文股、秘书股[1]。"),
        (CLOSED, "市文旅局今年编印书目[1]。"),
        (CLOSED, "区文旅局今年牵头编印书目[1]。"),
        (LISTED, "演艺股牵头的有旧戏台修缮、晒书会布展等[1][3]。"),
        (LISTED[:2], "演艺股牵头的有旧戏台拆除、整理渡口号子曲谱等[1][2]。"),
        ([LISTED[0]], "没有配合部门的任务有：演艺股牵头旧戏台修缮[1]。"),
    ],
)
def test_what_is_carried_to_another_thing_is_removed(
    prover: SentenceProver, evidence: Ground | list[Ground], said: str
) -> None:
    assert not _proved(prover, evidence, said)
