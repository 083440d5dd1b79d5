"""Lay phrases of the lexicon, found by meaning."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from assistant import Answer, Assistant
from assistant.expansion import lexicon
from assistant.phrases import phrases_for, spoken

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


def test_the_shipped_vectors_fit_the_shipped_lexicon_and_embedder(assistant: Assistant) -> None:
    phrases = phrases_for(assistant.index.manifest.embedder_revision)
    assert phrases is not None, "python -m eval.phrases"
    assert len(phrases.vectors) == len(phrases.formal) <= len(lexicon().hints)
    assert np.allclose(np.linalg.norm(phrases.vectors, axis=1), 1, atol=1e-5)


def test_another_embedder_goes_without() -> None:
    assert phrases_for("another model") is None


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("亲人走了以后家属跑手续那一条，哪个处管", "36"),
        ("病人待在自个儿家就算住上院了，归哪个处推广", "57"),
        ("签了字保证就先给办，这种办法要多用，谁来推", "7"),
    ],
)
def test_a_phrase_of_another_wording_reaches_the_item(
    ask: Ask, cited: Callable[[Answer], list[str]], question: str, number: str
) -> None:
    assert not any(term in question for term in lexicon().hints if len(term) > 5)
    assert cited(ask(question)) == [number]


def test_a_phrase_says_less_for_each_of_several_items_and_for_a_heading() -> None:
    near = [(("甲事",), 0.2)]
    alone, none = spoken(near, ["甲事归谁", "乙事"], ["甲事归谁", "乙事"])
    assert (alone, none) == (pytest.approx(0.2), 0.0)
    shared = spoken(near, ["甲事归谁", "丙"], ["甲事归谁", "甲事丙"])
    assert shared[0] == pytest.approx(0.2 / 2**0.1)
    assert shared[1] == pytest.approx(0.8 * 0.2 / 2**0.1)


def test_a_second_phrase_agrees_in_another_word_and_about_as_near() -> None:
    both = [(("甲事",), 0.2), (("乙事",), 0.16)]
    assert spoken(both, ["甲事乙事"], ["甲事乙事"]) == [pytest.approx(0.2 + 0.5 * 0.16)]
    again = [(("甲事", "丙"), 0.2), (("甲事", "丁"), 0.18)]
    assert spoken(again, ["甲事"], ["甲事"]) == [pytest.approx(0.2)]
    far = [(("甲事",), 0.2), (("乙事",), 0.1)]
    assert spoken(far, ["甲事乙事"], ["甲事乙事"]) == [pytest.approx(0.2)]


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("长辈走了以后那一串手续并着办的，卫健委哪个处盯", "36"),
        ("抽签挑人挑店去查、查完贴出来，这种检查几月得弄完", "29"),
        ("出台政策前看看有没有照顾了哪家公司，公平竞争这道关谁把", "65"),
        ("建楼的图纸让电脑拿三维模型先审卫生，跟区里哪个委一起搞", "8"),
    ],
)
def test_everyday_words_reach_the_one_item(
    ask: Ask, cited: Cited, question: str, number: str
) -> None:
    assert cited(ask(question)) == [number]
