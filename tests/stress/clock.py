"""Move the system's clock under a running service, and see that everything goes on as before."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from assistant.settings import Settings
from tests.stress.kills import ANSWER, PASSWORD, QUESTION
from tests.ui.plans import plan
from tests.ui.program import Program, started
from ui.doors.keys import KeyStore
from ui.doors.rates import FAILURES

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)

# In this order, each seen from the true time.
_BACK = "拨回原处"
_MOVES = {
    **{"拨回一天": "-1d", "拨回一年": "-365d", "拨快一个月": "+30d", "拨快十年": "+3650d"},
    _BACK: "+0d",
}
_PER_MINUTE = 20
_PATIENCE = 120.0  # seconds; the machine may be busy


@dataclass
class Moved:
    """What was tried after each move of the clock, and what went wrong."""

    tried: int = 0
    wrong: list[str] = field(default_factory=list)


def move_clock(settings: Settings, folder: Path) -> Moved:
    """Start a service that takes its time from a file, and write another time into it."""
    assert LIBRARY is not None
    now, found = folder / "now", Moved()
    now.write_text("+0d\n", encoding="utf-8")
    with started(
        settings,
        LD_PRELOAD=str(LIBRARY),
        FAKETIME_TIMESTAMP_FILE=str(now),
        FAKETIME_NO_CACHE="1",
        FAKETIME_DONT_FAKE_MONOTONIC="1",
        POLICYQA_ADMIN_PASSWORD=PASSWORD,
        POLICYQA_RATE_PER_MINUTE=str(_PER_MINUTE),
        POLICYQA_TRUSTED_PROXIES="127.0.0.1",
    ) as program:
        for number, (name, moved) in enumerate(_MOVES.items(), start=1):
            with _from(program, f"192.0.2.{number}") as busy:
                _use_up(busy)
                _lock_out(busy)
                now.write_text(f"{moved}\n", encoding="utf-8")
                problems = list(_problems(program, busy, settings, number, told=name != _BACK))
            found.tried += 1
            found.wrong += [f"{name}之后{problem}" for problem in problems]
        program.process.terminate()
        if program.process.wait(_PATIENCE) != 0:
            found.wrong.append(f"停止时返回 {program.process.returncode}")
    return found


def _from(program: Program, client: str) -> httpx.Client:
    headers = {"X-Forwarded-For": client}
    return httpx.Client(base_url=program.address, headers=headers, timeout=_PATIENCE)


def _use_up(client: httpx.Client) -> None:
    """Ask until the client is told to wait."""
    until = time.monotonic() + _PATIENCE
    while client.get("/api/documents").status_code != 429:
        assert time.monotonic() < until, "no limit on requests"


def _lock_out(client: httpx.Client) -> None:
    for number in range(FAILURES.amount):
        wrong = {"Authorization": f"Bearer guess {number}"}
        client.get("/api/admin/documents", headers=wrong)


def _problems(
    program: Program, busy: httpx.Client, settings: Settings, number: int, *, told: bool
) -> Iterator[str]:
    """What does not work as it did before the move, after which `busy` may ask and try anew.

    `told`: whether /readyz has to speak of the clock.
    """
    admin = {"Authorization": f"Bearer {PASSWORD}"}
    if (waits := busy.get("/api/documents").status_code) != 200:
        yield f"仍然限速：{waits}"
    if (locked := busy.get("/api/admin/documents", headers=admin).status_code) != 200:
        yield f"仍然锁定：{locked}"
    with _from(program, f"198.51.100.{number}") as client:
        answer = client.post("/api/ask", json={"question": QUESTION})
        if answer.status_code != 200 or ANSWER not in answer.text:
            yield f"提问：{answer.status_code}"
        judgement = {"question": QUESTION, "answer": ANSWER, "useful": True}
        if (judged := client.post("/api/feedback", json=judgement).status_code) != 204:
            yield f"评价：{judged}"
        key = {"X-API-Key": KeyStore(settings.data).add(f"钟{number}")}
        if (known := client.get("/api/documents", headers=key).status_code) != 200:
            yield f"新的密钥：{known}"
        ready = client.get("/readyz")
        codes = [one["code"] for one in ready.json().get("problems", [])]
        if ready.status_code != 200 or told != ("clock_moved" in codes):
            yield f"/readyz：{ready.status_code} {codes}"
    with _from(program, f"203.0.113.{number}") as client:
        client.headers.update(admin)
        yield from _published(client, f"时钟{number}")


def _published(client: httpx.Client, topic: str) -> Iterator[str]:
    """Upload, publish, and wait for the index that has it."""
    sent = client.post("/api/admin/documents", files={"file": ("a.txt", plan(topic).encode())})
    if sent.status_code != 201:
        yield f"上传：{sent.status_code}"
        return
    address = f"/api/admin/documents/{sent.json()['key']}/publish"
    if (published := client.post(address, json={}).status_code) != 202:
        yield f"发布：{published}"
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        found = client.get("/api/items", params={"q": f"{topic}培训"})
        if found.status_code == 200 and found.json()["total"]:
            return
        time.sleep(5)
    yield f"发布的文件 {round(_PATIENCE)} 秒还答不了"


def skipped() -> str:
    """Why this cannot be run here; empty when it can."""
    if os.name != "posix" or LIBRARY is None:
        return "没有装 libfaketime（apt-get install libfaketime）"
    return ""
