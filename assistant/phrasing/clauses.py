"""Cut a sentence into clauses, each with the evidence that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.phrasing import columns, reach, roles
from assistant.phrasing.cleaning import letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.plainly import plainly
from assistant.phrasing.sentences import Sentence
from ingest import ItemKind

_CLAUSE = re.compile(r"[^，；。！？|（）【】]+")
_ENUMERATOR = re.compile(
    r"^(?:其?[1-9][是、]|另?1[项个条]是|另?1头是?|第[1-9](?=[，、]|$)|其[1-6])"
)
_GOES_ON = re.compile("[、和与及]|以及")
_HEAD = re.compile("[^、]*(?:牵头|负责|配合|主办|承担|协助)(?!部门|单位|处室|的)")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence (letters), the text as written, and the evidence it speaks of."""

    text: str
    grounds: tuple[Ground, ...]
    cited: tuple[Ground, ...]
    before: str = ""  # the clause in front of it
    after: str = ""  # and the one behind it
    raw: str = ""  # the text before 其余3项 and the like were resolved
    near: tuple[Ground, ...] = ()  # the evidence cited next to it


def clauses_of(sentence: Sentence, evidence: Sequence[Ground]) -> list[Clause]:
    """Each clause with the evidence cited next to it, narrowed to the items that it names."""
    clauses: list[Clause] = []
    whole = tuple(evidence[n - 1] for n in sentence.cited)
    seen: tuple[Ground, ...] = ()  # what earlier clauses were about
    tasks = tuple(one for one in evidence if one.item.kind is ItemKind.TASK)
    all_of_them = [some for some in (tuple(evidence), tasks) if len(some) == len(whole)]
    listed = next((s for s in all_of_them if all(any(o is w for w in whole) for o in s)), ())
    for part, numbers in _carried(sentence.parts):
        grounds = tuple(evidence[n - 1] for n in dict.fromkeys(numbers))
        before: tuple[Ground, ...] = ()
        for match in _CLAUSE.finditer(plainly(part)):
            raw = text = letters(_ENUMERATOR.sub("", match.group())).strip("|、")
            if not text or reach.counts_all_found(text, evidence):
                continue
            raw = text = reach.last_one(text, whole, evidence)
            last = clauses[-1].text if clauses else ""
            if clauses and roles.goes_on(last):
                last = clauses[-1].before
            text, rest = reach.rest(text, whole, seen)
            if not rest:
                text, rest = reach.owned(text, whole)
            named = reach.pointed(text, grounds)
            listed = named if len(named) > 1 else listed
            text, placed = reach.by_place(text, rest or grounds, whole, listed, evidence)
            counted = reach.counted(text, (grounds, whole, tuple(evidence)))
            if rest or counted is not grounds or columns.compares(text):
                clauses.append(
                    Clause(text, rest or counted, rest or counted, last, "", raw, grounds)
                )
                continue
            # 分别 speaks of all of them, one after the other.
            before = () if "分别" in text else reach.narrowed(text, placed or grounds, before)
            about = before or placed or grounds
            seen += about if len(about) < len(whole) else ()
            clauses.append(
                Clause(text, before or placed or grounds, grounds, last, "", raw, grounds)
            )
    return [
        replace(one, after=clauses[place + 1].text if place + 1 < len(clauses) else "")
        for place, one in enumerate(clauses)
    ]


def _carried(parts: Sequence[tuple[str, tuple[int, ...]]]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Parts, where 和乙[2] behind 甲处负责甲[1] is 甲处负责乙[2]."""
    head = ""
    for part, numbers in parts:
        goes_on = _GOES_ON.match(part)
        if goes_on and head:
            yield head + part[goes_on.end() :], numbers
            continue
        yield part, numbers
        clause = re.split("[，,；;。：:]", part)[-1]
        found = _HEAD.match(clause)
        head = found.group() if found else ""
