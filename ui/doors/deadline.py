"""Answer in time: when the service does not begin to, the client is told instead of left."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = logging.getLogger("policyqa")

Stay = Callable[[asyncio.Task[None]], None]


async def answered_within(
    seconds: float, app: ASGIApp, scope: Scope, receive: Receive, send: Send, *, stay: Stay
) -> bool:
    """Run the app; False when it had not begun to answer after so many seconds.

    What it says later is dropped. `stay` is then given the task, which goes on.
    """
    begun = given_up = False

    async def in_time(message: Message) -> None:
        nonlocal begun
        if given_up:
            return
        begun = True
        await send(message)

    task: asyncio.Task[None] = asyncio.create_task(_run(app, scope, receive, in_time))
    try:
        await asyncio.wait({task}, timeout=seconds)
        if task.done() or begun:
            await task
            return True
    except asyncio.CancelledError:
        task.cancel()
        raise
    given_up = True
    stay(task)
    task.add_done_callback(_note_failure)
    return False


async def _run(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    await app(scope, receive, send)


def _note_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        log.error("a request that took too long failed", exc_info=task.exception())
