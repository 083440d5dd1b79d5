"""Tables that lie on their side: what columns are called down the left edge, tasks side by side."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_items import days, owned

from ingest import ItemKind, read_file

ROWS = [
    ["项目编号", "1", "2", "3"],
    ["项目名称", "楼组建设", "社区食堂提质", "沿街商铺整治"],
    ["主要内容", "打造示范楼组20个", "引入第三方运营2家", "排查商铺860家"],
    ["牵头部门", "街道党建办", "街道服务办", "街道平安办"],
    ["配合部门", "各居民区党总支", "", "派出所、城管中队"],
    ["完成时间", "2025年10月", "2025年6月底前", "2025年9月30日前"],
    ["经费预算（万元）", "30", "85", "—"],
]


def write_docx(path: Path) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("某街道2025年重点项目一览表")
    table = document.add_table(rows=len(ROWS), cols=4)
    for row, said in zip(table.rows, ROWS, strict=True):
        for cell, words in zip(row.cells, said, strict=True):
            cell.text = words
    document.add_paragraph("注：以上项目按月调度。")
    document.save(str(path))


def write_xlsx(path: Path) -> None:
    """A title over the whole table, and cells that nothing is written in."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["某街道2025年重点项目一览表"])
    sheet.merge_cells("A1:D1")
    for row in ROWS:
        sheet.append([cell or None for cell in row])
    book.save(path)


def write_csv(path: Path) -> None:
    lines = [["某街道2025年重点项目一览表", "", "", ""], *ROWS]
    path.write_text("\n".join(",".join(line) for line in lines), encoding="gb18030")


@pytest.mark.parametrize(
    ("write", "suffix"), [(write_docx, "docx"), (write_xlsx, "xlsx"), (write_csv, "csv")]
)
def test_tasks_side_by_side(write, suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"plan.{suffix}"
    write(path)
    parsed = read_file(path)
    assert parsed.document.title == "某街道2025年重点项目一览表"
    tasks = [item for item in parsed.items if item.kind is ItemKind.TASK]
    assert ["".join(item.text.split()) for item in tasks] == [
        "楼组建设打造示范楼组20个", "社区食堂提质引入第三方运营2家", "沿街商铺整治排查商铺860家"
    ]  # fmt: skip
    assert owned(parsed) == {
        1: (("街道党建办",), ("各居民区党总支",)),
        2: (("街道服务办",), ()),
        3: (("街道平安办",), ("派出所", "城管中队")),
    }
    assert days(parsed) == {1: "2025-10-31", 2: "2025-06-30", 3: "2025-09-30"}
    assert [[(cell.column, cell.text) for cell in item.cells] for item in tasks] == [
        [("经费预算（万元）", "30")], [("经费预算（万元）", "85")], []
    ]  # fmt: skip
    for item in parsed.items:
        assert parsed.document.text[item.start : item.end] == item.text


def test_a_cell_merged_over_two_tasks_is_of_both(read_text) -> None:
    parsed = read_text(
        "<p>某街道2025年项目表</p><table><tr><td>序号<td>1<td>2<tr><td>工作任务<td>建设花园<td>修缮步道"
        "<tr><td>牵头部门<td colspan=2>街道城建办<tr><td>完成时限<td>6月<td>9月</table>",
        "plan.html",
    )
    assert owned(parsed) == {1: (("街道城建办",), ()), 2: (("街道城建办",), ())}
    assert days(parsed) == {1: "2025-06-30", 2: "2025-09-30"}


def test_a_list_of_offices_beside_their_telephones_is_left_as_it_is(read_text) -> None:
    parsed = read_text("单位,电话,地址\n区教育局,1234,甲路\n区民政局,5678,乙路\n", "list.csv")
    assert [item.text for item in parsed.items][1] == "区教育局\t1234\t甲路"
