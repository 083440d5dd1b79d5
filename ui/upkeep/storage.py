"""Say in Chinese what is wrong with a disk or a database, instead of failing without a word."""

from __future__ import annotations

import errno
import logging
import sqlite3

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from ui.errors import error_response, internal_error

log = logging.getLogger("policyqa")

_WAIT = "5"  # seconds, for Retry-After
FULL = "磁盘满了，没有保存成功。请清理磁盘，或联系管理员。"
READ_ONLY = "数据文件夹不能写入（只读或没有权限），没有保存成功。请联系管理员。"
LOCKED = "数据正被另一个程序占用，没有保存成功。请稍后再试。"
UNREADABLE = "数据读写出错，可能是磁盘有问题。请联系管理员运行 policyqa doctor 检查。"

_FILE_ERRORS = {
    errno.ENOSPC: ("disk_full", FULL),
    errno.EDQUOT: ("disk_full", FULL),
    errno.EROFS: ("disk_read_only", READ_ONLY),
    errno.EACCES: ("disk_read_only", READ_ONLY),
    errno.EPERM: ("disk_read_only", READ_ONLY),
    errno.EIO: ("disk_unreadable", UNREADABLE),
}
_DATABASE_ERRORS = {
    sqlite3.SQLITE_FULL: ("disk_full", FULL),
    sqlite3.SQLITE_READONLY: ("disk_read_only", READ_ONLY),
    sqlite3.SQLITE_CANTOPEN: ("disk_read_only", READ_ONLY),
    sqlite3.SQLITE_BUSY: ("storage_locked", LOCKED),
    sqlite3.SQLITE_LOCKED: ("storage_locked", LOCKED),
    sqlite3.SQLITE_CORRUPT: ("storage_damaged", UNREADABLE),
    sqlite3.SQLITE_NOTADB: ("storage_damaged", UNREADABLE),
    sqlite3.SQLITE_IOERR: ("disk_unreadable", UNREADABLE),
}


def storage_problem(error: BaseException) -> tuple[str, str] | None:
    """Code and Chinese message, if the error is one of a disk or a database."""
    origin = getattr(error, "orig", None) or error  # SQLAlchemy wraps the database's own
    if isinstance(origin, sqlite3.Error):
        return _DATABASE_ERRORS.get(getattr(origin, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(origin, OSError):
        return _FILE_ERRORS.get(origin.errno or 0)
    return None


def install_storage_handlers(app: FastAPI) -> None:
    """Answer 503 with what to do where a disk or a database fails."""
    from sqlalchemy.exc import DBAPIError

    for kind in (sqlite3.Error, OSError, DBAPIError):
        app.add_exception_handler(kind, _unavailable)


def _unavailable(request: Request, error: Exception) -> JSONResponse:
    log.error("storage failed: %s", error, exc_info=error)
    problem = storage_problem(error)
    if problem is None:
        return internal_error()
    response = error_response(503, *problem)
    response.headers["Retry-After"] = _WAIT
    return response
