"""Judge the rest of a clause: quotations, denials, and words that the evidence does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.expansion import synonyms_in
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.counting import items_counted
from assistant.phrasing.ground import Ground
from assistant.phrasing.words import alternation, everyday, words

_QUOTED = re.compile("“([^“”]*)”|《([^《》]*)》")
_MARKS = re.compile("[“”《》]")
_LONGEST_WORD = 6
_SPARED = {"不需", "不用", "不必", "无需", "无须", "免", "不", "无"}
_LATIN = re.compile("[a-z][a-z0-9]*")
_FORBIDS = re.compile(
    "(禁止|严禁|不得|防止|杜绝|避免|严防|不能|不再|不涉及|不准|不许|取消)"
    f"([{HAN}]{{4}}[{HAN}]*(?:、[{HAN}]{{4,}})*)"
)
_EXEMPTS = re.compile(f"([{HAN}]{{4}})(免征|免收|免缴|免交|免除)([{HAN}]{{3}})")
_DENIES = re.compile("禁|不|防|杜绝|避免|取消|无|未|免")
# 这4项任务全部由…: each of so many items is looked at.
_ALL_OF_THEM = re.compile("(?:全部|全都)(?=[由为是在要需属])")
_BOUNDS = {"最低": "不低于", "最高": "不超过"}  # what says that something is the least or the most
# Characters that change what stands beside them: never let through alone.
_WEIGHTY = frozenset("近约逾超余多满仅只唯停禁撤早晚增减升降倍半全首末副正原再又未不无非免")
# How much of a clause may be everyday words that the evidence does not have: a number of
# characters whatever its length, and a share. Less where it names an owner, a number or a time,
# and nothing where it speaks of a role and names nobody.
NEW = (2, 0.34)
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
    covered = _covered(sentence, "", question, [*_joining(sentence), *frames])
    unknown, new = _cut(sentence, covered)
    return bool(unknown or new)


def word_faults(
    clause: str,
    grounds: Sequence[Ground],
    taken: Sequence[tuple[int, int]],
    question: str,
    *,
    new: tuple[int, float] = NEW,
) -> list[str]:
    """Words outside `taken` that claim what the evidence does not say. All texts are letters.

    `new` is how much may be everyday words that the evidence does not have.
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
    joining = _joining(clause)
    for start, end in taken:
        clause = clause[:start] + "|" * (end - start) + clause[end:]
    if len(grounds) in items_counted(clause):
        clause = _ALL_OF_THEM.sub("||", clause)
    for kind, some in (("绝对", lists.absolutes), ("结果", lists.results), ("约数", lists.amounts)):
        found = re.findall(alternation(some), _blanked(clause))
        found = [word for word in found if _BOUNDS.get(word, "|") not in body.replace("|", "")]
        faults += [f"{kind}说法“{word}”不在所引条目中" for word in found if word not in body]
    return faults + _new_words(clause, _covered(clause, body, question, joining), new, size, body)


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
        turned = one + behind not in body and other + behind in body
        if len(behind) == 2 and turned and not (named and doing):
            faults.append(f"所引条目写的是“{other}{behind}”")
        counted = re.search("[0-9][个项家类]$", clause[: match.start()])
        if counted and f"{counted.group()}{other}" in body and counted.group() + one not in body:
            faults.append(f"所引条目写的是“{counted.group()}{other}”")
    return faults


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
    return re.finditer(alternation(words().negations), _blanked(clause))


def _blanked(clause: str) -> str:
    """A clause without joining words that look like others: 不断, 无论."""
    return _harmless().sub(lambda found: "|" * len(found.group()), clause)


@lru_cache(maxsize=1)
def _harmless() -> re.Pattern[str]:
    return re.compile(
        "体现在|表现在|实现在|出现在|不断|不过|不仅|不但|不晚于|不迟于|无论|此外|是否|非常"
    )


def _licensed(match: re.Match[str], clause: str, body: str) -> bool:
    """Whether evidence denies the same, or says in another way that something is not needed.

    A single character says nothing by itself: 不 counts with the character that it denies.
    """
    word = match.group()
    needs = word != "不" or re.match("[需用必须要]", clause[match.end() :])
    if word in _SPARED and needs and re.search("免|无需|不需|不用", body):
        return True
    if word == "没有" and "无" + clause[match.end() : match.end() + 2] in body:
        return True
    return (word if len(word) > 1 else clause[match.start() : match.end() + 1]) in body


def _new_words(
    clause: str, covered: Sequence[bool], allowed: tuple[int, float], size: int, body: str
) -> list[str]:
    """Words that neither evidence nor question has: none that nobody knows, and few others.

    `size` is how many Chinese characters the clause had before what is quoted was taken away.
    """
    unknown, new = _cut(clause, covered, body)
    if unknown:
        return [f"“{'、'.join(unknown)}”不在所引条目中"]
    least, share = allowed
    return ["说法超出所引条目"] if new > max(least, share * size) else []


def _joining(clause: str) -> list[tuple[int, int]]:
    """Where words stand that state nothing, in the clause as it was written."""
    patterns = (alternation(words().glue), alternation(words().idioms), "[0-9]+[年月日号家]")
    return [m.span() for pattern in patterns for m in re.finditer(pattern, clause)]


def _covered(
    clause: str, body: str, question: str, joining: Sequence[tuple[int, int]]
) -> list[bool]:
    """For each character, whether evidence, question or a joining word has it in its place."""
    covered = [not re.match(f"[{HAN}]", c) for c in clause]

    def cover(start: int, end: int) -> None:
        covered[start:end] = [True] * (end - start)

    for start in range(len(clause) - 1):
        pair = clause[start : start + 2]
        if pair in body or pair in question:
            cover(start, start + 2)
    for start, end in joining:
        cover(start, end)
    for word, others in synonyms_in(clause):
        if any(letters(canonical(other)) in body for other in others):
            for match in re.finditer(re.escape(word), clause):
                cover(*match.span())
    return covered


def _is_alone(clause: str, place: int, covered: Sequence[bool]) -> bool:
    """Whether a character stands between known ones, and turns nothing round."""
    sides = [at for at in (place - 1, place + 1) if 0 <= at < len(clause)]
    known = all(covered[at] or clause[at] in words().function for at in sides)
    return known and clause[place] not in _WEIGHTY


def _cut(clause: str, covered: Sequence[bool], body: str = "") -> tuple[list[str], int]:
    """The stretches that no words make up, and how many characters of everyday words are new.

    Of all ways to cut the clause into covered characters, joining ones and everyday words, the
    one with the fewest characters left over counts. One character alone that `body` has, 先 for
    先行, counts as an everyday word of two.
    """
    best: list[tuple[int, int, tuple[int, ...]]] = [(0, 0, ())]
    for end in range(1, len(clause) + 1):
        left, new, where = best[end - 1]
        if covered[end - 1] or clause[end - 1] in words().function:
            choices = [(left, new, where)]
        elif _is_alone(clause, end - 1, covered) and clause[end - 1] in body:
            choices = [(left, new + 2, where)]
        else:
            choices = [(left + 1, new, (*where, end - 1))]
        for length in range(2, min(_LONGEST_WORD, end) + 1):
            if clause[end - length : end] in everyday():
                left, new, where = best[end - length]
                added = sum(not known for known in covered[end - length : end])
                choices.append((left, new + added, where))
        best.append(min(choices))
    _, new, where = best[-1]
    return ["".join(clause[at] for at in where)] if where else [], new
