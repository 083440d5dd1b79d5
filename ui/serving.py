"""Start the web service, building the index first when there is none."""

from __future__ import annotations

import ipaddress
import socket
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.settings import Settings
    from ui.service import Service

_SHORT_PASSWORD = 12  # characters
_PATIENCE = 20.0  # seconds for which a stop waits for a build


class CannotListen(OSError):  # noqa: N818 - reads as what happened
    """The address cannot be listened on; the message is Chinese and says what to do."""


def serve_forever(settings: Settings, host: str, port: int) -> None:
    """Serve until interrupted. Raises CannotListen before anything slow is done, and BackupError
    while a backup is being restored.
    """
    _check_address(host, port)
    from ui.upkeep.restoring import serving

    with serving(settings.data):
        _serve(settings, host, port)


def _serve(settings: Settings, host: str, port: int) -> None:
    from ui.app import create_app
    from ui.doors import server
    from ui.service import Service
    from ui.upkeep.logs import start_logging
    from ui.upkeep.mend import Mender

    service = Service(settings)
    _open(service)
    threading.Thread(target=_warm, args=(service,), daemon=True).start()
    app = create_app(service=service)
    app.state.doors.local_only = _is_loopback(host) and not settings.trusted_proxies
    rebuild = app.state.rebuild
    Mender(service, rebuild).watch()
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    print(f"已启动：http://{shown}:{port} （接口说明在 /docs，按 Ctrl+C 停止）", file=sys.stderr)
    for line in warnings_for(settings, host):
        print(line, file=sys.stderr)
    listener = start_logging(settings.data)
    try:
        server.run(app, settings, host, port)
        rebuild.finish(_PATIENCE)
    finally:
        listener.stop()


def warnings_for(settings: Settings, host: str) -> list[str]:
    """What it means to listen there with these settings, in Chinese, one line each."""
    password = settings.admin_password
    weak = password is not None and len(password.get_secret_value()) < _SHORT_PASSWORD
    said = (
        [f"注意：管理密码不到 {_SHORT_PASSWORD} 个字符，容易被猜到，请换一个长的。"] if weak else []
    )
    if _is_loopback(host):
        return said
    who = "要有密钥才能提问和浏览" if settings.private else "不用密钥就能提问和浏览全部文件"
    means = f"注意：正在监听 {host}，能连到这台电脑的人都能打开，{who}。"
    if not settings.private:
        means += "只给有密钥的人用：设置 POLICYQA_PRIVATE=true，再运行 policyqa keys add 名字。"
    return [
        *said,
        means,
        "      内容没有加密传送；要加密，请在前面放 nginx（见 docs/operations.md）。",
    ]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _warm(service: Service) -> None:
    """Load what only some questions need, beside the first ones that come."""
    from ui.errors import ServiceError

    with suppress(ServiceError):
        service.assistant.warm()


def _open(service: Service) -> None:
    """Open the index, built anew when there is none or it cannot be used.

    Where that fails for want of a model or a disk, the service starts nevertheless: /readyz and
    the page say why it cannot answer, and the mender tries again.
    """
    from index.embedders import EmbedderMissing
    from index.errors import IndexUnusable
    from ui.errors import ServiceError
    from ui.upkeep.storage import storage_problem

    # Told here rather than to the first visitor, who is not to wait either.
    try:
        _ = service.overview
    except ServiceError as error:
        from ui.cli_build import build_with_progress

        print(f"{error.message}正在用现有的文件建立……", file=sys.stderr)
        try:
            build_with_progress([], service.settings)
            _ = service.overview
        except (EmbedderMissing, IndexUnusable, ServiceError) as failure:
            print(f"{failure}在此之前不能回答问题。", file=sys.stderr)
        except OSError as failure:
            problem = storage_problem(failure)
            if problem is None:
                raise
            print(f"{problem[1]}在此之前不能回答问题。", file=sys.stderr)


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
