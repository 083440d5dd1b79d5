"""Persons beside offices, and words that only end as offices do."""

from __future__ import annotations

import pytest
from office_items import days, owned

from ingest.owners import is_office, names


@pytest.mark.parametrize(
    "said",
    [
        "妇幼科（周建国）",
        "妇幼科（周敏）",
        "妇幼科（周某某）",
        "妇幼科（周×）",
        "妇幼科（周建国科长）",
        "妇幼科（副主任周敏）",
        "妇幼科（联系人：周建国，0000-6622001）",
        "妇幼科（欧阳雪）",
    ],
)
def test_a_person_behind_an_office_is_no_part_of_its_name(said: str) -> None:
    assert names(f"{said}、财务科") == ("妇幼科", "财务科")


@pytest.mark.parametrize(
    "name",
    [
        "市生态环境局（江北）",
        "市生态环境局（李沧）",
        "行政科（许可）",
        "市公安局（张家港）",
        "市场监管局（高新区）",
        "市教委（高教处）",
        "市卫健委（文明办）",
        "市水利局（市水务公司具体实施）",
    ],
)
def test_places_and_offices_in_brackets_stay(name: str) -> None:
    assert names(name) == (name,)


@pytest.mark.parametrize("said", ["立行立办", "马上就办", "挂牌督办", "接诉即办", "网上通办"])
def test_how_something_is_done_is_no_office(said: str) -> None:
    assert not is_office(said)


def test_person_in_a_cell_and_how_to_act_in_a_bracket(read_text) -> None:
    parsed = read_text(
        "责任科室,目标任务,时限\n妇幼科（周建国）,1.建成托育中心。,9月\n财务科,2.清理账目。,10月\n",
        "plan.csv",
    )
    assert owned(parsed) == {1: (("妇幼科",), ()), 2: (("财务科",), ())}
    parsed = read_text("某县清单\n\n1.县水利局做好水库巡查，确保安全度汛。（立行立办）\n")
    assert owned(parsed) == {1: (("县水利局",), ())}
    assert not parsed.items[-1].owners_certain


def test_who_is_told_to_act_by_when(read_text) -> None:
    parsed = read_text(
        "某县2025年会议议定事项\n\n1.县交通局于6月30日前完成道路验收。\n2.县住建局抓紧启动招标，第四季度内开工。\n"
        "3.县财政局做好保障的经验得到推广。\n4.各镇做好宣传。\n"
        "5.请县卫健局于9月底前拿出方案。\n6.县林业局要加快办理手续，县公安局、东山镇积极配合。\n"
    )
    assert owned(parsed) == {
        1: (("县交通局",), ()),
        2: (("县住建局",), ()),
        3: ((), ()),
        4: ((), ()),
        5: (("县卫健局",), ()),
        6: (("县林业局",), ("县公安局", "东山镇")),
    }
    assert days(parsed) == {1: "2025-06-30", 2: "2025-12-31", 5: "2025-09-30"}


@pytest.mark.parametrize(
    ("said", "helping"),
    [
        ("由市水利局会同市司法局根据征求意见情况完善后印发。", ("市司法局",)),
        (
            "由市水利局会同市司法局、市财政局修编全市水系专项规划，合理布局。",
            ("市司法局", "市财政局"),
        ),
        ("由市水利局会同市教育局所属单位清理。", ()),
    ],
)
def test_who_helps_stands_before_any_verb(read_text, said: str, helping: tuple[str, ...]) -> None:
    assert owned(read_text(f"某市方案\n\n1.编制规划。{said}\n")) == {1: (("市水利局",), helping)}


def test_the_last_of_a_list_before_a_label_is_no_label(read_text) -> None:
    parsed = read_text(
        "某县2025年事项\n\n1.清查房产。"
        "牵头单位：县财政局　责任单位：县机关事务中心、各事业单位　完成时间：11月底\n"
    )
    assert owned(parsed) == {1: (("县财政局",), ("县机关事务中心", "各事业单位"))}
    assert days(parsed) == {1: "2025-11-30"}


@pytest.mark.parametrize("verb", ["按职责分工负责", "按照各自职责落实", "分别负责"])
def test_duties_shared_by_a_whole_part(read_text, verb: str) -> None:
    parsed = read_text(
        f"某市方案\n\n一、重点任务\n1.修路。（市交通局负责）\n二、保障措施\n（本部分任务由市教育局、市卫健委{verb}）\n"
        "1.建立制度。完善机制。\n2.加大投入。列入预算。（市财政局负责）\n"
    )
    found = [item.lead for item in parsed.items if item.number]
    assert found == [("市交通局",), ("市教育局", "市卫健委"), ("市财政局",)]


@pytest.mark.parametrize(
    ("cell", "lead", "cooperating"),
    [
        ("市教育局基教科张三", ("市教育局基教科",), ()),
        ("张三 市教育局", ("市教育局",), ()),
        ("市教育局：李四；市财政局：王五", ("市教育局", "市财政局"), ()),
        ("李四（市教育局）、王五（市财政局）", ("市教育局", "市财政局"), ()),
        ("市教育局 13900000000", ("市教育局",), ()),
        ("市教育局（主）市财政局（协）", ("市教育局",), ("市财政局",)),
        ("市教育局（2024年）市财政局（2025年）", ("市教育局", "市财政局"), ()),
        ("市教育局→市财政局", ("市教育局", "市财政局"), ()),
        ("相关单位按职责落实", ("相关单位",), ()),
        ("牵头：市教育局 配合：市财政局", ("市教育局",), ("市财政局",)),
        ("待定", (), ()),
        ("另行确定", (), ()),
        ("见附件", (), ()),
    ],
)
def test_what_else_stands_in_a_cell_of_offices(read_text, cell, lead, cooperating) -> None:
    parsed = read_text(
        f"序号|任务|责任单位\n1|建校|{cell}\n2|修路|市交通局\n".replace("|", "\t"), "a.txt"
    )
    assert (parsed.items[0].lead, parsed.items[0].cooperating) == (lead, cooperating)
