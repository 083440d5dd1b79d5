"""Answer on the page: the conversation lives in the browser and comes with each request."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from markupsafe import Markup
from pydantic import TypeAdapter

from ui import wording
from ui.errors import ServiceError
from ui.markup import answer_html
from ui.rendering import render
from ui.schemas import AnswerBody
from ui.service import TURNS_KEPT, Service

if TYPE_CHECKING:
    from assistant import Turn

log = logging.getLogger("policyqa")

# What the browser keeps: [{"question": …, "body": AnswerBody}, …]
Exchanges = list[dict[str, Any]]
_bodies = TypeAdapter(list[AnswerBody])


@dataclass(frozen=True, slots=True)
class Shown:
    """One exchange as the template shows it."""

    question: str
    body: AnswerBody
    html: Markup


@dataclass(frozen=True, slots=True)
class Reply:
    """What the tab shows next; `left` is what stays in the input box."""

    exchanges: Exchanges
    thread: str
    left: str
    problem: str = ""


def reply_to(service: Service, question: str, exchanges: Exchanges) -> Reply:
    """Ask, and add the answer to the conversation; a failed question stays in the box."""
    try:
        answer = service.ask(question, _history(exchanges))
    except ServiceError as error:
        problem = error.message
    except Exception:
        log.exception("a question from the page failed")
        problem = wording.SERVER_ERROR
    else:
        body = AnswerBody.of(answer, explain=True).as_json()
        added = [*exchanges, {"question": question.strip(), "body": body}][-TURNS_KEPT:]
        return Reply(added, thread_html(service, added), "")
    return Reply(exchanges, thread_html(service, exchanges), question, problem)


def thread_html(service: Service, exchanges: Exchanges) -> str:
    """The conversation, or a welcome with example questions before it begins."""
    try:
        overview = service.overview
    except ServiceError as error:
        return render("notice.html", message=error.message)
    bodies = _bodies.validate_python([exchange["body"] for exchange in exchanges])
    return render(
        "thread.html",
        turns=_shown(exchanges, bodies, overview.titles),
        titles=overview.titles,
        item_count=overview.items,
        kinds=wording.KINDS,
        query_labels=wording.QUERY_LABELS,
        staff_examples=overview.staff_examples,
        public_examples=overview.public_examples,
    )


def _shown(
    exchanges: Exchanges, bodies: Sequence[AnswerBody], titles: dict[str, str]
) -> list[Shown]:
    return [
        Shown(
            str(exchange["question"]),
            body,
            answer_html(body.answer, [*body.citations, *body.related], titles),
        )
        for exchange, body in zip(exchanges, bodies, strict=True)
    ]


def _history(exchanges: Exchanges) -> list[Turn]:
    from assistant import Turn

    turns: list[Turn] = []
    for exchange in exchanges:
        turns.append(Turn(role="user", content=str(exchange["question"])))
        turns.append(Turn(role="assistant", content=str(exchange["body"]["answer"])))
    return turns
