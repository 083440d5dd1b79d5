"""Log a browser in with a key, where asking is not open to everybody."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from assistant.settings import Settings
from ui import wording
from ui.doors.access import COOKIE
from ui.doors.keys import KeyStore
from ui.doors.routes import LOGIN, LOGOUT
from ui.rendering import render

_LASTS = 12 * 3600  # seconds: a working day
_OURS = {"same-origin", "none"}  # from the page itself, or typed into the browser
_WRONG = "密钥不对，或已经撤销。"


def login_routes(settings: Settings) -> APIRouter:
    """The login page; left out of the OpenAPI page, as it is for people.

    The cookie holds the key itself, hidden from scripts: revoking the key ends every login.
    """
    router = APIRouter(include_in_schema=False)
    keys = KeyStore(settings.data)

    @router.get(LOGIN)
    def form(next: str = "/") -> HTMLResponse:
        return HTMLResponse(_form(next))

    @router.post(LOGIN)
    async def log_in(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=10) as given:
            secret, place = str(given.get("key", "")).strip(), str(given.get("next", "/"))
        if keys.find(secret) is None:
            return HTMLResponse(_form(place, problem=_WRONG), status_code=401)
        response = RedirectResponse(_inside(place), status_code=303)
        response.set_cookie(
            COOKIE,
            secret,
            max_age=_LASTS,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
        return response

    @router.get(LOGOUT)
    def log_out(request: Request) -> Response:
        # An image on a page of somebody else must not end the work of who looks at it.
        if request.headers.get("sec-fetch-site", "none") not in _OURS:
            return RedirectResponse("/", status_code=303)
        response = RedirectResponse(LOGIN, status_code=303)
        response.delete_cookie(COOKIE)
        return response

    return router


def _form(place: str, *, problem: str = "") -> str:
    return render("login.html", title=wording.TITLE, next=_inside(place), problem=problem)


def _inside(place: str) -> str:
    """The address to go on to, if it is one of this service."""
    harmless = place.isprintable() and place.startswith("/")
    return place if harmless and not place.startswith(("//", "/\\")) and "\\" not in place else "/"
