"""Lists of what is to be put right, and cells that tables leave blank or break over lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_items import days, owned

from ingest import ItemKind, ParsedDocument, read_file
from ingest.owners import names

HEADER = "序号,反馈问题,整改目标,整改措施,{who},督导单位,整改时限\n"
PAGE = (
    "<h1>某市督察反馈问题整改清单（2025年）</h1><table>"
    "<tr><th>序号</th><th>反馈问题</th><th>整改目标</th><th>整改措施</th><th>整改单位</th>"
    "<th>督导单位</th><th>整改时限</th></tr>"
    "<tr><td rowspan=2>1</td><td rowspan=2>河道返黑返臭。</td><td rowspan=2>消除黑臭。</td>"
    "<td>（1）清淤8公里。</td><td>某镇政府</td><td rowspan=2>市水利局</td><td>6月底前</td></tr>"
    "<tr><td>（2）新建截污管3公里。</td><td>市住建局</td><td>9月底前</td></tr>"
    "<tr><td>2</td><td>工地扬尘。</td><td>达标。</td><td>安装喷淋。</td><td>市城管局</td>"
    "<td>市环境局</td><td>长期坚持</td></tr></table>"
)


def tasks(parsed: ParsedDocument) -> list[tuple[int | None, str, tuple[str, ...], str]]:
    """Number, text, who leads and last day of each task."""
    return [
        (
            item.number,
            item.text.split("\t")[-1],
            item.lead,
            str(item.deadline.due) if item.deadline else "",
        )
        for item in parsed.items
        if item.kind is ItemKind.TASK
    ]


def test_each_measure_beside_a_merged_problem_is_a_task(read_text) -> None:
    parsed = read_text(PAGE, "plan.html")
    assert tasks(parsed) == [
        (1, "（1）清淤8公里。", ("某镇政府",), "2025-06-30"),
        (1, "（2）新建截污管3公里。", ("市住建局",), "2025-09-30"),
        (2, "安装喷淋。", ("市城管局",), "None"),
    ]
    second = next(item for item in parsed.items if item.text.startswith("（2）"))
    assert second.group_title == "河道返黑返臭。"
    assert len({item.item_id for item in parsed.items}) == len(parsed.items)


def test_blank_cells_stand_for_merged_ones(read_text) -> None:
    parsed = read_text(
        "某市2025年整改清单,,,,,,\n"
        + HEADER.format(who="整改主体")
        + "1,河道返黑返臭。,消除黑臭。,清淤8公里。,某镇政府,市水利局,6月底前\n"
        + ",,,新建截污管3公里。,市住建局,市水利局,9月底前\n"
        + "2,工地扬尘。,达标。,安装喷淋。,市城管局,市环境局,12月底前\n",
        "plan.csv",
    )
    assert tasks(parsed) == [
        (1, "清淤8公里。", ("某镇政府",), "2025-06-30"),
        (1, "新建截污管3公里。", ("市住建局",), "2025-09-30"),
        (2, "安装喷淋。", ("市城管局",), "2025-12-31"),
    ]


def test_who_rectifies_shares_the_duty_of_who_leads(read_text) -> None:
    row = "1,扬尘。,达标。,喷淋。,市环境局,某镇,市府办,6月\n"
    said = HEADER.format(who="牵头单位,整改单位") + row
    assert owned(read_text(said, "plan.csv")) == {1: (("市环境局",), ("某镇",))}


def test_blank_beside_an_office_named_anew_is_nobody(read_text) -> None:
    parsed = read_text(
        "牵头单位,配合单位,编号,工作内容,时限\n市水利局,市财政局,1,清淤。,6月\n,,2,截污。,7月\n"
        "市住建局,,3,建管。,8月\n",
        "plan.csv",
    )
    assert owned(parsed) == {
        1: (("市水利局",), ("市财政局",)),
        2: (("市水利局",), ("市财政局",)),
        3: (("市住建局",), ()),
    }


def test_blank_of_who_helps_is_nobody_where_cells_are_merged(read_text) -> None:
    parsed = read_text(
        "<table><tr><th>责任科室</th><th>配合科室</th><th>目标任务</th><th>时限</th></tr>"
        "<tr><td rowspan=2>医政科</td><td>信息科</td><td>1.创建医院。</td><td>6月</td></tr>"
        "<tr><td></td><td>2.督查质量。</td><td>7月</td></tr></table>",
        "plan.html",
    )
    assert owned(parsed) == {1: (("医政科",), ("信息科",)), 2: (("医政科",), ())}


@pytest.mark.parametrize(
    "broken",
    [
        "市住房城乡\n建设局",
        "市人力资源社会\n保障局",
        "市机关\n事务管理局",
        "县人民政府\n办公室",
        "某某建设集团\n有限公司",
        "经济开发区\n管委会",
        "东山街道\n办事处",
    ],
)
def test_a_name_broken_over_lines_is_one(broken: str) -> None:
    assert names(broken) == (broken.replace("\n", ""),)


def test_offices_on_lines_of_their_own_stay_apart() -> None:
    assert names("人事科\n办公室\n财务科") == ("人事科", "办公室", "财务科")
    assert names("市委\n市政府") == ("市委", "市政府")


def test_running_head_of_the_pages_of_a_table(tmp_path: Path) -> None:
    """The notice before the table has none, so only two of three pages bear it."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path))
    for number in range(3):
        if number:
            canvas.setFont("STSong-Light", 9)
            canvas.drawString(60, 815, "某市整改清单（公开版）")
        canvas.setFont("STSong-Light", 16)
        for line in range(4):
            said = f"{4 * number + line + 1}.整治第{number}条河道。（市水利局，6月底前）"
            canvas.drawString(60, 700 - 40 * line, said)
        canvas.showPage()
    canvas.save()
    parsed = read_file(path)
    assert "公开版" not in parsed.document.text
    assert set(days(parsed)) == set(range(1, 13))
