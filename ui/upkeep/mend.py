"""Build an index anew when the one that serves is lost or damaged, and look for that."""

from __future__ import annotations

import logging
import threading
import time

from index.errors import IndexUnusable
from ui import documents, ledger
from ui.errors import ServiceError
from ui.rebuild import FAILED, Rebuild
from ui.service import Service

log = logging.getLogger("policyqa")

_PAUSE = 60.0  # seconds between two attempts: what failed is not tried without end
_LOOK = 15.0  # seconds between two looks at the files' entries
_READ = 3600.0  # seconds between two readings of every byte
_AGAIN = 300.0  # seconds between two attempts at a build that is owed


class Mender:
    """Watches the index of a running service."""

    def __init__(self, service: Service, rebuild: Rebuild) -> None:
        self._service = service
        self._rebuild = rebuild
        self._lock = threading.Lock()
        self._next = self._again_at = 0.0
        self._read_at = time.monotonic() + _READ
        service.on_unusable = self.mend

    def mend(self) -> None:
        """Start a build, unless one was started a moment ago."""
        with self._lock:
            if time.monotonic() < self._next:
                return
            self._next = time.monotonic() + _PAUSE
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
