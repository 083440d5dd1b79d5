"""Sentences on rules and rows of other offices: what is true is kept, what is exchanged is not."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.phrasing.context import Spoken
from assistant.phrasing.ground import Ground, ground_of
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import SentenceCutter
from ingest import Cell, Deadline, DeadlineKind, Document, ItemKind, PolicyItem

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
NOISE = (
    "违反第八条规定，在泳池内使用扩音器的，由体育部门责令改正，处一百元罚款；"
    "造成他人受伤的，处八百元以上二千元以下罚款。在池外道路停放车辆的，由公安机关依法处理。"
)
BRANCH = "泳池经营者增设更衣间的，不需另行申请许可；增设儿童池应当单独申请。"

LODGING = (
    "开业条件\n（一）客房不多于11间，楼高不多于3层，面积不多于600平方米；\n（二）租期不少于2年；\n"
    "（三）配有烟感器；\n（四）每层配2具灭火器；\n（五）安装登记系统。"
)
PAPERS = (
    "房主应当提交下列材料：\n（一）开业申请表；\n（二）用工合同或者执照。\n"
    "医疗保险、产权登记信息由受理窗口通过数据共享查验，不再要求房主提供。"
)
REPAIR = "管理公司应当在接到报修后12小时内上门。因住户使用不当造成损坏的，修理费用由住户承担。"
GRADES = (
    "补贴对象分为三类：\n（一）A类：全国技能冠军；\n（二）B类：省级技能冠军；\n"
    "（三）C类：高级技师。"
)
ROOMS = (
    "面积标准为：A类不超过80平方米，B类不超过70平方米，C类不超过50平方米。"
    "夫妻均符合条件的，按照标准较高的一方申领一套。"
)
LENDING = (
    "读者应当在三十日内归还图书；需要续借的，可以申请一次。"
    "逾期不归还的，暂停借阅半年。读者遗失图书的，按照原价赔偿。"
)
STOCKS = (
    "调用救灾帐篷应当首先调用县级储备；县级储备不足的，由县应急局向市应急局申请调用市级储备。"
    "代储企业要定期晾晒帐篷，按时报送台账。"
)
READERS = "读者不得有下列行为：\n（一）在书上涂画；\n（二）将图书转借他人。"
CARD = "《柏泉读者证》，有效期4年。"


def _ground(
    text: str,
    *,
    time: str = "",
    lead: str = "",
    helpers: tuple[str, ...] = (),
    cells: tuple[Cell, ...] = (),
) -> Ground:
    document = Document(
        "cypress-2031", "柏泉市摊点管理办法", "摊点办法", "柏泉市政府", None, 2031, "柏泉市",
        "plain", "", "rules.md", "", text,
    )  # fmt: skip
    item = PolicyItem(
        "cypress-2031#1", ItemKind.TASK, 1, "1", document.doc_id, document.title, text, 0,
        len(text), lead=(lead,) if lead else (), cooperating=helpers,
        deadline=Deadline(time, DeadlineKind.OTHER) if time else None, cells=cells,
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
POOL = _ground(
    "石榴泳池扩建",
    cells=(
        Cell("所在区县", "南塘区"), Cell("计划投资（万元）", "640"), Cell("建成年份", "2033年"),
    ),
)  # fmt: skip


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (_ground(TENTS), "早餐摊位90分钟以内免收占道费[1]。"),
        (_ground(STOCKS), "调用救灾帐篷应当首先调用县级储备[1]。"),
        (_ground(STOCKS), "代储企业要定期晾晒帐篷[1]。"),
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
        (_ground(NOISE), "在泳池内使用扩音器的，由体育部门责令改正，处100元罚款[1]。"),
        (_ground(NOISE), "造成他人受伤的，由体育部门处八百元以上二千元以下罚款[1]。"),
        (_ground(BRANCH), "泳池经营者增设更衣间的，无需另行申请许可[1]。"),
        (POOL, "南塘区的石榴泳池扩建计划投资640万元，建成年份为2033年[1]。"),
        (_ground(LODGING), "客房不超过11间，楼高不超过3层[1]。"),
        (_ground(PAPERS), "房主应当提交用工合同或者执照[1]。"),
        (_ground(PAPERS), "医疗保险信息由受理窗口通过数据共享查验，不再要求房主提供[1]。"),
        (_ground(REPAIR), "因住户使用不当造成损坏的，住户承担修理费用[1]。"),
        (_ground(GRADES), "高级技师属于C类[1]。"),
        (_ground(ROOMS), "C类面积不超过50平方米[1]。"),
        (_ground(LENDING), "逾期不归还的，暂停借阅半年；读者遗失图书的，按照原价赔偿[1]。"),
        (_ground(READERS), "读者不得将图书转借他人[1]。"),
        (_ground(CARD), "《柏泉读者证》有效期为4年[1]。"),
    ],
)
def test_what_the_rule_says_is_kept(prover: SentenceProver, ground: Ground, said: str) -> None:
    assert _faults(prover, ground, said) == []


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (_ground(TENTS), "修车摊位停留90分钟以内免收占道费[1]。"),
        (_ground(STOCKS), "调用救灾帐篷应当首先调用市级储备[1]。"),
        (_ground(STOCKS), "县应急局要定期晾晒帐篷，按时报送台账[1]。"),
        (_ground(STOCKS), "代储企业只要定期晾晒帐篷[1]。"),
        (_ground(STOCKS), "代储企业可以定期晾晒帐篷[1]。"),
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
        (_ground(NOISE), "在泳池内使用扩音器的，由公安机关责令改正[1]。"),
        (_ground(NOISE), "造成他人受伤的，由公安机关处八百元以上二千元以下罚款[1]。"),
        (_ground(NOISE), "在泳池内使用扩音器的，由体育部门处800元以上2000元以下罚款[1]。"),
        (_ground(BRANCH), "泳池经营者增设更衣间的，需要另行申请许可[1]。"),
        (_ground(BRANCH), "增设儿童池不需单独申请[1]。"),
        (POOL, "北塘区的石榴泳池扩建计划投资640万元[1]。"),
        (POOL, "石榴泳池扩建由南塘区牵头[1]。"),
        (POOL, "石榴泳池扩建建成年份为2032年[1]。"),
        (_ground(LODGING), "客房不超过11间，楼高不超过5层[1]。"),
        (_ground(LODGING), "客房不超过11间，楼高不少于3层[1]。"),
        (_ground(PAPERS), "医疗保险证明由房主自行打印后提交受理窗口[1]。"),
        (_ground(PAPERS), "用工合同由受理窗口通过数据共享查验，不再要求房主提供[1]。"),
        (_ground(PAPERS), "医疗保险信息由受理窗口通过数据共享查验，要求房主提供[1]。"),
        (_ground(REPAIR), "因住户使用不当造成损坏的，修理费用由管理公司承担[1]。"),
        (_ground(REPAIR), "管理公司可以在接到报修后12小时内上门[1]。"),
        (_ground(GRADES), "高级技师属于B类[1]。"),
        (_ground(GRADES), "A类：省级技能冠军[1]。"),
        (_ground(ROOMS), "B类面积不超过50平方米[1]。"),
        (_ground(ROOMS), "夫妻均符合条件的，可以各申领一套[1]。"),
        (_ground(LENDING), "逾期不归还的，按照原价赔偿[1]。"),
        (_ground(LENDING), "读者应当经公证后在三十日内归还图书[1]。"),
        (_ground(LENDING), "需要续借的，应当申请一次[1]。"),
        (_ground(READERS), "读者可以将图书转借他人[1]。"),
        (_ground(CARD), "《柏泉读者证》有效期为5年[1]。"),
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


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ("计划投资超过500万元的有1个，为石榴泳池扩建[1]。", True),
        ("计划投资超过500万元的有2个[1]。", False),
        ("计划投资不超过500万元的有1个[1]。", False),
        ("计划投资超过300万元的有1个[1]。", False),
    ],
)
def test_a_bound_of_the_question_is_kept_where_cells_keep_it(
    prover: SentenceProver, said: str, so: bool
) -> None:
    assert (_faults(prover, POOL, said, "计划投资五百万以上的泳池有几个") == []) is so


@pytest.mark.parametrize(
    ("said", "so"),
    [
        ("各县（区）卫生局还与市红会办一起配合急救科培训3个县（区）的急救员[1]。", True),
        ("各县（区）卫生局还与市红会办一起牵头培训3个县（区）的急救员[1]。", False),
        ("急救科还与市红会办一起配合培训3个县（区）的急救员[1]。", False),
    ],
)
def test_those_who_help_together_are_judged_together(
    prover: SentenceProver, said: str, so: bool
) -> None:
    assert (_faults(prover, ROW, said) == []) is so
