"""Find the closed lists in an item's text: “A”“B”“C”三个新业态, A、B、C等领域."""

from __future__ import annotations

import re
from dataclasses import dataclass

_QUOTED_RUN = re.compile(r"(?:[“《]?“[^“”]{1,40}”[、，和及]?){2,}")
_QUOTED = re.compile(r"“([^“”]{1,40})”")
_PLAIN_RUN = re.compile(
    r"[\u4e00-\u9fffA-Za-z0-9（）()]{2,14}(?:、[\u4e00-\u9fffA-Za-z0-9（）()]{2,14}){2,}"
)


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The members of a list as written, and the stretch of text that holds it."""

    members: tuple[str, ...]
    text: str
    closed: bool  # False when the text goes on with 等


def enumerations(text: str) -> list[Enumeration]:
    """The lists of a text, quoted ones first."""
    found = []
    for match in _QUOTED_RUN.finditer(text):
        members = tuple(_QUOTED.findall(match.group()))
        found.append(Enumeration(members, match.group(), not text.startswith("等", match.end())))
    for match in _PLAIN_RUN.finditer(text):
        first, *rest = match.group().split("、")
        last = re.split("等|和|及|以及", rest[-1])[0]
        members = (first, *rest[:-1], last)
        found.append(Enumeration(members, match.group(), "等" not in rest[-1]))
    return found
