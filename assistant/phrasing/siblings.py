"""Catch the number of one clause of a rule said of what another clause is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.phrasing.beside import LABEL
from assistant.phrasing.cases import completed
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.words import words

_CUT = re.compile("[；。\n]|（[0-9一二三四五六七八九十]+）|(?<![0-9.])[0-9]+[.．、](?![0-9])")
_COMMA = re.compile("[，：]")
_MEASURES = {
    "时": "分钟?|小时|时|天|日|周|个月|月|年|个工作日",
    "元": "[万亿]*元",
    "%": "%|成",
}
_MEASURE = "[万亿]*(?:{})|[户台栋名人家个项条处所次场期枚只吨亩件套倍轮座]|公里|平方"
_MEASURED = re.compile(
    "(?<![0-9.])(?P<n>[0-9]+(?:\\.[0-9]+)?)(?P<of>"
    + _MEASURE.format("|".join(_MEASURES.values()))
    + ")"
)
_DATE = re.compile("(?:20[0-9]{2}年)?[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|20[0-9]{2}年")
_ENOUGH = 0.5  # of the words that only one stretch has: so many say that it is meant
_JOINS = re.compile("^(?:以及|还有|或者?|和|与|及|并)")
_LEAD = 3  # characters with which a clause begins, that tell it from the others
_OWN = 2  # pairs of characters that only one clause of a row has
_FEW = 2  # pairs of characters that may be there by chance


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """Numbers (clauses as letters) that evidence puts beside something else.

    路内停车泊位60分钟, where it has （一）路内停车泊位30分钟 and （二）医院停车场60分钟.
    """
    faults = []
    told = [list(_stretches(one)) for one in grounds]
    for place, clause in enumerate(clauses):
        before = clauses[place - 1] if place else ""
        before = "" if _MEASURED.search(before) else f"{before}|"
        if any(before and before in _above(one) for one in grounds):
            before = ""  # what a rule says of all its cases tells none of them
        for piece, said in _pieces(clause):
            found = [
                piece in one.all or _belongs(said, f"{before}{piece}", some)
                for one, some in zip(grounds, told, strict=True)
            ]
            if False in found and True not in found:
                faults.append(f"“{said.group()}”说的是另一种情形")
    return faults


def _above(ground: Ground) -> str:
    """What stands in front of the cases that a rule numbers, as letters; nothing without any."""
    ahead = re.split("[：:]\\s*（[一二三四五六七八九十]+）", ground.item.text)
    return f"{letters(canonical(ahead[0])).strip('|')}|" if len(ahead) > 1 else ""


def crossed(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """What one clause of a rule says, said of what another one begins with.

    出租场所的电梯，建设单位为使用管理单位, where that is said of 未移交的电梯.
    """
    faults = []
    rows = [row for one in grounds for row in _rows(one)]
    for place, clause in enumerate(clauses):
        for said in (clause, f"{clauses[place - 1]}|{clause}" if place else ""):
            if any(_is_crossed(said, row) for row in rows):
                faults.append(f"“{said}”说的是另一种情形")
    return faults[:1]


def _rows(ground: Ground) -> Iterator[list[str]]:
    """The clauses of an item that stand in one row: those numbered, or parted by ；."""
    for sentence in canonical(completed(ground.item.text)).split("。"):
        row = [letters(part).strip("|") for part in _CUT.split(sentence.split("：")[-1])]
        row = [part for part in row if len(part) > _LEAD and "下列" not in part]
        if len(row) > 1:
            yield row


def _is_crossed(said: str, row: Sequence[str]) -> bool:
    """Whether a text begins as one clause of a row does, and goes on as only another one does."""
    heads = [_begun(said, one) for one in row]
    longest = max(heads)
    if not longest or heads.count(longest) > 1 or longest == len(said):
        return False
    mine = heads.index(longest)
    head, rest = said[:longest], said[longest:]
    first, _, second = said.partition("|")
    # The clause before has to be no more than the case; 维护保养单位… would be a statement anew.
    anew = any(_begun(_JOINS.sub("", second), one) for one in row)
    if second and (first != head.rstrip("|") or anew):
        return False
    if any(head[:_LEAD] in one for n, one in enumerate(row) if n != mine):
        return False
    foreign = {p for p in _pairs(rest) if any(p in one for one in row) and p not in row[mine]}
    others = [one for n, one in enumerate(row) if n != mine]
    told = [pair for pair in foreign if sum(pair in one for one in others) == 1]
    held = any(p in row[mine] for p in _pairs(rest) if not any(p in one for one in others))
    return len(told) >= _OWN and not held and any(all(p in one for p in foreign) for one in others)


def _begun(said: str, clause: str) -> int:
    """How many characters a text and a clause have in common from the first on, if enough."""
    size = sum(1 for _ in takewhile(lambda two: two[0] == two[1], zip(said, clause, strict=False)))
    return size if size >= _LEAD else 0


def _stretches(ground: Ground) -> Iterator[str]:
    """Parts of an item with a number each, and the words that lead up to it or go on from it."""
    for sentence in _CUT.split(completed(ground.item.text)):
        held = ""
        cells = [letters(canonical(cell)) for cell in sentence.split("\t")]
        if not len(cells) % 2 and not any(map(_MEASURED.search, cells[::2])):  # labels and values
            yield from (f"{a}|{b}" for a, b in zip(cells[::2], cells[1::2], strict=True))
            continue
        sentence = sentence.replace("\t", "，")
        for part in _COMMA.split(canonical(sentence)):
            plain = letters(part).strip("|")
            if _MEASURED.search(held) and _MEASURED.search(plain):
                yield held
                held = ""
            held = f"{held}|{plain}" if held else plain
        if _MEASURED.search(held):
            yield held


def _pieces(clause: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Each number of a clause with the words around it that speak of no other of its kind."""
    for piece in re.split("[|、]", _DATE.sub("|", clause)):
        found = list(_MEASURED.finditer(piece))
        for said in found:
            alike = [one for one in found if _kind(one["of"]) == _kind(said["of"])]
            place = alike.index(said)
            start = alike[place - 1].end() if place else 0
            end = said.end() if said is not alike[-1] else len(piece)
            yield piece[start:end], said


