"""Sets of questions with passages: what a case holds."""

from __future__ import annotations

import pytest

from eval.passage_sets import GIVEN, AskedOfTopic, Topic, cases, read_topics

TOPIC = Topic(
    name="bridge",
    passages=("大桥由林建国设计。", "大桥在2021年通车。", "大桥全长1860米。", "大桥收费10元。"),
    questions=(
        AskedOfTopic(
            query="大桥由谁设计",
            answers=("林建国",),
            proof=(0,),
            said=("设计师林建国谈大桥。",),
            noise=("小桥由张明设计。", "大桥的设计很美。"),
        ),
    ),
)


def test_each_question_comes_with_passages_that_answer_and_without() -> None:
    answerable, unanswerable = cases([TOPIC])
    assert len(answerable.passages) == len(unanswerable.passages) == GIVEN
    assert 1 <= len(answerable.proof) <= 2
    assert all("林建国" in answerable.passages[place] for place in answerable.proof)
    assert unanswerable.proof == frozenset()
    assert not any("林建国" in passage for passage in unanswerable.passages)


def test_the_noise_of_a_question_comes_first() -> None:
    _, unanswerable = cases([TOPIC])
    assert {"小桥由张明设计。", "大桥的设计很美。"} <= set(unanswerable.passages)


@pytest.mark.parametrize("name", ["passages_calibration", "passages_report"])
def test_the_shipped_sets_hold_what_they_say(name: str) -> None:
    for case in cases(read_topics(name)):
        for place, passage in enumerate(case.passages):
            holds = any(answer in passage for answer in case.answers)
            assert holds == (place in case.proof), (case.query, passage)


def test_the_halves_share_no_question() -> None:
    halves = [
        {asked.query for topic in read_topics(name) for asked in topic.questions}
        for name in ("passages_calibration", "passages_report")
    ]
    assert not halves[0] & halves[1]
