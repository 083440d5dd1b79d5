"""Catch what a rule says in one case or of one thing, said in another case or of another thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.phrasing.cases import completed
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground, without_orders
from assistant.phrasing.words import words

_PART = re.compile("[。；;\n]")
_THEN = 4  # characters of what is done in a case that tell it from others
_MEANT = 0.6  # of the pairs of a case: so many say that it is meant
_SUBJECT = re.compile(
    f"^(?P<what>[{HAN}a-z、]{{2,20}}?)(?P<does>(?:应当|不得|可以|必须|由|为|不超过|不低于|有效期)[^|]{{3,}})"
)
_BY = re.compile(f"^(?P<what>[{HAN}、]{{2,20}}?)由(?P<who>[{HAN}]{{2,14}})")
_LINK = re.compile(
    "^(?:并且?|同时|且|还应?当?|另)(?![列联])(?=.{4})"
)  # ties it to what stands before
_ENOUGH = 6  # characters of what is said of a thing that are the evidence's own
_NAMED = 2  # pairs of characters that two names of one thing have in common


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a rule: its case, what is done then, and all of it, as letters."""

    case: str
    then: str
    whole: str
    before: str  # the parts of the item in front of it


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """What clauses (letters) say in another case, or of another thing, than the evidence."""
    parts = [part for one in grounds for part in _parts(one.item.text)]
    return [*_in_other_cases(clauses, parts), *_of_other_things(clauses, parts)]


def _in_other_cases(clauses: Sequence[str], parts: Sequence[_Part]) -> Iterator[str]:
    """解除合同 behind 出具虚假证明的, where the evidence has it behind 逾期不改正的."""
    case = ""
    for place, clause in enumerate(clauses):
        if clause.endswith("的"):
            follows = place and clauses[place - 1].endswith("的")
            case = f"{case}|{clause}" if follows else clause
            continue
        clause = _LINK.sub("", clause)
        if not case or len(clause) < _THEN:
            continue
        holders = [part for part in parts if clause in part.then or clause in part.case]
        if any(part.whole.startswith(clause) for part in holders):
            case = ""  # a sentence of its own begins
            continue
        ahead = _pairs("|".join(clauses[:place]))
        if holders and not _is_of(case, ahead, holders, parts):
            yield f"“{clause}”说的是另一种情形"


def _is_of(case: str, ahead: set[str], holders: Sequence[_Part], parts: Sequence[_Part]) -> bool:
    """Whether what is done stands in the case that is said, or nobody knows which is meant."""
    said = _pairs(case)
    if any(part.case == case for part in parts):
        return any(
            one.case == case or (_pairs(one.case) <= ahead and _fits(one, said, ahead))
            for one in holders
        )
    known = any(_share(said, _pairs(part.case)) >= _MEANT for part in parts if part.case)
    return not known or any(_fits(one, said, ahead) for one in holders)


def _fits(part: _Part, said: set[str], ahead: set[str]) -> bool:
    """Whether a part of a rule is of the case that is said."""
    if not part.case:
        return _share(said, _pairs(f"{part.before}|{part.whole}")) >= _MEANT
    own = _pairs(part.case)
    return _share(own, ahead) >= _MEANT or _share(said, own) >= _MEANT


def _of_other_things(clauses: Sequence[str], parts: Sequence[_Part]) -> Iterator[str]:
    """劳动合同由受理部门核查, where the evidence says that of 社会保险信息 alone."""
    body = "|".join(part.whole for part in parts)
    told = [match for clause in body.split("|") if (match := _SUBJECT.match(clause))]
    for clause in clauses:
        said = _SUBJECT.match(clause)
        if said is None:
            continue
        what = _pairs(said["what"])
        first = said["does"][:_ENOUGH]
        others = [match["what"] for match in told if match["does"][:_ENOUGH] == first]
        mine = any(what & _pairs(other) for other in others)
        # Where it stands without a thing too, what it is said of is told elsewhere.
        if others and not mine and said["what"] in body and body.count(first) == len(others):
            yield f"所引条目写的是“{others[0]}{first}”"
        yield from _by_others(clause, body)


def _by_others(clause: str, body: str) -> Iterator[str]:
    """社会保险证明由申请人提交, where the evidence has 社会保险信息由受理部门核查."""
    said = _BY.match(clause)
    if said is None:
        return
    what = _pairs(said["what"])
    told = [
        match
        for piece in body.split("|")
        if (match := _BY.match(piece)) and len(what & _pairs(match["what"])) >= _NAMED
    ]
    if told and f"由{said['who'][:2]}" not in body:
        yield f"所引条目写的是“{told[0].group()}”"


@lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[_Part, ...]:
    found: list[_Part] = []
    before = ""
    for part in _PART.split(canonical(completed(without_orders(text)).replace("\t", "，"))):
        clauses = [letters(one).strip("|") for one in re.split("[，：]", part)]
        clauses = [one for one in clauses if one]
        cases = [place for place, clause in enumerate(clauses) if clause.endswith("的")]
        cut = cases[-1] + 1 if cases and cases[-1] + 1 < len(clauses) else 0
        case, then = "|".join(clauses[:cut]), "|".join(clauses[cut:])
        if then:
            whole = "|".join(clauses)
            found.append(_Part(case, then, whole, before))
            before = f"{before}|{whole}"
    return tuple(found)


def _share(some: set[str], others: set[str]) -> float:
    return len(some & others) / len(some) if some else 0.0


def _pairs(text: str) -> set[str]:
    pairs = {text[at : at + 2] for at in range(len(text) - 1)}
    return {
        pair
        for pair in pairs
        if re.fullmatch(f"[{HAN}a-z0-9]{{2}}", pair) and not set(pair) <= words().function
    }
