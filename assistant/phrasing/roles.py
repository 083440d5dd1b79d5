"""Who a clause says leads, cooperates or carries out, and whether the evidence says so too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.phrasing.ground import Ground
from assistant.phrasing.mentions import Named
from assistant.phrasing.words import alternation, words
from ingest import Role

_LEAD = frozenset({Role.LEAD})
_COOPERATING = frozenset({Role.COOPERATING})
_UNIT = frozenset({Role.UNIT})
_DOING = frozenset({Role.LEAD, Role.UNIT})
_HELPING = frozenset({Role.COOPERATING, Role.UNIT})
_ANY = frozenset(Role)

_JOINTLY = "(?:共同|联合|协同|合力|一起|一同|齐心|并列|携手)"
# What is said of those named before it; the first that fits counts, so longer ones stand first.
_CUES: tuple[tuple[str, frozenset[Role]], ...] = (
    ("(?:共同|联合|一起|协同)(?:牵头|主办|主责)", _LEAD),
    ("负责(?:做好|好)?(?:配合|协助|协同|协办|支持)", _COOPERATING),
    ("(?:做好|积极|予以|给予|密切|协同|协助|主动|提供)*(?:配合|协助|协办|辅助|协作)", _COOPERATING),
    ("(?:参与|参加)(?:牵头|主办|主责)", _LEAD),
    ("(?:参与|参加)(?:配合|协助)", _COOPERATING),
    ("(?:参与|参加)了?[^|\ue000-\uefff]{0,10}的(?:配合|协助)", _COOPERATING),
    ("(?:参与|参加)了?[^|\ue000-\uefff]{0,10}的(?:牵头|主办)", _LEAD),
    ("(?:支持|支撑)", _HELPING),
    ("(?:参与|参加)", _ANY),
    ("(?:委属相关|委属|下属|直属|相关|有关|具体|落实|实施|执行|承接)(?:单位|机构)", _UNIT),
    ("落到|落实到|对应|都靠", _UNIT),
    (f"{_JOINTLY}(?:推进|推动|落实|完成|实施|开展|参与|做好|承担)", _ANY),
    ("牵头|主办|主责|主导|挂帅|领衔|抓总|总负责|负总责|主抓|主管|主持", _LEAD),
    ("统筹|带头|为主|责任(?:部门|单位|处室|主体)", _LEAD),
    ("负责(?:具体|好|做好|组织)*(?:落实|实施|执行|承接|承担|办理|开展|推进)", _DOING),
    (
        "(?:具体|组织|抓好|承担|负责|来)*(?:来做|来办|落实|实施|执行|承接|承担|承办|经办|办理|开展|提供)",
        _DOING,
    ),
    ("负责|归口", _LEAD),
    ("涉及|分工", _ANY),
    (r"(?:^|(?<=\|))单位(?=\|)", _UNIT),
)  # fmt: skip
_CUE = re.compile("|".join(f"(?P<c{place}>{cue})" for place, (cue, _) in enumerate(_CUES)))
_NOUN = "(?:的)?(?:部门|单位|处室|科室|机构|方|者|主体|工作|任务|责任|职责|角色|分工)?"
_LINK = (
    "(?:分别|依次|主要|还|均|都|就|则|也|仍)*"
    r"(?:是|为|有|由|系|即|\||[0-9]+[个家]|包括|归|在|落在|属于|交给|给)*(?:了)?(?:分别|依次|主要)*"
)
_LABEL = re.compile(f"(?P<cue>{'|'.join(cue for cue, _ in _CUES)})(?P<tie>{_NOUN}{_LINK})$")
_NAME, _FIRST, _LAST = "[\ue000-\uefff]", 0xE000, 0xEFFF
_GROUP = re.compile(
    f"{_NAME}(?:(?:还|也|则|又|均|都)?(?:、|和|与|及|以及|跟|同|并|还有){_NAME})*(?:等|等部门|等单位)?"
)
_QUOTED = "□"
_MEANT = re.compile("(?:面向|针对|对于?|帮助|惠及|覆盖|涉及|向)$")  # for whom, not by whom
_GAINS = re.compile("(?:均|都|也|还|就)?(?:可以?|能够?|将?享受|将?获得)")
_SERVED = re.compile("(?:配合|协助|支持|协同|辅助)$")
_BESIDE = re.compile("(?:会同|联合|联同|携手|与|和|同)$")
_BARE = re.compile(
    "(?:负责|共同|作为|是|为|即|属于|担任|主要|的|由)*"
    "(?:牵头|主办|主责|责任|配合|协办|协助|参与|实施|落实|执行)+(?:的)?(?:部门|单位|处室|方|者|角色)?"
)
_ELLIPTIC = re.compile("而?(?:任务[0-9]+|前者|后者|[该此]项)(?:则|也|都|均)*有")
_GOES_ON = re.compile(
    "(?:[该此]项|(?:而)?任务[0-9]+(?:[、和与及](?:任务)?[0-9]+)*|前者|后者)?(?:分别|依次|具体|主要|均|都|则)*(?:是|为|即|包括|有)"
)
_VERB = "牵头|主办|主责|配合|协助|协办|负责|统筹|参与"
_LED = "牵头|主办|主责|领衔|配合|协助|协办"
_MANNER = (
    "一共|互为|独立|单独|双|提供|共同|联合|一起|协同|主要|分别|统一|积极|主动|密切|负责|参与|做好|予以|给予|全年|继续|均|都|也|"
    "还|则|来|一同|一道|携手|合力|并列|一并|同时"
)
_DOER = re.compile(
    f"(?P<who>[^|]*?)(?:{_MANNER})*(?:{_LED})+"
    "(?!的?(?:部门|单位|处室|行业|机构|方|者|责任|职责|任务|工作|是|为|有|由|均|都|分别|\\|)|$)"
    f"|(?P<last>[^|]*?)(?:{_MANNER})*(?:{_LED})+$"
)
_BEFORE_NAME = re.compile(
    f"(?:^|由|归|是|为|\\|)(?P<who>[^|{_QUOTED}由归、和与及\ue000-\uefff]{{2,8}})(?:[和与、]|(?<!涉)及)(?={_NAME})"
)
# 市场监管部门: offices of a kind that no record names, other than 其他相关部门.
_KIND = re.compile(
    "(?:^|[|、由和与及的]|各|相关|有关|其他)(?P<what>(?!相关|有关|其他|各|该|这|那|其|某|同|不同|主要|具体|所有|业务|多个|几个)"
    f"[^|、由和与及的0-9{_QUOTED}\ue000-\uefff]{{2,8}})(?:部门|单位|机构)$"
)
_PERSON = re.compile(f"{_NAME}的?(?P<who>{alternation(words().persons)})")
_IN_ORDER = re.compile("分别|依次|各自")
_ALONE = re.compile("(?:独立|单独|独自)(?:牵头|负责|承担)")
_TOGETHER = re.compile(f"{_JOINTLY}(?:牵头|主办|主责)")
_EVERY = re.compile("都|均|全部|共同|一起|统一|同时|皆|同样|也")


@dataclass(frozen=True, slots=True)
class Claim:
    """Names that stand together in a clause, with the roles of which they must hold one."""

    names: tuple[str, ...]
    roles: frozenset[Role]


def goes_on(clause: str) -> bool:
    """Whether a clause (letters) takes its role from the one before: 任务39为…, 分别是…."""
    return bool(_GOES_ON.match(clause)) and not _CUE.search(clause)


def claims_in(
    clause: str, named: Sequence[Named], quoted: Sequence[tuple[int, int]], last: str = ""
) -> list[Claim]:
    """What a clause (letters) says of each group of names; `quoted` is the evidence's own text.

    A name with no word for a role beside it does something itself, so it has to lead; except
    that 分别是… goes on with the role of the clause before, `last`.
    """
    text, names, swallowed = _with_signs(clause, named, quoted)
    role_before = list(_CUE.finditer(last)) if goes_on(text) else []
    groups = list(_GROUP.finditer(text))
    claims = []
    for place, group in enumerate(groups):
        floor = groups[place - 1].end() if place else 0
        ceiling = groups[place + 1].start() if place + 1 < len(groups) else len(text)
        before, after = text[floor : group.start()], text[group.end() : ceiling]
        if place + 1 < len(groups):
            after = _without_label(after)
        inside = tuple(names[ord(s)] for s in group.group() if _FIRST <= ord(s) <= _LAST)
        label = _LABEL.search(before)
        if label and (not label["tie"] or (place and not label.start())):
            label = None  # what the group before does: 甲牵头的任务由乙…
        roles = _roles_of(before, after, swallowed.get(group.end(), ""), label)
        claims.append(Claim(inside, _of(role_before[-1]) if role_before else roles))
    return claims


_NOBODY = re.compile(
    f"(?<![理自缘])(?:由|归)(?P<who>[^|]{{0,20}}?)(?:共同|联合|一起|并列)*(?:{_VERB})"
    f"|(?:牵头|主责|主办|责任|配合|协办|协助)(?:的)?(?:部门|单位|处室|方)?(?:主要|分别|还)*(?:是|为|\\|)(?P<whom>[^|]*)"
)


def speaks_of_roles(clause: str, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause has a word for a role outside `taken` stretches."""
    for start, end in taken:
        clause = clause[:start] + "|" * (end - start) + clause[end:]
    return any(
        _of(cue) in (_LEAD, _COOPERATING) or cue.group().startswith("负责")
        for cue in _CUE.finditer(clause)
    )


