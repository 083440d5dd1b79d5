"""Further columns of a table that is printed over pages, its groups and its header merged."""

from __future__ import annotations

from pathlib import Path

from office_items import days, owned

from ingest import ItemKind, read_file

ROWS = [
    ("产业", "1", "培育链主企业", "新增产值超50亿元链主企业2家，实施对接活动12场", "65000"),
    ("产业", "2", "建设中试平台", "建成新材料、生物医药中试平台3个，服务企业100家以上", "12800"),
    ("枢纽", "3", "推进机场改扩建", "完成航站楼主体结构封顶，飞行区滑行道系统投用", "286000"),
    ("枢纽", "4", "畅通断头路", "打通断头路9条，完成跨江大桥桥面维修", "—"),
    ("民生", "5", "优化学位供给", "新建改扩建中小学18所，新增学位2.1万个", "98000"),
    ("民生", "6", "完善急救体系", "新建急救站点12个，平均急救反应时间缩短至9分钟", "5400"),
]
PERSONS = ("马建军", "马建军", "杨帆", "杨帆", "何静", "何静")
LEADS = ("市工信局", "市科技局", "市交通局", "市住建局", "市教育局", "市卫健委")
HELPERS = ("市发改委、市科技局", "市财政局", "机场集团", "市公安局", "各区人民政府", "市急救中心")
DUE = ("2025年12月", "2025年10月", "2025年12月", "2025年9月", "2025年8月", "2025年12月")


def write(path: Path) -> None:
    """Three rows a page; the header stands on the first page only."""
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=9, leading=12, wordWrap="CJK")
    head = ["类别", "序号", "重点工作", "年度任务", "总投资<br/>（万元）", "分管<br/>领导"]
    rows = [
        [*head, "责任单位", "", "完成时限"],
        ["", "", "", "", "", "", "牵头单位", "配合单位", ""],
    ]
    beside = zip(ROWS, PERSONS, LEADS, HELPERS, DUE, strict=True)
    for i, (row, *others) in enumerate(beside):
        rows.append(["" if i % 2 else row[0], *row[1:], *others])
    spans = [("SPAN", (column, 0), (column, 1)) for column in (0, 1, 2, 3, 4, 5, 8)]
    spans += [("SPAN", (6, 0), (7, 0)), *(("SPAN", (0, i), (0, i + 1)) for i in (2, 6))]
    table = Table(
        [[Paragraph(cell, style) for cell in row] for row in rows],
        colWidths=[35, 30, 80, 130, 50, 45, 60, 85, 65],
        style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *spans]),
    )
    pages = SimpleDocTemplate(str(path), pagesize=(660, 200), topMargin=20, bottomMargin=20)
    pages.build([Paragraph("某市2025年重点工作任务分解表", style), table])


def test_a_printed_table_keeps_its_further_columns(tmp_path: Path) -> None:
    path = tmp_path / "plan.pdf"
    write(path)
    parsed = read_file(path)
    tasks = [item for item in parsed.items if item.kind is ItemKind.TASK]
    assert [item.text.replace("\n", "").replace("\t", "") for item in tasks] == [
        name + said for _, _, name, said, _ in ROWS
    ]
    assert owned(parsed) == {
        number: ((lead,), tuple(helping.split("、")))
        for number, (lead, helping) in enumerate(zip(LEADS, HELPERS, strict=True), 1)
    }
    assert days(parsed)[4] == "2025-09-30"
    said = [[(cell.column, cell.text) for cell in item.cells] for item in tasks]
    for further, row, person in zip(said, ROWS, PERSONS, strict=True):
        money = [] if row[4] == "—" else [("总投资（万元）", row[4])]
        assert further == [*money, ("分管领导", person)]
