"""A heading or numbered paragraph with what follows it, and where it stands among the others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ingest.outline import BOX, Marker
from ingest.owner_clauses import states_owners, without_statement
from ingest.paragraphs import Paragraph

_TITLE_LENGTH = 45
_RULE = re.compile("应当|不得|必须|[；;]$")  # how a rule speaks, and a title does not
_SECTION_STYLES = ("section", "chapter", "part")


@dataclass
class Node:
    """A heading or numbered paragraph, with what follows it up to the next number."""

    paragraph: Paragraph
    parent: Node | None
    region: str
    children: list[Node] = field(default_factory=list)
    follow: list[Paragraph] = field(default_factory=list)
    has_table: bool = False
    closed: bool = False  # something stood after it that belongs to no item
    goes_on: bool = False  # another root of the same part of the document comes after it

    @property
    def marker(self) -> Marker | None:
        return self.paragraph.marker

    @property
    def is_box(self) -> bool:
        """Whether it is a 专栏, which owners of what stands around it do not reach into."""
        return self.marker is not None and self.marker.style == BOX

    @property
    def start(self) -> int:
        """Where the text after the number begins."""
        return self.paragraph.start + (self.marker.end if self.marker else 0)

    @cached_property
    def body(self) -> str:
        """The node's own paragraph without its number and the owners stated at its end."""
        said = self.paragraph.text[self.marker.end :] if self.marker else self.paragraph.text
        return without_statement(said) or said

    @property
    def stated(self) -> str:
        """The owners and deadline stated at the end of the paragraph."""
        return self.paragraph.text[len(without_statement(self.paragraph.text)) :]

    @property
    def states_owners(self) -> bool:
        """Whether the paragraph states owners."""
        return states_owners(self.paragraph.text)

    @cached_property
    def title(self) -> str:
        """The short heading that the paragraph begins with or is; empty when it has none."""
        named = re.match(r"[（(【]([^（）()【】]{2,20})[）)】]", self.body)
        if named and self.marker and self.marker.style == "article":
            return named[1]
        if self.marker and self.marker.style == "article":
            return ""
        first = re.split("[。！？]", re.sub(r"(?<!\s)\s*\n\s*", "", self.body), maxsplit=1)[
            0
        ].strip()
        if first == self.body.rstrip("。"):  # a sentence alone is a title only when it is short
            return first if len(first) <= _TITLE_LENGTH and not _RULE.search(first) else ""
        short = len(first) <= _TITLE_LENGTH and first.count("，") < 3
        return first if short and not _RULE.search(first) else ""

    @property
    def heading(self) -> str:
        """The heading with its number as written, for section paths."""
        label = self.marker.label if self.marker else ""
        gap = (
            " "
            if label and self.marker and self.marker.style in {"chapter", "division", "part"}
            else ""
        )
        return f"{label}{gap}{self.title or self.body}"

    @property
    def is_title_only(self) -> bool:
        """Whether the paragraph is a heading and says nothing else."""
        sentences = [one for one in re.split("[。！？；]", self.body) if one.strip()]
        return len(self.body) <= 80 and len(sentences) <= 1

    @property
    def ancestors(self) -> list[Node]:
        """The headings above, outermost first."""
        above: list[Node] = []
        node = self.parent
        while node:
            above.insert(0, node)
            node = node.parent
        return above


@dataclass(frozen=True, slots=True)
class Place:
    """The headings over an item: its section as written, and the numbered heading under that."""

    section: str | None = None
    group_number: int | None = None
    group_title: str | None = None


def place_under(node: Node | None) -> Place:
    """Where text directly under a heading stands."""
    return _place([*node.ancestors, node]) if node else Place()


def place_of(node: Node) -> Place:
    """Where a numbered item stands; a 一、 without anything above is its own section."""
    if node.ancestors:
        return _place(node.ancestors)
    high = node.marker is not None and node.marker.style in _SECTION_STYLES
    return Place(node.heading) if high and node.title else Place()


def _place(chain: Sequence[Node]) -> Place:
    styles = [node.marker.style if node.marker else "" for node in chain]
    found = [i for style in _SECTION_STYLES for i in range(len(chain)) if styles[i] == style]
    section = found[0] if found else 0
    if len(chain) == section + 1:
        return Place(chain[section].heading)
    group = chain[-1]
    number = group.marker.number if group.marker else None
    return Place(chain[section].heading, number, group.title or group.body)
