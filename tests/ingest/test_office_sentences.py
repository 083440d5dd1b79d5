"""Sentences that name who does something or until when, and sentences that only look like it."""

from __future__ import annotations

import pytest
from office_items import days, owned


@pytest.mark.parametrize(
    "said",
    [
        "发挥市教委牵头作用，形成合力。",
        "市教委牵头的专班要定期调度。",
        "将审批权限由市规划资源局下放至区规划资源局。",
        "争取国家发展改革委支持。",
        "具体办法由市教委另行制定。",
        "经市教委批准后实施。",
        "费用由市财政局和区财政局按比例承担。",
        "截至2025年6月底，全市已有100家。",
        "力争三年内实现翻番。",
        "对2025年6月30日前注册的企业给予补贴。",
        "每季度末月25日前报送进展。",
        "有效期至2027年12月31日。",
    ],
)
def test_sentences_that_name_nobody_and_no_day(read_text, said: str) -> None:
    parsed = read_text(f"某市2025年方案\n\n1.完善机制。{said}\n2.其他工作。加强宣传。\n")
    first = parsed.items[0]
    assert (first.lead, first.cooperating, first.deadline) == ((), (), None)


def test_sentences_that_name_who_and_until_when(read_text) -> None:
    parsed = read_text(
        "某市2025年方案\n\n1.出台方案。市教委会同市财政局于9月底前出台方案。\n"
        "2.建设场所。到“十五五”末，建成100个。\n"
    )
    assert owned(parsed) == {1: (("市教委",), ("市财政局",)), 2: ((), ())}
    assert days(parsed) == {1: "2025-09-30", 2: "2030-12-31"}


def test_owners_under_the_last_of_several_points_are_those_of_all(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n（一）扩大供给\n支持各方参与。\n责任单位：市民政局\n（二）优化环境\n"
        "1.开展改造。完成2000户。\n2.打击诈骗。开展整治。\n责任单位：市公安局、市市场监管局\n"
    )
    leads = [item.lead for item in parsed.items if item.number]
    assert leads == [("市民政局",), *[("市公安局", "市市场监管局")] * 2]


def test_division_of_duties_behind_a_label(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n1.健全体制。完善框架。\n责任分工：市应急局牵头，市委编办参与。\n"
        "2.提升能力。开展普查。\n责任分工：市应急局、市气象局按职责分工负责。\n"
        "3.升级指挥中心。建设内容：升级平台。建设周期：2026—2027年。责任单位：市应急局。\n"
    )
    assert owned(parsed) == {
        1: (("市应急局",), ("市委编办",)),
        2: (("市应急局", "市气象局"), ()),
        3: (("市应急局",), ()),
    }
    assert days(parsed) == {3: "2027-12-31"}
    assert [item.text for item in parsed.items][-2:] == [
        "提升能力。开展普查。",
        "升级指挥中心。建设内容：升级平台。",
    ]


def test_offices_with_a_time_in_a_bracket_before_the_stop(read_text) -> None:
    parsed = read_text(
        "某区2026年要点\n\n1.归集数据2000万条（区数据局，全年）。\n"
        "2.上线防汛应用（区水务局、区应急局；汛期前）\n3.扩大试点（黄浦区、徐汇区，2026年）。\n"
    )
    assert owned(parsed) == {
        1: (("区数据局",), ()),
        2: (("区水务局", "区应急局"), ()),
        3: ((), ()),
    }
    assert not any(item.owners_certain for item in parsed.items if item.lead)


def test_offices_in_a_bracket_before_the_text(read_text) -> None:
    parsed = read_text(
        "某高校2026年要点\n\n1.【组织部】选优配强班子。\n2.【宣传部、马克思主义学院】建设基地3个。\n"
        "3.【纪委办公室牵头，各二级党组织配合】开展警示教育，4月底前完成。\n"
    )
    assert owned(parsed) == {
        1: (("组织部",), ()),
        2: (("宣传部", "马克思主义学院"), ()),
        3: (("纪委办公室",), ("各二级党组织",)),
    }
    assert not any(item.owners_certain for item in parsed.items if item.lead)


@pytest.mark.parametrize("title", ["管理机构", "职责分工", "经营场所", "监管部门"])
def test_title_in_a_bracket_before_the_text_names_nobody(read_text, title: str) -> None:
    parsed = read_text(f"某市办法\n\n第一条【{title}】应当制定规划。\n第二条【施行】另行规定。\n")
    assert not any(item.lead for item in parsed.items)


def test_points_of_a_reply_are_items(read_text) -> None:
    parsed = read_text(
        "某市人民政府关于同意设立科技园的批复\n\n东湖区人民政府：\n你区请示收悉。现批复如下：\n"
        "一、原则同意设立东湖科技园。\n二、你区要科学编制规划，2026年9月底前报备案。\n"
        "三、有关部门要加强指导。\n"
    )
    assert [item.text for item in parsed.items if item.number] == [
        "原则同意设立东湖科技园。",
        "你区要科学编制规划，2026年9月底前报备案。",
        "有关部门要加强指导。",
    ]
    assert days(parsed) == {2: "2026-09-30"}


