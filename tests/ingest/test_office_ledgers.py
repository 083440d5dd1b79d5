"""Ledgers, minutes and notices as offices keep them: labels, lost spaces, defaults and fields."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_items import days, owned

from ingest import ItemKind, read_file
from ingest.outline import marker
from ingest.owners import names


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("区应急局区消防大队", ("区应急局", "区消防大队")),
        ("县教育局县财政局县总工会", ("县教育局", "县财政局", "县总工会")),
        ("各镇街\n县属国企", ("各镇街", "县属国企")),
        ("市公安局市南分局", ("市公安局市南分局",)),
        ("市委市政府督查室", ("市委市政府督查室",)),
        ("市住建局市政设施科", ("市住建局市政设施科",)),
        ("市规划和自然资源局", ("市规划和自然资源局",)),
    ],
)
def test_names_whose_space_was_lost(said: str, found: tuple[str, ...]) -> None:
    assert names(said) == found


def test_a_label_in_a_box_is_no_owner(read_text) -> None:
    parsed = read_text(
        "某市2026年重大项目清单\n\n（一）港口扩建\n【年度任务】码头贯通。\n"
        "【责任专班】交通专班（市交通局、市港务集团）\n【时间节点】2026年11月\n"
        "（二）厂房建设\n【年度任务】厂房封顶。\n【责任专班】工业专班\n【时间节点】年内\n"
    )
    leads = [item.lead for item in parsed.items if item.number]
    assert leads == [("交通专班（市交通局、市港务集团）",), ("工业专班",)]
    assert days(parsed) == {1: "2026-11-30", 2: "2026-12-31"}


@pytest.mark.parametrize(
    ("said", "lead", "cooperating"),
    [
        ("（县水利局牵头　县财政局　各乡镇配合）", ("县水利局",), ("县财政局", "各乡镇")),
        ("（县水利局会同县财政局落实；年底前）", ("县水利局",), ("县财政局",)),
        ("由县水利局负责，6月底前完工；县财政局配合做好拨款。", ("县水利局",), ("县财政局",)),
        ("活动由县总工会组织，县教育局配合。", ("县总工会",), ("县教育局",)),
        ("纳入抽查范围，县水利局、县消防大队要建立清单。", ("县水利局", "县消防大队"), ()),
        ("纳入抽查范围，各乡镇要配合，县水利局要建立清单。", (), ()),
        ("开展自查，县水利局要会同有关部门加强跟踪督查。", (), ()),
        ("实行清单管理，县水利局的要求从严把握。", (), ()),
    ],
)
def test_who_does_it_in_a_clause_or_bracket(read_text, said: str, lead, cooperating) -> None:
    parsed = read_text(f"某县2025年要点\n\n1.建设水库。加快推进。{said}\n2.加强宣传。扩大影响。\n")
    assert owned(parsed)[1] == (lead, cooperating)


def test_a_sentence_that_says_who_organises_is_before_the_default(read_text) -> None:
    parsed = read_text(
        "某县2025年要点\n\n一、志愿服务\n（本部分工作由团县委牵头负责，长期坚持）\n"
        "（一）组建队伍。招募100人。\n（二）开展活动，由县文明办组织。\n"
    )
    assert owned(parsed) == {1: (("团县委",), ()), 2: (("县文明办",), ())}
    assert [item.deadline.text for item in parsed.items if item.deadline] == ["长期坚持"]


def test_a_third_of_a_month_in_a_sentence(read_text) -> None:
    parsed = read_text(
        "某县2025年要点\n\n1.兑付补贴，7月上旬前发放到户。\n2.编制清单，2025年8月中旬前完成。\n"
        "3.加强巡查。7月上旬的降雨较多。\n"
    )
    assert days(parsed) == {1: "2025-07-10", 2: "2025-08-20"}


def test_a_column_of_months_beside_the_time_itself(read_text) -> None:
    parsed = read_text(
        "月份,活动内容,承办单位,举办时间\n5月,举办花展,县文旅局,5月18日\n"
        "9月,举办书市,县图书馆,9月中旬\n11月,举办年会,县文联,\n",
        "2025年计划.csv",
    )
    said = [item.deadline.text for item in parsed.items if item.deadline]
    assert said == ["5月18日", "9月中旬"]


def test_aims_of_things_that_a_table_only_names(read_text) -> None:
    parsed = read_text(
        "产业链名称,链长,牵头部门,成员单位,年度目标\n"
        "新型建材,副县长　王某,县工信局,县科技局,引进项目3个，产值突破20亿元。\n"
        "食品加工,副县长　李某,县农业局,县商务局,新增企业5家。\n",
        "plan.csv",
    )
    tasks = [item for item in parsed.items if item.kind is ItemKind.TASK]
    assert [(one.group_title, one.text[:6], one.lead) for one in tasks] == [
        ("新型建材", "引进项目3个", ("县工信局",)),
        ("食品加工", "新增企业5家", ("县农业局",)),
    ]


def test_motions_have_the_numbers_of_their_filing(read_text) -> None:
    parsed = read_text(
        "某区2026年重点建议提案清单\n\n一、代表建议（共2件）\n"
        "第7号　关于改造通道的建议\n领衔代表：胡某等5人\n主办单位：区住建局\n"
        "会办单位：区消防大队、老街街道\n办理时限：6月15日前答复\n"
        "第35号　关于完善步道的建议\n分办单位：区水务局、区绿化局\n办理时限：三个月内\n"
        "二、委员提案（共1件）\n提案第108号：改造教室灯光\n主办单位：区教育局\n"
        "办理时限：2026年8月31日\n"
    )
    assert owned(parsed) == {
        7: (("区住建局",), ("区消防大队", "老街街道")),
        35: (("区水务局", "区绿化局"), ()),
        108: (("区教育局",), ()),
    }
    assert days(parsed)[7] == "2026-06-15"
    assert [one for one in parsed.warnings if one.code == "number_gap"] == []


@pytest.mark.parametrize("said", ["第3号台风带来降雨。", "第27号建议由区民政局主办。", "第45号"])
def test_other_words_behind_a_number_are_none(said: str) -> None:
    assert marker(said) is None


def test_fields_on_a_page_of_their_own_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    _write(path)
    parsed = read_file(path)
    (item,) = (one for one in parsed.items if one.number == 1)
    assert item.lead == ("区水务局",)
    assert {*item.cooperating, *item.units} == {
        "区自然资源分局",
        "区农业农村局",
        "白杨镇人民政府",
    }
    assert item.deadline is not None and str(item.deadline.due) == "2026-03-31"


def _write(path: Path) -> None:
    """A point that fills a page, and its fields on the next, all of them indented."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    body = ParagraphStyle(
        "body", fontName="STSong-Light", fontSize=14, leading=26, firstLineIndent=28, wordWrap="CJK"
    )
    lines = [
        "某区2025年水生态工作方案",
        "一、主要任务",
        "（一）修复水生态。实施退圩还湖二期工程，恢复水面1.8平方公里，栽植水生植物320亩以上。",
    ]
    fields = [
        "牵头单位：区水务局",
        "责任单位：区自然资源分局、区农业农村局、白杨镇人民政府",
        "完成时限：2026年3月31日前",
    ]
    story = [Paragraph(line, body) for line in lines]
    story += [PageBreak(), *(Paragraph(line, body) for line in fields)]
    SimpleDocTemplate(str(path), leftMargin=80, rightMargin=80).build(story)


