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
    """What happened: statuses, seconds of the answers, failures, and megabytes by the second."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The result as lines of Markdown."""
        centiles = statistics.quantiles(self.seconds, n=100)
        steady = self.memory[len(self.memory) // 4 :]
        told = "，".join(f"{status} × {n}" for status, n in sorted(self.statuses.items()))
        wrong = {status: n for status, n in self.statuses.items() if status not in ALLOWED}
        return [
            f"- 应答：{told}",
            f"- 其他状态：{wrong or '没有'}；断开的连接：{dict(self.failures) or '没有'}",
            f"- 回答用时：p50 {centiles[49]:.2f} 秒，p95 {centiles[94]:.2f} 秒，"
            f"最长 {max(self.seconds):.2f} 秒",
            f"- 服务进程内存：开始 {self.memory[0]:.0f} MB，"
            f"四分之一后 {steady[0]:.0f} MB，结束 {steady[-1]:.0f} MB，"
            f"最大 {max(self.memory):.0f} MB",
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
        question = f"{chance.choice(QUESTIONS)}{chance.randrange(1000)}"
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
        found.memory.append(int(kilobytes.split()[1]) / 1000)
        await asyncio.sleep(1)
