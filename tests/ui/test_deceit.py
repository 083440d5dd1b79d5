"""What reaches the user while a model lies in every manner: the short form of the stress run."""

from __future__ import annotations

import random

from fastapi.testclient import TestClient

from assistant import Assistant
from assistant.settings import Settings
from tests.stress.deceit import Bench, Tally, liar_of, run
from tests.stress.liar import running
from ui.app import create_app
from ui.service import Service


def test_nothing_false_is_shown_and_most_that_is_true(settings: Settings) -> None:
    chance, tally = random.Random(6), Tally()
    liar = liar_of(settings.corpus, chance)
    with running(liar) as address:
        model = {"llm_base_url": address, "llm_model": "m", "llm_first_token_seconds": 8.0}
        service = Service(settings.model_copy(update={**model, "llm_seconds": 20.0}))
        with TestClient(create_app(service=service, page=False)) as client:
            run(Bench(Assistant.open(settings.index_folder), liar, client, tally), 34, chance)
    assert tally.said[False] >= 100
    assert tally.leaks == []
    assert tally.wrong == []
    assert tally.survived >= 0.95 * tally.expected, tally.lost
