"""Clients that send or take nothing, or open every connection there is, on a real wire."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager, suppress

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.responses import StreamingResponse

import ui.doors.bodies as bodies
import ui.doors.wire as wire

QUESTION = {"question": "任务38由谁牵头？"}
ENDLESS = 300_000_000  # bytes, far more than the system keeps for a connection
HEAD = b"POST /api/ask HTTP/1.1\r\nHost: t\r\nContent-Type: application/json\r\n"


@contextmanager
def listening(app: FastAPI) -> Iterator[tuple[str, int]]:
    """The app behind the service's own protocol, on a free port."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(
            app, http=wire.Wire, log_config=None, ws="none", lifespan="off", proxy_headers=False
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield listener.getsockname()
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def address(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, int]]:
    monkeypatch.setattr(wire, "_LOOKS", 0.4)
    monkeypatch.setattr(bodies, "_PATIENCE", 1.5)
    with listening(app) as place:
        yield place


def connection(address: tuple[str, int], stack: ExitStack) -> socket.socket:
    return stack.enter_context(socket.create_connection(address, timeout=30))


def status(address: tuple[str, int]) -> int:
    host, port = address
    return httpx.post(f"http://{host}:{port}/api/ask", json=QUESTION, timeout=60).status_code


def received(one: socket.socket) -> bytes:
    """Everything until the connection ends."""
    try:
        return b"".join(iter(lambda: one.recv(65536), b""))
    except ConnectionResetError:
        return b""


def drip(one: socket.socket, seconds: float) -> bool:
    """Send a byte now and then; whether the other side still takes them at the end."""
    until = time.monotonic() + seconds
    try:
        while time.monotonic() < until:
            one.sendall(b"a")
            time.sleep(0.05)
    except OSError:
        return False
    return True


def test_a_head_that_never_ends_is_cut_off(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        idle, slow = connection(address, stack), connection(address, stack)
        slow.sendall(HEAD + b"X-Slow: ")
        assert not drip(slow, 20)
        assert received(idle) == b""
        assert status(address) == 200


def test_bodies_that_never_end_hold_up_nobody(address: tuple[str, int]) -> None:
    with ExitStack() as stack:
        many = [connection(address, stack) for _ in range(300)]
        for one in many:
            one.sendall(HEAD + b'Content-Length: 99\r\n\r\n{"question": "')
        assert status(address) == 200
        assert b"408" in received(many[0])[:20]
        assert not drip(many[1], 20)


def test_too_many_connections_are_told_when_to_come_back(
    address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "MOST_CONNECTIONS", 5)
    with ExitStack() as stack:
        kept = [connection(address, stack) for _ in range(5)]
        answer = received(connection(address, stack))
        assert answer.startswith(b"HTTP/1.1 503")
        assert b"Retry-After" in answer
        assert "现在提问的人太多".encode() in answer
        for one in kept:
            one.close()
    assert status(address) == 200


def test_one_address_cannot_take_every_connection(
    address: tuple[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "_MOST_OF_ONE", 3)
    with ExitStack() as stack:
        for _ in range(3):
            connection(address, stack)
        assert received(connection(address, stack)).startswith(b"HTTP/1.1 503")


def test_who_takes_nothing_of_an_answer_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "_LOOKS", 0.4)
    app = FastAPI()

    async def parts() -> AsyncIterator[bytes]:
        while True:
            yield bytes(1_000_000)
            await asyncio.sleep(0)

    app.add_api_route("/", lambda: StreamingResponse(parts()))
    with listening(app) as address, ExitStack() as stack:
        slow = connection(address, stack)
        slow.sendall(b"GET / HTTP/1.1\r\nHost: t\r\n\r\n")
        time.sleep(2)
        taken = 0
        with suppress(ConnectionResetError):
            while (part := slow.recv(1_000_000)) and taken < ENDLESS:
                taken += len(part)
        assert taken < ENDLESS
