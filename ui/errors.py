"""Turn every failure of the HTTP service into {"error": {"code", "message"}}, in Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from index.errors import IndexUnusable
from ingest import CorpusError

# The command line knows these errors too, and is not to wait for the web framework.
if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI, Request
    from fastapi.responses import JSONResponse

BODY_TOO_LARGE = (
    "body_too_large",
    "发送的内容太大。对话请减少历史后再试；文件最大 50 MB，请拆分或压缩后再上传。",
)


class ServiceError(Exception):
    """A failure the caller can act on: HTTP status, stable code, Chinese message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def error_response(status: int, code: str, message: str) -> JSONResponse:
    """The one shape that every error has."""
    from fastapi.responses import JSONResponse

    from assistant.inert import inert

    return JSONResponse({"error": {"code": code, "message": inert(message)}}, status_code=status)


def install_error_handlers(app: FastAPI) -> None:
    """Give the app the handlers below."""
    from fastapi.exceptions import RequestValidationError
    from starlette.exceptions import HTTPException

    app.add_exception_handler(ServiceError, _service_error)
    app.add_exception_handler(CorpusError, _unreadable)
    app.add_exception_handler(IndexUnusable, _index_unusable)
    app.add_exception_handler(RequestValidationError, invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Exception, _internal_error)


def _service_error(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ServiceError)
    return error_response(error.status, error.code, error.message)


def _unreadable(_: Request, error: Exception) -> JSONResponse:
    return error_response(422, "file_unreadable", str(error))


def _index_unusable(_: Request, error: Exception) -> JSONResponse:
    # A server that holds a part of the index may go away between two questions.
    return error_response(503, "index_unusable", str(error))


def invalid_request(_: Request, error: Exception) -> JSONResponse:
    """Tell the first mistake of a request, and repeat nothing of it."""
    from fastapi.exceptions import RequestValidationError

    assert isinstance(error, RequestValidationError)
    code, message = describe_problem(error.errors()[0])
    return error_response(422, code, message)


def _http_error(_: Request, error: Exception) -> JSONResponse:
    from starlette.exceptions import HTTPException

    assert isinstance(error, HTTPException)
    return http_error(error.status_code, error.headers)


def http_error(status: int, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """What is said with a status that the framework gave; its headers go along (Allow of a 405)."""
    code, message = {
        400: ("request_unreadable", "请求体读不出来：请用 UTF-8 编码的 JSON。"),
        404: ("not_found", "没有这个地址。可用的地址见 /docs。"),
        405: ("method_not_allowed", "这个地址不支持这种请求方法。可用的方法见 /docs。"),
        408: ("body_too_slow", "发送得太慢，没有收完。请检查网络后再试。"),
        413: BODY_TOO_LARGE,
    }.get(status, (f"http_{status}", "请求没有成功，请检查后再试。"))
    response = error_response(status, code, message)
    response.headers.update(headers or {})
    return response


def _internal_error(_: Request, __: Exception) -> JSONResponse:
    # The server logs the traceback: the framework raises the error again after this answer.
    return internal_error()


def internal_error() -> JSONResponse:
    """What a caller is told of a failure that is not the caller's."""
    return error_response(
        500,
        "internal_error",
        "服务器内部出错，这次请求没有完成。请稍后再试；若反复出现，请联系管理员。",
    )


WANTED = {
    "string_type": "应当是文字",
    "list_type": "应当是列表",
    "model_attributes_type": "应当是一个 JSON 对象",
    "model_type": "应当是一个 JSON 对象",
    "dict_type": "应当是一个 JSON 对象",
    "int_type": "应当是整数",
    "int_parsing": "应当是整数",
    "int_from_float": "应当是整数",
    "date_parsing": "应当是日期，如 2024-04-26",
    "date_from_datetime_parsing": "应当是日期，如 2024-04-26",
    "bool_type": "应当是 true 或 false",
    "bool_parsing": "应当是 true 或 false",
    "greater_than_equal": "应当不小于 {ge}",
    "less_than_equal": "应当不大于 {le}",
    "string_too_long": "最多 {max_length} 个字",
    "too_long": "最多 {max_length} 项",
    "enum": "应当是 {expected} 之一",
    "literal_error": "应当是 {expected} 之一",
}


def describe_problem(problem: Any) -> tuple[str, str]:
    """Code and Chinese sentence for one pydantic problem."""
    kind, context = problem["type"], problem.get("ctx", {})
    field = ".".join(part for part in problem["loc"][1:] if isinstance(part, str))
    if kind == "json_invalid":
        return "json_invalid", "请求体不是合法的 JSON，请检查引号、逗号和括号。"
    if kind == "missing":
        return "field_missing", f"缺少 {field or '请求体'}。" + "需要的字段见 /docs。"
    if kind == "extra_forbidden":
        return "parameter_unknown", f"没有 {field} 这个筛选条件。可用的条件见 /docs。"
    wanted = WANTED.get(kind, "格式不对").format(**context)
    wanted = wanted.replace(" or ", "、").replace("', '", "'、'")
    code = "parameter_invalid" if problem["loc"][0] in ("query", "path") else "field_invalid"
    return code, f"{field or '请求体'} 的值不对：{wanted}。"
