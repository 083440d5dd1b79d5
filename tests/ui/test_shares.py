"""One client, however busy, leaves the others a part of every room."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant import Answer
from assistant.settings import Settings
from tests.ui.test_doors import QUESTION, Slow, app_of, client_from, slow
from tests.ui.test_mailboxes import function, made
from ui.doors.room import Room
from ui.service import Service

__all__ = ["slow"]  # the fixture
GREEDY, OTHER = "192.0.2.1", "192.0.2.2"


def asking(app: FastAPI, address: str) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, client=(address, 1))
    return httpx.AsyncClient(transport=transport, base_url="http://t")


def test_who_asks_much_leaves_places_to_others(settings: Settings, slow: Slow) -> None:
    room = Room(seats=1, queue=7, patience=20, most_bytes=10_000, share=0.75)
    app = app_of(slow, settings, room=room)

    async def run() -> tuple[list[int], int]:
        async with asking(app, GREEDY) as greedy, asking(app, OTHER) as other:
            many = [asyncio.create_task(greedy.post("/api/ask", json=QUESTION)) for _ in range(20)]
            assert await asyncio.to_thread(slow.at_work.acquire, timeout=20)
            one = asyncio.create_task(other.post("/api/ask", json=QUESTION))
            await asyncio.sleep(0.2)
            slow.go.set()
            answers = await asyncio.gather(*many)
            return [answer.status_code for answer in answers], (await one).status_code

    greedy, other = asyncio.run(run())
    assert sorted(greedy) == [200] * 6 + [503] * 14
    assert other == 200


def test_who_sends_slowly_leaves_memory_to_others(settings: Settings, slow: Slow) -> None:
    slow.go.set()
    room = Room(seats=1, queue=9, patience=20, most_bytes=10_000, share=0.75)
    app = app_of(slow, settings, room=room)

    async def run() -> tuple[int, int]:
        sent, go_on = asyncio.Event(), asyncio.Event()

        async def endless() -> AsyncIterator[bytes]:
            yield b" " * 7400
            sent.set()
            await go_on.wait()
            yield b" " * 1000

        async with asking(app, GREEDY) as greedy, asking(app, OTHER) as other:
            slowly = asyncio.create_task(greedy.post("/api/ask", content=endless()))
            await sent.wait()
            got = (await other.post("/api/ask", json={"question": "问" * 300})).status_code
            go_on.set()
            return (await slowly).status_code, got

    assert asyncio.run(run()) == (503, 200)


def test_who_asks_the_page_much_leaves_its_queue_to_others(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def ask(*_: object) -> Answer:
        assert go.wait(60)
        return Answer("答")

    monkeypatch.setattr("ui.page._WAITING", 8)
    monkeypatch.setattr(Service, "ask", ask)
    app = asyncio.run(made(settings))
    with TestClient(app, client=(GREEDY, 1)) as greedy:
        ask_it = function(greedy, "ask")

        def join(client: TestClient, page: str) -> int:
            body = {"fn_index": ask_it, "data": ["任务38由谁牵头？", []], "session_hash": page}
            return client.post("/gradio_api/queue/join", json=body).status_code

        try:
            statuses = [join(greedy, f"greedy{number}") for number in range(20)]
            assert {200, 503} == set(statuses)
            assert join(client_from(app, OTHER), "other") == 200
        finally:
            go.set()
