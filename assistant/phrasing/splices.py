"""Catch words of two statements of the evidence put together as one: 围墙投资不得超过25%."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.phrasing import narrowed
from assistant.phrasing.cleaning import HAN, canonical, letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.matching import AMOUNT, JOINS, covering, in_order, place_of, words_of
from assistant.phrasing.statements import Statement, is_case, statements_of
from assistant.phrasing.words import alternation, words
from ingest import Role

_EVERY = re.compile("均|都|同样|一样|一并")
_COUNTED = re.compile(f"(?<![0-9第])(?:[2-9]|[0-9]{{2,4}})(?:[.][0-9]+)?[万亿%{HAN}]")
_PREDICATE = re.compile("[不未可应须得]|由|按|处|给予|实行|[0-9]")
_PREMISE = re.compile("(?:前提|情况|条件|基础)[下上]$")
_PLACE = re.compile(f"[{HAN}]{{2,5}}[省市区县]")
_AMOUNTS_TO = re.compile(f"的[{HAN}]{{1,4}}在于")
_NOUN = 2  # characters of what is named first in full, and then without its first words
_COPIED = 0.9  # of a clause that has little else than the evidence's own words
# What binds somebody, grants or denies: there every word counts.
_RULE = re.compile(
    "应当|不得|禁止|必须|罚款|不予|给予|补[助贴偿]|免[缴收征]|可以|每户|适用本|不在|条件"
)
_ROLE = "牵头|配合|协助|负责|主办|承办"
_RECORDS = re.compile(
    "(?:时间(?:节点|要求|安排)?|时限|完成时间)[为是][^|]*"
    "|(?:牵头|配合|协办|(?:委属)?相关|落实|实施|承接)的?(?:部门|单位|处室)[为是有][^|]*"
)


def faults_of(clauses: Sequence[str], grounds: Sequence[Ground]) -> list[str]:
    """Clauses (letters) whose words no one statement of the evidence has, or has otherwise.

    Evidence that is no rule may be summed up in other words: there only what copies it is judged.
    """
    told = [one for ground in grounds for one in statements_of(ground.item.text)]
    if sum(len(one.clauses) for one in told) < 2:
        return []
    alone = len(told) == 1
    binds = not alone and all(map(_is_rule, grounds))
    parts = [_without_records(part, grounds) for one in clauses for part in one.split("|")]
    # 规范监管执法的要义在于落实…: what is said of a matter stands apart from its name.
    parts = [piece for part in parts for piece in _AMOUNTS_TO.split(part) if piece]
    whole = "|".join(parts)
    faults: list[str] = []
    for place, clause in enumerate(parts):
        said = words_of(clause, told)
        before = parts[place - 1] if place else ""
        if before and said and _is_torn(before, clause, told, whole):
            faults.append(f"“{clause}”说的不是“{before}”")
        if not said:
            continue
        if alone and not _COUNTED.search(clause):
            continue
        if not binds and (len(grounds) > 1 or not _is_copied(clause, told)):
            continue
        if not _is_whole(clause, said, told):
            faults.append(f"“{clause}”在所引条目里不是一句话")
            continue
        if before and not _follows(before, clause, told):
            faults.append(f"“{clause}”说的是另一种情形")
        loose = not binds and not _COUNTED.search(clause)
        if _jumps(clause, said, told, "|".join(parts[:place]), loose=loose):
            faults.append(f"“{clause}”在所引条目里不是一句话")
        if len(grounds) == 1 and (binds or _EVERY.search(clause)) and _spread(clause, said, told):
            faults.append(f"“{clause}”在所引条目里不是每一个都这样")
        faults += narrowed.faults_of(clause, said, told, whole, binds=binds)
    return faults


def _is_rule(ground: Ground) -> bool:
    """Whether an item binds somebody, or grants something: what it says holds in its case alone."""
    return bool(_RULE.search(ground.item.text))


def _is_copied(clause: str, told: Sequence[Statement]) -> bool:
    """Whether a clause has little else than the evidence's own words."""
    body = "|".join(one.whole for one in told)
    clause = narrowed.SCOPE.sub("", clause)
    known = {
        p for at in range(len(clause) - 1) if clause[at : at + 2] in body for p in (at, at + 1)
    }
    if _COUNTED.search(clause) or _EVERY.search(clause):
        for found in re.finditer(alternation((*words().glue, *words().function)), clause):
            known |= set(range(*found.span()))
    return len(known) >= _COPIED * len(clause)


def _is_whole(clause: str, said: Sequence[str], told: Sequence[Statement]) -> bool:
    """Whether one statement has all words of a clause, or each of those listed is in one."""
    if len(said) < 2 or covering(said, told):
        return True
    pieces = [words_of(piece, told) for piece in JOINS.split(clause)]
    pieces = [piece for piece in pieces if piece]
    return len(pieces) > 1 and all(covering(piece, told) for piece in pieces)


def _follows(before: str, clause: str, told: Sequence[Statement]) -> bool:
    """Whether a clause goes on from a case as the evidence does, or begins anew."""
    case, said = words_of(before, told), words_of(clause, told)
    if said and _EVERY.search(clause) and len(case) > 1 and not covering(case, told):
        pieces = filter(None, (words_of(piece, told) for piece in JOINS.split(before)))
        of_clause = covering(said, told)
        return all(any(one in of_clause for one in covering(some, told)) for some in pieces)
    if not is_case(before) or not case or not said:
        return True
    of_clause = covering(said, told)
    of_case = [one for one in told if before in one.clauses] or covering(case, told)
    if not of_case or not of_clause or any(one in of_clause for one in of_case):
        return True
    return any(_begins(clause, one) for one in of_clause)


