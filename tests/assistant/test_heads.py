"""Several items in one sentence, and evidence turned round in its own words: nothing passes."""

from __future__ import annotations

import pytest

from assistant import Assistant
from assistant.phrasing.ground import Ground, ground_of
from assistant.phrasing.proof import SentenceProver, Verdict
from assistant.phrasing.sentences import Sentence, SentenceCutter
from ingest import Deadline, DeadlineKind, Document, ItemKind, PolicyItem

PARKS, LIGHTS, COURSES, LAKES = "市园林处", "市照明中心", "市老年大学", "市河湖处"


def _ground(
    number: int, text: str, lead: str = "", helpers: tuple[str, ...] = (), time: str = ""
) -> Ground:
    document = Document(
        "cedar-2032", "雪松市2032年实事清单", "实事清单", "雪松市政府", None, 2032, "雪松市",
        "plain", "", "list.md", "", text,
    )  # fmt: skip
    item = PolicyItem(
        f"cedar-2032#{number}", ItemKind.TASK, number, str(number), document.doc_id,
        document.title, text, 0, len(text), lead=(lead,) if lead else (), cooperating=helpers,
        deadline=Deadline(time, DeadlineKind.OTHER) if time else None,
    )  # fmt: skip
    return ground_of(item, document)


ROSES = _ground(1, "修补月季长廊，增设座椅40把。", PARKS, (LIGHTS,), "国庆节前")
LAMPS = _ground(2, "更换背街路灯，补齐缺损灯罩。", LIGHTS, (PARKS,))
SINGING = _ground(3, "开设合唱课程，每月组织一次公开排练。", COURSES, (PARKS,))
BOATS = _ground(4, "整修湖边码头，新建木栈道1.8公里，改建石阶0.7公里。", LAKES, (PARKS,))
MOSS = _ground(5, "保护古墙苔藓，清理墙面杂草。", PARKS)
ITEMS = [ROSES, LAMPS, SINGING, BOATS, MOSS]
GATES = _ground(6, "大门交付使用前，应当张贴告示；未登记的车辆不得入园，水深不得低于2米。")
FARES = _ground(7, "票价标准为：A类10元；B类20元。成人、儿童、婴儿分别收取9元、6元、3元。")
FRUIT = _ground(8, "鼓励果园延时开放，夏季（6月至9月）开放至21时；支持采摘大棚发展。")
PLAN = _ground(9, "到2033年底，建成口袋花圃3个；到2035年底，累计建成8个，惠及居民5万人。")
ROADS = _ground(
    10, "下列地点不得停放：（一）桥头二十米以内；（二）坡道；（三）其他影响通行的地方。"
)
FLOODS = _ground(12, "配合水务所做好排涝演练，备齐沙袋。", LAKES, (PARKS,))
SCHOOL = _ground(11, "增设木工专业，支持柳溪技校招收学徒。", COURSES, (LAKES,))


@pytest.fixture(scope="module")
def prover(assistant: Assistant) -> SentenceProver:
    return SentenceProver([PARKS, LIGHTS, COURSES, LAKES], assistant.vocabulary.places)


def _shown(
    prover: SentenceProver, said: str, evidence: list[Ground]
) -> list[tuple[Sentence, Verdict]]:
    cutter = SentenceCutter()
    sentences = [*cutter.feed(said), *cutter.finish(complete=True)]
    return [prover.shown(one, evidence, "") for one in sentences]


def _faults(prover: SentenceProver, said: str, evidence: list[Ground]) -> list[str]:
    return [fault for _, verdict in _shown(prover, said, evidence) for fault in verdict.faults]


@pytest.mark.parametrize(
    "said",
    [
        "市园林处牵头的有：修补月季长廊，增设座椅40把；保护古墙苔藓，清理墙面杂草[1][5]。",
        "市园林处牵头的2项工作是：修补月季长廊[1]；保护古墙苔藓[5]。",
        "市园林处牵头的工作包括：修补月季长廊，增设座椅40把[1]。",
        "市园林处牵头修补月季长廊，增设座椅40把[1]，市照明中心牵头更换背街路灯[2]。",
        "市园林处配合的有：更换背街路灯，由市照明中心牵头；开设合唱课程，由市老年大学牵头；"
        "整修湖边码头，由市河湖处牵头[2][3][4]。",
        "市园林处配合的工作包括更换背街路灯（市照明中心牵头）、开设合唱课程（市老年大学牵头）[2][3]。",
    ],
)
def test_what_is_theirs_may_stand_under_their_head(prover: SentenceProver, said: str) -> None:
    assert _faults(prover, said, ITEMS) == []


