"""Complete a clause that leans on what was said before it: 该处还负责…, 并牵头…, 其时间节点…."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_OFFICE = "(?:处室|处|部门|单位|局|委|中心|办|科|所|机构)"
_ONE = re.compile(f"该{_OFFICE}(?![理置于在属])")
_IT = re.compile(
    "(?<=[由归与和])它(?![们的])|(?<=配合|协助)它(?!们)|(?<=由)其(?=单独|独立|独自|牵头|负责)"
    "|^它(?=(?:还|也)?(?:负责|牵头|配合|协助|参与|单独|独自))"
)
_SEVERAL = re.compile(f"(?:上述|前述|以上|这些){_OFFICE}(?![理置于在属])")
_TWO = re.compile(f"^(?:[这该]?2个?|[这该]?两){_OFFICE}(?=还|也|都|均|又|共同|一起|分别|同时)")
# 任务64的相关单位也是这2家: as many as were named last.
_THESE = re.compile(
    f"(?:上述|前述|以上|这)(?P<n>[2-9])[个家](?:{_OFFICE[3:-1]})?"
    "(?=$|[|、]|[都均也共还又分]|牵头|配合|负责|协助|承担|参与|落实)"
)
_AGAIN = "(?:还|也|又|并|且|同样|继续|一并|同时)"
_DOES = "(?:牵头|负责|主办|主责|配合|协助|协办|参与|承担|统筹)"
_LABEL = (
    "(?!的?(?:还有|还是|还包括|都|均|部门|单位|处室|行业|机构|方|者|人|责任|职责|为|是|有|：|由))"
)
_CARRIED = re.compile(
    f"(?P<lead>(?:此外|另外|另)?{_AGAIN}*(?:主要|具体|共同|联合|分别|积极)*)(?={_DOES}++{_LABEL})"
)
_ITS_OWN = re.compile("[由归].*(?:牵头|负责|主办|主责|配合|落实)|(?:牵头|配合|责任)(?:部门|单位)")
_SAME_ITEM = re.compile("(?:其(?![中他余次实它])|[该这此本](?:项)?(?:任务|工作)|[该这此本]项)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a reader has in mind after a sentence: who does something, and the evidence cited."""

    subject: tuple[str, ...] = ()  # names as letters
    cited: tuple[int, ...] = ()


def completed(clause: str, here: Sequence[str], earlier: Sequence[str]) -> tuple[str, list[str]]:
    """A clause (letters) with the names that it leaves out, and what cannot be completed.

    `here` are those who act in the clauses before it in its sentence, `earlier` those of the
    sentence before.
    """
    subject = here or earlier
    faults: list[str] = []

    def named(found: re.Match[str]) -> str:
        one = found.re is _ONE
        if not subject or (one and len(subject) > 1):
            faults.append(f"不知道“{found.group()}”指谁")
            return found.group()
        return "、".join(subject)

    def these(found: re.Match[str]) -> str:
        return "、".join(subject) if int(found["n"]) == len(subject) else found.group()

    clause = _SEVERAL.sub(named, _THESE.sub(these, _ONE.sub(named, clause)))
    if len(subject) == 2:
        clause = _TWO.sub("、".join(subject), clause)
    if len(subject) == 1:
        clause = _IT.sub(subject[0], clause)
    carried = _CARRIED.match(clause)
    if carried is None or _ITS_OWN.search(clause):
        return clause, faults
    if not here and not re.search(_AGAIN, carried["lead"]):
        return clause, faults  # at the start of a sentence: the task's own words, or a label
    if subject:
        return "、".join(subject) + clause[carried.end() :], faults
    return clause, faults


def strays(sentence: str, cited: Sequence[int], earlier: Spoken | None) -> bool:
    """Whether a sentence speaks on of an item (其时间节点…) and cites another than before."""
    if earlier is None or not _SAME_ITEM.match(sentence):
        return False
    return not set(cited) <= set(earlier.cited)
