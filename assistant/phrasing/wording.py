"""Judge the rest of a clause: quotations, denials, and words that the evidence does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.passages import language
from assistant.phrasing import demands, novelty
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.counting import items_counted
from assistant.phrasing.ground import Ground
from assistant.phrasing.words import alternation, equals, everyday, words

_QUOTED = re.compile("“([^“”]*)”|《([^《》]*)》")
_MARKS = re.compile("[“”《》]")
_SPARED = {"不需", "不用", "不必", "无需", "无须", "免", "不", "无"}
_PREVENTS = ("防止", "避免", "杜绝", "防范", "预防", "不得", "禁止", "严禁")
_MUST_NOT = ("不得", "不能", "不可")
_CONDITION = re.compile("前提|条件|情况下|基础上|确保|保证|做到|应|须|必须|要求|原则")
_REPLACES = ("代替", "取代", "替代", "顶替")
_LATIN = re.compile("[a-z][a-z0-9]*")
_FORBIDS = re.compile(
    "(禁止|严禁|不得|防止|杜绝|避免|严防|不能|不再|不涉及|不准|不许|取消)"
    f"([{HAN}]{{4}}[{HAN}]*(?:、[{HAN}]{{4,}})*)"
)
_EXEMPTS = re.compile(f"([{HAN}]{{4}})(免征|免收|免缴|免交|免除)([{HAN}]{{3}})")
_DENIES = re.compile("禁|不|防|杜绝|避免|取消|无|未|免")
# 这4项任务全部由…: each of so many items is looked at.
_ALL_OF_THEM = re.compile("(?:全部|全都)(?=[由为是在要需属])")
_SOME = re.compile("多[项个条类件种](?=[^|]*$)")
_BETWEEN = re.compile(f"([{HAN}]{{2}})“([^“”]+)”(?=((?![的等和与及是为也则都均])[{HAN}]{{2}}))")
_AIM = re.compile("(?:目标|目的|结果|实现|做到|达到)(?:的)?(?:就?是|为)?“([^“”]+)”")
_SIDE = 12  # characters beside 代替 that tell what takes whose place
_BOUNDS = {"最低": "不低于", "最高": "不超过"}  # what says that something is the least or the most
# How much of a clause may be everyday words that the evidence does not have: a number of
# characters whatever its length, and a share. Less where it names an owner, a number or a time,
# and nothing where it speaks of a role and names nobody.
NEW = (2, 0.2)
NEW_IN_CLAIM = (1, 0.15)
NOTHING_NEW = (0, 0.0)


def quotation_faults(sentence: str, grounds: Sequence[Ground]) -> list[str]:
    """Quoted phrases and titles (canonical text) that the evidence does not have."""
    faults = []
    while match := _QUOTED.search(sentence):  # what stands in another quotation comes first
        said = letters(match[1] or match[2] or "").strip("|")
        held = any(
            said in ground.quotable.replace("|", "") or said in ground.quotable
            for ground in grounds
        )
        whole = said.replace("|", "")
        if not whole or not (held or any(whole in _joined(ground) for ground in grounds)):
            faults.append(f"引语{match.group()}不在所引条目中")
        inside = match.group()[1:-1]
        sentence = sentence[: match.start()] + inside + sentence[match.end() :]
    if _MARKS.search(sentence):
        faults.append("引号不成对")
    return faults


def joint_faults(sentence: str, grounds: Sequence[Ground]) -> list[str]:
    """公民婚育“一件事”向…, where the evidence has 出生“一件事”向… and only names the other.

    Both what stands before a quoted phrase and what stands behind it are the evidence's, but of
    two things that are called by the same phrase.
    """
    text = "|".join(canonical(one.item.text) for one in grounds)
    own = "|".join(one.own for one in grounds)
    aims = [
        f"“{said[1]}”不在所引条目中"
        for said in _AIM.finditer(sentence)
        if letters(said[1]) not in own  # only in the title of the document
    ]
    return aims + [
        f"“{said.group()}{said[3]}”不在所引条目中"
        for said in _BETWEEN.finditer(sentence)
        if said.group() in text
        and f"“{said[2]}”{said[3]}" in text
        and said.group() + said[3] not in text
        and said[3] not in words().glue
    ]


def _joined(ground: Ground) -> str:
    return ground.quotable.replace("|", "")


def quotes(sentence: str) -> bool:
    """Whether a canonical text quotes something or names a title."""
    return bool(_MARKS.search(sentence))


def without_titles(sentence: str, grounds: Sequence[Ground]) -> str:
    """A canonical text without the titles of the documents that evidence is from: 《…》."""
    titles = {canonical(t) for g in grounds for t in (g.document.title, g.document.short_title)}

    def dropped(found: re.Match[str]) -> str:
        return "" if found[1] in titles else found.group()

    return re.sub("《([^《》]*)》", dropped, sentence)


def adds(sentence: str, question: str) -> bool:
    """Whether letters of a sentence that cites nothing say more than that others follow.

    Each word joins others, leads in or closes, or stands in the question; none denies or ranks.
    """
    lists = words()
    weighty = (*lists.negations, *lists.absolutes, *lists.results, *lists.amounts)
    frames = [m.span() for m in re.finditer(alternation(lists.frames), sentence)]
    left = _blanked(sentence)
    for start, end in frames:
        left = left[:start] + "|" * (end - start) + left[end:]
    if re.search(alternation(weighty), left) or _LATIN.search(sentence):
        return True
    joining = [*novelty.joining(sentence), *frames]
    unknown, new = novelty.cut(sentence, novelty.covered(sentence, "", question, joining))
    return bool(unknown or new)


def word_faults(
    clause: str,
    grounds: Sequence[Ground],
    taken: Sequence[tuple[int, int]],
    question: str,
    *,
    new: tuple[int, float] = NEW,
    several: bool = False,
) -> list[str]:
    """Words outside `taken` that claim what the evidence does not say. All texts are letters.

    `new` is how much may be everyday words that the evidence does not have; `several`, whether
    several items are cited next to the clause, so that it may speak of 多项.
    """
    body = "|".join(ground.all for ground in grounds)
    faults = [f"“{w}”不在所引条目中" for w in _LATIN.findall(clause) if w not in _latin(body)]
    size = len(re.findall(f"[{HAN}]", clause))
    lists = words()
    faults += [
        f"否定说法“{match.group()}”不在所引条目中"
        for match in _denials(clause)
        if not any(start <= match.start() and match.end() <= end for start, end in taken)
        and not _licensed(match, clause, body)
    ]
    faults += _turned_round(clause, body)
    faults += _replaced(clause, body)
    faults += demands.faults_of(clause, body)
    source = novelty.Source(body, question, novelty.joining(clause), language.words(clause))
    for start, end in taken:
        clause = clause[:start] + "|" * (end - start) + clause[end:]
    if len(grounds) in items_counted(clause):
        clause = _ALL_OF_THEM.sub("||", clause)
    if several:
        clause = _SOME.sub("||", clause)
    for kind, some in (("绝对", lists.absolutes), ("结果", lists.results), ("约数", lists.amounts)):
        found = re.findall(alternation(some), _blanked(clause))
        found = [word for word in found if _BOUNDS.get(word, "|") not in body.replace("|", "")]
        faults += [f"{kind}说法“{word}”不在所引条目中" for word in found if word not in body]
    return faults + novelty.faults_of(clause, source, new, size, free=new == NEW)


def _latin(text: str) -> set[str]:
    return set(_LATIN.findall(text))


def _turned_round(clause: str, body: str) -> list[str]:
    """What the evidence forbids or denies, said without that; and the opposite of what it says."""
    faults = []
    for match in _FORBIDS.finditer(body):
        for listed in match[2].split("、"):
            said, place = listed[:4], clause.find(listed[:4])
            elsewhere = body.count(said) > match.group().count(said)
            if place >= 0 and not elsewhere and not _is_denied(clause[:place]):
                faults.append(f"所引条目写的是“{match[1]}{said}”")
    for match in _EXEMPTS.finditer(body):
        whose, _, which = match.groups()
        place, thing = clause.find(whose), clause.find(which)
        if 0 <= place < thing and not _DENIES.search(clause[place:thing]):
            faults.append(f"所引条目写的是“{match[2]}{which}”")
    return faults + [
        f"所引条目写的是“{other}”"
        for pair in words().opposites
        for one, other in (pair, pair[::-1])
        for match in re.finditer(re.escape(one), clause)
        if _is_opposite(clause[: match.start()], clause[match.start() :], one, other, body)
    ]


def role_faults(clause: str, body: str, *, named: bool) -> list[str]:
    """The evidence's own 配合做好…, said as 牵头做好…, and the other way round.

    Where somebody is `named`, what they do is judged by the records.
    """
    faults = []
    for match in re.finditer("牵头|配合", clause):
        one, behind = match.group(), clause[match.end() : match.end() + 2]
        other = "配合" if one == "牵头" else "牵头"
        doing = not behind or behind in words().glue
        turned = one + behind not in body and (
            other + behind in body
            or (
                one == "牵头" and bool(re.search(f"配合牵头(?:单位|部门){re.escape(behind)}", body))
            )
        )
        if len(behind) == 2 and turned and not (named and doing):
            faults.append(f"所引条目写的是“{other}{behind}”")
        counted = re.search("[0-9][个项家类]$", clause[: match.start()])
        if counted and f"{counted.group()}{other}" in body and counted.group() + one not in body:
            faults.append(f"所引条目写的是“{counted.group()}{other}”")
    return faults


def _replaced(clause: str, body: str) -> list[str]:
    """甲代替乙, where the evidence has 乙代替甲."""
    form = re.compile(f"(?P<new>[{HAN}]*)(?:{'|'.join(_REPLACES)})(?P<old>[{HAN}]*)")
    told = [(one["new"], one["old"]) for one in form.finditer(body)]
    return [
        f"所引条目写的是用“{new[-_SIDE:]}”代替“{old[:_SIDE]}”"
        for said in form.finditer(clause)
        for new, old in told
        if _share(said["old"][:_SIDE], new) and not _share(said["old"][:_SIDE], old)
    ]


def _share(one: str, other: str) -> bool:
    """Whether two texts have three characters in a row in common."""
    return any(one[at : at + 3] in other for at in range(len(one) - 2))


def _is_denied(ahead: str) -> bool:
    """Whether what follows these letters is denied, alone or in a list: 防止甲、乙和丙."""
    listed = ahead.endswith(("、", "和", "与", "及", "或"))
    return bool(_DENIES.search(ahead if listed else ahead[-6:]))


def _is_opposite(before: str, rest: str, one: str, other: str, body: str) -> bool:
    """Whether evidence has the other word of two opposites where a clause has this one.

    A single character says nothing by itself: 内资 is judged by 外资. Longer ones are judged by
    what stands beside them too: 线下审查, where evidence has 线下 elsewhere but 线上审查 here.
    """
    for size in (4, 3, 2) if len(one) > 1 else ():
        next_to, last = rest[len(one) : len(one) + size], before[-size:]
        sides = [(one + next_to, other + next_to)] if len(next_to) == size else []
        sides += [(last + one, last + other)] if len(last) == size else []
        if any("|" not in said and said not in body and told in body for said, told in sides):
            return True
    if one == "有" and before.endswith("没"):
        return False
    behind = rest[len(one) : len(one) + 1] if len(one) == 1 else ""
    if len(one) == 1 and not behind:
        return False
    return one + behind not in body and other + behind in body


def _denials(clause: str) -> Iterator[re.Match[str]]:
    return re.finditer(alternation((*words().negations, *_REPLACES, "避免")), _blanked(clause))


def _blanked(clause: str) -> str:
    """A clause without joining words that look like others: 不断, 无论."""
    return _harmless().sub(lambda found: "|" * len(found.group()), clause)


@lru_cache(maxsize=1)
def _harmless() -> re.Pattern[str]:
    return re.compile(
        "同一批|(?<=[要需须应将])全部(?=完成|做完|办结)|目前(?=[^|]{0,6}(?:列|点名|提到|写|规定|明确|没有|暂无|查到|检索到|找到))|(?:目前|现在|现阶段)(?=(?:还|仍|正|都|处|在|于|属|是)*(?:探索|研究|试点))"
        "|(?:可以?|能够?|将|会)(?:享受或)?获得|体现在|表现在|实现在|出现在|不断|不过|不仅|不但|不晚于|不迟于|无论|此外|是否|非常"
    )


def _as_condition(what: str, body: str) -> bool:
    """Whether evidence makes it a condition that something is not done: 不影响通行的前提下."""
    pieces = (piece for piece in body.split("|") if f"不{what}" in piece)
    return len(what) > 1 and any(_CONDITION.search(piece) for piece in pieces)


def _licensed(match: re.Match[str], clause: str, body: str) -> bool:
    """Whether evidence denies the same, or says in another way that something is not needed.

    A single character says nothing by itself: 不 counts with the character that it denies.
    """
    word = match.group()
    if word in _PREVENTS and any(other in body for other in _PREVENTS):
        return True
    needs = word != "不" or re.match("[需用必须要]", clause[match.end() :])
    if word in _SPARED and needs and re.search("免|无需|不需|不用", body):
        return True
    if word in _MUST_NOT and _as_condition(clause[match.end() : match.end() + 2], body):
        return True
    if word == "没有" and "无" + clause[match.end() : match.end() + 2] in body:
        return True
    if len(word) > 1:
        return word in body or any(other in body for other in equals().get(word, ()))
    ends = clause[max(match.start() - 1, 0) : match.end()]  # 破除, 消除
    return clause[match.start() : match.end() + 1] in body or (ends in everyday() and ends in body)
