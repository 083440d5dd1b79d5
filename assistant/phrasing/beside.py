"""Catch a number in the place of another: 新建0.7万亩, where the evidence has 新建1.8万亩."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.phrasing.cases import completed
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground

_LONGEST, _LEAST = 6, 2  # characters in front of a number that tell what it is of
_AMOUNT = re.compile(
    "(?P<n>(?<![0-9.])[0-9]+(?:\\.[0-9]+)?[万亿]*)"
    f"(?P<of>个工作日|个月|工作日|平方米|立方米|公里|公顷|小时|分钟|[%{HAN}])"
)
_NO_MEASURE = re.compile("[月日时年号至到和与、]")  # days and rows of numbers are judged elsewhere
# What tells rows apart that are alike but for it.
LABEL = re.compile("[a-z]类|[甲乙丙丁戊1-9]类|[1-9]级|第[1-9]档")
_IN_TURN = re.compile(
    f"分别[{HAN}]{{0,8}}?([0-9][^|]*?(?:[、和与][{HAN}]{{0,4}}?[0-9.]+[万亿]*[{HAN}%]{{1,3}})+)"
)
_AHEAD = f"[{HAN}a-z]{{{_LEAST},{_LONGEST}}}\\|?$"
_BOUND = re.compile("不低于|不超过|达到|约")


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """Numbers behind words that in the evidence have another number of the same measure there."""
    said = _BOUND.sub("", "|".join(clauses))
    body = "||".join(map(_told, grounds))
    faults = []
    for amount in _AMOUNT.finditer(said):
        if _NO_MEASURE.match(amount["of"]):
            continue
        ahead = re.search(_AHEAD, said[: amount.start()])
        if ahead and _other(amount, ahead.group(), body):
            faults.append(f"“{amount.group()}”说的不是“{ahead.group()}”")
    for clause in clauses:
        faults += _of_label(_BOUND.sub("", clause), body)
    return faults + _in_turn(said, body)


def _of_label(clause: str, text: str) -> list[str]:
    """B类50%, where the evidence has C类50%."""
    faults = []
    for label in LABEL.finditer(clause):
        rest = LABEL.split(clause[label.end() :])[0]
        amount = _AMOUNT.search(rest)
        pieces = [
            LABEL.split(text[found.end() :])[0].split("|")[0]
            for found in re.finditer(re.escape(label.group()), text)
        ]
        told = [
            o["n"]
            for p in pieces
            for o in _AMOUNT.finditer(p)
            if amount and o["of"] == amount["of"]
        ]
        if amount and told and amount["n"] not in told:
            faults.append(f"“{amount.group()}”说的不是“{label.group()}”")
    return faults


def _in_turn(said: str, text: str) -> list[str]:
    """分别补助6万元、4万元、4万元, where the evidence has 6, 4 and 2."""
    told = [_AMOUNT.findall(row) for row in _IN_TURN.findall(text)]
    faults = []
    for row in _IN_TURN.findall(said):
        mine = _AMOUNT.findall(row)
        alike = [one for one in told if len(one) == len(mine) and one[-1][1] == mine[-1][1]]
        if alike and mine not in alike:
            faults.append(f"“{row}”与所引条目的数字不同")
    return faults


def _other(amount: re.Match[str], ahead: str, text: str) -> bool:
    """Whether a text has another number behind the most of these words that it has, not this."""
    for size in range(len(ahead), _LEAST - 1 + ahead.endswith("|"), -1):
        form = rf"{re.escape(ahead[-size:])}([0-9]+(?:\.[0-9]+)?[万亿]*){re.escape(amount['of'])}"
        if told := set(re.findall(form, text)):
            return amount["n"] not in told
    return False


def _told(ground: Ground) -> str:
    time = ground.item.deadline.text if ground.item.deadline else ""
    text = f"{completed(ground.item.text)}，{time}".replace("\t", "，")
    return _BOUND.sub("", letters(canonical(text)))
