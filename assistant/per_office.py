"""Tell of offices: how many there are, how many items each has, and one that no item names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.bench import Bench
from assistant.compose import ROLE_WORD
from assistant.described import said
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from ingest import PolicyItem, Role

_LOOKED_AT = 8


def unknown_owner(query: Query, bench: Bench) -> Draft:
    name = query.unknown_owner
    near = bench.index.keyword_search(name, k=_LOOKED_AT)
    items = [hit.item for hit in near if name in hit.item.text]
    acts = re.compile(f"{re.escape(name)}(?:负责|牵头|承办)")
    acting = [item for item in items if acts.search(item.text)]
    if acting:  # 科技教育科负责第12、13项, in a sentence of another item
        said = bench.writer.extracts(acting, name)
        text = f"“{name}”不在责任单位里，正文里写到的是：\n\n{said.text}"
        return Draft((Statement(text, said.items),), reason="只有正文写到这个部门")
    lacks = (
        f"文件没有把“{name}”列为牵头、配合或承接的部门，只在正文里提到"
        if items
        else f"现有文件里没有名为“{name}”的部门，查不到它的任务"
    )
    return bench.refuse(query, f"{lacks}。", reason="文件中没有这个部门", related=items)


def count_owners(query: Query, chosen: Sequence[PolicyItem], bench: Bench) -> Draft:
    """How many departments hold a role in the items found."""
    roles = query.roles or (Role.LEAD, Role.COOPERATING)
    item = tuple(i for i in chosen if any(i.owners(role) for role in roles)) or tuple(chosen)
    names = dict.fromkeys(name for i in chosen for role in roles for name in i.owners(role))
    words = "、".join(ROLE_WORD[role] for role in roles)
    marks = "".join(map(bench.writer.mark, item))
    said = "、".join(names)
    if len(query.roles) > 1:  # each role by itself
        own = {role: dict.fromkeys(n for i in chosen for n in i.owners(role)) for role in roles}
        said = "；".join(f"{ROLE_WORD[r]}{'、'.join(n) or '没有列出'}" for r, n in own.items())
    text = f"{words}的共**{len(names)}个**：{said or '没有列出'}{marks}。"
    return Draft((Statement(text, item, (len(names),)),), count=len(names), reason="按角色计数")


def each_office(query: Query, chosen: Sequence[PolicyItem], bench: Bench) -> Draft:
    """One count for each department named."""
    lines = []
    derived = [len(chosen)]
    for binding in query.bindings:
        for name in binding.names:
            own = [i for i in chosen if any(name in i.owners(role) for role in binding.roles)]
            derived.append(len(own))
            roles = "或".join(ROLE_WORD[role] for role in binding.roles)
            lines.append(
                f"- {name}{roles}**{len(own)}项**：" + "".join(map(bench.writer.mark, own))
            )
    text = "\n".join(lines)
    statement = Statement(text, tuple(chosen), tuple(derived), said(query))
    count = len(chosen) if query.act is Act.COUNT else None
    return Draft((statement,), count=count, reason="按部门分别统计")
