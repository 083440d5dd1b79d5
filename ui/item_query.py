"""The filters of a listing, one meaning for HTTP, command line and page."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from index.filters import ItemFilter, OwnerCondition
from ingest import ItemKind, Role

MOST_ITEMS = 1000

Month = Annotated[int, Field(ge=1, le=12)]
# SQLite cannot be asked for a number of more than 64 bits.
Number = Annotated[int, Field(ge=0, le=10**9)]


class ItemQuery(BaseModel):
    """Every filter holds; of a repeated filter any value will do, of a repeated `q` all must."""

    model_config = ConfigDict(extra="forbid")

    lead: list[str] = Field(default=[], description="牵头部门")
    cooperating: list[str] = Field(default=[], description="配合部门")
    unit: list[str] = Field(default=[], description="委属相关单位")
    owner: list[str] = Field(default=[], description="部门或单位，不论角色")
    month: list[Month] = Field(default=[], description="完成时限所在的月份，1–12")
    kind: list[ItemKind] = Field(default=[], description="条目种类")
    doc_id: list[str] = Field(default=[], description="文件编号，见 /api/documents")
    item_id: list[str] = Field(default=[], description="条目编号，如导出一个回答的条目时")
    number: list[Number] = Field(default=[], description="条目在文件里的序号")
    group: list[Number] = Field(default=[], description="任务所属组的序号")
    q: list[str] = Field(default=[], description="组名或正文里出现的文字")
    offset: Number = Field(default=0, description="跳过前几条")
    limit: int = Field(default=100, ge=1, le=MOST_ITEMS, description="最多返回几条")

    @field_validator("lead", "cooperating", "unit", "owner", "doc_id", "item_id", "q")
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
        )
        return ItemFilter(
            owners=tuple(OwnerCondition(tuple(names), roles) for names, roles in named if names),
            kinds=tuple(self.kind),
            doc_ids=tuple(self.doc_id),
            item_ids=tuple(self.item_id),
            numbers=tuple(self.number),
            groups=tuple(self.group),
            months=tuple(self.month),
            contains=tuple(self.q),
        )
