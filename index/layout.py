"""The names of the files of a built index, and where beside it reusable results are kept."""

from __future__ import annotations

from pathlib import Path

CATALOGUE_FILE = "catalogue.sqlite"
ITEMS_FILE = "items.jsonl"
KEYWORDS_FILE = "keywords.npz"
VECTORS_FILE = "vectors.bin"
STARTS_FILE = "vector_starts.npy"


def readings_file(folder: Path) -> Path:
    """Where what was read from files is kept between builds of an index folder."""
    return cache_folder(folder) / "readings.sqlite"


def cache_folder(folder: Path) -> Path:
    """Where vectors and model graphs are kept between builds of an index folder."""
    return folder.parent / f"{folder.name}-cache"
