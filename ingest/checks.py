"""What a person should look at before a document goes live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.ids import Draft
from ingest.items import ItemKind, PolicyItem, ReadWarning, Span
from ingest.nodes import Node

# Deeper numbers are often used freely; what is cited is numbered in these.
_CHECKED = {"section", "bracketed", "arabic", "article", "chapter"}
_OF_REGISTER = 100  # no list that is whole begins above it


@dataclass(frozen=True, slots=True)
class _Numbered:
    number: int
    label: str
    span: Span


def check(drafts: Sequence[Draft], nodes: Sequence[Node], *, owned: set[int]) -> list[ReadWarning]:
    """Warnings about numbers that are missing or repeated, and table rows without owner.

    `owned` holds the start offsets of tasks whose table has a column for owners.
    """
    warnings = [one for run in _runs(drafts, nodes) for one in _number_warnings(run)]
    for draft in drafts:
        item = draft.item
        if item.kind is ItemKind.TASK and item.start in owned and not item.lead:
            warnings.append(_without_owner(item))
    return sorted(warnings, key=lambda one: one.place.start if one.place else 0)


def _runs(drafts: Sequence[Draft], nodes: Sequence[Node]) -> Iterable[list[_Numbered]]:
    """The numbers of every series in the document's order, headings and items alike."""
    runs: dict[tuple[str, str], list[_Numbered]] = defaultdict(list)
    for node in nodes:
        inserted = node.marker and "之" in node.marker.label  # 第三条之一
        if node.marker and node.marker.style in _CHECKED and not inserted:
            span = Span(node.paragraph.start, node.paragraph.end)
            one = _Numbered(node.marker.number, node.marker.label, span)
            boxed = "".join(above.heading for above in node.ancestors if above.is_box)
            runs[node.marker.style, node.region + boxed].append(one)
    for draft in drafts:
        item = draft.item
        if item.kind is ItemKind.TASK and item.number is not None and not draft.shares_number:
            one = _Numbered(item.number, item.label, Span(item.start, item.end))
            runs[draft.numbering.series, ""].append(one)
    return runs.values()


def _number_warnings(run: Sequence[_Numbered]) -> list[ReadWarning]:
    """Gaps and repeats of one series; going back to 1 is a restart, not a slip."""
    warnings: list[ReadWarning] = []
    before, after = 0, "开头"
    register = _is_of_register(run)
    for one in run:
        if one.number == before and one.number > 1:
            message = f"编号 {one.label} 出现了两次：请核对原文编号。"
            warnings.append(ReadWarning("number_repeated", message, one.span))
        elif one.number > before + 1 and not register:
            missing = str(before + 1)
            if one.number > before + 2:
                missing += f"–{one.number - 1}"
            message = f"编号从 {after} 跳到 {one.label}，缺 {missing}：请核对是否漏读。"
            warnings.append(ReadWarning("number_gap", message, one.span))
        elif 1 < one.number < before:
            message = f"编号从 {after} 退到 {one.label}：请核对原文编号。"
            warnings.append(ReadWarning("number_back", message, one.span))
        before, after = one.number, one.label
    return warnings


def _is_of_register(run: Sequence[_Numbered]) -> bool:
    """Whether numbers are those of a register that only some stand in: 25001, 25007, 25012."""
    numbers = [0, *(one.number for one in run)]
    gaps = sum(number > before + 1 for before, number in pairwise(numbers))
    return run[0].number > _OF_REGISTER and gaps * 2 > len(run)


def _without_owner(item: PolicyItem) -> ReadWarning:
    return ReadWarning(
        "row_without_owner",
        f"任务{item.label or '（无编号）'}“{item.text[:20]}”没有写明牵头单位："
        "请核对原文；原文确无时可忽略。",
        Span(item.start, item.end),
    )
