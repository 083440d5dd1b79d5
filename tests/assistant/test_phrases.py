"""Lay phrases of the lexicon, found by meaning."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from assistant import Answer, Assistant
from assistant.expansion import hints
from assistant.phrases import phrases_for

Ask = Callable[..., Answer]


def test_the_shipped_vectors_fit_the_shipped_lexicon_and_embedder(assistant: Assistant) -> None:
    phrases = phrases_for(assistant.index.manifest.embedder_revision)
    assert phrases is not None, "python -m eval.phrases"
    assert len(phrases.vectors) == len(phrases.formal) <= len(hints())
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
    assert not any(term in question for term in hints() if len(term) > 5)
    assert cited(ask(question)) == [number]
