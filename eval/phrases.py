"""Embed the lexicon's lay phrases and keep their vectors: python -m eval.phrases."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assistant.phrases import FILE, checksum, phrase_terms
from assistant.settings import load_settings
from index import layout
from index.embedders import Embedder, open_embedder

_EMBEDDER = "e5"
_STEPS = 127  # vectors are kept as whole numbers of a byte


def write(embedder: Embedder, file: Path = FILE) -> int:
    """Embed every phrase as a question would be, and keep the vectors; returns how many."""
    terms = [term for term, _ in phrase_terms()]
    vectors = np.array([embedder.embed_query(term) for term in terms])
    steps = np.round(vectors / np.abs(vectors).max(axis=1, keepdims=True) * _STEPS)
    np.savez_compressed(
        file, vectors=steps.astype(np.int8), revision=embedder.revision, terms=checksum(terms)
    )
    return len(terms)


if __name__ == "__main__":
    folder = layout.cache_folder(load_settings().index_folder)
    print(f"{write(open_embedder(_EMBEDDER, folder))} phrases")