def is_bare(clause: str) -> bool:
    """Whether a clause is a role and nothing else, or does not say what: 任务25有."""
    return bool(_BARE.fullmatch(clause) or _ELLIPTIC.fullmatch(clause))


def nobody_named(clause: str, named: Sequence[Named], quoted: Sequence[tuple[int, int]]) -> bool:
    """Whether a clause gives a role to somebody in whose place no known name stands."""
    text, _, _ = _with_signs(clause, named, quoted)
    return any(
        not re.search(
            f"{_NAME}|^[0-9]+(?:个|家)?(?:部门|单位|处室)$", match["who"] or match["whom"] or ""
        )
        and not (match["whom"] is not None and re.search(_NAME, text[: match.start()]))
        for match in _NOBODY.finditer(text)
    )


def strangers(clause: str, named: Sequence[Named], quoted: Sequence[tuple[int, int]]) -> list[str]:
    """Those said to lead or help who are no known names: 民政牵头, or 基层处处长负责."""
    text, _, _ = _with_signs(clause, named, quoted)
    doers = [match["who"] or match["last"] or "" for match in _DOER.finditer(text)]
    doers += [match["who"] for match in _BEFORE_NAME.finditer(text)]
    return [who for who in doers if _is_somebody(who)] + [
        match["who"] for match in _PERSON.finditer(text)
    ]


