"""Kill the running service again and again while it is fed, and see that it lost nothing."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field

import httpx

from assistant.settings import Settings
from tests.ui.plans import plan
from tests.ui.program import Program, started
from ui.feedback import FeedbackStore

PASSWORD = "correct horse battery"
QUESTION, ANSWER = "任务38由谁牵头？", "基层处"
_PATIENCE = 120.0  # seconds; the machine may be busy
_STEPS = ("上传", "发布", "建索引")


@dataclass
class Kills:
    """What was accepted so far, when the process was killed, and what was missing afterwards."""

    uploaded: dict[str, str] = field(default_factory=dict)  # topic by key, when it was accepted
    published: dict[str, str] = field(default_factory=dict)
    judged: int = 0
    times: int = 0
    step: str = ""  # that goes on
    during: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)


def kill_while_fed(settings: Settings, times: int, *, longest: float = 1.0, seed: int = 1) -> Kills:
    """So many times: start, look that all is there, feed it, and kill it in one of its steps."""
    found, chance = Kills(), random.Random(seed)
    own = settings.model_copy(update={"admin_password": None})
    for number in range(times):
        with started(own, POLICYQA_ADMIN_PASSWORD=PASSWORD) as program:
            _look(program, settings, found)
            stop = threading.Event()
            feeders = [
                threading.Thread(target=_feed, args=(program, found, f"甲{number}", stop)),
                threading.Thread(target=_judge, args=(program, found, stop)),
            ]
            for feeder in feeders:
                feeder.start()
            _wait_for(found, _STEPS[number % len(_STEPS)])
            time.sleep(chance.random() * longest)
            found.during[found.step] = found.during.get(found.step, 0) + 1
            program.process.kill()
            stop.set()
            for feeder in feeders:
                feeder.join()
            found.times += 1
    with started(own, POLICYQA_ADMIN_PASSWORD=PASSWORD) as program:
        _look(program, settings, found)
    return found


def _wait_for(found: Kills, step: str) -> None:
    """Until that step begins; reading a file alone takes longer than the others."""
    until = time.monotonic() + _PATIENCE
    while found.step != step:
        assert time.monotonic() < until, f"{step} does not begin"
        time.sleep(0.001)


def _client(program: Program) -> httpx.Client:
    headers = {"Authorization": f"Bearer {PASSWORD}"}
    return httpx.Client(base_url=program.address, headers=headers, timeout=60)


def _look(program: Program, settings: Settings, found: Kills) -> None:
    """The last good index answers at once; what was published is in it soon."""
    with _client(program) as client:
        answer = client.post("/api/ask", json={"question": QUESTION})
        if answer.status_code != 200 or ANSWER not in answer.text:
            found.missing.append(f"{QUESTION}：{answer.status_code} {answer.text[:200]}")
        until = time.monotonic() + _PATIENCE
        while client.get("/api/admin/rebuild").json()["state"] == "running":
            assert time.monotonic() < until, "the build does not end"
            time.sleep(0.05)
        documents = client.get("/api/admin/documents").json()["documents"]
        states = {one["key"]: one["state"] for one in documents}
        found.missing += [f"文件 {one}" for one in found.uploaded if one not in states]
        for key, topic in found.published.items():
            items = client.get("/api/items", params={"q": f"{topic}培训"}).json()["items"]
            if states.get(key) != "live" or not any(topic in item["text"] for item in items):
                found.missing.append(f"已发布的 {topic}（{states.get(key)}）")
    kept = FeedbackStore(settings.data / "feedback.sqlite3").counts()[0]
    if kept < found.judged:
        found.missing.append(f"评价 {found.judged - kept} 条")


def _feed(program: Program, found: Kills, topic: str, stop: threading.Event) -> None:
    """Upload and publish, now and then waiting for the index, until the process is gone."""
    chance = random.Random(topic)
    try:
        with _client(program) as client:
            for number in range(100):
                found.step, name = "上传", f"{topic}乙{number}丙"
                files = {"file": (f"{name}.txt", plan(name).encode())}
                key = client.post("/api/admin/documents", files=files).raise_for_status()
                draft = key.json()["key"]
                found.uploaded[draft] = name
                found.step = "发布"
                address = f"/api/admin/documents/{draft}/publish"
                client.post(address, json={}).raise_for_status()
                found.published[draft] = name
                found.step, waits = "建索引", chance.random() * 2
                until = time.monotonic() + waits
                while time.monotonic() < until and not stop.is_set():
                    time.sleep(0.01)
    except httpx.TransportError:
        pass
    finally:
        found.step = ""


def _judge(program: Program, found: Kills, stop: threading.Event) -> None:
    judgement = {"question": QUESTION, "answer": ANSWER, "useful": True}
    try:
        with _client(program) as client:
            while not stop.is_set():
                response = client.post("/api/feedback", json=judgement)
                found.judged += response.status_code == 204
                time.sleep(0.01)
    except httpx.TransportError:
        return
