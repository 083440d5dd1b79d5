"""One page: its tables, with or without ruling lines, and its lines in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.pages.bare_tables import find_bare_table
from ingest.pages.grids import fill, find_cells
from ingest.pages.words import Box, Edge, Grid, Line, Page, Word, line_of, rows_of, segments

_MARGIN = 0.12  # of the page's height, above and below, where headers and footers stand
_FEWEST_LINES = 6  # in each of two columns


def lay_out_page(
    words: Sequence[Word], edges: Sequence[Edge], height: float, above: Grid | None = None
) -> list[Page]:
    """The page as one `Page`, or as several where its text stands in two columns.

    `above` is the table without ruling lines that the page before ended with.
    """
    tables = find_cells(edges)
    boxes = [_around(cells) for cells in tables]
    placed: list[tuple[float, Line | Grid]] = []
    for cells, box in zip(tables, boxes, strict=True):
        placed.append((box[1], fill(cells, [word for word in words if _inside(word, box)])))
    free = [word for word in words if not any(_inside(word, box) for box in boxes)]
    rows = rows_of(free)
    if not tables:
        gutter = _gutter([part for row in rows for part in map(line_of, segments(row))])
        if gutter is not None:
            return list(_columns(rows, gutter, height))
        bare = find_bare_table(rows, edges, above)
        if bare:
            placed.append((rows[bare.first][0].top, bare.grid))
            rows = [*rows[: bare.first], *rows[bare.after :]]
    lines = [line_of(row, margin=_in_margin(row, height)) for row in rows]
    placed += [(line.top, line) for line in lines]
    placed.sort(key=lambda one: one[0])
    return [_page([part for _, part in placed], lines)]


def _around(cells: Sequence[Box]) -> Box:
    return (
        min(cell[0] for cell in cells),
        min(cell[1] for cell in cells),
        max(cell[2] for cell in cells),
        max(cell[3] for cell in cells),
    )


def _inside(word: Word, box: Box) -> bool:
    return box[0] <= word.centre <= box[2] and box[1] <= word.middle <= box[3]


def _in_margin(row: Sequence[Word], height: float) -> bool:
    return not height * _MARGIN < row[0].middle < height * (1 - _MARGIN)


def _page(parts: Sequence[Line | Grid], lines: Sequence[Line]) -> Page:
    body = [line for line in lines if not line.margin] or lines
    return Page(
        tuple(parts),
        _shared([line.left for line in body], body, first=True),
        _shared([line.right for line in body], body, first=False),
    )


def _shared(places: Sequence[float], lines: Sequence[Line], *, first: bool) -> float:
    """The outermost place that two lines or more share: a stray mark is no margin."""
    if not places:
        return 0.0
    size = sum(line.size for line in lines) / len(lines)
    ordered = sorted(places, reverse=not first)
    for place in ordered:
        if sum(abs(other - place) < 0.6 * size for other in places) > 1:
            return place
    return ordered[0]


def _gutter(parts: Sequence[Line]) -> float | None:
    """Where an empty strip parts two columns of running text, or None."""
    if len(parts) < 2 * _FEWEST_LINES:
        return None
    left, right = min(one.left for one in parts), max(one.right for one in parts)
    size = sorted(one.size for one in parts)[len(parts) // 2]
    for step in range(30, 71):
        at = left + (right - left) * step / 100
        over = sum(one.left < at < one.right for one in parts)
        before = [one for one in parts if one.right <= at]
        after = [one for one in parts if one.left >= at]
        if min(len(before), len(after)) < _FEWEST_LINES or over * 6 > len(parts):
            continue
        ends, begins = max(one.right for one in before), min(one.left for one in after)
        if begins - ends > size and _is_text(before, size) and _is_text(after, size):
            return (ends + begins) / 2
    return None


def _is_text(lines: Sequence[Line], size: float) -> bool:
    """Whether most lines fill their column, as those of a table do not."""
    right = max(line.right for line in lines)
    full = sum(line.right > right - 2 * size for line in lines)
    return full * 2 >= len(lines) and right - min(line.left for line in lines) > 10 * size


def _columns(rows: Sequence[list[Word]], gutter: float, height: float) -> Iterator[Page]:
    """Left column before right, between the lines that go across both."""
    sides: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        margin = _in_margin(row, height)
        parts = [line_of(part, margin=margin) for part in segments(row)]
        if any(part.left < gutter < part.right for part in parts):
            yield from _flow(sides)
            sides = ([], [])
            line = line_of(row, margin=margin)
            yield _page([line], [line])
        else:
            for part in parts:
                sides[part.left > gutter].append(part)
    yield from _flow(sides)


def _flow(sides: tuple[list[Line], list[Line]]) -> Iterator[Page]:
    for lines in sides:
        if lines:
            yield _page(lines, lines)
