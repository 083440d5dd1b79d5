"""The shipped documents give the same items whatever format an office sends them in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import rendering
from rapidfuzz.distance import Levenshtein

from ingest import Entry, PolicyItem, read_file
from ingest.manifest import read_manifest

CITY, DISTRICT = read_manifest(rendering.CORPUS)

Writer = Callable[[rendering.Source, Path], None]
WRITERS: dict[str, Writer] = {
    "txt": rendering.write_gb18030,
    "csv": rendering.write_csv,
    "md": rendering.write_md,
    "html": rendering.write_html,
    "docx": rendering.write_docx,
    "xlsx": rendering.write_xlsx,
    "pdf": rendering.write_pdf,
}


def read(source: rendering.Source, write: Writer, path: Path, entry: Entry) -> list[PolicyItem]:
    write(source, path)
    items = read_file(path, entry=replace(entry, file=path.name)).items
    return [item for item in items if item.number is not None]


def facts(item: PolicyItem) -> tuple[object, ...]:
    """All that an answer can say of an item; white space is how a format breaks lines."""
    said = ("".join((one or "").split()) for one in (item.section, item.group_title, item.text))
    owners = (item.lead, item.cooperating, item.units, item.deadline)
    return (item.kind, item.number, item.group_number, *said, *owners)


@pytest.mark.parametrize("suffix", sorted(WRITERS))
def test_the_table_is_the_same(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"table.{suffix}"
    found = read(rendering.district(), WRITERS[suffix], path, DISTRICT)
    expected = [item for item in rendering.shipped()[1].items if item.number is not None]
    assert len(expected) == 65
    assert [facts(item) for item in found] == [facts(item) for item in expected]
    assert not any(item.recognised for item in found)


@pytest.mark.parametrize("suffix", sorted(set(WRITERS) - {"csv"}))  # no office sends prose as csv
def test_the_work_points_are_the_same(tmp_path: Path, suffix: str) -> None:
    found = read(rendering.city(), WRITERS[suffix], tmp_path / f"points.{suffix}", CITY)
    expected = [item for item in rendering.shipped()[0].items if item.number is not None]
    assert len(expected) == 15
    assert [facts(item) for item in found] == [facts(item) for item in expected]


def test_a_skewed_noisy_scan_keeps_rows_owners_and_deadlines(tmp_path: Path) -> None:
    source = rendering.district()
    assert source.grid is not None
    # The first section: recognition takes seconds a page.
    end = next(i for i, row in enumerate(source.grid.rows) if row[0].startswith("二、"))
    merges = tuple(one for one in source.grid.merges if one[2] < end)
    part = replace(source, grid=rendering.Grid(source.grid.rows[:end], merges))
    found = read(part, rendering.write_scan, tmp_path / "scan.pdf", DISTRICT)
    expected = rendering.shipped()[1].items[: len(found)]
    assert [item.number for item in found] == list(range(1, 19))
    assert all(item.recognised for item in found)
    owners = [(item.lead, item.cooperating, item.units, item.deadline) for item in found]
    assert owners == [(i.lead, i.cooperating, i.units, i.deadline) for i in expected]
    wrong = sum(
        Levenshtein.distance("".join(one.text.split()), "".join(other.text.split()))
        for one, other in zip(found, expected, strict=True)
    )
    assert wrong / sum(len(item.text) for item in expected) < 0.01
