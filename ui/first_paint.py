"""Show the page's head at once, while the scripts that draw the rest are still loading."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import wording
from ui.rendering import render


class FirstPaint:
    """ASGI middleware: put the masthead into the framework's empty page, and say its language."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._splash = render("splash.html", title=wording.TITLE, opening=wording.OPENING).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def gather(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            page = self._with_splash(body)
            MutableHeaders(scope=start)["content-length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self.app(scope, receive, gather)

    def _with_splash(self, page: bytes) -> bytes:
        page = page.replace(b'lang="en"', b'lang="zh-CN"', 1)
        return page.replace(b"<gradio-app", self._splash + b"<gradio-app", 1)
