"""Tell what 责任单位 means in a document: who leads, who shares the work with 牵头单位, or both."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.columns import ROLE_TAGS
from assistant.wordings import Tag
from ingest import Document, Role

_OFFICES = "(?:单位|部门|处室|科室|股室)"
_LABEL_ENDS = "\\s*[\t：:|]"
# Columns and labels of offices, and one of 责任单位 beside one of 牵头单位.
_COLUMN_OF_OFFICES = re.compile(f"(?:牵头|责任|主责|承办){_OFFICES}{_LABEL_ENDS}")
_BESIDE_LEAD = re.compile(
    f"牵头{_OFFICES}(?P<between>[^\n]{{0,300}})[；\t|。 ]\\s*责任{_OFFICES}{_LABEL_ENDS}"
)
_DUTY_ALONE = re.compile(f"责任{_OFFICES}{_LABEL_ENDS}")
_OTHER_LABEL = re.compile(f"(?:牵头|主责|配合|协办|参与|参加){_OFFICES}{_LABEL_ENDS}")
_HELPS = re.compile(f"(?:配合|协办|协助|协同|参与){_OFFICES}")
_BOTH = (Role.LEAD, Role.COOPERATING)
_KINDS = {role: kind for kind, role in ROLE_TAGS.items() if kind != "role.weak"}
_ONLY_AS = re.compile("(?:只|光|仅|单)(?:是|当|做|作为?|算|列为)+$")
_DUTY = re.compile("^(?!.*(?:牵头|主责|没|未|空|第一|首)).*责任(?:单位|部门|处室|科室|股室)")


def columns_of_duty(
    documents: Iterable[Document], roles: Mapping[str, Collection[Role]]
) -> dict[str, tuple[Role, ...]]:
    """For each document with owners in columns or labels, the roles of its 责任单位.

    `roles` are those that the items of each document have at all.
    """
    return {
        d.doc_id: _meant(d.text, roles[d.doc_id])
        for d in documents
        if roles.get(d.doc_id) and _COLUMN_OF_OFFICES.search(d.text)
    }


def _meant(text: str, held: Collection[Role]) -> tuple[Role, ...]:
    """Beside 牵头单位 they share the work, or carry it out where others help; alone they lead.

    Where no other label says who helps, and some do, the first of them leads and the rest help.
    """
    beside = _BESIDE_LEAD.search(text)
    if beside is not None:
        units = Role.UNIT in held and _HELPS.search(beside["between"])
        return (Role.UNIT,) if units else (Role.COOPERATING,)
    ranked = Role.COOPERATING in held and _DUTY_ALONE.search(text) and not _OTHER_LABEL.search(text)
    return _BOTH if ranked else (Role.LEAD,)


def as_shared(
    tag: Tag,
    text: str,
    tags: Sequence[Tag],
    documents: Sequence[str],
    known: Mapping[str, tuple[Role, ...]],
) -> Tag:
    """责任单位 as what the documents mean by it: the tag of that role, or one with both roles.

    `known` says which that are in each document; where several differ, who leads is meant. In a
    question that says 牵头 as well, or that it is no more (只当责任单位的), a document that tells
    it from 牵头单位 is enough.
    """
    if tag.kind != "role.lead" or not _DUTY.search(tag.text):
        return tag
    contrasted = _ONLY_AS.search(text[: tag.start]) or any(
        o.kind == "role.lead" and "牵头" in o.text for o in tags if o is not tag
    )
    named = [doc_id for doc_id in documents if doc_id in known] or list(known)
    meant = {known[doc_id] for doc_id in named}
    if contrasted:
        meant = {roles for roles in meant if Role.LEAD not in roles} or meant
    if len(meant) != 1:
        return tag
    roles = meant.pop()
    return replace(tag, value=roles) if roles == _BOTH else replace(tag, kind=_KINDS[roles[0]])
