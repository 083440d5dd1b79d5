"""Answer on the page: the conversation lives in the browser and comes with each request."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup

from assistant.answer import Answer
from ui import wording
from ui.errors import ServiceError
from ui.exchanges import Exchange, exchange_of
from ui.explained import Explained, explained
from ui.markup import answer_html
from ui.rendering import render
from ui.schemas import AnswerBody
from ui.service import TURNS_KEPT, Service

if TYPE_CHECKING:
    from assistant import Turn
    from index.catalogue import Catalogue
    from ui.overview import Overview

log = logging.getLogger("policyqa")


@dataclass(frozen=True, slots=True)
class Export:
    """How the items of a list are exported: by a link, or by a form where that would be too long.

    A proxy before us takes addresses of a few thousand characters.
    """

    query: str
    ids: list[str]  # in a few fields, as one must not be too large


_LONGEST_QUERY = 4000  # characters
_OF_FIELD = 2000  # ids in one field of a form
_MOST_CARDS = 500  # of one answer


@dataclass(frozen=True, slots=True)
class Shown:
    """One exchange as the template shows it."""

    question: str
    body: AnswerBody
    unstated: list[str]
    html: Markup
    listed: bool  # the answer is a list of what it cites
    cited: int  # items, all of them
    export: Export | None  # of what it cites
    cut: str  # what is said where not all of the answer is shown
    verdict: str  # above an answer that is none
    asks_back: bool
    suggestions: list[str]
    explained: Explained | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What the tab shows next; `left` is what stays in the input box."""

    exchanges: list[Exchange]
    thread: str
    left: str
    problem: str = ""


def reply_to(service: Service, question: str, exchanges: list[Exchange]) -> Reply:
    """Ask, and add the answer to the conversation; a failed question stays in the box."""
    try:
        answer = service.ask(question, _history(exchanges))
    except ServiceError as error:
        problem = error.message
    except Exception:
        log.exception("a question from the page failed")
        problem = wording.SERVER_ERROR
    else:
        added = [*exchanges, exchange_of(question, answer)][-TURNS_KEPT:]
        return Reply(added, thread_html(service, added), "")
    return Reply(exchanges, thread_html(service, exchanges), question, problem)


async def replies(
    service: Service, question: str, exchanges: list[Exchange]
) -> AsyncIterator[Reply]:
    """Like `reply_to`; where a language model writes, first what is proved so far, as it grows."""
    if not service.settings.llm_model:
        yield await asyncio.to_thread(reply_to, service, question, exchanges)
        return
    problem, text = "", ""
    try:
        async with aclosing(service.stream(question, _history(exchanges))) as parts:  # type: ignore[type-var]
            async for part in parts:
                if isinstance(part, Answer):
                    added = [*exchanges, exchange_of(question, part)][-TURNS_KEPT:]
                    yield Reply(added, thread_html(service, added), "")
                else:
                    text += part.text
                    growing = [*exchanges, exchange_of(question, Answer(text))]
                    yield Reply(exchanges, thread_html(service, growing), "")
    except ServiceError as error:
        problem = error.message
    except Exception:
        log.exception("a question from the page failed")
        problem = wording.SERVER_ERROR
    if problem:
        yield Reply(exchanges, thread_html(service, exchanges), question, problem)


def thread_html(service: Service, exchanges: Sequence[Exchange]) -> str:
    """The conversation, or a welcome with example questions before it begins."""
    try:
        overview = service.overview
    except ServiceError as error:
        return render("notice.html", message=error.message)
    return render(
        "thread.html",
        turns=[_shown(exchange, service.catalogue, overview) for exchange in exchanges],
        titles=overview.titles,
        item_count=overview.items,
        kinds=wording.KINDS,
        most_cards=_MOST_CARDS,
        staff_examples=overview.staff_examples,
        public_examples=overview.public_examples,
    )


def _shown(exchange: Exchange, catalogue: Catalogue, overview: Overview) -> Shown:
    body, titles = exchange.body, overview.titles
    ids = exchange.cited_ids
    # A mark means one of all that is cited: where not all are at hand, none of them leads anywhere.
    linked = [] if exchange.cited else [*body.citations, *body.related]
    html = answer_html(body.answer, linked, titles, set(exchange.unstated))
    reason = body.explain.reason if body.explain else ""
    verdict = wording.ASKS_BACK.get(reason, wording.REFUSED) if body.refused else ""
    return Shown(
        question=exchange.question,
        body=body,
        unstated=exchange.unstated,
        html=html,
        listed=len(ids) > 1 and ("<table>" in html or html.count("<li>") >= len(ids)),
        cited=len(ids),
        export=_export(ids),
        cut=_cut(exchange),
        verdict=verdict,
        asks_back=body.refused and verdict != wording.REFUSED,
        suggestions=_suggestions(body, overview),
        explained=explained(exchange, catalogue, titles),
    )


def _export(ids: Sequence[str]) -> Export | None:
    if len(ids) <= 1:
        return None
    query = urlencode([("item_id", item_id) for item_id in ids])
    if len(query) <= _LONGEST_QUERY:
        return Export(query, [])
    starts = range(0, len(ids), _OF_FIELD)
    return Export("", ["\n".join(ids[start : start + _OF_FIELD]) for start in starts])


def _cut(exchange: Exchange) -> str:
    said = wording.ANSWER_CUT if exchange.cut else ""
    return said + (wording.CITED_TOO_MANY if exchange.cited else "")


def _suggestions(body: AnswerBody, overview: Overview) -> list[str]:
    """Questions to go on with; where an answer leads nowhere, what one may ask at all."""
    examples = (*overview.staff_examples[:2], *overview.public_examples[-1:])
    return list(body.suggestions or examples)


def _history(exchanges: Sequence[Exchange]) -> list[Turn]:
    from assistant import Turn

    turns: list[Turn] = []
    for exchange in exchanges:
        turns.append(Turn(role="user", content=exchange.question))
        turns.append(Turn(role="assistant", content=exchange.body.answer))
    return turns
