"""Answer which departments there are, or how many, in a role."""

from __future__ import annotations

from assistant.bench import Bench
from assistant.compose import ROLE_WORD
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from ingest import Role

ACTS = (Act.OWNERS,)


def answer(query: Query, bench: Bench) -> Draft | None:
    """Every name in the roles asked for, with its number of items."""
    roles = query.roles or (Role.LEAD, Role.COOPERATING)
    items = [
        item
        for item in bench.select(query.with_(noun=query.noun))
        if any(item.owners(role) for role in roles)
    ]
    numbers: dict[str, int] = {}
    for item in items:
        for name in dict.fromkeys(n for role in roles for n in item.owners(role)):
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
