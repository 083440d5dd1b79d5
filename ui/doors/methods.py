"""Answer HEAD as GET is answered, without the body, and believe no address that a client claims."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from ui.doors.routes import Kind, kind_of
from ui.errors import http_error

# Others get no further: each would be a metric of its own. HEAD is answered as GET is.
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")

# The page's framework would build its own address from these. What a trusted proxy says is in the
# scope already, and the name under which a visitor came is in Host.
_CLAIMS = frozenset(
    {
        *(b"forwarded", b"x-forwarded-host", b"x-forwarded-proto", b"x-forwarded-prefix"),
        *(b"x-forwarded-port", b"x-gradio-server"),
    }
)
# Who says two lengths hides a second request from a proxy that believes the other one.
_LENGTHS = {b"content-length", b"transfer-encoding"}


class PlainRequests:
    """ASGI middleware: outermost, so that all others see a GET, and no claims.

    The web server itself leaves the body of an answer to HEAD away.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if scope["method"] not in (*METHODS, "HEAD"):
            await http_error(405, {"Allow": ", ".join([*METHODS, "HEAD"])})(scope, receive, send)
            return
        if {name for name, _ in scope["headers"]} >= _LENGTHS:
            await http_error(400, {"Connection": "close"})(scope, receive, send)
            return
        headers = [(name, value) for name, value in scope["headers"] if name not in _CLAIMS]
        plain = {**scope, "headers": headers}
        if scope["method"] == "HEAD":
            plain["method"] = "GET"
            if kind_of(plain) is Kind.STREAM:  # it would never end
                await http_error(405, {"Allow": "GET"})(scope, receive, send)
                return
        await self.app(plain, receive, send)
