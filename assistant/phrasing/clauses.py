"""Cut a sentence into clauses, each with the evidence that it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.phrasing import columns, contrasts, reach, roles
from assistant.phrasing.cleaning import canonical, letters
from assistant.phrasing.ground import Ground
from assistant.phrasing.plainly import plainly
from assistant.phrasing.scene import same
from assistant.phrasing.sentences import Sentence
from ingest import ItemKind

_CLAUSE = re.compile(r"[^，；。！？|（）【】]+")
_ENUMERATOR = re.compile(
    r"^(?:其?[1-9][是、]|另?外?1(?:[项条个块类件层边种]|部分)是|另?1头是?|第[1-9](?=[，、]|$)|其[1-6])"
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
    whole = tuple(evidence[n - 1] for n in sentence.cited)
    cutting = _Cutting(tuple(evidence), whole, _all_of_a_kind(evidence, whole))
    parts = list(_carried(sentence.parts))
    for place, (part, numbers) in enumerate(parts):
        grounds = tuple(evidence[n - 1] for n in dict.fromkeys(numbers))
        behind = canonical("".join(later for later, _ in parts[place + 1 :]))
        told = contrasts.without_contrast(plainly(part, grounds, behind), behind, whole)
        cutting.cut(_CLAUSE.findall(told), grounds)
    clauses = cutting.clauses
    return [
        replace(one, after=clauses[place + 1].text if place + 1 < len(clauses) else "")
        for place, one in enumerate(clauses)
    ]


def _all_of_a_kind(evidence: Sequence[Ground], whole: Sequence[Ground]) -> tuple[Ground, ...]:
    """All evidence, or all tasks of it, in its order, where a sentence cites all of that."""
    tasks = tuple(one for one in evidence if one.item.kind is ItemKind.TASK)
    choices = (tuple(evidence), tasks)
    return next((some for some in choices if len(some) == len(whole) and same(some, whole)), ())


class _Cutting:
    """The clauses of a sentence so far, and what they were about."""

    def __init__(
        self, evidence: tuple[Ground, ...], whole: tuple[Ground, ...], listed: tuple[Ground, ...]
    ) -> None:
        self.clauses: list[Clause] = []
        self._evidence, self._whole = evidence, whole
        self._listed = listed  # the items whose first or last ones 前3项 may mean
        self._named = False  # whether several items were named by their numbers
        self._seen: tuple[Ground, ...] = ()  # what earlier clauses were about

    def cut(self, stretches: Sequence[str], grounds: tuple[Ground, ...]) -> None:
        """Take the stretches of canonical text for which evidence is cited behind the last."""
        before: tuple[Ground, ...] = ()
        for place, stretch in enumerate(stretches):
            text = letters(_ENUMERATOR.sub("", stretch)).strip("|、")
            if text and not reach.counts_all_found(text, self._evidence):
                # 牵头部门不同，甲由…[1]，乙由…[2] compares all that the sentence cites.
                compares = columns.compares(text) and place + 1 < len(stretches)
                wide = compares and len(grounds) < 2
                before = self._take(text, self._whole if wide else grounds, before)

    def _take(
        self, text: str, grounds: tuple[Ground, ...], before: tuple[Ground, ...]
    ) -> tuple[Ground, ...]:
        """Take one clause (letters); what it is about, for a clause that names nothing."""
        whole, evidence = self._whole, self._evidence
        self._named = self._named or len(reach.pointed(text, grounds)) > 1
        raw = text = reach.last_one(text, whole, evidence, named=self._named)
        last = self.clauses[-1].text if self.clauses else ""
        if self.clauses and roles.goes_on(last):
            last = self.clauses[-1].before
        text, rest = reach.rest(text, whole, self._seen)
        if not rest:
            text, rest = reach.owned(text, whole)
        named = reach.pointed(text, grounds)
        self._listed = named if len(named) > 1 else self._listed
        text, placed = reach.by_place(text, rest or grounds, whole, self._listed, evidence)
        counted = reach.counted(text, (grounds, whole, evidence))
        if rest or counted is not grounds or columns.compares(text):
            some = rest or counted
            self.clauses.append(Clause(text, some, some, last, "", raw, grounds))
            return before
        # 分别 speaks of all of them, one after the other.
        if reach.lists_topics(text, evidence):
            before, placed = (), grounds  # of all that is cited, each of it something else
            self.clauses.append(Clause(text, grounds, grounds, last, "", raw, grounds))
            return before
        before = () if "分别" in text else reach.narrowed(text, placed or grounds, before)
        about = before or placed or grounds
        self._seen += about if len(about) < len(whole) else ()
        self.clauses.append(Clause(text, about, grounds, last, "", raw, grounds))
        return before


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
