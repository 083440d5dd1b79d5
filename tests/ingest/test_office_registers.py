"""Registers of matters: when they came in, who signs with whom, how far they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_items import days, owned

from ingest import read_file


def test_when_a_matter_came_in_is_no_deadline(read_text) -> None:
    parsed = read_text(
        "案件号,信访事项,包案单位,会签单位,受理日期,办结期限,办结率\n"
        "XF-01,拖欠工资,区人社局,区住建局,2025-01-03,2025-03-31,100%\n"
        "XF-02,噪声扰民,区生态环境分局,,2025-01-08,2月28日前,50%\n",
        "plan.csv",
    )
    assert owned(parsed) == {
        1: (("区人社局",), ("区住建局",)),
        2: (("区生态环境分局",), ()),
    }
    assert days(parsed) == {1: "2025-03-31", 2: "2025-02-28"}


def test_entries_are_numbered_by_their_articles(read_text) -> None:
    parsed = read_text(
        "政策条目,兑现内容,牵头部门,会审部门,申报时间,兑付时限\n"
        "第3条,奖励10万元,区工信局,区财政局,3月,2025年6月底前\n"
        "第十二条,补助5万元,区科技局,区财政局、区税务局,常年受理,年底前\n",
        "plan.csv",
    )
    assert owned(parsed) == {
        3: (("区工信局",), ("区财政局",)),
        12: (("区科技局",), ("区财政局", "区税务局")),
    }
    assert days(parsed) == {3: "2025-06-30", 12: "2025-12-31"}


def test_motions_with_two_rows_of_header(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["建议号", "建议标题", "办理单位", "", "分管领导"])
    sheet.append(["", "", "主办", "会办", ""])
    sheet.append(["★第3号", "关于雨污分流的建议", "县住建局", "县水利局、县城投公司", "吴某"])
    sheet.append(["第11号", "关于中医馆的建议", "县卫健局", "", "何某"])
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:E2"):
        sheet.merge_cells(area)
    path = tmp_path / "motions.xlsx"
    book.save(path)
    assert owned(read_file(path)) == {
        3: (("县住建局",), ("县水利局", "县城投公司")),
        11: (("县卫健局",), ()),
    }


@pytest.mark.parametrize(
    ("lead", "help_", "legend"),
    [("★", "○", "★牵头单位　○配合单位"), ("主", "协", ""), ("牵", "配", "")],
)
def test_marks_of_offices_with_headings_across(tmp_path: Path, lead, help_, legend) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [
        [f"某市2025年职责矩阵{legend}"],
        ["序号", "任务", "责任单位", "", "", "时限"],
        ["", "", "市教育局", "市公安局", "各县（市、区）政府", ""],
        ["一、校园安全"],
        ["1", "排查隐患", lead, help_, help_, "2025年6月底"],
        ["2", "设护学岗", help_, lead, "", "9月底"],
        ["二、健康教育"],
        ["3", "开展体检", lead, "", help_, "全年"],
    ]
    for row in rows:
        sheet.append(row)
    for area in ("A1:F1", "A2:A3", "B2:B3", "C2:E2", "F2:F3", "A4:F4", "A7:F7"):
        sheet.merge_cells(area)
    path = tmp_path / "matrix.xlsx"
    book.save(path)
    assert owned(read_file(path)) == {
        1: (("市教育局",), ("市公安局", "各县（市、区）政府")),
        2: (("市公安局",), ("市教育局",)),
        3: (("市教育局",), ("各县（市、区）政府",)),
    }


def test_names_with_their_roles_and_without_a_mark_between(read_text) -> None:
    parsed = read_text(
        "序号,任务,责任单位,限期\n1,建托位,区卫健局（牵头）区教育局、区妇联,10月底\n"
        "2,建公园,区城管局、区文体局（共同牵头）、区园林局,6.20\n"
        "3,办节,区文旅局、区商务局（排名不分先后）,12/15\n4,查隐患,区应急局,2025年9月\n",
        "plan.csv",
    )
    assert owned(parsed) == {
        1: (("区卫健局",), ("区教育局", "区妇联")),
        2: (("区城管局", "区文体局"), ("区园林局",)),
        3: (("区文旅局", "区商务局"), ()),
        4: (("区应急局",), ()),
    }
    assert days(parsed) == {1: "2025-10-31", 2: "2025-06-20", 3: "2025-12-15", 4: "2025-09-30"}


def test_bare_months_are_of_the_year_that_nearly_all_rows_name(read_text) -> None:
    rows = ["2025-09-30", "2026年6月底", "2025年8月", "10月31日前", "2025年四季度"]
    said = "".join(f"{i},任务{i}号工程,市水利局,{due}\n" for i, due in enumerate(rows, 1))
    parsed = read_text(f"序号,任务,责任单位,时限\n{said}", "plan.csv")
    assert days(parsed)[4] == "2025-10-31"


def _docx(path: Path, title: str, rows: list[list[str]]) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph(title)
    table = document.add_table(len(rows), len(rows[0]))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    document.save(str(path))


def test_two_tables_side_by_side_are_two(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    rows = [
        ["序号", "任务", "责任科室", "序号", "任务", "责任科室"],
        ["1", "编制规划", "规划科", "3", "开展执法", "执法科"],
        ["2", "审批项目", "审批科", "", "", ""],
    ]
    _docx(path, "某局2025年任务分工", rows)
    said = {item.number: (item.text, item.lead) for item in read_file(path).items}
    assert said == {
        1: ("编制规划", ("规划科",)),
        2: ("审批项目", ("审批科",)),
        3: ("开展执法", ("执法科",)),
    }


def test_a_column_of_tasks_with_who_does_them_in_it(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    rows = [
        ["序号", "工作内容及责任分工"],
        ["1", "新建公园2个。\n责任单位：区城管局\n完成时限：2025年6月底"],
        ["2", "打通断头路。\n牵头单位：区交通局；配合单位：区住建局\n完成时限：2025年9月底"],
    ]
    _docx(path, "某区重点工作清单", rows)
    parsed = read_file(path)
    assert owned(parsed) == {1: (("区城管局",), ()), 2: (("区交通局",), ("区住建局",))}
    assert days(parsed) == {1: "2025-06-30", 2: "2025-09-30"}


@pytest.mark.parametrize(
    ("header", "lead", "cooperating"),
    [
        ("A角单位,B角单位", ("市发改委",), ("市财政局",)),
        ("任务承担单位,联办单位", ("市发改委",), ("市财政局",)),
        ("专责单位,协管单位", ("市发改委",), ("市财政局",)),
        ("主抓部门,配抓部门", ("市发改委",), ("市财政局",)),
    ],
)
def test_further_names_of_columns_of_offices(read_text, header, lead, cooperating) -> None:
    parsed = read_text(
        f"序号,任务,实际完成时间,计划完成时间,{header}\n1,建库,2025年2月,2025年5月底,市发改委,市财政局\n"
        "2,修桥,,2025年6月,市交通局,\n",
        "plan.csv",
    )
    assert owned(parsed) == {1: (lead, cooperating), 2: (("市交通局",), ())}
    assert days(parsed) == {1: "2025-05-31", 2: "2025-06-30"}


def test_a_person_with_the_title_stuck_to_the_office(read_text) -> None:
    parsed = read_text("序号,任务,责任单位\n1,修路,市交通局长王明\n2,建校,市教育局\n", "plan.csv")
    assert owned(parsed)[1] == (("市交通局",), ())
