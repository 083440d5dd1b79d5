"""Answers from passages that are handed over with a question."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.passages import PassageReader
from index.layout import cache_folder

LAKE = "云栖湖公园位于青禾区东部。公园于2019年5月1日建成开放，占地约120公顷。"
BRIDGE = "长虹大桥全长1860米，由林建国设计。大桥在2021年通车，日均车流量约3万辆。"
FAIR = "青禾区农博会每年秋季举办，由区农业局主办。去年共有260家企业参展。"
PASSAGES = [LAKE, BRIDGE, FAIR]


@pytest.fixture(scope="session")
def reader(shipped_folder: Path) -> PassageReader:
    return PassageReader.open(cache_folder(shipped_folder))


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
def test_the_passage_that_says_it(
    reader: PassageReader, question: str, said: str, place: int
) -> None:
    answer = reader.answer(question, PASSAGES)
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
def test_what_no_passage_says_is_refused(reader: PassageReader, question: str) -> None:
    answer = reader.answer(question, PASSAGES)
    assert answer.refused
    assert answer.passage_index is None
    assert "不能据此回答" in answer.answer


@pytest.mark.parametrize("passages", [[], [""], ["", "  "]])
def test_no_passages_is_a_refusal(reader: PassageReader, passages: list[str]) -> None:
    assert reader.answer("长虹大桥哪一年通车？", passages).refused


@pytest.mark.parametrize("question", ["", "？", "🙂"])
def test_no_question_is_a_refusal(reader: PassageReader, question: str) -> None:
    assert reader.answer(question, PASSAGES).refused


def test_a_time_that_the_question_already_says_is_no_answer(reader: PassageReader) -> None:
    """The passage repeats the year that is asked about and gives none."""
    answer = reader.answer("2021年的长虹大桥哪天通车？", ["2021年的长虹大桥通车了。"])
    assert answer.refused


def test_the_order_of_the_passages_does_not_matter(reader: PassageReader) -> None:
    forward = reader.answer("长虹大桥哪一年通车？", PASSAGES)
    backward = reader.answer("长虹大桥哪一年通车？", PASSAGES[::-1])
    assert forward.answer == backward.answer
    assert backward.passage_index == 1


PRIZE = "第36届金鸡奖在厦门揭晓，梁朝伟获最佳男主角。第35届金鸡奖最佳男主角是朱一龙。"


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        # Another year, another number, another thing of the same kind.
        ("2022年居民医保个人缴费多少元？", "2024年居民医保个人缴费380元。"),
        ("地铁19号线全长多少公里？", "地铁20号线全长24公里。"),
        ("电影《满江红》哪天上映？", "电影《三大队》12月15日上映。"),
        # The question itself, with no answer to it.
        ("小米SU7哪天发布？", "小米SU7到底哪天发布？12月15日起网友纷纷留言。"),
        # A fact of another kind.
        ("长虹大桥由谁设计？", "长虹大桥的设计很美，2021年通车。"),
        ("第34届金鸡奖最佳男主角是谁？", PRIZE),
    ],
)
def test_near_but_beside_the_point_is_refused(
    reader: PassageReader, question: str, passage: str
) -> None:
    assert reader.answer(question, [passage]).refused


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("第36届金鸡奖最佳男主角是谁？", "梁朝伟"),
        ("第35届金鸡奖最佳男主角是谁？", "朱一龙"),
        ("第36届金鸡奖在哪里揭晓？", "厦门"),
    ],
)
def test_of_two_like_facts_the_one_that_is_asked_for(
    reader: PassageReader, question: str, said: str
) -> None:
    answer = reader.answer(question, [BRIDGE, PRIZE])
    assert said in answer.answer
    assert answer.passage_index == 1
    assert len(answer.answer) < len(PRIZE)
