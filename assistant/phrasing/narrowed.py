"""Catch a statement of the evidence said without what it depends on, or of more than it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.passages import language
from assistant.phrasing.cleaning import HAN
from assistant.phrasing.matching import JOINS, covering, says, words_of
from assistant.phrasing.statements import Statement, is_case

_THINGS = {language.NOUN, language.NAME, language.ORGANISATION, "vn", "v", "an"}
_WHICH = {*_THINGS, "a", "b", "m", "d", "q", "u", "ad"} - {"v"}  # kinds that say which one
_MOST = 0.5  # of a clause of the evidence, as far as it is copied at all
_ENDS = 2  # characters with which two clauses end alike
_HOW = re.compile("首次|初次|连续|累计|单独|独立|专门|实际|依法|合法|有效")
_OR = re.compile("或者?(?=..)")
_SINCE = re.compile("自(?P<what>[^|]{2,16}?)之日起")
_CHOICE = re.compile("或者?|、")
_CHANGE = re.compile(
    "(?P<verb>延长|缩短|提高|提升|降低|下降|增加|减少|上浮|下浮|扩大|压缩|压减|上调|下调)"
    f"(?P<to>[至到为])?(?:不低于|不超过|约|了)?(?P<by>[0-9][0-9.]*[万亿]*(?:%|个?[{HAN}]{{1,3}})?)"
)
SCOPE = re.compile("全面|全天|全程|全体|全部|各类|各种|所有|一律|任何|每(?![0-9百千万])..?")
_STRONG = re.compile("应当|(?<![适响供相对反效感])应(?!急|用|对)|必须|须(?!知)|务必")
_SOFT = re.compile("鼓励|支持|提倡|倡导|(?<!不)可以?(?!持续)|自愿|试点|探索|力争|争取|引导|允许")


def faults_of(
    clause: str, said: Sequence[str], told: Sequence[Statement], whole: str, *, binds: bool
) -> list[str]:
    """What a clause (letters) with words `said` leaves out of the statement that it says.

    `whole` is the sentence; `binds`, whether the evidence is a rule, so that every word counts.
    """
    faults = [f"所引条目里“{clause}”有条件"] if binds and _bare(clause, said, told, whole) else []
    more = (
        _qualifiers(clause, said, told, whole) if binds else "",
        _bound(clause, said, told, whole),
        _since(clause, said, told, whole),
        _changed(clause, told),
    )
    faults += [f"所引条目写的是“{one}”" for one in more if one]
    if word := _widened(clause, said, told):
        faults.append(f"“{word}”不在所引条目中")
    return faults


def _bare(clause: str, said: Sequence[str], told: Sequence[Statement], whole: str) -> bool:
    """Whether the evidence says a clause in a case only, which a sentence leaves out."""
    if len(said) < 2:
        return False
    held = covering(said, told)
    return bool(held) and all(_needs(one, clause, whole, told) for one in held)


def _needs(one: Statement, clause: str, whole: str, told: Sequence[Statement]) -> bool:
    """Whether a case stands before a clause, and another case beside it has another outcome."""
    said = words_of(clause, (one,))
    place = next((n for n, c in enumerate(one.clauses) if all(w in c for w in said)), 0)
    case = next((c for c in reversed(one.clauses[:place]) if is_case(c)), "")
    of_case = words_of(case, (one,))
    if not of_case or any(word in whole for word in of_case):
        return False
    return any(
        2 * sum(w in other for w in said) >= len(said) and not all(w in other for w in said)
        for rival in told
        if rival is not one and rival.case and rival.row == one.row
        for other in rival.clauses
    )


def _qualifiers(clause: str, said: Sequence[str], told: Sequence[Statement], whole: str) -> str:
    """Words with which the evidence says which one is meant, and that a sentence leaves out."""
    found = ""
    for one in covering(said, told):
        parts = _homes(said, one)
        if 2 * sum(len(held) for _, held in parts) < len(said):
            continue  # of the statement before it
        gone = [_left_out(part, clause, held, whole) for part, held in parts if len(held) > 1]
        if not any(gone):
            return ""
        found = found or next(filter(None, gone))
    return found


def _homes(said: Sequence[str], one: Statement) -> list[tuple[str, list[str]]]:
    """The clauses that have the words of a clause: the one that has the most, and for the rest."""
    left, homes = list(said), []
    while left:
        part = max(one.clauses, key=lambda c: sum(len(w) for w in left if w in c))
        held = [w for w in left if w in part]
        if not held:
            break
        homes.append((part, held))
        left = [w for w in left if w not in held]
    return homes


def _left_out(part: str, clause: str, held: Sequence[str], whole: str) -> str:
    """What stands in a clause of the evidence right in front of a thing, and is left out."""
    covered = _covered(part, clause, held)
    cut = language.words(part) if covered else ()
    for place, word in enumerate(cut):
        if not all(covered[word.start : word.end]) or word.kind not in _THINGS:
            continue
        gap: list[language.Word] = []
        for before in reversed(cut[:place]):
            known = before.text in clause and before.text != "的"
            if known or any(covered[before.start : before.end]):
                break
            gap.insert(0, before)
        text = "".join(one.text for one in gap)
        if word.kind == "v" and not text.endswith("的") and any(w.kind in _THINGS for w in gap):
            continue  # who does it, or what it is done to
        if _OR.match(text) and not is_case(clause):
            return text
        new = not any(one.text in whole for one in gap if len(one.text) > 1)
        tells = not JOINS.search(text) and any(map(_tells_which, gap))
        if new and tells and (text.endswith("的") or all(w.kind in _WHICH for w in gap)):
            return text
    return ""


def _covered(part: str, clause: str, held: Sequence[str]) -> list[bool]:
    """For each character of a clause of the evidence, whether what is said has it there.

    Nothing where too little of it is copied.
    """
    covered = [False] * len(part)
    for word in held:
        for found in re.finditer(re.escape(word), part):
            covered[found.start() : found.end()] = [True] * len(word)
    same = next((len(clause) - n for n in range(len(clause)) if part.endswith(clause[n:])), 0)
    if same >= _ENDS:
        begins = [one.start for one in language.words(part) if one.start >= len(part) - same]
        for at in range(min(begins, default=len(part)), len(part)):
            covered[at] = True
    places = [at for at, so in enumerate(covered) if so]
    first, last = places[0], places[-1] + 1
    if sum(covered) < _MOST * (last - first):
        return []
    for one in language.words(part):
        if first <= one.start < last and one.kind in _THINGS and one.text in clause:
            covered[one.start : one.end] = [True] * len(one.text)
    return covered


def _tells_which(word: language.Word) -> bool:
    """Whether a word in front of a thing says which one it is."""
    if word.kind in {"d", "ad"}:
        return bool(_HOW.match(word.text))
    return says(word) or word.kind in {"m", "a", "b"}


def _widened(clause: str, said: Sequence[str], told: Sequence[Statement]) -> str:
    """全面开具, where the evidence has 试点开具."""
    held = covering(said, told) if len(said) > 1 else []
    for found in SCOPE.finditer(clause):
        if held and not any(found.group()[:2] in one.whole for one in held):
            return found.group()
    return ""


def _bound(clause: str, said: Sequence[str], told: Sequence[Statement], whole: str) -> str:
    """鼓励 where the evidence binds, or 应当 where it leaves free; nothing where it says so too."""
    held = covering(said, told)
    strong, soft = bool(_STRONG.search(clause)), bool(_SOFT.search(clause))
    if not held or strong == soft:
        return ""
    mine, theirs = (_STRONG, _SOFT) if strong else (_SOFT, _STRONG)
    found = [other.group() for one in held if (other := theirs.search(one.text))]
    if len(found) == len(held) and not any(mine.search(one.whole) for one in held):
        return found[0]
    for one in held if strong else ():
        if _topic(one, said, whole) and any(
            _SOFT.search(o.text) and _alike(said, o) for o in told if o is not one
        ):
            return one.clauses[0]
    return ""


def _topic(one: Statement, said: Sequence[str], whole: str) -> bool:
    """Whether a statement begins with what it is of, and a sentence leaves that out."""
    first = words_of(one.clauses[0], (one,))
    rest = "|".join(one.clauses[1:])
    known = sum(w in whole for w in first)
    return all(w in rest for w in said) and 2 * known < len(first)


def _alike(said: Sequence[str], one: Statement) -> bool:
    """Whether a statement has at least half of some words."""
    return 2 * sum(word in one.text for word in said) >= len(said)


def _since(clause: str, said: Sequence[str], told: Sequence[Statement], whole: str) -> str:
    """自受理之日起, where the evidence has 自受理截止之日起.

    Of 自死亡或者失踪之日起 one may be left out in a sentence that is of the other: 死亡的，自….
    """
    begins = _SINCE.search(clause)
    others = [one for part in covering(said, told) for one in _SINCE.finditer(part.text)]
    if begins is None or not others or any(o["what"] == begins["what"] for o in others):
        return ""
    for other in others:
        choices = _CHOICE.split(other["what"])
        if begins["what"] in choices:
            rest = whole.replace(begins.group(), "")
            meant = [one for one in choices if one in rest]
            return "" if meant == [begins["what"]] else other.group()
    if any(o["what"].endswith(begins["what"]) for o in others):
        return ""
    alike = [o for o in others if o["what"].startswith(begins["what"])]
    return alike[0].group() if alike else ""


def _changed(clause: str, told: Sequence[Statement]) -> str:
    """延长20个工作日, where the evidence has 延长至20个工作日; and the other way round."""
    for said in _CHANGE.finditer(clause):
        known = [
            one
            for statement in told
            for one in _CHANGE.finditer(statement.text)
            if (one["verb"], one["by"]) == (said["verb"], said["by"])
        ]
        if known and not any(bool(one["to"]) == bool(said["to"]) for one in known):
            return known[0].group()
    return ""
