"""What a system under evaluation gives back, whichever way it was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Protocol

from eval.question_sets import Question

# Called with what begins and how many steps it has; gives what to call after each.
Progress = Callable[[str, int], Callable[[], None]]


@dataclass(frozen=True, slots=True)
class Response:
    """An answer reduced to what is judged: text, item ids, count and refusal.

    `score` is what a refusal threshold is compared with (higher is surer), where there is one.
    `took_ms` is wall time around the whole call; `error` says what it raised, where it did.
    """

    text: str
    cited: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    refused: bool = False
    count: int | None = None
    score: float | None = None
    took_ms: float = 0.0
    error: str = ""


class System(Protocol):
    """Anything that answers questions: the assistant, a server, a baseline."""

    @property
    def name(self) -> str:
        """How the tables call it."""
        ...

    def ask(self, question: Question) -> Response:
        """Answer one question with its history."""
        ...


def ask_all(
    system: System, questions: Iterable[Question], advance: Callable[[], None]
) -> tuple[Response, ...]:
    """Ask in order and time each call; `advance` is called after each.

    An error is a wrong answer like any other, so that one bad question does not end a long run;
    only a server that cannot be reached (ConnectionError) does.
    """
    responses: list[Response] = []
    for question in questions:
        started = perf_counter()
        try:
            response = system.ask(question)
        except ConnectionError:
            raise
        except Exception as error:
            response = Response("", error=f"{type(error).__name__}: {error}")
        took_ms = (perf_counter() - started) * 1000
        responses.append(replace(response, took_ms=took_ms))
        advance()
    return tuple(responses)