def test_section_led_by_one_office_but_for_what_says_otherwise(read_text) -> None:
    parsed = read_text(
        "某区方案\n\n一、社会共治\n除特别注明外，本部分由区食药安办牵头，各成员单位配合。\n"
        "（一）加强科普宣传。\n（二）畅通投诉举报。（牵头单位：区城运中心）\n"
    )
    points = [item for item in parsed.items if item.number]
    assert [(item.lead, item.cooperating) for item in points] == [
        (("区食药安办",), ("各成员单位",)),
        (("区城运中心",), ()),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "优化布局",
        "依法查处",
        "经营场所",
        "本级施行",
        "领导干部",
        "各类家庭",
        "政府网站",
    ],
)
def test_words_that_end_as_offices_do_are_none(read_text, said: str) -> None:
    parsed = read_text(
        f"某市方案\n\n1.完善机制。做好工作。（{said}、市教委）\n2.其他。加强宣传。\n"
    )
    assert said not in parsed.items[0].lead


def test_offices_that_end_nearly_as_such_words_do(read_text) -> None:
    parsed = read_text(
        "某县方案\n\n1.扩大信贷。新增贷款。（县农发行 审计督查处 法规审理处，6月）\n"
    )
    assert parsed.items[0].lead == ("县农发行", "审计督查处", "法规审理处")


def test_months_below_a_heading_are_of_its_year_and_what_is_done_is_not_due(read_text) -> None:
    parsed = read_text(
        "某局2025年工作总结和2026年工作计划\n\n一、2025年工作完成情况\n"
        "（一）建设稳步推进。2025年6月底前完成了东环路改造。\n二、2026年工作计划\n"
        "（二）加快建设。12月底前建成西环路。\n"
    )
    assert days(parsed) == {2: "2026-12-31"}


def test_first_leads_where_others_are_said_to_help(read_text) -> None:
    parsed = read_text(
        "某市分解\n\n1.扩大投资。\n责任单位：市发改委、市经信局（列第一位为牵头单位，下同）\n"
        "2.办好灯光节。\n责任单位：市文旅局、莲花区政府，市商务局等配合\n"
        "3.增加收入。\n责任单位：市人社局、市农业农村局分别牵头\n"
    )
    assert owned(parsed) == {
        1: (("市发改委",), ("市经信局",)),
        2: (("市文旅局",), ("莲花区政府", "市商务局等")),
        3: (("市人社局", "市农业农村局"), ()),
    }


def test_those_named_below_are_no_office(read_text) -> None:
    parsed = read_text(
        "某市管理规定\n\n第一条 本规定适用于本市。\n\n"
        "第二条 行政处罚由下列部门（以下统称执法部门）负责实施：\n"
        "（一）商务领域，由市场监督管理部门负责实施；\n（二）其他领域，由行业主管部门负责实施。\n"
    )
    assert all(item.lead == () for item in parsed.items)


def test_whom_a_meeting_charges_and_what_stands_amid_a_paragraph(read_text) -> None:
    parsed = read_text(
        "某县专题会议纪要\n〔2025〕12号\n\n"
        "一、关于商贸中心。会议明确，由县供销社具体负责3个中心建设，9月底前建成；县财政局做好保障。\n"
        "二、关于物流。责任单位：县交通局、县邮政公司；完成时限：10月31日前。整合资源，建成中心1个。\n"
        "三、关于经费。会议指出，费用由县财政局和各镇分担。\n"
    )
    assert owned(parsed) == {
        1: (("县供销社",), ()),
        2: (("县交通局", "县邮政公司"), ()),
        3: ((), ()),
    }
    assert days(parsed) == {1: "2025-09-30", 2: "2025-10-31"}


@pytest.mark.parametrize(
    ("said", "lead", "cooperating"),
    [
        ("由市文旅局会同市体育局、市商务局举办活动。", "市文旅局", ("市体育局", "市商务局")),
        ("由市宣传部会同市委组织部、市人社局制定方案。", "市宣传部", ("市委组织部", "市人社局")),
        ("由农村水利股牵头，水政股、水管站配合。", "农村水利股", ("水政股", "水管站")),
        (
            "摊位由县城管局会同县商务局、各街道办事处施划。",
            "县城管局",
            ("县商务局", "各街道办事处"),
        ),
        ("价格由市发改委会同市财政局核定后公布。", "市发改委", ("市财政局",)),
    ],
)
def test_offices_whose_names_hold_words_of_action(
    read_text, said: str, lead: str, cooperating: tuple[str, ...]
) -> None:
    parsed = read_text(f"某市2025年要点\n\n1.丰富供给。{said}\n2.其他。加强宣传。\n")
    assert owned(parsed)[1] == ((lead,), cooperating)


def test_months_are_of_the_only_year_of_which_a_document_speaks(read_text) -> None:
    plan = "某镇整治方案\n\n一、目标\n到2025年底，达标率达到95%。\n"
    plan += "二、任务\n1.清理垃圾。（各村委会；4月底前）\n"
    assert days(read_text(plan))[1] == "2025-04-30"
    told = plan.replace("一、目标\n", "一、目标\n2024年，全镇整治3次。")
    assert days(read_text(told))[1] == "None"
    dated = told.replace("方案\n", "方案\n（2025年3月）\n", 1)
    assert days(read_text(dated))[1] == "2025-04-30"


