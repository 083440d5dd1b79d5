"""Answer which departments there are, or how many, in a role."""

from __future__ import annotations

from dataclasses import replace

from assistant.bench import Bench
from assistant.compose import ROLE_WORD
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from ingest import Role

ACTS = (Act.OWNERS,)


def answer(query: Query, bench: Bench) -> Draft | None:
    """Every name in the roles asked for, with its number of items."""
    roles = query.roles or (Role.LEAD, Role.COOPERATING)
    excluded = {name for b in query.bindings if b.negated for name in b.names} | _never(
        query, bench
    )
    scope = query.with_(bindings=(), filter=replace(query.filter, owner_counts=()))
    pool = bench.select(scope)
    for reference in query.numbers:
        numbered = bench.numbered(reference, query)
        pool = [item for item in pool if item in numbered]
    items = [item for item in pool if any(set(item.owners(r)) - excluded for r in roles)]
    numbers: dict[str, int] = {}
    for item in items:
        held = dict.fromkeys(n for role in roles for n in item.owners(role))
        for name in (name for name in held if name not in excluded):
            numbers[name] = numbers.get(name, 0) + 1
    if not numbers:
        return None
    ordered = sorted(numbers.items(), key=lambda pair: -pair[1])
    words = "、".join(ROLE_WORD[role] for role in roles)
    lines = "\n".join(f"- {name}：{number} 项" for name, number in ordered)
    text = f"{words}的部门（单位）共 **{len(numbers)}** 个：\n\n{lines}"
    statement = Statement(text, tuple(items), (len(numbers), *numbers.values()))
    count = len(numbers) if query.act is Act.OWNERS and query.counts else None
    return Draft((statement,), count=count, reason="按目录统计部门")


def _never(query: Query, bench: Bench) -> set[str]:
    """The names that have a role which the question says they must not have (从没牵过头)."""
    denied = {c.role for c in query.filter.owner_counts if c.most == 0}
    return {name for name, held in bench.vocabulary.roles.items() if held & denied}
