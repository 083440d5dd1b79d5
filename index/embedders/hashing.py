"""Embed a text as its hashed characters and character pairs: instant, exact, and no model."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from index.embedders import Vectors

DIMENSION = 1024


class HashingEmbedder:
    """Adds ±1 at a hashed place for every character and pair of neighbours."""

    name = "hashing"
    revision = "1"
    engine = "numpy"
    dimension = DIMENSION

    def embed_query(self, text: str) -> Vectors:
        """The question's vector, shape (dimension,)."""
        return _embed(text)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text, shape (len(texts), dimension)."""
        rows = [_embed(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, DIMENSION), dtype=np.float32)


def load(name: str, cache: Path) -> HashingEmbedder:
    """Open the embedder; it needs neither argument."""
    return HashingEmbedder()


def _embed(text: str) -> Vectors:
    vector = np.zeros(DIMENSION, dtype=np.float32)
    characters = [character for character in text.lower() if character.isalnum()]
    for gram in [*characters, *map("".join, pairwise(characters))]:
        # Python's own hash differs from run to run, so an index could not be opened again.
        place = zlib.crc32(gram.encode())
        vector[place % DIMENSION] += 1.0 if place & 0x80000000 else -1.0
    if not vector.any():
        vector[0] = 1.0  # a text without letters still needs a direction
    return vector / np.float32(np.linalg.norm(vector))
