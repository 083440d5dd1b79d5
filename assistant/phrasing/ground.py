"""What numbered evidence says, prepared for comparing: its own words, its owners, its times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from assistant.phrasing.answers import declared
from assistant.phrasing.cells import prose
from assistant.phrasing.cleaning import canonical, letters, without_brackets
from assistant.phrasing.words import words
from ingest import Document, PolicyItem, Role

_BRACKETS = re.compile(r"[()（）]")
_SENTENCE = re.compile(r"[^。；！？!?\n]+[。；！？!?\n]*")


@dataclass(frozen=True)
class Ground:
    """One piece of evidence. `body` and `all` are letters: see `cleaning.letters`.

    `body` is what the document says, without names of owners that stand apart from the text.
    """

    item: PolicyItem
    document: Document
    body: str
    all: str
    quotable: str
    owners: dict[Role, frozenset[str]] = field(default_factory=dict)  # names as letters

    @property
    def number(self) -> int | None:
        """The item's own number."""
        return self.item.number

    @cached_property
    def own(self) -> str:
        """The words of the item itself and of its headings, as letters."""
        parts = [self.item.text, self.item.title, self.item.group_title or ""]
        return "|".join(letters(canonical(without_orders(part))) for part in parts)

    @cached_property
    def told(self) -> str:
        """The body, and the item's time, which may say how much is done by when."""
        time = letters(canonical(self.item.deadline.text if self.item.deadline else ""))
        hours = re.search("周[1-6日末]", time)  # each belongs to its day: see `quantities`
        return self.body if hours else f"{self.body}|{time}"

    @cached_property
    def written(self) -> str:
        """The item's words, owners and time in canonical text, with their brackets."""
        names = [name for role in Role for name in self.item.owners(role)]
        parts = [self.item.text, self.item.title, self.item.group_title or "", *names]
        return "|".join(canonical(part) for part in parts)

    def roles_of(self, name: str) -> set[Role]:
        """The roles in which the item names somebody; `name` as letters."""
        return {role for role, names in self.owners.items() if name in names}


def without_orders(text: str) -> str:
    """A text without the sentences that speak to a model instead of the reader."""
    patterns = "|".join(f"(?:{pattern})" for pattern in words().orders)
    order = re.compile(patterns, re.IGNORECASE)
    kept = [s for s in _SENTENCE.findall(text) if not order.search(canonical(s))]
    return "".join(kept)


def _name(name: str) -> str:
    return letters(without_brackets(canonical(name)))


def ground_of(item: PolicyItem, document: Document) -> Ground:
    """The evidence that an item is."""
    if (text := declared(item.text)) != item.text:
        item = replace(item, text=text)
    own = [item.text, item.title, item.section or "", item.group_title or "", *prose(item)]
    own = [without_orders(part).replace("\t", "，") for part in own]
    own += [_BRACKETS.sub("", part) for part in own if _BRACKETS.search(part)]
    titles = [document.title, document.short_title]
    owners = {role: frozenset(map(_name, item.owners(role))) for role in Role}
    named = [name for names in owners.values() for name in names]
    deadline = item.deadline.text if item.deadline else ""
    around = [*titles, document.issuer, document.jurisdiction, document.doc_number, deadline]
    body = "|".join(letters(canonical(part)) for part in [*own, *titles])
    extra = "|".join(letters(canonical(part)) for part in around)
    quotable = "|".join([*(letters(canonical(part)) for part in [*own, *around]), *named])
    return Ground(item, document, body, f"{body}|{extra}|{'|'.join(named)}", quotable, owners)


def verbatim(text: str, grounds: Sequence[Ground], shortest: int) -> list[tuple[int, int]]:
    """Stretches of letters, at least `shortest` long, that stand word for word in a body.

    A stretch never begins or ends inside a number, neither here nor there.
    """
    runs: list[tuple[int, int]] = []
    start = 0
    while start + shortest <= len(text):
        end = max(_longest(text, start, ground.body, shortest) for ground in grounds)
        if end:
            runs.append((start, end))
            start = end
        else:
            start += 1
    return runs


def _longest(text: str, start: int, body: str, shortest: int) -> int:
    """Where the longest stretch from `start` that stands in `body` ends; 0 when too short."""
    end = start + shortest
    if "|" in text[start:end] or text[start:end] not in body:
        return 0
    while end < len(text) and text[end] != "|" and text[start : end + 1] in body:
        end += 1
    while end - start >= shortest:
        if stands_whole(text, start, end, body):
            return end
        end -= 1
    return 0


def stands_whole(text: str, start: int, end: int, body: str) -> bool:
    """Whether a stretch stands in `body` without cutting through a number."""
    if _inside_number(text, start) or _inside_number(text, end):
        return False
    found = body.find(text[start:end])
    while found >= 0:
        if not (_inside_number(body, found) or _inside_number(body, found + end - start)):
            return True
        found = body.find(text[start:end], found + 1)
    return False


def _inside_number(text: str, place: int) -> bool:
    if not 0 < place < len(text):
        return False
    return bool(re.match("[0-9.%][0-9.%万亿]|万亿", text[place - 1 : place + 1]))
