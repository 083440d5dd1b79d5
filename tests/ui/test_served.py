"""The service as it runs: in a process of its own, seen by a browser, attacked, and stopped."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import sync_playwright

from assistant.settings import Settings
from tests.ui.program import started
from ui.doors.keys import KeyStore
from ui.doors.rates import FAILURES

QUESTION = {"question": "任务38由谁牵头？"}


@dataclass
class Served:
    """A running service: where, and the key that it asks for."""

    address: str
    key: str
    data: Path
    process: subprocess.Popen[str]


@contextmanager
def served(settings: Settings, data: Path, **more: str) -> Iterator[Served]:
    """`policyqa serve` over a copy of the index, for those who have a key."""
    shutil.copytree(settings.index_folder, data / "index")
    key = KeyStore(data).add("测试")
    own = settings.model_copy(update={"data": data})
    with started(own, **more) as program:
        yield Served(program.address, key, data, program.process)


@pytest.fixture(scope="module")
def private(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    data = tmp_path_factory.mktemp("private")
    with served(settings, data, POLICYQA_PRIVATE="true", POLICYQA_LOG_QUESTIONS="true") as service:
        yield service


@pytest.fixture(scope="module")
def public(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(settings, tmp_path_factory.mktemp("public")) as service:
        yield service


def test_a_browser_logs_in_asks_and_sees_the_answer(private: Served) -> None:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page()
        page.set_default_timeout(120_000)  # milliseconds; the machine may be busy
        said: list[str] = []
        page.on("console", lambda one: said.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{private.address}/")
        page.get_by_label("密钥").fill(private.key)
        page.get_by_role("button", name="登录").click()
        page.locator("#question textarea").fill(QUESTION["question"])
        page.get_by_role("button", name="提问").click()
        page.locator("#thread").get_by_text("基层处").first.wait_for()
        page.get_by_role("tab", name="图表").click()
        page.locator(".js-plotly-plot").first.wait_for()
        browser.close()
    assert said == []


@pytest.mark.parametrize(
    "path",
    [
        *(
            "gradio_api/file=/etc/passwd",
            "gradio_api/file=policyqa.env",
            "gradio_api/file/etc/passwd",
        ),
        *("gradio_api/proxy=https://example.org/", "monitoring", "gradio_api/runs"),
        *("gradio_api/upload_progress?upload_id=1", "gradio_api/vibe-code/"),
        *("gradio_api/queue/../file=/etc/passwd", "gradio_api/queue/%2e%2e/file=/etc/passwd"),
        *("static/../../../../etc/passwd", "assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd"),
        *("source/..%2F..%2Fetc%2Fpasswd", "api/documents/..%2F..%2Fpolicyqa.env/text"),
    ],
)
def test_no_address_reaches_the_file_system(private: Served, path: str) -> None:
    host, port = private.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as wire:  # as written, unlike a
        head = (
            f"GET /{path} HTTP/1.1\r\nHost: {host}:{port}\r\nX-API-Key: {private.key}\r\n"  # client
        )
        wire.sendall(f"{head}Connection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    assert b"root:" not in answer
    assert answer.split(b" ")[1] in (b"403", b"404")


def test_no_request_hides_behind_another(public: Served) -> None:
    """A proxy may believe one length of two, and take what follows for a part of the first."""
    host, port = public.address.removeprefix("http://").split(":")
    hidden = f"GET /healthz HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n"
    head = f"POST /api/ask HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: {5 + len(hidden)}\r\n"
    with socket.create_connection((host, int(port)), timeout=20) as wire:
        wire.sendall(f"{head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}".encode())
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.usefixtures("in_one_window")
def test_only_what_the_proxy_added_says_who_a_client_is(settings: Settings, tmp_path: Path) -> None:
    more = {"POLICYQA_TRUSTED_PROXIES": "127.0.0.1", "POLICYQA_ADMIN_PASSWORD": "correct horse b"}
    with served(settings, tmp_path / "data", **more) as service:
        for claimed in ("203.0.113.{}, 192.0.2.7", "{}, 192.0.2.8", "2001:db8::{}"):
            statuses = []
            for number in range(FAILURES.amount + 1):
                forged = {"X-Forwarded-For": claimed.format(number)}
                wrong = {**forged, "Authorization": f"Bearer guess {number}"}
                answer = httpx.get(f"{service.address}/api/admin/documents", headers=wrong)
                statuses.append(answer.status_code)
            assert statuses == [401] * FAILURES.amount + [429], claimed


def test_no_web_site_reaches_a_local_service_under_its_own_name(public: Served) -> None:
    """As a page does whose name was made to mean this computer."""
    port = public.address.rpartition(":")[2]
    named = {"Host": f"evil.example:{port}", "Origin": f"http://evil.example:{port}"}
    for headers in (named, {"Host": ""}, {"Host": "127.0.0.1.evil.example"}, {"Host": "["}):
        sent = httpx.post(f"{public.address}/api/ask", json=QUESTION, headers=headers)
        assert (sent.status_code, sent.json()["error"]["code"]) == (421, "foreign_name")
    local = {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}
    assert httpx.post(f"{public.address}/api/ask", json=QUESTION, headers=local).is_success


def test_files_cannot_be_sent_to_the_pages_framework(private: Served) -> None:
    headers = {"X-API-Key": private.key}
    address = f"{private.address}/gradio_api/upload"
    sent = httpx.post(address, files={"files": ("a.txt", b"x")}, headers=headers)
    assert sent.status_code == 404


def logged(service: Served) -> list[dict[str, object]]:
    """The events that the log holds by now."""
    time.sleep(0.5)
    lines = (service.data / "logs" / "policyqa.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_a_question_is_logged_only_where_wanted_and_without_telephone_numbers(
    private: Served, public: Served
) -> None:
    body = {"question": "任务38由谁牵头？请打13812345678"}
    headers = {"X-API-Key": private.key, "X-Request-ID": "abcdef123456"}
    said = httpx.post(f"{private.address}/api/ask", json=body, headers=headers)
    assert said.headers["x-request-id"] == "abcdef123456"
    httpx.post(f"{public.address}/api/ask", json=body)
    mine = [event for event in logged(private) if event.get("request_id") == "abcdef123456"]
    assert [event["event"] for event in mine] == ["question", "request"]
    assert mine[0]["question"] == "任务38由谁牵头？请打13*******78"
    assert (mine[1]["path"], mine[1]["status"]) == ("/api/ask", 200)
    events = logged(public)
    assert {event["event"] for event in events} == {"request"}
    assert "任务38" not in json.dumps(events, ensure_ascii=False)


def test_what_strangers_ask_for_stays_on_its_line_of_the_log(public: Served) -> None:
    forged = '{"event": "request", "path": "/forged"}'
    for end in (
        "\u2028",
        "\u2029",
        "\x85",
        "\n",
        "\r",
        "\x0c",
        "\x1b[2J",
        "\x9b2J",
        "\u202e",
        "\x7f",
    ):
        asked = quote(f"a{end}{forged}", safe="")
        assert httpx.get(f"{public.address}/api/items/{asked}").status_code == 404
    httpx.get(f"{public.address}/api/items/{'长' * 6000}")
    events = logged(public)
    assert "/forged" not in [event.get("path") for event in events]
    written = (public.data / "logs" / "policyqa.jsonl").read_text(encoding="utf-8")
    assert {char for char in written if not char.isprintable()} == {"\n"}
    assert max(map(len, written.split("\n"))) < 1000


@pytest.mark.usefixtures("in_one_window")
def test_nobody_says_who_he_is_in_a_header(public: Served) -> None:
    with httpx.Client(base_url=public.address) as client:
        statuses = [
            client.get(
                "/api/documents",
                headers={"X-API-Key": "pqa_guess", "X-Forwarded-For": f"192.0.2.{number}"},
            ).status_code
            for number in range(FAILURES.amount + 1)
        ]
    assert statuses == [401] * FAILURES.amount + [429]


def test_a_stop_finishes_what_was_asked(public: Served) -> None:
    """With a page open, whose connection would otherwise never end."""
    body = json.dumps(QUESTION).encode()
    host, port = public.address.removeprefix("http://").split(":")
    head = (
        f"POST /api/ask HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    with (
        httpx.stream("GET", f"{public.address}/gradio_api/heartbeat/x"),
        socket.create_connection((host, int(port)), timeout=60) as wire,
    ):
        wire.sendall(head.encode() + body[:5])
        time.sleep(0.5)
        public.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        wire.sendall(body[5:])
        answer = b"".join(iter(lambda: wire.recv(65536), b""))
        public.process.communicate(timeout=30)
    assert answer.startswith(b"HTTP/1.1 200")
    assert "基层处".encode() in answer
