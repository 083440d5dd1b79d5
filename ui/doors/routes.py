"""Sort addresses by what they cost and whom they are for."""

from __future__ import annotations

from enum import Enum

from starlette.types import Scope

# Of the page's framework: what the page uses. Everything else that it brings along (uploads,
# files by path, a proxy, traces, editing by a model) is closed.
_FRAMEWORK = "/gradio_api/"
_FRAMEWORK_USED = (
    *("app_id", "cancel", "heartbeat/", "info", "queue/data", "queue/join", "reset"),
    *("startup-events", "theme.css"),
)
_FRAMEWORK_CLOSED = ("/monitoring", "/pwa_icon", "/login_check", "/logout/")
_STATIC = ("/assets/", "/static/", "/static-offline-docs/", "/svelte/")
_FILES = frozenset({"/favicon.ico", "/robots.txt", "/theme.css", "/manifest.json"})
_ANSWERS = "/gradio_api/queue/data"
_STREAMS = (_ANSWERS, "/gradio_api/heartbeat/", "/gradio_api/startup-events")
_PROBES = frozenset({"/healthz", "/readyz", "/metrics"})

LOGIN = "/login"
LOGOUT = "/logout"
FEEDBACK = "/api/feedback"
_ADMIN = "/api/admin"


class Kind(Enum):
    """What a request is, for the one who lets it in."""

    CLOSED = "closed"  # there is nothing here for anybody
    PROBE = "probe"  # health and metrics: always let in
    STATIC = "static"  # files of the page, the same for everybody
    STREAM = "stream"  # stays open for as long as the page does
    LOGIN = "login"
    ADMIN = "admin"
    WORK = "work"  # whatever has to be worked out


def kind_of(scope: Scope) -> Kind:
    """The kind of an HTTP request: by its address, as a client may send any header."""
    path: str = scope["path"]
    if path.startswith(_FRAMEWORK_CLOSED) or (
        path.startswith(_FRAMEWORK)
        and not path.removeprefix(_FRAMEWORK).startswith(_FRAMEWORK_USED)
    ):
        return Kind.CLOSED
    if path in _PROBES:
        return Kind.PROBE
    if path in (LOGIN, LOGOUT):
        return Kind.LOGIN
    if path.startswith(_STATIC) or path in _FILES:
        return Kind.STATIC
    if path.startswith(_STREAMS):
        return Kind.STREAM
    if path == _ADMIN or path.startswith(f"{_ADMIN}/"):
        return Kind.ADMIN
    return Kind.WORK


def ends_by_itself(scope: Scope) -> bool:
    """Whether a stream carries answers, and is over with them."""
    return str(scope["path"]).startswith(_ANSWERS)
