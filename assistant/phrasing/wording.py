"""Judge the rest of a clause: quotations, denials, and words that the evidence does not have."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.expansion import synonyms_in
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.words import alternation, everyday, words
from ingest import Role

_QUOTED = re.compile("“([^“”]*)”|《([^《》]*)》")
_MARKS = re.compile("[“”《》]")
_LATIN = re.compile("[a-z][a-z0-9]*")
_LACKS = re.compile(
    "(?:并?没有|未|暂无|并无|尚未|无)(?:列出|列明|明确|写明|安排|设置?|设定|指定|规定|另行?|单独|注明|提及)*(?:其他|具体)?(?:的)?"
    "(?P<what>牵头|配合|协办|协助|委属相关|相关|实施|落实|责任|时间|完成时间|时限)(?:的)?(?:部门|单位|处室|节点|期限|要求)?"
    "|(?P<column>牵头|配合|委属相关|相关)(?:部门|单位)(?:一栏)?(?:为空|空缺|没有列出|未列出|没有写明)"
)
_ROLES = {"配合": Role.COOPERATING, "协办": Role.COOPERATING, "协助": Role.COOPERATING}
_ROLES |= {"委属相关": Role.UNIT, "相关": Role.UNIT, "实施": Role.UNIT, "落实": Role.UNIT}
# How much of a clause may be everyday words that the evidence does not have: the least number
# of characters, and the share; the first where the clause names an owner, a number or a time.
_NEW_IN_CLAIM = (1, 0.2)
_NEW = (2, 0.34)


def quotation_faults(sentence: str, grounds: Sequence[Ground]) -> list[str]:
    """Quoted phrases and titles (canonical text) that the evidence does not have."""
    faults = []
    for match in _QUOTED.finditer(sentence):
        said = letters(match[1] or match[2] or "").strip("|")
        held = any(said in ground.quotable.replace("|", "") or said in ground.quotable for ground in grounds)
        whole = said.replace("|", "")
        if not whole or not (held or any(whole in _joined(ground) for ground in grounds)):
            faults.append(f"引语{match.group()}不在所引条目中")
    if _MARKS.search(_QUOTED.sub("", sentence)):
        faults.append("引号不成对")
    return faults


def _joined(ground: Ground) -> str:
    return ground.quotable.replace("|", "")


def quotes(sentence: str) -> bool:
    """Whether a canonical text quotes something or names a title."""
    return bool(_MARKS.search(sentence))


def adds(sentence: str, question: str) -> bool:
    """Whether letters have a word that neither joins others nor stands in the question."""
    return not all(_covered(sentence, "", question))


def without_true_denials(clause: str, grounds: Sequence[Ground]) -> tuple[str, list[str]]:
    """The clause without 没有列出配合部门 and the like; those that are not so are faults."""
    faults = [
        f"“{match.group()}”与所引条目不符"
        for match in _LACKS.finditer(clause)
        if not all(_lacks(match["what"] or match["column"], ground) for ground in grounds)
    ]
    return _LACKS.sub(lambda found: "|" * len(found.group()), clause), faults


def _lacks(what: str, ground: Ground) -> bool:
    if what in {"时间", "完成时间", "时限"}:
        return ground.item.deadline is None
    return not ground.item.owners(_ROLES.get(what, Role.LEAD))


def word_faults(
    clause: str,
    grounds: Sequence[Ground],
    taken: Sequence[tuple[int, int]],
    question: str,
    *,
    claims: bool = False,
) -> list[str]:
    """Words outside `taken` that claim what the evidence does not say. All texts are letters.

    `claims` is set where the clause names an owner, a number or a time.
    """
    body = "|".join(ground.all for ground in grounds)
    faults = [f"“{w}”不在所引条目中" for w in _LATIN.findall(clause) if w not in _latin(body)]
    for start, end in taken:
        clause = clause[:start] + "|" * (end - start) + clause[end:]
    lists = words()
    for kind, some in (
        ("否定", lists.negations), ("绝对", lists.absolutes), ("结果", lists.results), ("约数", lists.amounts),
    ):  # fmt: skip
        faults += [f"{kind}说法“{w}”不在所引条目中" for w in _found(clause, some) if w not in body]
    return faults + _new_words(clause, body, question, _NEW_IN_CLAIM if claims else _NEW)


def _latin(text: str) -> set[str]:
    return set(_LATIN.findall(text))


def _found(clause: str, some: tuple[str, ...]) -> list[str]:
    """Words of a list in a clause, those inside joining words (不断, 无论) aside."""
    harmless = re.sub(_harmless(), lambda found: "|" * len(found.group()), clause)
    return [match.group() for match in re.finditer(alternation(some), harmless)]


@lru_cache(maxsize=1)
def _harmless() -> re.Pattern[str]:
    return re.compile("不断|不仅|不但|不晚于|不迟于|无论|此外|是否|非常")


def _new_words(
    clause: str, body: str, question: str, allowed: tuple[int, float]
) -> list[str]:
    """Words that neither evidence nor question has: none that nobody knows, and few others."""
    covered = _covered(clause, body, question)
    new, unknown = 0, []
    for match in re.finditer("n+", "".join("n" if not c else "." for c in covered)):
        run = clause[match.start() : match.end()]
        strange = _unknown(run)
        if strange:
            unknown.append(run)
        new += len(run) - len(strange)
    if unknown:
        return [f"“{'、'.join(unknown)}”不在所引条目中"]
    size = len(re.findall(f"[{HAN}]", clause))
    least, share = allowed
    if new > max(least, share * size):
        return ["说法超出所引条目"]
    return []


def _covered(clause: str, body: str, question: str) -> list[bool]:
    """For each character, whether evidence, question or a joining word has it in its place."""
    covered = [not re.match(f"[{HAN}]", c) for c in clause]

    def cover(start: int, end: int) -> None:
        covered[start:end] = [True] * (end - start)

    for start in range(len(clause) - 1):
        pair = clause[start : start + 2]
        if pair in body or pair in question:
            cover(start, start + 2)
    for pattern in (alternation(words().glue), alternation(words().idioms), "[0-9]+[年月日号]"):
        for match in re.finditer(pattern, clause):
            cover(*match.span())
    for word, others in synonyms_in(clause):
        if any(letters(canonical(other)) in body for other in others):
            for match in re.finditer(re.escape(word), clause):
                cover(*match.span())
    return [
        known or (character in words().function) for known, character in zip(covered, clause, strict=True)
    ]


def _unknown(run: str) -> str:
    """The run, when everyday words do not make it up; else nothing."""
    best = [0] * (len(run) + 1)
    for end in range(1, len(run) + 1):
        best[end] = best[end - 1] + 1
        for length in range(2, min(6, end) + 1):
            if run[end - length : end] in everyday():
                best[end] = min(best[end], best[end - length])
    return run if best[len(run)] else ""
