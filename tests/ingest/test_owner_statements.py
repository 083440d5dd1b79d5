"""Owners and deadlines in running text, in the notations that offices use."""

from __future__ import annotations

import datetime as dt

import pytest

from ingest import ParsedDocument
from ingest.owner_clauses import read_statement

Owned = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def only(parsed: ParsedDocument) -> Owned:
    (item,) = [item for item in parsed.items if item.number == 1]
    return item.lead, item.cooperating, item.units


@pytest.mark.parametrize(
    ("said", "lead", "cooperating"),
    [
        (
            "（责任单位：市交通委、市财政局，相关区政府）",
            ("市交通委", "市财政局", "相关区政府"),
            (),
        ),
        (
            "（牵头单位：市卫生健康委，配合单位：市医保局、各区政府）",
            ("市卫生健康委",),
            ("市医保局", "各区政府"),
        ),
        ("（市交通委牵头，市公安局、各区政府配合）", ("市交通委",), ("市公安局", "各区政府")),
        ("（市发展改革委、市财政局等按职责分工负责）", ("市发展改革委", "市财政局等"), ()),
        (
            "（市交通委（市道运局）牵头，各有关部门按职责分工负责）",
            ("市交通委（市道运局）",),
            ("各有关部门",),
        ),
        ("（责任单位：市科委（牵头）、市经济信息化委）", ("市科委",), ("市经济信息化委",)),
        ("（主办：市教委；协办：市卫生健康委、团市委）", ("市教委",), ("市卫生健康委", "团市委")),
        ("牵头单位：市商务委；责任单位：市公安局", ("市商务委",), ("市公安局",)),
        (
            "由市教委牵头，会同市财政局、市人力资源和社会保障局制定办法。",
            ("市教委",),
            ("市财政局", "市人力资源和社会保障局"),
        ),
        ("责任单位为市水务局，配合单位为市生态环境局。", ("市水务局",), ("市生态环境局",)),
        ("由市发改委、市经委牵头负责,市统计局配合。", ("市发改委", "市经委"), ("市统计局",)),
        (
            "（教育部牵头，共青团中央、全国工商联等按职责分工负责）",
            ("教育部",),
            ("共青团中央", "全国工商联等"),
        ),
        (
            "〔责任单位:市财政局、市税务局按职责分工负责。各项均涉及各区,不再做分工,下同。〕",
            ("市财政局", "市税务局"),
            (),
        ),
        (
            "由县财政局负责统筹各级资金，县住建局、县审计局配合，4月15日前下达首批资金。",
            ("县财政局",),
            ("县住建局", "县审计局"),
        ),
        (
            "各街道办事处牵头，县综合执法局配合，对违法建设依法拆除。",
            ("各街道办事处",),
            ("县综合执法局",),
        ),
        ("\n责任处室：医政处\n配合处室：规划处", ("医政处",), ("规划处",)),
        ("\n【责任单位】市民政局、各区政府", ("市民政局", "各区政府"), ()),
        ("\n牵头单位 市民政局\n协办单位 市财政局", ("市民政局",), ("市财政局",)),
        (
            "［省商务厅牵头，省公安厅、省税务局等按职责分工负责］",
            ("省商务厅",),
            ("省公安厅", "省税务局等"),
        ),
        ("（市教育局、市妇联，长期坚持）", ("市教育局", "市妇联"), ()),
        (
            "（市科技局、市财政局分别牵头，市科协配合；每季度开展）",
            ("市科技局", "市财政局"),
            ("市科协",),
        ),
        (
            "（牵头单位：县农业农村局，责任单位：县财政局等9部门，各乡镇政府、街道等）",
            ("县农业农村局",),
            ("县财政局等9部门", "各乡镇政府", "街道等"),
        ),
        ("由市水务局会同市财政局等部门制定办法。", ("市水务局",), ("市财政局等部门",)),
        ("（县商务局、各乡镇政府按职责落实）", ("县商务局", "各乡镇政府"), ()),
        (
            "责任领导：刘某。牵头单位：县商务局。责任单位：县文旅局。完成时限：12月。",
            ("县商务局",),
            ("县文旅局",),
        ),
        (
            "（市人社局牵头，市教育局、各区、县级市配合）",
            ("市人社局",),
            ("市教育局", "各区、县级市"),
        ),
        ("（市机关局牵头，市直有关部门、单位配合）", ("市机关局",), ("市直有关部门、单位",)),
        (
            "由县河长办牵头，县水利局、各乡镇人民政府具体负责，完成整改。",
            ("县河长办",),
            ("县水利局", "各乡镇人民政府"),
        ),
        ("（市教育局、市财政局分工负责）", ("市教育局", "市财政局"), ()),
        ("\n——牵头单位：市民政局", ("市民政局",), ()),
        (
            "\n责任单位：市水务局，各县（市、区）党委、政府",
            ("市水务局", "各县（市、区）党委、政府"),
            (),
        ),
        ("\n牵头单位：市委组织部、市人社局（共同牵头）", ("市委组织部", "市人社局"), ()),
        ("（主要责任单位：市经信局；次要责任单位：市科技局）", ("市经信局",), ("市科技局",)),
        (
            "（市纪委监委机关、市委巡察办，市委各部委）",
            ("市纪委监委机关", "市委巡察办", "市委各部委"),
            (),
        ),
        (
            "\n责任单位：市数据局\n　　　　　市财政局\n　　　　　各县区政府",
            ("市数据局", "市财政局", "各县区政府"),
            (),
        ),
        (
            "（各市人民政府、省直有关部门负责。列第一位的为牵头单位，下同）",
            ("各市人民政府",),
            ("省直有关部门",),
        ),
        ("由市商务局牵头负责，市交通局配合，于9月底前完成。", ("市商务局",), ("市交通局",)),
        ("责任单位：市文旅局，各乡镇（街道）", ("市文旅局", "各乡镇（街道）"), ()),
        (
            "\n【牵头单位】市民政局\n【配合单位】市财政局\n全面梳理政策，推动落实。",
            ("市民政局",),
            ("市财政局",),
        ),
        ("\n牵头单位：市民政局\n配合单位：无\n完成时限：2026年", ("市民政局",), ()),
    ],
)
def test_stated_roles(
    read_text, said: str, lead: tuple[str, ...], cooperating: tuple[str, ...]
) -> None:
    parsed = read_text(f"某市工作方案\n\n1.推进改革。完善制度。{said}\n2.其他工作。加强宣传。\n")
    assert only(parsed) == (lead, cooperating, ())


