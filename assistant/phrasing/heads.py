"""Judge what stands under an owner and a role: 甲牵头的有：…；…, 甲牵头…和…, 甲配合的工作包括…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.sentences import Sentence
from assistant.phrasing.words import alternation
from ingest import Role

_RUN = 5  # characters that stand together in an item by more than chance
_SHORT = 4  # of what is listed under somebody's head
_LEADS = "牵头|主办|主责|主抓|负责"
_HELPS = "配合|协助|协办"
_ROLES = (
    (re.compile("牵头|主办|主责|主抓"), {Role.LEAD}),
    (re.compile("负责"), {Role.LEAD, Role.UNIT}),
    (re.compile(_HELPS), {Role.COOPERATING}),
)
_KINDS = "(?:任务|工作|事项|要点|内容|项目)"
_DOES = f"(?P<does>(?:{_LEADS}|{_HELPS})(?:的?(?:部门|单位|处室))?)"
_HOW = "(?:今年|本年度?|当年|全年|20[0-9]{2}年度?|主要|具体|共|一共|还|也|作为|担任|需要?|所)*"
_TIE = (
    f"(?:参与|开展|承担|落实|推进)?的?(?:具体|主要|重点|全部|年度|相关)*{_KINDS}*"
    "(?:共|一共|主要|分别|具体|还|也)*(?P<tie>有|包括|包含|涵盖|涉及|是|为|如下|即)*"
    f"(?:以下|下列|这)*(?:(?P<n>[0-9]+)[项条件个]|几[项条件])?{_KINDS}*(?:如下|包括|分别[是为])*"
)
_BEGINS = "(?:^|(?<=[，；。：]))(?:其中|此外|另外|同时|而|则|并|还|也|至于)*，?"
# A clause that says of itself who does something, or what a column of its item holds.
_OWN = re.compile(
    f"由[^，；。]*(?:{_LEADS}|{_HELPS})|(?:{_LEADS}|{_HELPS})的?(?:部门|单位|处室)|(?:相关|落实|实施)单位"
    "|时间(?:节点|要求|期限)|[0-9]月[^，；。]*完成"
)
_IN_BRACKETS = re.compile("（[^（）]*）")
_WHOSE = f"{_BEGINS}由?(?P<who>[{HAN}]{{3,12}}?)(?:{_LEADS}|{_HELPS})的{_KINDS}(?=[有为是包：])"
_SOME = re.compile("包括|包含|涵盖|涉及|主要")


@dataclass(frozen=True, slots=True)
class Head:
    """Who does what, in a canonical text; `start` and `end` are where that is said."""

    names: tuple[str, ...]
    roles: frozenset[Role]
    start: int
    end: int
    lists: bool  # a colon follows: all that stands behind it is under this head
    tie: str
    number: int


def faults_of(sentence: Sentence, cited: Sequence[Ground]) -> list[str]:
    """Items that stand under the head of somebody who has no such role in them: 甲牵头…和…."""
    text = canonical(sentence.text)
    faults = _not_owners(text, cited)
    for head, under in _heads(text, cited):
        who = "、".join(head.names)
        faults += [
            f"“{who}”在“{one.item.text[:12]}”一条里不是这个角色"
            for one in _strange(head, under, cited)
        ]
        if head.lists and (
            unknown := [t for t in _things(under) if not _is_theirs(t, head, cited)]
        ):
            faults.append(f"“{unknown[0]}”不知道是不是“{who}”的")
    return faults


def _not_owners(text: str, cited: Sequence[Ground]) -> list[str]:
    """Bodies of which an item speaks, said to have a role in it: 县职业中专配合的工作为…."""
    names = {canonical(name) for one in cited for role in Role for name in one.item.owners(role)}
    own = "|".join(map(_text, cited))
    return [
        f"“{found['who']}”不是所引条目的责任部门"
        for found in re.finditer(_WHOSE, text)
        if found["who"] in own and not any(name in found["who"] for name in names)
    ]


def without_proved(
    sentence: Sentence, cited: Sequence[Ground], everything: Sequence[Ground]
) -> Sentence:
    """A sentence without a head and its colon, where all that is listed under it is theirs.

    What is listed is then judged for itself. `everything` is all that was found, if the model
    was given all: 有 says that there is no more of it.
    """
    if not sentence.parts:
        return sentence
    text = canonical(sentence.text)
    heads = [(head, under) for head, under in _heads(text, cited) if head.lists]
    first, numbers = sentence.parts[0]
    if len(heads) != 1 or heads[0][0].end > len(canonical(first)):
        return sentence
    head, under = heads[0]
    if not _is_so(head, under, cited, everything):
        return sentence
    plain = canonical(first)
    left = f"{plain[: head.start]}{plain[head.end :]}"
    return replace(sentence, parts=((left, numbers), *sentence.parts[1:]))


def _heads(text: str, cited: Sequence[Ground]) -> Iterator[tuple[Head, str]]:
    """Each head of a canonical text, with what stands under it."""
    names = {canonical(name) for one in cited for role in Role for name in one.item.owners(role)}
    if not names:
        return
    one = f"(?:{alternation(tuple(names))})"
    who = f"(?P<who>{one}(?:(?:、|和|与|及|以及){one})*)"
    forms = (
        f"{_BEGINS}由?{who}{_HOW}{_DOES}{_TIE}(?P<colon>：)",
        f"{_BEGINS}(?P<does>(?:{_LEADS}|{_HELPS})的?(?:部门|单位|处室))[为是]{who}的{_TIE}(?P<colon>：)",
        f"{_BEGINS}{who}{_HOW}{_DOES}的{_TIE}(?=[{HAN}“《0-9])",
        f"{_BEGINS}{who}{_HOW}{_DOES}(?!的|部门|单位|处室|[和与]|及(?!时))(?=[{HAN}“《0-9])",
    )
    found = [match for form in forms for match in re.finditer(form, text)]
    heads: list[Head] = []
    for match in sorted(found, key=lambda m: (m.start("does"), -m.end())):
        if heads and match.start() < heads[-1].end:
            continue
        said = match.groupdict()
        heads.append(
            Head(
                tuple(re.findall(one, match["who"])),
                _roles(match["does"]),
                match.start(),
                match.end(),
                bool(said.get("colon")),
                said.get("tie") or "",
                int(said.get("n") or 0),
            )
        )
    for place, head in enumerate(heads):
        end = heads[place + 1].start if place + 1 < len(heads) else len(text)
        yield head, _under(text[head.end : end], head, cited)


def _roles(does: str) -> frozenset[Role]:
    return frozenset(next(roles for form, roles in _ROLES if form.match(does)))


def _under(text: str, head: Head, cited: Sequence[Ground]) -> str:
    """What is said under a head: up to a clause that says for itself who does it.

    Behind a colon all of it; there 由乙牵头 is said of each thing listed.
    """
    if head.lists:
        return text
    text = _IN_BRACKETS.sub("，", text)
    told = "|".join(map(_text, cited))
    under = []
    for clause in re.split("(?<=[，；。])", text):
        said = _OWN.search(clause)
        if said and letters(said.group()) not in told:
            break
        under.append(clause)
    return "".join(under)


def _strange(head: Head, under: str, cited: Sequence[Ground]) -> list[Ground]:
    """The items cited that only somebody else has, and whose words stand under a head."""
    mine = [one for one in cited if _holds(one, head)]
    told = f"|{'|'.join(map(_text, mine))}|"
    said = _without_names(under, cited)
    return [
        one
        for one in cited
        if not _holds(one, head)
        and not _leads_to_help(one, head, under)
        and any(run not in told for run in _runs(said, one))
    ]


def _holds(ground: Ground, head: Head) -> bool:
    held = {canonical(name) for role in head.roles for name in ground.item.owners(role)}
    return set(head.names) <= held


def _leads_to_help(ground: Ground, head: Head, under: str) -> bool:
    """Whether what somebody leads is to help: 甲配合民政局做好…, of 配合民政局做好…."""
    leads = {canonical(name) for name in ground.item.owners(Role.LEAD)}
    helped = f"(?:{_HELPS}){re.escape(letters(under)[:2])}"
    helps = Role.COOPERATING in head.roles and not head.lists
    return helps and set(head.names) <= leads and re.search(helped, _text(ground)) is not None


def _without_names(text: str, cited: Sequence[Ground]) -> str:
    names = {name for one in cited for some in one.owners.values() for name in some}
    return re.sub(alternation(tuple(names)), "|", letters(text))


def _runs(said: str, ground: Ground) -> list[str]:
    """Stretches of letters that stand in an item's own text."""
    text = _text(ground)
    windows = (said[at : at + _RUN] for at in range(len(said) - _RUN + 1))
    begins = text.split("|")[0]  # 运营补助： a whole title may be short
    titled = (
        [f"|{begins}|"] if len(begins) < _RUN and begins in re.split("[|、和与及]", said) else []
    )
    return titled + [run for run in windows if "|" not in run and run in text]


