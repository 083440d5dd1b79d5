"""What the rows of a task table give: tasks, the headings over them, and what is left over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.items import Cell, Span
from ingest.outline import Marker, number_of
from ingest.owners import Owners


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading row over tasks: its words as written, and the number that they begin with."""

    text: str
    marker: Marker | None

    @property
    def title(self) -> str:
        """The words without the number."""
        return self.text[self.marker.end :] if self.marker else self.text


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as its row says it. `label` is empty for a row without a number of its own."""

    start: int
    end: int
    label: str
    number: int | None
    title: str
    section: Heading | None
    group_number: int | None
    group_title: str | None
    owners: Owners
    deadline: str
    shares_number: bool = False  # its number is merged over this row and the one above
    cells: tuple[Cell, ...] = ()  # of the columns that are nothing of the above


@dataclass(slots=True)
class TableReading:
    """What a table gave: tasks, headings, notes, and the cells that are neither, with a reason."""

    tasks: list[TaskRow] = field(default_factory=list)
    headings: list[Span] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    leftovers: list[tuple[Span, str]] = field(default_factory=list)


def number_in(label: str) -> int | None:
    """The number of a cell: 12, *3, 1.2 (its last part), （五）."""
    digits = re.search(r"\d{1,9}(?=\D*$)", label)
    if digits:
        return int(digits[0])
    numeral = re.search("[一二三四五六七八九十百]{1,6}|[①-⑳㉑-㉟㊱-㊿]", label)
    try:
        return number_of(numeral[0]) if numeral else None
    except ValueError:  # 十十
        return None
