"""Tables without lines between their columns: a row of column names, and what stands below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.column_kinds import Column, kinds_of
from ingest.pages.grids import cell_text
from ingest.pages.words import Edge, Grid, Line, Word, joined, line_of, rows_of, segments
from ingest.reading import GridCell

_FEWEST_COLUMNS = 3
_LONGEST_NAME = 16
_NUMERAL = re.compile("[（(]?(?:\\d{1,3}|[一二三四五六七八九十]{1,3})[）)]?[.．、]?")
_END = 3.5  # lines of space after which a table has ended


@dataclass(frozen=True, slots=True)
class BareTable:
    """A table found in the lines of a page: from line `first` up to line `after`."""

    grid: Grid
    first: int
    after: int


def find_bare_table(
    rows: Sequence[list[Word]], edges: Sequence[Edge], above: Grid | None
) -> BareTable | None:
    """The first table of a page that only space parts into columns.

    It begins with column names, or goes on from `above`, the last table of the page before.
    """
    for first, row in enumerate(rows):
        parts = _columns_of(row)
        if _names_columns(parts):
            after = _end(rows, first)
            bounds = _bounds(parts, [word for one in rows[first:after] for word in one])
            if bounds and after > first + 1:
                return BareTable(_grid(rows[first:after], bounds, edges), first, after)
    if above and not above.drawn and rows:
        after = _end(rows, 0)
        if _fits(rows[:after], above.edges):
            return BareTable(_grid(rows[:after], above.edges, edges), 0, after)
    return None


def _columns_of(row: Sequence[Word]) -> list[list[Word]]:
    """The parts of a line that wide gaps set apart, or narrow ones between names of columns."""
    parts: list[list[Word]] = []
    for wide in segments(list(row)):
        narrow = [[wide[0]]]
        for before, word in pairwise(wide):
            if word.left - before.right > 0.8 * max(before.size, word.size):
                narrow.append([])
            narrow[-1].append(word)
        named = Column.OTHER not in kinds_of([joined(part) for part in narrow])
        parts += narrow if named else [wide]
    return parts


def _names_columns(parts: Sequence[Sequence[Word]]) -> bool:
    words = [joined(part).replace(" ", "") for part in parts]
    if len(words) < _FEWEST_COLUMNS or any(len(word) > _LONGEST_NAME for word in words):
        return False
    known = [kind for kind in kinds_of(words) if kind is not Column.OTHER]
    return len(set(known)) >= 2 and len(known) * 2 >= len(words)


def _end(rows: Sequence[list[Word]], first: int) -> int:
    """The line before which the table has ended: behind a wide space."""
    for at in range(first + 1, len(rows)):
        space = rows[at][0].middle - rows[at - 1][0].middle
        if space > _END * rows[at][0].size:
            return at
    return len(rows)


def _bounds(parts: Sequence[Sequence[Word]], words: Sequence[Word]) -> tuple[float, ...] | None:
    """Where each column begins: in the middle of the widest strip that next to no word crosses."""
    names = [line_of(part) for part in parts]
    bounds = [min(word.left for word in words)]
    for before, after in pairwise(names):
        low, high = (before.left + before.right) / 2, (after.left + after.right) / 2
        near = [word for word in words if word.right > low and word.left < high]
        places = sorted({low, high, *(w.right for w in near if low < w.right < high)})
        best = max(places, key=lambda at: (-_crossing(near, at), _room(near, at, high)))
        if _crossing(near, best) * 10 > len(words):
            return None
        bounds.append(best + _room(near, best, high) / 2)
    return (*bounds, max(word.right for word in words) + 1)


def _crossing(words: Sequence[Word], at: float) -> int:
    return sum(word.left < at < word.right for word in words)


def _room(words: Sequence[Word], at: float, high: float) -> float:
    """How far it is from a place to the next word on its right."""
    return min((word.left for word in words if word.left >= at), default=high) - at


def _fits(rows: Sequence[list[Word]], bounds: Sequence[float]) -> bool:
    """Whether lines go on in the columns of a table."""
    words = [word for row in rows for word in row]
    inner = bounds[1:-1]
    over = sum(word.left < at < word.right for word in words for at in inner)
    parted = sum(len(segments(row)) > 1 for row in rows)
    return over * 20 <= len(words) and parted * 2 >= len(rows)


def _grid(rows: Sequence[list[Word]], bounds: Sequence[float], edges: Sequence[Edge]) -> Grid:
    recognised = any(word.recognised for row in rows for word in row)
    grid = Grid(edges=tuple(bounds), drawn=False, recognised=recognised)
    for lines in _together(rows, bounds, edges):
        words = [word for row in lines for word in row]
        for column, (left, right) in enumerate(pairwise(bounds)):
            own = rows_of(word for word in words if left <= word.centre < right)
            said = [line_of(one) for one in own]
            grid.cells.append(GridCell(cell_text(said, _width(said)), grid.rows, column))
        grid.rows += 1
    return grid


def _width(lines: Sequence[Line]) -> float:
    return max((line.right - line.left for line in lines), default=0.0)


def _together(
    rows: Sequence[list[Word]], bounds: Sequence[float], edges: Sequence[Edge]
) -> list[list[list[Word]]]:
    """Lines that make one row of the table each.

    Lines are parted by rules where there are some, else between running numbers, else by space
    wider than between the lines of one cell, else where the outermost column begins anew.
    """
    numbered = [i for i, row in enumerate(rows) if _number_of(row, bounds)]
    rules = sorted(edge.top for edge in edges if edge.way == "h")
    levels = [row[0].middle for row in rows]
    steps = [after - before for before, after in pairwise(levels)]
    ruled = [any(a < rule < b for rule in rules) for a, b in pairwise(levels)]
    least = min(steps, default=0.0)
    wider = 1.3 if any(word.recognised for row in rows for word in row) else 1.15
    spaced = [step > wider * least for step in steps]
    filled = [any(bounds[0] <= word.centre < bounds[1] for word in row) for row in rows[1:]]
    if sum(ruled) > 2:
        starts = ruled
    elif len(numbered) > 1 and numbered[0] > 0:
        starts = _between_numbers(numbered, steps)
    elif any(spaced[1:]) and not all(spaced[1:]):
        starts = [True, *spaced[1:]]
    else:
        starts = filled
    groups = [[rows[0]]]
    for row, start in zip(rows[1:], starts, strict=True):
        if start:
            groups.append([])
        groups[-1].append(row)
    return groups


def _number_of(row: Sequence[Word], bounds: Sequence[float]) -> str:
    """The number in the outermost column of a line, or nothing."""
    own = [word for word in row if bounds[0] <= word.centre < bounds[1]]
    said = joined(own).strip() if own else ""
    return said if _NUMERAL.fullmatch(said) else ""


def _between_numbers(numbered: Sequence[int], steps: Sequence[float]) -> list[bool]:
    """Which lines begin a row: between two numbers, the one behind the widest space.

    A number stands at the top of its row or half way down.
    """
    starts = [False] * len(steps)
    for before, after in pairwise([0, *numbered]):
        widest = max(steps[before:after])
        at = max(i for i in range(before, after) if steps[i] > widest - 0.5)
        starts[at] = True
    return starts
