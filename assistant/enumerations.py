"""Find the closed lists in an item's text: “A”“B”“C”三个新业态, A、B、C等领域."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.numerals import read_numeral

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


# 1. （一） ① -: what may number the members of a list, at the beginning of a line or a clause.
_NUMBERED = (
    re.compile(r"(?:^|(?<=[：:；;。\n\s]))[（(]([一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"(?:^|(?<=[：:；;。\n\s]))[（(](\d{1,2})[）)]"),
    re.compile(r"(?:^|(?<=[：:；;。\n\s]))(\d{1,2})[.．、](?!\d)"),
    re.compile(r"([①②③④⑤⑥⑦⑧⑨⑩])"),
)
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def numbered_members(text: str) -> tuple[str, ...]:
    """What a text numbers from 1 on, without the numbers: 有下列情形之一的：（一）…；（二）…."""
    for style in _NUMBERED:
        marks = list(style.finditer(text))
        run = [mark for place, mark in enumerate(marks, 1) if _value(mark[1]) == place]
        if len(run) < 2 or len(run) != len(marks):
            continue
        ends = [*(mark.start() for mark in run[1:]), len(text)]
        parts = (text[mark.end() : end] for mark, end in zip(run, ends, strict=True))
        return tuple(re.split("[；;。\n]", part.strip())[0].strip() for part in parts)
    return ()


def _value(number: str) -> int | None:
    return _CIRCLED.index(number) + 1 if number in _CIRCLED else read_numeral(number)


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
        closed = "等" not in rest[-1]
        # What goes on behind 等 is of the sentence: 房建等领域的跨部门综合监管.
        written = match.group() if closed else match.group().rpartition("等")[0] + "等"
        found.append(Enumeration(members, written, closed))
    return found
