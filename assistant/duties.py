"""Tell what 责任单位 means in a document: who leads, or who shares the work with 牵头单位."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.wordings import Tag
from ingest import Document

# Columns and labels of offices, and one of 责任单位 beside one of 牵头单位.
_COLUMN_OF_OFFICES = re.compile("(?:牵头|责任|主责|承办)(?:单位|部门|处室|科室)\\s*[\t：:|]")
_BESIDE_LEAD = re.compile(
    "牵头(?:单位|部门|处室|科室)[^\n]{0,300}[；\t|。 ]\\s*责任(?:单位|部门|处室|科室)\\s*[\t：:|]"
)
_ONLY_AS = re.compile("(?:只|光|仅|单)(?:是|当|做|作为?|算|列为)+$")
_DUTY = re.compile("^(?!.*(?:牵头|主责|没|未|空)).*责任(?:单位|部门|处室|科室|股室)")


def columns_of_duty(documents: Iterable[Document], owned: Container[str]) -> dict[str, bool]:
    """For each document with owners in columns or labels, whether it has one of 责任单位 beside
    one of 牵头单位.
    """
    return {
        d.doc_id: _BESIDE_LEAD.search(d.text) is not None
        for d in documents
        if d.doc_id in owned and _COLUMN_OF_OFFICES.search(d.text)
    }


def as_shared(
    tag: Tag,
    text: str,
    tags: Sequence[Tag],
    documents: Sequence[str],
    known: Mapping[str, bool],
) -> Tag:
    """责任单位 in a document with a column 牵头单位 beside it: who shares the work, and not leads.

    `known` says of each document whether its column is so. In a question that says 牵头 as well,
    or that it is no more (只当责任单位的), one such document is enough.
    """
    if tag.kind != "role.lead" or not _DUTY.search(tag.text):
        return tag
    contrasted = _ONLY_AS.search(text[: tag.start]) or any(
        o.kind == "role.lead" and "牵头" in o.text for o in tags if o is not tag
    )
    named = [doc_id for doc_id in documents if doc_id in known] or list(known)
    shared = [known[doc_id] for doc_id in named]
    held = any(shared) if contrasted else bool(shared) and all(shared)
    return replace(tag, kind="role.cooperating") if held else tag
