"""What a model may say in words of its own about the shipped documents, and what it may not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Assistant
from assistant.phrasing.ground import ground_of
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import SentenceCutter

Shown = Callable[[str, str], bool]


@pytest.fixture(scope="module")
def shown(assistant: Assistant) -> Shown:
    """Whether a text is shown; `cited` are tasks of the district, 市4 a point of the city."""
    prover = SentenceProver(list(assistant.vocabulary.roles), assistant.vocabulary.places)
    document = assistant.vocabulary.document

    def proved(cited: str, text: str) -> bool:
        ids = [
            f"shanghai-2024#{one[1:]}" if one.startswith("市") else f"pudong-2024#{one}"
            for one in cited.split(",")
        ]
        found = {item.item_id: item for item in assistant.index.catalogue.items_by_id(ids)}
        evidence = [ground_of(found[one], document(found[one].doc_id)) for one in ids]
        cutter = SentenceCutter()
        sentences = [*cutter.feed(text), *cutter.finish(complete=True)]
        assert sentences
        return all(prover.judge(one, evidence, "").proved for one in sentences)

    return proved


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        # Task 58 has 鼓励…设立, task 12 has 探索推进…制定.
        ("58", "鼓励符合条件的公立医院设立国际医疗部[1]。"),
        ("12", "要探索推进从经营主体视角制定合规经营指南[1]。"),
        ("9", "该项改革要求完成操作手册编制[1]。"),
        ("38", "老人免费体检应于9月完成[1]。"),
    ],
)
def test_what_is_asked_of_somebody_may_be_said(shown: Shown, cited: str, text: str) -> None:
    assert shown(cited, text)


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        ("58", "符合条件的公立医院必须设立国际医疗部[1]。"),
        ("58", "符合条件的公立医院应当设立国际医疗部[1]。"),
        ("58", "符合条件的公立医院一定要设立国际医疗部[1]。"),
        ("58", "要求符合条件的公立医院设立国际医疗部[1]。"),
        ("12", "规划发展处必须制定合规经营指南，实现“一册告知”[1]。"),
        ("12", "应制定合规经营指南[1]。"),
        ("21", "要求实行非现场执法模式[1]。"),
        ("38", "老人免费体检必须由基层处牵头[1]。"),
    ],
)
def test_nothing_is_made_a_must(shown: Shown, cited: str, text: str) -> None:
    assert not shown(cited, text)


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        ("市4", "对您这样的口腔诊所来说，申请表会整合，材料也会精简[1]。"),
        ("41", "对于小微企业：可以获得职业健康帮扶[1]。"),
        ("22", "如果您的店属于公共场所，需要了解浦东正在推动公共场所信用评价结果的综合应用[1]。"),
        ("市4", "如果您正打算开一家中医诊所，可以关注行业综合许可改革，申请表会整合[1]。"),
        ("市3", "需要提醒的是，市里在优化备案流程的同时，也会加强事后指导和备案后管理[1]。"),
        ("12", "“一册告知”指的是制定合规经营指南，目前的提法是探索推进[1]。"),
        ("43", "“护士执业注册”已被列入“智慧好办”高频事项[1]。"),
        ("47", "浦东将探索出台适用于本区的医疗健康数据分类分级标准[1]。"),
        ("37,38,39,40", "浦东新区在“免申即享”方面安排了多项服务[1][2][3][4]。"),
    ],
)
def test_frames_that_assert_nothing_cost_nothing(shown: Shown, cited: str, text: str) -> None:
    assert shown(cited, text)


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        ("41", "对大型企业来说，职业健康帮扶由公卫处牵头[1]。"),
        ("38", "对60周岁以上老人来说，免费体检“免申即享”[1]。"),
        ("38", "对所有老人来说，免费体检都是“免申即享”[1]。"),
        ("38", "需要提醒的是，老人免费体检由公卫处牵头[1]。"),
        ("43", "“护士执业注册”已被列入黑名单[1]。"),
        ("47", "分类分级标准已出台[1]。"),
        ("47", "目前的提法是正式出台分类分级标准[1]。"),
        ("38", "浦东新区在“免申即享”方面安排了多项服务[1]。"),
    ],
)
def test_frames_hide_nothing(shown: Shown, cited: str, text: str) -> None:
    assert not shown(cited, text)


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        ("40", "家庭医生签约服务的牵头部门是区卫健委基层处[1]。"),
        ("36", "公民身故“一件事”是配合民政开展的工作，区卫健委内由公卫处牵头[1]。"),
        ("33", "企业变更、注销等“一件事”由卫健部门配合市场局推进[1]。"),
        ("市5", "上海卫健系统配合推进的“一件事”包括企业职工退休、养老服务、公民身故等[1]。"),
    ],
)
def test_the_issuer_of_a_document_may_be_named(shown: Shown, cited: str, text: str) -> None:
    assert shown(cited, text)


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        ("40", "家庭医生签约服务的牵头部门是区卫健委公卫处[1]。"),
        ("40", "家庭医生签约服务的牵头部门是市卫健委基层处[1]。"),
        ("40", "家庭医生签约服务由区卫健委牵头[1]。"),
        ("40", "家庭医生签约服务由徐汇区卫健委基层处牵头[1]。"),
        ("33", "企业变更、注销等“一件事”由卫健部门配合民政局推进[1]。"),
        ("33", "企业变更、注销等“一件事”由市场局配合卫健部门推进[1]。"),
    ],
)
def test_no_other_authority_is(shown: Shown, cited: str, text: str) -> None:
    assert not shown(cited, text)


@pytest.mark.parametrize(
    ("cited", "text", "so"),
    [
        (
            "53,55",
            "不是同一个部门，线上伦理审查由生物医药处牵头[1]，互认由中医科教处牵头[2]。",
            True,
        ),
        ("38,40", "不是同一个部门，老人体检由基层处牵头[1]，家庭医生签约由基层处牵头[2]。", False),
        ("38,40", "由同一个处室牵头，老人体检是基层处[1]，家庭医生签约是基层处[2]。", True),
        ("37,38", "由同一个处室牵头，两病筛查是人口家发处[1]，老人体检是基层处[2]。", False),
        (
            "37,38",
            "时间都是9月，不同的是两病筛查由人口家发处牵头[1]，老人体检由基层处牵头[2]。",
            True,
        ),
        ("38,40", "时间都是9月，不同的是老人体检由基层处牵头[1]，签约服务由基层处牵头[2]。", False),
        ("3,29", "年度报告编制的时间节点为3月，早于“双随机、一公开”监管的6月[1][2]。", True),
        ("3,29", "年度报告编制的时间节点为3月，晚于“双随机、一公开”监管的6月[1][2]。", False),
        ("3,29", "年度报告编制的时间节点为3月，早于“双随机、一公开”监管的9月[1][2]。", False),
        ("3,38", "年度报告编制要在3月完成，比老人免费体检早半年[1][2]。", True),
        ("3,38", "年度报告编制要在3月完成，比老人免费体检早3个月[1][2]。", False),
    ],
)
def test_items_are_compared(shown: Shown, cited: str, text: str, so: bool) -> None:
    assert shown(cited, text) == so


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        ("30", "规范监管执法的要义在于落实“三项制度”、完善行政裁量权基准制度[1]。"),
        ("7", "告知承诺制的基调是扩大覆盖的行政审批事项类型[1]。"),
        ("11", "“政务智能办”的一个看点是探索运用人工智能大模型等新技术[1]。"),
        ("8", "BIM技术的智能辅助审查瞄准的是建设项目预防性卫生审核[1]。"),
        ("市1", "在简政放权方面，上海的导向是推进事权下放[1]。"),
        ("市13", "组织领导部分落笔在完善工作机制、形成合力上[1]。"),
        ("15", "行政备案制度的三个关键词是事项合法、程序规范、服务优质[1]。"),
    ],
)
def test_a_word_that_nobody_listed_may_be_said(shown: Shown, cited: str, text: str) -> None:
    assert shown(cited, text)


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        ("41", "中小微型企业心理健康帮扶工作由公卫处牵头[1]。"),
        ("45", "“一网通办”办事服务产生的电子文件销毁由党政办牵头[1]。"),
        ("15", "行政备案制度要求事项合法、程序简化、服务优质[1]。"),
        ("20", "形成经营主体财务风险自查自纠清单[1]。"),
        ("16", "食品安全地方标准的备案工作要进一步完善[1]。"),
        ("24", "岗位分类的依据是绩效[1]。"),
        ("57", "家庭病床的模式是自费[1]。"),
        ("25", "培训体系的前提是取得资格[1]。"),
        ("46", "医联体的重心是肿瘤科[1]。"),
        ("53", "平台的亮点是药物警戒[1]。"),
        ("25", "这项任务的主角是区监督所[1]。"),
        ("15", "行政备案制度的三个关键词是事项合法、程序规范、费用低廉[1]。"),
        ("30", "规范监管执法的牵头部门有三个：公卫处和规划发展处[1]。"),
        ("46", "专科医联体有两个：儿科和妇产科[1]。"),
        ("市4", "两个新业态是口腔诊所和中医诊所[1]。"),
        ("7", "基调是收紧告知承诺制[1]。"),
    ],
)
def test_but_none_that_changes_what_is_said(shown: Shown, cited: str, text: str) -> None:
    assert not shown(cited, text)


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        ("27", "根据所给依据，医疗美容机构要加强跨部门综合监管[1]。"),
        ("43", "浦东新区已将“护士执业注册”列入“智慧好办”的高频事项，由生物医药处牵头[1]。"),
        ("13,14", "工作可以分为两块：一块是政务服务标准优化，一块是线上线下业务融合[1][2]。"),
        ("22,19", "主要有两方面工作：一是深化“信用+风险”监管创新[1]，二是推行“合规一码通”[2]。"),
        ("28", "公卫处则负责配合做好与卫生健康执法相关的跨部门综合监管[1]。"),
        ("37,38,39,40", "四项任务均在9月完成，分别由人口家发处和基层处牵头[1][2][3][4]。"),
        ("32,33,34,35", "从牵头处室看，基层处有两项，生物医药处和人口家发处各一项[1][2][3][4]。"),
        ("3,8", "任务3和任务8的时间分别为3月和9月[1][2]。"),
        ("8,9,37,38", "其中“一业一证”一项、“免申即享”两项[2][3][4]。"),
        ("29", "这三个处室是医政处、公卫处和人口家发处[1]。"),
        ("45,50,65", "前两项有配合部门，最后一项没有[1][2][3]。"),
        ("52,53,54,55,56", "五项举措主要由生物医药处和中医科教处牵头[1][2][3][4][5]。"),
        ("35", "任务35是配合新区妇联和民政部门做好“一件事”工作[1]。"),
        ("市3", "要持续清理各类带有审批性质的政务服务事项[1]。"),
        ("市11", "要完善行政裁量权基准制度，避免任性执法[1]。"),
    ],
)
def test_ways_in_which_models_phrase_it(shown: Shown, cited: str, text: str) -> None:
    assert shown(cited, text)


@pytest.mark.parametrize(
    ("cited", "text"),
    [
        # Somebody else in the place of who is helped, or helps.
        ("34", "配合市场局做好养老服务“一件事”[1]。"),
        ("27", "医疗美容机构跨部门综合监管由医政处牵头，执法检查部门配合[1]。"),
        ("19", "还要牵头推行“合规一码通”[1]。"),
        ("28", "医政处则负责配合做好与卫生健康执法相关的跨部门综合监管[1]。"),
        # The other way round, or of another thing by the same name.
        ("19", "用有无违法记录证明代替专用信用报告[1]。"),
        ("市5", "这属于公民婚育“一件事”向出生前延伸的内容[1]。"),
        ("63", "任务63要求用好上海市立法权[1]。"),
        ("12", "它要实现的目标是“一网通办”[1]。"),
        # Another word of the same kind.
        ("50", "落实服务事项、评价对象、服务时间“三个全覆盖”[1]。"),
        ("42", "这项任务方便个人查询检验报告[1]。"),
        ("42", "推动影像报告数据向企业出售[1]。"),
        ("57", "养老服务机构与各类医疗机构合并建设[1]。"),
        ("13", "标准优化要求简化办理情形、申请材料目录、办理流程[1]。"),
        # Counts and times.
        ("37,38,39,40", "四项任务均在9月完成，分别由人口家发处和医政处牵头[1][2][3][4]。"),
        ("32,33,34,35", "从牵头处室看，生物医药处有两项，基层处和人口家发处各一项[1][2][3][4]。"),
        ("3,8", "任务3和任务8的时间分别为9月和3月[1][2]。"),
        ("8,9,37,38", "其中“一业一证”两项、“免申即享”一项[2][3][4]。"),
        ("29", "这三个处室是医政处、公卫处和基层处[1]。"),
        ("29", "这两个处室是医政处和公卫处[1]。"),
        ("45,50,65", "前两项没有配合部门，最后一项有[1][2][3]。"),
        ("13,14", "工作可以分为三块：一块是政务服务标准优化，一块是线上线下业务融合[1][2]。"),
        ("42,47,48,46", "规划发展处牵头的最多，共四项[1][2][3][4]。"),
    ],
)
def test_and_what_they_get_wrong(shown: Shown, cited: str, text: str) -> None:
    assert not shown(cited, text)


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("市里对智慧监管的要求可归纳为三点[1]。", "市里对智慧监管的要求可归纳为几点。"),
        ("任务共有三项，可归纳为两点[1]。", None),
    ],
)
def test_a_count_of_points_is_left_open(assistant: Assistant, said: str, left: str | None) -> None:
    """Into how many points a model puts a text nobody can prove; how many items there are is."""
    prover = SentenceProver(list(assistant.vocabulary.roles), assistant.vocabulary.places)
    item = assistant.index.catalogue.items_by_id(["shanghai-2024#8"])[0]
    evidence = [ground_of(item, assistant.vocabulary.document(item.doc_id))]
    cutter = SentenceCutter()
    (sentence,) = [*cutter.feed(said), *cutter.finish(complete=True)]
    shown, verdict = prover.shown(sentence, evidence, "市里对智慧监管的要求是什么？")
    assert (shown.text if verdict.proved else None) == left
