"""Several hostile uploads at once cost those who ask nothing, and the machine a bounded part."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import psutil
import pytest

from assistant.settings import Settings
from tests.ui.plans import plan
from tests.ui.program import Program, started

PASSWORD = "correct horse battery"
UPLOADS, AT_ONCE, QUESTIONS = 6, 2, 20
# What a library does to some file or other, done on purpose by the file's name.
TROUBLE = """
import ingest.readers.txt as txt
plain = txt.read
def read(path):
    while "忙" in path.name:
        pass
    return plain(path)
txt.read = read
"""


@pytest.fixture
def program(settings: Settings, tmp_path: Path) -> Iterator[Program]:
    (tmp_path / "sitecustomize.py").write_text(TROUBLE, encoding="utf-8")
    shutil.copytree(settings.index_folder, tmp_path / "data" / "index")
    own = settings.model_copy(update={"data": tmp_path / "data"})
    troubled = {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    with started(own, POLICYQA_ADMIN_PASSWORD=PASSWORD, **troubled) as program:
        yield program


def readers_of(program: Program) -> list[psutil.Process]:
    """The processes that read files for the service."""
    return psutil.Process(program.process.pid).children()


def upload(program: Program, number: int) -> httpx.Response:
    return httpx.post(
        f"{program.address}/api/admin/documents",
        files={"file": (f"忙{number}.txt", plan(f"专题{number}").encode())},
        headers={"Authorization": f"Bearer {PASSWORD}"},
        timeout=120,
    )


def test_hostile_uploads_at_once_leave_the_others_their_answers(program: Program) -> None:
    asked, most = f"{program.address}/api/ask", 0
    with ThreadPoolExecutor(UPLOADS) as pool:
        sent = [pool.submit(upload, program, number) for number in range(UPLOADS)]
        while not readers_of(program):
            time.sleep(0.05)
        for _ in range(QUESTIONS):
            answer = httpx.post(asked, json={"question": "任务38由谁牵头？"}, timeout=20)
            assert "基层处" in answer.text
            most = max(most, len(readers_of(program)))
        while not all(one.done() for one in sent):
            for reader in readers_of(program):  # as a limit would, after two minutes
                reader.kill()
            time.sleep(0.05)
    assert most <= AT_ONCE
    assert {one.result().json()["error"]["code"] for one in sent} == {"file_unreadable"}