def _kind(measure: str) -> str:
    kinds = (
        kind for kind, form in _MEASURES.items() if re.fullmatch(f"[万亿]*(?:{form})", measure)
    )
    return next(kinds, measure)


def _belongs(said: re.Match[str], text: str, stretches: Sequence[str]) -> bool | None:
    """Whether words around a number are those of a stretch that has it; None if unknown."""
    whole = re.compile(rf"(?<![0-9.]){re.escape(said.group())}")
    alike = [
        s for s in stretches if _kind(said["of"]) in {_kind(m["of"]) for m in _MEASURED.finditer(s)}
    ]
    holders = [one for one in alike if whole.search(one)]
    others = [one for one in alike if one not in holders]
    if not holders or not others:
        return None
    if labels := set(LABEL.findall(text)):  # e类 tells the row, whatever stands above all of them
        known = [bool(labels & set(LABEL.findall(one))) for one in holders]
        if any(known) or any(labels & set(LABEL.findall(one)) for one in others):
            return any(known)
    mine = max(_share(text, one, others) for one in holders)
    theirs = max(_share(text, one, holders) for one in others)
    return not (theirs >= _ENOUGH and mine < _ENOUGH * theirs)


def _share(text: str, stretch: str, others: Sequence[str]) -> float:
    """How much of what only one stretch has, of all these, a text has too."""
    own = _pairs(stretch) - {pair for other in others for pair in _pairs(other)}
    held = {pair for pair in own if pair in text}
    return len(held) / len(own) if len(held) >= _FEW else 0.0


def _pairs(text: str) -> set[str]:
    return telling_pairs(_MEASURED.sub("|", re.sub("不低于|不超过", "|", text)))


def telling_pairs(text: str) -> set[str]:
    """The pairs of neighbouring Chinese characters that tell a thing, none of glue alone."""
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    return {
        pair
        for pair in pairs
        if re.fullmatch(f"[{HAN}]{{2}}", pair)
        and pair not in words().glue
        and not set(pair) <= words().function
    }