@pytest.mark.parametrize(
    "said",
    [
        "引导企业开具报告，配合牵头单位推行新模式。",
        "相关区政府要加强统筹和指导。",
        "该事项委托相关区政府实施（由区水务部门承办），另行制定办法。",
        "复制推广改革举措（4项）。",
        "扩大试点范围。（浦东新区、奉贤区）",
        "医疗机构要完善制度。",
        "由绿化市容部门加强事中事后监管。",
        "自2022年起，该项资金不再列支其他支出。",
        "没有物业服务企业的，由社区居民委员会负责。",
        "（政府牵头，企业配合）",
        "\n法定时限：7个工作日；承诺时限：即办。",
    ],
)
def test_what_is_not_stated_stays_empty(read_text, said: str) -> None:
    parsed = read_text(f"某市工作方案\n\n1.推进改革。{said}\n2.其他工作。加强宣传。\n")
    assert only(parsed) == ((), (), ())
    assert parsed.items[0].deadline is None


def test_statement_is_cut_off_and_accounted_for(read_text) -> None:
    parsed = read_text(
        "某市2024年工作方案\n\n1.推进改革。完善制度。（责任单位：市交通委；完成时限：9月底前）\n"
    )
    item = parsed.items[0]
    assert item.text == "推进改革。完善制度。"
    assert item.deadline and item.deadline.text == "9月底前"
    assert item.deadline.due == dt.date(2024, 9, 30)
    assert [one.reason for one in parsed.leftovers] == ["编号", "责任单位"]


def test_owners_of_parts_of_an_item_are_not_certain(read_text) -> None:
    parsed = read_text("某市方案\n\n1.推进甲。（牵头单位：市教委）推进乙。（牵头单位：市科委）\n")
    item = parsed.items[0]
    assert (item.lead, item.owners_certain) == (("市教委", "市科委"), False)
    assert item.text.endswith("（牵头单位：市科委）")


def test_offices_in_brackets_behind_each_sentence_are_all_named(read_text) -> None:
    parsed = read_text(
        "某县方案\n\n1.巩固保障。落实控辍责任。（县教育局）落实参保政策。（县医保局、县卫健局）\n"
    )
    item = parsed.items[0]
    assert (item.lead, item.owners_certain) == (("县教育局", "县医保局", "县卫健局"), False)


def test_person_in_charge_is_cut_off_with_the_offices(read_text) -> None:
    parsed = read_text("某县方案\n\n1.举办活动30场。责任领导：刘某。牵头单位：县商务局。\n")
    assert parsed.items[0].text == "举办活动30场。"


def test_sentence_subject_is_not_certain(read_text) -> None:
    parsed = read_text("某市方案\n\n1.加强协同。市交通委、市公安局要加强执法。\n")
    item = parsed.items[0]
    assert (item.lead, item.owners_certain) == (("市交通委", "市公安局"), False)


