"""Answer over a connection that may be closed half-way: events, and stopping when nobody waits."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Sequence
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from ui.errors import ServiceError
from ui.service import Service

if TYPE_CHECKING:
    from assistant import Turn
    from assistant.answer import Answer, Shown

_LOOKS = 0.5  # seconds between two looks whether the caller is still there
_HEADERS = {"Cache-Control": "no-cache", "X-Accel-Buffering": "no"}


def event_stream(events: AsyncIterator[str]) -> StreamingResponse:
    """Server-sent events, passed on one by one. The source ends when the caller is gone."""
    return StreamingResponse(events, media_type="text/event-stream", headers=_HEADERS)


def event(data: object, name: str = "") -> str:
    """One server-sent event with JSON data."""
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {json.dumps(data, ensure_ascii=False)}\n\n"


async def begun(
    service: Service, question: str, history: Sequence[Turn]
) -> AsyncIterator[Shown | Answer]:
    """The parts of an answer, once the first is there: what cannot be asked raises here."""
    parts = service.stream(question, history)
    first = await anext(parts)

    async def all_parts() -> AsyncIterator[Shown | Answer]:
        async with contextlib.aclosing(parts) as rest:  # type: ignore[type-var]
            yield first
            async for part in rest:
                yield part

    return all_parts()


async def answered(
    service: Service, question: str, history: Sequence[Turn], request: Request
) -> Answer:
    """The whole answer; given up, and the language model stopped, when the caller hangs up."""
    if not service.settings.llm_model:
        return await run_in_threadpool(service.ask, question, history)
    work = asyncio.create_task(_last(service.stream(question, history)))
    try:
        while not (await asyncio.wait({work}, timeout=_LOOKS))[0]:
            if await request.is_disconnected():
                raise ServiceError(499, "caller_left", "提问的一方已断开连接。")
    finally:
        work.cancel()
        await asyncio.wait({work})
    return work.result()


async def _last(parts: AsyncIterator[Shown | Answer]) -> Answer:
    from assistant.answer import Answer

    async with contextlib.aclosing(parts) as all_parts:  # type: ignore[type-var]
        async for part in all_parts:
            if isinstance(part, Answer):
                return part
    raise RuntimeError("an answer has to end its stream")
