"""Draw false answers against false refusals as an SVG picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from eval.question_sets import Question
from eval.responses import Response

_SIDE = 320  # of the square that the curves are drawn in, in pixels
_LEFT, _TOP, _WIDTH, _HEIGHT = 60, 20, 640, 400
_COLOURS = ("#0b6e4f", "#b5651d", "#5b5b8c")


@dataclass(frozen=True, slots=True)
class Point:
    """Shares in [0, 1]: unanswerable questions answered, answerable ones refused."""

    false_answers: float
    false_refusals: float


def operating_point(questions: Sequence[Question], responses: Sequence[Response]) -> Point | None:
    """Where a system stands; None unless there are both answerable and unanswerable questions."""
    refused = [response.refused for response in responses]
    return _point(questions, refused)


def threshold_curve(questions: Sequence[Question], responses: Sequence[Response]) -> list[Point]:
    """Where each possible threshold on the score would put a system, loosest first."""
    scores = [response.score for response in responses]
    known = sorted({score for score in scores if score is not None})
    points = [
        _point(questions, [score is not None and score < cut for score in scores])
        for cut in [*known, float("inf")]
    ]
    return [point for point in points if point]


def draw(curves: Mapping[str, Sequence[Point]], points: Mapping[str, Point]) -> str:
    """An SVG document: a line for each curve, a mark for each operating point, and a legend."""
    names = list(dict.fromkeys([*points, *curves]))
    colours = {name: _COLOURS[place % len(_COLOURS)] for place, name in enumerate(names)}
    parts = [_axes()]
    for name, curve in curves.items():
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(_place, curve))
        style = f'fill="none" stroke="{colours[name]}" stroke-width="1.5"'
        parts.append(f'<polyline points="{path}" {style}/>')
    for name, point in points.items():
        x, y = _place(point)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{colours[name]}"/>')
    parts += [_legend(place, name, colours[name], points) for place, name in enumerate(names)]
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    style = 'font-family="sans-serif" font-size="12"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} {style}>{"".join(parts)}</svg>\n'


def _point(questions: Sequence[Question], refused: Sequence[bool]) -> Point | None:
    judged = [
        (question.refused, was)
        for question, was in zip(questions, refused, strict=True)
        if question.refused is not None
    ]
    unanswerable = [was for should, was in judged if should]
    answerable = [was for should, was in judged if not should]
    if not unanswerable or not answerable:
        return None
    false_answers = unanswerable.count(False) / len(unanswerable)
    return Point(false_answers, answerable.count(True) / len(answerable))


def _place(point: Point) -> tuple[float, float]:
    return _LEFT + point.false_answers * _SIDE, _TOP + (1 - point.false_refusals) * _SIDE


def _axes() -> str:
    bottom, right = _TOP + _SIDE, _LEFT + _SIDE
    frame = f'<rect x="{_LEFT}" y="{_TOP}" width="{_SIDE}" height="{_SIDE}"'
    parts = [f'{frame} fill="none" stroke="#999"/>']
    for step in range(6):
        share, offset = step / 5, step / 5 * _SIDE
        x, y = _LEFT + offset, bottom - offset
        parts.append(f'<text x="{x}" y="{bottom + 16}" text-anchor="middle">{share:.1f}</text>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{share:.1f}</text>')
    middle = _TOP + _SIDE / 2
    parts.append(
        f'<text x="{(_LEFT + right) / 2}" y="{bottom + 38}" text-anchor="middle">'
        "误答率：该拒答而作答</text>"
    )
    parts.append(
        f'<text x="16" y="{middle}" text-anchor="middle" transform="rotate(-90 16 {middle})">'
        "误拒率：能回答而拒答</text>"
    )
    return "".join(parts)


def _legend(place: int, name: str, colour: str, points: Mapping[str, Point]) -> str:
    x, y = _LEFT + _SIDE + 24, _TOP + 20 + place * 40
    point = points.get(name)
    where = f"{point.false_answers:.3f}，{point.false_refusals:.3f}" if point else ""
    return (
        f'<circle cx="{x}" cy="{y - 4}" r="5" fill="{colour}"/>'
        f'<text x="{x + 12}" y="{y}">{escape(name)}</text>'
        f'<text x="{x + 12}" y="{y + 16}" fill="#666">{where}</text>'
    )
