"""Open the page thousands of times and leave, with answers asked for that nobody fetches."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import httpx
import psutil

QUESTIONS = (
    "任务38由谁牵头？",
    "哪些任务要在9月底前完成？",
    "基层处牵头几项任务？",
    "有哪些任务？",
)
_AT_ONCE = 8
_LOOKS = 20  # at the memory, in all


@dataclass
class Abandoned:
    """What was answered, and megabytes of the service after each twentieth of the pages."""

    statuses: Counter[int] = field(default_factory=Counter)
    memory: list[float] = field(default_factory=list)

    @property
    def grew(self) -> float:
        """Megabytes that the last quarter of the pages added."""
        return self.memory[-1] - self.memory[len(self.memory) * 3 // 4]

    def lines(self) -> list[str]:
        """The result as lines of Markdown."""
        told = "，".join(f"{status} × {n}" for status, n in sorted(self.statuses.items()))
        course = "、".join(f"{one:.0f}" for one in self.memory[::4] + self.memory[-1:])
        return [
            f"- 应答：{told}",
            f"- 服务进程内存（MB，每五分之一看一次）：{course}",
            f"- 最后四分之一的网页增加 {self.grew:.0f} MB",
        ]


def abandon(address: str, process: int, pages: int) -> Abandoned:
    """Leave so many pages behind at a service on this machine; `process` is its id."""
    return asyncio.run(_abandon(address, psutil.Process(process), pages))


async def _abandon(address: str, process: psutil.Process, pages: int) -> Abandoned:
    found, numbers = Abandoned(), iter(range(pages))
    every = max(1, pages // _LOOKS)
    async with httpx.AsyncClient(base_url=address, timeout=120) as client:
        events = await _events(client)

        async def leave() -> None:
            for number in numbers:
                await _leave(client, events, number, found)
                if number % every == 0:
                    found.memory.append(process.memory_info().rss / 1e6)

        await asyncio.gather(*(leave() for _ in range(_AT_ONCE)))
    found.memory.append(process.memory_info().rss / 1e6)
    return found


async def _events(client: httpx.AsyncClient) -> list[tuple[int, list[Any]]]:
    """What a browser sends when the page opens and one asks: functions and their values."""
    known: list[dict[str, Any]] = (await client.get("/config")).json()["dependencies"]
    opening = [
        (int(one["id"]), [None] * len(one["inputs"]))
        for one in known
        if one["backend_fn"] and any(name == "load" for _, name in one["targets"])
    ]
    ask = next(int(one["id"]) for one in known if one["api_name"] == "ask")
    return [*opening, *((ask, [question, []]) for question in QUESTIONS)]


async def _leave(
    client: httpx.AsyncClient, events: list[tuple[int, list[Any]]], number: int, found: Abandoned
) -> None:
    """One page: some close before anything came, some while it comes, some say that they live."""
    page = f"left{number}"
    found.statuses[(await client.get("/")).status_code] += 1
    for function, values in events:
        body = {"fn_index": function, "data": values, "session_hash": page}
        joined = await client.post("/gradio_api/queue/join", json=body)
        found.statuses[joined.status_code] += 1
    stream = ("", f"/gradio_api/queue/data?session_hash={page}", f"/gradio_api/heartbeat/{page}")
    if address := stream[number % 3]:
        async with client.stream("GET", address) as coming:
            found.statuses[coming.status_code] += 1
            await anext(coming.aiter_raw(), b"")
