"""Check what is asserted of every item: 65项任务都是全年吗, 公卫处牵头的都在第二部分吗."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.bench import Bench
from assistant.described import describe, said, said_numbers
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from assistant.strategies.listing import chosen_items, correction
from ingest import PolicyItem

ACTS = (Act.LIST, Act.COUNT)
ORDER = 40


def answer(query: Query, bench: Bench) -> Draft | None:
    """Whether all items of the subject are as asserted, and which are not."""
    fitting = chosen_items(query, bench) if query.subject is not None else None
    items = chosen_items(query.subject, bench) if query.subject is not None else None
    if query.subject is None or fitting is None or not items:
        return None
    those = [item for item in items if item in fitting]
    others = [item for item in items if item not in fitting]
    total = len(items)
    head = f"{correction(query, total, bench)}{describe(query.subject)}共**{total}项**"
    if not others:
        text = f"是的，{head}，全部如此：\n\n{bench.writer.listing(items).text}"
    elif not those:
        text = f"不是：{head}，没有一项是这样：\n\n{bench.writer.listing(items).text}"
    else:
        text = f"不全是：{head}，{_apart(query, those, others, bench)}"
    each = (*_per_deadline(others).values(), *_per_deadline(those).values())
    numbers = (total, len(others), len(those), *said_numbers(query.subject), *each)
    statement = Statement(text, tuple(items), numbers, said(query))
    count = total if query.counts or query.subject.counts else None
    return Draft((statement,), count=count, reason="逐项核对")


def _apart(
    query: Query, those: Sequence[PolicyItem], others: Sequence[PolicyItem], bench: Bench
) -> str:
    """How many are so and how many are not: the fewer in full, the more by their numbers."""
    parts = (("是", those), ("不是", others))
    (few, fewer), (rest, more) = sorted(parts, key=lambda part: (len(part[1]), part[0] == "是"))
    due = f"（{_by_deadline(more)}）" if query.time_text else ""
    return (
        f"{len(more)}项{rest}，{len(fewer)}项{few}：\n\n{bench.writer.listing(fewer).text}"
        f"\n\n{rest}的{len(more)}项{due}：{''.join(map(bench.writer.mark, more))}"
    )


def _per_deadline(items: Sequence[PolicyItem]) -> Counter[str]:
    """How many items have each deadline, most first."""
    return Counter(item.deadline.text for item in items if item.deadline)


def _by_deadline(items: Sequence[PolicyItem]) -> str:
    """全年49项、9月9项."""
    return "、".join(f"{text}{number}项" for text, number in _per_deadline(items).most_common())
