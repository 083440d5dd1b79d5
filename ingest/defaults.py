"""Sentences that set owners for other items: 以下任务均由X负责."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest import deadlines
from ingest.ids import Draft
from ingest.items import Deadline, ItemKind, PolicyItem
from ingest.nodes import Node, place_under
from ingest.owner_duties import is_time
from ingest.owner_sentences import Default, Scope, default_of
from ingest.owners import Owners, with_lead_of


@dataclass(frozen=True, slots=True)
class _Set:
    """A default, where it is said, and the section that it is said in."""

    default: Default
    start: int
    section: str | None

    def reaches(self, item: PolicyItem) -> bool:
        if self.default.scope is Scope.DOCUMENT:
            return True
        if self.section is not None and item.section != self.section:
            return False
        if self.default.scope is Scope.BELOW:
            return item.start > self.start
        return self.default.scope is Scope.SECTION or item.start < self.start


def apply_defaults(drafts: Sequence[Draft], nodes: Sequence[Node], year: int | None) -> list[Draft]:
    """Give tasks and points without owners those that a sentence sets for them.

    Its deadline goes with them; `year` is what a bare month means.
    """
    found = [
        _Set(default, draft.item.start, draft.item.section)
        for draft in drafts
        if draft.item.kind is not ItemKind.TASK and (default := default_of(draft.item.text))
    ]
    found += [
        _Set(default, node.paragraph.start, place_under(node).section)
        for node in nodes
        if (default := default_of(node.paragraph.text))
    ]
    return [_with_default(draft, found, year) for draft in drafts] if found else list(drafts)


def _with_default(draft: Draft, found: Sequence[_Set], year: int | None) -> Draft:
    item = draft.item
    own = Owners(item.lead, item.cooperating, item.units, item.owners_certain)
    if item.kind is ItemKind.PASSAGE or own.lead or (own.units and not own.cooperating):
        return draft
    if default_of(item.text):
        return draft  # the sentence does not speak of itself
    for one in found:
        if one.reaches(item):
            owners = with_lead_of(own, one.default.owners)
            item = replace(
                item,
                lead=owners.lead,
                cooperating=owners.cooperating,
                units=owners.units,
                deadline=item.deadline or _time_of(one.default, year),
            )
            return replace(draft, item=item)
    return draft


def _time_of(default: Default, year: int | None) -> Deadline | None:
    """The time that a default sets: in its words (于6月底前), or as a last clause: 长期坚持."""
    last = re.split("[，,；;]", default.said.rstrip("。；）) "))[-1]
    aim = deadlines.in_text(default.said, year)
    return aim or (deadlines.parse(last, year) if is_time(last) else None)
