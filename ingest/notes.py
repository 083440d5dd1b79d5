"""Notes that are numbered: 注：1．…, and on the next lines 2．… and 3．…, which are no points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.paragraphs import Paragraph, Part

# 注：1．各单位于每日16时前报送, or 填表说明 over the first number.
_FIRST = re.compile(
    r"(?:备?注|附注|(?:填[表报写]|有关|相关|几点)?说明)\s*[：:]\s*[（(]?1\s*[.．、）)](?!\d)"
)
_OVER = re.compile(
    r"(?:备\s?注|注|附注|填[表报写]说明)\s*[：:]?|(?:有关|相关|几点)?说\s?明\s*[：:]"
)


def without_note_numbers(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with no number for those that are the further notes of a list."""
    plain: list[Paragraph] = []
    expected = 0  # the number of the next note
    for one in paragraphs:
        number = one.marker.number if one.marker else None
        if one.part is Part.PAGE:
            plain.append(one)
            continue
        if one.part is Part.BODY and one.marker is None and not one.level:
            whole, first = _OVER.fullmatch(one.text.strip()), _FIRST.match(one.text)
            expected = 1 if whole else 2 if first else 0
        elif expected and number == expected:
            one, expected = replace(one, marker=None), expected + 1
        else:
            expected = 0
        plain.append(one)
    return plain
