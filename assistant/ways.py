"""Ways of asking by their likeness to known ones: 谁都没搭把手的活 asks for 没有配合部门的任务.

`ways.npz` has what was learned from the wordings of `index/training/ways.jsonl`, which many wrote
without sight of any question set, by `python -m eval.ways`: for each way the weights of short
stretches of characters and of the embedding. `ways.toml` says each way in plain words, which are
read as any question is. With another embedder than the shipped one it is not used.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.derived import read_tables

log = logging.getLogger(__name__)

FILE = Path(__file__).with_name("ways.npz")
_PLAIN = Path(__file__).with_name("ways.toml")
LONGEST_STRETCH = 2  # characters
# How much the embedding counts beside the stretches, whose vector has length 1 as well.
EMBEDDING_COUNTS = 3.0

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Meant:
    """The likeliest way of asking, or no known one (empty), and how likely it is."""

    way: str
    likely: float
    counts: float  # how likely it is that a number is asked for


def stretches(text: str) -> list[str]:
    """All stretches of a text of one or two characters."""
    low = text.lower()
    sizes = range(1, LONGEST_STRETCH + 1)
    return [low[at : at + size] for size in sizes for at in range(len(low) - size + 1)]


@dataclass(frozen=True, slots=True)
class Ways:
    """What was learned: a column a way; the last column tells whether a number is asked for."""

    names: tuple[str, ...]
    places: dict[str, int]  # of each stretch
    rarity: Weights
    of_stretches: NDArray[np.float16]  # shape (stretches, ways + 1)
    of_embedding: Weights  # shape (dimension, ways + 1)
    bias: Weights

    def meant(self, text: str, vector: Weights, allowed: NDArray[np.bool_]) -> Meant:
        """What a text with stand-ins asks, from its unit vector; `allowed` has a place a way."""
        likely, counts = self.likely(text, vector)
        best = int(np.where(allowed, likely, -np.inf).argmax())
        return Meant(self.names[best], float(likely[best]), counts)

    def likely(self, text: str, vector: Weights) -> tuple[Weights, float]:
        """How likely each way is for a text, and that it asks for a number."""
        counts = Counter(p for s in stretches(text) if (p := self.places.get(s)) is not None)
        places = np.fromiter(counts, dtype=np.int64, count=len(counts))
        often = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        weights = (1 + np.log(often)) * self.rarity[places]
        weights /= np.linalg.norm(weights) or 1.0
        sums = weights @ self.of_stretches[places].astype(np.float32)
        sums += EMBEDDING_COUNTS * vector @ self.of_embedding + self.bias
        likely = np.exp(sums[:-1] - sums[:-1].max())
        return likely / likely.sum(), float(1 / (1 + np.exp(-sums[-1])))


@lru_cache(maxsize=1)
def plain_words() -> dict[str, str]:
    """Each way in plain words, with letters for what is named."""
    tables = read_tables(_PLAIN)
    return {f"{kind}.{name}": said for kind, ways in tables.items() for name, said in ways.items()}


@lru_cache(maxsize=2)
def ways_for(revision: str) -> Ways | None:
    """The ways for an embedder's revision; None when they were learned with another one, or the
    file is damaged.
    """
    return learned(FILE, revision)


def learned(path: Path, revision: str) -> Ways | None:
    """What `eval.ways` wrote to a file, if it is whole and of an embedder's revision."""
    try:
        with path.open("rb") as file, np.load(file) as kept:
            fits = str(kept["revision"]) == revision
            names = tuple(str(kept["names"]).split("\n"))
            places = {s: at for at, s in enumerate(str(kept["stretches"]).split("\n"))}
            ways = Ways(
                names,
                places,
                kept["rarity"],
                kept["of_stretches"],
                kept["of_embedding"].astype(np.float32),
                kept["bias"],
            )
    except Exception as error:  # a damaged archive fails in as many ways as the library has
        log.warning(
            "%s cannot be read, ways of asking are read by their words only: %s", path, error
        )
        return None
    return ways if fits else None
