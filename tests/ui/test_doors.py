"""Who is let in, how often and how many at once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant import Answer, Assistant, Turn
from assistant.settings import Settings
from ui.app import create_app
from ui.doors.access import COOKIE
from ui.doors.doors import Doors
from ui.doors.keys import KeyStore
from ui.doors.rates import FAILURES
from ui.doors.room import Room
from ui.service import Service

PASSWORD = "correct horse battery"
QUESTION = {"question": "任务38由谁牵头？"}


def settings_with(settings: Settings, data: Path, **more: object) -> Settings:
    """Settings of a service with its own data folder over the index that all tests share."""
    data.mkdir(exist_ok=True)
    (data / "index").symlink_to(settings.index_folder)
    return settings.model_copy(update={"data": data, **more})


def client_from(app: FastAPI, address: str, **more: object) -> TestClient:
    return TestClient(app, client=(address, 5000), raise_server_exceptions=False, **more)  # type: ignore[arg-type]


def code_of(response: httpx.Response) -> str:
    return str(response.json()["error"]["code"])


class Slow:
    """An assistant that answers when it is told to."""

    def __init__(self, real: Assistant) -> None:
        self.index = real.index
        self.go = threading.Event()
        self.at_work = threading.Semaphore(0)

    def ask(self, question: str, history: Sequence[Turn] = ()) -> Answer:
        self.at_work.release()
        assert self.go.wait(30)
        return Answer(question, refused=False)


@pytest.fixture
def slow(service: Service) -> Iterator[Slow]:
    slow = Slow(service.assistant)
    yield slow
    slow.go.set()


def app_of(slow: Slow, settings: Settings, **bounds: object) -> FastAPI:
    service = Service(settings, opener=lambda _: slow)  # type: ignore[arg-type, return-value]
    return create_app(service=service, doors=Doors(settings, **bounds), page=False)  # type: ignore[arg-type]


def asked_at_once(app: FastAPI, number: int, then: Callable[[], None]) -> list[httpx.Response]:
    """Responses to questions sent together; `then` is called when all are under way."""

    async def run() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            sent = [asyncio.create_task(client.post("/api/ask", json=QUESTION))]
            sent += [
                asyncio.create_task(client.post("/api/ask", json=QUESTION))
                for _ in range(number - 1)
            ]
            await asyncio.to_thread(then)
            return list(await asyncio.gather(*sent))

    return asyncio.run(run())


def test_who_asks_too_often_is_told_when_to_come_back(settings: Settings, tmp_path: Path) -> None:
    app = create_app(settings_with(settings, tmp_path / "d", rate_per_minute=3), page=False)
    busy, calm = client_from(app, "192.0.2.1"), client_from(app, "192.0.2.2")
    statuses = [busy.get("/api/documents").status_code for _ in range(8)]
    assert statuses[:3] == [200, 200, 200]
    assert 429 in statuses[3:]  # not all of them: a new minute may begin in between
    refused = busy.post("/api/ask", json=QUESTION)
    assert code_of(refused) == "too_many_requests"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert busy.get("/healthz").status_code == 200
    assert calm.get("/api/documents").status_code == 200


def test_addresses_of_one_network_are_one_client(settings: Settings, tmp_path: Path) -> None:
    app = create_app(settings_with(settings, tmp_path / "d", rate_per_minute=1), page=False)
    assert client_from(app, "2001:db8::1").get("/api/documents").status_code == 200
    assert client_from(app, "2001:db8::ffff").get("/api/documents").status_code == 429
    assert client_from(app, "2001:db8:1::1").get("/api/documents").status_code == 200


def test_nobody_waits_where_the_room_is_full(settings: Settings, slow: Slow) -> None:
    room = Room(seats=1, queue=2, patience=20, most_bytes=10_000)
    app = app_of(slow, settings, room=room)

    def let_go() -> None:
        assert slow.at_work.acquire(timeout=20)
        slow.go.set()

    responses = asked_at_once(app, 8, let_go)
    statuses = sorted(response.status_code for response in responses)
    assert statuses == [200, 200, 200, 503, 503, 503, 503, 503]
    refused = [response for response in responses if response.status_code == 503]
    assert {code_of(response) for response in refused} == {"busy"}
    assert all(int(response.headers["retry-after"]) >= 1 for response in refused)


def test_what_waits_longer_than_the_patience_is_sent_away(settings: Settings, slow: Slow) -> None:
    app = app_of(slow, settings, room=Room(seats=1, queue=5, patience=0.1, most_bytes=10_000))

    def wait() -> None:
        assert slow.at_work.acquire(timeout=20)
        threading.Timer(1, slow.go.set).start()

    statuses = sorted(response.status_code for response in asked_at_once(app, 3, wait))
    assert statuses == [200, 503, 503]


def test_bodies_that_wait_do_not_fill_the_memory(settings: Settings, slow: Slow) -> None:
    slow.go.set()
    app = app_of(slow, settings, room=Room(seats=1, queue=9, patience=1, most_bytes=1000))
    client = client_from(app, "192.0.2.1")
    assert client.post("/api/ask", json=QUESTION).status_code == 200
    assert code_of(client.post("/api/ask", json={"question": "问" * 1000})) == "busy"
    assert client.post("/api/ask", json=QUESTION).status_code == 200


def test_an_answer_that_takes_too_long_is_given_up_but_keeps_its_seat(
    settings: Settings, slow: Slow
) -> None:
    room = Room(seats=1, queue=1, patience=0.1, most_bytes=10_000)
    app = app_of(slow, settings, room=room, deadline=0.3)

    async def run() -> list[str | int]:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://t") as client:
            late = await client.post("/api/ask", json=QUESTION)
            behind = await client.post("/api/ask", json=QUESTION)
            slow.go.set()
            await asyncio.sleep(0.5)
            after = await client.post("/api/ask", json=QUESTION)
            return [code_of(late), code_of(behind), after.status_code]

    assert asyncio.run(run()) == ["too_slow", "busy", 200]


@pytest.mark.usefixtures("in_one_window")
def test_a_wrong_password_is_not_tried_for_ever(settings: Settings, tmp_path: Path) -> None:
    own = settings_with(settings, tmp_path / "d")
    own = Settings(**{**own.model_dump(), "admin_password": PASSWORD})
    app = create_app(own, page=False)
    thief, owner = client_from(app, "192.0.2.1"), client_from(app, "192.0.2.2")
    right = {"Authorization": f"Bearer {PASSWORD}"}
    for number in range(FAILURES.amount):
        wrong = {"Authorization": f"Bearer guess {number}"}
        assert thief.get("/api/admin/documents", headers=wrong).status_code == 401
    locked = thief.get("/api/admin/documents", headers=right)
    assert (locked.status_code, code_of(locked)) == (429, "too_many_failures")
    assert int(locked.headers["retry-after"]) >= 1
    assert owner.get("/api/admin/documents", headers=right).status_code == 200


@pytest.fixture
def private(settings: Settings, tmp_path: Path) -> Settings:
    return settings_with(settings, tmp_path / "private", private=True)


def test_with_keys_only_who_has_one_may_ask(private: Settings) -> None:
    store = KeyStore(private.data)
    secret = store.add("办事大厅")
    client = client_from(create_app(private, page=False), "192.0.2.1")
    for path in ("/api/documents", "/api/items.csv", "/v1/models", "/source/pudong-2024", "/docs"):
        assert client.get(path).status_code == 401, path
        assert client.get(path, headers={"X-API-Key": secret}).status_code == 200, path
    asked = client.post("/api/ask", json=QUESTION)
    assert code_of(asked) == "key_missing"
    bearer = {"Authorization": f"Bearer {secret}"}
    assert "基层处" in client.post("/api/ask", json=QUESTION, headers=bearer).text
    assert client.get("/healthz").status_code == 200
    store.revoke("办事大厅")
    assert code_of(client.post("/api/ask", json=QUESTION, headers=bearer)) == "key_wrong"


def test_a_key_has_its_own_rate(private: Settings) -> None:
    slow, fast = (KeyStore(private.data).add(name, rate) for name, rate in (("慢", 2), ("快", 50)))
    client = client_from(create_app(private, page=False), "192.0.2.1")

    def statuses(secret: str) -> list[int]:
        headers = {"Authorization": f"Bearer {secret}"}
        return [client.get("/api/documents", headers=headers).status_code for _ in range(4)]

    assert statuses(slow) == [200, 200, 429, 429]
    assert statuses(fast) == [200] * 4


def test_no_file_holds_the_secret_and_only_its_owner_reads_it(private: Settings) -> None:
    secret = KeyStore(private.data).add("甲")
    told = (private.data / "keys.json").read_text(encoding="utf-8")
    assert secret not in told
    assert "甲" in told
    assert (private.data / "keys.json").stat().st_mode & 0o077 == 0


def test_damaged_keys_let_nobody_in_and_say_so(private: Settings) -> None:
    secret = KeyStore(private.data).add("甲")
    (private.data / "keys.json").write_text("[{]", encoding="utf-8")
    client = client_from(create_app(private, page=False), "192.0.2.1")
    response = client.get("/api/documents", headers={"X-API-Key": secret})
    assert (response.status_code, code_of(response)) == (503, "keys_damaged")


def test_a_browser_logs_in_with_a_key(private: Settings) -> None:
    secret = KeyStore(private.data).add("甲")
    browser = client_from(
        create_app(private, page=False), "192.0.2.1", headers={"Accept": "text/html"}
    )
    sent = browser.get("/source/pudong-2024?item=pudong-2024%2338", follow_redirects=False)
    assert sent.status_code == 303
    form = browser.get(sent.headers["location"])
    assert "密钥" in form.text
    assert browser.post("/login", data={"key": "pqa_no", "next": "/"}).status_code == 401
    place = "/source/pudong-2024?item=pudong-2024%2338"
    logged_in = browser.post("/login", data={"key": secret, "next": place}, follow_redirects=False)
    assert (logged_in.status_code, logged_in.headers["location"]) == (303, place)
    cookie = logged_in.headers["set-cookie"].lower()
    assert COOKIE in cookie
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert browser.get(place).status_code == 200
    KeyStore(private.data).revoke("甲")
    assert browser.get(place, follow_redirects=False).status_code == 303


def test_another_sites_page_logs_nobody_out(private: Settings) -> None:
    secret = KeyStore(private.data).add("甲")
    browser = client_from(
        create_app(private, page=False), "192.0.2.1", headers={"Accept": "text/html"}
    )
    browser.post("/login", data={"key": secret, "next": "/"}, follow_redirects=False)
    place = "/source/pudong-2024?item=pudong-2024%2338"
    browser.get("/logout", headers={"Sec-Fetch-Site": "cross-site"}, follow_redirects=False)
    assert browser.get(place, follow_redirects=False).status_code == 200
    browser.get("/logout", headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=False)
    assert browser.get(place, follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "place", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_logging_in_leads_nowhere_else(private: Settings, place: str) -> None:
    secret = KeyStore(private.data).add("甲")
    browser = client_from(create_app(private, page=False), "192.0.2.1")
    answer = browser.post("/login", data={"key": secret, "next": place}, follow_redirects=False)
    assert answer.headers["location"] == "/"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://testserver.evil.example", "http://["]
)
def test_other_sites_pages_are_turned_away(client: TestClient, origin: str) -> None:
    foreign = client.post("/api/ask", json=QUESTION, headers={"Origin": origin})
    assert (foreign.status_code, code_of(foreign)) == (403, "foreign_origin")
    assert not [name for name in foreign.headers if name.startswith("access-control-")]
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    preflight = client.options("/api/ask", headers=asked)
    assert not [name for name in preflight.headers if name.startswith("access-control-")]
    own = {"Origin": "http://testserver"}
    assert client.post("/api/ask", json=QUESTION, headers=own).status_code == 200


def test_every_response_forbids_sniffing_framing_and_foreign_content(client: TestClient) -> None:
    for path in ("/api/documents", "/docs", "/api/nothing", "/source/pudong-2024", "/login"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["x-frame-options"] == "SAMEORIGIN", path
        assert "default-src" in headers["content-security-policy"], path
    assert client.get("/api/documents").headers["cache-control"] == "no-store"
