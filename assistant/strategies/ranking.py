"""Answer which department, month, group or item comes first or last, ties included."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.bench import Bench
from assistant.compose import ROLE_WORD
from assistant.draft import Draft, Statement
from assistant.query import Act, Binding, Noun, Query, Ranking
from assistant.strategies.listing import chosen_items
from ingest import PolicyItem, Role

ACTS = (Act.RANK,)


def answer(query: Query, bench: Bench) -> Draft | None:
    """The winners by count or by date, with the items that they are counted by."""
    ranking = query.ranking
    if ranking is None:
        return None
    named = query.bindings if ranking.noun is not Noun.OWNER else _stated(query)
    pool = chosen_items(query.with_(aspects=(), bindings=named), bench)
    if pool is None or not pool:
        return None
    if ranking.by_date:
        return _by_date(pool, ranking, bench)
    if ranking.noun in {Noun.ITEM, Noun.TASK, Noun.POINT} and query.roles and not query.asks_who:
        return _by_owner_count(pool, query.roles[0], ranking, bench)
    return _by_bucket(query, pool, ranking, bench)


def _stated(query: Query) -> tuple[Binding, ...]:
    """The departments that narrow the items, without those that are only set aside."""
    return tuple(b for b in query.bindings if b.stated)


def _winners(counts: dict[str, int], ranking: Ranking) -> list[str]:
    """Names at the place asked for, all that tie included."""
    if ranking.exactly is not None:
        return [name for name, number in counts.items() if number == ranking.exactly]
    levels = sorted(set(counts.values()), reverse=ranking.descending)
    if ranking.top > 1:
        ordered = sorted(counts, key=lambda name: counts[name], reverse=ranking.descending)
        if len(ordered) <= ranking.top:
            return ordered
        edge = counts[ordered[ranking.top - 1]]
        inside = {
            name
            for name in ordered
            if (counts[name] - edge) * (1 if ranking.descending else -1) >= 0
        }
        return [name for name in ordered if name in inside]
    if ranking.position > len(levels):
        return []
    return [name for name in counts if counts[name] == levels[ranking.position - 1]]


def _by_bucket(
    query: Query, pool: Sequence[PolicyItem], ranking: Ranking, bench: Bench
) -> Draft | None:
    buckets = _buckets(query, pool, ranking, bench)
    for name in (n for b in query.bindings if not b.stated for n in b.names):
        if ranking.position == 1:
            buckets.pop(name, None)
    winners = _winners({name: len(items) for name, items in buckets.items()}, ranking)
    if not winners:
        return None
    items = [item for name in winners for item in buckets[name]]
    cited = tuple(dict.fromkeys(items))
    word = _word(query, ranking)
    if ranking.exactly is not None:
        head = f"恰好有 {ranking.exactly} 项的是**{'、'.join(winners)}**："
    elif ranking.top > 1:
        head = f"按{word}数量排列："
    else:
        tie = "并列" if len(winners) > 1 else ""
        edge = "最多" if ranking.descending else "最少"
        place = edge if ranking.position == 1 else f"第{ranking.position}{edge[-1]}"
        number = len(buckets[winners[0]])
        head = f"{word}{place}的是{tie}**{'、'.join(winners)}**，共 **{number}** 项："
    lines = [
        f"- {name}（{len(buckets[name])} 项）：{''.join(map(bench.writer.mark, buckets[name]))}"
        for name in winners
    ]
    sizes = [len(items) for items in buckets.values()]
    numbers = (*sizes, ranking.position, ranking.exactly or 0)
    statement = Statement(f"{head}\n\n" + "\n".join(lines), cited, numbers)
    return Draft((statement,), reason="按目录统计并排序")


def _word(query: Query, ranking: Ranking) -> str:
    role = "、".join(ROLE_WORD[r] for r in query.roles)
    noun = {Noun.MONTH: "到期任务", Noun.GROUP: "任务", Noun.SECTION: "任务"}.get(ranking.noun, "")
    return noun or f"{role or '牵头'}任务"


def _buckets(
    query: Query, pool: Sequence[PolicyItem], ranking: Ranking, bench: Bench
) -> dict[str, list[PolicyItem]]:
    keys: Callable[[PolicyItem], Sequence[str]]
    if ranking.noun is Noun.MONTH:
        keys = lambda i: [f"{i.deadline.due.month}月"] if i.deadline and i.deadline.due else []  # noqa: E731
    elif ranking.noun is Noun.GROUP:
        keys = lambda i: [i.group_title] if i.group_title else []  # noqa: E731
    elif ranking.noun is Noun.SECTION:
        keys = lambda i: [i.section] if i.section else []  # noqa: E731
    else:
        roles = query.roles or (Role.LEAD,)
        keys = lambda i: list(dict.fromkeys(n for r in roles for n in i.owners(r)))  # noqa: E731
    buckets: dict[str, list[PolicyItem]] = {}
    for item in pool:
        for key in keys(item):
            buckets.setdefault(key, []).append(item)
    return buckets


def _by_owner_count(
    pool: Sequence[PolicyItem], role: Role, ranking: Ranking, bench: Bench
) -> Draft | None:
    counts = {i.item_id: len(i.owners(role)) for i in pool if i.owners(role)}
    winners = set(_winners(counts, ranking))
    items = [item for item in pool if item.item_id in winners]
    if not items:
        return None
    edge = "最多" if ranking.descending else "最少"
    number = counts[items[0].item_id]
    listing = bench.writer.listing(items)
    head = f"{ROLE_WORD[role]}部门{edge}的有 {len(items)} 项，各 **{number}** 个："
    statement = Statement(f"{head}\n\n{listing.text}", tuple(items), (len(items), number))
    return Draft((statement,), reason="按角色人数排序")


def _by_date(pool: Sequence[PolicyItem], ranking: Ranking, bench: Bench) -> Draft | None:
    dated = [item for item in pool if item.deadline and item.deadline.due]
    if not dated:
        return None
    days = sorted(
        {i.deadline.due for i in dated if i.deadline and i.deadline.due}, reverse=ranking.descending
    )
    day = days[0]
    items = [i for i in dated if i.deadline and i.deadline.due == day]
    edge = "最晚" if ranking.descending else "最早"
    listing = bench.writer.listing(items)
    when = items[0].deadline.text if items[0].deadline else ""
    head = f"有具体月份的任务里，时间节点{edge}的是{when}，共 {len(items)} 项："
    statement = Statement(f"{head}\n\n{listing.text}", tuple(items), (len(items),))
    return Draft((statement,), reason="按时间节点排序")
