"""Paragraphs that hold several numbered points with owners: copied without line breaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.owner_clauses import states_owners
from ingest.reading import Block, stripped

_SHORTEST = 60  # characters of a paragraph that can hold two such points
_NUMBER = re.compile(
    r"(?:^|(?<=[。；！：）)\s]))(?P<n>\d{1,2})\s?[.．、](?!\d)\s*(?=[一-鿿“《\dA-Za-z])"
)
# 一、王县长牵头重点工作 1.…: a heading in front of the first point below it.
_HEADING = re.compile(
    r"(?:^|(?<=[。；！）)\s]))(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])"
    r"[^。；\n]{2,40}[。\s]\s*(?=1\s?[.．、])"
)


def apart(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks, with each that holds several points in so many pieces."""
    return [piece for block in blocks for piece in _pieces(text, block)]


def _pieces(text: str, block: Block) -> list[Block]:
    said = text[block.start : block.end]
    points = _points(said) if len(said) > _SHORTEST else []
    if len(points) < 2:
        return [block]
    headings = [found.start() for found in _HEADING.finditer(said)]
    cuts = sorted({*points, *headings})
    ends = dict(zip(cuts, [*cuts[1:], len(said)], strict=True))
    stating = [at for at in points if states_owners(said[at : ends[at]].strip())]
    if len(stating) < 2 or len(stating) < len(points) - 1:
        return [block]
    bounds = sorted({0, *cuts, len(said)})
    spans = (stripped(text, block.start + a, block.start + b) for a, b in pairwise(bounds))
    return [
        Block(start, end, block.level if start == block.start else None)
        for start, end in spans
        if start < end
    ]


def _points(said: str) -> list[int]:
    """Where the points 1., 2., 3. … begin; they may begin anew below a heading."""
    found: list[int] = []
    last = 0
    headings = {one.end() for one in _HEADING.finditer(said)}
    for number in _NUMBER.finditer(said):
        first = int(number["n"]) == 1 and (not found or number.start() in headings)
        if first or (found and int(number["n"]) == last + 1):
            found.append(number.start())
            last = int(number["n"])
    return found
