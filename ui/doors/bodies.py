"""Refuse bodies that are larger than anything this service is sent."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.errors import BODY_TOO_LARGE, error_response

LARGEST_BODY = 10_000_000  # bytes; the page sends its whole conversation
LARGEST_UPLOAD = 50_000_000  # bytes; a document and what is wrapped round it
_UPLOADS = "/api/admin/documents"
_MOST_DIGITS = 12  # of a length; Python takes long to read longer numbers, or refuses


class LimitBodies:
    """ASGI middleware: 413 for a body larger than is allowed, whether or not it says so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        most = LARGEST_UPLOAD if scope["path"] == _UPLOADS else LARGEST_BODY
        length = Headers(scope=scope).get("content-length", "0")
        if length.isdecimal() and (len(length) > _MOST_DIGITS or int(length) > most):
            await error_response(413, *BODY_TOO_LARGE)(scope, receive, send)
            return
        await self.app(scope, _counted(receive, most), send)


def _counted(receive: Receive, most: int) -> Receive:
    """The same messages, until they add up to more than a body may have."""
    received = 0

    async def counting() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > most:
            raise HTTPException(413)
        return message

    return counting
