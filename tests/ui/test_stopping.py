"""A service that is told to stop finishes what it was asked."""

from __future__ import annotations

import shutil
import signal
import time
from pathlib import Path

import httpx
import pytest

from assistant.settings import Settings
from tests.ui.model_server import Handler, running
from tests.ui.plans import plan
from tests.ui.program import started
from ui.service import Service

PASSWORD = "correct horse battery"
SENTENCE = "65周岁以上老人免费体检由基层处牵头[1]。"


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    """Settings with a data folder of their own."""
    own = settings.model_copy(update={"data": tmp_path / "data"})
    shutil.copytree(settings.index_folder, own.index_folder)
    return own


def says_slowly(handler: Handler) -> None:
    """A model that needs its time."""
    handler.begin()
    for piece in (SENTENCE, "", "", "", "", ""):
        handler.piece(piece)
        time.sleep(0.5)
    handler.piece("", "stop")
    handler.wfile.write(b"data: [DONE]\n\n")


def test_an_answer_that_is_being_written_is_written_to_its_end(own: Settings) -> None:
    with running() as model:
        model.reply = says_slowly
        names = {"POLICYQA_LLM_BASE_URL": model.address, "POLICYQA_LLM_MODEL": "m"}
        with started(own, **names) as program:
            stream = httpx.stream(
                "POST",
                f"{program.address}/api/ask/stream",
                json={"question": "任务38由谁牵头？"},
                timeout=60,
            )
            with stream as response:
                lines = response.iter_lines()
                first = next(lines)
                program.process.send_signal(signal.SIGTERM)
                rest = list(lines)
            assert program.process.wait(60) == 0
    assert first == "event: text"
    assert "event: answer" in rest
    assert any("老人免费体检由基层处牵头" in line for line in rest)


def test_a_build_that_runs_is_finished(own: Settings) -> None:
    headers = {"Authorization": f"Bearer {PASSWORD}"}
    with (
        started(own, POLICYQA_ADMIN_PASSWORD=PASSWORD) as program,
        httpx.Client(base_url=program.address, headers=headers, timeout=60) as client,
    ):
        files = {"file": ("计划.txt", plan("智慧病历").encode())}
        key = client.post("/api/admin/documents", files=files).json()["key"]
        published = client.post(f"/api/admin/documents/{key}/publish", json={})
        assert published.json()["state"] == "running"
        program.process.send_signal(signal.SIGTERM)
        assert program.process.wait(60) == 0
    assert "人事处" in Service(own).ask("智慧病历培训由谁牵头？").text
