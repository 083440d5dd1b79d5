"""What is backed up comes back, and what is damaged does not."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from filelock import FileLock

from assistant.settings import Settings
from tests.ui.plans import plan
from ui.app import create_app
from ui.doors.keys import KeyStore
from ui.feedback import FeedbackStore
from ui.schemas import FeedbackRequest
from ui.upkeep.backup import BackupError, back_up
from ui.upkeep.restoring import SERVING_LOCK, restore

PASSWORD = "correct horse battery"
JUDGEMENT = FeedbackRequest(question="谁牵头？", answer="基层处", useful=True)


@pytest.fixture
def used(settings: Settings, tmp_path: Path) -> Settings:
    """Settings of a service with an upload, a judgement, a key and an audit log."""
    values = {**settings.model_dump(), "data": tmp_path / "data", "admin_password": PASSWORD}
    own = Settings(**values)
    shutil.copytree(settings.index_folder, own.index_folder)
    KeyStore(own.data).add("甲")
    FeedbackStore(own.data / "feedback.sqlite3").add(JUDGEMENT)
    with TestClient(create_app(own, page=False)) as client:
        client.headers["Authorization"] = f"Bearer {PASSWORD}"
        files = {"file": ("计划.txt", plan("智慧病历").encode())}
        assert client.post("/api/admin/documents", files=files).status_code == 201
    return own


def test_all_comes_back_on_another_computer(used: Settings, tmp_path: Path) -> None:
    back_up(used.data, tmp_path / "b.zip")
    other = used.model_copy(update={"data": tmp_path / "other"})
    summary, earlier = restore(other.data, tmp_path / "b.zip")
    assert earlier is None
    assert summary.files >= 5
    assert [key.name for key in KeyStore(other.data).all()] == ["甲"]
    assert (other.data / "keys.json").stat().st_mode & 0o077 == 0
    assert FeedbackStore(other.data / "feedback.sqlite3").counts() == (1, 0)
    with TestClient(create_app(other, page=False)) as client:
        client.headers["Authorization"] = f"Bearer {PASSWORD}"
        documents = client.get("/api/admin/documents").json()["documents"]
        (upload,) = [one for one in documents if one["uploaded"]]
        preview = client.get(f"/api/admin/documents/{upload['key']}/preview").json()
    assert upload["file"] == "计划.txt"
    assert [item["number"] for item in preview["items"]][:2] == [1, 2]
    (entry,) = map(json.loads, (other.data / "audit.jsonl").read_text("utf-8").splitlines())
    assert (entry["method"], entry["path"], entry["status"]) == (
        "POST",
        "/api/admin/documents",
        201,
    )


def test_what_was_there_before_a_restore_is_kept(used: Settings, tmp_path: Path) -> None:
    back_up(used.data, tmp_path / "b.zip")
    FeedbackStore(used.data / "feedback.sqlite3").add(JUDGEMENT)
    _, earlier = restore(used.data, tmp_path / "b.zip")
    assert FeedbackStore(used.data / "feedback.sqlite3").counts() == (1, 0)
    assert earlier is not None
    assert FeedbackStore(earlier / "feedback.sqlite3").counts() == (2, 0)
    back_up(used.data, tmp_path / "c.zip")
    with (
        zipfile.ZipFile(tmp_path / "b.zip") as first,
        zipfile.ZipFile(tmp_path / "c.zip") as second,
    ):
        assert first.namelist() == second.namelist()


def test_a_backup_made_while_judgements_come_in_is_whole(used: Settings, tmp_path: Path) -> None:
    store, stop = FeedbackStore(used.data / "feedback.sqlite3"), threading.Event()

    def judge() -> None:
        while not stop.is_set():
            store.add(JUDGEMENT)

    writer = threading.Thread(target=judge)
    writer.start()
    for number in range(3):
        back_up(used.data, tmp_path / f"{number}.zip")
    stop.set()
    writer.join()
    counts = []
    for number in range(3):
        restore(tmp_path / str(number), tmp_path / f"{number}.zip")
        path = tmp_path / str(number) / "feedback.sqlite3"
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        counts.append(FeedbackStore(path).counts()[0])
    assert counts == sorted(counts)


@pytest.mark.parametrize("harm", ["cut", "flip", "other", "none"])
def test_a_damaged_backup_changes_nothing(used: Settings, tmp_path: Path, harm: str) -> None:
    file = tmp_path / "b.zip"
    if harm != "none":
        back_up(used.data, file)
        whole = bytearray(file.read_bytes())
        middle = len(whole) // 2
        whole[middle] ^= 1
        damaged = {"cut": whole[:middle], "flip": whole, "other": b"no archive"}[harm]
        file.write_bytes(damaged)
    before = sorted(path.name for path in used.data.iterdir() if not path.name.startswith("."))
    with pytest.raises(BackupError, match=r"备份|没有这个文件"):
        restore(used.data, file)
    after = sorted(path.name for path in used.data.iterdir() if not path.name.startswith("."))
    assert after == before


def test_no_name_in_a_backup_leads_out_of_the_data(used: Settings, tmp_path: Path) -> None:
    record = {"format": 1, "made_at": "2026-01-01T00:00:00+00:00", "sha256": {"../evil": ""}}
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("../evil", "x")
        archive.writestr("backup.json", json.dumps(record))
    with pytest.raises(BackupError, match="evil"):
        restore(used.data, tmp_path / "b.zip")
    assert not list(tmp_path.rglob("evil"))


def test_a_running_service_keeps_its_data(used: Settings, tmp_path: Path) -> None:
    back_up(used.data, tmp_path / "b.zip")
    with (
        FileLock(used.data / SERVING_LOCK),
        pytest.raises(BackupError, match="先停止服务"),
    ):
        restore(used.data, tmp_path / "b.zip")


def test_a_backup_overwrites_nothing(used: Settings, tmp_path: Path) -> None:
    back_up(used.data, tmp_path / "b.zip")
    whole = (tmp_path / "b.zip").read_bytes()
    with pytest.raises(BackupError, match="换一个文件名"):
        back_up(used.data, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_bytes() == whole
    with pytest.raises(BackupError, match="别的文件夹"):
        back_up(used.data, used.data / "b.zip")
