"""Start the web service, building the index first when there is none."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings


class CannotListen(OSError):  # noqa: N818 - reads as what happened
    """The address cannot be listened on; the message is Chinese and says what to do."""


def serve_forever(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted. Raises CannotListen before anything slow is done."""
    _check_address(host, port)
    _build_when_missing(settings)
    import uvicorn

    from ui.app import create_app
    from ui.service import Service

    service = Service(settings)
    # An unusable index is better told here than to the first visitor, who is not to wait either.
    _ = service.overview
    app = create_app(service=service)
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    print(f"已启动：http://{shown}:{port} （接口说明在 /docs，按 Ctrl+C 停止）", file=sys.stderr)
    uvicorn.run(app, host=host, port=port, log_level="warning")


def _build_when_missing(settings: Settings) -> None:
    from index.errors import IndexMissing
    from index.generations import current

    try:
        current(settings.index_folder)
    except IndexMissing:
        from ui.cli_build import build_with_progress

        build_with_progress([], settings)


def _check_address(host: str, port: int) -> None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise CannotListen(
            f"不能在 {host}:{port} 上启动（{error.strerror}）：端口可能被占用，或地址不属于本机。"
            "请换一个：policyqa serve --port 8000。"
        ) from None
