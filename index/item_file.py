"""Read single items from the lines of a build's file: quicker than a database joins them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from ingest import PolicyItem

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_BLOCK = 1 << 20
_NEWLINE = ord("\n")


class ItemFile:
    """Knows where the line of each item begins; `rows` gives the line of an id, from 0.

    Lines are read and not mapped: a file that is cut off under a mapping ends the process. Safe
    to use from several threads.
    """

    def __init__(self, path: Path, rows: Mapping[str, int]) -> None:
        self._file = path.open("rb", buffering=0)  # every line is somewhere else
        self._rows = rows
        self._lock = Lock()
        ends = np.concatenate([np.zeros(1, dtype=np.int64), *self._line_ends()])
        self._starts = ends.tolist()

    def read(self, item_ids: Iterable[str]) -> Iterator[PolicyItem]:
        """The items of these ids, in their order; an unknown id is left out."""
        read = _kind().validator.validate_json
        for item_id in item_ids:
            row = self._rows.get(item_id)
            if row is not None:
                yield read(self._line(row))

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def _line(self, row: int) -> bytes:
        start = self._starts[row]
        with self._lock:
            self._file.seek(start)
            return self._file.read(self._starts[row + 1] - start)

    def _line_ends(self) -> Iterator[np.ndarray[tuple[int], np.dtype[np.int64]]]:
        start = 0
        while block := self._file.read(_BLOCK):
            found = np.flatnonzero(np.frombuffer(block, dtype=np.uint8) == _NEWLINE)
            yield found + (start + 1)
            start += len(block)


@lru_cache(maxsize=1)
def _kind() -> TypeAdapter[PolicyItem]:
    from pydantic import TypeAdapter

    return TypeAdapter(PolicyItem)
