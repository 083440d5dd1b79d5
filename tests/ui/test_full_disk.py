"""A disk that fills up at any point: what was accepted stays, the rest is told, room mends it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

import ui.upkeep.mend as mend
from assistant.settings import Settings
from tests.ui.disks import as_root, fill
from tests.ui.plans import plan
from ui import ledger
from ui.app import create_app
from ui.doors.keys import KeyStore
from ui.feedback import FeedbackStore
from ui.upkeep.backup import back_up
from ui.upkeep.restoring import restore

PASSWORD = "correct horse battery"
QUESTION = {"question": "任务38由谁牵头？"}
JUDGEMENT = {"question": "谁牵头？", "answer": "长" * 4000, "useful": True}
PAGE = 4096  # bytes; a small file takes one


@dataclass
class Desk:
    """An administrator of a service whose data lie on a small disk."""

    client: TestClient
    settings: Settings
    disk: Path

    def upload(self, topic: str) -> httpx.Response:
        """What came of an upload."""
        file = {"file": (f"{topic}.txt", plan(topic).encode())}
        return self.client.post("/api/admin/documents", files=file)

    def publish(self, key: str) -> httpx.Response:
        """What came of publishing."""
        return self.client.post(f"/api/admin/documents/{key}/publish", json={})

    def built(self) -> str:
        """How the build that runs, or the last one, ended, and what was said of it."""
        until = time.monotonic() + 60
        while (told := self.client.get("/api/admin/rebuild").json())["state"] == "running":
            assert time.monotonic() < until, "the build does not end"
            time.sleep(0.02)
        return f"{told['state']} {told['message']}"

    def folders(self) -> set[str]:
        """The folders of uploads that lie on the disk."""
        return {one.parent.name for one in (self.settings.data / "documents").glob("u-*/*")}


@pytest.fixture
def desk(settings: Settings, small_disk: Path) -> Iterator[Desk]:
    data = small_disk / "data"
    shutil.copytree(settings.index_folder, data / "index")
    own = Settings(**{**settings.model_dump(), "data": data, "admin_password": PASSWORD})
    headers = {"Authorization": f"Bearer {PASSWORD}"}
    app = create_app(own, page=False)
    with TestClient(app, headers=headers, raise_server_exceptions=False) as client:
        yield Desk(client, own, small_disk)


def refused_for_want_of_room(response: httpx.Response) -> bool:
    error = response.json()["error"]
    return response.status_code == 503 and error["code"] == "disk_full" and "磁盘满" in str(error)


@pytest.mark.parametrize("pages", [0, 3, 12])
def test_what_is_accepted_with_so_little_room_is_kept_and_built_when_there_is_room(
    desk: Desk, pages: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = desk.upload("智慧病历").json()["key"]
    filler = fill(desk.disk, but=pages * PAGE)
    accepted, published, judged = {waiting}, set(), 0
    for topic in ("智慧急救", "智慧药房"):
        sent = desk.upload(topic)
        if sent.status_code == 201:
            accepted.add(sent.json()["key"])
        else:
            assert refused_for_want_of_room(sent)
        assert desk.folders() == accepted  # nothing of what was refused takes up room
    for key in sorted(accepted):
        sent = desk.publish(key)
        if sent.status_code == 202:
            published.add(key)
            ended = desk.built()
            assert ended.startswith("done") or "磁盘满" in ended
        else:
            assert refused_for_want_of_room(sent)
    sent = desk.client.post("/api/feedback", json=JUDGEMENT)
    judged += sent.status_code == 204
    assert sent.status_code == 204 or refused_for_want_of_room(sent)
    assert "基层处" in desk.client.post("/api/ask", json=QUESTION).text
    assert desk.client.get("/readyz").json()["status"] == "ready"

    filler.unlink()
    monkeypatch.setattr(mend, "_AGAIN", 0.0)
    app = desk.client.app
    mend.Mender(app.state.service, app.state.rebuild).look()  # type: ignore[attr-defined]
    assert desk.built()[:4] in ("done", "idle")
    kept = {one.key: one.state for one in ledger.read(desk.settings).uploads}
    assert set(kept) == accepted
    assert {key for key, state in kept.items() if state is ledger.State.LIVE} == published
    served = {one["doc_id"] for one in desk.client.get("/api/documents").json()}
    assert len(served) == 2 + len(published)
    assert FeedbackStore(desk.settings.data / "feedback.sqlite3").counts()[0] == judged


def test_keys_outlive_a_full_disk(desk: Desk) -> None:
    secret = KeyStore(desk.settings.data).add("甲")
    filler = fill(desk.disk)
    with pytest.raises(OSError, match="No space"):
        KeyStore(desk.settings.data).add("乙")
    assert KeyStore(desk.settings.data).find(secret) is not None
    filler.unlink()
    KeyStore(desk.settings.data).revoke("甲")
    assert KeyStore(desk.settings.data).find(secret) is None


def test_a_backup_that_finds_no_room_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    (desk.settings.data / "error.log").write_bytes(os.urandom(100_000))
    full = tmp_path / "full"
    full.mkdir()
    as_root("mount", "-t", "tmpfs", "-o", "size=64k,mode=777", "tmpfs", str(full))
    try:
        (full / "other").write_bytes(b"x")
        with pytest.raises(OSError, match="No space"):
            back_up(desk.settings.data, full / "b.zip")
        assert [one.name for one in full.iterdir()] == ["other"]
    finally:
        as_root("umount", "--lazy", str(full))


def test_a_restore_that_finds_no_room_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.upload("智慧病历")
    back_up(desk.settings.data, tmp_path / "b.zip")
    desk.upload("智慧急救")
    before = ledger.read(desk.settings)
    filler = fill(desk.disk)
    with pytest.raises(OSError, match="No space"):
        restore(desk.settings.data, tmp_path / "b.zip")
    assert ledger.read(desk.settings) == before
    filler.unlink()
    restore(desk.settings.data, tmp_path / "b.zip")
    assert len(ledger.read(desk.settings).uploads) == 1
