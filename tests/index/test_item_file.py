"""Items of a large index come from the lines of its file, the same as from the tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index, layout
from index.generations import current
from index.item_file import ItemFile
from ingest import PolicyItem


@pytest.fixture
def rows(items: list[PolicyItem]) -> dict[str, int]:
    return {item.item_id: row for row, item in enumerate(items)}


@pytest.fixture
def lines(folder: Path, rows: dict[str, int]) -> Iterator[ItemFile]:
    opened = ItemFile(current(folder) / layout.ITEMS_FILE, rows)
    yield opened
    opened.close()


def test_lines_hold_the_items_that_the_tables_hold(
    lines: ItemFile, index: Index, rows: dict[str, int]
) -> None:
    backwards = [*rows][::-1]
    read = list(lines.read(backwards))
    assert read == index.catalogue.items_by_id(backwards)
    assert [type(item.deadline) for item in read] == [
        type(item.deadline) for item in index.catalogue.items_by_id(backwards)
    ]


def test_an_unknown_id_is_left_out(lines: ItemFile, items: list[PolicyItem]) -> None:
    known = items[3].item_id
    assert [item.item_id for item in lines.read(["nowhere#1", known])] == [known]


def test_a_catalogue_that_reads_lines_answers_the_same(
    folder: Path, lines: ItemFile, rows: dict[str, int]
) -> None:
    plain, reading = Index.open(folder), Index.open(folder)
    reading.catalogue.read_from(lines)
    question = "家庭医生签约服务由谁牵头？"
    assert reading.search(question, k=20) == plain.search(question, k=20)
    assert reading.catalogue.items_by_id(rows) == plain.catalogue.items_by_id(rows)
    reading.close()
    plain.close()
