"""Refuse bodies that are larger than anything this service is sent, or that never end."""

from __future__ import annotations

import asyncio

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.doors.routes import LOGIN
from ui.errors import http_error

LARGEST_BODY = 10_000_000  # bytes; the page sends its whole conversation
LARGEST_UPLOAD = 50_000_000  # bytes; a document and what is wrapped round it
LARGEST_CALL = 100_000  # bytes; what a tool is called with is a question or a few names
_UPLOADS = "/api/admin/documents"
_TOOLS = "/mcp"
LARGEST_LOGIN = 10_000  # bytes; strangers send it, and it holds no place that is counted
_MOST = {_UPLOADS: LARGEST_UPLOAD, _TOOLS: LARGEST_CALL, LOGIN: LARGEST_LOGIN}
# Values of JSON: to take apart millions of them holds up everybody, as nothing else runs then.
MOST_VALUES = 100_000
MOST_VALUES_OF_PAGE = 250_000  # it sends back what it shows, with all citations
_PAGE = "/gradio_api/"
_MOST_DIGITS = 12  # of a length; Python takes long to read longer numbers, or refuses
# A body has so many seconds, and one more for each so many bytes: it holds a place meanwhile.
_PATIENCE, _SLOWEST = 30.0, 20_000


class LimitBodies:
    """ASGI middleware: 413 for a body larger than is allowed, 408 for one that does not come."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = _MOST.get(scope["path"], LARGEST_BODY)
        length = Headers(scope=scope).get("content-length", "0")
        if length.isdecimal() and (len(length) > _MOST_DIGITS or int(length) > most):
            await http_error(413)(scope, receive, send)
            return
        await self.app(scope, _bounded(receive, most), send)


def has_too_many_values(path: str, body: bytes) -> bool:
    """Whether a body may hold more values than its address is sent."""
    most = MOST_VALUES_OF_PAGE if path.startswith(_PAGE) else MOST_VALUES
    return len(body) > most and values_in(body) > most


def values_in(body: bytes) -> int:
    """How many values a body may hold; commas and brackets within texts count too, and are few."""
    return sum(map(body.count, (b",", b"[", b"{")))


def _bounded(receive: Receive, most: int) -> Receive:
    """The same messages, until a body is more, or takes longer, than it may."""
    received, whole, begun = 0, False, asyncio.get_running_loop().time()

    async def bounded() -> Message:
        nonlocal received, whole
        if whole:
            return await receive()  # nothing comes but the end of the connection
        try:
            async with asyncio.timeout_at(begun + _PATIENCE + received / _SLOWEST):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408) from None
        received += len(message.get("body", b""))
        whole = not message.get("more_body", False)
        if received > most:
            raise HTTPException(413)
        return message

    return bounded