@pytest.mark.parametrize(
    "said",
    [
        "市园林处牵头的有：修补月季长廊，增设座椅40把；整修湖边码头[1][4]。",
        "市园林处牵头：修补月季长廊；更换背街路灯，补齐缺损灯罩[1][2]。",
        "市园林处牵头修补月季长廊，增设座椅40把和更换背街路灯，补齐缺损灯罩[1][2]。",
        "市园林处牵头的有：修补月季长廊，增设座椅40把[1]。",  # there is one more
        "市园林处牵头的3项工作是：修补月季长廊；保护古墙苔藓[1][5]。",
        "市园林处配合的有：更换背街路灯，由市照明中心牵头；保护古墙苔藓，由市园林处牵头[2][5]。",
        "市照明中心配合的工作包括修补月季长廊（市园林处牵头）、开设合唱课程（市老年大学牵头）[1][3]。",
        "市园林处配合的有：更换背街路灯，由市照明中心牵头；开设合唱课程，由市河湖处牵头；"
        "整修湖边码头，由市老年大学牵头[2][3][4]。",
    ],
)
def test_what_is_not_theirs_may_not(prover: SentenceProver, said: str) -> None:
    assert _faults(prover, said, ITEMS)


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (SINGING, "每月组织一次公开排练[1]。"),
        (GATES, "未登记的车辆不得入园[1]。"),
        (GATES, "大门交付使用前，应当张贴告示[1]。"),
        (BOATS, "新建木栈道1.8公里，改建石阶0.7公里，由市河湖处牵头[1]。"),
        (FARES, "A类10元，B类20元[1]。"),
        (FRUIT, "鼓励果园延时开放，夏季（6月至9月）开放至21时；支持采摘大棚发展[1]。"),
        (PLAN, "到2035年底，口袋花圃累计建成8个[1]。"),
        (ROADS, "下列地点不得停放：桥头20米以内，坡道，以及其他影响通行的地方[1]。"),
        (ROSES, "修补月季长廊由市园林处牵头，时间节点为国庆节前[1]。"),
        (FLOODS, "市河湖处配合水务所做好排涝演练，备齐沙袋[1]。"),
    ],
)
def test_the_evidence_in_its_own_words_is_kept(
    prover: SentenceProver, ground: Ground, said: str
) -> None:
    assert _faults(prover, said, [ground]) == []


@pytest.mark.parametrize(
    ("ground", "said"),
    [
        (SINGING, "每学期组织一次公开排练[1]。"),
        (SINGING, "每季度组织一次公开排练[1]。"),
        (GATES, "未登记的车辆可以入园[1]。"),
        (GATES, "水深可以低于2米[1]。"),
        (GATES, "大门交付使用前，不得张贴告示[1]。"),
        (GATES, "大门交付使用后，应当张贴告示[1]。"),
        (BOATS, "新建木栈道0.7公里，改建石阶1.8公里，由市河湖处牵头[1]。"),
        (FARES, "A类20元，B类10元[1]。"),
        (FARES, "成人、儿童、婴儿分别收取9元、6元、6元[1]。"),
        (FRUIT, "支持采摘大棚开放至21时[1]。"),
        (PLAN, "到2033年底，口袋花圃累计建成8个[1]。"),
        (PLAN, "到2035年底，建成口袋花圃3个[1]。"),
        (ROADS, "下列地点可以停放：桥头20米以内，坡道[1]。"),
        (ROSES, "修补月季长廊由市园林处牵头，时间节点为国庆节后[1]。"),
        (FLOODS, "市河湖处配合消防站做好排涝演练，备齐沙袋[1]。"),
        (SCHOOL, "柳溪技校配合的工作为增设木工专业，由市老年大学牵头[1]。"),
    ],
)
def test_its_own_words_turned_round_are_removed(
    prover: SentenceProver, ground: Ground, said: str
) -> None:
    assert _faults(prover, said, [ground])


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("未登记的车辆不得入园，没有写明外地车辆[1]。", "未登记的车辆不得入园。"),
        ("依据中没有写明外地车辆，只写明未登记的车辆不得入园[1]。", "写明未登记的车辆不得入园。"),
        ("没有写明外地车辆[1]。", ""),
        ("没有写明外地车辆，因此外地车辆可以入园[1]。", ""),
        ("未登记的车辆可以入园，没有写明外地车辆[1]。", ""),
    ],
)
def test_what_is_said_not_to_be_told_is_left_out(
    prover: SentenceProver, said: str, left: str
) -> None:
    [(sentence, verdict)] = _shown(prover, said, [GATES])
    assert (sentence.text if verdict.proved else "") == left
    assert bool(verdict.dropped) == bool(left)
