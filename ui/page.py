"""The browser page: lay out its three tabs and connect them, and mount it on the app."""

from __future__ import annotations

import os
from typing import Any

# Read when gradio is imported: it must ask nobody anything.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr
from fastapi import FastAPI

from ui import browse, charts, wording
from ui.conversation import for_browser, from_browser, reply_to, thread_html
from ui.errors import ServiceError
from ui.rendering import FOLDER, render
from ui.service import LONGEST_QUESTION, Service

_FONT = ("PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", "sans-serif")


def mount_page(app: FastAPI, service: Service) -> FastAPI:
    """The app with the page at its root."""
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
        css_paths=[FOLDER / "style.css"],
        css=_notices(),
        head='<meta name="referrer" content="same-origin"><link rel="icon" href="data:,">',
    )
    return app


def build_page(service: Service) -> Any:
    """The page over a service; what depends on the catalogue is filled in when it loads."""
    with gr.Blocks(title=wording.TITLE, analytics_enabled=False, fill_width=True) as page:
        header = gr.HTML(_header(service), elem_id="page-header", apply_default_css=False)
        page.load(lambda: _header(service), None, header, **_QUIET)
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(wording.TAB_ASK, id="ask"):
                _ask_tab(page, service)
            with gr.Tab(wording.TAB_BROWSE, id="browse"):
                _browse_tab(page, service)
            with gr.Tab(wording.TAB_CHARTS, id="charts") as charts_tab:
                _charts_tab(charts_tab, service)
    return page


# The page's own events: not part of the API, and too quick for a progress bar.
_QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# Choices change with the catalogue, so values are not held to those of the layout.
_RAW: dict[str, Any] = {**_QUIET, "preprocess": False}


# The framework reloads the page when the server comes back; the tab remembers what was in it.
_REMEMBER = "(exchanges) => { sessionStorage.setItem('exchanges', JSON.stringify(exchanges)); }"
_RECALL = "() => [JSON.parse(sessionStorage.getItem('exchanges') || '[]')]"
_REMEMBER_DRAFT = "(text) => { sessionStorage.setItem('draft', text || ''); }"
_RECALL_DRAFT = "() => sessionStorage.getItem('draft') || ''"


def _theme() -> gr.Theme:
    fonts = [gr.themes.Font(name) for name in _FONT]
    return gr.themes.Base(
        primary_hue=gr.themes.colors.blue,
        neutral_hue=gr.themes.colors.slate,
        font=fonts,
        font_mono=fonts,
    )


def _notices() -> str:
    """What the framework's own notices say: its words, in English, are hidden by the style."""
    return f':root {{ --failed: "{wording.FAILED}"; --lost: "{wording.CONNECTION_LOST}"; }}'


def _header(service: Service) -> str:
    try:
        documents = service.catalogue.documents()
    except ServiceError:
        documents = []
    return render(
        "header.html", title=wording.TITLE, documents=documents, notices=service.notices()
    )


def _script() -> str:
    return (FOLDER / "page.js").read_text(encoding="utf-8")


def _ask_tab(page: gr.Blocks, service: Service) -> None:
    thread = gr.HTML(
        thread_html(service, []),
        elem_id="thread",
        js_on_load=_script(),
        apply_default_css=False,
    )
    exchanges = gr.JSON(value=[], visible=False)
    with gr.Column(elem_id="composer"):
        problem = gr.HTML(elem_id="problem", apply_default_css=False)
        with gr.Row(elem_id="composer-row"):
            box = gr.Textbox(
                label=wording.QUESTION_LABEL,
                show_label=False,
                placeholder=wording.QUESTION_HINT,
                lines=1,
                max_lines=6,
                max_length=LONGEST_QUESTION * 2,
                autofocus=True,
                elem_id="question",
                scale=8,
            )
            send = gr.Button(wording.SEND, variant="primary", elem_id="send", scale=1)
            restart = gr.Button(wording.START_OVER, elem_id="restart", scale=1)

    def ask(question: str | None, kept: object) -> tuple[object, str, str, str]:
        reply = reply_to(service, question or "", from_browser(kept))
        shown = render("notice.html", message=reply.problem) if reply.problem else ""
        return for_browser(reply.exchanges), reply.thread, reply.left, shown

    def pick(kept: object, event: gr.EventData) -> tuple[object, str, str, str]:
        return ask(str(event.question), kept)

    def start_over() -> tuple[object, str, str, str]:
        return [], thread_html(service, []), "", ""

    outputs = [exchanges, thread, box, problem]

    def resume(kept: object) -> tuple[object, str]:
        earlier = from_browser(kept)
        return for_browser(earlier), thread_html(service, earlier)

    page.load(None, None, box, js=_RECALL_DRAFT, **_QUIET)
    page.load(resume, exchanges, [exchanges, thread], js=_RECALL, **_QUIET)
    exchanges.change(None, exchanges, None, js=_REMEMBER, **_QUIET)
    box.change(None, box, None, js=_REMEMBER_DRAFT, **_QUIET)
    box.submit(ask, [box, exchanges], outputs, **_QUIET)
    send.click(ask, [box, exchanges], outputs, **_QUIET)
    restart.click(start_over, None, outputs, **_QUIET)
    thread.pick(pick, [exchanges], outputs, **_QUIET)


def _browse_tab(page: gr.Blocks, service: Service) -> None:
    with gr.Row(elem_id="filters"):
        document = gr.Dropdown(label=wording.FILTER_DOCUMENT)
        group = gr.Dropdown(label=wording.FILTER_GROUP)
        department = gr.Dropdown(label=wording.FILTER_DEPARTMENT)
        role = gr.Dropdown(list(browse.ROLES), value=wording.ANY, label=wording.FILTER_ROLE)
        month = gr.Dropdown(label=wording.FILTER_MONTH)
        text = gr.Textbox(label=wording.FILTER_TEXT, placeholder=wording.FILTER_TEXT_HINT)
        clear = gr.Button(wording.CLEAR_FILTERS, elem_id="clear")
    listing = gr.HTML(elem_id="listing", js_on_load=_script(), apply_default_css=False)
    filters = [document, group, department, role, month, text]

    def show(*chosen: Any) -> str:
        return browse.listing_html(service, browse.chosen_query(*chosen))

    # Written out: the page's framework looks for the event among named parameters.
    def turn_page(
        document: str,
        group: str,
        department: str,
        role: str,
        month: str,
        text: str,
        event: gr.EventData,
    ) -> str:
        query = browse.chosen_query(document, group, department, role, month, text)
        return browse.listing_html(service, query, int(event.offset))

    def start() -> list[Any]:
        choices = browse.choices(service)
        dropdowns = [gr.Dropdown(choices=some, value=browse.EVERY) for some in choices]
        return [*dropdowns, "", show(*[browse.EVERY] * 3, wording.ANY, browse.EVERY, "")]

    def choose_document(doc_id: str) -> Any:
        return gr.Dropdown(choices=browse.group_choices(service, doc_id), value=browse.EVERY)

    chosen_of_lists = [document, group, department, month]
    page.load(start, None, [*chosen_of_lists, text, listing], **_QUIET)
    clear.click(start, None, [*chosen_of_lists, text, listing], **_QUIET)
    clear.click(lambda: wording.ANY, None, role, **_QUIET)
    document.input(choose_document, document, group, **_RAW).then(show, filters, listing, **_RAW)
    for one in (group, department, role, month):
        one.input(show, filters, listing, **_RAW)
    text.submit(show, filters, listing, **_RAW)
    listing.turn_page(turn_page, filters, listing, **_RAW)


def _charts_tab(tab: gr.Tab, service: Service) -> None:
    with gr.Row(elem_id="charts"):
        with gr.Column(elem_classes="chart"):
            owners_title = gr.HTML(apply_default_css=False)
            owners = gr.Plot(show_label=False, container=False)
        with gr.Column(elem_classes="chart"):
            deadlines_title = gr.HTML(apply_default_css=False)
            deadlines = gr.Plot(show_label=False, container=False)

    def draw() -> list[Any]:
        try:
            overview = service.overview
        except ServiceError as error:
            return [render("notice.html", message=error.message), *([gr.skip()] * 3)]
        titles = (charts.owners_title(overview), wording.CHART_DEADLINES)
        first, second = (render("heading.html", text=title) for title in titles)
        return [first, charts.owners_figure(overview), second, charts.deadlines_figure(overview)]

    tab.select(draw, None, [owners_title, owners, deadlines_title, deadlines], **_QUIET)
