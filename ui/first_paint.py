"""Show the page's head, example questions and box at once, while the scripts of the rest load."""

from __future__ import annotations

import gzip

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui import wording
from ui.conversation import thread_html
from ui.errors import ServiceError
from ui.rendering import read, render
from ui.service import Service

_STYLES = ("style.css", "reader.css", "narrow.css", "splash.css")
_TABS = (wording.TAB_ASK, wording.TAB_BROWSE, wording.TAB_CHARTS, wording.TAB_ADMIN)


class FirstPaint:
    """ASGI middleware: fill the framework's empty page, and say its language."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self.app = app
        self._service = service

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
            if message["type"] != "http.response.body":
                await send(message)
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            page = await run_in_threadpool(self._with_splash, body)
            headers = MutableHeaders(scope=start)
            if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
                page = gzip.compress(page, 6)
                headers["content-encoding"] = "gzip"
                headers.add_vary_header("Accept-Encoding")
            headers["content-length"] = str(len(page))
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self.app(scope, receive, gather)

    def _with_splash(self, page: bytes) -> bytes:
        if b"<gradio-app" not in page:  # who may not see the page is told where to log in
            return page
        splash = render(
            "splash.html",
            styles=_notices() + "".join(map(read, _STYLES)),
            script=read("splash.js"),
            header=header_html(self._service),
            welcome=thread_html(self._service, []),
            tabs=_TABS,
            opening=wording.OPENING,
            label=wording.QUESTION_LABEL,
            hint=wording.QUESTION_HINT,
            send=wording.SEND,
        )
        page = page.replace(b'lang="en"', b'lang="zh-CN"', 1)
        return page.replace(b"<gradio-app", splash.encode() + b"<gradio-app", 1)


def header_html(service: Service) -> str:
    """The page's head: its title, its documents, and what is wrong if anything is."""
    try:
        documents = service.catalogue.documents()
    except ServiceError:
        documents = []
    return render(
        "header.html", title=wording.TITLE, documents=documents, notices=service.notices()
    )


def _notices() -> str:
    """What the framework's own notices say: its words, in English, are hidden by the style."""
    return f':root {{ --failed: "{wording.FAILED}"; --lost: "{wording.CONNECTION_LOST}"; }}'