def test_persons_and_offices_in_one_column(read_text) -> None:
    parsed = read_text(
        "序号,任务,牵头领导/单位,责任单位,时限\n1,修路,王强/区交通局,区财政局,6月\n"
        "2,种树,李丽、区林业局,区财政局,9月底前\n",
        "2025年计划.csv",
    )
    assert owned(parsed) == {
        1: (("区交通局",), ("区财政局",)),
        2: (("区林业局",), ("区财政局",)),
    }
    alone = read_text(
        "序号,任务,责任领导及单位\n1,修路,王强、区交通局\n2,种树,区林业局、区水务局\n", "plan.csv"
    )
    assert owned(alone) == {1: (("区交通局",), ()), 2: (("区林业局", "区水务局"), ())}


def test_steps_of_this_year_and_the_next(read_text) -> None:
    parsed = read_text(
        "某县2025年要点\n\n1.整治河道，年底前完成七成，明年6月底前全面完成。\n"
        "2.修建道路，力争10月1日通车。\n3.举办展会，力争10月1日至7日开展。\n"
    )
    assert days(parsed) == {1: "2026-06-30", 2: "2025-10-01"}


def test_a_paragraph_that_counts_itself_as_one(read_text) -> None:
    parsed = read_text(
        "关于做好2025年防汛工作的通知\n\n现就有关事项通知如下。\n\n"
        "一是压实责任。县应急局牵头，6月1日前完成公示。\n\n二是储备物资。各单位要重视。\n"
    )
    owned_by = [item.lead for item in parsed.items if item.lead]
    assert owned_by == [("县应急局",)]


def test_offices_told_to_share_and_a_time_behind_a_space(read_text) -> None:
    parsed = read_text(
        "某区2025年要点\n\n1.清淤，由区水务局具体负责，区财政局、区城管局协同推进。\n"
        "2.清淤。（区水务局 区财政局 6月底前完成）\n"
    )
    assert owned(parsed) == {
        1: (("区水务局",), ("区财政局", "区城管局")),
        2: (("区水务局", "区财政局"), ()),
    }
    assert days(parsed) == {2: "2025-06-30"}
