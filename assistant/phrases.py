"""Lay phrases of the lexicon by meaning: 签字画押就先批 is near 签字保证就给批, which is 告知承诺.

`phrases.npz` holds their vectors, made with the shipped embedder by `python -m eval.phrases`.
With another embedder, or a lexicon changed since, it is not used.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.expansion import hints

log = logging.getLogger(__name__)

FILE = Path(__file__).with_name("phrases.npz")
_SHORTEST = 3  # characters; shorter terms are words, which are looked up as they stand
_NEAREST = 3
_LEAST = 0.6  # cosine of a question and a phrase that it may mean


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases' unit vectors, shape (phrases, dimension), and what each may stand for."""

    vectors: NDArray[np.float32]
    formal: tuple[tuple[str, ...], ...]

    def near(self, question: NDArray[np.float32]) -> list[tuple[tuple[str, ...], float]]:
        """The formal words of the phrases nearest to a question's vector, and how near, in [0, 1].

        Nearness is what the cosine has above the least that counts.
        """
        # On this thread: a product of matrices would wake others for microseconds of work.
        cosines = np.vecdot(self.vectors, question)
        near = np.flatnonzero(cosines >= _LEAST)
        nearest = near[np.argsort(-cosines[near], kind="stable")[:_NEAREST]]
        return [(self.formal[at], float(cosines[at]) - _LEAST) for at in nearest]


def phrase_terms() -> list[tuple[str, tuple[str, ...]]]:
    """The phrases that are kept, with the formal words that each may mean."""
    return [(term, implied) for term, implied in hints().items() if len(term) >= _SHORTEST]


def checksum(terms: Sequence[str]) -> str:
    """Tells whether vectors were made for these phrases."""
    return hashlib.sha256("\n".join(terms).encode()).hexdigest()


@lru_cache(maxsize=2)
def phrases_for(revision: str) -> Phrases | None:
    """The phrases for an embedder's revision; None when they were made with another one, or the
    file is damaged.
    """
    terms = phrase_terms()
    made_for = revision, checksum([term for term, _ in terms])
    try:
        with FILE.open("rb") as file, np.load(file) as kept:
            fits = (str(kept["revision"]), str(kept["terms"])) == made_for
            vectors = kept["vectors"].astype(np.float32)
    except Exception as error:  # a damaged archive fails in as many ways as the library has
        log.warning("%s cannot be read, phrases are found word for word only: %s", FILE, error)
        return None
    if not fits:
        return None
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return Phrases(vectors, tuple(implied for _, implied in terms))
