"""Lines and rows around tables: captions, who filled in a form, notes, and marks of a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_items import days, owned

from ingest import ItemKind, read_file


def _book(path: Path, sheets: dict[str, list[list[object]]], *merged: str) -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    book.save(path)


@pytest.mark.parametrize(
    "form",
    [["填报单位：某县经发局", "更新日期：2025-04-08"], ["填表人：王某", "联系电话：8866521"]],
)
def test_who_filled_in_a_form_heads_no_columns(tmp_path: Path, form: list[object]) -> None:
    rows: list[list[object]] = [
        ["某县2025年重点项目推进表"],
        [form[0], None, None, None, None, form[1]],
        ["序号", "项目名称", "责任单位", None, "时间节点", None],
        [None, None, "牵头", "配合", "开工", "竣工"],
        [1, "生物医药产业园", "县科技局", "县建设局", "已开工", "2025年11月底前"],
        [2, "冷链仓储中心", "县商务局", None, "5月", "2026年6月底"],
    ]
    merged = ("A1:F1", "A2:D2", "C3:D3", "E3:F3", "A3:A4", "B3:B4")
    _book(tmp_path / "plan.xlsx", {"Sheet1": rows}, *merged)
    parsed = read_file(tmp_path / "plan.xlsx")
    assert days(parsed) == {1: "2025-11-30", 2: "2026-06-30"}
    assert owned(parsed)[1] == (("县科技局",), ("县建设局",))


@pytest.mark.parametrize(
    ("begin", "end"), [("开工", "竣工"), ("起", "止"), ("启动时间", "完成时间")]
)
def test_the_end_of_two_times_is_the_deadline(read_text, begin: str, end: str) -> None:
    parsed = read_text(
        f"序号,建设内容,责任单位,{begin},{end}\n1,修路5公里,县交通局,3月,2025年11月底\n"
        "2,建水厂1座,县水利局,已开工,2025年9月底前\n",
        "plan.csv",
    )
    assert days(parsed) == {1: "2025-11-30", 2: "2025-09-30"}


def test_months_are_of_the_only_year_that_the_table_names(read_text) -> None:
    parsed = read_text(
        "序号,建设内容,责任单位,完成时限\n1,修路,县交通局,2025年11月底\n2,建厂,县水利局,9月底前\n",
        "plan.csv",
    )
    assert days(parsed) == {1: "2025-11-30", 2: "2025-09-30"}


def test_a_line_right_over_a_table_is_its_section(read_text) -> None:
    table = "| 序号 | 任务 | 牵头单位 |\n|---|---|---|\n| 1 | 修渠 | 县水利局 |\n"
    parsed = read_text(
        f"某县2025年任务分工表\n\n表一 工程类\n\n{table}\n表二 管理类\n\n{table}", "plan.md"
    )
    tasks = [item for item in parsed.items if item.kind is ItemKind.TASK]
    assert [item.section for item in tasks] == ["表一 工程类", "表二 管理类"]
    assert all(item.kind is ItemKind.TASK for item in parsed.items)


def test_areas_group_their_projects(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["片区", "项目", "建设单位", "监管单位", "建成时间"],
        ["东片区", "公园改造", "县文旅集团", "县园林局", "2025年底"],
        [None, "道路改造", "东城街道办事处", "同上", "2025年11月"],
        ["西片区", "调蓄池", "县水务集团", "县水利局", "2026年6月底前"],
    ]
    _book(tmp_path / "plan.xlsx", {"Sheet1": rows}, "A2:A3")
    parsed = read_file(tmp_path / "plan.xlsx")
    assert [item.group_title for item in parsed.items] == ["东片区", "东片区", "西片区"]
    assert [item.lead for item in parsed.items] == [
        ("县文旅集团",), ("东城街道办事处",), ("县水务集团",)
    ]  # fmt: skip
    assert not parsed.warnings


@pytest.mark.parametrize("word", ["步骤", "流程", "环节"])
def test_steps_are_numbers(read_text, word: str) -> None:
    parsed = read_text(
        f"阶段,{word},办理内容,承办股室,时限\n申报,1,受理材料,政务股,2日内\n"
        "审核,2,现场核查,业务股,5日内\n审批,3,作出决定,法规股,3日内\n",
        "plan.csv",
    )
    assert owned(parsed)[2] == (("业务股",), ())
    assert [item.number for item in parsed.items] == [1, 2, 3]


def test_motions_are_called_by_their_matter(read_text) -> None:
    parsed = read_text(
        "序号,提案人,案由,主办单位,会办单位,办理要求\n"
        "1,张委员,关于加强校园周边治理的提案,县教育局,县公安局,分办\n"
        "2,某支部,关于发展民宿的提案,县文旅局,无,主办\n",
        "plan.csv",
    )
    texts = [item.text for item in parsed.items]
    assert texts == ["关于加强校园周边治理的提案", "关于发展民宿的提案"]
    assert owned(parsed)[1] == (("县教育局",), ("县公安局",))


def test_short_rows_of_four_columns_are_no_card(read_text) -> None:
    parsed = read_text(
        "责任单位,完成时限,任务,序号\n县水利局,2025年6月底,修渠,1\n县交通局,2025年9月底,修路,2\n",
        "plan.csv",
    )
    assert owned(parsed) == {1: (("县水利局",), ()), 2: (("县交通局",), ())}


@pytest.mark.parametrize(
    "notes",
    ["注：1．每日16时前报送。\n    2．值班电话：3360000。\n", "备注：\n1．每日报送。\n2．值班。\n"],
)
def test_numbered_notes_are_no_points(read_text, notes: str) -> None:
    parsed = read_text(
        "某县2025年工作要点\n\n一、水利\n1. 修渠。（县水利局牵头）\n"
        f"2. 建站。（县水利局牵头）\n\n{notes}"
    )
    assert [item.number for item in parsed.items if item.kind is ItemKind.WORK_POINT] == [1, 2]
    assert not parsed.warnings


def test_numbers_of_a_register_have_no_gaps(read_text) -> None:
    rows = "".join(f"{n},办理建议{n},县住建局\n" for n in (25001, 25007, 25012, 25019))
    assert not read_text(f"编号,建议,承办单位\n{rows}", "plan.csv").warnings


def test_a_head_line_of_two_pages_is_no_title(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "plan.pdf"))
    pages = (
        ["一、夯实基础", "（一）建设平台。（县工信局牵头）", "县市场监管局", "2025年4月22日"],
        ["附件", "工作分工", "（二）推广制度。（县农业农村局牵头）"],
    )
    for number, lines in enumerate(pages):
        canvas.setFont("STSong-Light", 17)
        canvas.drawString(72, 800, "某县人民政府通报　第4号")
        if not number:
            canvas.setFont("STSong-Light", 20)
            canvas.drawString(150, 760, "2025年某县质量工作要点")
            canvas.setFont("STSong-Light", 17)
        for i, line in enumerate(lines):
            at = 380 if line.startswith(("县市", "2025")) else 106
            canvas.drawString(at, 700 - 28 * i, line)
        canvas.showPage()
    canvas.save()
    parsed = read_file(tmp_path / "plan.pdf")
    assert parsed.document.title == "2025年某县质量工作要点"
    assert str(parsed.document.date) == "2025-04-22"
    assert not any("通报" in item.text for item in parsed.items)
