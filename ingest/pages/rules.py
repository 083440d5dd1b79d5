"""The ruling lines of a page image, told from the strokes of its characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ingest.pages.words import Edge, Word

Image = npt.NDArray[np.uint8]  # grey, shape (height, width)

DPI = 200
_POINT = 72 / DPI
_THICKEST = 14  # pixels of a ruling line
_LONG = 100.0  # points; no stroke of a character is
_NEAR = 6.0  # points


def find_rules(image: Image, words: Sequence[Word]) -> list[Edge]:
    """Straight strokes that part cells: long ones, and short ones that end at others.

    Strokes of characters are as straight, but lie inside words and end nowhere.
    """
    import cv2

    calm = cv2.medianBlur(image, 3)
    dark = cv2.adaptiveThreshold(
        calm, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, 31, 15
    )
    across, down = (
        [one for one in _strokes(dark, across=way) if not _is_stroke(one, words)]
        for way in (True, False)
    )
    long = [edge for edge in across if edge.right - edge.left > _LONG]
    down = [edge for edge in down if _ends_at(edge, long) or edge.bottom - edge.top > _LONG]
    return [*(edge for edge in across if edge in long or _ends_at(edge, down)), *down]


def _ends_at(edge: Edge, others: Sequence[Edge]) -> bool:
    """Whether both ends of a stroke touch strokes of the other direction."""
    if edge.way == "v":
        touching = [one for one in others if one.left - _NEAR < edge.left < one.right + _NEAR]
        places, ends = [one.top for one in touching], (edge.top, edge.bottom)
    else:
        touching = [one for one in others if one.top - _NEAR < edge.top < one.bottom + _NEAR]
        places, ends = [one.left for one in touching], (edge.left, edge.right)
    return all(any(abs(place - end) < _NEAR for place in places) for end in ends)


def _is_stroke(edge: Edge, words: Sequence[Word]) -> bool:
    """Whether a line runs mostly through words: then it is made of strokes of their characters."""
    length = max(edge.right - edge.left, edge.bottom - edge.top)
    inside = 0.0
    for word in words:
        tall = word.bottom - word.top
        if edge.way == "h" and abs(edge.top - word.middle) < 0.35 * tall:
            inside += max(0.0, min(edge.right, word.right) - max(edge.left, word.left))
        elif edge.way == "v" and word.left + tall / 2 < edge.left < word.right - tall / 2:
            inside += max(0.0, min(edge.bottom, word.bottom) - max(edge.top, word.top))
    return inside > 0.5 * length


def _strokes(dark: Any, *, across: bool) -> list[Edge]:
    """Strokes of one direction: gaps of a few pixels are closed, what is short is dropped."""
    import cv2

    closing, shortest = (
        np.ones((1, length) if across else (length, 1), np.uint8)
        for length in (7, 70 if across else 32)
    )
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, closing)
    kept = cv2.morphologyEx(closed, cv2.MORPH_OPEN, shortest)
    kept = cv2.dilate(kept, closing)
    _, _, boxes, _ = cv2.connectedComponentsWithStats(kept)
    found = []
    for x, y, width, height, _ in boxes[1:].tolist():
        if (height if across else width) > _THICKEST:
            continue
        left, right, top, bottom = (_POINT * v for v in (x, x + width, y, y + height))
        if across:
            middle = (top + bottom) / 2
            found.append(Edge("h", left, right, middle, middle))
        else:
            middle = (left + right) / 2
            found.append(Edge("v", middle, middle, top, bottom))
    return found
