"""Sentences written by hand about the shipped documents: false ones never pass, true ones do."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant import Assistant
from assistant.phrasing.context import Spoken
from assistant.phrasing.ground import ground_of
from assistant.phrasing.proof import SentenceProver
from assistant.phrasing.sentences import SentenceCutter
from tests.stress.sayings import Saying, written

Judge = Callable[[Saying], list[bool]]


@pytest.fixture(scope="module")
def judge(assistant: Assistant) -> Judge:
    """Whether each sentence of a saying is proved by its items, read one after the other."""
    prover = SentenceProver(list(assistant.vocabulary.roles), assistant.vocabulary.places)

    def judged(saying: Saying) -> list[bool]:
        items = {i.item_id: i for i in assistant.index.catalogue.items_by_id(saying.items)}
        found = [items[item_id] for item_id in saying.items]
        evidence = [ground_of(i, assistant.vocabulary.document(i.doc_id)) for i in found]
        earlier: Spoken | None = None
        cutter, proved = SentenceCutter(), []
        for sentence in [*cutter.feed(saying.text), *cutter.finish(complete=True)]:
            verdict = prover.judge(sentence, evidence, "", earlier)
            earlier = verdict.spoken if verdict.proved else earlier
            proved.append(verdict.proved)
        return proved

    return judged


def test_no_false_sentence_passes(judge: Judge) -> None:
    false = [one for one in written() if not one.true]
    assert len(false) >= 300
    assert [one.text for one in false if judge(one)[-1]] == []


def test_true_sentences_pass(judge: Judge) -> None:
    true = [one for one in written() if one.true]
    lost = [one.text for one in true if not all(judge(one))]
    assert len(true) >= 300
    assert len(lost) <= 0.05 * len(true), lost