def test_what_follows_the_last_of_several_points_with_owners_is_no_part_of_it(read_text) -> None:
    parsed = read_text(
        "某市重点任务分解方案\n\n一、民生\n1.办好10件实事。（牵头单位：市政府办公室）\n"
        "2.城镇新增就业3万人以上。（牵头单位：市人社局；责任单位：市教育局）\n"
        "各牵头单位要制定工作方案，于每季度末报送进展情况。\n"
    )
    assert owned(parsed)[2] == (("市人社局",), ("市教育局",))
    assert [item.text for item in parsed.items][1:] == [
        "城镇新增就业3万人以上。",
        "各牵头单位要制定工作方案，于每季度末报送进展情况。",
    ]


@pytest.mark.parametrize(
    ("said", "lead", "cooperating"),
    [
        ("云岭区政府要在8月底前完成签约。", "云岭区政府", ()),
        ("东湖县人民政府要尽快完成征迁。", "东湖县人民政府", ()),
        ("原则同意划定方案，由市机场办负责按程序报批。", "市机场办", ()),
        ("原则同意应急预案，由市应急局负责组织演练。", "市应急局", ()),
        ("请市审计局提前介入，每季度末报告结果。", "市审计局", ()),
        ("同意由市城投公司作为项目业主，市住建局加强监督。", "市城投公司", ()),
        (
            "请市城管局牵头制定方案，供电、通信等产权单位配合。",
            "市城管局",
            ("供电、通信等产权单位",),
        ),
    ],
)
def test_what_minutes_decide(read_text, said: str, lead: str, cooperating: tuple[str, ...]) -> None:
    parsed = read_text(f"某市会议纪要\n\n一、关于前期工作。{said}\n二、关于宣传。加强宣传。\n")
    assert owned(parsed)[1] == ((lead,), cooperating)


@pytest.mark.parametrize(
    "said",
    [
        "请到县民政局登记。",
        "请各有关单位认真落实。",
        "请市审计局加强监督。",
        "具体办法由市教委另行制定后负责解释。",
    ],
)
def test_requests_that_charge_nobody_with_it(read_text, said: str) -> None:
    parsed = read_text(f"某市会议纪要\n\n一、关于前期工作。{said}\n二、关于宣传。加强宣传。\n")
    assert owned(parsed)[1] == ((), ())


def test_points_that_each_tell_an_office_what_to_do_stand_by_themselves(read_text) -> None:
    parsed = read_text(
        "关于开展检查的通知\n\n一、任务分工\n1．县应急局负责制定检查方案；\n"
        "2．县住建局负责检查建筑工地；\n3．各乡镇（街道）负责辖区内检查；\n二、要求\n按时总结。\n"
    )
    owners = [item.lead for item in parsed.items if item.section == "一、任务分工"]
    assert owners == [("县应急局",), ("县住建局",), ("各乡镇（街道）",)]
    law = read_text(
        "某市条例\n\n第一条　职责分工：\n（一）市公安局负责查处违法行为；\n"
        "（二）市财政局负责保障经费；\n（三）市交通局负责道路管理。\n"
        "第二条　本条例自公布之日起施行。\n"
    )
    assert [item.number for item in law.items] == [1, 2]


def test_a_sentence_that_says_who_says_when_too(read_text) -> None:
    parsed = read_text(
        "某街道2025年工作要点\n\n1. 抓实党建。由党建办牵头负责，各社区配合，全年推进。\n"
        "2. 发放助学金。（由区教育局组织实施，8月31日前完成）\n"
    )
    first, second = parsed.items
    assert (first.lead, first.deadline and first.deadline.text) == (("党建办",), "全年推进")
    assert second.lead == ("区教育局",)
    assert days(parsed)[2] == "2025-08-31"


def test_brackets_of_offices_say_who_where_most_points_end_with_one(read_text) -> None:
    points = "1．建设公园（区城管局）\n2．改造小区（区住建局，各街道）\n3．免费体检（区卫健局）\n"
    parsed = read_text(f"某区2025年民生实事\n\n{points}4．新增车位1200个（含临时泊位）\n")
    assert [item.lead for item in parsed.items] == [
        ("区城管局",), ("区住建局", "各街道"), ("区卫健局",), ()
    ]  # fmt: skip
    assert not any(item.owners_certain for item in parsed.items if item.lead)
    aside = read_text("某区办法\n\n1．提交材料（区政务中心）\n2．审核（3日内）\n3．发证\n")
    assert not any(item.lead for item in aside.items)


def test_paragraphs_that_count_themselves_are_not_joined(read_text) -> None:
    parsed = read_text(
        "某街道2025年工作要点\n一是抓实党建。党建办牵头，各社区配合，全年推进。\n"
        "二是抓实安全。应急办牵头，6月底前完成排查。\n三是抓实环境。\n责任科室：城管办\n"
    )
    assert [item.lead for item in parsed.items] == [("党建办",), ("应急办",), ("城管办",)]
