"""Headings that neither a number nor a format marks: lines over fields that come again.

灵活就业社保补贴, below it 政策内容：…, 申请渠道：…; then the next matter with the same fields.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.owners import is_office
from ingest.paragraphs import Paragraph, Part
from ingest.roles import role_of

_FEWEST = 3  # matters with the same first field
_LABEL = re.compile(r"[-*•·]?\s*(?:\*\*)?([一-鿿]{2,8})(?:\*\*)?\s*[：:]\s*\S")
_HEADING = re.compile(r"[^。；：:，,！？?!\n]{2,40}")
_FEWEST_SIGNED = 2  # titles such as ★ 教学工作
_SIGNED = re.compile(r"[★☆◆◇■□●▲△◎※▶►➤]\s*[^。；：:，,！？?!\n]{2,20}")
_OUTER, _INNER = 1, 2  # levels


def with_label_headings(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs, with a level for lines that stand over one field time and again.

    A field that always stands right over such a line is what the matters are grouped by:
    服务对象：就业困难人员.
    """
    marked = list(paragraphs)
    if any(one.level for one in paragraphs):
        return marked
    signed = [i for i, after in enumerate(paragraphs[1:]) if _is_signed(paragraphs[i], after)]
    if len(signed) >= _FEWEST_SIGNED:
        for i in signed:
            marked[i] = replace(marked[i], level=_OUTER)
        return marked
    labels = [_label(one) for one in paragraphs]
    over = [i for i, after in enumerate(labels[1:]) if after and _is_heading(paragraphs[i])]
    first = Counter(labels[i + 1] for i in over)
    heads = {i for i in over if first[labels[i + 1]] >= _FEWEST}
    for i in heads:
        marked[i] = replace(marked[i], level=_INNER)
    grouping = Counter(label for i, label in enumerate(labels) if label and i + 1 in heads)
    all_of = Counter(label for label in labels if label)
    for i, label in enumerate(labels):
        if label and i + 1 in heads and 1 < grouping[label] == all_of[label]:
            marked[i] = replace(marked[i], level=_OUTER)
    return marked


def _is_signed(one: Paragraph, after: Paragraph) -> bool:
    """Whether a line is a short title behind a sign, over points that begin with 1 again."""
    plain = one.part is Part.BODY and not one.marker
    begins = after.marker is not None and after.marker.number == 1
    return plain and begins and bool(_SIGNED.fullmatch(one.text.strip()))


def _label(one: Paragraph) -> str:
    found = _LABEL.match(one.text) if one.part is Part.BODY and not one.marker else None
    return found[1] if found and role_of(found[1]) is None else ""


def _is_heading(one: Paragraph) -> bool:
    plain = one.part is Part.BODY and not one.marker
    return plain and bool(_HEADING.fullmatch(one.text.strip())) and not is_office(one.text)
