"""Columns that offices call by words of their own, and what a table says in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_items import days, owned

from ingest import ItemKind, ParsedDocument, read_file


def cells(parsed: ParsedDocument) -> list[list[tuple[str, str]]]:
    """The further columns of each task."""
    tasks = (item for item in parsed.items if item.kind is ItemKind.TASK)
    return [[(cell.column, cell.text) for cell in task.cells] for task in tasks]


def test_times_under_an_aim_in_a_flattened_table(read_text) -> None:
    said = (
        "某市商务局2024年重点工作清单|序号|重点工作|具体内容|责任处室|2024年目标（季度）|一、促进消费"
        "|1|举办消费活动|举办主题活动120场以上|消费促进处|四季度"
        "|2|建设便民生活圈|新建15个|体系建设处|三季度"
        "|3|招引外资|新设企业80家|外资处|一季度启动，四季度完成|4|监管安全|每月开展检查|安全处|全年"
    )
    parsed = read_text(said.replace("|", "\n") + "\n")
    due = {1: "2024-12-31", 2: "2024-09-30", 3: "2024-12-31", 4: "None"}
    assert days(parsed) == due
    assert owned(parsed)[2] == (("体系建设处",), ())


def test_aims_that_are_no_times_are_none(read_text) -> None:
    parsed = read_text(
        "序号,任务,责任单位,年度目标\n1,新增床位,区民政局,120张\n2,改造小区,区住建局,6月底前开工\n",
        "plan.csv",
    )
    assert days(parsed) == {}
    assert cells(parsed) == [[("年度目标", "120张")], [("年度目标", "6月底前开工")]]


def test_months_are_of_the_year_that_their_column_names(read_text) -> None:
    parsed = read_text(
        "编码;事项;主办部门;协办部门;2025年节点目标\n"
        "KJ-01;培育企业45家;区科技局;区税务局,区财政局;6月前25家，12月前45家\n"
        "KJ-02;建设验证中心;区科技局;区人才办;9月底前\n",
        "plan.csv",
    )
    assert owned(parsed)[1] == (("区科技局",), ("区税务局", "区财政局"))
    assert days(parsed) == {1: "2025-12-31", 2: "2025-09-30"}


@pytest.mark.parametrize("over", ["推进计划", "进度安排"])
def test_what_quarters_are_to_bring_is_no_part_of_the_task(tmp_path: Path, over: str) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某新区2025年重点工作计划"])
    sheet.append(["序号", "工作任务", over, "", "", "", "责任部门"])
    sheet.append(["", "", "一季度", "二季度", "三季度", "四季度", ""])
    sheet.append([1, "大道快速化改造", "完成批复", "完成招标", "桩基过半", "主线贯通", "建设局"])
    sheet.append([2, "污水厂二期", "完成可研", "完成环评", "开工", "土建30%"])
    for area in ("A1:G1", "A2:A3", "B2:B3", "C2:F2", "G2:G3", "G4:G5"):
        sheet.merge_cells(area)
    book.save(tmp_path / "plan.xlsx")
    parsed = read_file(tmp_path / "plan.xlsx")
    assert [item.text for item in parsed.items] == ["大道快速化改造", "污水厂二期"]
    assert owned(parsed) == {1: (("建设局",), ()), 2: (("建设局",), ())}
    assert days(parsed) == {}
    assert cells(parsed)[1] == [
        ("一季度", "完成可研"), ("二季度", "完成环评"), ("三季度", "开工"), ("四季度", "土建30%")
    ]  # fmt: skip


def test_sums_have_the_unit_over_the_table(read_text) -> None:
    table = (
        "序号,项目名称,总投资,资金来源,责任单位,占比（%）\n1,扩建小学,5200,区级财政,区教育局,40\n"
        "2,改造道路,860,专项债,区交通局,60\n"
    )
    parsed = read_text(
        "某区2025年项目表,,,,,\n填报单位：某区发改委,,,,,单位：万元\n" + table, "plan.csv"
    )
    assert cells(parsed)[0] == [
        ("总投资（万元）", "5200"), ("资金来源", "区级财政"), ("占比（%）", "40")
    ]  # fmt: skip
    plain = read_text("某区2025年项目表,,,,,\n" + table, "plain.csv")
    assert cells(plain)[0][0] == ("总投资", "5200")


@pytest.mark.parametrize(
    ("header", "first"),
    [("序号,部门,主要职责", "1,"), ("成员单位,职责分工", ""), ("责任单位,工作职责", "")],
)
def test_offices_beside_their_duties(read_text, header: str, first: str) -> None:
    parsed = read_text(
        f"某市部门职责表,,\n{header}\n{first}市水务局,编制规划，负责取水许可管理\n"
        f"{first.replace('1', '2')}各区人民政府,落实治理主体责任\n",
        "plan.csv",
    )
    assert [(item.text, item.lead) for item in parsed.items] == [
        ("编制规划，负责取水许可管理", ("市水务局",)),
        ("落实治理主体责任", ("各区人民政府",)),
    ]


def test_numbers_that_run_on_over_tables_are_one_series(read_text) -> None:
    header = "| 序号 | 任务 | 主办科室 | 办结日期 |\n|--|--|--|--|\n"
    parsed = read_text(
        f"# 某街道2025年任务清单\n\n## 一、服务\n\n{header}| 1 | 建立楼长制 | 党建办 | 3月 |\n"
        "| 2 | 走访企业 | 发展办 | 全年 |\n\n"
        f"## 二、监管\n\n{header}| 3 | 综合查一次 | 执法队 | 6月 |\n"
        "| 4 | 检查收费 | 财政所 | 9月 |\n",
        "plan.md",
    )
    assert [item.item_id for item in parsed.items] == [f"plan#{n}" for n in (1, 2, 3, 4)]
    assert parsed.warnings == ()


def test_a_sheet_of_tasks_below_its_title_without_header(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某区防汛2025年度重点工作（共3项）"])
    sheet.merge_cells("A1:D1")
    sheet.append(["1", "完成雨水管网清疏120公里", "区市政中心", "4月底前"])
    sheet.append(["2", "修订下穿通道应急预案", "区城管局", "5月15日前"])
    sheet.append(["3", "储备冲锋舟等防汛物资", "区应急管理局、区发改局", "5月—9月"])
    book.save(tmp_path / "plan.xlsx")
    parsed = read_file(tmp_path / "plan.xlsx")
    assert owned(parsed) == {
        1: (("区市政中心",), ()),
        2: (("区城管局",), ()),
        3: (("区应急管理局", "区发改局"), ()),
    }
    assert days(parsed) == {1: "2025-04-30", 2: "2025-05-15", 3: "2025-09-30"}
    assert not any(item.owners_certain for item in parsed.items)


def test_a_table_goes_on_under_words_that_say_so(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("某县2026年重点任务")
    parts = [
        [("序号", "任务", "牵头部门", "时限"), ("1", "推进甲项工作", "县发改局", "3月底")],
        [("2", "推进乙项工作", "县教育局", "6月底"), ("3", "推进丙项工作", "县水利局", "全年")],
    ]
    for rows in parts:
        table = document.add_table(rows=len(rows), cols=4)
        for row, said in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, said, strict=True):
                cell.text = words
        document.add_paragraph("（续表）" if rows is parts[0] else "")
    document.save(str(tmp_path / "plan.docx"))
    parsed = read_file(tmp_path / "plan.docx")
    assert [lead for lead, _ in owned(parsed).values()] == [
        ("县发改局",), ("县教育局",), ("县水利局",)
    ]  # fmt: skip
    assert not any("续表" in item.text for item in parsed.items)


def test_kinds_left_of_the_task_are_its_group(read_text) -> None:
    parsed = read_text(
        "某区2025年质量任务清单,,,,\n序号,领域,子领域,任务内容,责任单位\n"
        "1,产品质量,工业产品,监督抽查300批次,区市场监管局\n"
        "2,,食品安全,量化分级比例达到95%,区市场监管局\n"
        "3,工程质量,房建工程,分户验收率100%,区建设局\n",
        "plan.csv",
    )
    assert [(item.text, item.section, item.group_title) for item in parsed.items] == [
        ("监督抽查300批次", "产品质量", "工业产品"),
        ("量化分级比例达到95%", "产品质量", "食品安全"),
        ("分户验收率100%", "工程质量", "房建工程"),
    ]


def test_names_one_a_line_in_a_cell(read_text) -> None:
    """A line that could not be broken at the cell's width is a name, whatever it ends with."""
    parsed = read_text(
        "<html><body><table><tr><td>序号<td>任务<td>责任单位"
        "<tr><td>1<td>办好赛事<td>区文旅体育局<br>江滨新城<br>湖畔旅游度假区<br>东镇"
        "<tr><td>2<td>编制规划<td>市财政局<br>市规划和自然<br>资源局</table></body></html>",
        "page.html",
    )
    assert [item.lead for item in parsed.items] == [
        ("区文旅体育局", "江滨新城", "湖畔旅游度假区", "东镇"),
        ("市财政局", "市规划和自然资源局"),
    ]


@pytest.mark.parametrize(
    ("header", "said", "due"), [("月份", "3月", "2025-03-31"), ("里程碑", "9月上线", "2025-09-30")]
)
def test_months_and_milestones_are_times(read_text, header: str, said: str, due: str) -> None:
    parsed = read_text(
        f"2025年计划,,,,\n序号,事项,牵头人,{header},状态\n1,上线平台,王某,{said},未开始\n",
        "plan.csv",
    )
    assert days(parsed) == {1: due}
    assert cells(parsed) == [[("牵头人", "王某"), ("状态", "未开始")]]
