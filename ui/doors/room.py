"""A room with few seats and a short queue: who finds it full is sent away at once."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.types import Receive


class Full(Exception):  # noqa: N818 - reads as what happened
    """No place, or none within the time that one may wait."""


class Gone(Exception):  # noqa: N818 - reads as what happened
    """The client went away while it waited."""


class Room:
    """At most `seats` requests at work, `queue` that wait, and `most_bytes` of their bodies.

    Of places and of bytes one client gets no more than its `share`: the rest is for the others.
    """

    def __init__(
        self, *, seats: int, queue: int, patience: float, most_bytes: int, share: float = 1.0
    ) -> None:
        self._seats = asyncio.Semaphore(seats)
        self._most_inside = seats + queue
        self._patience = patience  # seconds
        self._most_bytes = most_bytes
        self._share = share
        self._inside: Counter[str] = Counter()  # by client
        self._bytes: Counter[str] = Counter()

    @asynccontextmanager
    async def place(self, client: str) -> AsyncIterator[Place]:
        """A place that counts from now on. Raises Full."""
        async with self.lobby(client) as place:
            place.enter()
            yield place

    @asynccontextmanager
    async def lobby(self, client: str) -> AsyncIterator[Place]:
        """A place that counts when its body was read: who sends slowly holds up nobody."""
        place = Place(self, client)
        try:
            yield place
        finally:
            place.leave()

    def _take(self, taken: Counter[str], client: str, amount: int, most: int) -> None:
        if taken.total() + amount > most or taken[client] + amount > self._share * most:
            raise Full
        taken[client] += amount

    def _give_back(self, taken: Counter[str], client: str, amount: int) -> None:
        taken[client] -= amount
        if not taken[client]:  # thousands come by
            del taken[client]


class Place:
    """One request in the room. It may leave after the block that gave it: see `stay`."""

    def __init__(self, room: Room, client: str) -> None:
        self._room = room
        self._client = client
        self._bytes = 0
        self._inside = False
        self._seated = False
        self._stays_for: asyncio.Task[None] | None = None

    def enter(self) -> None:
        """Count against what the room may hold. Raises Full."""
        room = self._room
        room._take(room._inside, self._client, 1, room._most_inside)
        self._inside = True

    async def body(self, receive: Receive) -> bytes:
        """The whole body, counted against what the room may hold. Raises Full, Gone."""
        parts: list[bytes] = []
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            part = message.get("body", b"")
            room = self._room
            room._take(room._bytes, self._client, len(part), room._most_bytes)
            self._bytes += len(part)
            parts.append(part)
            if not message.get("more_body", False):
                return b"".join(parts)

    async def seat(self, receive: Receive) -> None:
        """Enter and wait for a seat. Raises Full, also after the room's patience, and Gone."""
        self.enter()
        seats = self._room._seats
        if not seats.locked():
            await seats.acquire()
            self._seated = True
            return
        waiting = asyncio.ensure_future(seats.acquire())
        leaving = asyncio.ensure_future(receive())
        try:
            await asyncio.wait(
                {waiting, leaving},
                timeout=self._room._patience,
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            leaving.cancel()
            self._seated = waiting.done() and not waiting.cancelled()
            if not self._seated:
                waiting.cancel()
        if not self._seated:
            raise Gone if leaving.done() else Full

    def stay(self, task: asyncio.Task[None]) -> None:
        """Keep the seat until the task has ended, as its thread cannot be stopped."""
        self._stays_for = task
        task.add_done_callback(lambda _: self._free())

    def leave(self) -> None:
        """Give back what was taken, unless a task still works on it."""
        if self._stays_for is None:
            self._free()

    def _free(self) -> None:
        self._room._give_back(self._room._inside, self._client, self._inside)
        self._room._give_back(self._room._bytes, self._client, self._bytes)
        if self._seated:
            self._room._seats.release()
