"""The tab where one asks: the conversation, and below it where one types."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

import gradio as gr

from ui import wording
from ui.conversation import replies, thread_html
from ui.exchanges import for_browser, from_browser
from ui.rendering import read, render
from ui.service import LONGEST_QUESTION, Service
from ui.tabs import QUIET

# The framework reloads the page when the server comes back; the tab remembers what was in it.
_REMEMBER = "(exchanges) => { sessionStorage.setItem('exchanges', JSON.stringify(exchanges)); }"
_RECALL = "() => [JSON.parse(sessionStorage.getItem('exchanges') || '[]')]"
_REMEMBER_DRAFT = "(text) => { sessionStorage.setItem('draft', text || ''); }"
_RECALL_DRAFT = (
    "() => document.querySelector('#question textarea')?.value"
    " || sessionStorage.getItem('draft') || ''"
)
# The page's first paint has a box of its own, where one may have asked already.
_ASK_EARLY = """() => {
    const asked = sessionStorage.getItem('asked');
    sessionStorage.removeItem('asked');
    if (asked) window.askNow(asked);
}"""


_Shown = tuple[object, str, Any, str]  # exchanges, thread, what stays in the box, problem


@dataclass(frozen=True, slots=True)
class _Parts:
    """The components of the tab; `exchanges` is the conversation as the browser keeps it."""

    thread: Any
    exchanges: Any
    problem: Any
    box: Any
    send: Any
    restart: Any


def ask_tab(page: gr.Blocks, service: Service) -> None:
    """Lay out the tab inside the current one."""
    parts = _laid_out(service)
    outputs = [parts.exchanges, parts.thread, parts.box, parts.problem]

    async def ask(question: str | None, kept: object) -> AsyncIterator[_Shown]:
        emptied = False  # by the browser: from here, what has been typed since would go as well
        async for reply in replies(service, question or "", from_browser(kept)):
            left = reply.left if emptied and reply.problem else gr.skip()
            emptied = True
            yield for_browser(reply.exchanges), reply.thread, left, _notice(reply.problem)

    async def pick(kept: object, typed: str | None, event: gr.EventData) -> AsyncIterator[_Shown]:
        async for reply in replies(service, str(event.question), from_browser(kept)):
            left = typed or reply.left if reply.problem else gr.skip()
            yield for_browser(reply.exchanges), reply.thread, left, _notice(reply.problem)

    def start_over() -> tuple[object, str, str, str]:
        return [], thread_html(service, []), "", ""

    asking = [parts.box.submit, parts.send.click]  # one listener: both at once ask once
    grows = bool(service.settings.llm_model)
    typed, picked = (ask, pick) if grows else (_at_once(ask), _at_once(pick))
    answering = [
        gr.on(asking, typed, [parts.box, parts.exchanges], outputs, **QUIET),
        parts.thread.pick(picked, [parts.exchanges, parts.box], outputs, **QUIET),
    ]
    parts.restart.click(start_over, None, outputs, cancels=answering, **QUIET)
    _remember(page, parts, service)


def _at_once(listener: Callable[..., AsyncIterator[_Shown]]) -> Callable[..., Awaitable[_Shown]]:
    """The listener's last word as its only one.

    The end of a listener that yields reaches the browser after its last word; a question that is
    asked in between would not be taken.
    """

    @wraps(listener)
    async def last(*given: Any) -> _Shown:
        return [shown async for shown in listener(*given)][-1]

    return last


def _notice(problem: str) -> str:
    return render("notice.html", message=problem) if problem else ""


def _laid_out(service: Service) -> _Parts:
    thread = gr.HTML(
        thread_html(service, []),
        elem_id="thread",
        js_on_load=read("thread.js"),
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
    return _Parts(thread, exchanges, problem, box, send, restart)


def _remember(page: gr.Blocks, parts: _Parts, service: Service) -> None:
    """Bring back the conversation and what was typed after a reload."""

    def resume(kept: object) -> tuple[object, object]:
        earlier = from_browser(kept)
        if not earlier:  # whoever asks at once must not have the empty page drawn over the answer
            return gr.skip(), gr.skip()
        return for_browser(earlier), thread_html(service, earlier)

    exchanges, box = parts.exchanges, parts.box
    page.load(None, None, box, js=_RECALL_DRAFT, **QUIET)
    resumed = page.load(resume, exchanges, [exchanges, parts.thread], js=_RECALL, **QUIET)
    resumed.then(None, None, None, js=_ASK_EARLY, **QUIET)
    exchanges.change(None, exchanges, None, js=_REMEMBER, **QUIET)
    box.change(None, box, None, js=_REMEMBER_DRAFT, **QUIET)
