"""Numbers in a question: of tasks, points, groups and sections, and those that are none."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Assistant
from assistant.numerals import read_numeral
from assistant.query import Noun
from index import Index
from index.builder import build_from
from ingest import ItemKind, ParsedDocument


def numbers_in(assistant: Assistant, question: str) -> list[tuple[Noun, tuple[int, ...]]]:
    return [(ref.nouns[0], ref.numbers) for ref in assistant.understand(question).numbers]


@pytest.mark.parametrize(
    "written",
    [
        *("第38项", "第三十八项", "第３８项", "第 38 项", "第38号", "第38条", "第38项任务", "第38"),
        *(
            "任务38",
            "任务三十八",
            "任务（38）",
            "38号任务",
            "三十八号",
            "三十八号任务",
            "３８号任务",
        ),
        *("（38）", "(38)", "（３８）", "〔38〕", "#38", "No.38", "No38", "编号38", "38"),
        *("任务编号38", "第38个任务", "第38件", "task 38", "任务第38号"),
    ],
)
def test_one_task_written_in_many_ways(assistant: Assistant, written: str) -> None:
    ((noun, numbers),) = numbers_in(assistant, f"{written}由谁牵头？")
    assert noun in {Noun.ITEM, Noun.POINT}
    assert numbers == (38,)


@pytest.mark.parametrize(
    ("written", "numbers"),
    [
        ("第30到32项", (30, 31, 32)),
        ("第30至32项", (30, 31, 32)),
        ("第30-32项", (30, 31, 32)),
        ("第30—32项", (30, 31, 32)),
        ("第30~32项", (30, 31, 32)),
        ("第30项到第32项", (30, 31, 32)),
        ("第三十到三十二项", (30, 31, 32)),
        ("任务30到32", (30, 31, 32)),
        ("38和40", (38, 40)),
        ("38、40", (38, 40)),
        ("第38和40项", (38, 40)),
        ("第38、39和40项", (38, 39, 40)),
        ("第38项、第40项", (38, 40)),
        ("任务38和任务40", (38, 40)),
        ("（38）（40）", (38, 40)),
        ("（38）和（40）", (38, 40)),
        ("38号和40号任务", (38, 40)),
    ],
)
def test_several_tasks_at_once(
    assistant: Assistant, written: str, numbers: tuple[int, ...]
) -> None:
    found = numbers_in(assistant, f"{written}分别由谁牵头？")
    assert tuple(n for _, several in found for n in several) == numbers


@pytest.mark.parametrize(
    ("written", "noun", "number"),
    [
        *((written, Noun.GROUP, 10) for written in ("第10大项", "第十大项", "序号10", "大项10")),
        *((written, Noun.GROUP, 10) for written in ("第10个大项", "第10组", "序号为10")),
        *((written, Noun.SECTION, 2) for written in ("第二部分", "第2部分", "第二大部分")),
        *((written, Noun.SECTION, 2) for written in ("第二板块", "第二章", "工作要点第二部分")),
        *((written, Noun.POINT, 4) for written in ("要点4", "第4点", "第四点", "工作要点第4点")),
    ],
)
def test_groups_sections_and_points_are_no_tasks(
    assistant: Assistant, written: str, noun: Noun, number: int
) -> None:
    assert numbers_in(assistant, f"{written}有哪些内容？") == [(noun, (number,))]


@pytest.mark.parametrize(
    "question",
    [
        "65周岁以上老人免费体检由谁牵头？",
        "65岁以上老人免费体检由谁牵头？",
        "实现“799”服务效能是哪个文件写的？",
        "实现799服务效能是哪个文件写的？",
        "2023年度行政许可实施情况年度报告由谁编制？",
        "12345市民热线转办是哪一条？",
        "9月要完成哪些任务？",
        "一业一证改革由谁牵头？",
        "出生一件事由谁牵头？",
        "“两个免于提交”是什么？",
        "牵头任务最多的前3名是哪些部门？",
        "5个工作日能办好吗？",
        "新增2个牵头行业、3个配合行业由谁负责？",
        "有3个部门共同牵头的任务有哪些？",
        "三年行动计划里提到什么？",
    ],
)
def test_what_looks_like_a_number_and_is_none(assistant: Assistant, question: str) -> None:
    assert numbers_in(assistant, question) == []


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("57项需要谁来配合", (57,)),
        ("四十九项得找哪些单位落实", (49,)),
        ("37项和38项时限相同吗", (37, 38)),
        ("四十五条、四十六条牵头的是同一个处吗", (45, 46)),
        ("三十条是几个处一起牵头的", (30,)),
        ("37、38 时间", (37, 38)),
        ("第五十一至五十二项归谁", (51, 52)),
        ("第三十八、三十九两项", (38, 39)),
    ],
)
def test_items_by_their_numbers_alone(
    assistant: Assistant, question: str, numbers: tuple[int, ...]
) -> None:
    assert numbers_in(assistant, question) == [(Noun.ITEM, numbers)]


@pytest.mark.parametrize(
    "question", ["三十项里医政处配合的有几项", "十八项归生物医药处牵头对吗", "12项和13项加起来几项"]
)
def test_so_many_items_are_no_numbers(assistant: Assistant, question: str) -> None:
    assert numbers_in(assistant, question) == []


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("38", 38), ("三十八", 38), ("三八", 38), ("十", 10), ("十二", 12), ("二十", 20),
        ("一百零三", 103), ("两", 2), ("〇", 0), ("六五", 65),
    ],
)  # fmt: skip
def test_chinese_numerals(written: str, value: int) -> None:
    assert read_numeral(written) == value


@pytest.mark.parametrize("written", ["十十十", "百十"])
def test_what_is_no_numeral_is_no_number(written: str) -> None:
    assert read_numeral(written) is None


def test_of_many_documents_the_numbers_of_a_few_are_told(
    assistant: Assistant, tmp_path: Path
) -> None:
    shipped = assistant.index.catalogue
    points = [item for item in shipped.items() if item.kind is ItemKind.WORK_POINT][:2]
    first = shipped.documents()[0]
    documents = []
    for place in range(9):
        doc_id, title = f"plan-{place}", f"第{place}镇工作要点"
        own = tuple(
            replace(item, doc_id=doc_id, item_id=f"{doc_id}#{item.number}") for item in points
        )
        document = replace(first, doc_id=doc_id, title=title, short_title=title)
        documents.append(ParsedDocument(document, own, (), ()))
    build_from(documents, tmp_path / "index", checksum="", embedder="hashing")
    with closing(Index.open(tmp_path / "index")) as index:
        answer = Assistant(index).ask("第88点是什么？")
    assert answer.refused
    assert "第5镇工作要点的要点编号是1到2" in answer.text
    assert "另有3份文件" in answer.text
    assert "第6镇" not in answer.text
