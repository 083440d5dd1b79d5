"""CSV and TSV files: one table."""

from __future__ import annotations

import csv
from pathlib import Path

from ingest.readers.txt import decode
from ingest.reading import GridCell, Reading, TextBuilder

SUFFIXES = (".csv", ".tsv")


def read(path: Path) -> Reading:
    """Read one file; the separator is what most of its lines share."""
    text = decode(path)
    first = text[:4096]
    mark = max(",\t;", key=first.count)
    rows = list(csv.reader(text.splitlines(keepends=True), delimiter=mark))
    builder = TextBuilder()
    builder.table(
        GridCell(words, row, column)
        for row, line in enumerate(rows)
        for column, words in enumerate(line)
    )
    return builder.reading()
