"""Share the places in the page's queue among those who ask: one client does not fill it."""

from __future__ import annotations

from typing import Any

from ui.doors.clients import client_of
from ui.doors.doors import BUSY


def share_places(queue: Any, most: int) -> None:
    """Let at most so many events of one client wait in a queue of the page's framework."""
    push = queue.push

    async def push_fairly(body: Any, request: Any, username: str | None) -> tuple[bool, Any, str]:
        client = client_of(request.scope)
        waiting = (
            event for one in queue.event_queue_per_concurrency_id.values() for event in one.queue
        )
        own = sum(client_of(event.request.scope) == client for event in waiting)
        if own >= most:
            return False, BUSY[1], "queue_full"
        pushed: tuple[bool, Any, str] = await push(body=body, request=request, username=username)
        return pushed

    queue.push = push_fairly
