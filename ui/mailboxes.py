"""Bound what the page's framework keeps for browsers that do not fetch it."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel

_MOST_BYTES = 30_000_000  # of all messages that nobody fetched so far
_MOST_PAGES = 2000
_EACH = 64  # bytes that a value takes besides its characters


class Box(asyncio.Queue[Any]):
    """The messages for one open page, what they weigh, and since when nobody fetched any."""

    def __init__(self, filled: Callable[[], None]) -> None:
        super().__init__()
        self.weight = 0
        self.since = time.monotonic()
        self._filled = filled

    def _put(self, item: Any) -> None:
        if self.empty():
            self.since = time.monotonic()
        self.weight += _weight(item)
        super()._put(item)
        self._filled()

    def _get(self) -> Any:
        item = super()._get()
        self.weight = 0 if self.empty() else self.weight - _weight(item)
        self.since = time.monotonic()
        return item


class Mailboxes(OrderedDict[str, asyncio.Queue[Any]]):
    """A box for each open page; in the framework's own queues messages pile up without end.

    When there are too many boxes, or there is too much in them, those go that nobody looked into
    for longest. A page whose messages went is told by the framework. `events` is what the
    framework remembers of each page besides, and would never forget.
    """

    def __init__(
        self,
        events: dict[str, set[str]],
        *,
        most_bytes: int = _MOST_BYTES,
        most_pages: int = _MOST_PAGES,
    ) -> None:
        super().__init__()
        self._events = events
        self._most_bytes, self._most_pages = most_bytes, most_pages
        self._boxes: dict[str, Box] = {}

    def __setitem__(self, page: str, _: asyncio.Queue[Any]) -> None:
        """Open a box for a page, instead of the queue that the framework made for it."""
        while len(self) >= self._most_pages:
            self._drop(self._boxes)
        self._boxes[page] = Box(self._make_room)
        super().__setitem__(page, self._boxes[page])

    def __delitem__(self, page: str) -> None:
        super().__delitem__(page)
        del self._boxes[page]

    def __missing__(self, page: str) -> asyncio.Queue[Any]:
        """What is still sent to a page that was dropped is read by nobody."""
        return asyncio.Queue()

    def _make_room(self) -> None:
        while sum(box.weight for box in self._boxes.values()) > self._most_bytes:
            self._drop({page: box for page, box in self._boxes.items() if box.weight})

    def _drop(self, boxes: dict[str, Box]) -> None:
        oldest = min(boxes, key=lambda page: boxes[page].since)
        del self[oldest]
        self._events.pop(oldest, None)


def _weight(message: object) -> int:
    """About how many bytes a message takes."""
    weight, left = 0, [message]
    while left:
        one = left.pop()
        weight += _EACH
        if isinstance(one, str):
            weight += 2 * len(one)
        elif isinstance(one, dict):
            left += [*one, *one.values()]
        elif isinstance(one, list | tuple):
            left += one
        elif isinstance(one, BaseModel):
            left.append(vars(one))
    return weight
