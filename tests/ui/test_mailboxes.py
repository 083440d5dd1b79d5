"""A browser that asks and never fetches what it asked for costs the others nothing."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.settings import Settings
from ui.app import create_app
from ui.mailboxes import Mailboxes


def boxes_of(pages: str, **bounds: int) -> tuple[Mailboxes, dict[str, set[str]]]:
    events = {page: {"event"} for page in pages}
    boxes = Mailboxes(events, **bounds)
    for page in pages:
        boxes[page] = asyncio.Queue()
    return boxes, events


def test_what_lies_there_longest_goes_when_there_is_too_much() -> None:
    boxes, events = boxes_of("甲乙丙", most_bytes=3000)
    for page in "甲乙":
        boxes[page].put_nowait({"data": ["答" * 600]})
    boxes["丙"].put_nowait({"data": ["答" * 600]})
    assert sorted(boxes) == sorted(events) == ["丙", "乙"]
    assert boxes["乙"].get_nowait() == {"data": ["答" * 600]}


def test_what_was_fetched_weighs_nothing() -> None:
    boxes, _ = boxes_of("甲乙", most_bytes=3000)
    boxes["乙"].put_nowait("在")
    for number in range(50):
        boxes["甲"].put_nowait(["答" * 500, number])
        assert boxes["甲"].get_nowait()[1] == number
    assert boxes["乙"].get_nowait() == "在"


def test_of_too_many_pages_the_one_that_is_idle_for_longest_goes() -> None:
    boxes, events = boxes_of("甲乙丙", most_pages=3)
    boxes["甲"].put_nowait("答")
    boxes["甲"].get_nowait()
    boxes["丁"] = asyncio.Queue()
    assert list(boxes) == ["甲", "丙", "丁"]
    assert "乙" not in events
    boxes["乙"].put_nowait("too late for that page, and no failure")


def join(client: TestClient, page: str) -> None:
    body = {"fn_index": function(client, "ask"), "data": ["任务38由谁牵头？", []]}
    more = {"session_hash": page, "event_data": None, "trigger_id": None}
    assert client.post("/gradio_api/queue/join", json={**body, **more}).status_code == 200


def function(client: TestClient, name: str) -> int:
    known: list[dict[str, Any]] = client.get("/config").json()["dependencies"]
    return next(int(one["id"]) for one in known if one["api_name"] == name)


def fetched(client: TestClient, page: str) -> str:
    told = client.get("/gradio_api/queue/data", params={"session_hash": page}).text
    messages = [json.loads(line[6:]) for line in told.splitlines() if line.startswith("data: ")]
    done = next(one for one in messages if one["msg"] == "process_completed")
    return json.dumps(done["output"]["data"], ensure_ascii=False)


async def made(settings: Settings) -> FastAPI:
    """The app, made in a running loop: elsewhere the page's framework leaves loops unclosed."""
    return create_app(settings)


def test_pages_that_fetch_nothing_are_forgotten_and_the_next_is_answered(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[Mailboxes] = []

    def small(events: dict[str, set[str]]) -> Mailboxes:
        kept.append(partial(Mailboxes, most_bytes=200_000)(events))
        return kept[-1]

    monkeypatch.setattr("ui.page.Mailboxes", small)
    with TestClient(asyncio.run(made(settings))) as client:
        for number in range(30):
            join(client, f"silent{number}")
            if number % 10 == 0:  # whoever fetches what he asked for gets it
                join(client, f"mine{number}")
                assert "基层处" in fetched(client, f"mine{number}")
    assert "silent0" not in kept[-1]
    assert len(kept[-1]) < 20
