"""A sign of life while a long file is read: whoever waits for it tells slow from stuck by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """What reading the next part of a file may take; None: as much as any file may."""

    seconds: float | None = None  # of a processor: a busy machine takes nothing from it
    memory: int | None = None  # bytes more than before


WHOLE = Share()

_listeners: list[Callable[[Share], None]] = []


def listen(told: Callable[[Share], None]) -> None:
    """Have `told` called at each sign of life from now on."""
    _listeners.append(told)


def beat(share: Share = WHOLE) -> None:
    """Say that one more part of a file was read, and what the next one may take."""
    for told in _listeners:
        told(share)