def _is_somebody(who: str) -> bool:
    """Whether what stands before 牵头 ends in neither a known name nor a word that joins."""
    beside = re.search(f"{_NAME}[和与及、](?P<other>[^和与及、]+)$", who)
    if beside:
        who = beside["other"]
    kind = _KIND.search(who)
    if kind and (kind["what"] not in words().glue):
        return True
    if who.endswith(words().glue):
        return False
    who = who.rstrip("".join(words().function) + "、")
    if not who or re.search(f"{_NAME}(?:等|等部门|等单位)?$", who):
        return False
    return not who.endswith((*words().glue, *words().idioms)) and not re.search(
        "[0-9月年个项家]$", who
    )


def _with_signs(
    clause: str, named: Sequence[Named], quoted: Sequence[tuple[int, int]]
) -> tuple[str, dict[int, str], dict[int, str]]:
    """The clause with one sign for each name and each quoted stretch.

    Also the name of each sign, and the quoted text by the place where it begins.
    """
    stretches = [(one.start, one.end, one) for one in named]
    stretches += [(start, end, None) for start, end in quoted]  # type: ignore[misc]
    text, place = "", 0
    names: dict[int, str] = {}
    swallowed: dict[int, str] = {}
    for start, end, one in sorted(stretches, key=lambda s: s[0]):
        if start < place:
            continue
        text += clause[place:start]
        if one is None:
            swallowed[len(text)] = clause[start:end]
            text += _QUOTED
        else:
            sign = _FIRST + len(names)
            names[sign] = one.names[0]
            text += chr(sign)
        place = end
    return text + clause[place:], names, swallowed


def _without_label(between: str) -> str:
    """What stands between two groups, without the label of the second: …配合部门是."""
    label = _LABEL.search(between)
    return between[: label.start()] if label and label["tie"] and label.start() else between


