"""The filters of a listing, one meaning for HTTP, command line and page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from index.catalogue import Catalogue
from index.filters import ItemFilter, OwnerCondition
from ingest import DeadlineKind, ItemKind, PolicyItem, Role, department
from ingest.sounds import usual_reading

MOST_ITEMS = 1000
MOST_NAMES = 50  # in one role; each of them is compared with the owners of every item
MOST_WORDS = 50  # that all have to occur; each of them is looked for in every item

Names = Annotated[list[str], Field(max_length=MOST_NAMES)]
Month = Annotated[int, Field(ge=1, le=12)]
# SQLite cannot be asked for a number of more than 64 bits.
Number = Annotated[int, Field(ge=0, le=10**9)]


class Sort(StrEnum):
    """In what order items are listed and exported; items that are equal stay in document order."""

    DOCUMENT = "document"
    DUE = "due"
    LEAD = "lead"
    NUMBER = "number"


class ItemQuery(BaseModel):
    """Every filter holds; of a repeated filter any value will do, of a repeated `q` all must."""

    model_config = ConfigDict(extra="forbid")

    lead: Names = Field(default=[], description="牵头部门")
    cooperating: Names = Field(default=[], description="配合部门")
    unit: Names = Field(default=[], description="委属相关单位")
    owner: Names = Field(default=[], description="部门或单位，不论角色")
    with_owner: Names = Field(default=[], description="同时还有这些部门或单位，不论角色")
    month: list[Month] = Field(default=[], description="完成时限所在的月份，1–12")
    due_from: dt.date | None = Field(default=None, description="最迟完成日不早于这一天")
    due_to: dt.date | None = Field(default=None, description="最迟完成日不晚于这一天")
    deadline_kind: list[DeadlineKind] = Field(default=[], description="时间节点的种类，如 all_year")
    kind: list[ItemKind] = Field(default=[], description="条目种类")
    doc_id: list[str] = Field(default=[], description="文件编号，见 /api/documents")
    item_id: list[str] = Field(default=[], description="条目编号，如导出一个回答的条目时")
    number: list[Number] = Field(default=[], description="条目在文件里的序号")
    group: list[Number] = Field(default=[], description="任务所属组的序号")
    q: list[str] = Field(default=[], max_length=MOST_WORDS, description="组名或正文里出现的文字")
    sort: Sort = Field(default=Sort.DOCUMENT, description="排列次序")
    offset: Number = Field(default=0, description="跳过前几条")
    limit: int = Field(default=100, ge=1, le=MOST_ITEMS, description="最多返回几条")

    @field_validator("lead", "cooperating", "unit", "owner", "with_owner", "doc_id", "item_id", "q")
    @classmethod
    def _drop_blank(cls, values: list[str]) -> list[str]:
        return [value.strip() for value in values if value.strip()]

    def as_filter(self) -> ItemFilter:
        """The catalogue's form of these filters."""
        named = (
            (self.lead, (Role.LEAD,)),
            (self.cooperating, (Role.COOPERATING,)),
            (self.unit, (Role.UNIT,)),
            (self.owner, tuple(Role)),
            (self.with_owner, tuple(Role)),
        )
        return ItemFilter(
            owners=tuple(
                OwnerCondition(tuple(map(department, names)), roles)
                for names, roles in named
                if names
            ),
            kinds=tuple(self.kind),
            doc_ids=tuple(self.doc_id),
            item_ids=tuple(self.item_id),
            numbers=tuple(self.number),
            groups=tuple(self.group),
            months=tuple(self.month),
            due_from=self.due_from,
            due_to=self.due_to,
            deadline_kinds=tuple(self.deadline_kind),
            contains=tuple(self.q),
        )

    def items(self, catalogue: Catalogue, *, paged: bool = True) -> list[PolicyItem]:
        """What the query lets through, sorted; all of it unless `paged`."""
        last = self.offset + self.limit
        if self.sort is Sort.DOCUMENT:
            page = {"offset": self.offset, "limit": self.limit} if paged else {}
            return catalogue.items(self.as_filter(), **page)
        found = sorted(catalogue.items(self.as_filter()), key=_KEYS[self.sort])
        return found[self.offset : last] if paged else found


def _by_due(item: PolicyItem) -> tuple[object, ...]:
    """Days first, soonest on top; then deadlines without a day; then none."""
    if item.deadline is None:
        return (2, "")
    due = item.deadline.due
    return (0, due.isoformat()) if due else (1, item.deadline.text)


def _by_lead(item: PolicyItem) -> tuple[object, ...]:
    """In the order of pinyin; without a lead, last."""
    return (not item.lead, *(tuple(map(usual_reading, name)) for name in item.lead))


def _by_number(item: PolicyItem) -> tuple[object, ...]:
    return (item.number is None, item.number or 0)


_KEYS: dict[Sort, Callable[[PolicyItem], tuple[object, ...]]] = {
    Sort.DUE: _by_due,
    Sort.LEAD: _by_lead,
    Sort.NUMBER: _by_number,
}
