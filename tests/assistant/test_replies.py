"""Replies in the manner of real models: nothing false is shown, and what is true is kept."""

from __future__ import annotations

import re

import pytest

from assistant import Assistant
from tests.stress.replies import Judge, replies


@pytest.fixture(scope="module")
def judge(assistant: Assistant) -> Judge:
    return Judge(assistant)


def test_nothing_false_passes(judge: Judge) -> None:
    false = [one for one in replies() if not one.true]
    assert len(false) >= 500
    # A line may say something true first: the last sentence is the false one.
    shown = [one.text for one in false if not all(wrong for _, wrong in judge.judged(one)[-1:])]
    assert shown == []


def test_true_sentences_are_kept(judge: Judge) -> None:
    said = [pair for one in replies() if one.true for pair in judge.judged(one)]
    lost = [(sentence.text, faults) for sentence, faults in said if faults]
    assert len(said) >= 400
    assert len(lost) <= 0.075 * len(said), lost


def test_thoughts_are_no_sentences(judge: Judge) -> None:
    thinking = [one for one in replies() if "<think>" in one.text]
    assert thinking
    said = [sentence.text for one in thinking for sentence, _ in judge.judged(one)]
    assert not any(re.search("用户问|查看依据", text) for text in said)
