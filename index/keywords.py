"""Find items by the words they share with a question: BM25 over characters and pairs."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.recent import Recent

K1 = 1.5
B = 0.75

# One question asks for the scores of the same words several times.
_KEPT = 4

# Quotes break no pair: 推进“一件事” shares 进一 with 推进一件事.
QUOTES = re.compile(r"[“”‘’\"'「」『』《》〈〉]")

# A run of Latin letters and digits is one word; any other letter is a Chinese character.
# Everything else (punctuation, spaces) only ends a run.
_RUNS = re.compile(r"[a-z0-9]+|[^\W_a-z0-9]+")


def tokens(text: str) -> list[str]:
    """The terms of a text: each character, each pair of neighbours, each Latin word or number."""
    found: list[str] = []
    for run in _RUNS.findall(QUOTES.sub("", text.lower())):
        if run.isascii():
            found.append(run)
        else:
            found.extend(run)
            found.extend(map("".join, pairwise(run)))
    return found


def ranges(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """The numbers of each range from a start up to before its end, one range after the other."""
    sizes = ends - starts
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum())


class Keywords:
    """An inverted index: for each term, the rows that have it and what it adds to their score."""

    def __init__(
        self,
        rows: int,
        terms: Sequence[str],
        starts: NDArray[np.int64],
        postings: NDArray[np.int32],
        weights: NDArray[np.float32],
    ) -> None:
        self._rows = rows
        self._places = {term: place for place, term in enumerate(terms)}
        self._starts = starts
        self._postings = postings
        self._weights = weights
        self._recent: Recent[str, NDArray[np.float32]] = Recent(_KEPT)

    @classmethod
    def build(cls, texts: Sequence[str]) -> Keywords:
        """Index texts; a text's row is its place in the sequence."""
        numbers: dict[str, int] = {}
        # One number each for term, row and times: a tuple of them takes ten times the memory.
        found, rows, times = array("i"), array("i"), array("i")
        lengths = np.zeros(len(texts), dtype=np.float64)
        for row, text in enumerate(texts):
            count = Counter(tokens(text))
            lengths[row] = count.total()
            found.extend([numbers.setdefault(term, len(numbers)) for term in count])
            rows.extend([row] * len(count))
            times.extend(count.values())
        mean = lengths.mean() if lengths.sum() else 1.0
        norms = K1 * (1 - B + B * lengths / mean)
        terms = sorted(numbers)
        ranks = np.empty(len(terms), dtype=np.int32)
        ranks[[numbers[term] for term in terms]] = np.arange(len(terms), dtype=np.int32)
        ranked = ranks[np.array(found, dtype=np.int32)]
        order = np.argsort(ranked, kind="stable")
        sizes = np.bincount(ranked, minlength=len(terms)).astype(np.int64)
        places, often = np.array(rows, dtype=np.int32)[order], np.array(times)[order]
        rarity = np.log1p((len(texts) - sizes + 0.5) / (sizes + 0.5))
        weights = np.repeat(rarity, sizes) * often * (K1 + 1) / (often + norms[places])
        starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(sizes)])
        return cls(len(texts), terms, starts, places, weights.astype(np.float32))

    def scores(self, text: str) -> NDArray[np.float32]:
        """The BM25 score of every row, shape (rows,); a term asked twice counts once."""
        known = self._recent.get(text)
        if known is None:
            known = self._counted(text)
            known.flags.writeable = False
            self._recent.put(text, known)
        return known

    def _counted(self, text: str) -> NDArray[np.float32]:
        total = np.zeros(self._rows, dtype=np.float32)
        for term in dict.fromkeys(tokens(text)):
            place = self._places.get(term)
            if place is not None:
                part = slice(self._starts[place], self._starts[place + 1])
                # A row is among those of a term once, so that nothing is added twice.
                total[self._postings[part]] += self._weights[part]
        return total

    def save(self, path: Path) -> None:
        """Write the index to one file."""
        with path.open("wb") as file:
            np.savez(
                file,
                rows=np.int64(self._rows),
                terms=np.frombuffer("\n".join(self._places).encode(), dtype=np.uint8),
                starts=self._starts,
                postings=self._postings,
                weights=self._weights,
            )

    @classmethod
    def load(cls, path: Path) -> Keywords:
        """An index as `save` wrote it."""
        with np.load(path) as arrays:
            text = arrays["terms"].tobytes().decode()
            terms = text.split("\n") if text else []
            rows = int(arrays["rows"])
            return cls(rows, terms, arrays["starts"], arrays["postings"], arrays["weights"])