def test_owners_that_close_a_list_of_small_points(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n1.完善预案体系\n(1)加强管理,规范编制工作。\n(2)加强演练,推进双盲演练。\n"
        "(责任单位:市直各有关单位、各县(市、区)人民政府)\n2.完善体制\n(1)推进机构建设。\n"
        "(责任单位:市应急局)\n(2)健全协调机制。\n"
    )
    both = ("市直各有关单位", "各县(市、区)人民政府")
    assert [item.lead for item in parsed.items] == [both, both, ("市应急局",), ()]


def test_half_width_marks_and_square_brackets(read_text) -> None:
    parsed = read_text(
        "某区方案\n\n1.落实事项。组织开展评估,保障落实。〔牵头单位:区政府办公室,责任单位:区政府有关部门,"
        "各街道(功能区)〕\n2.规范备案。编制清单。(牵头单位:州审批局;责任单位:州司法局、州委编办及州直相关单位,"
        "6月底完成)\n3.增长6.2%左右。\n\n牵头单位:区发改局\n\n责任单位:各街道,税务局\n"
    )
    first, second, third = parsed.items
    assert (first.lead, first.cooperating) == (
        ("区政府办公室",),
        ("区政府有关部门", "各街道(功能区)"),
    )
    assert second.cooperating == ("州司法局", "州委编办", "州直相关单位")
    assert second.deadline and second.deadline.text == "6月底完成"
    assert (third.lead, third.cooperating) == (("区发改局",), ("各街道", "税务局"))
    assert third.text == "增长6.2%左右。"


def test_heading_states_owners_for_what_is_below(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n一、优化服务（牵头单位：市政务办）\n（一）推进甲。完善制度。\n"
        "（二）推进乙。完善制度。（牵头单位：市教委）\n二、加强监管\n（一）推进丙。完善制度。\n"
    )
    assert [item.lead for item in parsed.items] == [("市政务办",), ("市教委",), ()]
    assert parsed.items[0].section == "一、优化服务"


def test_sentence_sets_owners_for_its_section(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n一、深化改革\n以下任务均由市医改办负责。\n1.推进甲。完善制度。\n"
        "2.推进乙。（责任处室：医政处）\n二、提升服务\n1.推进丙。完善制度。\n"
    )
    points = [item for item in parsed.items if item.number]
    assert [item.lead for item in points] == [("市医改办",), ("医政处",), ()]


def test_a_sections_lead_leads_what_states_only_who_cooperates(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n一、优化服务（以下任务均由市政务办牵头）\n1.推进甲。完善制度。\n"
        "2.推进乙。完善制度。配合单位：市教委、各街道。\n二、加强监管\n1.推进丙。完善制度。\n"
    )
    assert [(item.lead, item.cooperating) for item in parsed.items] == [
        (("市政务办",), ()),
        (("市政务办",), ("市教委", "各街道")),
        ((), ()),
    ]


def test_first_sentence_about_an_office_is_no_title(read_text) -> None:
    parsed = read_text(
        "某县办法\n\n第一条 县民政局是主管部门，承担监督管理。\n县财政局负责资金管理。\n"
        "第二条 县财政局要拨付资金。\n"
    )
    assert [item.lead for item in parsed.items] == [(), ("县财政局",)]
    assert not parsed.items[1].owners_certain


@pytest.mark.parametrize(
    "note", ["第一责任单位为牵头单位,下同", "列第一位者为工作牵头单位或汇总单位，下同"]
)
def test_first_of_several_leads_where_the_document_says_so(read_text, note: str) -> None:
    parsed = read_text(
        f"某市任务分解\n\n1.支持企业。\n责任单位：市经信局、市财政局（{note}）\n"
        "2.扩大投资。\n责任单位：市发展改革委、市经信局\n3.稳定外贸。\n责任单位：市商务局\n"
        "4.优化服务。（市科技局、市教育局牵头）\n"
    )
    owned = [(item.lead, item.cooperating) for item in parsed.items if item.number]
    assert owned == [
        (("市经信局",), ("市财政局",)),
        (("市发展改革委",), ("市经信局",)),
        (("市商务局",), ()),
        (("市科技局", "市教育局"), ()),
    ]


def test_bracket_that_mentions_a_year_is_no_deadline(read_text) -> None:
    parsed = read_text(
        "1.免征保障金,期限至2022年12月31日(即征收所属期为2021年度)。(市残联、市税务局负责)\n"
    )
    (item,) = [item for item in parsed.items if item.number]
    assert item.text.endswith("(即征收所属期为2021年度)。")
    assert item.lead == ("市残联", "市税务局")
    assert item.deadline is None


def test_default_of_a_section_brings_helpers_and_a_deadline(read_text) -> None:
    parsed = read_text(
        "某县2025年改造方案\n\n一、长效管理\n本部分工作由县委社会工作部牵头，县住建局、各街道办事处配合，"
        "2025年12月底前完成。\n（一）成立业主委员会，覆盖率达到100%。\n"
        "（二）建立资金续筹机制。由县财政局负责，10月底前出台办法。\n"
    )
    first, second = [item for item in parsed.items if item.number]
    assert first.lead == ("县委社会工作部",)
    assert first.cooperating == ("县住建局", "各街道办事处")
    assert first.deadline and first.deadline.due == dt.date(2025, 12, 31)
    assert second.lead == ("县财政局",)
    assert second.deadline and second.deadline.due == dt.date(2025, 10, 31)


