"""What a browser keeps of a conversation: no more than is shown at once, or may be sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from pydantic import BaseModel, TypeAdapter, ValidationError

from assistant.answer import Answer
from ui.doors.bodies import LARGEST_BODY, MOST_VALUES_OF_PAGE, values_in
from ui.schemas import AnswerBody, Given
from ui.service import LONGEST_ANSWER, TURNS_KEPT

_MOST_CITED = 3000  # items of one answer that are shown one by one
_MOST_SHOWN = 300_000  # characters of the answers of a conversation: lists of thousands of items
_OF_CITATION = 50  # characters of an answer that take as long to show as a citation
# Of what a request may bring: one answer, and all of them, which the page's framework wraps up.
_MOST_WEIGHT, _SENT_BACK = 0.4, 0.8

# Where an answer is cut: after a row of a table, a line, a mark.
_ENDS = ("\n", "〕", "。", "；", "、")


class Exchange(BaseModel):
    """A question and its answer, as the browser keeps them."""

    question: str
    body: AnswerBody
    unstated: Given[str] = []  # ids of items that name owners without stating their roles
    cited: Given[str] = []  # ids of all that is cited, where those are too many for the body
    cut: bool = False  # whether the answer is only the beginning of one

    @property
    def cited_ids(self) -> list[str]:
        """The ids of all that the answer cites."""
        return self.cited or [citation.item_id for citation in self.body.citations]


_exchanges = TypeAdapter(Given[Exchange])


def exchange_of(question: str, answer: Answer) -> Exchange:
    """An answer for the page; what is too long for it is cut, and everything cited is named."""
    text = _beginning(answer.text)
    body = AnswerBody.of(replace(answer, text=text), explain=True)
    exchange = Exchange(
        question=question.strip(),
        body=body,
        unstated=[
            citation.item.item_id
            for citation in (*answer.citations, *answer.related)
            if not citation.item.owners_certain
        ],
        cut=text != answer.text,
    )
    written = exchange.model_dump_json().encode()
    weighs = max(len(written) / LARGEST_BODY, values_in(written) / MOST_VALUES_OF_PAGE)
    if len(body.citations) > _MOST_CITED or weighs > _MOST_WEIGHT:
        exchange.cited, exchange.unstated = exchange.cited_ids, []
        body.citations = []
    return exchange


def _beginning(text: str) -> str:
    """As much of an answer as a conversation looks at, up to where something ends."""
    if len(text) <= LONGEST_ANSWER:
        return text
    begun = text[:LONGEST_ANSWER]
    end = next((at + len(mark) for mark in _ENDS if (at := begun.rfind(mark)) > 0), len(begun))
    return begun[:end].rstrip()


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
    return _end(exchanges, [_shown(exchange) for exchange in exchanges], _MOST_SHOWN)


def for_browser(exchanges: Sequence[Exchange]) -> object:
    """JSON that `from_browser` takes back: of a long conversation only the end."""
    written = [exchange.model_dump_json().encode() for exchange in exchanges]
    kept = list(exchanges)
    for sizes, most in (
        ([_shown(exchange) for exchange in exchanges], _MOST_SHOWN),
        ([len(one) for one in written], _SENT_BACK * LARGEST_BODY),
        ([values_in(one) for one in written], _SENT_BACK * MOST_VALUES_OF_PAGE),
    ):
        fitting = _end(exchanges, sizes, most)
        kept = min(kept, fitting, key=len)
    return _exchanges.dump_python(kept, mode="json")


def _end(exchanges: Sequence[Exchange], sizes: Sequence[int], most: float) -> list[Exchange]:
    """The last exchanges that come to no more than `most` together."""
    fitting = sum(size <= most for size in accumulate(reversed(sizes)))
    return list(exchanges[len(exchanges) - fitting :])


def _shown(exchange: Exchange) -> int:
    """What showing an exchange costs, in characters of an answer."""
    body = exchange.body
    cited = len(body.citations) + len(body.related) + len(body.suggestions)
    return len(exchange.question) + len(body.answer) + _OF_CITATION * cited
