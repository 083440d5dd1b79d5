"""Everyday questions are drawn to official words; what is quoted is found as it stands."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from assistant import Answer, Assistant
from assistant.everyday import Everyday, everyday_for

Ask = Callable[..., Answer]
Cited = Callable[[Answer], list[str]]


def test_the_shipped_matters_fit_the_shipped_embedder(assistant: Assistant) -> None:
    matters = everyday_for(assistant.index.manifest.embedder_revision)
    assert matters is not None, "python -m eval.everyday"
    assert matters.asked.shape == matters.written.shape
    assert np.allclose(np.linalg.norm(matters.asked, axis=1), 1, atol=1e-5)


def test_another_embedder_goes_without() -> None:
    assert everyday_for("another model") is None


def test_a_question_is_drawn_to_the_official_words_of_the_matter_it_is_near_to() -> None:
    asked, written = np.eye(4, dtype=np.float32)[:2], 127 * np.eye(4, dtype=np.int8)[2:]
    drawn = Everyday(asked, written).drawn(np.array([0.8, 0.6, 0, 0], dtype=np.float32))
    assert drawn[2] > 0  # the first matter is near enough, the second is not
    assert drawn[3] == 0
    assert np.linalg.norm(drawn) == pytest.approx(1)


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("人走了以后户口社保丧葬一趟跑完，卫生口哪个处搭手", "36"),
        ("去办事的人给柜台打星，哪个处盯着", "50"),
    ],
)
def test_what_is_told_by_what_one_sees_is_answered_only_with_the_matters(
    assistant: Assistant, cited: Cited, monkeypatch: pytest.MonkeyPatch, question: str, number: str
) -> None:
    assert cited(assistant.ask(question)) == [number]
    monkeypatch.setattr("assistant.find.everyday_for", lambda revision: None)
    assert assistant.ask(question).refused


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("研究搭建全要素数据基座平台，打通数据院际互通壁垒由谁牵头", "48"),
        ("“统一伦理审查流程规范”的委属相关单位有哪些", "55"),
        ("形成经营主体法律风险自查自纠清单由谁配合？", "20"),
    ],
)
def test_what_is_quoted_of_one_item_is_found_by_its_words(
    ask: Ask, cited: Cited, question: str, number: str
) -> None:
    answer = ask(question)
    assert cited(answer) == [number]
    assert "一样的文字" in answer.explanation.reason
