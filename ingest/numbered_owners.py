"""Sentences that say by their numbers which points are whose: 第1—2项由X负责，第3项由Y牵头."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.owner_sentences import helpers_behind
from ingest.owners import Owners, are_offices, names

_LIST = r"\d{1,2}(?:\s*[、，,和及—–\-~～至到]+\s*第?\d{1,2})*"
_SAID = re.compile(
    rf"(?:(?:以上|上述|以下|其中)[，,]?)?第\s?(?P<numbers>{_LIST})\s?(?:项|条|点|款)"
    r"(?:重点)?(?:任务|工作|事项|措施)?(?:均|统一|分别|具体)?由(?P<who>[一-鿿（）()、A-Za-z]{2,90}?)"
    r"(?:共同|联合|按(?:照)?(?:各自)?职责(?:分工)?)?(?P<verb>牵头|负责|主办|落实|实施)"
)
_RANGE = re.compile(r"(\d{1,2})\s*(?:[—–\-~～至到]+\s*第?(\d{1,2}))?")


@dataclass(frozen=True, slots=True)
class Numbered:
    """Which numbers a clause speaks of, who does them, and what it says from there on."""

    numbers: frozenset[int]
    owners: Owners
    said: str


def numbered_of(text: str) -> tuple[Numbered, ...]:
    """What a text says of points by their numbers; nothing where it only cites: 按第3条由X审批."""
    if "第" not in text or "由" not in text:
        return ()
    found = [one for one in _SAID.finditer(text) if _begins(text, one)]
    ends = [*(one.start() for one in found[1:]), len(text)]
    told: list[Numbered] = []
    for one, end in zip(found, ends, strict=False):
        if not are_offices(one["who"]):
            continue
        said = re.split("[。；;\n]", text[one.start() : end], maxsplit=1)[0]
        owners = Owners(lead=names(one["who"]))
        if one["verb"] in {"落实", "实施"}:
            owners = Owners(units=names(one["who"]))
        helping = helpers_behind(text[:end], one.end())
        told.append(Numbered(_numbers(one["numbers"]), replace(owners, cooperating=helping), said))
    return tuple(told)


def _begins(text: str, found: re.Match[str]) -> bool:
    """Whether a clause begins there, as no citation inside a sentence does."""
    before = text[: found.start()].rstrip(" \t\u3000")
    return not before or before[-1] in "。；;，,\n（(：:"


def _numbers(written: str) -> frozenset[int]:
    """1—3 is 1, 2 and 3; 1、3 is two."""
    ranges = ((int(a), int(b or a)) for a, b in _RANGE.findall(written))
    return frozenset(n for first, last in ranges for n in range(first, last + 1))
