"""Words that are struck through or hidden, and what stands in their place."""

from __future__ import annotations

from pathlib import Path

from office_items import owned

from ingest import read_file


def test_struck_and_hidden_words_of_word(tmp_path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("某县2025年任务分工")
    said = document.add_paragraph("1. 改土。（牵头单位：")
    said.add_run("县旧局").font.strike = True
    said.add_run("县农业农村局）")
    whole = document.add_paragraph("2. ")
    whole.add_run("修渠。（牵头单位：县水利局）").font.strike = True
    document.add_paragraph("3. 修路。（牵头单位：县交通局）").add_run("内部掌握").font.hidden = True
    table = document.add_table(rows=2, cols=3)
    for cell, words in zip(table.rows[0].cells, ("序号", "任务", "牵头单位"), strict=True):
        cell.text = words
    for cell, words in zip(table.rows[1].cells, ("4", "扩绿", "县林业局"), strict=True):
        cell.text = words
    table.rows[1].cells[2].add_paragraph().add_run("县旧局").font.strike = True
    document.save(str(tmp_path / "plan.docx"))
    assert owned(read_file(tmp_path / "plan.docx")) == {
        1: (("县农业农村局",), ()),
        2: (("县水利局",), ()),
        3: (("县交通局",), ()),
        4: (("县林业局",), ()),
    }


def test_struck_words_of_pages_and_of_markdown(read_text) -> None:
    page = (
        "<html><body><h1>某县2025年任务分工</h1><table><tr><th>序号</th><th>任务</th><th>牵头单位</th></tr>"
        "<tr><td>1</td><td>修路</td><td><del>县旧局</del>县交通局</td></tr><tr><td>2</td><td>修渠</td>"
        '<td><span style="text-decoration: line-through">县旧局</span><p>县水利局</p></td></tr>'
        "<tr><td>3</td><td>改土</td><td><s>县农业农村局</s></td></tr></table></body></html>"
    )
    leads = {1: (("县交通局",), ()), 2: (("县水利局",), ()), 3: (("县农业农村局",), ())}
    assert owned(read_text(page, "plan.html")) == leads
    text = (
        "# 某县任务\n\n| 序号 | 任务 | 牵头单位 |\n|--|--|--|\n| 1 | 修路 | ~~县旧局~~ 县交通局 |\n"
    )
    assert owned(read_text(text, "plan.md")) == {1: (("县交通局",), ())}


def test_signs_that_look_like_colons_and_days_as_numbers(read_text) -> None:
    parsed = read_text("某县2025年要点\n\n1. 扩绿，比例1∶2。（牵头单位∶县林业局；完成时限︰4月）\n")
    assert owned(parsed) == {1: (("县林业局",), ())}
    assert "1∶2" in parsed.items[0].text
    sheet = read_text("序号,任务,牵头单位,完成时限\n1,修路,县交通局,45930\n", "plan.csv")
    assert str(sheet.items[0].deadline and sheet.items[0].deadline.due) == "2025-09-30"
