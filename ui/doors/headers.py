"""Tell browsers to run, load and show nothing foreign, and turn foreign pages away."""

from __future__ import annotations

import ipaddress
from contextlib import suppress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.doors.doors import Doors
from ui.errors import error_response

# The page's framework needs inline scripts and evaluates its own templates.
_PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
    "form-action 'self'; frame-ancestors 'self'"
)
# Answers to programs are no pages at all.
_DATA_POLICY = "default-src 'none'; frame-ancestors 'none'"
_DATA_PREFIXES = ("/api/", "/v1/")
_NAMED_BY_CONTENT = (
    "/assets/"  # scripts and styles of the page's framework: never the same name twice
)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_FOREIGN_NAME = (
    "只在本机使用时，请打开 http://127.0.0.1 加端口。前面有代理（如 nginx）时，"
    "请设置 POLICYQA_TRUSTED_PROXIES 为代理的地址。"
)
_HARMLESS = ("GET", "HEAD", "OPTIONS")


class GuardResponses:
    """ASGI middleware: security headers on every response, and no leave for other origins.

    Who listens for this computer only is not to be reached under the name of a web site either:
    a page there could make its name mean this computer, and read the answers as its own.
    """

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self.app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                _set_headers(headers, scope["path"])
                if message["status"] == 200 and scope["path"].startswith(_NAMED_BY_CONTENT):
                    headers["Cache-Control"] = "max-age=31536000, immutable"
            await send(message)

        if scope["type"] == "http" and _is_foreign(scope):
            text = "不接受来自其他网站的请求。请在本系统的网页里操作，或用程序直接调用。"
            await error_response(403, "foreign_origin", text)(scope, receive, with_headers)
            return
        if scope["type"] == "http" and self._doors.local_only and not _means_here(scope):
            await error_response(421, "foreign_name", _FOREIGN_NAME)(scope, receive, with_headers)
            return
        await self.app(scope, receive, with_headers)


def _means_here(scope: Scope) -> bool:
    """Whether a request names this computer as such: localhost, or an address."""
    try:
        name = urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or ""
    except ValueError:
        return False
    with suppress(ValueError):
        return bool(ipaddress.ip_address(name))
    return name == "localhost" or name.endswith(".localhost")


def _set_headers(headers: MutableHeaders, path: str) -> None:
    for name in [name for name in headers if name.startswith("access-control-")]:
        del headers[name]  # the page's framework would let some origins in
    for name, value in _ALWAYS.items():
        headers.setdefault(name, value)
    data = path.startswith(_DATA_PREFIXES)
    headers.setdefault("Content-Security-Policy", _DATA_POLICY if data else _PAGE_POLICY)
    if data:
        headers.setdefault("Cache-Control", "no-store")


def _is_foreign(scope: Scope) -> bool:
    """Whether another site's page sends something that may change anything here."""
    headers = Headers(scope=scope)
    origin = headers.get("origin")
    if scope["method"] in _HARMLESS or origin is None:
        return False
    try:
        return urlsplit(origin).netloc.lower() != headers.get("host", "").lower()
    except ValueError:  # it is no address at all
        return True
