"""Files that lose bytes, get others, or are gone: named, and mended or gone on without."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

import assistant.clause_kinds as clause_kinds
import assistant.everyday as everyday
import assistant.phrases as phrases
import assistant.ways as ways
import ui.upkeep.mend as mend
from assistant.settings import Settings
from index.embedders import EmbedderMissing, e5
from index.embedders.e5_model.adapter import ADAPTER_FILE, AdapterDamaged, read_adapter
from tests.ui.plans import plan
from tests.ui.program import PROJECT, environment
from ui.app import create_app
from ui.feedback import FeedbackStore
from ui.schemas import FeedbackRequest
from ui.upkeep.damage import is_whole_archive

PASSWORD = "correct horse battery"
QUESTION = {"question": "任务38由谁牵头？"}


def harmed(content: bytes) -> Iterator[tuple[str, bytes | None]]:
    """A file with harm done to it in many ways; None: it is gone."""
    chance = random.Random(6)
    yield "gone", None
    yield "empty", b""
    yield "other", chance.randbytes(len(content))
    for _ in range(4):
        yield "cut", content[: chance.randrange(len(content))]
    ends = [*range(0, 60, 3), *range(len(content) - 120, len(content), 7)]
    for place in [*ends, *(chance.randrange(len(content)) for _ in range(40))]:
        flipped = bytearray(content)
        flipped[place] ^= 1 << chance.randrange(8)
        yield f"bit at {place}", bytes(flipped)


def put(path: Path, content: bytes | None) -> None:
    path.unlink(missing_ok=True)
    if content is not None:
        path.write_bytes(content)


@pytest.mark.parametrize(
    ("kept_in", "opened", "parts"),
    [
        (everyday, everyday.everyday_for, ("asked", "written")),
        (phrases, phrases.phrases_for, ("vectors",)),
        (ways, ways.ways_for, ("names", "places", "of_stretches")),
        (clause_kinds, clause_kinds.clauses_for, ("names", "places", "of_stretches")),
    ],
)
def test_what_was_learned_is_whole_or_not_used(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kept_in: ModuleType,
    opened: Any,
    parts: tuple[str, ...],
) -> None:
    file: Path = kept_in.FILE
    content, copy = file.read_bytes(), tmp_path / file.name
    with np.load(file) as kept:
        revision = str(kept["revision"])
    opened.cache_clear()
    right = opened(revision)
    assert right is not None
    monkeypatch.setattr(kept_in, "FILE", copy)
    lost = 0
    for harm, damaged in harmed(content):
        put(copy, damaged)
        opened.cache_clear()
        found = opened(revision)
        if found is None:
            lost += 1
            assert not is_whole_archive(copy), harm
        else:
            for part in parts:
                assert np.array_equal(getattr(found, part), getattr(right, part)), (harm, part)
    assert lost > 20
    opened.cache_clear()


def test_a_damaged_adapter_is_named_and_never_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, copy, right = ADAPTER_FILE.read_bytes(), tmp_path / "adapter.npz", read_adapter()
    refused = 0
    for harm, damaged in harmed(content):
        put(copy, damaged)
        try:
            found = read_adapter(copy)
        except AdapterDamaged:
            refused += 1
            continue
        for name, pair in right.pairs.items():
            assert all(map(np.array_equal, found.pairs[name], pair)), harm
    assert refused > 20
    copy.write_bytes(content[:1000])
    monkeypatch.setattr(e5, "read_adapter", lambda: read_adapter(copy))
    with pytest.raises(EmbedderMissing, match=r"adapter\.npz.*重新安装"):
        e5.load("e5", tmp_path)


def test_doctor_and_readyz_name_damaged_files_of_the_program(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phrases, "FILE", tmp_path / "phrases.npz")
    app = create_app(settings, page=False)
    (problem,) = TestClient(app).get("/readyz").json()["problems"]
    assert problem["code"] == "program_damaged"
    assert "phrases.npz" in problem["message"]
    program = (
        f"import assistant.phrases as p; from pathlib import Path; p.FILE = Path({str(tmp_path)!r})"
        "; from ui.cli import main; import sys; sys.argv = ['policyqa', 'doctor']; main()"
    )
    told = subprocess.run(
        [sys.executable, "-c", program],
        cwd=PROJECT,
        env=environment(settings),
        capture_output=True,
        encoding="utf-8",
    )
    assert told.returncode != 0
    assert "自带的文件缺失或损坏" in told.stdout


@pytest.fixture
def own(settings: Settings, tmp_path: Path) -> Settings:
    data = tmp_path / "data"
    shutil.copytree(settings.index_folder, data / "index")
    return Settings(**{**settings.model_dump(), "data": data, "admin_password": PASSWORD})


@pytest.fixture
def client(own: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(mend, "_PAUSE", 0.0)
    app = create_app(own, page=False)
    mend.Mender(app.state.service, app.state.rebuild)
    headers = {"Authorization": f"Bearer {PASSWORD}"}
    with TestClient(app, headers=headers, raise_server_exceptions=False) as client:
        yield client
        app.state.rebuild.finish(60)


@pytest.mark.parametrize("content", [b"", b"\x8e\xff\x00", b"build-\x00", b"build-none", b"../.."])
def test_a_pointer_to_no_index_is_mended(client: TestClient, own: Settings, content: bytes) -> None:
    (own.index_folder / "CURRENT").write_bytes(content)
    broken = client.post("/api/ask", json=QUESTION)
    assert (broken.status_code, broken.json()["error"]["code"]) == (503, "index_missing")
    until = time.monotonic() + 60
    while client.post("/api/ask", json=QUESTION).status_code != 200:
        assert time.monotonic() < until
        time.sleep(0.1)


def test_a_lost_list_of_documents_is_missed(client: TestClient, own: Settings) -> None:
    """Else the next index would be without what was uploaded, and nobody would be told."""
    file = {"file": ("计划.txt", plan("智慧病历").encode())}
    key = client.post("/api/admin/documents", files=file).json()["key"]
    client.post(f"/api/admin/documents/{key}/publish", json={})
    while client.get("/api/admin/rebuild").json()["state"] == "running":
        time.sleep(0.05)
    ledger = own.data / "documents" / "documents.json"
    content = ledger.read_bytes()
    ledger.unlink()
    for refused in (
        client.post("/api/admin/rebuild"),
        client.post("/api/admin/documents", files=file),
        client.get("/api/admin/documents"),
    ):
        assert (refused.status_code, refused.json()["error"]["code"]) == (503, "ledger_damaged")
    codes = [one["code"] for one in client.get("/readyz").json()["problems"]]
    assert codes == ["ledger_damaged"]
    assert client.get("/api/items", params={"q": "智慧病历"}).json()["total"] == 3
    ledger.write_bytes(content)
    assert client.post("/api/admin/rebuild").status_code == 202


def test_an_upload_that_was_killed_before_it_was_noted_hinders_nobody(
    client: TestClient, own: Settings
) -> None:
    file = {"file": ("计划.txt", plan("智慧病历").encode())}
    key = client.post("/api/admin/documents", files=file).json()["key"]
    shutil.copytree(own.data / "documents" / key, own.data / "documents" / "u-000000000000")
    draft = own.data / "documents" / ".new-u-000000000001"
    shutil.copytree(own.data / "documents" / key, draft)
    assert client.post("/api/admin/documents", files=file).status_code == 201
    assert client.post("/api/admin/rebuild").status_code == 202
    os.utime(draft, (0, 0))
    app: Any = client.app
    mend.Mender(app.state.service, app.state.rebuild).catch_up()
    assert not draft.exists()


def judge_and_die(path: Path) -> None:
    """Die in the middle of a transaction, whose journal then lies beside the database."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN")
    connection.execute("UPDATE feedback SET answer = answer || 'x'")
    os.kill(os.getpid(), signal.SIGKILL)


