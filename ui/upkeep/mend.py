"""Build an index anew when the one that serves is lost or damaged, and look for that."""

from __future__ import annotations

import logging
import threading
import time

from index.errors import IndexUnusable
from ui import documents, ledger
from ui.errors import ServiceError
from ui.rebuild import FAILED, RUNNING, Rebuild
from ui.service import Service

log = logging.getLogger("policyqa")

# What is damaged again is built anew at once so often in a while, and after that with a pause, as
# is what failed: on a disk that damages whatever is written, builds would follow without end.
AT_ONCE, _WHILE, _PAUSE = 3, 600.0, 60.0  # builds, seconds, seconds
_LOOK = 15.0  # seconds between two looks at the files' entries
_READ = 3600.0  # seconds between two readings of every byte
_AGAIN = 300.0  # seconds between two attempts at a build that is owed


class Mender:
    """Watches the index of a running service."""

    def __init__(self, service: Service, rebuild: Rebuild) -> None:
        self._service = service
        self._rebuild = rebuild
        self._lock = threading.Lock()
        self._begun: list[float] = []  # when builds were, lately
        self._again_at = 0.0
        self._read_at = time.monotonic() + _READ
        service.on_unusable = self.mend

    def mend(self) -> None:
        """Start a build, unless one runs or enough were started a moment ago."""
        with self._lock:
            now, state = time.monotonic(), self._rebuild.progress.state
            self._begun = [begun for begun in self._begun if now - begun < _WHILE]
            pause = _PAUSE if state == FAILED or len(self._begun) >= AT_ONCE else 0.0
            if state == RUNNING or (self._begun and now - self._begun[-1] < pause):
                return
            self._begun.append(now)
            log.error("the index cannot be used; it is built anew from the stored documents")
            self._rebuild.start()

    def watch(self) -> None:
        """Look for damage from now on, in a thread that ends with the process."""
        self.catch_up()
        threading.Thread(target=self._watch, name="mender", daemon=True).start()

    def catch_up(self) -> None:
        """Begin the build that an earlier process was asked for and did not finish, if any."""
        try:
            documents.forget_drafts(self._service.settings)
            if ledger.owed(self._service.settings):
                log.warning("a build was asked for and not finished; it is made now")
                self._rebuild.start()
        except ServiceError as error:
            log.error("%s", error.message)

    def look(self) -> None:
        """See that the index is whole, and make up for a build that failed."""
        try:
            _ = self._service.assistant
            if time.monotonic() >= self._read_at:
                self._read_at = time.monotonic() + _READ
                self._service.check_bytes()
            # For want of room on the disk, say: nobody may be there to begin it again.
            if self._rebuild.progress.state == FAILED and time.monotonic() >= self._again_at:
                self._again_at = time.monotonic() + _AGAIN
                self.catch_up()
        except IndexUnusable:
            self.mend()
        except ServiceError as error:  # the service has asked for what can be done
            log.warning("%s", error.message)
        except Exception:
            log.exception("the index could not be looked at")

    def _watch(self) -> None:
        # A wait that never fails, as a sleep may when the clock is moved under it.
        never = threading.Event()
        while not never.wait(_LOOK):
            self.look()
