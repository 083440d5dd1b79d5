"""Ask with many clients at once for a while, and see what they get and how memory grows."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx

QUESTIONS = (
    *("任务38由谁牵头？", "哪些任务要在9月底前完成？", "基层处牵头几项任务？", "那配合部门呢？"),
    *("家庭医生的联系电话是多少？", "一业一证涉及哪些行业？", "哪个处室牵头的任务最多？"),
)
ALLOWED = (200, 429, 503)


@dataclass
class Flood:
    """What happened: statuses, seconds of the answers, failures, and memory by the second."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    memory: list[tuple[int, float]] = field(default_factory=list)  # answers so far, megabytes

    @property
    def slope(self) -> float:
        """Megabytes that a thousand answers added in the last fifth of the time."""
        (before, held), (after, holds) = self.memory[len(self.memory) * 4 // 5], self.memory[-1]
        return (holds - held) / max(after - before, 1) * 1000

    def lines(self) -> list[str]:
        """The result as lines of Markdown."""
        centiles = statistics.quantiles(self.seconds, n=100)
        megabytes = [held for _, held in self.memory]
        fifths = [megabytes[len(megabytes) * n // 5] for n in range(5)] + [megabytes[-1]]
        told = "，".join(f"{status} × {n}" for status, n in sorted(self.statuses.items()))
        wrong = {status: n for status, n in self.statuses.items() if status not in ALLOWED}
        return [
            f"- 应答：{told}",
            f"- 其他状态：{wrong or '没有'}；断开的连接：{dict(self.failures) or '没有'}",
            f"- 回答用时：p50 {centiles[49]:.2f} 秒，p95 {centiles[94]:.2f} 秒，"
            f"最长 {max(self.seconds):.2f} 秒",
            f"- 服务进程内存（MB，每五分之一看一次）：{'、'.join(f'{one:.0f}' for one in fifths)}；"
            f"最大 {max(megabytes):.0f}；"
            f"最后五分之一每千次应答增加 {self.slope:.1f} MB（每个问题都不同）",
        ]


def flood(address: str, process: int, *, clients: int, seconds: float) -> Flood:
    """Run the clients against a service on this machine; `process` is its id."""
    return asyncio.run(_flood(address, process, clients, seconds))


async def _flood(address: str, process: int, clients: int, seconds: float) -> Flood:
    found, until = Flood(), time.monotonic() + seconds
    limits = httpx.Limits(max_connections=clients)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=120) as client:
        askers = [_ask(client, found, until, number) for number in range(clients)]
        await asyncio.gather(_weigh(process, found, until), *askers)
    return found


async def _ask(client: httpx.AsyncClient, found: Flood, until: float, number: int) -> None:
    chance = random.Random(number)
    while time.monotonic() < until:
        started = time.monotonic()
        # Never the same twice: what is kept of each question would grow without end.
        question = f"{chance.choice(QUESTIONS)}{chance.randrange(10**9)}"
        try:
            response = await client.post("/api/ask", json={"question": question})
        except httpx.HTTPError as error:
            found.failures[type(error).__name__] += 1
            continue
        found.statuses[response.status_code] += 1
        if response.status_code == 200:
            found.seconds.append(time.monotonic() - started)
        else:
            await asyncio.sleep(1)


async def _weigh(process: int, found: Flood, until: float) -> None:
    while time.monotonic() < until:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
        kilobytes = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        found.memory.append((found.statuses.total(), int(kilobytes.split()[1]) / 1000))
        await asyncio.sleep(1)
