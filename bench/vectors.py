"""Vectors for synthetic texts that cost no model: those of real texts, moved a little."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.embedders import Embedder, Vectors
from index.embedding_cache import embed_cached
from index.pieces import pieces
from ingest import ParsedDocument

NOISE = 0.6  # length of what is added to a vector of unit length


class MovedVectors:
    """Stands for an embedder while a cache is filled: its name and revision, not its work."""

    def __init__(self, embedder: Embedder, real: Vectors) -> None:
        self.name = embedder.name
        self.revision = embedder.revision
        self.engine = embedder.engine
        self.dimension = embedder.dimension
        self._real = real
        self._embedder = embedder

    def embed_query(self, text: str) -> Vectors:
        """A question is embedded in earnest."""
        return self._embedder.embed_query(text)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """One row a text; the same text gives the same."""
        return moved(self._real, [_seed(text) for text in texts])


def moved(real: Vectors, seeds: Sequence[int]) -> Vectors:
    """For each seed a real vector and some noise, of unit length."""
    chance = np.random.default_rng(seeds[0] if seeds else 0)
    rows = real[[seed % len(real) for seed in seeds]].copy()
    noise = chance.standard_normal(rows.shape, dtype=np.float32)
    rows += noise * np.float32(NOISE / np.sqrt(rows.shape[1]))
    scaled: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return scaled


def fill_cache(
    parsed: Sequence[ParsedDocument], embedder: Embedder, real: Vectors, path: Path
) -> None:
    """Put a vector for every text of the documents where a build looks for it first."""
    texts = [text for one in parsed for item in one.items for text in pieces(item)]
    embed_cached(MovedVectors(embedder, real), texts, path, lambda done, total: None)


def _seed(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=6).digest(), "big")
