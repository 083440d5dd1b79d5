"""Answer on the page: the conversation lives in the browser and comes with each request."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from markupsafe import Markup
from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.answer import Answer
from ui import wording
from ui.errors import ServiceError
from ui.explained import Explained, explained
from ui.markup import answer_html
from ui.rendering import render
from ui.schemas import AnswerBody, Given
from ui.service import TURNS_KEPT, Service

if TYPE_CHECKING:
    from assistant import Turn
    from index.catalogue import Catalogue
    from ui.overview import Overview

log = logging.getLogger("policyqa")


class Exchange(BaseModel):
    """A question and its answer, as the browser keeps them."""

    question: str
    body: AnswerBody
    unstated: Given[str] = []  # ids of items that name owners without stating their roles


_MOST_SHOWN = 300_000  # characters of the answers of a conversation: lists of thousands of items
_OF_CITATION = 50  # characters of an answer that take as long to show as a citation

_exchanges = TypeAdapter(Given[Exchange])


def from_browser(kept: object) -> list[Exchange]:
    """What a browser kept; nothing, when it is not what this version of the program gave it.

    Anybody can send what looks like a conversation: of one that is too long to be shown again
    in a moment, only the end is taken.
    """
    last = kept[-TURNS_KEPT:] if isinstance(kept, list) else kept or []
    try:
        exchanges = _exchanges.validate_python(last)
    except ValidationError:
        return []
    sizes = accumulate(_size(exchange) for exchange in reversed(exchanges))
    fitting = sum(size <= _MOST_SHOWN for size in sizes)
    return exchanges[len(exchanges) - fitting :]


def _size(exchange: Exchange) -> int:
    """What showing an exchange costs, in characters of an answer."""
    body = exchange.body
    cited = len(body.citations) + len(body.related) + len(body.suggestions)
    return len(exchange.question) + len(body.answer) + _OF_CITATION * cited


def for_browser(exchanges: list[Exchange]) -> object:
    """JSON that `from_browser` takes back."""
    return _exchanges.dump_python(exchanges, mode="json")


@dataclass(frozen=True, slots=True)
class Shown:
    """One exchange as the template shows it."""

    question: str
    body: AnswerBody
    unstated: list[str]
    html: Markup
    listed: bool  # the answer is a list of what it cites
    export: str  # the query of an export of what it cites
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
        added = [*exchanges, _exchange(question, answer)][-TURNS_KEPT:]
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
                    added = [*exchanges, _exchange(question, part)][-TURNS_KEPT:]
                    yield Reply(added, thread_html(service, added), "")
                else:
                    text += part.text
                    growing = [*exchanges, _exchange(question, Answer(text))]
                    yield Reply(exchanges, thread_html(service, growing), "")
    except ServiceError as error:
        problem = error.message
    except Exception:
        log.exception("a question from the page failed")
        problem = wording.SERVER_ERROR
    if problem:
        yield Reply(exchanges, thread_html(service, exchanges), question, problem)


def _exchange(question: str, answer: Answer) -> Exchange:
    shown = [citation.item for citation in (*answer.citations, *answer.related)]
    return Exchange(
        question=question.strip(),
        body=AnswerBody.of(answer, explain=True),
        unstated=[item.item_id for item in shown if not item.owners_certain],
    )


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
        staff_examples=overview.staff_examples,
        public_examples=overview.public_examples,
    )


def _shown(exchange: Exchange, catalogue: Catalogue, overview: Overview) -> Shown:
    body, titles = exchange.body, overview.titles
    html = answer_html(
        body.answer, [*body.citations, *body.related], titles, set(exchange.unstated)
    )
    cited = [("item_id", citation.item_id) for citation in body.citations]
    reason = body.explain.reason if body.explain else ""
    verdict = wording.ASKS_BACK.get(reason, wording.REFUSED) if body.refused else ""
    return Shown(
        question=exchange.question,
        body=body,
        unstated=exchange.unstated,
        html=html,
        listed=len(cited) > 1 and ("<table>" in html or html.count("<li>") >= len(cited)),
        export=urlencode(cited),
        verdict=verdict,
        asks_back=body.refused and verdict != wording.REFUSED,
        suggestions=_suggestions(body, overview),
        explained=explained(exchange, catalogue, titles),
    )


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
