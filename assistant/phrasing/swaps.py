"""Catch the evidence's own words in a place where it has others, or bare of what denies them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.passages import language
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.words import vague, words

_SIDE = 3  # characters in front and behind that say which place it is
_LONGEST = 6  # characters of a thing in that place
_WORD = 2  # characters of a word that says something of its own
_SAYING_WHICH = {"n", "vn", "b", "a", "an", "j"}  # kinds of words that name a thing or say which
_DENYING = "非不未无免"
_DENIED = re.compile(f"(?<![{HAN}][是能可否])[{_DENYING}](?P<what>[{HAN}]{{2,8}})")
_DENIES = re.compile("[非不未无免没禁勿否]|防止|防范|避免|杜绝|严防|预防|取消")
_RUN = 3  # characters that say something of their own
_STRETCH = 4
_MAY = re.compile("可以?|允许|准许|能|会|要|应|需")
_FORBIDDEN = re.compile("(?:不得|禁止|严禁)[^。；]{0,8}下列[^。；：]*")
# 不需另行申请: what evidence spares somebody. One that denies it may say it in many ways.
_SPARED = re.compile(
    f"(?:无需|无须|毋需|毋须|不需要?|不必须?|不须|不用|不再|不应|免予|免于|不予|不)(?:再)?(?P<what>[{HAN}]{{3,8}})"
)
_BINDS = re.compile("(?<!不)(?<!无)(?:应当?|必须|须|需要?|要)$")
_NEXT = 4  # characters between a denial and what it denies: 不需要再
_AHEAD = 8  # characters in front that may deny what follows
_FREE = re.compile("收费|付费|有偿|处罚|罚款")


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """What clauses (letters) put where evidence has something else, or say without its denial."""
    texts = [letters(canonical(one.item.text.replace("\t", "，"))) for one in grounds]
    faults: list[str] = []
    for clause in clauses:
        for text in texts:
            faults += _exchanged(clause, text)
            faults += _replaced(clause, text)
        faults += _allowed(clause, grounds)
        faults += _needed(clause, "|".join(texts))
        faults += _bared(clause, "|".join([*texts, *(one.all for one in grounds)]))
    return faults


def _replaced(clause: str, text: str) -> list[str]:
    """在职 between 妇女和 and 妇女两病, where evidence has 生活困难 there and 在职 nowhere.

    A word that is part of what stands there, or has part of it, only says it shorter or longer.
    """
    faults = []
    for word in language.words(clause):
        left, said = clause[max(word.start - _SIDE, 0) : word.start], word.text
        right = f"{clause}|"[word.end : word.end + _SIDE]
        known = len(left) == len(right) == _SIDE and not re.search("[|、].", left + right)
        if not known or len(said) < _WORD or said in text or word.kind not in _SAYING_WHICH:
            continue
        told = re.findall(f"{left}([{HAN}]{{2,{_LONGEST}}}?){re.escape(right)}", text)
        if told and not any(set(said) & set(one) for one in told):
            faults.append(f"所引条目写的是“{left}{told[0]}{right.rstrip('|')}”")
    return faults


def _exchanged(clause: str, text: str) -> list[str]:
    """托育点 between 满6个月的 and 给予, where evidence has 助餐点 there and 托育点 elsewhere."""
    faults = []
    tagged = language.words(clause)
    ends = {w.end for w in tagged if w.kind.startswith("n") or w.kind == "vn"}
    for start in (w.start for w in tagged if w.start >= _SIDE):
        left = clause[start - _SIDE : start]
        if re.search("[|、]", left) or left not in text:
            continue
        for end in range(start + 2, min(start + _LONGEST, len(clause) - _SIDE) + 1):
            right, said = clause[end : end + _SIDE], clause[start:end]
            if re.search("[|、]", said + right) or right not in text or said not in text:
                continue
            if end not in ends or said in vague():
                continue
            told = re.findall(f"{left}([^|、]{{2,{_LONGEST}}}?){right}", text)
            if told and not any(said in one or one in said or _plain(one) for one in told):
                faults.append(f"所引条目写的是“{told[0]}{right}”，不是“{said}”")
    return faults


def _allowed(clause: str, grounds: Sequence[Ground]) -> list[str]:
    """What evidence lists as forbidden (不得有下列行为：…), said without that."""
    faults = []
    for ground in grounds:
        text = canonical(ground.item.text)
        found = _FORBIDDEN.search(text)
        listed = letters(text[found.end() :]) if found else ""
        above = letters(text[: found.start()]) if found else ""
        for start in range(len(clause) - _STRETCH + 1 if listed else 0):
            said = clause[start : start + _STRETCH]
            if said in listed and said not in above and "|" not in said:
                if not _DENIES.search(clause[:start]) and _MAY.search(clause[:start]):
                    faults.append(f"所引条目写的是“不得{said}”")
                break
    return faults


def _needed(clause: str, body: str) -> list[str]:
    """需要另行申请, where evidence has nothing but 不需另行申请 or 无需另行申请."""
    faults = []
    for spared in _SPARED.finditer(body):
        said = spared["what"][:_STRETCH]
        if len(said) < _STRETCH:
            continue
        held = [m.start() for m in re.finditer(said, body)]
        if any(not _DENIES.search(body[max(at - _NEXT, 0) : at]) for at in held):
            continue  # said of something else without the denial
        places = [m.start() for m in re.finditer(said, clause)]
        if any(not _DENIES.search(clause[max(at - _AHEAD, 0) : at]) for at in places):
            faults.append(f"所引条目写的是“{spared.group()}”")
    for spared in _SPARED.finditer(clause):  # 不需单独申请, where it has nothing but 应当单独申请
        said = spared["what"][:_STRETCH]
        ahead = [body[max(m.start() - _NEXT, 0) : m.start()] for m in re.finditer(said, body)]
        if len(said) == _STRETCH and ahead and all(map(_BINDS.search, ahead)):
            faults.append(f"所引条目要求“{said}”")
    return faults


def _plain(said: str) -> bool:
    return said in words().glue or said in words().plain or set(said) <= words().function


def _bared(clause: str, body: str) -> list[str]:
    """处方药, where evidence has nothing but 非处方药; 收费, where it has 不收费."""
    faults = []
    for denied in _DENIED.finditer(body):
        what = denied["what"]
        size = next(
            (n for n in range(len(what), _RUN - 1, -1) if what[:n] in clause),
            2 if _FREE.match(what) and what[:2] in clause else 0,
        )
        said = what[:size]
        if not size or re.search(f"(?<![{_DENYING}否]){said}", body):
            continue
        if any(not _DENIES.search(clause[: m.start()]) for m in re.finditer(said, clause)):
            faults.append(f"所引条目写的是“{denied.group()[: size + 1]}”")
    return faults
