"""Matters in everyday and in official words: a question near to one is drawn to its official words.

People tell of a matter by what they see (街角想开一家看病的铺子); documents name it (医疗机构设置
审批). `everyday.npz` has both wordings of a few thousand matters as vectors, made with the shipped
embedder by `python -m eval.everyday` from the pairs of `index/training`, which were written from
general knowledge. With another embedder it is not used.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

FILE = Path(__file__).with_name("everyday.npz")
_STEPS = 127  # vectors are kept as whole numbers of a byte

# By the cosine alone, .79 to .82 of 561 everyday questions find their task first with any of 3 to 8
# matters, .55 to .65 and .3 to .9; .71 without. docs/adapter.md has the rest.
_NEAREST = 5
_LEAST = 0.65  # cosine of a question and a matter that it may mean
_SHARE = 0.5  # of the official words, for a matter that is worded as the question is

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Everyday:
    """A row a matter: how people ask about it, as unit vectors, and how it is written officially.

    The second are few at a time: they stay as they are kept.
    """

    asked: Rows
    written: NDArray[np.int8]

    def drawn(self, question: Rows) -> Rows:
        """A question's unit vector, shape (dimension,), with the official words that are near."""
        # On this thread: a product of matrices would wake others for microseconds of work.
        cosines = np.vecdot(self.asked, question)
        near = np.flatnonzero(cosines > _LEAST)
        near = near[np.argsort(-cosines[near], kind="stable")[:_NEAREST]]
        weights = _SHARE * (cosines[near] - _LEAST) / (1 - _LEAST)
        total: Rows = question + weights @ _unit(self.written[near])
        return total / np.float32(np.linalg.norm(total))


def write(asked: Sequence[Rows], written: Sequence[Rows], revision: str, file: Path = FILE) -> None:
    """Keep the vectors of both wordings, and with which embedder they were made."""
    steps = {}
    for name, rows in (("asked", np.stack(asked)), ("written", np.stack(written))):
        most = np.abs(rows).max(axis=1, keepdims=True)
        steps[name] = np.round(rows / most * _STEPS).astype(np.int8)
    np.savez(file, asked=steps["asked"], written=steps["written"], revision=revision)


@lru_cache(maxsize=2)
def everyday_for(revision: str) -> Everyday | None:
    """The matters for an embedder's revision; None when they were made with another one, or the
    file is damaged.
    """
    try:
        with FILE.open("rb") as file, np.load(file) as kept:
            fits = str(kept["revision"]) == revision
            asked, written = _unit(kept["asked"]), kept["written"]
    except Exception as error:  # a damaged archive fails in as many ways as the library has
        log.warning("%s cannot be read, questions are compared as they stand: %s", FILE, error)
        return None
    return Everyday(asked, written) if fits else None


def _unit(steps: NDArray[np.int8]) -> Rows:
    rows = steps.astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows
