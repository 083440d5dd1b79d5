"""Read which items an earlier reply names: 〔任务38〕, 任务32、34, 要点第9点."""

from __future__ import annotations

import re

from assistant.numbers import series

_MARK = re.compile(r"〔([^〔〕]{0,80}?)(任务|要点|第)\s*([0-9]{1,6})[^〔〕]{0,8}〕")
_APART = re.compile("-[0-9a-f]{6}$")
_SERIES = re.compile(
    r"(任务|要点)(?:第|编号|号)?\s*"
    r"([0-9]{1,6}(?:(?:\s*(?:、|,|，|和|与|及|到|至|-|—|~)\s*)(?:任务|要点|第)?[0-9]{1,6})*)"
)


def path_of(item_id: str) -> str:
    """The number of an item below its headings, 四.二.1, without what tells equal ones apart."""
    return _APART.sub("", item_id.partition("#")[2])


def marks_in(reply: str) -> list[tuple[str, str, int]]:
    """Document title, 任务 or 要点 or 第, and number of each item, in the order of the reply."""
    found: list[tuple[int, str, str, int]] = []
    for match in _MARK.finditer(reply):
        found.append((match.start(), match[1], match[2], int(match[3])))
    for match in _SERIES.finditer(_MARK.sub(lambda mark: " " * len(mark.group()), reply)):
        for number in series(match[2]):
            found.append((match.start(), "", match[1], number))
    return [(title, noun, number) for _, title, noun, number in sorted(found, key=lambda f: f[0])]
