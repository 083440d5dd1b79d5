"""Tables that lost their rules, their numbers or their header, and cards stacked in one table."""

from __future__ import annotations

from pathlib import Path

from office_items import days, owned

from ingest import ItemKind, read_file


def test_flattened_rows_without_a_line_for_numbers(read_text) -> None:
    cells = (
        "# 某区2026年重点任务分工|重点任务|责任单位|完成时限"
        "|完成50处公共场所无障碍改造|区建设管理委、区残联|2026年10月底"
        "|实现政府网站无障碍改造全覆盖|区数据局|2026年6月底"
        "|开展专项督查|区残联、区检察院|全年"
    )
    parsed = read_text(cells.replace("|", "\n\n") + "\n", "plan.md")
    tasks = [item for item in parsed.items if item.kind is ItemKind.TASK]
    assert [(item.text, item.lead) for item in tasks] == [
        ("完成50处公共场所无障碍改造", ("区建设管理委", "区残联")),
        ("实现政府网站无障碍改造全覆盖", ("区数据局",)),
        ("开展专项督查", ("区残联", "区检察院")),
    ]
    assert [str(item.deadline and item.deadline.due) for item in tasks] == [
        "2026-10-31",
        "2026-06-30",
        "None",
    ]


def test_flattened_rows_whose_tasks_bear_the_numbers(read_text) -> None:
    cells = (
        "某区2026年法治建设重点任务|工作任务|牵头单位|责任单位|完成时间|一、健全决策机制"
        "|1.制定决策事项年度目录|区政府办公室|区司法局|3月底"
        "|2.开展决策后评估|区司法局|各决策承办单位|11月底|二、规范执法"
        "|3.开展案卷评查|区司法局|各行政执法单位|9月底"
    )
    parsed = read_text(cells.replace("|", "\n\n") + "\n")
    assert owned(parsed) == {
        1: (("区政府办公室",), ("区司法局",)),
        2: (("区司法局",), ("各决策承办单位",)),
        3: (("区司法局",), ("各行政执法单位",)),
    }
    assert days(parsed) == {1: "2026-03-31", 2: "2026-11-30", 3: "2026-09-30"}
    assert [item.section for item in parsed.items if item.number] == [
        "一、健全决策机制",
        "一、健全决策机制",
        "二、规范执法",
    ]


def test_text_under_words_that_could_name_columns_is_no_table(read_text) -> None:
    parsed = read_text(
        "某区工作要点\n\n重点任务\n\n责任单位\n\n完成时限\n\n一、加强领导\n\n1.做好甲。\n"
    )
    assert not any(item.lead for item in parsed.items)


def test_cells_one_space_apart(read_text) -> None:
    parsed = read_text(
        "某区2025年安全生产清单\n\n序号 工作任务 牵头单位 配合单位 完成时限\n"
        "1 开展专项整治，更换管道 20公里。 区建设管理委 区应急局、各街镇 11月底前\n"
        "2 推进隐患排查。 区消防救援支队 各街镇 全年\n3 建设平台。 区应急局 / 8月底前\n"
    )
    assert owned(parsed) == {
        1: (("区建设管理委",), ("区应急局", "各街镇")),
        2: (("区消防救援支队",), ("各街镇",)),
        3: (("区应急局",), ()),
    }
    assert parsed.items[0].text == "开展专项整治，更换管道 20公里。"


def test_numbered_table_without_header(read_text) -> None:
    rows = (
        "<tr><td>1<td>开展“清四乱”专项行动，整治30处。<td>镇农业农村办<td>5月底前"
        "<tr><td>2<td>完成镇级河道轮疏8公里。<td>镇水务站<td>10月底前"
        "<tr><td>3<td>落实村级河长每周巡河。<td>各村（居）委会<td>全年"
    )
    page = f"<html><body><h1>某镇2026年任务分工</h1><table>{rows}</table></body></html>"
    parsed = read_text(page, "plan.html")
    assert owned(parsed) == {
        1: (("镇农业农村办",), ()),
        2: (("镇水务站",), ()),
        3: (("各村（居）委会",), ()),
    }
    assert not any(item.owners_certain for item in parsed.items if item.lead)
    assert [one.code for one in parsed.warnings] == ["header_missing"]


def test_numbered_list_of_places_without_header_names_no_owners(read_text) -> None:
    rows = "<tr><td>1<td>东山镇<td>120<tr><td>2<td>西山镇<td>90<tr><td>3<td>南山街道<td>60"
    parsed = read_text(f"<html><body><table>{rows}</table></body></html>", "plan.html")
    assert not any(item.lead for item in parsed.items)


