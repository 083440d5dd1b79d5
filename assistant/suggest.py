"""Propose follow-up questions that the program can answer."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.query import Aspect, Query
from index import ItemFilter
from index.filters import OwnerCondition
from ingest import PolicyItem, Role

_MOST = 3
_BESIDES = {
    Role.LEAD: "{name}牵头哪些任务？",
    Role.COOPERATING: "{name}配合哪些任务？",
    Role.UNIT: "{name}是哪些任务的委属相关单位？",
}


def suggestions(query: Query, draft: Draft, bench: Bench) -> tuple[str, ...]:
    """Up to three questions that go on from an answer; none when nothing was cited."""
    items = list(dict.fromkeys(item for s in draft.statements for item in s.items))
    if draft.refused:
        proposed = [f"{bench.writer.name(i)}是什么内容？" for i in draft.related if i.number]
    elif len(items) == 1 and items[0].number is not None:
        proposed = _about_item(query, items[0], bench)
    else:
        proposed = _about_list(query, items, bench)
    return tuple(dict.fromkeys(proposed))[:_MOST]


def _about_item(query: Query, item: PolicyItem, bench: Bench) -> list[str]:
    name = bench.writer.name(item)
    asked = set(query.aspects)
    proposed = [
        f"{name}由谁配合？" if item.cooperating and Aspect.COOPERATING not in asked else "",
        f"{name}什么时候完成？" if item.deadline and Aspect.DEADLINE not in asked else "",
        f"{item.owners(Role.LEAD)[0]}牵头哪些任务？" if item.lead else "",
    ]
    if not all(proposed) and bench.is_linked(item):
        proposed.append(f"{name}对应哪个文件的哪一条？")
    return [question for question in proposed if question]


def _about_list(query: Query, items: Sequence[PolicyItem], bench: Bench) -> list[str]:
    """What the department that is asked about does besides, then what the leads of the list do."""
    names = [name for binding in query.bindings for name in binding.names]
    asked = {role for binding in query.bindings for role in binding.roles}
    proposed = [
        question.format(name=names[0])
        for role, question in _BESIDES.items()
        if names and not (len(asked) == 1 and role in asked) and _has(names[0], role, bench)
    ]
    held = (name for item in items for name in item.owners(Role.LEAD))
    leads = dict.fromkeys(name for name in held if name not in names)
    return proposed + [f"{name}牵头哪些任务？" for name in list(leads)[:_MOST]]


def _has(name: str, role: Role, bench: Bench) -> bool:
    held = ItemFilter(owners=(OwnerCondition((name,), (role,)),))
    return bench.index.catalogue.count(held) > 0
