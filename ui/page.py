"""The browser page: lay out its tabs and mount it on the app."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from types import SimpleNamespace
from typing import Any

# Read when gradio is imported: it must ask nobody anything.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["GRADIO_RUN_HISTORY"] = "False"  # who asked what is nobody else's at this computer
# After each event it would count up the last ten thousand, for a page that is closed here.
os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(10**9)

import gradio as gr
from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from gradio import processing_utils, queueing
from gradio.data_classes import GradioModel, GradioRootModel
from starlette.routing import Mount

from ui import wording
from ui.doors.doors import SHARE
from ui.errors import invalid_request
from ui.first_paint import header_html
from ui.mailboxes import Mailboxes
from ui.page_queue import share_places
from ui.rendering import read
from ui.service import Service
from ui.tabs import QUIET
from ui.tabs.admin import admin_tab
from ui.tabs.ask import ask_tab
from ui.tabs.browse import browse_tab
from ui.tabs.charts import lay_out_charts

log = logging.getLogger("policyqa")

_FONT = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif")


_WAITING, _AT_ONCE = 200, 4  # events of the page: in its queue in all, of one kind at work
_PLACES, _LONGEST_SAID = 3, 200  # of a failure: calls that led to it, characters of its message
_SESSIONS = 50  # for which the framework keeps a state of its own, which nothing here reads


def mount_page(app: FastAPI, service: Service) -> FastAPI:
    """The app with the page at its root."""
    before = list(app.router.routes)
    processing_utils.async_move_files_to_cache = _unmoved
    events: Any = queueing
    events.traceback = SimpleNamespace(print_exc=_log_failure)
    gr.mount_gradio_app(
        app,
        build_page(service),
        path="",
        footer_links=[],
        show_error=False,
        ssr_mode=False,
        pwa=False,
        enable_monitoring=False,
        theme=_theme(),
        head=_head(),
    )
    for route in app.router.routes:
        if route not in before and isinstance(route, Mount):
            framework: Any = route.app  # its own answer repeats all that was sent, megabytes of it
            framework.add_exception_handler(RequestValidationError, invalid_request)
    return app


async def _unmoved(data: Any, *_: Any, **__: Any) -> Any:
    """What goes in or out, as it is.

    The framework copies what looks like one of its files, and fetches it from another computer,
    also where a stranger sends it as a part of a conversation. No part of the page has files.
    """
    return data.model_dump() if isinstance(data, GradioModel | GradioRootModel) else data


def _log_failure() -> None:
    """Log why an event of the page failed.

    The framework would print all of it: with a megabyte of what a stranger sent in its last line.
    """
    error = sys.exception()
    places = "".join(traceback.format_tb(error.__traceback__)[-_PLACES:]) if error else ""
    said = f"{type(error).__name__}: {str(error)[:_LONGEST_SAID]!r}"
    log.error("an event of the page failed: %s\n%s", said, places)


def build_page(service: Service) -> Any:
    """The page over a service; what depends on the catalogue is filled in when it loads."""
    with gr.Blocks(title=wording.TITLE, analytics_enabled=False, fill_width=True) as page:
        header = gr.HTML(header_html(service), elem_id="page-header", apply_default_css=False)
        page.load(lambda: header_html(service), None, header, **QUIET)
        with gr.Tabs(elem_id="tabs") as tabs:
            with gr.Tab(wording.TAB_ASK, id="ask"):
                ask_tab(page, service)
            with gr.Tab(wording.TAB_BROWSE, id="browse"):
                listing = browse_tab(page, service)
            with gr.Tab(wording.TAB_CHARTS, id="charts") as charts_tab:
                lay_out_charts(charts_tab, tabs, listing, service)
            with gr.Tab(wording.TAB_ADMIN, id="admin"):
                desk = admin_tab(service)
        shown = [header, *listing.filters, listing.table]
        if service.settings.admin_password is not None:  # else nobody is there to rebuild
            desk.rebuilt(lambda: [header_html(service), *listing.filled({})], None, shown, **QUIET)
    # What waits here is bounded like everything else at the doors.
    page.queue(max_size=_WAITING, default_concurrency_limit=_AT_ONCE)
    page.state_session_capacity = _SESSIONS
    queue: Any = page._queue
    share_places(queue, int(SHARE * _WAITING))
    queue.pending_messages_per_session = Mailboxes(queue.pending_event_ids_session)
    return page


def _head() -> str:
    return (
        '<meta name="referrer" content="same-origin"><link rel="icon" href="data:,">'
        f'<meta name="description" content="{wording.DESCRIPTION}">'
        f"<script>{read('page.js')}{read('reader.js')}</script>"
    )


def _theme() -> gr.Theme:
    fonts = [gr.themes.Font(name) for name in _FONT]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        font=fonts,
        font_mono=fonts,
    )