def _begins(clause: str, one: Statement) -> bool:
    """Whether a clause begins as a statement does, and with its case if it has one."""
    return clause[:2] == one.clauses[0][:2] and not (one.case and not is_case(clause))


def _is_torn(before: str, clause: str, told: Sequence[Statement], whole: str) -> bool:
    """Whether a number stands behind what the evidence says after it, and not behind its own.

    鼓励开发气象指数保险，投保率达到85%, of 扩大稻麦保险覆盖面，投保率达到85%，鼓励….
    """
    if not AMOUNT.search(clause) or AMOUNT.search(before):
        return False
    ahead, said = words_of(before, told), words_of(clause, told)
    held = covering([*ahead, *said], told)
    found = [(one, place_of(ahead, one), place_of(said, one)) for one in held]
    return bool(ahead) and any(
        0 < here < there and not _is_told(one.clauses[here - 1], one, whole)
        for one, there, here in found
    )


def _is_told(clause: str, one: Statement, whole: str) -> bool:
    """Whether a sentence has most words of a clause of the evidence."""
    own = words_of(clause, (one,))
    return 2 * sum(word in whole for word in own) >= len(own)


def _jumps(
    clause: str, said: Sequence[str], told: Sequence[Statement], before: str, *, loose: bool
) -> bool:
    """Whether a clause leaps from one clause of a statement into the middle of another."""
    held = covering(said, told)
    if not held or len(said) < 2:
        return False
    around = f"{before}|{clause}"
    return any(
        all(_leaps(order, one, around) and not (loose and _returns(clause, one)) for one in held)
        for order in (in_order(piece, told) for piece in JOINS.split(clause))
    )


def _returns(said: str, one: Statement) -> bool:
    """Whether a clause ends where it began: 优化食品安全企业标准的备案模式 names what it is of."""
    return any(said[:2] in clause and said[-2:] in clause for clause in one.clauses)


def _leaps(order: Sequence[str], one: Statement, around: str) -> bool:
    """Whether words come back to an earlier clause, or enter a later one behind its beginning.

    `around` is the sentence up to the clause that has these words.
    """
    above = f"{one.head}|{one.subject}"
    if any(all(w in clause or w in above for w in order) for clause in one.clauses):
        return False
    last = -1
    for word in order:
        places = [n for n, clause in enumerate(one.clauses) if word in clause]
        later = [n for n in places if n >= last]
        if not places:
            continue  # of the head
        if not later:
            if _names_more(word, around.split("|")[-1], one):
                continue
            # 开放夜场不得影响训练, of 在不影响训练的前提下，可以开放夜场.
            return not _PREMISE.search(one.clauses[places[-1]])
        here = last if last in later else later[0]
        if 0 <= last < here and _is_cut(order, word, one, (last, here), around):
            return True
        last = here
    return False


def _is_cut(
    order: Sequence[str], word: str, one: Statement, step: tuple[int, int], around: str
) -> bool:
    """Whether a step from a clause to a later one leaves out the rest of a case or its own head."""
    left, entered = (one.clauses[place] for place in step)
    done = max(left.rfind(w) + len(w) for w in order if w in left)
    rest = words_of(left[done:], (one,)) if is_case(left) else []
    if rest and not any(w in around for w in rest):
        return True
    ahead = words_of(entered[: entered.find(word)], (one,))
    return any(w not in around and not _PLACE.fullmatch(w) for w in ahead)


def _names_more(word: str, said: str, one: Statement) -> bool:
    """老年 of 老年助餐点, where the evidence has that first and then 助餐点."""
    for place, clause in enumerate(one.clauses[:-1]):
        start = end = said.find(word)
        while end < len(said) and said[start : end + 1] in clause:
            end += 1
        names = (said[at:end] for at in range(start + 1, end - _NOUN + 1))
        if any(name in later for name in names for later in one.clauses[place + 1 :]):
            return True
    return False


def _spread(clause: str, said: Sequence[str], told: Sequence[Statement]) -> bool:
    """Whether something is said of several things that the evidence says of one: 甲和乙均…."""
    every = _EVERY.search(clause)
    pieces = [(piece, words_of(piece, told)) for piece in JOINS.split(clause)]
    pieces = [(piece, some) for piece, some in pieces if some]
    if len(pieces) < 2 or covering(said, told):
        return False
    held = [covering(some, told) for _, some in pieces]
    rows = [{one.row for one in some if one.listed} for some in held]
    beside = bool(set.intersection(*rows))  # points of one list
    if not all(held) or (beside and not every):
        return False
    return bool(every or _PREDICATE.search(pieces[-1][0]))


def _without_records(clause: str, grounds: Sequence[Ground]) -> str:
    """A clause without what the records are asked about: owners, times."""
    clause = _RECORDS.sub("|", clause)
    for place in {letters(canonical(one.document.jurisdiction)) for one in grounds}:
        clause = re.sub(f"^(?:{place})(?=.)", "", clause) if place else clause
    names = {name for one in grounds for role in Role for name in one.owners[role]}
    return re.sub(f"(?:由)?(?:{alternation(tuple(names))})(?:{_ROLE})?", "|", clause).strip("|")
