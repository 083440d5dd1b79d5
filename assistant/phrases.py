"""Lay phrases of the lexicon by meaning: 签字画押就先批 is near 签字保证就给批, which is 告知承诺.

`phrases.npz` holds their vectors, made with the shipped embedder by `python -m eval.phrases`.
With another embedder, or a lexicon changed since, it is not used.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.expansion import lexicon

log = logging.getLogger(__name__)

FILE = Path(__file__).with_name("phrases.npz")
_SHORTEST = 3  # characters; shorter terms are words, which are looked up as they stand
_NEAREST = 3
_LEAST = 0.6  # cosine of a question and a phrase that it may mean


_HEADING = 0.8  # of a word that only the heading of an item has
_SHARED = 0.1  # by which power of their number a phrase is worth less to items that share it
_AGREES = 0.5  # of what a second phrase says for an item, in another word
_AS_NEAR = 0.75  # of the nearest phrase's closeness; one farther away only may be meant


def spoken(
    near: Sequence[tuple[tuple[str, ...], float]], texts: Sequence[str], said: Sequence[str]
) -> list[float]:
    """How much the phrases near to a question speak for each of some items.

    `near` has the formal words of each phrase and how close it is, `texts` what the items say
    themselves, `said` that with their headings; all of it made bare.
    """
    nearest = max((closeness for _, closeness in near), default=0.0)
    worth: list[dict[str, tuple[float, bool]]] = [{} for _ in said]
    for words, closeness in near:
        held = [next((word for word in words if word in text), "") for text in said]
        shared = closeness / max(sum(map(bool, held)), 1) ** _SHARED
        for word, text, own in zip(held, texts, worth, strict=True):
            if word:
                value = shared if any(w in text for w in words) else _HEADING * shared
                is_near = closeness >= _AS_NEAR * nearest
                own[word] = max(own.get(word, (0.0, False)), (value, is_near))
    return [_together(own.values()) for own in worth]


def _together(worth: Iterable[tuple[float, bool]]) -> float:
    """What several phrases say for one item: the best, and something of the next if it is near."""
    best, *others = sorted(worth, reverse=True) or [(0.0, False)]
    second = others[0][0] if others and others[0][1] else 0.0
    return best[0] + _AGREES * second


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
    return [(term, implied) for term, implied in lexicon().hints.items() if len(term) >= _SHORTEST]


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
