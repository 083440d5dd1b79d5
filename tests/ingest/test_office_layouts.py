"""Layouts of tasks that offices use besides lists and plain tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_items import days, owned

from ingest import read_file

MATRIX = (
    "序号,重点任务,区发改局,区市场监管局,区税务局,完成时限\n"
    "1,推行企业开办零成本,,★,☆,6月\n2,公布收费清单,★,☆,,3月\n3,推广办税,,,★,9月\n"
)


def test_matrix_of_offices_with_marks_that_the_document_explains(read_text) -> None:
    parsed = read_text("某区责任矩阵（★为牵头单位，☆为配合单位）,,,,,\n" + MATRIX, "plan.csv")
    assert owned(parsed) == {
        1: (("区市场监管局",), ("区税务局",)),
        2: (("区发改局",), ("区市场监管局",)),
        3: (("区税务局",), ()),
    }
    assert days(parsed).keys() == {1, 2, 3}


def test_marks_that_nothing_explains_name_nobody(read_text) -> None:
    parsed = read_text("某区责任矩阵,,,,,\n" + MATRIX, "plan.csv")
    assert owned(parsed) == {1: ((), ()), 2: ((), ()), 3: ((), ())}


def test_one_kind_of_mark_says_who_is_responsible(read_text) -> None:
    parsed = read_text(
        "序号,工作任务,办公室,财务科,人事科\n1,修订制度,√,,√\n2,清理账目,,√,\n", "plan.csv"
    )
    assert owned(parsed) == {1: (("办公室", "人事科"), ()), 2: (("财务科",), ())}
    assert not any(item.owners_certain for item in parsed.items)


def test_words_in_a_matrix_explain_themselves(read_text) -> None:
    parsed = read_text(
        "序号,工作任务,办公室,财务科,人事科\n1,修订制度,牵头,配合,\n2,清理账目,,牵头,配合\n",
        "plan.csv",
    )
    assert owned(parsed) == {1: (("办公室",), ("财务科",)), 2: (("财务科",), ("人事科",))}


def test_a_table_for_each_task(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("某县2026年改革任务书")
    for number, (name, lead) in enumerate([("殡葬改革", "县民政局"), ("薪酬改革", "县国资局")], 1):
        document.add_paragraph(f"任务{number}")
        fields = [
            ("任务名称", name),
            ("目标任务", f"完成{number}项"),
            ("牵头单位", lead),
            ("配合单位", "县财政局、县发改局"),
            ("完成时限", "2026年10月"),
        ]
        table = document.add_table(rows=len(fields), cols=2)
        for row, (label, value) in zip(table.rows, fields, strict=True):
            row.cells[0].text, row.cells[1].text = label, value
    document.save(str(tmp_path / "plan.docx"))
    parsed = read_file(tmp_path / "plan.docx")
    helping = ("县财政局", "县发改局")
    assert owned(parsed) == {1: (("县民政局",), helping), 2: (("县国资局",), helping)}
    assert days(parsed) == {1: "2026-10-31", 2: "2026-10-31"}
    assert [item.title for item in parsed.items] == ["殡葬改革", "薪酬改革"]


def test_number_column_that_word_counts(tmp_path: Path) -> None:
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    document.add_paragraph("某区2025年任务清单")
    document.part.numbering_part.element.append(
        parse_xml(
            f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="0"/>'
            f'<w:lvlOverride w:ilvl="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="decimal"/><w:lvlText w:val="%1"/></w:lvl></w:lvlOverride></w:num>'
        )
    )
    table = document.add_table(rows=1, cols=3)
    for cell, words in zip(table.rows[0].cells, ["序号", "工作任务", "责任单位"], strict=True):
        cell.text = words
    for task in ("开展宣贯", "推动改造"):
        cells = table.add_row().cells
        number = cells[0].paragraphs[0]._p.get_or_add_pPr()
        number.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
        )
        cells[1].text, cells[2].text = task, "牵头：应急局\n配合：各部门"
    document.save(str(tmp_path / "plan.docx"))
    parsed = read_file(tmp_path / "plan.docx")
    assert owned(parsed) == {1: (("应急局",), ("各部门",)), 2: (("应急局",), ("各部门",))}


OLD_PAGE = """<html><body><table><tr><td colspan="2"><img src="a.jpg"></td></tr><tr>
<td><table><tr><td><a href="#">机构概况</a></td></tr></table></td>
<td><table><tr><td>某县2024年工作要点</td></tr><tr><td>
　　一、深化公开<br>　　1、公开政策。建立文件库。责任单位：县发改委。<br>
　　2、办好公报。责任单位：县政府办公室。长期坚持。<br></td></tr></table></td></tr>
<tr><td colspan="2">主办单位：某县人民政府　承办单位：县数据局</td></tr>
<tr><td colspan="2">版权所有：某县人民政府
备案号：赣ICP备0000001号</td></tr></table></body></html>"""


def test_article_in_a_table_that_lays_out_the_page(read_text) -> None:
    parsed = read_text(OLD_PAGE, "page.html")
    assert owned(parsed) == {1: (("县发改委",), ()), 2: (("县政府办公室",), ())}
    assert not any("版权所有" in item.text or "主办单位" in item.text for item in parsed.items)


def test_numbered_names_in_a_cell(read_text) -> None:
    parsed = read_text(
        '编号,任务内容,负责单位,参与单位\n1,建立站点,"1.区人社局\n2.各街道",区民政局\n', "plan.csv"
    )
    assert owned(parsed) == {1: (("区人社局", "各街道"), ("区民政局",))}


def test_work_order_with_a_time_to_finish(read_text) -> None:
    parsed = read_text(
        "重点工作督办单\n\n事项一：改造道路\n督办内容：请加快推进。\n"
        "承办单位：区住建局\n协办单位：无\n"
        "办结时限：2026年6月30日\n事项二：整治水体\n督办内容：请查明原因。\n"
        "承办单位：区环境分局\n"
        "协办单位：区水务局\n办结时限：2026年9月15日前\n"
    )
    assert owned(parsed) == {1: (("区住建局",), ()), 2: (("区环境分局",), ("区水务局",))}
    assert days(parsed) == {1: "2026-06-30", 2: "2026-09-15"}


def test_what_an_office_is_names_no_owner(read_text) -> None:
    parsed = read_text(
        "某市条例\n第一条 市住建主管部门是本市物业活动的行政主管部门，"
        "履行下列职责：\n（一）制定政策；\n（二）建立体系。\n"
    )
    assert "本市物业活动的行政主管部门" not in [name for item in parsed.items for name in item.lead]


def test_traditional_characters_are_read_as_simplified(read_text) -> None:
    parsed = read_text(
        "2025年某區消費提振實施方案\n\n（一）發放消費券。"
        "（責任單位：區商務局、區財政局；完成時限：10月底前）\n"
        "（二）培育街區。（牽頭單位：區商務局；配合單位：各街道辦事處）\n"
    )
    assert owned(parsed) == {
        1: (("区商务局", "区财政局"), ()),
        2: (("区商务局",), ("各街道办事处",)),
    }
    assert "traditional" in [one.code for one in parsed.warnings]


@pytest.mark.parametrize("half", [7, 0])
def test_pdf_rows_without_rules_by_their_numbers(tmp_path: Path, half: int) -> None:
    """Numbers and short cells stand half way down a row (7 points) or at its top."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(str(tmp_path / "plan.pdf"))
    canvas.setFont("STSong-Light", 10)
    columns = (50, 90, 250, 340, 450)
    for left, words in zip(
        columns, ("序号", "主要任务", "牵头科室", "配合单位", "时间"), strict=True
    ):
        canvas.drawString(left, 718, words)
    rows = (
        ("1", ("推进健身圈建设，新建多功", "能运动场12片"), "群体科", "市体育总会", "6月30日"),
        ("2", ("承办赛事15项，打造一城一", "品赛事品牌"), "竞训科", "市体育中心", "12月"),
    )
    for row, (number, task, *others) in enumerate(rows):
        top = 700 - row * 32
        canvas.drawString(columns[1], top, task[0])
        canvas.drawString(columns[1], top - 14, task[1])
        for left, words in zip((columns[0], *columns[2:]), (number, *others), strict=True):
            canvas.drawString(left, top - half, words)
    canvas.save()
    parsed = read_file(tmp_path / "plan.pdf")
    assert owned(parsed) == {
        1: (("群体科",), ("市体育总会",)),
        2: (("竞训科",), ("市体育中心",)),
    }
    assert ["".join(item.text.split()) for item in parsed.items if item.number] == [
        "推进健身圈建设，新建多功能运动场12片",
        "承办赛事15项，打造一城一品赛事品牌",
    ]


