"""What is to be reached, what was measured, and whether that is enough."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Record = dict[str, Any]

# Times the bare embedding of the question that a question may take, by number of items.
_MOST_TIMES = {"smallest": 1.5, "100000": 2.5}
_SPREAD = 3.0  # p95 over p50
_COLD_MS = 2_500.0
_TIMES_RECIPE = 5.0
_MEMORY_MB = 450.0
_RECALL = 0.98
_PASSAGES = 55.0  # a second


@dataclass(frozen=True, slots=True)
class Target:
    """One figure beside its limit."""

    name: str
    measured: float | None
    limit: float
    at_most: bool = True

    @property
    def met(self) -> bool | None:
        """None where nothing was measured."""
        if self.measured is None:
            return None
        return self.measured <= self.limit if self.at_most else self.measured >= self.limit


def targets(record: Record) -> list[Target]:
    """Every target that the record has a figure for."""
    return [*_by_size(record["sizes"]), *_once(record)]


def _by_size(sizes: list[Record]) -> Iterator[Target]:
    for place, one in enumerate(sizes):
        items = one["items"]
        most = _MOST_TIMES.get("smallest" if place == 0 else str(items))
        if most is not None:
            yield Target(f"{items} 条：一个问题是嵌入的几倍", one["times_embedding"], most)
        yield Target(f"{items} 条：p95 是 p50 的几倍", one["p95_over_p50"], _SPREAD)
        yield Target(f"{items} 条：召回@10", one["recall_at_10"], _RECALL, at_most=False)


def _once(record: Record) -> Iterator[Target]:
    cold = record["cold_ask"]["best_ms"]
    yield Target("`policyqa ask` 从冷进程到回答，毫秒", cold, _COLD_MS)
    if "recipe" in record:
        times = round(record["recipe"]["first_ms"] / cold, 1)
        yield Target("对照做法的启动时间是它的几倍", times, _TIMES_RECIPE, at_most=False)
    yield Target("服务占内存，MB", record["service"]["memory_mb"], _MEMORY_MB)
    rate = record["embedding_rate"]["passages_a_second"]
    yield Target("每秒嵌入的段数", rate, _PASSAGES, at_most=False)
