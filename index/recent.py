"""Keep what was asked for last, up to a bound, for all threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The values used last whose weights add up to no more than `most`."""

    def __init__(self, most: int, weigh: Callable[[Value], int] = lambda value: 1) -> None:
        self._most = most
        self._weigh = weigh
        self._values: OrderedDict[Key, Value] = OrderedDict()
        self._weight = 0
        self._lock = Lock()

    def get(self, key: Key) -> Value | None:
        """The value of a key, or None when it is not kept."""
        with self._lock:
            value = self._values.get(key)
            if value is not None:
                self._values.move_to_end(key)
            return value

    def values(self) -> list[Value]:
        """All values that are kept, the one used last at the end."""
        with self._lock:
            return list(self._values.values())

    def put(self, key: Key, value: Value) -> None:
        """Keep a value; those not used for longest go. One that is too heavy is not kept."""
        weight = self._weigh(value)
        if weight > self._most:
            return
        with self._lock:
            if key in self._values:
                self._weight -= self._weigh(self._values.pop(key))
            self._values[key] = value
            self._weight += weight
            while self._weight > self._most:
                _, dropped = self._values.popitem(last=False)
                self._weight -= self._weigh(dropped)
