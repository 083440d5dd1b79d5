"""A small made corpus of seven tasks, built into a real index with the hashing embedder."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from eval.question_sets import Question
from index.builder import build_from
from ingest import Deadline, DeadlineKind, Document, ItemKind, ParsedDocument, PolicyItem

# number, text, lead, cooperating, units, deadline
_TASKS = (
    (1, "修缮老旧小区屋面，更换破损雨水管。", ("房管科",), ("城建科",), ("物业中心",), "6月"),
    (2, "新建社区口袋公园，补种行道树。", ("绿化科",), (), ("园林所",), "9月"),
    (3, "开展夜市食品抽检，公布抽检结果。", ("食药科", "市场科"), ("城建科",), (), "9月"),
    (4, "整治占道经营，设置便民疏导点。", ("市场科",), ("绿化科", "房管科"), ("城管队",), "全年"),
    (5, "推进电梯加装，简化报批手续。", ("房管科",), ("市场科",), ("物业中心",), "全年"),
    (6, "清理河道淤泥，修复护岸。", ("城建科",), (), ("园林所", "城管队"), "9月"),
    (7, "举办食品安全宣传周活动", ("食药科",), (), (), "6月"),
)


def _deadline(text: str) -> Deadline:
    if text == "全年":
        return Deadline(text, DeadlineKind.ALL_YEAR)
    month = int(text.removesuffix("月"))
    return Deadline(text, DeadlineKind.MONTH, dt.date(2024, month, 30))


def _parsed() -> ParsedDocument:
    lines: list[str] = []
    items: list[PolicyItem] = []
    position = 0
    for number, text, lead, cooperating, units, deadline in _TASKS:
        items.append(
            PolicyItem(
                item_id=f"town#{number}",
                kind=ItemKind.TASK,
                number=number,
                label=f"（{number}）",
                doc_id="town",
                doc_title="城关镇民生任务分工表",
                text=text,
                start=position,
                end=position + len(text),
                lead=lead,
                cooperating=cooperating,
                units=units,
                deadline=_deadline(deadline),
            )
        )
        line = "\t".join((text, *("、".join(names) for names in (lead, cooperating, units))))
        lines.append(f"{line}\t{deadline}\n")
        position += len(lines[-1])
    document = Document(
        doc_id="town",
        title="城关镇民生任务分工表",
        short_title="任务分工表",
        issuer="城关镇",
        date=None,
        year=2024,
        jurisdiction="城关镇",
        kind="task_table",
        source="测试",
        file="town.txt",
        sha256="0" * 64,
        text="".join(lines),
    )
    return ParsedDocument(document, tuple(items), (), ())


@pytest.fixture(scope="session")
def parsed() -> ParsedDocument:
    return _parsed()


@pytest.fixture(scope="session")
def items(parsed: ParsedDocument) -> tuple[PolicyItem, ...]:
    return parsed.items


@pytest.fixture(scope="session")
def data_folder(parsed: ParsedDocument, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose index holds the made corpus."""
    folder = tmp_path_factory.mktemp("data")
    build_from([parsed], folder / "index", checksum="made", embedder="hashing")
    return folder


@pytest.fixture(scope="session")
def questions() -> tuple[Question, ...]:
    """Three that the corpus answers and one that it does not."""
    return (
        Question(
            id="lead",
            kind="lead",
            question="河道淤泥清理谁牵头？",
            must=("城建科",),
            citations=("town#6",),
        ),
        Question(
            id="unit",
            kind="unit",
            question="加装电梯的委属单位是谁？",
            must=("物业中心",),
            citations=("town#5",),
        ),
        Question(
            id="count",
            kind="count",
            question="食药科牵头几项任务？",
            must=("2",),
            citations=("town#3", "town#7"),
            count=2,
        ),
        Question(id="phone", kind="refusal", question="咨询热线号码？", citations=(), refused=True),
    )
