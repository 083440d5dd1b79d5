"""A small OpenAI-compatible model server whose replies a test sets, good and bad."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Handler"], None]


@dataclass
class ModelServer:
    """`reply` writes the next responses; `asked` are the bodies of all requests so far."""

    address: str = ""
    reply: Reply = lambda handler: handler.say("")
    asked: list[dict[str, Any]] = field(default_factory=list)
    hung_up: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    """Answers one request as the test wants it."""

    protocol_version = "HTTP/1.1"
    model: ModelServer

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""

    def do_POST(self) -> None:
        """Note what was asked, then reply."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.model.asked.append(json.loads(body))
        try:
            self.model.reply(self)
        except OSError:
            self.model.hung_up.set()
        self.close_connection = True

    def say(self, text: str, *, finish: str | None = "stop", size: int = 7) -> None:
        """Stream a text in small pieces; `finish` None leaves the end out."""
        self.begin()
        for start in range(0, len(text), size):
            self.piece(text[start : start + size])
        if finish:
            self.piece("", finish)
            self.wfile.write(b"data: [DONE]\n\n")

    def begin(self) -> None:
        """The head of a streamed response."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()

    def piece(self, text: str, finish: str | None = None) -> None:
        """One chunk."""
        choice = {"index": 0, "delta": {"content": text}, "finish_reason": finish}
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
        line = json.dumps({**chunk, "choices": [choice]}, ensure_ascii=False)
        self.wfile.write(f"data: {line}\n\n".encode())
        self.wfile.flush()

    def whole(self, status: int, body: str) -> None:
        """A response that is not streamed."""
        data = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def says(text: str) -> Reply:
    """A model that streams a text and ends well."""
    return lambda handler: handler.say(text)


def cut_after(text: str) -> Reply:
    """A model whose connection breaks after a text."""
    return lambda handler: handler.say(text, finish=None)


def fails_with(status: int, body: str = "{}") -> Reply:
    """A server that answers with a status and a body."""
    return lambda handler: handler.whole(status, body)


def completes(text: str) -> Reply:
    """A server that knows no streaming."""
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    usage = {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}
    body = {"id": "1", "object": "chat.completion", "created": 1, "model": "m"}
    return fails_with(200, json.dumps({**body, "choices": [choice], "usage": usage}))


def stalls_after(text: str, seconds: float = 20.0) -> Reply:
    """A model that says a text and then nothing, while it keeps the line."""

    def reply(handler: Handler) -> None:
        handler.say(text, finish=None)
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            time.sleep(0.05)
            handler.wfile.write(b": still here\n\n")
            handler.wfile.flush()

    return reply


@contextmanager
def running() -> Iterator[ModelServer]:
    """A server on a free port."""
    model = ModelServer()
    handler = type("Bound", (Handler,), {"model": model})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    model.address = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield model
    finally:
        server.shutdown()
        server.server_close()
