"""Numbers of every kind: what nests under what, which become items, and their ids."""

from __future__ import annotations

import pytest

from ingest import ItemKind, ParsedDocument
from ingest.outline import marker


def ids(parsed: ParsedDocument) -> list[str]:
    return [item.item_id.split("#")[1] for item in parsed.items if item.number is not None]


@pytest.mark.parametrize(
    ("text", "number", "label"),
    [
        ("一、总体要求", 1, "一、"),
        ("（十二）推进改革", 12, "（十二）"),
        ("(3) 推进", 3, "(3)"),
        ("1．加强统筹", 1, "1．"),
        ("10、加强统筹", 10, "10、"),
        ("2.3.1 建设平台", 1, "2.3.1"),
        ("⑯建设平台", 16, "⑯"),
        ("第二十一条 为了规范", 21, "第二十一条"),
        ("任务3：建设平台", 3, "任务3："),
        ("1.2026年上海计划", 1, "1."),
        ("29.百名专家引进项目", 29, "29."),
        ("7.万人培训计划", 7, "7."),
        ("11.121人才梯队项目", 11, "11."),
    ],
)
def test_numbers(text: str, number: int, label: str) -> None:
    found = marker(text)
    assert found and (found.number, found.label) == (number, label)


@pytest.mark.parametrize(
    "text",
    [
        "1.5万亿元以上",
        "3.141亿元",
        "1.234平方公里",
        "2024年，建成",
        "第三条规定的条件",
        "3-5年一遇",
        "一是加强",
        "20个以上",
    ],
)
def test_what_only_looks_like_a_number(text: str) -> None:
    assert marker(text) is None


def test_numbers_that_run_on_are_plain_ids(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n一、第一部分\n（一）甲事。做好甲事。\n（二）乙事。做好乙事。\n"
        "二、第二部分\n（三）丙事。做好丙事。\n"
    )
    assert ids(parsed) == ["1", "2", "3"]
    assert parsed.items[2].section == "二、第二部分"


def test_numbers_that_restart_carry_their_path(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n一、第一部分\n1.甲事。做好甲事。\n2.乙事。做好乙事。\n"
        "二、第二部分\n（一）小节\n1.丙事。做好丙事。\n（二）小节\n1.丁事。做好丁事。\n"
    )
    assert ids(parsed) == ["一.1", "一.2", "二.一.1", "二.二.1"]
    last = parsed.items[-1]
    assert (last.section, last.group_number, last.group_title) == ("二、第二部分", 2, "小节")


def test_an_id_does_not_move_when_text_is_added_before_it(read_text) -> None:
    body = "一、总则\n1.甲事。做好甲事。\n2.乙事。做好乙事。\n结束语。\n"
    before = read_text("某市方案\n\n" + body)
    after = read_text("某市方案\n\n新的导语。\n" + body)
    assert {item.item_id for item in before.items} < {item.item_id for item in after.items}


def test_section_with_text_and_no_numbers_is_an_item(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n一、工作目标\n到2028年底，建成50座公园。\n二、任务\n1.甲。做甲。\n"
    )
    goal = parsed.items[0]
    assert (goal.item_id, goal.title, goal.section) == ("plan#一", "工作目标", "一、工作目标")
    assert goal.text == "工作目标\n到2028年底，建成50座公园。"


def test_articles_keep_their_clauses(read_text) -> None:
    parsed = read_text(
        "某市医疗机构管理办法\n（2023年5月10日某市人民政府令第12号公布）\n\n第一章 总则\n"
        "第一条 为了规范管理，制定本办法。\n"
        "第二条 申请人应当符合下列条件：\n（一）有场所；\n（二）有人员。\n"
        "第二章 附则\n第三条 本办法自2023年7月1日起施行，有效期至2028年6月30日。\n"
    )
    articles = [item for item in parsed.items if item.kind is ItemKind.WORK_POINT]
    assert [(item.number, item.label) for item in articles] == [
        (1, "第一条"),
        (2, "第二条"),
        (3, "第三条"),
    ]
    assert articles[1].text.endswith("（二）有人员。")
    assert [item.section for item in articles] == ["第一章 总则", "第一章 总则", "第二章 附则"]
    assert articles[2].deadline is None
    assert str(parsed.document.date) == "2023-05-10"


