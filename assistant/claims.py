"""Read what a yes-or-no question asserts of how many items a department holds.

一项都没牵头过吧, 只配合不牵头, 超过10项了吗, 牵头的是不是最多:
each is true or false of the catalogue.
"""

from __future__ import annotations

import itertools
import re

from assistant.amounts import read_amount
from assistant.columns import ROLE_TAGS
from assistant.query import Amount, Claim, Query
from assistant.wordings import Tag
from ingest import Role

_ASSERTS = re.compile(
    "(?:说法|讲法|说的|这么说|这话|传言|印象).{0,4}(?:成立|对|准|属实|真|靠谱|有错)"
)
_TOLD = re.compile("据说|听说|听讲|都说|有人说|人家说|传说|号称|(?:替|帮|给)我核")
_ALIKE = re.compile("是不是(?:同)?一个|一样不一样|一不一样|相不相同|同不同")
_ASKING = {"who", "which", "list", "count", "compound", "compare", "every", "tie", "mutual", "or"}
_SOLE = re.compile("只|仅|光|净|专")
# 监督所没有任务吧, 七院没有任务: that it has nothing, in whatever role.
_NOTHING = re.compile("(?<![有哪])没有?(?:任何)?的?(?:任务|活儿?)(?![^，。？]{0,3}(?:是|由|归|在))")
_MAIN = (Role.LEAD, Role.COOPERATING)


def asks_whether(text: str) -> bool:
    """Whether the question asks if something told is so: 这说法成立吗, 一样不一样."""
    return _ASSERTS.search(text) is not None or _ALIKE.search(text) is not None


def claim_of(query: Query, tags: list[Tag]) -> Claim | None:
    """The claim of a question that names one department, nothing to look for and no item."""
    kinds = {tag.kind for tag in tags}
    names = {name for binding in query.bindings for name in binding.names}
    edges = [tag.kind for tag in tags if tag.kind in {"most", "least"}]
    told = edges and _TOLD.search(query.text)
    asked = query.yes_no or told or (query.text.endswith(("？", "?")) and _lacking(query))
    scoped = all(number.of_place for number in query.numbers)
    if not asked or len(names) != 1 or query.topic or not scoped or kinds & _ASKING:
        return None
    name = names.pop()
    if edges:
        said = next((tag.kind for tag in tags if tag.kind in ROLE_TAGS), "role.lead")
        stated = [r for b in query.bindings if b.stated for r in b.roles]
        role = next(iter(stated), ROLE_TAGS[said])
        return Claim(name, edge=role, descending=edges[0] == "most")
    amounts = _amounts(query, tags)
    return Claim(name, amounts) if amounts else None


def _lacking(query: Query) -> tuple[Amount, ...]:
    """党政办一项配合任务也没有: the department was named, and a role that has nobody."""
    unsaid = [b for b in query.bindings if not (b.stated or b.negated)]
    if unsaid and _NOTHING.search(query.text):
        return tuple(Amount(role, 0, 0) for role in unsaid[0].roles)
    counts = query.filter.owner_counts if unsaid else ()
    return tuple(Amount(count.role, 0, 0) for count in counts if count.most == 0)


def _amounts(query: Query, tags: list[Tag]) -> tuple[Amount, ...]:
    """An amount for each role said; a role alone is worth asserting only beside one denied."""
    said = next((tag for tag in tags if tag.kind == "amount"), None)
    stated = [binding for binding in query.bindings if binding.stated]
    if said is not None:
        roles = [role for binding in stated for role in binding.roles][:1]
        return tuple(Amount(role, *_bounds(said.text)) for role in roles)
    denied = [b for b in stated if b.negated]
    amounts = [
        Amount(role, 0, 0) if binding.negated else Amount(role, 1, None)
        for binding in stated
        for role in binding.roles
    ]
    if len(stated) == 1 and not denied and _alone(tags):
        other = next(role for role in _MAIN if role is not amounts[0].role)
        return (*amounts, Amount(other, 0, 0))
    return tuple(amounts) if denied else _lacking(query)


def _bounds(words: str) -> tuple[int | None, int | None]:
    """The bounds of an amount; 不到三项 holds of none as well."""
    least, most = read_amount(words)
    return (0 if most is not None and least == 1 and most != 1 else least), most


def _alone(tags: list[Tag]) -> bool:
    """只配合: the word right before the role says that there is no other role."""
    for before, tag in itertools.pairwise(tags):
        sole = before.kind in {"rest", "single"} and _SOLE.search(before.text[-2:])
        if tag.kind in {"role.lead", "role.cooperating"} and sole:
            return True
    return False
