"""Tell which roles a word means of the offices that it is said of."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence, Set
from dataclasses import replace

from assistant.query import Binding
from index import CountRange
from ingest import Role

# In whatever role: 公卫处没掺和的 is neither led by it nor done with it.
_TAKES_PART = re.compile(
    "参与|参加|涉及|沾|出现|挂名|有份|掺和|插手|介入|过问|露面|搅和|染指|牵扯|牵涉"
)
# Words for one role alone, which an office that has no such item does not have either.
_EXACTLY = re.compile("牵|配合|协助|协办|[打带挑领]大?头|领衔|挂帅|挑大梁|唱主角|坐庄|打下手")
_ANSWERS_FOR = re.compile("负责|主管|归口|分管|主抓|责任")


def roles_meant(words: str, role: Role, held: Set[Role], *, asked: bool) -> tuple[Role, ...]:
    """负责 or 参与 said of a name that only carries things out means that it does so.

    An office that only helps answers for nothing. Where it is `asked` who does something, the
    word may be said of whom is looked for: 区妇幼对应哪个任务，哪个处来牵.
    """
    exact = re.search("牵头|配合", words) or (not asked and _EXACTLY.search(words))
    if _TAKES_PART.search(words) and not exact:
        return tuple(r for r in Role if r in held) or (role,)
    helps_only = Role.UNIT not in held and _ANSWERS_FOR.search(words)
    if exact or not held or role in held or helps_only:
        return (role,)
    return tuple(r for r in Role if r in held)


def denied_alike(bound: Sequence[Binding]) -> list[Binding]:
    """不归X、也不归Y牵头的: what is denied to the second is denied to the first."""
    alike = list(bound)
    for place, (first, second) in enumerate(itertools.pairwise(bound)):
        if first.negated and second.negated and second.stated and not first.stated:
            alike[place] = replace(first, roles=second.roles)
    return alike


def beside_lead(counted: CountRange) -> CountRange:
    """四个责任单位, of a list whose first one leads: three beside it."""
    if counted.most == 0:
        return counted
    least = counted.least - 1 if counted.least else 0
    most = None if counted.most is None else counted.most - 1
    return CountRange(Role.COOPERATING, least or None, most)