def test_names_in_brackets_under_a_header_that_says_so(read_text) -> None:
    rows = "1,推行挂号（门诊部牵头，信息科配合）\n2,优化急诊，时间缩短（急诊科、心内科）\n"
    said = read_text("序号,工作任务（责任科室）\n" + rows, "plan.csv")
    assert owned(said) == {1: (("门诊部",), ("信息科",)), 2: (("急诊科", "心内科"), ())}
    assert said.items[1].text == "优化急诊，时间缩短"
    unsaid = read_text("序号,工作任务\n" + rows, "plan.csv")
    assert owned(unsaid)[2] == ((), ())


ALIGNED = """附件  2026年度重点提案交办表

编号    案由                              主办单位        会办单位              答复时限
001     关于加强老年助餐服务的建议        市民政局        市财政局、市商务局    2026年6月30日
002     关于治理电动车“飞线充电”的        市消防支队      市住建局              2026年7月15日
        提案
003     关于优化公交线路的建议            市交通运输局                          2026年6月30日

联系人：某某    电话：12345678
"""


def test_table_aligned_by_spaces(read_text) -> None:
    parsed = read_text(ALIGNED)
    assert owned(parsed) == {
        1: (("市民政局",), ("市财政局", "市商务局")),
        2: (("市消防支队",), ("市住建局",)),
        3: (("市交通运输局",), ()),
    }
    assert days(parsed) == {1: "2026-06-30", 2: "2026-07-15", 3: "2026-06-30"}
    assert parsed.items[1].text == "关于治理电动车“飞线充电”的提案"


