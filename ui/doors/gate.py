"""Let requests in: who may, not too often, not too many at once, and none for ever."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.admin_access import check_password
from ui.doors.access import asked_without_any, secret_of
from ui.doors.bodies import has_too_many_values
from ui.doors.clients import client_of
from ui.doors.deadline import answered_within
from ui.doors.doors import BUSY, BUSY_WAIT, Doors
from ui.doors.keys import Key
from ui.doors.room import Full, Gone, Place
from ui.doors.routes import FEEDBACK, LOGIN, Kind, ends_by_itself, kind_of
from ui.errors import ServiceError, error_response, http_error

_JUDGEMENTS = 60  # a minute of one client: each is kept for ever


class Refused(Exception):  # noqa: N818 - reads as what happened
    """The request is not let in; `response` says why."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


class Gate:
    """ASGI middleware; see `Doors` for what is bounded."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self.app = app
        self._doors = doors
        self._settings = doors.settings
        self._keys = doors.keys
        self._rates = doors.rates

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        kind = kind_of(scope)
        try:
            await self._let_in(kind, scope, receive, send)
        except Refused as refused:
            await refused.response(scope, receive, send)
        except ServiceError as error:
            response = error_response(error.status, error.code, error.message)
            await response(scope, receive, send)
        except Full:
            await _busy()(scope, receive, send)
        except Gone:
            return
        except HTTPException as error:  # the body is larger or slower than it may be
            await http_error(error.status_code)(scope, receive, send)

    async def _let_in(self, kind: Kind, scope: Scope, receive: Receive, send: Send) -> None:
        if kind is Kind.CLOSED:
            raise Refused(error_response(404, "not_found", "没有这个地址。可用的地址见 /docs。"))
        if kind in (Kind.PROBE, Kind.STATIC):
            await self.app(scope, receive, send)
            return
        await self._check_client(kind, scope)
        if kind is Kind.STREAM:
            async with self._doors.streams.place(client_of(scope)):
                await self._stream(scope, receive, send)
        elif kind is Kind.ADMIN:
            await self._administer(scope, receive, send)
        elif kind is Kind.LOGIN:
            await self._watched(scope, receive, send)
        else:
            async with self._doors.room.lobby(client_of(scope)) as place:
                await self._work(place, scope, receive, send)

    async def _check_client(self, kind: Kind, scope: Scope) -> None:
        """Raise Refused unless the client may ask, and does not ask too often."""
        address = client_of(scope)
        key = None
        if kind is not Kind.ADMIN:  # that one has a password of its own
            key = await self._key_of(scope, address)
            if self._settings.private and key is None and kind is not Kind.LOGIN:
                raise Refused(_who_are_you(scope))
        client = f"key {key.name}" if key else address
        rate = (key.rate_per_minute if key else None) or self._settings.rate_per_minute
        if scope["path"] == FEEDBACK:
            client, rate = f"judge {client}", min(rate, _JUDGEMENTS)
        elif kind is Kind.STREAM:  # a page opens one for each of its questions, which count already
            client = f"listen {client}"
        seconds = await self._rates.wait_for(client, rate)
        if seconds:
            raise Refused(_too_often(seconds))

    async def _key_of(self, scope: Scope, address: str) -> Key | None:
        secret = secret_of(scope)
        if not secret:
            return None
        await self._check_not_locked(address)
        key = self._keys.find(secret)
        if key is None:
            await self._rates.failed(address)
            if not _is_browser(scope):
                message = "密钥不对，或已经撤销。请向管理员要一个新的密钥。"
                raise Refused(error_response(401, "key_wrong", message))
        return key

    async def _check_not_locked(self, address: str) -> None:
        seconds = await self._rates.locked_for(address)
        if seconds:
            raise Refused(_locked(seconds))

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Until it ends by itself, or, if it never would, until the service stops."""
        running = asyncio.ensure_future(self.app(scope, receive, send))
        watched: set[asyncio.Future[Any]] = {running}
        if not ends_by_itself(scope):
            watched.add(asyncio.ensure_future(self._doors.closing.wait()))
        try:
            await asyncio.wait(watched, return_when=asyncio.FIRST_COMPLETED)
            if running.done():
                await running
        except RuntimeError as error:
            # What the framework tells a page that it does not know any more. With a traceback for
            # each, strangers would wash everything else out of the log.
            if not isinstance(error.__cause__, HTTPException):
                raise
            await send({"type": "http.response.body", "body": b""})
        finally:
            for one in watched:
                one.cancel()

    async def _administer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The password comes first: a stranger's body is not read, and holds no place."""
        address = client_of(scope)
        await self._check_not_locked(address)
        try:
            check_password(self._settings, scope)
        except ServiceError as error:
            if error.status == 401 and not asked_without_any(scope):
                await self._rates.failed(address)
            raise
        async with self._doors.administrators.place(address):
            await self.app(scope, receive, send)

    async def _watched(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Run the app, and count it as a failure of the client when a credential was wrong."""
        address = client_of(scope)
        await self._check_not_locked(address)
        wrong = False

        async def note_status(message: Message) -> None:
            nonlocal wrong
            wrong = wrong or (message["type"] == "http.response.start" and message["status"] == 401)
            await send(message)

        await self.app(scope, receive, note_status)
        if wrong and not asked_without_any(scope):
            await self._rates.failed(address)

    async def _work(self, place: Place, scope: Scope, receive: Receive, send: Send) -> None:
        body = await place.body(receive)
        if has_too_many_values(scope["path"], body):
            raise HTTPException(413)
        await place.seat(receive)
        again = _replayed(body, receive)
        in_time = await answered_within(
            self._doors.deadline, self.app, scope, again, send, stay=place.stay
        )
        if not in_time:
            await _too_slow()(scope, receive, send)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Gives the body that was read already, then what comes after it."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _is_browser(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return scope["method"] == "GET" and "text/html" in headers.get("accept", "")


def _who_are_you(scope: Scope) -> Response:
    if _is_browser(scope):
        path = scope["path"]
        query = scope["query_string"].decode("latin-1")
        place = quote(f"{path}?{query}" if query else path, safe="/")
        return RedirectResponse(f"{LOGIN}?next={place}", status_code=303)
    message = "需要密钥：请在请求头里加上 Authorization: Bearer 密钥。密钥由管理员发放。"
    response = error_response(401, "key_missing", message)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


def _too_often(seconds: int) -> Response:
    message = f"请求太频繁，请 {seconds} 秒后再试。"
    return _later(error_response(429, "too_many_requests", message), seconds)


def _locked(seconds: int) -> Response:
    message = f"密码或密钥错得太多，请 {seconds} 秒后再试。"
    return _later(error_response(429, "too_many_failures", message), seconds)


def _busy() -> Response:
    return _later(error_response(503, *BUSY), BUSY_WAIT)


def _too_slow() -> Response:
    message = "这次用时太长，没有完成。请稍后再试，或把问题写得短一些。"
    return _later(error_response(503, "too_slow", message), BUSY_WAIT)


def _later(response: Response, seconds: int) -> Response:
    response.headers["Retry-After"] = str(seconds)
    return response
