"""What the page's framework takes for a file is text to it: nothing is copied, nothing fetched."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from tests.ui.test_mailboxes import function, made

SECRET = "not for strangers"


def a_file(path: str) -> dict[str, Any]:
    return {"path": path, "meta": {"_type": "gradio.FileData"}}


def earlier(path: str) -> list[dict[str, Any]]:
    """A conversation that holds a file where the page keeps how a question was understood."""
    explain = {"query": {"文件": a_file(path)}, "found": [], "reason": "", "removed": []}
    body = {"answer": "答", "refused": False, "count": None, "citations": [], "related": []}
    kept = {**body, "took_ms": 1, "suggestions": [], "explain": {**explain, "stages_ms": {}}}
    return [{"question": "问", "body": kept}]


def send(client: TestClient, data: list[Any], page: str) -> str:
    body = {"fn_index": function(client, "ask"), "data": data, "session_hash": page}
    assert client.post("/gradio_api/queue/join", json=body).status_code == 200
    return client.get("/gradio_api/queue/data", params={"session_hash": page}).text


def test_no_file_is_copied_and_no_address_fetched_for_a_stranger(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache, secret, looked_up = tmp_path / "cache", tmp_path / "secret.txt", []
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(cache))
    secret.write_text(SECRET, encoding="utf-8")
    look_up = socket.getaddrinfo

    def note(host: Any, *rest: Any, **more: Any) -> Any:
        looked_up.append(host)
        if host in (None, "localhost", "127.0.0.1"):
            return look_up(host, *rest, **more)
        raise OSError("no network")

    monkeypatch.setattr(socket, "getaddrinfo", note)
    with TestClient(asyncio.run(made(settings)), raise_server_exceptions=False) as client:
        for number, path in enumerate((str(secret), "http://evil.example/file")):
            told = send(client, ["任务38由谁牵头？", earlier(path)], f"kept{number}")
            assert "基层处" in told
            send(client, [a_file(path), []], f"asked{number}")
            send(client, ["任务38由谁牵头？", a_file(path)], f"odd{number}")
    copies = [one for one in cache.rglob("*") if one.is_file()]
    assert [one for one in copies if SECRET in one.read_text(errors="replace")] == []
    assert [host for host in looked_up if host not in (None, "localhost", "127.0.0.1")] == []
