"""What strangers try at the doors: to guess unseen, to pass for others, to take every place."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.settings import Settings
from tests.ui.test_doors import PASSWORD, QUESTION, client_from, code_of, settings_with
from tests.ui.test_mailboxes import made
from ui.app import create_app
from ui.doors.doors import Doors
from ui.doors.rates import FAILURES
from ui.doors.room import Room

RIGHT = {"Authorization": f"Bearer {PASSWORD}"}


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    with_data = settings_with(settings, tmp_path / "own")
    return Settings(**{**with_data.model_dump(), "admin_password": PASSWORD})


@pytest.fixture
def guarded(own: Settings) -> FastAPI:
    return create_app(own, page=False)


def audited(settings: Settings) -> list[dict[str, object]]:
    path = settings.data / "audit.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept": "text/event-stream"},
        {"Accept": "text/html"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9;proto=https"},
        {"X-Real-IP": "203.0.113.9", "X-Forwarded-Host": "127.0.0.1"},
        {"X-API-Key": "pqa_other", "Cookie": "policyqa_key=pqa_other"},
        {"Upgrade": "websocket", "Connection": "Upgrade"},
        {"X-HTTP-Method-Override": "OPTIONS"},
    ],
    ids=lambda headers: next(iter(headers.values())),
)
@pytest.mark.usefixtures("in_one_window")
def test_no_header_makes_a_guess_uncounted(
    own: Settings, guarded: FastAPI, headers: dict[str, str]
) -> None:
    thieves = {"GET": "192.0.2.1", "HEAD": "192.0.2.2", "POST": "192.0.2.3", "DELETE": "192.0.2.4"}
    for method, address in thieves.items():
        thief = client_from(guarded, address)
        for number in range(FAILURES.amount):
            wrong = {**headers, "Authorization": f"Bearer guess {number}"}
            guessed = thief.request(method, "/api/admin/documents/x", headers=wrong)
            assert guessed.status_code == 401
        locked = thief.get("/api/admin/documents", headers={**headers, **RIGHT})
        assert code_of(locked) == "too_many_failures"
    assert client_from(guarded, "192.0.2.9").get("/api/admin/documents", headers=RIGHT).is_success
    told = Counter(entry["client"] for entry in audited(own))
    assert told == dict.fromkeys(thieves.values(), FAILURES.amount)


@pytest.mark.usefixtures("in_one_window")
def test_many_guesses_at_once_are_no_more_guesses(guarded: FastAPI) -> None:
    async def run() -> list[int]:
        transport = httpx.ASGITransport(guarded, client=("192.0.2.1", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            guesses = [
                client.get("/api/admin/documents", headers={"Authorization": f"Bearer {number}"})
                for number in range(200)
            ]
            return [one.status_code for one in await asyncio.gather(*guesses)]

    statuses = Counter(asyncio.run(run()))
    assert set(statuses) == {401, 429}
    assert statuses[401] <= FAILURES.amount + 1


@pytest.mark.usefixtures("in_one_window")
def test_strangers_cannot_fill_the_audit_log(own: Settings, guarded: FastAPI) -> None:
    stranger = client_from(guarded, "192.0.2.1")
    for number in range(3 * FAILURES.amount):
        stranger.get("/api/admin/documents")
        stranger.post("/api/admin/rebuild", headers={"Authorization": f"Bearer {number}"})
        stranger.post("/api/admin/rebuild", headers={**RIGHT, "Origin": "http://evil.example"})
        stranger.delete("/api/admin/nothing")
    assert len(audited(own)) <= FAILURES.amount
    owner = client_from(guarded, "192.0.2.2")
    assert owner.delete("/api/admin/documents/nothing", headers=RIGHT).status_code == 404
    last = audited(own)[-1]
    assert (last["client"], last["method"], last["status"]) == ("192.0.2.2", "DELETE", 404)


def test_a_service_without_password_notes_nothing_of_strangers(
    settings: Settings, tmp_path: Path
) -> None:
    own = settings_with(settings, tmp_path / "closed")
    stranger = client_from(create_app(own, page=False), "192.0.2.1")
    for _ in range(5):
        assert stranger.post("/api/admin/rebuild", headers=RIGHT).status_code == 403
    assert audited(own) == []


def test_bodies_of_strangers_take_no_place_of_administrators(guarded: FastAPI) -> None:
    """They are not read at all: the password comes first."""

    async def endless() -> AsyncIterator[bytes]:
        yield b'{"title": "'
        await asyncio.sleep(3600)

    async def run() -> int:
        transport = httpx.ASGITransport(guarded)
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            path = "/api/admin/documents/x/publish"
            slow = [asyncio.create_task(client.post(path, content=endless())) for _ in range(9)]
            refused = await asyncio.wait_for(asyncio.gather(*slow), 20)
            assert {one.status_code for one in refused} <= {401, 429}
        transport = httpx.ASGITransport(guarded, client=("192.0.2.2", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as owner:
            return (await owner.get("/api/admin/documents", headers=RIGHT)).status_code

    assert asyncio.run(run()) == 200


@pytest.mark.parametrize(
    "accept", ["text/event-stream", "application/json, text/event-stream", "*/*"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE"])
def test_nobody_keeps_a_seat_by_listening(settings: Settings, method: str, accept: str) -> None:
    room = Room(seats=1, queue=0, patience=0.1, most_bytes=10_000)
    app = create_app(settings, doors=Doors(settings, room=room), page=False)
    with TestClient(app) as client:
        for path in ("/mcp", "/api/ask/stream", "/v1/chat/completions", "/api/nothing"):
            answer = client.request(method, path, headers={"Accept": accept})
            assert answer.status_code in (404, 405), path
        listening = client.request(method, "/mcp", headers={"Accept": accept})
        assert listening.headers["allow"] == "POST"
        assert client.post("/api/ask", json=QUESTION).status_code == 200


def test_who_listens_is_not_let_off_the_rate(settings: Settings, tmp_path: Path) -> None:
    app = create_app(settings_with(settings, tmp_path / "d", rate_per_minute=3), page=False)
    client = client_from(app, "192.0.2.1", headers={"Accept": "text/event-stream"})
    assert [client.get("/api/documents").status_code for _ in range(5)] == [200] * 3 + [429] * 2


GOT = (
    *("/healthz", "/readyz", "/metrics", "/docs", "/openapi.json", "/login", "/v1/models"),
    *("/api/documents", "/api/items?lead=基层处", "/api/items.csv", "/api/items.xlsx"),
    *("/api/items/pudong-2024%2338", "/api/items/none", "/source/pudong-2024", "/api/nothing"),
)


@pytest.mark.parametrize("path", GOT)
def test_head_is_answered_as_get_is(client: TestClient, path: str) -> None:
    got, told = client.get(path), client.head(path)
    assert told.status_code == got.status_code
    assert told.headers["content-type"] == got.headers["content-type"]


def test_what_is_not_got_says_how_to_reach_it(client: TestClient) -> None:
    for method in ("GET", "HEAD", "PUT", "OPTIONS"):
        refused = client.request(method, "/api/ask")
        assert (refused.status_code, refused.headers["allow"]) == (405, "POST")
    assert client.options("/api/documents").headers["allow"] == "GET, HEAD"
    assert client.options("/api/nothing").status_code == 404


def test_a_login_of_megabytes_is_not_read(client: TestClient) -> None:
    """It holds no place that is counted: hundreds of them would fill the memory."""
    key = f"key={'x' * 20_000}"

    def in_parts() -> Iterator[bytes]:
        yield key.encode()

    for content in (key, in_parts()):
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        sent = client.post("/login", content=content, headers=kind)
        assert (sent.status_code, code_of(sent)) == (413, "body_too_large")


def test_methods_that_are_made_up_are_not_counted_each(client: TestClient) -> None:
    for number in range(20):
        assert client.request(f"FOO{number}", "/api/documents").status_code == 405
    assert "FOO" not in client.get("/metrics").text


@pytest.fixture(scope="module")
def page(settings: Settings) -> Iterator[TestClient]:
    with TestClient(asyncio.run(made(settings))) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/config"])
@pytest.mark.parametrize("name", ["X-Forwarded-Host", "X-Gradio-Server", "X-Forwarded-Prefix"])
def test_the_page_takes_its_address_from_no_claim(page: TestClient, path: str, name: str) -> None:
    claims = {name: "http://evil.example", "X-Forwarded-Proto": "https"}
    shown = page.get(path, headers=claims).text
    assert "http://testserver" in shown
    assert "evil.example" not in shown
    assert "https://testserver" not in shown


def test_a_page_that_nobody_knows_is_told_so_without_a_failure(page: TestClient) -> None:
    told = page.get("/gradio_api/queue/data", params={"session_hash": "nobody"}).text
    assert "unexpected_error" in told


def test_strangers_write_nothing_among_the_words_of_the_service(
    page: TestClient, capfd: pytest.CaptureFixture[str]
) -> None:
    asked = page.get("/gradio_api/custom_component/x/client/component/已停止")
    assert (asked.status_code, code_of(asked)) == (404, "not_found")
    assert "已停止" not in capfd.readouterr().out


def test_a_failure_on_the_page_is_logged_without_what_was_sent(
    page: TestClient, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Else anybody could wash everything else out of the log, a megabyte at a time."""
    sent = "伪" * 300_000
    for number, listener in enumerate(page.get("/config").json()["dependencies"]):
        body = {"fn_index": listener["id"], "data": [sent] * len(listener["inputs"])}
        hash_of = {"session_hash": f"forger{number}"}
        page.post("/gradio_api/queue/join", json={**body, **hash_of})
        page.get("/gradio_api/queue/data", params=hash_of)
    out, err = capfd.readouterr()
    assert "an event of the page failed" in caplog.text
    assert max(map(len, (out + err + caplog.text).splitlines())) < 1000


def test_listening_has_a_rate_of_its_own(settings: Settings, tmp_path: Path) -> None:
    own = settings_with(settings, tmp_path / "listening", rate_per_minute=3)
    with TestClient(asyncio.run(made(own))) as client:
        heard = [
            client.get("/gradio_api/queue/data", params={"session_hash": "nobody"}).status_code
            for _ in range(5)
        ]
        assert heard == [200, 200, 200, 429, 429]
        assert client.get("/api/documents").status_code == 200


def test_the_pages_framework_repeats_nothing_of_a_wrong_request(page: TestClient) -> None:
    wrong = page.post("/gradio_api/queue/join", json=["<b>秘密</b>"] * 1000)
    assert (wrong.status_code, code_of(wrong)) == (422, "field_invalid")
    assert "秘密" not in wrong.text
    many = page.post("/gradio_api/queue/join", json=[[]] * 200_000)
    assert (many.status_code, code_of(many)) == (413, "body_too_large")
