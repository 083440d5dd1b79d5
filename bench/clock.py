"""Times and memory: what a call takes, how many calls spread, how much a process holds."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds: the median, what 95 of 100 do not exceed, and how many were timed."""

    p50: float
    p95: float
    number: int


def milliseconds(call: Callable[..., object], *arguments: object) -> float:
    """How long one call takes."""
    started = time.perf_counter()
    call(*arguments)
    return 1000 * (time.perf_counter() - started)


def spread(times: Sequence[float]) -> Spread:
    """The spread of some times in milliseconds; raises `ValueError` without any."""
    if not times:
        raise ValueError("no times to summarise")
    ordered = sorted(times)
    last = len(ordered) - 1
    return Spread(round(ordered[last // 2], 3), round(ordered[round(last * 0.95)], 3), len(ordered))


def memory_mb(process: int | str = "self") -> float | None:
    """What a process holds in memory now, in MB; None where the system does not tell."""
    told = Path(f"/proc/{process}/status")
    if not told.is_file():
        return None
    for line in told.read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return round(int(line.split()[1]) / 1024, 1)
    return None


def folder_mb(folder: Path) -> float:
    """The bytes of all files of a folder, in MB."""
    return round(sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / 1e6, 2)
