"""Backups and restores that are killed at any of their steps."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from assistant.settings import Settings
from tests.ui.plans import plan
from tests.ui.program import started
from ui import ledger
from ui.doors.keys import KeyStore
from ui.feedback import FeedbackStore
from ui.schemas import FeedbackRequest
from ui.upkeep.backup import EARLIER, BackupError, back_up
from ui.upkeep.health import disk_problems
from ui.upkeep.restoring import RESTORING_LOCK, finish_restore, restore, serving, unfinished

DIED = 9
Files = dict[str, bytes]


def die_at(step: int, work: Callable[[], object]) -> bool:
    """Run the work in a process that ends before its so-manieth change to the disk.

    Whether it died; else it had fewer steps.
    """

    def run() -> None:
        left = step

        def counted(change: Callable[..., object]) -> Callable[..., object]:
            def changed(*given: object, **named: object) -> object:
                nonlocal left
                left -= 1
                if left < 0:
                    os._exit(DIED)
                return change(*given, **named)

            return changed

        for name in ("rename", "mkdir", "rmdir", "unlink", "fsync", "open", "write"):
            setattr(os, name, counted(getattr(os, name)))
        work()
        os._exit(0)

    child = multiprocessing.get_context("fork").Process(target=run)
    child.start()
    child.join()
    assert child.exitcode in (0, DIED)
    return child.exitcode == DIED


def content_of(path: Path) -> bytes:
    """Of a database what is in it, as a copy has other counters in its head."""
    content = path.read_bytes()
    if not content.startswith(b"SQLite"):
        return content
    with closing(sqlite3.connect(path)) as connection:
        return "\n".join(connection.iterdump()).encode()


def files_in(data: Path) -> Files:
    """What the data are made of, without what was moved away and what passes."""
    return {
        path.relative_to(data).as_posix(): content_of(path)
        for path in data.rglob("*")
        if path.is_file()
        and not path.relative_to(data).parts[0].startswith((EARLIER, "."))
        and not path.name.endswith(".lock")
    }


def fed(data: Path, topic: str) -> Path:
    """A data folder with an upload, a key, judgements and an index of its own."""
    folder = data / "documents" / f"u-{topic}"
    folder.mkdir(parents=True)
    (folder / "计划.txt").write_text(plan(topic), encoding="utf-8")
    (data / "documents" / "documents.json").write_text(f'{{"removed": ["{topic}"]}}', "utf-8")
    (data / "index").mkdir()
    (data / "index" / "CURRENT").write_text(topic, encoding="utf-8")
    KeyStore(data).add(topic)
    for _ in range(3):
        judged = FeedbackRequest(question="谁牵头？", answer=topic, useful=True)
        FeedbackStore(data / "feedback.sqlite3").add(judged)
    return data


def test_a_restore_that_is_killed_at_any_step_is_all_done_or_not_at_all(tmp_path: Path) -> None:
    backup, chance = tmp_path / "b.zip", random.Random(5)
    old, new = files_in(fed(tmp_path / "old", "旧")), fed(tmp_path / "new", "新")
    back_up(new, backup)
    want = {name: content for name, content in files_in(new).items() if "index" not in name}
    outcomes, step = set(), 0
    while True:
        data = tmp_path / f"data{step}"
        shutil.copytree(tmp_path / "old", data)
        if not die_at(step, lambda: restore(data, backup)):  # noqa: B023 - used at once
            break
        while unfinished(data):  # and the start after it is killed, too
            assert "restore_unfinished" in [
                one.code for one in disk_problems(Settings(data=data, corpus=tmp_path))
            ]
            if not die_at(chance.randrange(12), lambda: finish_restore(data)):  # noqa: B023
                break
        with serving(data):
            found = files_in(data)
        assert found.keys() in (old.keys(), want.keys())
        outcomes.add(found == old)
        if found != old:
            assert found == want
            (earlier,) = data.glob(f"{EARLIER}*")
            assert files_in(earlier) == old
        assert not [one.name for one in data.glob(".*-*")]
        shutil.rmtree(data)
        step += chance.choice((2, 3, 4))  # about every third step: a restore takes half a second
    assert outcomes == {True, False}
    assert step > 40
    assert files_in(data) == want


def test_a_backup_that_is_killed_at_any_step_is_whole_or_not_there(tmp_path: Path) -> None:
    data, step = fed(tmp_path / "data", "甲"), 0
    before = files_in(data)
    while True:
        backup = tmp_path / f"{step}.zip"
        died = die_at(step, lambda: back_up(data, backup))  # noqa: B023 - used at once
        assert files_in(data) == before
        if backup.exists():
            restore(tmp_path / f"restored{step}", backup)
            back = files_in(tmp_path / f"restored{step}")
            assert back == {k: v for k, v in before.items() if not k.startswith("index/")}
        else:
            back_up(data, backup)  # and the next one is made, what was left notwithstanding
        if not died:
            break
        step += 1
    assert step > 5


def test_nothing_starts_while_a_backup_is_being_restored(tmp_path: Path) -> None:
    data = fed(tmp_path / "data", "甲")
    with FileLock(data / RESTORING_LOCK):
        for start in (lambda: serving(data).__enter__(), lambda: finish_restore(data)):
            with pytest.raises(BackupError, match="正在恢复"):
                start()


def test_the_program_finishes_a_restore_before_it_answers(
    settings: Settings, tmp_path: Path
) -> None:
    """As after a power failure: nobody types a command."""
    own = settings.model_copy(update={"data": tmp_path / "data"})
    shutil.copytree(settings.index_folder, own.index_folder)
    KeyStore(own.data).add("旧")
    KeyStore(tmp_path / "other").add("新")
    back_up(tmp_path / "other", tmp_path / "b.zip")
    step = 0
    while not unfinished(own.data):
        assert die_at(step, lambda: restore(own.data, tmp_path / "b.zip"))
        step += 1
    with started(own):
        assert [key.name for key in KeyStore(own.data).all()] == ["新"]
        assert ledger.read(own).uploads == []
    assert not unfinished(own.data)
