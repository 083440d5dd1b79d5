"""Read each of several conditions by itself: 有落实单位、不是医政处牵头、公卫处配合的任务.

A condition that says all of itself takes nothing from the one before or after it: the 不是 of the
first denies nothing of the second, and what is said of a column is said of no office beside it.
What leaves something out (医政处牵头、配合的; 医政处、公卫处牵头的) is read with what it goes with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.binding import Binder
from assistant.cell_tags import KINDS as CELL_KINDS
from assistant.column_states import KIND as COLUMN_STATE
from assistant.columns import ROLE_TAGS, names_column
from assistant.owner_counts import Bound
from assistant.wordings import Tag
from ingest import Role

_PAUSE = re.compile("[、，；]")
_JOINS = re.compile("又|并?且|而且|同时")
# What ties a condition to others: 除了甲牵头的、乙配合的, 甲牵头的、它不配合的, 甲或者乙任何一家.
_TIES = {
    *("except", "except.after", "pronoun", "pronoun.owner", "any", "union", "mutual", "compare"),
    *("tie", "same", "compound", "every", "amount", "claim"),
}
# 与公卫处有关, 涉及公卫处, 公卫处无论牵头还是配合: in whatever role.
_CONCERNS = re.compile(
    "(?:^|[，、；]|且|又|并)(?:与|跟|和|同)[^、，；]{2,10}(?:有关|相关)|涉及[^、，；]{2,}|不管|无论|不论"
)
_BY_ITSELF = {"time", "all_year_not", COLUMN_STATE, *CELL_KINDS}

Span = tuple[int, int]


def bound_of(tags: Sequence[Tag], roles_of: dict[str, set[Role]]) -> Bound:
    """What the department and role tags of a question add up to, condition by condition."""
    spans = _spans(tags)
    if len(spans) < 2:
        return Binder(tags, roles_of).run()
    asked = any(tag.kind == "who" for tag in tags)

    def read(span: Span) -> Bound:
        return Binder(_cut(tags, span), roles_of, asked=asked).run()

    parts: list[Span] = []
    named = False  # whether a condition before names an office
    start = 0
    for first, last in spans:
        span = (start, last)
        bound = read(span)
        if _stands(_cut(tags, span), bound, named=named):
            parts.append(span)
            named = named or bool(bound.bindings)
        elif parts and start == first and not bound.bindings:
            parts[-1] = (parts[-1][0], last)
        else:
            continue  # 医政处、公卫处牵头: what is left out follows
        start = last
    if len(parts) < 2:
        return Binder(tags, roles_of).run()
    parts[-1] = (parts[-1][0], len(tags))
    return _put_together((part[0], read(part)) for part in parts)


def _spans(tags: Sequence[Tag]) -> list[Span]:
    """From pause to pause, or to what joins conditions as one does."""
    cuts = [
        place
        for place, tag in enumerate(tags)
        if place
        and (
            (tag.kind == "rest" and _PAUSE.search(tag.text))
            or (tag.kind == "both" and _JOINS.fullmatch(tag.text))
        )
    ]
    starts = [0, *cuts]
    return list(zip(starts, [*cuts, len(tags)], strict=True))


def _cut(tags: Sequence[Tag], span: Span) -> list[Tag]:
    """The tags of a stretch, each text at its ends without what belongs beyond its pause."""
    first, last = span
    own = list(tags[first:last])
    if first and own and own[0].kind == "rest":
        after = _PAUSE.split(own[0].text)[-1]
        own[0] = replace(own[0], start=own[0].end - len(after), text=after)
    if last < len(tags) and tags[last].kind == "rest":
        whole = tags[last]
        before = whole.text[: len(whole.text) - len(_PAUSE.split(whole.text)[-1])]
        own.append(replace(whole, end=whole.start + len(before), text=before))
    return own


def _stands(tags: Sequence[Tag], bound: Bound, *, named: bool) -> bool:
    """Whether a condition says all of itself."""
    kinds = {tag.kind for tag in tags}
    if bound.asked or bound.asks_who or bound.apart or kinds & _TIES:
        return False
    if bound.bindings:
        said = "".join(tag.text for tag in tags)
        return all(one.stated for one in bound.bindings) or _CONCERNS.search(said) is not None
    if "department" in kinds:
        return False
    if bound.counts:
        # 医政处不牵头、不配合的: denied of an office that was named before
        empty = named and any(count.most == 0 for count in bound.counts)
        return not empty or all(names_column(tag) for tag in tags if tag.kind in ROLE_TAGS)
    return bool(kinds & _BY_ITSELF) and not kinds & set(ROLE_TAGS)


def _put_together(parts: Iterable[tuple[int, Bound]]) -> Bound:
    """All conditions, with the places of their tags in the whole question."""
    whole = Bound()
    for start, bound in parts:
        whole.bindings += [one for one in bound.bindings if one not in whole.bindings]
        whole.asked += [one for one in bound.asked if one not in whole.asked]
        whole.counts += [one for one in bound.counts if one not in whole.counts]
        whole.used |= {start + place for place in bound.used}
        whole.asks_who = whole.asks_who or bound.asks_who
        whole.apart = whole.apart or bound.apart
    return whole