def test_points_below_a_point_are_items_when_they_have_owners(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n1.做优平台。完善功能。\n（1）建设甲平台。（责任单位：市科委）\n"
        "（2）建设乙平台。（责任单位：市教委）\n2.做强产业。具体如下：\n"
        "（1）培育企业；\n（2）引进人才。\n"
    )
    assert ids(parsed) == ["1", "1.1", "1.2", "2"]
    assert parsed.items[-1].text.endswith("（2）引进人才。")


def test_named_tasks_nest_under_actions(read_text) -> None:
    parsed = read_text(
        "某区方案\n\n行动一：数据赋能\n任务1：建设平台。形成目录。\n牵头单位：区数据局\n"
        "完成时限：2025年6月底前\n行动二：服务提升\n任务2：优化服务。限时办结。\n"
    )
    first, second = parsed.items
    assert (first.section, first.lead) == ("行动一：数据赋能", ("区数据局",))
    assert first.deadline and str(first.deadline.due) == "2025-06-30"
    assert second.section == "行动二：服务提升"


def test_heading_and_paragraphs_broken_over_lines(read_text) -> None:
    parsed = read_text(
        "某市数字健康发展三年\n行动计划\n\n一、加快推进数字化转型，促进\n产业融合发展\n"
        "（一）建设底座。整合各级各类医疗机构信息系统，推动数据汇聚共享，\n"
        "建立统一标准，提升平台能力，强化数据治理水平，确保安全可控，形成\n"
        "长效机制，持续完善各项配套制度，加强队伍建设。（责任单位：市大数\n据中心）\n"
    )
    assert parsed.document.title == "某市数字健康发展三年行动计划"
    (item,) = parsed.items
    assert item.section == "一、加快推进数字化转型，促进产业融合发展"
    assert item.lead == ("市大数据中心",)


def test_gap_and_repeat_are_named(read_text) -> None:
    parsed = read_text("某市方案\n\n1.甲。做甲。\n2.乙。做乙。\n4.丁。做丁。\n4.戊。做戊。\n")
    assert [one.code for one in parsed.warnings] == ["number_gap", "number_repeated"]
    assert "缺 3" in parsed.warnings[0].message
    assert len(set(ids(parsed))) == 4


def test_a_box_has_numbers_of_its_own_and_takes_no_owners(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n一、推进转型\n1.甲事。做好甲事。（市教委牵头）\n2.乙事。做好乙事。（市科委牵头）\n"
        "3.丙事。做好丙事。（市商务委牵头）\n"
        "专栏1 重点工程\n1.甲工程。新建厂房。\n2.乙工程。新建道路。\n"
        "4.丁事。做好丁事。（市财政局牵头）\n"
    )
    assert [(item.number, item.lead) for item in parsed.items] == [
        (1, ("市教委",)),
        (2, ("市科委",)),
        (3, ("市商务委",)),
        (1, ()),
        (2, ()),
        (4, ("市财政局",)),
    ]


def test_fields_of_a_service_guide_are_items(read_text) -> None:
    parsed = read_text(
        "项目备案办事指南\n\n一、事项名称\n项目备案\n二、受理机构\n县行政审批局\n"
        "三、办理时限\n法定时限：7个工作日；承诺时限：即办。\n四、收费标准\n不收费\n"
    )
    assert [(item.number, item.title, item.text.split("\n")[-1]) for item in parsed.items] == [
        (1, "事项名称", "项目备案"),
        (2, "受理机构", "县行政审批局"),
        (3, "办理时限", "法定时限：7个工作日；承诺时限：即办。"),
        (4, "收费标准", "不收费"),
    ]
    assert not any(item.lead or item.deadline for item in parsed.items)


def test_an_inserted_article_has_its_own_id(read_text) -> None:
    parsed = read_text(
        "某市规定\n\n第一条 甲应当登记。\n第一条之一 乙应当备案。\n"
        "第二条 本规定自2024年3月1日起施行。\n"
    )
    assert ids(parsed) == ["1", "第一条之一", "2"] and not parsed.warnings


