"""The shipped corpus, read into exactly the items that its documents print."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ingest import DeadlineKind, ItemKind, ParsedDocument, PolicyItem, read_corpus, report

CORPUS = Path(__file__).parents[2] / "corpus"


@pytest.fixture(scope="module")
def parsed() -> dict[str, ParsedDocument]:
    return {one.document.doc_id: one for one in read_corpus(CORPUS)}


def tasks(parsed: dict[str, ParsedDocument]) -> dict[int, PolicyItem]:
    found = [item for item in parsed["pudong-2024"].items if item.kind is ItemKind.TASK]
    return {item.number or 0: item for item in found}


def test_city_work_points_carry_number_title_and_section(
    parsed: dict[str, ParsedDocument],
) -> None:
    items = parsed["shanghai-2024"].items
    points = [item for item in items if item.kind is ItemKind.WORK_POINT]
    assert [item.number for item in points] == list(range(1, 16))
    assert len({item.section for item in points}) == 5
    fourth = points[3]
    assert fourth.item_id == "shanghai-2024#4"
    assert fourth.title == "深化拓展“一业一证”改革"
    assert fourth.label == "4."
    assert fourth.section == "二、深化惠企便民举措落实,助力优化营商环境"
    assert fourth.text.startswith("深化拓展“一业一证”改革。进一步深化改革创新")
    assert fourth.text.endswith("实现“一册告知”。")
    assert points[5].title == "精准提供服务"
    # The city's document names no owner and no deadline, so none may be read into it.
    assert not any(item.lead or item.cooperating or item.deadline for item in points)


def test_city_covering_notice_and_preamble_are_passages(
    parsed: dict[str, ParsedDocument],
) -> None:
    passages = [item for item in parsed["shanghai-2024"].items if item.number is None]
    assert passages[0].text.startswith("各区卫生健康委,有关单位:")
    assert passages[0].text.endswith("请认真贯彻执行。")
    assert passages[1].text.startswith("2024年上海市卫生健康领域推进政务服务改革和优化")
    assert all(item.item_id.startswith("shanghai-2024#p-") for item in passages)
    reasons = {one.reason for one in parsed["shanghai-2024"].leftovers}
    assert {"落款", "成文日期"} <= reasons


def test_district_has_every_task_once(parsed: dict[str, ParsedDocument]) -> None:
    found = tasks(parsed)
    assert sorted(found) == list(range(1, 66))
    assert [item.item_id for item in parsed["pudong-2024"].items] == [
        f"pudong-2024#{number}" for number in range(1, 66)
    ]
    assert sorted({item.group_number for item in found.values()}) == list(range(1, 19))
    assert len({item.section for item in found.values()}) == 5
    assert report(parsed["pudong-2024"]).counts == {"task": 65, "work_point": 0, "passage": 0}


def test_district_first_middle_and_last_task(parsed: dict[str, ParsedDocument]) -> None:
    found = tasks(parsed)
    first, middle, last = found[1], found[38], found[65]
    assert (
        first.text == "调整卫生健康领域行政许可清单目录，动态编制并完善行政许可实施规范和办事指南。"
    )
    assert (first.lead, first.cooperating, first.units) == (
        ("生物医药处",),
        ("规划发展处",),
        ("委审批服务中心",),
    )
    assert first.deadline and first.deadline.kind is DeadlineKind.ALL_YEAR
    assert first.deadline.due is None
    assert middle.label == "（38）"
    assert (middle.lead, middle.cooperating, middle.units) == (
        ("基层处",),
        (),
        ("各社区卫生服务中心",),
    )
    assert middle.deadline and middle.deadline.due == dt.date(2024, 9, 30)
    assert (middle.group_number, middle.group_title) == (10, "推进利民服务“免申即享”")
    assert middle.section == "三、深化惠企便民举措落实，提升卫生健康服务软实力"
    assert (last.lead, last.cooperating, last.units) == (("党政办",), (), ())
    assert last.text == "优化公平竞争审查机制，加强对重大政策措施的公平竞争审查"


def test_district_cells_that_are_hard_to_read(parsed: dict[str, ParsedDocument]) -> None:
    found = tasks(parsed)
    assert found[57].cooperating == ("规划发展处", "医政处")
    assert found[20].lead == found[21].lead == found[29].lead
    assert found[20].lead == ("医政处", "公卫处", "人口家发处")
    assert found[30].lead == ("公卫处", "规划发展处")
    assert found[12].cooperating == ("生物医药处", "试点条线监管涉及的业务处室")
    assert found[31].units == ("区妇幼保健中心", "各相关医院")
    assert found[29].cooperating == ()
    assert {found[number].group_title for number in range(31, 37)} == {"持续优化“一件事”"}


@pytest.mark.parametrize("doc_id", ["shanghai-2024", "pudong-2024"])
def test_every_character_is_accounted_for_once(
    parsed: dict[str, ParsedDocument], doc_id: str
) -> None:
    one = parsed[doc_id]
    text = one.document.text
    times = [0] * len(text)
    spans = [(span.start, span.end) for span in one.headings]
    spans += [(item.start, item.end) for item in one.items]
    spans += [(left.span.start, left.span.end) for left in one.leftovers]
    for start, end in spans:
        for place in range(start, end):
            times[place] += 1
    assert [
        place for place, char in enumerate(text) if not char.isspace() and times[place] != 1
    ] == []
    assert max(times) == 1
    assert all(item.text == text[item.start : item.end] for item in one.items)


def test_nothing_in_the_shipped_corpus_needs_a_look(parsed: dict[str, ParsedDocument]) -> None:
    assert [one.warnings for one in parsed.values()] == [(), ()]
