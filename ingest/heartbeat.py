"""A sign of life while a long file is read: whoever waits for it tells slow from stuck by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

# Recognising the largest page that is allowed takes 1.2 GB; an office computer has 8 GB.
_MOST_MEMORY = 1536 * 1024**2


@dataclass(frozen=True, slots=True)
class Share:
    """What reading the next part of a file may take."""

    memory: int  # bytes more than before
    seconds: float | None = None  # of a processor: a busy machine takes nothing from it


WHOLE = Share(memory=_MOST_MEMORY)  # as much as any file may

_listeners: list[Callable[[Share], None]] = []


def listen(told: Callable[[Share], None]) -> None:
    """Have `told` called at each sign of life from now on."""
    _listeners.append(told)


def beat(share: Share = WHOLE) -> None:
    """Say that one more part of a file was read, and what the next one may take."""
    for told in _listeners:
        told(share)