def test_each_locality_that_carries_out_is_a_unit(read_text) -> None:
    parsed = read_text(
        "1.攻关技术。（省科技厅、省教育厅按职责分工负责，各地级以上市人民政府结合实际落实）\n"
    )
    assert only(parsed) == (("省科技厅", "省教育厅"), (), ("各地级以上市人民政府",))


@pytest.mark.parametrize("office", ["市国家安全局", "国家安全局", "区安全局"])
def test_an_office_of_safety_is_an_office(office: str) -> None:
    said = read_statement(f"由市委网信办牵头，市公安局、{office}配合。", 2025)
    assert said.owners.cooperating == ("市公安局", office)


def test_owners_behind_the_name_of_a_task_with_more_text_behind_them(read_text) -> None:
    parsed = read_text(
        "1、农村道路工程，牵头部门：县交通局。进度较慢的是东乡。\n"
        "2、饮水工程,牵头单位:县水利局,配合单位:县财政局。西乡尚未开工。\n"
        "3、法律援助，责任单位要按月报告。已办理30件。\n"
    )
    assert [(item.lead, item.cooperating) for item in parsed.items] == [
        (("县交通局",), ()),
        (("县水利局",), ("县财政局",)),
        ((), ()),
    ]


@pytest.mark.parametrize(
    ("said", "leads", "helps", "units"),
    [
        ("1.开展评估【责任单位】县发改局【完成时限】9月\n", ("县发改局",), (), ()),
        ("1.完善制度——责任单位：县司法局\n", ("县司法局",), (), ()),
        (
            "1.完善平台。（县政府办公室牵头，各部门按要求落实）\n",
            ("县政府办公室",),
            (),
            ("各部门",),
        ),
    ],
)
def test_labels_in_boxes_and_behind_dashes(read_text, said, leads, helps, units) -> None:
    (item,) = read_text(said).items
    assert (item.lead, item.cooperating, item.units) == (leads, helps, units)
    assert item.text in {"开展评估", "完善制度", "完善平台。"}


def test_a_time_behind_the_bracket_of_owners(read_text) -> None:
    parsed = read_text("1.提升融资服务（市委金融办、人行某市分行牵头，市发改委配合），年内完成。\n")
    (item,) = parsed.items
    assert (item.text, item.lead) == ("提升融资服务", ("市委金融办", "人行某市分行"))
    assert item.cooperating == ("市发改委",)
    assert item.deadline and item.deadline.text == "年内完成"


@pytest.mark.parametrize(
    ("said", "lead", "cooperating"),
    [
        ("（牵头市教育局，配合市财政局、市公安局）", ("市教育局",), ("市财政局", "市公安局")),
        ("（牵头单位市教育局；配合单位市财政局）", ("市教育局",), ("市财政局",)),
        ("（市教育局·市财政局）", ("市教育局", "市财政局"), ()),
        ("（市教育局为主，市财政局为辅）", ("市教育局",), ("市财政局",)),
        ("（市教育局牵头，市财政局做好资金保障）", ("市教育局",), ("市财政局",)),
        ("（市教育局负责方案制定，市财政局负责资金保障）", ("市教育局", "市财政局"), ()),
        ("（市财政局做好资金保障）", (), ()),
        ("→牵头：市教育局；配合：市财政局", ("市教育局",), ("市财政局",)),
    ],
)
def test_roles_in_further_notations(read_text, said: str, lead, cooperating) -> None:
    parsed = read_text(f"某市要点\n\n1.建设学校。新建6所。{said}\n2.其他工作。加强宣传。\n")
    assert (parsed.items[0].lead, parsed.items[0].cooperating) == (lead, cooperating)


def test_offices_of_a_card_one_a_line(read_text) -> None:
    parsed = read_text(
        "任务名称：建设平台\n牵头单位：市数据局\n配合单位：市财政局\n市公安局\n完成时限：2025年10月\n\n"
        "任务名称：开展普查\n牵头单位：市统计局\n市发改委\n配合单位：无\n完成时限：2025年12月\n"
    )
    said = [(item.text, item.lead, item.cooperating, item.deadline) for item in parsed.items]
    assert [one[:3] for one in said] == [
        ("建设平台", ("市数据局",), ("市财政局", "市公安局")),
        ("开展普查", ("市统计局", "市发改委"), ()),
    ]
    assert [str(one[3].due) for one in said if one[3]] == ["2025-10-31", "2025-12-31"]
