"""The types that ingestion makes: documents, items, deadlines, and what was read where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.names import department


class ItemKind(StrEnum):
    """What an item is: a table row, a numbered point, or any other text."""

    TASK = "task"
    WORK_POINT = "work_point"
    PASSAGE = "passage"


class Role(StrEnum):
    """What an owner does for an item: leads (牵头), cooperates (配合), carries out (委属单位)."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    UNIT = "unit"


class DeadlineKind(StrEnum):
    """What sort of time a deadline (时间节点) names."""

    DAY = "day"  # 5月31日前, 2024年6月30日
    MONTH = "month"  # 9月, 2024年6月底前
    QUARTER = "quarter"  # 三季度
    HALF_YEAR = "half_year"  # 上半年
    YEAR = "year"  # 年内, 2025年底
    PERIOD = "period"  # 2024—2026年
    ALL_YEAR = "all_year"  # 全年
    ONGOING = "ongoing"  # 持续推进, 长期坚持
    OTHER = "other"  # stated, but not understood as a time


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline as written, and the last day it means where it means one.

    `due` is None for `ALL_YEAR`, `ONGOING` and `OTHER`.
    """

    text: str
    kind: DeadlineKind
    due: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """What a further column of a task table says of a task: 总投资（万元）, 4800."""

    column: str  # the header as written, on one line
    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of character offsets in a document's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Leftover:
    """A stretch of text that is neither item nor heading, and why (列头, 落款, 空单元格…)."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Something a person should look at before the document goes live."""

    code: str  # number_gap, number_repeated, row_without_owner, unknown_header, …
    message: str  # Chinese, says what to do
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One policy file and what is known about it. `text` is what every span points into."""

    doc_id: str
    title: str
    short_title: str
    issuer: str
    date: dt.date | None
    year: int | None  # the year that bare months mean
    jurisdiction: str
    kind: str  # work_points, task_table, plain
    source: str
    file: str
    sha256: str  # of the file's bytes
    text: str = field(repr=False)
    doc_number: str = ""  # 发文字号


@dataclass(frozen=True, slots=True)
class PolicyItem:
    """The unit that is retrieved and cited.

    `text` equals `document.text[start:end]`. Owners keep the document's order and spelling, 等
    included; `owners` gives them without it.
    `title` is the short heading of a work point ("推进政务服务标准化"), empty for a task.
    `cells` are of the columns that are no number, group, owner, deadline, nor the task itself.
    """

    item_id: str  # pudong-2024#38; from the document's own numbering, never from position
    kind: ItemKind
    number: int | None
    label: str  # the number as written: （38）, 4., 第三条; empty for a passage
    doc_id: str
    doc_title: str
    text: str
    start: int
    end: int
    title: str = ""
    section: str | None = None  # the 一、二、三 heading above
    group_number: int | None = None
    group_title: str | None = None
    lead: tuple[str, ...] = ()
    cooperating: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    deadline: Deadline | None = None
    owners_certain: bool = True  # False when owners are sentence subjects, not stated roles
    recognised: bool = False  # True when the text was read off an image, and may hold errors
    cells: tuple[Cell, ...] = ()

    def owners(self, role: Role) -> tuple[str, ...]:
        """The offices that hold a role, in the document's order, without 等."""
        return tuple(map(department, self.written(role)))

    def written(self, role: Role) -> tuple[str, ...]:
        """The names that hold a role as the document writes them."""
        return {Role.LEAD: self.lead, Role.COOPERATING: self.cooperating}.get(role, self.units)

    @property
    def topic(self) -> str:
        """What is embedded and searched: group title and text, without owners."""
        head = self.group_title or ""
        return f"{head}：{self.text}" if head else self.text


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """A document read into items; headings and leftovers account for the rest of its text."""

    document: Document
    items: tuple[PolicyItem, ...]
    headings: tuple[Span, ...]
    leftovers: tuple[Leftover, ...]
    warnings: tuple[ReadWarning, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one file gave: how many items of each kind, and what needs a look."""

    file: str
    doc_id: str
    counts: dict[str, int]
    warnings: tuple[ReadWarning, ...]
    error: str = ""  # set when the file could not be read at all
