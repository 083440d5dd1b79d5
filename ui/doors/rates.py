"""Count what each client asks and how often it fails to show a right credential."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter

# So many wrong passwords or keys in so many minutes, then nothing is tried for the client.
FAILURES = RateLimitItemPerMinute(10, 5)

# The library counts by the wall clock; when that was moved by more, counting starts anew.
_CLOCK_MOVED = 30.0  # seconds


class Rates:
    """Limits that are kept in memory. For one event loop."""

    def __init__(self) -> None:
        self._storage = MemoryStorage()
        self._limiter = SlidingWindowCounterRateLimiter(self._storage)
        self._offset = _offset()

    async def wait_for(self, client: str, per_minute: int) -> int:
        """Count one request: 0 when it may go on, else the seconds until the next may."""
        await self._mind_the_clock()
        limit = RateLimitItemPerMinute(per_minute)
        if await self._limiter.hit(limit, "request", client):
            return 0
        return await self._seconds_left(limit, "request", client)

    async def locked_for(self, client: str) -> int:
        """Seconds for which no credential of this client is looked at; 0 if it may try."""
        await self._mind_the_clock()
        if await self._limiter.test(FAILURES, "failure", client):
            return 0
        return await self._seconds_left(FAILURES, "failure", client)

    async def failed(self, client: str) -> None:
        """Count a wrong credential."""
        await self._limiter.hit(FAILURES, "failure", client)

    async def _seconds_left(self, limit: RateLimitItem, *names: str) -> int:
        stats = await self._limiter.get_window_stats(limit, *names)
        return max(1, math.ceil(stats.reset_time - time.time()))

    async def _mind_the_clock(self) -> None:
        if abs(_offset() - self._offset) > _CLOCK_MOVED:
            self._offset = _offset()
            await self._storage.reset()


def _offset() -> float:
    """By how much the clock on the wall is ahead of the one that nobody sets, in seconds."""
    return time.time() - time.monotonic()
