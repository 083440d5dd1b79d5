"""Under which conditions figures came about: code, data, model and machine."""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a figure may not travel without."""

    commit: str  # with + behind it when files differ from the commit
    embedder: str
    embedder_revision: str
    embedder_engine: str
    corpus_sha256: str
    questions_sha256: dict[str, str]  # by name of the question set
    asked: str  # in process, or the address of a server
    machine: str
    python: str
    date: str  # ISO 8601, UTC


def commit() -> str:
    """The commit of the checkout this file lies in, or 未知 outside one."""
    folder = Path(__file__).parent
    head = _git(folder, "rev-parse", "--short=12", "HEAD")
    changed = _git(folder, "status", "--porcelain")
    return head + ("+" if changed else "") if head else "未知"


def machine() -> str:
    """Processor, number of cores usable, and operating system."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{_processor()}，{cores} 核，{platform.system()} {platform.release()}"


def now() -> str:
    """The time of the run, to the second."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=folder, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.is_file():
        for line in information.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()
