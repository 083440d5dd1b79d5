"""A small made-up plan to upload: three tasks, each with who leads it."""

from __future__ import annotations


def plan(topic: str, *, gap: bool = False) -> str:
    """The text of a plan about a topic; with a gap, number 3 is missing."""
    last = 4 if gap else 3
    return (
        f"某示范区2025年{topic}工作任务分工表\n"
        f"1．推进{topic}共享。（信息处牵头，医务处配合）\n"
        f"2．开展{topic}培训。（人事处牵头）\n"
        f"{last}．公布{topic}年度报告。（宣传处牵头，时间节点：12月）\n"
    )