def _things(under: str) -> list[str]:
    return [thing for thing in under.rstrip("。；").split("；") if thing]


def _is_theirs(thing: str, head: Head, cited: Sequence[Ground]) -> bool:
    """Whether something listed has words of an item that is theirs."""
    said = letters(thing)
    mine = "|".join(_text(one) for one in cited if _holds(one, head))
    return any(said[at : at + _SHORT] in mine for at in range(max(len(said) - _SHORT, 0) + 1))


def _text(ground: Ground) -> str:
    return letters(canonical(ground.item.text))


def _is_so(head: Head, under: str, cited: Sequence[Ground], everything: Sequence[Ground]) -> bool:
    """Whether each thing listed is theirs, and no other is, where the head leaves none out."""
    things = _things(under)
    mine = [one for one in cited if _holds(one, head)]
    meant: list[Ground] = []
    for thing in things:
        said = _without_names(thing, cited)
        fits = [len(_runs(said, one)) for one in mine]
        if not any(fits):
            return False
        best = mine[fits.index(max(fits))]
        if any(best is one for one in meant):
            return False  # the same twice
        meant.append(best)
    if _strange(head, under, cited) or len(meant) < len(cited):
        return False
    every = sum(_holds(one, head) for one in everything)
    some = bool(_SOME.search(head.tie))
    if head.number and head.number not in {len(things), every if some else len(things)}:
        return False
    return some or not everything or every == len(meant)