def in_a_process(work: Callable[[], None]) -> None:
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    os.waitpid(child, 0)


def test_what_a_killed_writer_left_is_no_trouble(client: TestClient, own: Settings) -> None:
    path = own.data / "feedback.sqlite3"
    store = FeedbackStore(path)
    for _ in range(60):
        store.add(FeedbackRequest(question="谁牵头？", answer="长" * 2000, useful=True))
    in_a_process(lambda: judge_and_die(path))
    assert path.with_name("feedback.sqlite3-journal").stat().st_size > 0
    assert "problems" not in client.get("/readyz").json()
    assert store.counts() == (60, 0)
    assert {one.answer for one in store.judgements(useful=True)} == {"长" * 2000}


@pytest.mark.parametrize("ending", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("content", [b"", bytes(5000), random.Random(1).randbytes(40_000)])
def test_what_lies_beside_a_database_is_survived(
    client: TestClient, own: Settings, ending: str, content: bytes
) -> None:
    judged = {"question": "谁牵头？", "answer": "基层处", "useful": True}
    client.post("/api/feedback", json=judged)
    (own.data / f"feedback.sqlite3{ending}").write_bytes(content)
    assert client.get("/readyz").json()["status"] == "ready"
    assert client.post("/api/feedback", json=judged).status_code == 204
    assert FeedbackStore(own.data / "feedback.sqlite3").counts() == (2, 0)
    assert "problems" not in client.get("/readyz").json()
