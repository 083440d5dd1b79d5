"""Kill `policyqa backup` and `policyqa restore` at random moments: the data have to be whole."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from assistant.settings import Settings
from tests.ui.program import PROJECT, environment
from tests.ui.test_cut_short import Files, files_in
from ui.doors.keys import KeyStore
from ui.upkeep.restoring import finish_restore, restore, unfinished

_FILES, _SIZE = 6, 4_000_000  # so that most of the time is spent with them


@dataclass
class Restores:
    """What the killed commands had done, how often, and what was wrong afterwards."""

    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def kill_backups_and_restores(folder: Path, times: int) -> Restores:
    """So many times each, at moments that chance takes from how long the command needs."""
    found, chance = Restores(), random.Random(4)
    old, new = _fed(folder / "old", "旧"), _fed(folder / "new", "新")
    whole = folder / "new.zip"
    longest = _took(new, "backup", whole)
    for number in range(times):
        target = folder / f"{number}.zip"
        _killed(old, "backup", target, chance.uniform(0, longest))
        _judge_backup(found, target, folder / "restored", files_in(old))
    spare = folder / "spare"
    longest = _took(spare, "restore", whole)
    for _ in range(times):
        data = folder / "data"
        shutil.copytree(old, data)
        _killed(data, "restore", whole, chance.uniform(0, longest))
        _judge_restore(found, data, files_in(old), files_in(new))
        shutil.rmtree(data)
    return found


def _judge_backup(found: Restores, target: Path, restored: Path, before: Files) -> None:
    if not target.exists():
        found.outcomes["备份没有做成，什么也没有留下"] += 1
        return
    restore(restored, target)
    found.outcomes["备份已做成"] += 1
    if files_in(restored) != before:
        found.wrong.append(f"{target.name} 不全")
    shutil.rmtree(restored)


def _judge_restore(found: Restores, data: Path, before: Files, after: Files) -> None:
    half = unfinished(data)
    finish_restore(data)  # as the next start does
    now = files_in(data)
    if now not in (before, after):
        found.wrong.append("恢复之后的数据不全")
    undone = "恢复还没有动手" if now == before else "恢复已做完"
    found.outcomes["恢复做了一半，启动时接着做完" if half else undone] += 1


def _fed(data: Path, name: str) -> Path:
    chance = random.Random(name)
    for number in range(_FILES):
        file = data / "documents" / f"u-{number}" / "文件.pdf"
        file.parent.mkdir(parents=True)
        file.write_bytes(chance.randbytes(_SIZE))
    KeyStore(data).add(name)
    return data


def _start(data: Path, command: str, file: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "ui", command, str(file)],
        cwd=PROJECT,
        env=environment(Settings(data=data, corpus=PROJECT / "corpus")) | {"OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL,
    )


def _took(data: Path, command: str, file: Path) -> float:
    started = time.monotonic()
    assert _start(data, command, file).wait() == 0
    return time.monotonic() - started


def _killed(data: Path, command: str, file: Path, after: float) -> None:
    process = _start(data, command, file)
    time.sleep(after)
    process.kill()
    process.wait()
