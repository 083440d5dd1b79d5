"""Item ids from a document's own numbering, never from position."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.items import ItemKind, PolicyItem


@dataclass(frozen=True, slots=True)
class Draft:
    """An item that has everything but its id."""

    item: PolicyItem
    numbering: Numbering
    shares_number: bool = False  # with the item before it, as the document means it


@dataclass(frozen=True, slots=True)
class Numbering:
    """What an item's id can be made of.

    `series` names the run of numbers that it belongs to, `own` is its number, `path` are the
    numerals of the headings above, `region` the annex or table; `own` is empty without number.
    """

    series: str
    own: str
    path: tuple[str, ...]
    region: str
    text: str


def assign(doc_id: str, numberings: Sequence[Numbering]) -> list[str]:
    """One id for each item, in order: `doc#38`, `doc#二.3` where numbers restart, `doc#p-3fa2c1`.

    A whole series has ids of one form. The same number twice in one place keeps the first as it
    is and gives the others a hash of their text.
    """
    members: dict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(numberings):
        members[one.series if one.own else ""].append(i)
    passages = members.pop("", [])
    keys: dict[int, str] = {i: f"p-{digest(numberings[i].text)}" for i in passages}
    taken: set[str] = set()
    for series in sorted(
        members, key=lambda name: (not name.startswith("task"), -len(members[name]))
    ):
        found = _keys([numberings[i] for i in members[series]], taken, main=not taken)
        keys.update(zip(members[series], found, strict=True))
        taken.update(found)
    return _apart(doc_id, [(keys[i], numberings[i].text) for i in range(len(numberings))])


def run_on(drafts: Sequence[Draft]) -> list[Draft]:
    """The items, where tables that count on from the one before are of one series with it."""
    series: dict[str, Numbering] = {}
    last: Draft | None = None
    joined: list[Draft] = []
    for draft in drafts:
        own = draft.numbering
        if draft.item.kind is ItemKind.TASK and draft.item.number is not None:
            before = last.item.number if last else None
            if last and own.series not in series and draft.item.number == (before or -1) + 1:
                series[own.series] = last.numbering
            head = series.setdefault(own.series, own)
            draft = replace(draft, numbering=replace(own, series=head.series, region=head.region))
            last = draft
        joined.append(draft)
    return joined


def digest(text: str) -> str:
    """Six characters of a hash of the text, white space aside."""
    return hashlib.sha1(re.sub(r"\s+", "", text).encode(), usedforsecurity=False).hexdigest()[:6]


def _keys(series: Sequence[Numbering], taken: set[str], *, main: bool) -> list[str]:
    """The shortest form of a series that tells its members apart; bare only for the main one."""
    forms = [
        [one.own for one in series],
        [".".join([*one.path, one.own]) for one in series],
        [".".join([*filter(None, [one.region]), *one.path, one.own]) for one in series],
    ]
    # A number that opens a series comes back when the series restarts; others are slips.
    openings = min((one.own for one in series), key=lambda own: (len(own), own))
    for form in forms if main else forms[1:]:
        counts = Counter(form)
        first = form[[one.own for one in series].index(openings)]
        if counts[first] == 1 and not taken & set(form) and len(counts) * 10 >= len(form) * 8:
            return form
    return forms[-1]


def _apart(doc_id: str, keyed: Sequence[tuple[str, str]]) -> list[str]:
    seen: set[str] = set()
    used: Counter[str] = Counter()
    ids: list[str] = []
    for key, text in keyed:
        candidate = key
        if candidate in seen and not key.startswith("p-"):
            candidate = f"{key}-{digest(text)}"
        while candidate in seen:  # the very same words under the same number
            used[key] += 1
            candidate = f"{key}-{used[key] + 1}"
        seen.add(candidate)
        ids.append(f"{doc_id}#{candidate}")
    return ids
