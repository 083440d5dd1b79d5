"""Words and ruling lines placed on a page, and lines of text made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from ingest.reading import GridCell

Box = tuple[float, float, float, float]  # left, top, right, bottom

_APART = 2.0  # widths of a character between what stands in two columns


@dataclass(frozen=True, slots=True)
class Word:
    """A stretch of text and its place in points, from the top left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float  # of type; about the width of a Chinese character
    recognised: bool = False

    @property
    def middle(self) -> float:
        """Half way between top and bottom."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """Half way between left and right."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Edge:
    """A ruling line in points; "h" runs across the page, "v" runs down."""

    way: Literal["h", "v"]
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, or the part of one that stands in a column."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    margin: bool = False  # where headers, footers and page numbers stand
    recognised: bool = False


@dataclass(slots=True)
class Grid:
    """A table so far: cells with rows counted over all its pages.

    `edges` are where its columns begin and end; `drawn` says that lines part its cells.
    """

    cells: list[GridCell] = field(default_factory=list)
    rows: int = 0
    edges: tuple[float, ...] = ()
    drawn: bool = True
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page, or a column of one: its lines and tables from the top down.

    `left` and `right` are where full lines begin and end.
    """

    parts: tuple[Line | Grid, ...]
    left: float
    right: float


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words that stand on one line, each line from left to right, from the top down."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda one: one.middle):
        if rows and word.middle - _level(rows[-1]) < 0.5 * min(word.size, rows[-1][-1].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda one: one.left)
    return rows


def _level(row: Sequence[Word]) -> float:
    return sum(word.middle for word in row) / len(row)


def segments(row: Sequence[Word]) -> list[list[Word]]:
    """The parts of a line that a wide gap sets apart."""
    parts = [[row[0]]]
    for before, word in pairwise(row):
        if word.left - before.right > _APART * max(before.size, word.size):
            parts.append([])
        parts[-1].append(word)
    return parts


def line_of(words: Sequence[Word], *, margin: bool = False) -> Line:
    """One line of words that stand on it."""
    return Line(
        joined(words),
        words[0].left,
        max(word.right for word in words),
        min(word.top for word in words),
        max(word.bottom for word in words),
        max(word.size for word in words),
        margin,
        any(word.recognised for word in words),
    )


def joined(words: Sequence[Word]) -> str:
    """The text of a line; between Chinese words only a gap as wide as a character is a space."""
    text = words[0].text
    for before, word in pairwise(words):
        gap = word.left - before.right
        latin = _is_latin(before.text[-1:]) and _is_latin(word.text[:1])
        wide = gap > (0.15 if latin else 0.8) * min(before.size, word.size)
        text += (" " if wide else "") + word.text
    return text


def seam(before: str, after: str) -> str:
    """`after` as it goes on from `before`: behind a space between Latin words, else as it is."""
    latin = _is_latin(before[-1:]) and _is_latin(after[:1])
    return (" " if latin else "") + after


def _is_latin(char: str) -> bool:
    return bool(re.fullmatch("[A-Za-z0-9]", char))
