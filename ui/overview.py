"""What a catalogue holds at a glance: filter choices, numbers for charts, example questions."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from ingest import ItemKind, PolicyItem, Role
from ui import wording

if TYPE_CHECKING:
    from assistant import Assistant
    from index.catalogue import Group, OwnerCount

EXAMPLES_SHOWN = 4  # in each group
_QUOTED = re.compile(r"“([^“”]{3,10})”")


@dataclass(frozen=True, slots=True)
class DeadlineCount:
    """How many items are due in a month (`value` 2024-09), or have a deadline without a day.

    The `value` of the latter is the kind of the deadline.
    """

    label: str
    value: str
    items: int


@dataclass(frozen=True, slots=True)
class PairCount:
    """How many items one name leads while another cooperates."""

    lead: str
    cooperating: str
    items: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the page shows before anything is asked."""

    titles: dict[str, str]  # short title of each doc_id
    items: int
    owners: tuple[OwnerCount, ...]
    departments: tuple[str, ...]  # busiest first
    groups: tuple[Group, ...]  # the numbered ones
    deadlines: tuple[DeadlineCount, ...]  # soonest first
    pairs: tuple[PairCount, ...]  # most items first
    staff_examples: tuple[str, ...]
    public_examples: tuple[str, ...]


def look_over(assistant: Assistant) -> Overview:
    """Gather the overview; each example question is asked once, and shown if it is answered."""
    catalogue = assistant.index.catalogue
    items = catalogue.items()
    owners = tuple(catalogue.owners())
    documents = catalogue.documents()
    return Overview(
        titles={one.doc_id: one.short_title or one.title for one in documents},
        items=len(items),
        owners=owners,
        departments=tuple(dict.fromkeys(owner.name for owner in owners)),
        groups=tuple(group for group in catalogue.groups() if group.number is not None),
        deadlines=_deadlines(items),
        pairs=_pairs(items),
        staff_examples=_answered(
            assistant, _staff_questions(items, owners, [one.title for one in documents])
        ),
        public_examples=_answered(assistant, _public_questions(items)),
    )


def _due(item: PolicyItem) -> dt.date | None:
    return item.deadline.due if item.deadline else None


def _deadlines(items: Iterable[PolicyItem]) -> tuple[DeadlineCount, ...]:
    """Months in order of time, then kinds of deadline that never have a day.

    A month of a document that has no year is in no month of the chart.
    """
    stated = [item.deadline for item in items if item.deadline is not None]
    dated = Counter((one.due.year, one.due.month) for one in stated if one.due)
    others = Counter(one.kind for one in stated if not one.due)
    months = [
        DeadlineCount(f"{year}年{month}月", f"{year}-{month:02}", number)
        for (year, month), number in sorted(dated.items())
    ]
    undated = [
        DeadlineCount(wording.UNDATED[kind.value], kind.value, number)
        for kind, number in others.most_common()
        if kind.value in wording.UNDATED
    ]
    return (*months, *undated)


def _pairs(items: Iterable[PolicyItem]) -> tuple[PairCount, ...]:
    met = Counter(
        pair
        for item in items
        for pair in product(item.owners(Role.LEAD), item.owners(Role.COOPERATING))
    )
    return tuple(PairCount(*pair, number) for pair, number in met.most_common())


def _staff_questions(
    items: Sequence[PolicyItem], owners: Sequence[OwnerCount], titles: Sequence[str]
) -> list[str]:
    """About who does what; where documents do not say so, about the documents."""
    tasks = [item for item in items if item.kind == ItemKind.TASK]
    shared = [item for item in tasks if item.lead and item.cooperating and item.number]
    leads = [owner for owner in owners if owner.role == Role.LEAD]
    helpers = [owner for owner in owners if owner.role == Role.COOPERATING]
    asked = [wording.ASK_OWNERS.format(number=item.number) for item in shared[:1]]
    asked += [wording.ASK_LED_BY.format(name=owner.name) for owner in leads[1:2] or leads[:1]]
    months = Counter(due.month for due in map(_due, tasks) if due)
    asked += [wording.ASK_MONTH.format(month=month) for month, _ in months.most_common(1)]
    asked += [wording.ASK_COUNT.format(name=owner.name) for owner in leads[:1]]
    asked += [wording.ASK_COOPERATES.format(name=owner.name) for owner in helpers[:1]]
    if owners:
        return asked
    return [*asked, wording.ASK_FILES, *map(wording.ASK_ISSUER.format, titles)]


def _public_questions(items: Sequence[PolicyItem]) -> list[str]:
    """About the terms that documents put in quotation marks most often."""
    terms = Counter(term for item in items for term in set(_QUOTED.findall(item.topic)))
    ways = (wording.ASK_ABOUT, wording.ASK_WHO, wording.ASK_MEASURES, wording.ASK_WHEN)
    asked: list[str] = []
    for term, _ in terms.most_common(len(ways) * 2):
        named = [item for item in items if term in item.topic]
        # Who and when are asked only where a document says so.
        said = {
            wording.ASK_WHO: any(item.lead for item in named),
            wording.ASK_WHEN: any(item.deadline for item in named),
        }
        way = ways[len(asked) % len(ways)]
        asked.append((way if said.get(way, True) else wording.ASK_ABOUT).format(term=term))
    return asked


def _answered(assistant: Assistant, questions: Iterable[str]) -> tuple[str, ...]:
    kept: list[str] = []
    for question in questions:
        if len(kept) < EXAMPLES_SHOWN and not assistant.own(question).refused:
            kept.append(question)
    return tuple(kept)
