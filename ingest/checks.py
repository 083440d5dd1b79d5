"""What a person should look at before a document goes live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ingest.ids import Draft
from ingest.items import ItemKind, PolicyItem, ReadWarning, Span


def check(drafts: Sequence[Draft], *, owned: set[int]) -> list[ReadWarning]:
    """Warnings about numbers that are missing or repeated, and table rows without owner.

    `owned` holds the start offsets of tasks whose table has a column for owners.
    """
    runs: dict[tuple[str, str], list[PolicyItem]] = defaultdict(list)
    for draft in drafts:
        if draft.item.number is not None:
            numbering = draft.numbering
            region = "" if numbering.series.startswith("task") else numbering.region
            runs[numbering.series, region].append(draft.item)
    warnings = [one for run in runs.values() for one in _number_warnings(run)]
    for draft in drafts:
        item = draft.item
        if item.kind is ItemKind.TASK and item.start in owned and not item.lead:
            warnings.append(
                ReadWarning(
                    "row_without_owner",
                    f"任务{item.label or '（无编号）'}“{item.text[:20]}”没有写明牵头单位："
                    "请核对原文；原文确无时可忽略。",
                    Span(item.start, item.end),
                )
            )
    return sorted(warnings, key=lambda one: one.place.start if one.place else 0)


def _number_warnings(run: Sequence[PolicyItem]) -> list[ReadWarning]:
    """Gaps and repeats of one series; going back to 1 is a restart, not a slip."""
    warnings: list[ReadWarning] = []
    last: PolicyItem | None = None
    for item in run:
        number = item.number or 0
        before = last.number or 0 if last else 0
        span = Span(item.start, item.end)
        if last and number == before:
            message = f"编号 {item.label} 出现了两次：请核对原文编号。"
            warnings.append(ReadWarning("number_repeated", message, span))
        elif number > before + 1:
            missing = f"{before + 1}" if number == before + 2 else f"{before + 1}–{number - 1}"
            after = last.label if last else "开头"
            message = f"编号从 {after} 跳到 {item.label}，缺 {missing}：请核对是否漏读。"
            warnings.append(ReadWarning("number_gap", message, span))
        last = item
    return warnings