def test_numbers_after_a_box_go_on_without_a_gap(read_text) -> None:
    parsed = read_text(
        "某市方案\n\n1.甲。做好甲。\n2.乙。做好乙。\n专栏1 重点工程\n"
        "1.丙工程。新建。\n3.丁。做好丁。\n"
    )
    assert not parsed.warnings


def test_the_last_article_of_a_chapter_keeps_all_its_paragraphs(read_text) -> None:
    parsed = read_text(
        "# 某市会展条例\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n第一条 有下列行为的，列入：\n\n"
        "（一）侵犯他人权利；\n\n（二）发生事故。\n\n市商务部门应当公布名单。\n\n"
        "## 第二章 附则\n\n第二条 本条例自公布之日起施行。\n",
        "law.md",
    )
    first = next(item for item in parsed.items if item.number == 1)
    assert first.text.endswith("市商务部门应当公布名单。")
    assert "INFO END" not in parsed.document.text


def test_fields_of_a_service_guide_are_items_with_who_does_it(read_text) -> None:
    parsed = read_text(
        "某市道路运输经营许可办事指南\n\n一、事项名称：道路运输经营许可\n二、实施机构：市交通运输局\n"
        "三、受理机构：市政务服务中心交通窗口\n四、申请条件\n（一）有合格的车辆；\n（二）有驾驶人员。\n"
        "五、办理时限：法定20个工作日，承诺5个工作日\n六、收费标准：不收费\n"
    )
    assert [(item.number, item.lead) for item in parsed.items] == [
        (1, ()),
        (2, ("市交通运输局",)),
        (3, ()),
        (4, ()),
        (5, ()),
        (6, ()),
    ]
    assert [item.deadline for item in parsed.items] == [None] * 6
    assert parsed.items[1].text == "实施机构：市交通运输局"


def test_last_item_goes_on_over_a_line_that_breaks_off(read_text) -> None:
    parsed = read_text(
        "某区工作要点\n\n（一）落实责任。研究部署。\n责任单位：区政府办公室\n"
        "（二）建强力量。各镇街建成一级以上\n微型消防站。\n责任单位：区消防大队，各街道办事处\n"
    )
    assert [(item.text, item.lead) for item in parsed.items] == [
        ("落实责任。研究部署。", ("区政府办公室",)),
        ("建强力量。各镇街建成一级以上\n微型消防站。", ("区消防大队", "各街道办事处")),
    ]


def test_emphasis_of_markdown_is_no_part_of_a_statement(read_text) -> None:
    parsed = read_text(
        "# 某区方案\n\n1. **搭建大脑。** 上线2个。*（牵头单位：区数据局；协同单位：区经信局）*\n",
        "plan.md",
    )
    item = parsed.items[0]
    assert (item.lead, item.cooperating) == (("区数据局",), ("区经信局",))
    assert item.text == "搭建大脑。 上线2个。"


def test_who_stands_under_a_heading_that_is_a_label(read_text) -> None:
    parsed = read_text(
        "# 新生儿出生一件事\n\n1. **事项名称**\n   新生儿出生一件事\n2. **实施机构**\n"
        "   某县卫生健康局、 某县公安局\n3. **适用范围**\n   某县内的新生儿\n",
        "guide.md",
    )
    assert [item.lead for item in parsed.items] == [(), ("某县卫生健康局", "某县公安局"), ()]


def test_chapter_takes_its_heading_from_the_next_line(read_text) -> None:
    parsed = read_text(
        "某市养犬办法\n\n第一章\n总　则\n\n第一条\n为了规范养犬，制定本办法。\n\n"
        "第二章\n养犬登记\n\n第二条　公安机关负责养犬登记。\n城管部门负责下列工作：\n"
        "（一）查处占道售犬；\n（二）查处污染。\n"
        "农业部门负责免疫。\n第三条　本办法自2022年5月1日起施行。\n"
    )
    assert [(item.number, item.section) for item in parsed.items] == [
        (1, "第一章 总　则"),
        (2, "第二章 养犬登记"),
        (3, "第二章 养犬登记"),
    ]
    assert parsed.items[1].text.endswith("（二）查处污染。\n农业部门负责免疫。")
