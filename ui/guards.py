"""Refuse oversized bodies, and keep browsers from fetching or running anything foreign."""

from __future__ import annotations

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.errors import BODY_TOO_LARGE, error_response

LARGEST_BODY = 10_000_000  # bytes; the page sends its whole conversation
LARGEST_UPLOAD = 50_000_000  # bytes; a document and what is wrapped round it
_UPLOADS = "/api/admin/documents"

# The page's framework needs inline scripts and evaluates its own templates.
_PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)


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
        if length.isdecimal() and int(length) > most:
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


class GuardResponses:
    """ASGI middleware: headers that forbid sniffing, framing and foreign content."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
                headers.setdefault("Content-Security-Policy", _PAGE_POLICY)
            await send(message)

        await self.app(scope, receive, with_headers)
