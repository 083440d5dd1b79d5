"""What further columns say comes back from every place where items lie, and is filtered by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import CellCondition, ColumnText, Index, ItemFilter, layout
from index.builder import build_from
from index.generations import current
from index.item_file import ItemFile
from index.servers import LOCAL, Servers
from ingest import ParsedDocument, read_file

TABLE = (
    "某市2031年项目清单\n\n序号\t项目名称\t责任单位\t分管领导\t总投资（万元）\t备注\n"
    "1\t改造果蔬冷库\t市供销社\t何山\t4800\t续建，省级重点\n"
    "2\t新建育苗工厂\t市农业农村局\t何山\t960\t新建\n"
    "3\t扩建种羊场\t市畜牧中心\t林溪\t1.2亿元\t续建\n"
    "4\t普查古树\t市林业局\t林溪\t\t\n"
)
AMOUNT = ("总投资（万元）",)


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> ParsedDocument:
    path = tmp_path_factory.mktemp("corpus") / "清单.txt"
    path.write_text(TABLE, encoding="utf-8")
    return read_file(path)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def index(
    request: pytest.FixtureRequest, parsed: ParsedDocument, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Index]:
    wanted = request.param
    servers: Servers = LOCAL if wanted == "sqlite" else request.getfixturevalue(wanted)
    place = tmp_path_factory.mktemp("index") / "index"
    build_from([parsed], place, checksum="", embedder="hashing", servers=servers)
    opened = Index.open(place, servers)
    yield opened
    opened.close()


def numbers(index: Index, condition: CellCondition) -> list[int | None]:
    return [item.number for item in index.catalogue.items(ItemFilter(cells=(condition,)))]


def test_lines_of_the_item_file_hold_the_cells(parsed: ParsedDocument, tmp_path: Path) -> None:
    build_from([parsed], tmp_path / "index", checksum="", embedder="hashing")
    rows = {item.item_id: row for row, item in enumerate(parsed.items)}
    lines = ItemFile(current(tmp_path / "index") / layout.ITEMS_FILE, rows)
    assert tuple(lines.read(rows)) == parsed.items
    lines.close()


def test_items_come_back_with_their_cells(index: Index, parsed: ParsedDocument) -> None:
    assert tuple(index.catalogue.items()) == parsed.items


def test_cells_are_filtered_by_what_they_say(index: Index) -> None:
    assert numbers(index, CellCondition(("备注",), ("续建",))) == [1, 3]
    assert numbers(index, CellCondition(("备注",), ("续建",), negated=True)) == [2, 4]
    assert numbers(index, CellCondition(("分管领导", "备注"), ("林溪", "新建"))) == [2, 3, 4]


def test_amounts_are_compared_in_their_units(index: Index) -> None:
    assert numbers(index, CellCondition(AMOUNT, least=48_000_000)) == [1, 3]
    assert numbers(index, CellCondition(AMOUNT, least=48_000_000, strict=True)) == [3]
    assert numbers(index, CellCondition(AMOUNT, most=10_000_000)) == [2]


def test_amounts_are_told_by_item(index: Index, parsed: ParsedDocument) -> None:
    ids = {item.item_id: item.number for item in parsed.items}
    wanted = ItemFilter(cells=(CellCondition(("备注",), ("续建",)),))
    told = index.catalogue.amounts(wanted, AMOUNT)
    assert [(ids[one], amount) for one, _, amount in told] == [(1, 48_000_000), (3, 120_000_000)]


def test_columns_and_what_they_say_are_known(index: Index, parsed: ParsedDocument) -> None:
    doc_id = parsed.document.doc_id
    assert [column for _, column in index.catalogue.columns()] == ["分管领导", *AMOUNT, "备注"]
    texts = index.catalogue.cell_texts(6, 100)
    assert texts[0] == ColumnText(doc_id, "分管领导", "何山", 2)
    assert "续建，省级重点" not in {one.text for one in texts}
