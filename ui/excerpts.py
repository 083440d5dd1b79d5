"""Say how much of each text an answer carries: all of it, unless many long ones are cited."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.answer import Citation

_MOST_TEXT = 300_000  # characters of all texts, quotes and cells that one answer carries
_LEAST = 60  # characters that are carried of every one, as many as a list shows of an item

# More than any text has: nothing is cut.
WHOLE = 10**9


def longest_text(citations: Sequence[Citation]) -> int:
    """How many characters of a text, a quote or a cell the answer with these citations carries."""
    texts = [
        text
        for one in citations
        for text in (one.item.text, one.quote, *(cell.text for cell in one.item.cells))
    ]
    if sum(map(len, texts)) <= _MOST_TEXT:
        return WHOLE
    return max(_LEAST, _MOST_TEXT // len(texts))


def excerpt(text: str, most: int, quote: str = "") -> str:
    """The beginning of a text, or the part that begins with the quote, verbatim."""
    quoted = quote[:most]
    at = text.find(quoted)
    if at + len(quoted) <= most:
        at = 0
    return text[at : at + most]