def _roles_of(before: str, after: str, quoted: str, label: re.Match[str] | None) -> frozenset[Role]:
    """The roles that the words around a group leave open."""
    cue = _CUE.search(after)
    said = _of(cue) if cue else None
    if label:
        labelled = _of(_CUE.match(label["cue"] + "|"))
        return labelled & said if said else labelled
    if said is not None:
        return said
    if not cue and (_MEANT.search(before) or _GAINS.match(after)):
        return _ANY
    if _SERVED.search(before):
        return _LEAD
    if _BESIDE.search(before):
        return _LEAD | _COOPERATING
    if quoted:  # 生物医药处配合市场局做好…, where the task itself reads 配合市场局做好…
        opening = _CUE.match(quoted)
        return _LEAD | _of(opening) if opening else _LEAD
    return _LEAD


def _of(cue: re.Match[str] | None) -> frozenset[Role]:
    if cue is None:
        return _LEAD
    return _CUES[int(str(cue.lastgroup)[1:])][1]


def faults_of(claims: Sequence[Claim], clause: str, grounds: Sequence[Ground]) -> list[str]:
    """The claims that the evidence at hand does not bear out."""
    return [
        f"“{'、'.join(claim.names)}”在所引条目中不是{_in_words(claim.roles)}"
        for claim in claims
        if not _holds(claim, clause, grounds)
    ]


def _holds(claim: Claim, clause: str, grounds: Sequence[Ground]) -> bool:
    """One after the other where the clause says 分别, together where it names no item, else each.

    Together: everyone named holds the role somewhere, and every item has somebody who is named.
    """

    if len(set(claim.names)) < len(claim.names):
        return False
    alone = _ALONE.search(clause) and claim.roles == _LEAD
    if alone and len(claim.names) > 1:
        return False
    together = _TOGETHER.search(clause) and claim.roles == _LEAD
    if together and any(len(ground.owners[Role.LEAD]) < 2 for ground in grounds):
        return False
    if alone and any(ground.owners[Role.LEAD] != set(claim.names) for ground in grounds):
        return False

    def holds(name: str, ground: Ground) -> bool:
        return bool(ground.roles_of(name) & claim.roles)

    if len(grounds) > 1 and _IN_ORDER.search(clause):
        if len(claim.names) < len(grounds) and _is_only_who(clause, claim, grounds):
            # 由甲、乙分别牵头, of more items than two: each has some of them, and no other does.
            led = [[holds(name, ground) for name in claim.names] for ground in grounds]
            others = any(_holders(one, claim) - set(claim.names) for one in grounds)
            return not others and all(map(any, led)) and all(map(any, zip(*led, strict=True)))
        if len(claim.names) != len(grounds):
            return False
        return all(map(holds, claim.names, grounds))
    if all(holds(name, ground) for name in claim.names for ground in grounds):
        return bool(grounds)
    if _EVERY.search(clause) or re.search("任务[0-9]|要点[0-9]|第[0-9]", clause):
        return False
    anywhere = all(any(holds(name, ground) for ground in grounds) for name in claim.names)
    return anywhere and all(any(holds(n, ground) for n in claim.names) for ground in grounds)


def _holders(ground: Ground, claim: Claim) -> set[str]:
    return {name for role in claim.roles for name in ground.owners[role]}


def _is_only_who(clause: str, claim: Claim, grounds: Sequence[Ground]) -> bool:
    """Whether a clause says who does it, and names nothing that one item has and another has not.

    4项“免申即享”由甲、乙分别牵头.
    """
    rest = re.sub(alternation(claim.names), "", clause)
    said = re.fullmatch(
        "(?:这?[0-9]+[项条个件](?P<what>.*?)(?:任务|工作)?)?"
        f"(?:由|[、和与及均都]|以及|{_IN_ORDER.pattern}|{_LED})*",
        rest,
    )
    return said is not None and all((said["what"] or "") in one.body for one in grounds)


def _in_words(roles: frozenset[Role]) -> str:
    said = {Role.LEAD: "牵头", Role.COOPERATING: "配合", Role.UNIT: "实施单位"}
    return "或".join(said[role] for role in Role if role in roles)
