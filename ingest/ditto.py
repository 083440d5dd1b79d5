"""What is said by pointing at something above: 同上, and in a table 〃 or 同第1项."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.items import Role
from ingest.owner_clauses import Statement
from ingest.owner_duties import LABEL, tells_when, words_of
from ingest.roles import role_of

_WORDS = "[与同][上前](?:面|一)?[行栏格项条列]?(?:的?内容)?(?:相同|一致)?|如上"
_DITTO = re.compile(f"[“（(]?(?:{_WORDS})[”）)]?[。.]?|[〃″”]")
_AS_NUMBER = re.compile(
    r"[（(]?[同与](?:任务|序号|编号|第)?\s*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*"
    "[项条行号]?(?:任务)?(?:相同|一致)?[）)]?"
)
_VALUE = re.compile(rf"\s*(?:{_WORDS})(?=[；;，,。\s）)】]|$)")


def is_ditto(said: str) -> bool:
    """Whether a cell stands for the one above: 同上, （同上栏）, 〃."""
    return _DITTO.fullmatch(said) is not None


def number_meant(said: str) -> str:
    """The number of the row whose cell one stands for: 同第1项, 同序号2; nothing for others."""
    found = _AS_NUMBER.fullmatch(said)
    return found[1] if found else ""


def as_above(stated: Statement, said: str, above: Statement | None) -> Statement:
    """A statement, with what it takes from the one above: 责任单位：同上；完成时限：9月底."""
    if above is None:
        return stated
    for label in LABEL.finditer(said):
        if not _VALUE.match(said, label.end()):
            continue
        role = role_of(words_of(label))
        if role is not None:
            taken = {
                Role.LEAD: above.owners.lead,
                Role.COOPERATING: above.owners.cooperating,
                Role.UNIT: above.owners.units,
            }[role]
            owners = stated.owners.with_names(role, taken)
            certain = owners.certain and above.owners.certain
            stated = replace(stated, owners=replace(owners, certain=certain))
        elif tells_when(words_of(label)):
            stated = replace(stated, deadline=above.deadline)
    return stated
