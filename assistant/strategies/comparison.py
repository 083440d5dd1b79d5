"""Put two or more departments or items side by side."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.compose import ROLE_WORD, passage_about
from assistant.draft import Draft, Statement
from assistant.find import has_owner
from assistant.query import Act, Query
from ingest import PolicyItem, Role

ACTS = (Act.COMPARE,)
_PAIR = 2


def answer(query: Query, bench: Bench) -> Draft | None:
    """Departments by their number of items in the role asked for; items by their owners."""
    if query.topic and len(query.places) > 1:
        return _documents(query, bench)
    if query.numbers:
        items = bench.index.catalogue.items_by_id(query.focus)
        items += [i for reference in query.numbers for i in bench.numbered(reference, query)]
        return _items(items, bench) if len(items) > 1 else None
    names = list(dict.fromkeys(n for b in query.bindings for n in b.names))
    if not names and query.topic:
        return _topics(query, bench)
    return _departments(query, names, bench) if names else None


def _documents(query: Query, bench: Bench) -> Draft | None:
    """What each of the documents named says about the topic."""
    items: list[PolicyItem] = []
    for doc_id in query.places:
        asked = query.with_(doc_ids=(doc_id,), aspects=(), asks_who=False, time_text="")
        items += bench.look(asked).items[:1]
    if not items:
        return None
    bodies = [_what_it_says(query, item, bench) for item in items]
    said = {item.doc_id for item in items}
    for document in bench.vocabulary.documents:
        if document.doc_id in query.places and document.doc_id not in said:
            bodies.append(Statement(f"《{document.title}》没有写到这一点。"))
    if len(items) == 1:
        bodies.insert(0, Statement(f"写在《{items[0].doc_title}》里。", (items[0],)))
    return Draft(tuple(bodies), reason="按文件对比")


def _what_it_says(query: Query, item: PolicyItem, bench: Bench) -> Statement:
    """The owners of an item that has some; what an item without says about the topic."""
    if has_owner(item):
        return bench.writer.attributes(item, query.aspects)
    about = passage_about(item.text, query.topic)
    return Statement(f"{bench.writer.mark(item)}{bench.writer.short(item)}：{about}", (item,))


def _topics(query: Query, bench: Bench) -> Draft | None:
    """老年人一件事和养老一件事是不是同一个处: the item of each of the two topics."""
    items: list[PolicyItem] = []
    for part in re.split("[和与跟同、]", query.gist):
        decision = bench.look(query.with_(topic=part, gist=part))
        items += [item for item in decision.items[:1] if item not in items]
    return _items(items, bench) if len(items) > 1 else None


def _departments(query: Query, names: list[str], bench: Bench) -> Draft:
    stated = [role for b in query.bindings if b.stated for role in b.roles]
    assumed = [role for b in query.bindings for role in b.roles]
    roles = tuple(dict.fromkeys([*stated, *query.roles] or assumed))
    held = {role for name in names for role in bench.vocabulary.roles.get(name, ())}
    if not held & set(roles):  # 参与 said of those that only carry things out
        roles = tuple(role for role in Role if role in held)
    pool = bench.select(query.with_(bindings=()))
    lines, cited, numbers = [], [], []
    totals: dict[str, int] = {}
    for name in names:
        parts = []
        for role in roles:
            own = [item for item in pool if name in item.owners(role)]
            cited += own
            numbers.append(len(own))
            marks = "".join(map(bench.writer.mark, own))
            parts.append(f"{ROLE_WORD[role]} **{len(own)}** 项{marks}")
            totals.setdefault(name, len(own))
        lines.append(f"- {name}：" + "；".join(parts))
    if len(names) == 1:
        text = "\n".join(lines)
        return Draft(
            (Statement(text, tuple(dict.fromkeys(cited)), tuple(numbers)),), reason="按角色对比"
        )
    most = max(totals.values())
    first = [name for name in names if totals[name] == most]
    difference = most - min(totals.values())
    word = ROLE_WORD[roles[0]]
    head = (
        f"{word}任务一样多，都是 **{most}** 项。"
        if difference == 0
        else f"**{'、'.join(first)}**{word}的任务更多，多 {difference} 项。"
    )
    text = f"{head}\n\n" + "\n".join(lines)
    statement = Statement(text, tuple(dict.fromkeys(cited)), (*numbers, difference, most))
    count = difference if query.counts and len(names) == _PAIR else None
    return Draft((statement,), count=count, reason="按部门对比")


def _items(items: list[PolicyItem], bench: Bench) -> Draft:
    differing: list[str] = []
    same: list[str] = []
    for label, values in (
        ("牵头部门", [item.lead for item in items]),
        ("配合部门", [item.cooperating for item in items]),
        ("委属相关单位", [item.units for item in items]),
        ("时间节点", [(item.deadline.text,) if item.deadline else () for item in items]),
    ):
        (same if len(set(values)) == 1 else differing).append(label)
    parts = []
    if same:
        parts.append(f"{'、'.join(same)}相同")
    if differing:
        parts.append(f"{'、'.join(differing)}不同")
    listing = bench.writer.listing(items)
    text = f"{'；'.join(parts)}。\n\n{listing.text}"
    return Draft((Statement(text, tuple(items)),), reason="逐栏对比")
