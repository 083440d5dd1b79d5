"""Tables drawn with box characters or with + and -: cells over several lines become one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_RULE = re.compile(r"[ \t]*[┌├└┏┣┗╔╠╚╟╞+][─━═┄┈┬┼┴┳╋┻╦╬╩╤╪╧┐┤┘┓┫┛╗╣╝╢╡+=\-]{3,}[ \t]*")
_ROW = re.compile(r"[ \t]*([│┃║|])(.*)\1[ \t]*")
_FEWEST_RULES = 2


def unboxed(text: str) -> str:
    """The text with each row of a drawn table on one line, its cells between bars.

    A row goes up to the next rule, or to the next line that has words in its first cell.
    """
    if len(_RULE.findall(text)) < _FEWEST_RULES:
        return text
    written: list[str] = []
    drawn: list[str] = []
    for line in text.split("\n"):
        if _RULE.fullmatch(line) or (drawn and _ROW.fullmatch(line)):
            drawn.append(line)
            continue
        written += _redrawn(drawn)
        written.append(line)
        drawn = []
    return "\n".join([*written, *_redrawn(drawn)])


def _redrawn(lines: Sequence[str]) -> list[str]:
    """The lines of one table, or as they are where its rows are not alike."""
    rows = list(_rows(lines))
    if not rows or len({len(row) for row in rows}) != 1:
        return list(lines)
    return ["│" + "│".join(row) + "│" for row in rows]


def _rows(lines: Sequence[str]) -> Iterator[list[str]]:
    open_row: list[str] = []
    for line in lines:
        found = _ROW.fullmatch(line)
        cells = [cell.strip() for cell in re.split("[│┃║|]", found[2])] if found else []
        goes_on = open_row and cells and len(cells) == len(open_row) and not cells[0]
        if goes_on:
            open_row = [above + below for above, below in zip(open_row, cells, strict=True)]
            continue
        if open_row:
            yield open_row
        open_row = cells
    if open_row:
        yield open_row