def test_cards_one_under_the_other_in_one_table(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("某区2025年公共文化任务书")
    rows = [
        ("任务一：完善设施网络", ""),
        ("工作内容", "建设“城市书房”6家。"),
        ("牵头单位", "区文旅局"),
        ("完成时限", "2025年11月底前"),
        ("任务二：丰富群众活动", ""),
        ("工作内容", "举办“村晚”120场。"),
        ("牵头单位", "区文化馆"),
        ("完成时限", "全年"),
    ]
    table = document.add_table(rows=len(rows), cols=2)
    for row, (label, value) in zip(table.rows, rows, strict=True):
        row.cells[0].text, row.cells[1].text = label, value
        if not value:
            row.cells[0].merge(row.cells[1]).text = label
    document.save(str(tmp_path / "plan.docx"))
    parsed = read_file(tmp_path / "plan.docx")
    assert owned(parsed) == {1: (("区文旅局",), ()), 2: (("区文化馆",), ())}
    assert [item.title for item in parsed.items] == ["完善设施网络", "丰富群众活动"]


def test_headings_that_are_offices_with_their_number_of_tasks(read_text) -> None:
    parsed = read_text(
        "某区任务交办清单\n\n一、区教育局（2项）\n1.新开办学校4所。\n2.推进集团化办学。\n"
        "二、区民政局（1项）\n3.完成改造500户。\n三、区人社局（1项）\n4.新增就业1.5万人。\n"
    )
    assert [lead for lead, _ in owned(parsed).values()] == [
        ("区教育局",),
        ("区教育局",),
        ("区民政局",),
        ("区人社局",),
    ]


def test_localities_of_two_kinds_are_one_name(read_text) -> None:
    parsed = read_text(
        "1.建设网络。［责任单位：省发展改革委，各市、县（市、区）人民政府］\n"
        "2.建设平台。（责任单位：省数据局，各区、县政府）\n"
    )
    assert [lead for lead, _ in owned(parsed).values()] == [
        ("省发展改革委", "各市、县（市、区）人民政府"),
        ("省数据局", "各区、县政府"),
    ]


def test_who_carries_out_alone_leads(read_text) -> None:
    parsed = read_text(
        "序号,抽查任务,抽查时间,组织实施部门\n1,食品抽查,4月—10月,食品生产处\n", "plan.csv"
    )
    assert owned(parsed) == {1: (("食品生产处",), ())}


def test_table_goes_on_in_another_without_header(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("某县2026年重点任务")
    parts = [
        [("序号", "任务", "牵头部门", "时限"), ("1", "推进甲项工作", "县发改局", "3月底")],
        [("2", "推进乙项工作", "县教育局", "6月底"), ("3", "推进丙项工作", "县水利局", "全年")],
        [("1", "东山镇", "县城", "12户"), ("2", "西山镇", "县城", "9户")],
    ]
    for rows in parts:
        table = document.add_table(rows=len(rows), cols=4)
        for row, said in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, said, strict=True):
                cell.text = words
        document.add_paragraph("")
    document.save(str(tmp_path / "plan.docx"))
    parsed = read_file(tmp_path / "plan.docx")
    assert owned(parsed) == {
        1: (("县发改局",), ()),
        2: (("县教育局",), ()),
        3: (("县水利局",), ()),
    }
    assert days(parsed) == {1: "2026-03-31", 2: "2026-06-30", 3: "None"}


def test_day_broken_between_two_digits(read_text) -> None:
    parsed = read_text(
        "某市2025年要点\n\n1.加快升级。持续优化网络质量。（市通信办牵头，市工信局配合，1\n2月底前完成）\n"
    )
    assert owned(parsed) == {1: (("市通信办",), ("市工信局",))}
    assert days(parsed) == {1: "2025-12-31"}


def test_an_empty_cell_between_tabs_keeps_the_row(read_text) -> None:
    parsed = read_text(
        "某区重点工作任务分工表\n\n序号\t任务\t牵头单位\t配合单位\t完成时限\n"
        "1\t改造老旧小区\t区住建局\t区民政局\t11月底前\n"
        "2\t安装测温终端\t区城管局\t区住建局\t10月底前\n"
        "3\t巡查市场消防\t区市场监管局\t\t长期坚持\n"
        "4\t整治违章建筑\t区林业局\t区水务局\t4月底前\n"
    )
    tasks = [item for item in parsed.items if item.kind is ItemKind.TASK]
    assert [item.number for item in tasks] == [1, 2, 3, 4]
    assert (tasks[2].lead, tasks[2].cooperating) == (("区市场监管局",), ())
    assert tasks[2].deadline and tasks[2].deadline.text == "长期坚持"


def test_flattened_cells_that_are_broken_over_lines(read_text) -> None:
    cells = (
        "某区2025年食品安全重点工作安排||序号|工作任务|工作要求|责任单位|完成时限"
        "|1|开展校园食品安全专项|整治|对156所食堂全覆盖检查，问题|整改率100%|区市监局、区教育局|9月底前"
        "|2|推进快检室建设|新建快检室8个|区市监局|10月底前"
        "|3|加强食用农产品产地|准出管理|推行承诺达标合格证|应开尽开|区农业农村局|全年||联系人：某某"
    )
    parsed = read_text(cells.replace("|", "\n") + "\n")
    assert [lead for lead, _ in owned(parsed).values()] == [
        ("区市监局", "区教育局"), ("区市监局",), ("区农业农村局",)
    ]  # fmt: skip
    assert days(parsed) == {1: "2025-09-30", 2: "2025-10-31", 3: "None"}
    first = next(item for item in parsed.items if item.number == 1)
    assert "".join(first.text.split()) == (
        "开展校园食品安全专项整治对156所食堂全覆盖检查，问题整改率100%"
    )


def test_rows_numbered_in_circles(read_text) -> None:
    parsed = read_text(
        '某镇2025年任务清单,,,\n序号,"工作\n任务","责任\n单位","完成\n时限"\n'
        "①,清理河道3公里,镇水利站,6月中旬\n②,设立公示牌25块,镇河长办,8月\n",
        "plan.csv",
    )
    assert owned(parsed) == {1: (("镇水利站",), ()), 2: (("镇河长办",), ())}
    assert days(parsed) == {1: "2025-06-20", 2: "2025-08-31"}
