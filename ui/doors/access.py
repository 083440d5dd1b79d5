"""Find out who asks: the key of a program, the key that a browser logged in with, or nobody."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.types import Scope

from ui.doors.keys import PREFIX

COOKIE = "policyqa_key"
HEADER = "x-api-key"


def secret_of(scope: Scope) -> str:
    """The key that a request shows, or nothing.

    What does not look like a key of ours is none: chat clients send any word where none is needed.
    """
    headers = Headers(scope=scope)
    scheme, _, rest = headers.get("authorization", "").partition(" ")
    bearer = rest.strip() if scheme.lower() == "bearer" else ""
    for given in (headers.get(HEADER, "").strip(), bearer, _cookie(headers)):
        if given.startswith(PREFIX):
            return given
    return ""


def asked_without_any(scope: Scope) -> bool:
    """Whether a request shows no credential, so that nothing was guessed."""
    return scope["method"] == "GET" and "authorization" not in Headers(scope=scope)


def _cookie(headers: Headers) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""