def test_lines_with_wide_spaces_are_no_table(read_text) -> None:
    text = (
        "某局通知\n\n区教育局    区财政局    区民政局\n2026年3月1日\n\n"
        "1.推进甲。    责任单位：区教育局    完成时限：6月\n2.推进乙。    责任单位：区民政局\n"
    )
    assert owned(read_text(text)) == {1: (("区教育局",), ()), 2: (("区民政局",), ())}


def test_who_checks_the_result_owns_nothing_and_years_of_building_end(read_text) -> None:
    parsed = read_text(
        "序号,项目名称,建设内容,建设年限,责任单位,验收单位\n"
        "1,冷链园,建设冷库2万吨,2026-2027,县供销社,县商务局\n"
        "2,停车场,新建泊位800个,2025-2026,县城投公司,县住建局\n",
        "plan.csv",
    )
    assert owned(parsed) == {1: (("县供销社",), ()), 2: (("县城投公司",), ())}
    assert days(parsed) == {1: "2027-12-31", 2: "2026-12-31"}
    assert parsed.warnings == ()


def test_one_number_over_several_tasks_is_that_of_each(read_text) -> None:
    page = (
        "<table><tr><th>序号</th><th>项目</th><th>内容</th><th>牵头单位</th></tr>"
        "<tr><td rowspan=2>1<td rowspan=2>老街复兴<td>修缮故居。<td>县文旅局</tr>"
        "<tr><td>整治立面。<td>县住建局</tr>"
        "<tr><td rowspan=2>2<td rowspan=2>优化养老<td>上门服务。<td>县民政局</tr>"
        "<tr><td>改造站点。<td>县民政局</tr></table>"
    )
    items = read_text(page, "page.html").items
    assert [(item.number, item.group_number) for item in items] == [(1, 1), (1, 1), (2, 2), (2, 2)]
    assert len({item.item_id for item in items}) == len(items)
