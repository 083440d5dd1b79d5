"""Keep no connection on which nothing moves, and no more of them than can be kept."""

from __future__ import annotations

import asyncio
import json

from uvicorn.protocols.http.h11_impl import H11Protocol

from ui.doors.doors import BUSY, BUSY_WAIT

MOST_CONNECTIONS = 900  # below the 1024 files that a process may usually open
_MOST_OF_ONE = MOST_CONNECTIONS // 2  # from one address, unless that is the proxy before us
_LOOKS = 15.0  # seconds between two looks at a connection

_BODY = json.dumps({"error": {"code": BUSY[0], "message": BUSY[1]}}, ensure_ascii=False).encode()
_FULL = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n"
    b"Retry-After: %d\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%b"
    % (BUSY_WAIT, len(_BODY), _BODY)
)


class Wire(H11Protocol):
    """HTTP/1.1 with clients that may mean harm.

    A connection is cut when between two looks it had no whole request to work on (its head comes
    slowly or not at all), or when the client took nothing of what is ready for it.
    """

    _looking: asyncio.TimerHandle | None = None
    _seen: tuple[object, ...] = ()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or turn it away at once where there are too many."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS or self._has_too_many():
            transport.write(_FULL)
            transport.close()
            return
        self._seen = self._state()
        self._looking = self.loop.call_later(_LOOKS, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection."""
        if self._looking is not None:
            self._looking.cancel()
        super().connection_lost(exc)

    def _has_too_many(self) -> bool:
        if self.config.proxy_headers or self.client is None:
            return False
        own = [one for one in self.connections if _address(one) == self.client[0]]
        return len(own) > _MOST_OF_ONE

    def _look(self) -> None:
        state = self._state()
        if state == self._seen and (self._is_idle() or self.transport.get_write_buffer_size()):
            self.transport.abort()
            return
        self._seen = state
        self._looking = self.loop.call_later(_LOOKS, self._look)

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _state(self) -> tuple[object, ...]:
        """What changes when anything is asked, answered, or taken by the client."""
        return self.cycle, self._is_idle(), self.transport.get_write_buffer_size()


def _address(connection: object) -> str:
    client = getattr(connection, "client", None)
    return str(client[0]) if client else ""
