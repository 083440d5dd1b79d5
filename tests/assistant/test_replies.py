"""Replies in the manner of real models: nothing false is shown, and what is true is kept."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from assistant import Assistant
from assistant.phrasing.context import Spoken
from assistant.phrasing.ground import ground_of
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import Sentence, SentenceCutter
from tests.stress.replies import Reply, replies

Judge = Callable[[Reply], list[tuple[Sentence, bool]]]


@pytest.fixture(scope="module")
def judge(assistant: Assistant) -> Judge:
    """The sentences of a reply, and whether each is proved by what the answer cites."""
    prover = SentenceProver(list(assistant.vocabulary.roles), assistant.vocabulary.places)
    document = assistant.vocabulary.document

    def judged(reply: Reply) -> list[tuple[Sentence, bool]]:
        found = [citation.item for citation in assistant.own(reply.question).citations]
        evidence = [ground_of(item, document(item.doc_id)) for item in found]
        earlier: Spoken | None = None
        cutter, judged = SentenceCutter(), []
        for sentence in [*cutter.feed(reply.text), *cutter.finish(complete=True)]:
            verdict = prover.judge(sentence, evidence, reply.question, earlier)
            earlier = verdict.spoken if verdict.proved else earlier
            judged.append((sentence, verdict.proved))
        return judged

    return judged


def test_nothing_false_passes(judge: Judge) -> None:
    false = [one for one in replies() if not one.true]
    assert len(false) >= 500
    shown = [one.text for one in false if all(proved for _, proved in judge(one))]
    assert shown == []


def test_true_sentences_are_kept(judge: Judge) -> None:
    said = [pair for one in replies() if one.true for pair in judge(one)]
    cited = [(one.text, proved) for one, proved in said if one.cited and "|" not in one.text]
    lost = [text for text, proved in cited if not proved]
    assert len(cited) >= 300
    assert len(lost) <= 0.07 * len(cited), lost


def test_thoughts_and_headings_are_no_sentences(judge: Judge) -> None:
    thinking = [one for one in replies() if "<think>" in one.text]
    assert thinking
    said = [sentence.text for one in thinking for sentence, _ in judge(one)]
    assert not any(re.search("用户问|查看依据", text) for text in said)
