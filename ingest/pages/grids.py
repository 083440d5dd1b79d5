"""Tables whose cells are parted by ruling lines: which cells there are, and what they say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from ingest.outline import marker
from ingest.owners import are_offices
from ingest.pages.words import Box, Edge, Grid, Line, Word, line_of, rows_of, seam
from ingest.reading import GridCell

_SNAP = 3.0  # points within which edges are one
_FEWEST_CELLS = 4
_MOST_EDGES = 4000  # more than any table has: a drawing


def find_cells(edges: Sequence[Edge]) -> list[list[Box]]:
    """The tables that ruling lines make, each as the boxes of its cells."""
    from pdfplumber import table as tables

    if len(edges) > _MOST_EDGES:
        return []
    found = [_as_found(edge) for edge in edges]
    merged = tables.merge_edges(found, _SNAP, _SNAP, _SNAP, _SNAP)
    merged = [edge for edge in merged if max(edge["width"], edge["height"]) > _SNAP]
    merged = tables.merge_edges([*merged, *_open_sides(merged)], _SNAP, _SNAP, _SNAP, _SNAP)
    if len(merged) > _MOST_EDGES // 4:
        return []
    crossings = tables.edges_to_intersections(merged, _SNAP, _SNAP)
    groups = tables.cells_to_tables(tables.intersections_to_cells(crossings))
    return [group for group in groups if len(group) >= _FEWEST_CELLS]


def _as_found(edge: Edge) -> dict[str, Any]:
    """An edge in the shape that pdfplumber works on."""
    return {
        "orientation": edge.way,
        "x0": edge.left,
        "x1": edge.right,
        "top": edge.top,
        "bottom": edge.bottom,
        "width": edge.right - edge.left,
        "height": edge.bottom - edge.top,
        "object_type": "line",
    }


def _open_sides(edges: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Outer edges that were not drawn: where three or more lines end without one across them."""
    across = [edge for edge in edges if edge["orientation"] == "h"]
    down = [edge for edge in edges if edge["orientation"] == "v"]
    for end in ("x0", "x1"):
        for at, first, last in _missing(across, down, end, ("top", "bottom")):
            yield _as_found(Edge("v", at, at, first, last))
    for end in ("top", "bottom"):
        for at, first, last in _missing(down, across, end, ("x0", "x1")):
            yield _as_found(Edge("h", first, last, at, at))


def _missing(
    ending: Sequence[dict[str, Any]],
    crossing: Sequence[dict[str, Any]],
    end: str,
    sides: tuple[str, str],
) -> Iterator[tuple[float, float, float]]:
    """Places where lines end together with none across, and from where to where they do."""
    low, high = sides
    place = "x0" if end in ("x0", "x1") else "top"
    for group in _alike(ending, end):
        first = min(edge[low] for edge in group)
        last = max(edge[high] for edge in group)
        over = [one for one in crossing if one[high] > first + _SNAP and one[low] < last - _SNAP]
        closed = any(abs(one[place] - group[0][end]) < 3 * _SNAP for one in over)
        if len(group) >= 3 and over and not closed:
            yield group[0][end], first, last


def _alike(edges: Sequence[dict[str, Any]], end: str) -> Iterator[list[dict[str, Any]]]:
    """Edges that end at about one place."""
    group: list[dict[str, Any]] = []
    for edge in sorted(edges, key=lambda one: one[end]):
        if group and edge[end] - group[0][end] > _SNAP:
            yield group
            group = []
        group.append(edge)
    if group:
        yield group


def fill(boxes: Sequence[Box], words: Sequence[Word]) -> Grid:
    """Put words into their cells; a cell spans the columns and rows that its edges reach over."""
    columns = _edges([box[0] for box in boxes] + [box[2] for box in boxes])
    rows = _edges([box[1] for box in boxes] + [box[3] for box in boxes])
    said = _words_by_cell(boxes, words)
    padding = _padding(boxes, said, columns)
    recognised = any(word.recognised for word in words)
    grid = Grid(rows=len(rows) - 1, edges=tuple(columns), recognised=recognised)
    for box in sorted(boxes, key=lambda one: (one[1], one[0])):
        row, column = _nearest(rows, box[1]), _nearest(columns, box[0])
        room = box[2] - box[0] - 2 * padding.get(column, 0.0)
        text = cell_text([line_of(one) for one in rows_of(said[box])], room)
        height, width = _nearest(rows, box[3]) - row, _nearest(columns, box[2]) - column
        grid.cells.append(GridCell(text, row, column, max(height, 1), max(width, 1)))
    return grid


def _words_by_cell(boxes: Sequence[Box], words: Sequence[Word]) -> dict[Box, list[Word]]:
    """Each word in the cell that holds its centre; one that reaches over a line is cut there."""
    said: dict[Box, list[Word]] = {box: [] for box in boxes}
    for word in words:
        level = [box for box in boxes if box[1] <= word.middle < box[3]]
        for box in level:
            piece = _within(word, box)
            if piece:
                said[box].append(piece)
    return said


def _within(word: Word, box: Box) -> Word | None:
    """The part of a word that stands in a cell; less than half a character over is none."""
    slack = 0.7 * word.size
    if word.left >= box[0] - slack and word.right <= box[2] + slack:
        return word if box[0] <= word.centre < box[2] else None
    if word.right <= box[0] + slack or word.left >= box[2] - slack:
        return None
    widths = [2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in word.text]
    step = (word.right - word.left) / max(sum(widths), 1)
    at, kept, first, last = word.left, "", word.right, word.left
    for char, width in zip(word.text, widths, strict=True):
        if box[0] <= at + width * step / 2 < box[2]:
            kept, first, last = kept + char, min(first, at), at + width * step
        at += width * step
    kept = kept.strip()
    return replace(word, text=kept, left=first, right=last) if kept else None


def _padding(
    boxes: Sequence[Box], said: dict[Box, list[Word]], columns: Sequence[float]
) -> dict[int, float]:
    """For each column, how near to a line its words come."""
    padding: dict[int, float] = {}
    for box in boxes:
        for word in said[box]:
            column = _nearest(columns, box[0])
            near = max(0.0, min(word.left - box[0], box[2] - word.right))
            padding[column] = min(padding.get(column, near), near)
    return padding


def cell_text(lines: Sequence[Line], room: float) -> str:
    """A cell's words; a line that fills the cell goes on in the next without a break.

    Names of offices on lines of their own stay apart, however narrow the cell.
    """
    listed = any(re.search("[、，,；;]", line.text) for line in lines)
    apart = len(lines) > 1 and not listed and all(are_offices(line.text) for line in lines)
    text = lines[0].text if lines else ""
    for before, line in pairwise(lines):
        slack = 2.6 if before.recognised else 1.4  # the brim of a bracket is not recognised
        full = before.right - before.left > room - slack * before.size
        goes_on = (
            (full or before.text.endswith(("、", "，", ",")))
            and not apart
            and not marker(line.text)
        )
        text += seam(text, line.text) if goes_on else "\n" + line.text
    return text


def _edges(values: Sequence[float]) -> list[float]:
    """Distinct edges; those within three points of each other are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _nearest(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda i: abs(edges[i] - value))
