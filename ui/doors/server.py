"""Run the web server so that it stops cleanly and believes nobody about who a client is."""

from __future__ import annotations

import signal
from contextlib import suppress
from types import FrameType

import uvicorn
from fastapi import FastAPI

from assistant.settings import Settings
from ui.doors.doors import Doors
from ui.doors.wire import Wire

_KEEP_ALIVE = 20  # seconds
_GRACE = 30  # seconds for what was asked before the service is stopped


_FILES = 4096  # that may be open: every connection is one, and the index and its databases more


def run(app: FastAPI, settings: Settings, host: str, port: int) -> None:
    """Serve until SIGINT or SIGTERM; what was asked until then is answered."""
    _allow_files()
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=Wire,
        log_level="warning",
        log_config=None,  # all logging goes one way, see ui/upkeep/logs.py
        access_log=False,
        server_header=False,
        ws="none",
        # Whoever may name the client in a header escapes every limit.
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_keep_alive=_KEEP_ALIVE,
        timeout_graceful_shutdown=_GRACE,
    )
    _Server(config, app.state.doors).run()


def _allow_files() -> None:
    """Raise what a process may usually open, as far as this one may. Windows has no such limit."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft != resource.RLIM_INFINITY and soft < _FILES:
            most = _FILES if hard == resource.RLIM_INFINITY else min(_FILES, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))


class _Server(uvicorn.Server):
    """Ends the streams that would never end before waiting for the others."""

    def __init__(self, config: uvicorn.Config, doors: Doors) -> None:
        super().__init__(config)
        self._doors = doors

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop; at once when asked a second time from the keyboard.

        The signal is not raised again afterwards, as the library would: logs and a build that
        runs have still to be finished.
        """
        self._doors.closing.set()
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True
