"""Write what happens as JSON, a line an event, each with the id of its request."""

from __future__ import annotations

import json
import logging
import os
import queue
import re
import sys
from logging.handlers import QueueHandler, QueueListener, RotatingFileHandler
from pathlib import Path
from typing import Any
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.admin_access import was_let_in
from ui.doors.access import asked_without_any
from ui.doors.clients import client_of
from ui.doors.routes import Kind, kind_of
from ui.upkeep.masking import masked

_LARGEST, _KEPT = 10_000_000, 5  # bytes of one file, files before the newest
_WAITING = 10_000  # events; more are dropped, as nobody may wait for a log
_LONGEST_PATH = 300  # characters
_ID = "x-request-id"
# Controls, ends of lines, what turns the direction of writing, halves of characters.
_UNPRINTABLE = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")

# Through the standard library: where nothing is set up, as in a command, nothing is written.
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    wrapper_class=structlog.stdlib.BoundLogger,
    logger_factory=structlog.stdlib.LoggerFactory(),
)

log = structlog.get_logger("policyqa.access")
audit_log = logging.getLogger("policyqa.audit")


def start_logging(data: Path) -> QueueListener:
    """Write to `logs/policyqa.jsonl` from now on, and warnings to stderr. Stop it at the end."""
    handlers = [_to_people(), *_to_file(data / "logs")]
    waiting: queue.Queue[Any] = queue.Queue(_WAITING)
    root = logging.getLogger()
    root.handlers[:] = [_Hurried(waiting)]
    logging.getLogger("policyqa").setLevel(logging.INFO)
    listener = QueueListener(waiting, *handlers, respect_handler_level=True)
    listener.start()
    return listener


class _Hurried(QueueHandler):
    """Hands a record on; drops it when the disk or the terminal cannot follow."""

    def prepare(self, record: logging.LogRecord) -> logging.LogRecord:
        """The record with the context of its request, which the writing thread does not have."""
        record.request = structlog.contextvars.get_contextvars()
        return record

    def enqueue(self, record: logging.LogRecord) -> None:
        """Without waiting."""
        try:
            self.queue.put_nowait(record)
        except queue.Full:
            return


def _to_people() -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
    return handler


def _to_file(folder: Path) -> list[logging.Handler]:
    """None where the disk cannot be written: the service goes on without."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "policyqa.jsonl", maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8"
        )
    except OSError as error:
        print(f"日志写不了（{error}），继续运行。", file=sys.stderr)
        return []
    handler.setFormatter(_formatter())
    handler.handleError = _ignore  # type: ignore[method-assign]
    return [handler]


def _ignore(record: logging.LogRecord) -> None:
    """A full disk: nobody is told of it by the log, but by doctor, /readyz and the page."""


def _formatter() -> logging.Formatter:
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[structlog.stdlib.add_log_level, structlog.stdlib.add_logger_name],
        processors=[
            _with_request,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(_one_line),
        ],
    )


def _one_line(event: Any, **given: Any) -> str:
    """JSON that stays on its line and does nothing to a terminal, whatever strangers sent.

    JSON itself escapes only what is below the space: a line may also end in U+2028, and a terminal
    take its orders from U+009B.
    """
    written = json.dumps(event, ensure_ascii=False, **given)
    return _UNPRINTABLE.sub(lambda found: json.dumps(found.group())[1:-1], written)


def _with_request(_: Any, __: str, event: Any) -> Any:
    return {**getattr(event.get("_record"), "request", {}), **event}


def note_question(question: str, *, refused: bool, took_ms: float) -> None:
    """Log a question with its personal numbers hidden; called only where that is turned on."""
    log.info("question", question=masked(question), refused=refused, took_ms=round(took_ms, 1))


class LogRequests:
    """ASGI middleware: a request id for each request, a line for each that is more than a file.

    What an administrator does also goes to `audit.jsonl`, which is never cut.
    """

    def __init__(self, app: ASGIApp, data: Path) -> None:
        self.app = app
        self._audit = data / "audit.jsonl"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id, status = _request_id(scope), 500

        async def with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[_ID] = request_id
            await send(message)

        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        try:
            await self.app(scope, receive, with_id)
        finally:
            self._note(scope, request_id, status)

    def _note(self, scope: Scope, request_id: str, status: int) -> None:
        kind = kind_of(scope)
        if kind in (Kind.PROBE, Kind.STATIC, Kind.STREAM):
            return
        told = {
            "method": scope["method"],
            # Without the query: it may hold a question. Long ones would soon wash out all others.
            "path": scope["path"][:_LONGEST_PATH],
            "status": status,
            "client": client_of(scope),
        }
        log.info("request", **told)
        # What strangers can send without end is left out, as nothing is ever deleted here: after
        # a few wrong passwords the answer is another one.
        guessed = status == 401 and not asked_without_any(scope)
        did = scope["method"] != "GET" and was_let_in(scope)
        if kind is Kind.ADMIN and (did or guessed):
            self._keep({"request_id": request_id, **told})

    def _keep(self, entry: dict[str, Any]) -> None:
        stamped = structlog.processors.TimeStamper(fmt="iso")(None, "", entry)
        line = _one_line(stamped) + "\n"
        try:
            self._audit.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(self._audit, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                os.write(handle, line.encode())
                os.fsync(handle)
            finally:
                os.close(handle)
        except OSError as error:
            audit_log.error("the audit log cannot be written (%s): %s", error, line)


def _request_id(scope: Scope) -> str:
    """That of a proxy before us, if it is a plain word; else a new one."""
    given = Headers(scope=scope).get(_ID, "")
    return given if 8 <= len(given) <= 64 and given.isascii() and given.isalnum() else uuid4().hex
