"""How an answer came about, in words for people who do not know the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest import PolicyItem
from ui import wording

if TYPE_CHECKING:
    from index.catalogue import Catalogue
    from ui.exchanges import Exchange

NEAREST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Explained:
    """What the page shows where a user asks how an answer was arrived at."""

    understood: list[tuple[str, str]]  # label and value
    nearest: list[tuple[str, PolicyItem]]  # name and item, nearest first
    judged: str  # label of the reason
    reason: str
    removed: list[str]  # statements that had no proof
    took: str


def explained(
    exchange: Exchange, catalogue: Catalogue, titles: Mapping[str, str]
) -> Explained | None:
    """The explanation of an answer, with names in place of ids; None when it has none."""
    explain = exchange.body.explain
    if explain is None:
        return None
    found = [one.item_id for one in explain.found[:NEAREST_SHOWN]]
    items = {item.item_id: item for item in catalogue.items_by_id(found)}
    said = {label: _named(str(value), catalogue, titles) for label, value in explain.query.items()}
    return Explained(
        understood=[(label, value) for label, value in said.items() if value != exchange.question],
        nearest=[(item_name(items[one]), items[one]) for one in found if one in items],
        judged=wording.WHY_REFUSED if exchange.body.refused else wording.HOW_FOUND,
        reason=explain.reason,
        removed=list(explain.removed),
        took=wording.TOOK.format(milliseconds=round(exchange.body.took_ms)),
    )


def item_name(item: PolicyItem) -> str:
    """任务 38; a passage, which has no number, is 段落."""
    number = "" if item.number is None else f" {item.number}"
    return f"{wording.KINDS[item.kind.value]}{number}"


def _named(value: str, catalogue: Catalogue, titles: Mapping[str, str]) -> str:
    """The value with names for the ids of items and documents in it."""
    parts: Sequence[str] = value.split("、")
    items = {item.item_id: item for item in catalogue.items_by_id(p for p in parts if "#" in p)}
    return "、".join(
        item_name(items[part]) if part in items else titles.get(part, part) for part in parts
    )
