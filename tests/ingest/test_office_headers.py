"""Names of columns that offices use, and what they make of the cells under them."""

from __future__ import annotations

import pytest
from office_items import owned


@pytest.mark.parametrize(
    ("header", "cells", "lead", "cooperating"),
    [
        ("责任科室/责任人", "信息科/李四", ("信息科",), ()),
        ("责任单位及责任人", "县住建局 县财政局", ("县住建局", "县财政局"), ()),
        ("责任单位（牵头单位排第一）", "市教委、市财政局", ("市教委",), ("市财政局",)),
        ("责任主体,行业主管部门", "某公司,市住建局", ("某公司",), ()),
        ("主要责任单位,共同责任单位", "市教委,市财政局", ("市教委",), ("市财政局",)),
        ("首位责任单位,其他责任单位", "市教委,市财政局", ("市教委",), ("市财政局",)),
        ("责任单位", '"市教委\n（市财政局配合）"', ("市教委",), ("市财政局",)),
        ("部门", "教务处", ("教务处",), ()),
        ("单位", "市教委", ("市教委",), ()),
        ("单位,责任部门", "个,市教委", ("市教委",), ()),
    ],
)
def test_owners_under_a_header(
    read_text, header: str, cells: str, lead: tuple[str, ...], cooperating: tuple[str, ...]
) -> None:
    rows = f"1,推进甲工作,{cells},9月\n2,推进乙工作,{cells},9月\n"
    parsed = read_text(f"序号,工作任务,{header},完成时限\n{rows}", "plan.csv")
    assert owned(parsed) == {1: (lead, cooperating), 2: (lead, cooperating)}


def test_persons_in_charge_are_no_part_of_the_task(read_text) -> None:
    parsed = read_text(
        "序号,目标任务,分管区长,牵头单位\n1,实施项目60个。,王某,区工信局\n2,新增企业20家。,李某,区发改局\n",
        "plan.csv",
    )
    assert [item.text for item in parsed.items] == ["实施项目60个。", "新增企业20家。"]


@pytest.mark.parametrize(
    "header", ["实施镇（街道）", "责任街镇", "落实乡镇", "属地镇街", "责任县（市、区）"]
)
def test_places_beside_an_office_carry_out(read_text, header: str) -> None:
    parsed = read_text(
        f"序号,项目名称,责任部门,{header},时间要求\n1,建设公厕,县住建局,东山镇、西山乡,9月\n"
        "2,安装路灯,县交通局,/,10月\n",
        "plan.csv",
    )
    assert [(item.lead, item.units) for item in parsed.items] == [
        (("县住建局",), ("东山镇", "西山乡")),
        (("县交通局",), ()),
    ]


def test_where_something_is_done_is_nobody(read_text) -> None:
    parsed = read_text(
        "序号,项目名称,责任部门,实施区域,时间要求\n1,建设公厕,县住建局,东山镇,9月\n", "plan.csv"
    )
    assert parsed.items[0].units == ()


def test_a_list_of_duties_that_names_offices_says_who_does_the_tasks(read_text) -> None:
    parsed = read_text(
        "工作事项,任务清单,责任清单,时限清单\n健全机构,编制预案,党政办、应消站,4月\n"
        "健全机构,落实巡查,村（社区）,5月\n",
        "plan.csv",
    )
    assert [item.lead for item in parsed.items] == [("党政办", "应消站"), ("村（社区）",)]
    parsed = read_text(
        "序号,任务清单,责任清单,时限清单\n1,编制预案,明确各岗位职责,4月\n", "plan.csv"
    )
    assert parsed.items[0].lead == ()


def test_offices_of_a_town_lead(read_text) -> None:
    parsed = read_text(
        "序号,工作任务,责任领导,牵头办公室,配合单位,完成时限\n"
        "1,整治环境,张某,村镇建设办公室,各村（社区）,全年\n",
        "plan.csv",
    )
    assert parsed.items[0].lead == ("村镇建设办公室",)
    assert parsed.items[0].cooperating == ("各村（社区）",)


@pytest.mark.parametrize(
    ("header", "cells", "lead", "cooperating", "units"),
    [
        ("牵头单位,业主单位", "区住建局,区城投", ("区住建局",), (), ("区城投",)),
        ("建设单位,配合单位", "县交投,县交通局", ("县交投",), ("县交通局",), ()),
        ("建设单位,行业主管部门", "县医院,县卫健局", ("县卫健局",), (), ("县医院",)),
        (
            "牵头部门,主责单位,协办单位",
            "市生态环境局,各区政府,市交通委",
            ("市生态环境局",),
            ("市交通委",),
            ("各区政府",),
        ),
        ("责任单位", "某园区党工委和管委会", ("某园区党工委和管委会",), (), ()),
        ("责任单位", "县教体局（县国资公司代建）", ("县教体局",), (), ()),
    ],
)
def test_who_builds_and_who_answers(
    read_text,
    header: str,
    cells: str,
    lead: tuple[str, ...],
    cooperating: tuple[str, ...],
    units: tuple[str, ...],
) -> None:
    (item,) = read_text(f"序号,任务,{header}\n1,整治河道,{cells}\n", "plan.csv").items
    assert (item.lead, item.cooperating, item.units) == (lead, cooperating, units)
