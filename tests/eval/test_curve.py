"""False answers against false refusals, and their picture."""

from __future__ import annotations

from xml.etree import ElementTree

from eval.curve import Point, draw, operating_point, threshold_curve
from eval.question_sets import Question
from eval.responses import Response

_SHOULD_REFUSE = (False, False, True, True)
QUESTIONS = [
    Question(id=str(place), kind="k", question="问", refused=refused)
    for place, refused in enumerate(_SHOULD_REFUSE)
]
RESPONSES = [Response("", score=score) for score in (4.0, 2.0, 3.0, 1.0)]


def test_each_threshold_is_a_point() -> None:
    # Thresholds 1, 2, 3, 4 and above all of the scores 4, 2 (answerable) and 3, 1 (not).
    assert threshold_curve(QUESTIONS, RESPONSES) == [
        Point(2 / 2, 0 / 2),
        Point(1 / 2, 0 / 2),
        Point(1 / 2, 1 / 2),
        Point(0 / 2, 1 / 2),
        Point(0 / 2, 2 / 2),
    ]


def test_a_system_stands_where_its_refusals_put_it() -> None:
    refusals = [Response("", refused=refused) for refused in (True, False, True, False)]
    assert operating_point(QUESTIONS, refusals) == Point(1 / 2, 1 / 2)


def test_without_unanswerable_questions_there_is_no_point() -> None:
    assert operating_point(QUESTIONS[:2], RESPONSES[:2]) is None


def test_the_picture_has_a_line_for_each_curve_and_a_mark_for_each_point() -> None:
    curve = threshold_curve(QUESTIONS, RESPONSES)
    svg = ElementTree.fromstring(draw({"关键词<": curve}, {"本系统": Point(0.0, 1.0)}))
    (line,) = svg.iter("{http://www.w3.org/2000/svg}polyline")
    assert len(line.attrib["points"].split()) == len(curve)
    text = "".join(svg.itertext())
    assert "关键词<" in text
    assert "0.000，1.000" in text
