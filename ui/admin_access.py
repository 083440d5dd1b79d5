"""Let an administrator in: the password of the settings, in the Authorization header."""

from __future__ import annotations

import base64
import binascii
import hashlib
import secrets
from collections.abc import Callable

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.settings import PREFIX, Settings
from ui.errors import ServiceError

SETTING = f"{PREFIX}ADMIN_PASSWORD"
CLOSED = (
    f"管理功能没有开启。要开启，请设置环境变量 {SETTING}（或写进 policyqa.env，"
    f"如 {SETTING}=一个不易猜到的密码），然后重新启动服务。"
)
_LET_IN = "administrator"


def admin_only(settings: Settings) -> Callable[[Request], None]:
    """A dependency that raises as `check_password` does."""

    def check(request: Request) -> None:
        check_password(settings, request.scope)

    return check


def check_password(settings: Settings, scope: Scope) -> None:
    """Raise ServiceError: 403 while no password is set, 401 unless the request shows it.

    It is shown as `Bearer PASSWORD`, or `Basic` with any user name, as `curl -u` sends it.
    """
    if settings.admin_password is None:
        raise ServiceError(403, "admin_closed", CLOSED)
    wanted = settings.admin_password.get_secret_value().encode()
    given = _given(Headers(scope=scope).get("authorization", ""))
    # Of equal length, as the comparison of others takes a time that tells the length.
    if not secrets.compare_digest(_digest(given), _digest(wanted)):
        raise ServiceError(401, "password_wrong", "管理密码不对。请重新输入。")
    scope.setdefault("state", {})[_LET_IN] = True


def was_let_in(scope: Scope) -> bool:
    """Whether the password of a request was found to be right."""
    return bool(scope.get("state", {}).get(_LET_IN))


def _digest(password: bytes) -> bytes:
    return hashlib.sha256(password).digest()


def _given(authorization: str) -> bytes:
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() != "basic":
        return rest.strip().encode("latin-1", "replace")  # headers come decoded as Latin-1
    try:
        return base64.b64decode(rest, validate=True).partition(b":")[2]
    except (binascii.Error, ValueError):  # ValueError: not even ASCII
        return b""
