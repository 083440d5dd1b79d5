"""Sentences that set owners for other items: 以下任务均由X负责, 第1—3项由X牵头."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import deadlines
from ingest.duty_times import is_time
from ingest.ids import Draft
from ingest.items import Deadline, ItemKind, PolicyItem
from ingest.nodes import Node, place_under
from ingest.numbered_owners import Numbered, numbered_of
from ingest.owner_sentences import Default, Scope, default_of
from ingest.owners import Owners, with_lead_of

_NUMBERED = re.compile(r"第\s?\d[^由\n]{0,40}由")  # what is worth a closer look


@dataclass(frozen=True, slots=True)
class _Set:
    """A default, where it is said, and the headings that it is said under.

    `counted` are the items that it counts (以上3项任务); `alone` when no item stands under its
    heading, which then is one over the sentence and nothing else.
    """

    default: Default
    start: int
    section: str | None
    group: str | None
    counted: frozenset[int] = frozenset()
    alone: bool = False

    @property
    def width(self) -> int:
        """How much it speaks of: what is counted is told before a part, a part before all."""
        return 0 if self.counted else 2 if self.default.scope is Scope.DOCUMENT else 1

    def reaches(self, item: PolicyItem) -> bool:
        scope = self.default.scope
        if self.counted or scope is Scope.DOCUMENT:
            return item.start in self.counted or not self.counted
        if scope is Scope.BELOW and self.alone:
            return item.start > self.start
        if self.section is not None and item.section != self.section:
            return False
        if self.group is not None and item.group_title != self.group:
            return False
        if scope is Scope.BELOW:
            return item.start > self.start
        return scope is Scope.SECTION or item.start < self.start


def apply_defaults(drafts: Sequence[Draft], nodes: Sequence[Node], year: int | None) -> list[Draft]:
    """Give tasks and points without owners those that a sentence sets for them.

    Its deadline goes with them; `year` is what a bare month means.
    """
    found: list[_Set] = []
    for draft in drafts:
        item = draft.item
        if item.kind is not ItemKind.TASK and (default := default_of(item.text)):
            start = item.start + (default.at if default.scope is Scope.ABOVE else 0)
            found.append(_Set(default, start, item.section, item.group_title))
    for node in nodes:
        if default := default_of(node.paragraph.text):
            place = place_under(node)
            found.append(_Set(default, node.paragraph.start, place.section, place.group_title))
    drafts = _with_numbered(drafts, nodes, year)
    if not found:
        return list(drafts)
    owned = [draft.item for draft in drafts if draft.item.kind is not ItemKind.PASSAGE]
    placed = sorted((_placed(one, owned) for one in found), key=lambda one: one.width)
    return [_with_default(draft, placed, year) for draft in drafts]


def _with_numbered(
    drafts: Sequence[Draft], nodes: Sequence[Node], year: int | None
) -> Sequence[Draft]:
    """Items without owners with those that a sentence gives to their numbers.

    The numbers are those of its own section, or of the whole document where it has none of them.
    """
    said = [(one.item.text, one.item.section) for one in drafts if _NUMBERED.search(one.item.text)]
    said += [
        (node.paragraph.text, place_under(node).section)
        for node in nodes
        if _NUMBERED.search(node.paragraph.text)
    ]
    told = dict.fromkeys((one, place) for text, place in said for one in numbered_of(text))
    given: dict[int, Numbered] = {}
    items = [draft.item for draft in drafts if draft.item.kind is not ItemKind.PASSAGE]
    for one, section in told:
        meant = [item for item in items if item.number in one.numbers]
        near = [item for item in meant if item.section == section] or meant
        if len({item.number for item in near}) == len(near):
            given |= {item.start: one for item in near}
    return [_numbered(draft, given.get(draft.item.start), year) for draft in drafts]


def _numbered(draft: Draft, one: Numbered | None, year: int | None) -> Draft:
    item = draft.item
    if one is None or item.lead or item.cooperating or item.units:
        return draft
    owners, due = one.owners, item.deadline or deadlines.in_text(one.said, year)
    item = replace(
        item,
        lead=owners.lead,
        cooperating=owners.cooperating,
        units=owners.units,
        deadline=due,
    )
    return replace(draft, item=item)


def _placed(one: _Set, items: Sequence[PolicyItem]) -> _Set:
    """A default with the items that it counts; without a count, whether any stand beside it."""
    below = [item for item in items if item.start > one.start]
    count = one.default.count
    if count:
        above = [item for item in items if item.start < one.start]
        near = above[-count:] if one.default.scope is Scope.ABOVE else below[:count]
        return replace(one, counted=frozenset(item.start for item in near))
    return replace(one, alone=not any(item.section == one.section for item in below))


def _with_default(draft: Draft, found: Sequence[_Set], year: int | None) -> Draft:
    item = draft.item
    own = Owners(item.lead, item.cooperating, item.units, item.owners_certain)
    if item.kind is ItemKind.PASSAGE:
        return draft
    speaks = default_of(item.text)
    if speaks and not (speaks.scope is Scope.ABOVE and speaks.at):
        return draft  # the sentence does not speak of itself
    one = next((one for one in found if one.reaches(item)), None)
    stated = bool(own.lead or (own.units and not own.cooperating))
    if one is None or (stated and not one.default.of_all):
        return draft
    owners = own if stated else with_lead_of(own, one.default.owners)
    item = replace(
        item,
        lead=owners.lead,
        cooperating=owners.cooperating,
        units=owners.units,
        deadline=item.deadline or _time_of(one.default, year),
    )
    return replace(draft, item=item)


def _time_of(default: Default, year: int | None) -> Deadline | None:
    """The time that a default sets: in its words (于6月底前), or as a last clause: 长期坚持."""
    last = re.split("[，,；;]", default.said.rstrip("。；）) "))[-1]
    aim = deadlines.in_text(default.said, year)
    return aim or (deadlines.parse(last, year) if is_time(last) else None)
