"""Let an administrator in: the password of the settings, in the Authorization header."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Callable
from typing import Annotated

from fastapi import Header

from assistant.settings import PREFIX, Settings
from ui.errors import ServiceError

SETTING = f"{PREFIX}ADMIN_PASSWORD"
CLOSED = (
    f"管理功能没有开启。要开启，请设置环境变量 {SETTING}（或写进 policyqa.env，"
    f"如 {SETTING}=一个不易猜到的密码），然后重新启动服务。"
)


def admin_only(settings: Settings) -> Callable[[str], None]:
    """A dependency that raises ServiceError: 403 while no password is set, 401 for a wrong one.

    It takes `Bearer PASSWORD`, and `Basic` with any user name, as `curl -u` sends it.
    """

    def check(authorization: Annotated[str, Header(include_in_schema=False)] = "") -> None:
        if settings.admin_password is None:
            raise ServiceError(403, "admin_closed", CLOSED)
        wanted = settings.admin_password.get_secret_value().encode()
        if not secrets.compare_digest(_given(authorization), wanted):
            raise ServiceError(401, "password_wrong", "管理密码不对。请重新输入。")

    return check


def _given(authorization: str) -> bytes:
    scheme, _, rest = authorization.partition(" ")
    if scheme.lower() != "basic":
        return rest.strip().encode("latin-1", "replace")  # headers come decoded as Latin-1
    try:
        return base64.b64decode(rest, validate=True).partition(b":")[2]
    except binascii.Error:
        return b""
