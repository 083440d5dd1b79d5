"""Answers from passages that are handed over with a question."""

from __future__ import annotations

import pytest

from assistant.passages import answer_from_passages

LAKE = "云栖湖公园位于青禾区东部。公园于2019年5月1日建成开放，占地约120公顷。"
BRIDGE = "长虹大桥全长1860米，由林建国设计。大桥在2021年通车，日均车流量约3万辆。"
FAIR = "青禾区农博会每年秋季举办，由区农业局主办。去年共有260家企业参展。"
PASSAGES = [LAKE, BRIDGE, FAIR]


@pytest.mark.parametrize(
    ("question", "said", "place"),
    [
        ("云栖湖公园什么时候建成开放？", "2019年5月1日", 0),
        ("云栖湖公园占地多少公顷？", "120公顷", 0),
        ("长虹大桥是谁设计的？", "林建国", 1),
        ("长虹大桥全长多少米？", "1860米", 1),
        ("长虹大桥哪一年通车？", "2021年", 1),
        ("农博会由谁主办？", "区农业局", 2),
        ("农博会共有多少家企业参展？", "260家", 2),
    ],
)
def test_the_passage_that_says_it(question: str, said: str, place: int) -> None:
    answer = answer_from_passages(question, PASSAGES)
    assert not answer.refused
    assert said in answer.answer
    assert answer.passage_index == place
    assert answer.answer in PASSAGES[place]


@pytest.mark.parametrize(
    "question",
    [
        "长虹大桥的造价是多少亿元？",
        "量子计算机的原理是什么？",
        "青禾区的区长是谁？",
        "红烧肉怎么做？",
    ],
)
def test_what_no_passage_says_is_refused(question: str) -> None:
    answer = answer_from_passages(question, PASSAGES)
    assert answer.refused
    assert answer.passage_index is None
    assert "不能据此回答" in answer.answer


@pytest.mark.parametrize("passages", [[], [""], ["", "  "]])
def test_no_passages_is_a_refusal(passages: list[str]) -> None:
    assert answer_from_passages("长虹大桥哪一年通车？", passages).refused


@pytest.mark.parametrize("question", ["", "？", "🙂"])
def test_no_question_is_a_refusal(question: str) -> None:
    assert answer_from_passages(question, PASSAGES).refused


def test_a_time_that_the_question_already_says_is_no_answer() -> None:
    """The passage repeats the year that is asked about and gives none."""
    answer = answer_from_passages("2021年的长虹大桥哪天通车？", ["2021年的长虹大桥通车了。"])
    assert answer.refused


def test_the_order_of_the_passages_does_not_matter() -> None:
    forward = answer_from_passages("长虹大桥哪一年通车？", PASSAGES)
    backward = answer_from_passages("长虹大桥哪一年通车？", PASSAGES[::-1])
    assert forward.answer == backward.answer
    assert backward.passage_index == 1
