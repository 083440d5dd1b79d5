"""Documents written by a test and read as a user's file would be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ingest import ParsedDocument, read_file

ReadText = Callable[..., ParsedDocument]


@pytest.fixture
def read_text(tmp_path: Path) -> ReadText:
    """Write a text to a file and read it; `name` chooses the format."""

    def read(text: str, name: str = "plan.txt") -> ParsedDocument:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return read_file(path)

    return read
