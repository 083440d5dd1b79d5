"""A process that is killed while it is fed has lost nothing that it accepted."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import time
from pathlib import Path

from assistant.settings import Settings
from tests.ui.plans import plan
from ui import documents
from ui.feedback import FeedbackStore
from ui.rebuild import Rebuild
from ui.schemas import FeedbackRequest
from ui.service import Service
from ui.upkeep.mend import Mender


def feed(settings: Settings, topic: str, accepted: int) -> None:
    """Upload, publish, build and judge; tell of each step that was accepted."""
    rebuild, feedback = (
        Rebuild(Service(settings)),
        FeedbackStore(settings.data / "feedback.sqlite3"),
    )
    for number in range(1000):
        name = f"{topic}乙{number}丙"
        key = documents.add_upload(settings, f"{name}.txt", plan(name).encode())
        os.write(accepted, f"uploaded {key} {name}\n".encode())
        documents.publish(settings, key, documents.Facts())
        os.write(accepted, f"published {key} {name}\n".encode())
        rebuild.start()
        for _ in range(5):
            feedback.add(FeedbackRequest(question="谁牵头？", answer=name, useful=True))
            os.write(accepted, f"judged {key} {name}\n".encode())
        rebuild.finish(60)


def fed_until_killed(settings: Settings, topic: str, seconds: float) -> list[list[str]]:
    """Kill a process so long after it accepted its first upload; what it had accepted."""
    reading, writing = os.pipe()
    fork = multiprocessing.get_context("fork")
    child = fork.Process(target=feed, args=(settings, topic, writing))
    child.start()
    os.close(writing)
    told = os.read(reading, 1000)
    time.sleep(seconds)
    os.kill(child.pid or 0, signal.SIGKILL)
    child.join()
    while more := os.read(reading, 65536):
        told += more
    os.close(reading)
    return [line.split() for line in told.decode().splitlines()]


def test_nothing_that_was_accepted_is_lost_however_often_the_process_is_killed(
    settings: Settings, tmp_path: Path
) -> None:
    own = settings.model_copy(update={"data": tmp_path / "data"})
    shutil.copytree(settings.index_folder, own.index_folder)
    chance, accepted = random.Random(8), []
    for number in range(8):
        accepted += fed_until_killed(own, f"甲{number}", chance.random() * 0.6)
        service = Service(own)
        assert "基层处" in service.ask("任务38由谁牵头？").text  # at once, before any build
        rebuild = Rebuild(service)
        Mender(service, rebuild).catch_up()
        rebuild.finish(60)
        states = {one.key: one.state for one in documents.stored(own)}
        assert [key for step, key, _ in accepted if key not in states] == []
        published = {name: states[key] for step, key, name in accepted if step == "published"}
        assert set(published.values()) <= {"live"}
        texts = "".join(item.text for item in service.catalogue.items())
        assert [name for name in published if f"开展{name}培训" not in texts] == []
        judged = sum(step == "judged" for step, *_ in accepted)
        assert judged <= FeedbackStore(own.data / "feedback.sqlite3").counts()[0]
