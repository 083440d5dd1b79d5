"""Columns of persons, amounts, kinds and remarks are kept beside the task, in every format."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import ItemKind, ParsedDocument, read_file

TITLE = "某市2031年项目清单"
ROWS = [
    ["序号", "项目名称", "责任单位", "分管领导", "总投资（万元）", "完成时限", "备注"],
    ["1", "改造果蔬冷库", "市供销社", "何山", "4800", "10月底", "续建，省级重点"],
    ["2", "新建育苗工厂", "市农业农村局", "何山", "960", "6月底", "—"],
    ["3", "扩建种羊场", "市畜牧中心", "林溪", "/", "全年", "无"],
]
KEPT = {
    1: [("分管领导", "何山"), ("总投资（万元）", "4800"), ("备注", "续建，省级重点")],
    2: [("分管领导", "何山"), ("总投资（万元）", "960")],
    3: [("分管领导", "林溪")],
}


def write_txt(path: Path) -> None:
    path.write_text(f"{TITLE}\n\n" + "\n".join("\t".join(row) for row in ROWS), encoding="utf-8")


def write_flattened(path: Path) -> None:
    cells = [cell for row in ROWS for cell in row]
    path.write_text(f"{TITLE}\n\n" + "\n".join(cells) + "\n", encoding="utf-8")


def write_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(ROWS)


def write_md(path: Path) -> None:
    rows = [ROWS[0], ["---"] * len(ROWS[0]), *ROWS[1:]]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    path.write_text(f"# {TITLE}\n\n" + "\n".join(lines), encoding="utf-8")


def write_html(path: Path) -> None:
    """The person over two rows stands in a merged cell."""
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in ROWS]
    lines[1] = lines[1].replace("<td>何山", "<td rowspan=2>何山")
    lines[2] = lines[2].replace("<td>何山</td>", "")
    rows = "".join(f"<tr>{line}</tr>" for line in lines)
    path.write_text(f"<h1>{TITLE}</h1><table>{rows}</table>", encoding="utf-8")


def write_docx(path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_heading(TITLE, 0)
    table = document.add_table(rows=0, cols=len(ROWS[0]))
    for row in ROWS:
        for cell, said in zip(table.add_row().cells, row, strict=True):
            cell.text = said
    document.save(str(path))


def write_xlsx(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    book.save(path)


def kept(parsed: ParsedDocument) -> dict[int | None, list[tuple[str, str]]]:
    """The further columns of each task by its number."""
    tasks = (item for item in parsed.items if item.kind is ItemKind.TASK)
    return {task.number: [(cell.column, cell.text) for cell in task.cells] for task in tasks}


@pytest.mark.parametrize(
    ("write", "suffix"),
    [
        *[(write_txt, "txt"), (write_flattened, "txt"), (write_csv, "csv"), (write_md, "md")],
        *[(write_html, "html"), (write_docx, "docx"), (write_xlsx, "xlsx")],
    ],
)
def test_further_columns_are_kept(
    write: Callable[[Path], None], suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"{TITLE}.{suffix}"
    write(path)
    parsed = read_file(path)
    assert kept(parsed) == KEPT
    assert [item.text for item in parsed.items if item.kind is ItemKind.TASK] == [
        "改造果蔬冷库", "新建育苗工厂", "扩建种羊场"
    ]  # fmt: skip


def test_kinds_and_aims_beside_the_task_are_further_columns(read_text) -> None:
    parsed = read_text(
        f"{TITLE}\n\n序号\t重点任务\t类别\t预算金额（万元）\t是否续建\t牵头单位\t年度目标\n"
        "1\t更换老旧水表\t民生\t120\t是\t市水务局\t完成3万只，覆盖城区全部小区\n"
        "2\t疏浚河道\t生态\t1,350\t否\t市水务局\t疏浚12公里，清淤8万方\n"
    )
    assert kept(parsed)[2] == [
        *[("类别", "生态"), ("预算金额（万元）", "1,350"), ("是否续建", "否")],
        ("年度目标", "疏浚12公里，清淤8万方"),
    ]
    assert parsed.items[0].lead == ("市水务局",)


def test_fields_of_a_task_card_are_further_columns(read_text) -> None:
    rows = "".join(
        f"<tr><td>{name}</td><td>{said}</td></tr>"
        for name, said in {
            "任务名称": "建设社区食堂",
            "牵头单位": "区民政局",
            "完成时限": "9月底前",
            "责任人": "何山",
            "联系电话": "021-88886666",
        }.items()
    )
    parsed = read_text(f"<p>某区任务清单</p><table>{rows}</table>", "cards.html")
    assert [("责任人", "何山"), ("联系电话", "021-88886666")] in kept(parsed).values()


def test_a_column_below_another_has_its_unit(read_text) -> None:
    parsed = read_text(
        "<p>某县项目表</p><table><tr><td rowspan=2>序号</td><td rowspan=2>项目名称</td>"
        "<td colspan=2>投资（万元）</td><td rowspan=2>责任单位</td></tr>"
        "<tr><td>总投资</td><td>年度投资</td></tr>"
        "<tr><td>1</td><td>新建大桥</td><td>9600</td><td>4000</td><td>县交通局</td></tr>"
        "<tr><td>2</td><td>改造市场</td><td>860</td><td>860</td><td>县商务局</td></tr></table>",
        "plan.html",
    )
    assert kept(parsed)[1] == [("总投资（万元）", "9600"), ("年度投资（万元）", "4000")]
