"""Embed the everyday and official words of the pairs, keep them: python -m eval.everyday."""

from __future__ import annotations

import numpy as np

from assistant.everyday import Rows, write
from assistant.settings import load_settings
from index import layout
from index.embedders import Embedder, open_embedder
from index.training.pairs import FURTHER_FILE, Pair, read_pairs

_EMBEDDER = "e5"


def main() -> int:
    """Write a row for each pair, learned from or not; returns how many."""
    embedder = open_embedder(_EMBEDDER, layout.cache_folder(load_settings().index_folder))
    pairs = [*read_pairs(), *read_pairs(FURTHER_FILE)]
    written = embedder.embed_passages([pair.official for pair in pairs])
    write([_middle(pair, embedder) for pair in pairs], list(written), embedder.revision)
    return len(pairs)


def _middle(pair: Pair, embedder: Embedder) -> Rows:
    """The unit vector in the middle of the questions about one matter."""
    total: Rows = np.sum([embedder.embed_query(text) for text in pair.lay], axis=0)
    return total / np.float32(np.linalg.norm(total))


if __name__ == "__main__":
    print(f"{main()} matters")
