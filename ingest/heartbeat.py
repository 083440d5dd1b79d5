"""A sign of life while a long file is read: whoever waits for it tells slow from stuck by it."""

from __future__ import annotations

from collections.abc import Callable

_listeners: list[Callable[[], None]] = []


def listen(told: Callable[[], None]) -> None:
    """Have `told` called at each sign of life from now on."""
    _listeners.append(told)


def beat() -> None:
    """Say that one more part of a file was read."""
    for told in _listeners:
        told()
