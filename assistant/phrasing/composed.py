"""Judge how the clauses of a sentence are put together, where the evidence does not do so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.phrasing import (
    alignment,
    beside,
    borrowed,
    carried,
    cases,
    conditions,
    dating,
    opposed,
    pairing,
    portions,
    siblings,
    splices,
    swaps,
)
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground, without_orders

_CHECKS = (
    alignment.faults_of,
    conditions.faults_of,
    beside.faults_of,
    borrowed.faults_of,
    carried.faults_of,
    dating.faults_of,
    opposed.faults_of,
    pairing.faults_of,
    swaps.faults_of,
    siblings.crossed,
    siblings.faults_of,
    cases.faults_of,
    portions.faults_of,
)
_WHOLE = 4  # characters of a clause that is more than a word in passing


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """What clauses (letters) put together that the evidence does not.

    Clauses that stand one behind the other in an item, from one mark to another, are its own: what
    a check holds against these alone is no fault (夏季（6月至9月）开放至21时).
    """
    clauses = dating.without_subjects(clauses, grounds)
    spliced = splices.faults_of(clauses, grounds)
    faults = _found(clauses, grounds)
    if not faults:
        return spliced
    own = {fault for run in _runs(clauses, grounds) for fault in _found(run, grounds)}
    return [*(fault for fault in faults if fault not in own), *spliced]


def is_own(clause: str, grounds: Sequence[Ground]) -> bool:
    """Whether a clause (letters) is a whole one of each item, in its words."""
    return len(clause) >= _WHOLE and all(f"|{clause}|" in _text(one) for one in grounds)


def _found(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    return [fault for check in _CHECKS for fault in check(clauses, grounds)]


def _runs(clauses: Sequence[str], grounds: Sequence[Ground]) -> Iterator[Sequence[str]]:
    """The longest runs of clauses that stand in an item as they do here."""
    for text in map(_text, grounds):
        start = 0
        while start < len(clauses):
            end = start
            while end < len(clauses) and f"|{'|'.join(clauses[start : end + 1])}|" in text:
                end += 1
            if end > start:
                yield clauses[start:end]
            start = max(end, start + 1)


def _text(ground: Ground) -> str:
    text = canonical(without_orders(ground.item.text).replace("\t", "，"))
    bare = letters(re.sub(f"（[{HAN}]{{1,4}}）", lambda found: found.group()[1:-1], text))
    return f"|{letters(text).strip('|')}||{bare.strip('|')}|"  # 县（区）部门, and 县区部门
