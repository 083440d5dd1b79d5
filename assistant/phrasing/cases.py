"""Catch what a rule says of one case, said of another one: who acts, what it costs, who has to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.words import words

_OFFICE = (
    "部门|单位|政府|委员会|中心|机构|机关|企业|公司|集团|协会|法院|总队|支队|大队|"
    "[市省区县国](?:局|委|办|厅)|(?:管理|监管|保障|资源|环境|文旅|公安|财政|民政|教育|交通)(?:局|处|所)"
)
_BY = re.compile(f"(?<![理自缘])由(?P<who>[{HAN}]{{0,20}}?(?:{_OFFICE}))(?P<does>.*)")
_CASE = re.compile("的(?=\\||处[0-9不]|由|并处|可以处|给予|[按每]|罚)")
_SUM = re.compile("(?<![0-9.])[0-9]+(?:[.][0-9]+)?[万亿]*元")
_SUBJECT = re.compile(
    f"(?P<who>[{HAN}]{{2,10}}?)(?P<does>(?:应当|不得|不需|无需|可以|必须|须|不)[{HAN}]{{3,}})"
)
_NAME, _DOES = 3, 6  # characters that tell who, and what is done
_OF_CASE = 2  # pairs of characters that only one case has, where nothing of another is said
_ENOUGH = 3  # pairs of characters that only one case has: so many say that it is meant
_PENALTY = re.compile("(?<=的[，,])(?:可以|并)?处(?=[0-9０-９一二三四五六七八九十两])")


@dataclass(frozen=True, slots=True)
class _Case:
    """Who does something in one case of a rule, and the pairs of characters that tell it."""

    who: str
    case: frozenset[str]  # of what stands in front of the office
    pairs: frozenset[str]


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """What a sentence (clauses as letters) says of one case, and a rule of another one."""
    return [
        *_offices(clauses, grounds),
        *(fault for one in grounds for fault in _sums(clauses, one)),
        *(fault for one in grounds for said in clauses for fault in _subjects(said, one)),
    ]


def _offices(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """由公安机关责令改正 of a case in which evidence has 由消防机构责令改正."""
    told = [case for one in grounds for case in _told(completed(one.item.text))]
    if len({case.who for case in told}) < 2:
        return []
    return [
        f"所引条目里这件事由“{other}”做"
        for case in _cases(clauses, [one.who for one in told])
        if (other := _meant(case, told))
    ]


def _sums(clauses: Sequence[str], ground: Ground) -> list[str]:
    """A fine that the rule has for another case than the one said before it (迟到的，处…元)."""
    parts = [letters(part) for part in re.split("[。；\n]", canonical(completed(ground.item.text)))]
    cut = [_cut(part) for part in parts]
    rows = [(_pairs(case), set(_SUM.findall(rest))) for case, rest in cut if _SUM.search(rest)]
    case, rest = _cut("|".join(clauses))
    said = set(_SUM.findall(rest))
    if len(rows) < 2 or not case or not said or _CASE.search(rest):
        return []
    fits = []
    for place, (pairs, sums) in enumerate(rows):
        others = frozenset().union(*(one for n, (one, _) in enumerate(rows) if n != place))
        fits.append((len(_pairs(case) & (pairs - others)), sums))
    (first, sums), (second, _) = sorted(fits, key=lambda fit: -fit[0])[:2]
    if first < _ENOUGH or first <= 2 * second:
        return []
    elsewhere = frozenset().union(*(some for _, some in rows))
    return [f"“{one}”说的是另一种情形" for one in sorted(said & elsewhere - sums)]


def _cut(text: str) -> tuple[str, str]:
    """A rule cut behind its case: 迟到的 and what is done then."""
    found = _CASE.search(text)
    return (text[: found.end()], text[found.end() :]) if found else ("", text)


def _subjects(said: str, ground: Ground) -> list[str]:
    """分公司应当单独申请, where a rule says that of 子公司 and something else of 分公司."""
    parts = [letters(part).strip("|") for part in re.split("[。；\n]", canonical(ground.item.text))]
    for part in parts:
        told = _SUBJECT.match(part)
        place = said.find(told["does"][:_DOES]) if told else -1
        if told is None or place < _NAME or told["who"] in said[:place]:
            continue
        who = said[place - _NAME : place]
        others = [other for other in parts if other is not part and who in other]
        if others and who not in part and re.fullmatch(f"[{HAN}]+", who):
            return [f"所引条目写的是“{told['who']}{told['does'][:_DOES]}”"]
    return []


def completed(text: str) -> str:
    """A rule as written, with the office of a penalty where it is not said again.

    迟到的，由卫生部门处五百元罚款；缺席的，处一千元罚款 has the same office for both.
    """
    sentences = []
    for sentence in re.split("(?<=[。\n])", text):
        who, parts = "", []
        for part in re.split("(?<=[；;])", sentence):
            said = _BY.search(part)
            if who and not said and "由" not in part:
                part = _PENALTY.sub(f"由{who}\\g<0>", part, count=1)
            who = said["who"] if said else who
            parts.append(part)
        sentences.append("".join(parts))
    return "".join(sentences)


def _told(text: str) -> Iterator[_Case]:
    """The cases of a rule: what stands in a part of it before and behind 由 and an office."""
    for sentence in re.split("[。；\n]", canonical(text)):
        clauses = [letters(one).strip("|") for one in re.split("[，：]", sentence)]
        yield from _cases([one for one in clauses if one], ())


def _cases(clauses: Sequence[str], known: Sequence[str]) -> Iterator[_Case]:
    """The cases of a text; one that `known` offices begin a clause with is one too."""
    held = case = who = ""
    for clause in clauses:
        said = _BY.search(clause)
        first = next((name for name in known if clause.startswith(name)), "")
        if said or first:
            if who:
                yield _Case(who, _pairs(case), _pairs(held))
                held = case = ""
            who = said["who"] if said else first
            before = clause[: said.start()] if said else ""
            behind = said["does"] if said else clause[len(first) :]
            case = f"{held}|{before}"
            held = f"{case}|{behind}"
        else:
            held += f"|{clause}"
    if who:
        yield _Case(who, _pairs(case), _pairs(held))


def _meant(said: _Case, told: Sequence[_Case]) -> str:
    """The office of the case that is meant, where it is another one than the office said."""
    mine = [one for one in told if _same(said.who, one.who)]
    others = [one for one in told if not _same(said.who, one.who)]
    if not mine or not others:
        return ""
    ours = frozenset().union(*(one.pairs for one in mine))
    theirs = frozenset().union(*(one.pairs for one in others))
    held = len(said.pairs & (ours - theirs))
    best = max(others, key=lambda one: len(said.pairs & (one.pairs - ours)))
    size = len(said.pairs & (best.pairs - ours))
    if size >= _ENOUGH and size > 2 * held:
        return best.who
    # The case alone is that of the other one, whatever is done then.
    case = frozenset().union(*(one.case for one in mine))
    only = len(said.case & (best.case - case))
    return best.who if only >= _OF_CASE and not said.case & (case - best.case) else ""


def _same(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _pairs(text: str) -> frozenset[str]:
    glue, function = words().glue, words().function
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    return frozenset(
        pair
        for pair in pairs
        if re.fullmatch(f"[{HAN}]{{2}}", pair) and pair not in glue and not set(pair) <= function
    )
