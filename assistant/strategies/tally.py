"""Answer which department, group, month or item has most, none, exactly two, or every one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.bench import Bench
from assistant.buckets import (
    Buckets,
    is_named,
    keys_of,
    placed,
    put_together,
    values_of,
    winners_of,
    without_aside,
)
from assistant.compose import ROLE_WORD
from assistant.described import describe
from assistant.draft import Draft, Statement
from assistant.query import Act, Binding, Noun, Query, Tally, Test
from assistant.strategies.listing import chosen_items, none_found
from assistant.tallies import PLACES
from index import CountRange, ItemFilter
from ingest import ItemKind, PolicyItem, Role

ACTS = (Act.TALLY, Act.OWNERS)
# 当配合方最频繁的，按出现的次数算: in one role, whatever else is said of how it is counted
_ANYWHERE = re.compile(
    "^(?!.*(?:配合|牵头)(?:部门|单位|处室?(?!分)|方|一?栏|得?最|次数)).*(?:出现|参与)"
)
_APART = re.compile("多(?:了|出)?(?:几|多少)|[差隔](?:了)?(?:几|多少)")
_COUNTS_ITEMS = re.compile("(?:几|多少)(?:[项条件次回]|点(?!钟))|(?:几|多少)个(?:任务|事项|活)")
_ITEMS = {Noun.ITEM, Noun.TASK, Noun.THING}
_NOUN_WORD = {
    Noun.GROUP: "个大项", Noun.SECTION: "个部分", Noun.MONTH: "个月份", Noun.DEADLINE: "种时间节点",
    Noun.OWNER: "个部门（单位）",
}  # fmt: skip


def answer(query: Query, bench: Bench) -> Draft | None:
    """One statement for each tally of the question; None when one of them has no answer."""
    tallies = query.tallies or (Tally(Noun.OWNER, Test.SOME, query.roles),)
    drafts = [_one(query, tally, bench) for tally in tallies]
    whole = [draft for draft in drafts if draft is not None]
    if len(whole) < len(drafts):
        return None
    statements = [statement for draft in whole for statement in draft.statements]
    statements += _difference(query, tallies, bench)
    return Draft(tuple(statements), count=whole[0].count, reason=whole[0].reason)


def _difference(query: Query, tallies: Sequence[Tally], bench: Bench) -> list[Statement]:
    """任务最多的处比最少的处多几项: how far the two edges are apart."""
    edges = {tally.descending for tally in tallies if tally.test is Test.MOST}
    if len(edges) < 2 or not _APART.search(query.text) or tallies[0].by_date:
        return []
    tally = replace(tallies[0], roles=_key_roles(query, tallies[0]))
    items = _tasks_first(query, tally, chosen_items(_asked(query, tally), bench) or [])
    buckets = put_together(items, tally, bench.vocabulary.roles)
    values = values_of(tally, buckets, {item.item_id for item in items}).values()
    apart = max(values) - min(values)
    return [Statement(f"最多的比最少的多**{apart}项**。", (), (apart,))]


def _one(query: Query, tally: Tally, bench: Bench) -> Draft | None:
    if tally.test is Test.ROLES:
        return _by_roles(query, tally, bench)
    tally = replace(tally, roles=_key_roles(query, tally))
    matched = chosen_items(_asked(query, tally), bench)
    if matched == [] and query.filtered and not query.topic and tally.test is Test.MOST:
        return none_found(query, bench)
    if matched is None or not (matched or tally.test in {Test.NONE, Test.EVERY}):
        return None
    matched = _tasks_first(query, tally, matched)
    if tally.by_date:
        return _by_date(matched, tally, bench)
    if tally.noun in {Noun.ITEM, Noun.TASK, Noun.POINT}:
        return _by_owner_count(query, matched, tally, bench)
    compared = tally.test in {Test.NONE, Test.EVERY}
    universe = matched
    if compared:
        universe = _tasks_first(query, tally, chosen_items(_scope(query), bench) or [])
    buckets = without_aside(put_together(universe, tally, bench.vocabulary.roles), query, tally)
    held = {item.item_id for item in matched}
    winners = winners_of(query, tally, buckets, held)
    return _draft(query, tally, buckets, winners, held, bench)


# -- what is counted


def _key_roles(query: Query, tally: Tally) -> tuple[Role, ...]:
    """The roles by which items are put together by department."""
    lacking = tuple(c.role for c in query.filter.owner_counts if c.most == 0)
    if tally.noun is not Noun.OWNER:
        return query.roles
    if tally.test is Test.NONE and lacking:
        return lacking
    if _ANYWHERE.search(query.text) and Role.UNIT not in query.roles:
        return (Role.LEAD, Role.COOPERATING)
    if tally.roles or query.roles:
        return tally.roles or query.roles
    stated = {role for b in query.bindings if b.stated and not b.negated for role in b.roles}
    aside = {role for b in query.bindings if b.stated and b.negated for role in b.roles}
    if tally.test is Test.MOST and len(aside) == 1 and not stated:
        return tuple(aside)  # 撇开规划发展处，配合最多的是谁: the role is the one that is ranked
    if stated and tally.test in {Test.BEYOND, Test.TIE}:
        return tuple(role for role in Role if role in stated)
    if stated == {Role.COOPERATING}:
        return (Role.LEAD,)
    if stated == {Role.LEAD}:
        return (Role.COOPERATING,)
    partner = any(not b.negated and not b.stated for b in query.bindings)
    if partner or (tally.test is Test.SOME and not tally.roles):
        return (Role.LEAD, Role.COOPERATING)
    return (Role.LEAD,)


def _tasks_first(query: Query, tally: Tally, items: list[PolicyItem]) -> list[PolicyItem]:
    """A part or a month is of the table of tasks where there is one."""
    if tally.noun not in PLACES or query.noun is Noun.POINT:
        return items
    return [item for item in items if item.kind is ItemKind.TASK] or items


def _asked(query: Query, tally: Tally) -> Query:
    """The question for the items that count, what is denied turned round where none may be."""
    asked = query.with_(aspects=(), claimed=None)
    if tally.noun is Noun.OWNER:
        asked = asked.with_(bindings=_narrowing(query, tally))
    counts = asked.filter.owner_counts
    if tally.noun is Noun.OWNER and tally.test in {Test.NONE, Test.SOME}:
        # 没有委属单位的任务里，牵头的是哪些处: what tasks lack in another role narrows them.
        other = tally.test is Test.SOME and tally.roles
        counts = tuple(c for c in counts if c.most != 0 or (other and c.role not in tally.roles))
    elif tally.test is Test.NONE:
        counts = tuple(CountRange(c.role, least=1) if c.most == 0 else c for c in counts)
    asked = asked.with_(filter=replace(asked.filter, owner_counts=counts))
    if tally.test is Test.NONE:
        bindings = tuple(replace(b, negated=False) for b in asked.bindings)
        asked = asked.with_(bindings=bindings, time_negated=False)
    return asked


def _narrowing(query: Query, tally: Tally) -> tuple[Binding, ...]:
    """The bindings that narrow the items: not those that only set departments aside.

    撇开规划发展处，谁牵头最多: what another leads together with it counts for the other.
    """
    free = [b for b in query.bindings if not b.stated and not b.negated]
    among = sum(len(b.names) for b in free) > 1
    beside = {Test.TIE, Test.BEYOND}
    follows = any(t.position > 1 or t.test in beside for t in query.tallies)
    measured = any(t.test in beside for t in query.tallies)  # 比公卫处牵头多的有谁
    return tuple(
        b
        for b in query.bindings
        if ((b.stated and not measured) or (not b.negated and not among and not follows))
        and not (b.negated and tally.test is Test.MOST and b.roles == tally.roles)
    )


def _scope(query: Query) -> Query:
    """The items among which the buckets are made: the documents and places named alone."""
    return query.with_(
        aspects=(), bindings=(), filter=ItemFilter(), time_text="", time_negated=False, topic="",
        tallies=(),
    )  # fmt: skip


# -- wording


def _draft(
    query: Query, tally: Tally, buckets: Buckets, winners: list[str], held: set[str], bench: Bench
) -> Draft | None:
    values = values_of(tally, buckets, held)
    if not winners:
        if tally.test is Test.MOST:
            return None
        text = _unwritten(query, bench) or f"没有这样的{_NOUN_WORD[tally.noun][1:]}。"
        return Draft((Statement(text),), count=0 if query.counts else None, reason="按目录统计")
    shown = {name: _shown(name, buckets, tally, held, bench) for name in winners}
    if tally.test in {Test.SOME, Test.EACH} and tally.noun is Noun.OWNER:
        winners = sorted(winners, key=lambda name: -values[name])
    lines = [_line(name, shown[name], values[name], tally, bench) for name in winners]
    listed = list(dict.fromkeys(i for name in winners for i in shown[name]))
    if len(winners) == 1 and tally.test is Test.MOST and tally.measure is Noun.ITEM:
        lines = [bench.writer.listing(listed).text]  # one winner: its items are what is wanted next
    text = f"{_head(query, tally, winners, values)}\n\n" + "\n".join(lines)
    cited = tuple(dict.fromkeys(item for name in winners for item in shown[name]))
    numbers = (len(winners), *values.values(), *map(len, shown.values()), tally.position)
    bounds = tuple(n for n in (tally.least, tally.most) if n is not None)
    denied = tuple(n for b in query.bindings for n in b.names)
    statement = Statement(
        text,
        cited,
        (*numbers, *bounds, *_group_numbers(cited)),
        (*denied, query.time_text) if query.time_text else denied,
    )
    return Draft((statement,), count=_count(query, tally, winners, values), reason="按目录统计")


def _unwritten(query: Query, bench: Bench) -> str:
    """市里的文件写没写谁牵头: the documents named have no owners at all."""
    silent = [d for d in query.doc_ids if d not in bench.vocabulary.has_owners]
    if not silent or len(silent) < len(query.doc_ids):
        return ""
    titles = "".join(f"《{bench.vocabulary.document(doc_id).title}》" for doc_id in silent)
    return f"{titles}没有写明由哪个部门牵头、配合或落实。"


def _count(
    query: Query, tally: Tally, winners: Sequence[str], values: Mapping[str, int]
) -> int | None:
    """How many there are; 谁牵头最多，有几件 asks for the items of each."""
    each = {values[name] for name in winners}
    items = query.noun in _ITEMS or _COUNTS_ITEMS.search(query.text)
    if query.counts and tally.test is Test.MOST and items and len(each) == 1:
        return each.pop()
    return len(winners) if query.counts else None


def _group_numbers(items: Sequence[PolicyItem]) -> tuple[int, ...]:
    return tuple({item.group_number for item in items if item.group_number is not None})


def _shown(
    name: str, buckets: Buckets, tally: Tally, held: set[str], bench: Bench
) -> list[PolicyItem]:
    """The items that prove what is said of a bucket."""
    own = [item for item in buckets[name] if item.item_id in held]
    if own or tally.noun is not Noun.OWNER:
        return own or buckets[name]
    return [item for item in bench.items(ItemFilter()) if any(name in item.owners(r) for r in Role)]


def _line(name: str, items: Sequence[PolicyItem], value: int, tally: Tally, bench: Bench) -> str:
    marks = "".join(map(bench.writer.mark, items))
    label = name
    if tally.noun is Noun.GROUP and items and items[0].group_number is not None:
        label = f"{items[0].group_number}. {name}"
    if tally.test is Test.NONE:
        return f"- {label}"
    if tally.measure is Noun.ITEM:
        return f"- {label}（{value}项）：{marks}"
    keys = keys_of(tally.measure, tally.measure_roles or (Role.LEAD,))
    names = "、".join(dict.fromkeys(key for item in items for key in keys(item)))
    return f"- {label}（{value} {_NOUN_WORD[tally.measure]}：{names}）：{marks}"


def _head(query: Query, tally: Tally, winners: list[str], values: dict[str, int]) -> str:
    names = "、".join(f"**{name}**" for name in winners)
    word = _word(query, tally)
    noun = _NOUN_WORD[tally.noun]
    if tally.test is Test.MOST and tally.top == 1:
        edge = "最多" if tally.descending else "最少"
        place = edge if tally.position == 1 else f"第{tally.position}{edge[-1]}"
        tie = "并列" if len(winners) > 1 else ""
        unit = "项" if tally.measure is Noun.ITEM else _NOUN_WORD[tally.measure]
        each = "各" if tie else "共"
        return f"{word}{place}的是{tie}{names}，{each}**{values[winners[0]]}{unit}**："
    if tally.test is Test.MOST:
        return f"按{word}数量排列："
    condition = _condition(query, tally)
    if tally.test is Test.NONE:
        return f"一项{condition or '任务'}都没有的有**{len(winners)}{noun}**：{names}。"
    if tally.test is Test.EVERY:
        return f"全部都是{condition or '这样的任务'}的有**{len(winners)}{noun}**：{names}。"
    if tally.test is Test.TIE:
        return f"{word}数量相同的："
    what = f"{word}的" if tally.noun is Noun.OWNER else ""
    return f"{what}共**{len(winners)}{noun}**："


def _condition(query: Query, tally: Tally) -> str:
    """What the items of a bucket are measured against, in words: 时间节点在“9月”、牵头的任务."""
    asked = _asked(query, tally).with_(numbers=())
    words = describe(asked).removesuffix("的")
    key = "、".join(ROLE_WORD[role] for role in tally.roles) if tally.noun is Noun.OWNER else ""
    said = "、".join(part for part in (words, key) if part)
    return f"{said}的任务" if said else ""


def _word(query: Query, tally: Tally) -> str:
    if tally.noun is Noun.MONTH:
        return "到期任务"
    if tally.noun is not Noun.OWNER:
        return "任务"
    if tally.test in {Test.SOME}:
        return "、".join(ROLE_WORD[role] for role in tally.roles)
    return f"{'、'.join(ROLE_WORD[role] for role in tally.roles)}任务"


# -- items by their owners or their dates


def _by_owner_count(
    query: Query, pool: Sequence[PolicyItem], tally: Tally, bench: Bench
) -> Draft | None:
    jointly = tuple(c.role for c in query.filter.owner_counts if c.least and c.least > 1)
    role = (tally.measure_roles or jointly or tally.roles or (Role.COOPERATING,))[0]
    if not any(item.owners(role) for item in pool):
        role = Role.LEAD
    counts = {i.item_id: len(i.owners(role)) for i in pool if i.owners(role)}
    winners = set(placed(counts, tally)) if counts else set()
    items = [item for item in pool if item.item_id in winners]
    if not items:
        return None
    edge = "最多" if tally.descending else "最少"
    number = counts[items[0].item_id]
    listing = bench.writer.listing(items)
    each = "各" if len(items) > 1 else "共"
    column = "" if role is Role.UNIT else "部门"
    head = f"{ROLE_WORD[role]}{column}{edge}的有{len(items)}项，{each}**{number}个**："
    statement = Statement(f"{head}\n\n{listing.text}", tuple(items), (len(items), number))
    return Draft((statement,), reason="按角色人数排序")


def _by_roles(query: Query, tally: Tally, bench: Bench) -> Draft | None:
    """哪些处配合的比牵头的多: each with its numbers in both roles."""
    items = chosen_items(query.with_(aspects=(), tallies=()), bench) or []
    one, other = tally.roles
    held: dict[str, tuple[int, int]] = {}
    owners = (n for i in items for role in tally.roles for n in i.owners(role))
    for name in dict.fromkeys(n for n in owners if is_named(n)):
        counts = [sum(name in i.owners(role) for i in items) for role in tally.roles]
        held[name] = (counts[0], counts[1])
    winners = [name for name, (more, less) in held.items() if more > less]
    words = f"{ROLE_WORD[one]}比{ROLE_WORD[other]}多"
    if not winners:
        return Draft((Statement(f"没有{words}的部门（单位）。"),), reason="按目录统计")
    winners.sort(key=lambda name: held[name][1] - held[name][0])
    lines = [
        f"- {name}：{ROLE_WORD[one]}{held[name][0]}项，{ROLE_WORD[other]}{held[name][1]}项"
        for name in winners
    ]
    shown = [i for i in items if any(n in i.owners(r) for n in winners for r in tally.roles)]
    names = "、".join(f"**{name}**" for name in winners)
    text = f"{words}的共**{len(winners)}个**部门（单位）：{names}。\n\n" + "\n".join(lines)
    numbers = (len(winners), *(n for pair in held.values() for n in pair))
    statement = Statement(text, tuple(shown), numbers)
    count = len(winners) if query.counts else None
    return Draft((statement,), count=count, reason="按目录统计")


def _by_date(pool: Sequence[PolicyItem], tally: Tally, bench: Bench) -> Draft | None:
    dated = [item for item in pool if item.deadline and item.deadline.due]
    if not dated:
        return _undated(pool, bench)
    days = sorted(
        {i.deadline.due for i in dated if i.deadline and i.deadline.due}, reverse=tally.descending
    )
    if tally.position > len(days):
        return None
    items = [i for i in dated if i.deadline and i.deadline.due == days[tally.position - 1]]
    edge = "最晚" if tally.descending else "最早"
    if tally.position > 1:
        edge = f"第{tally.position}{edge[-1]}"
    listing = bench.writer.listing(items)
    when = items[0].deadline.text if items[0].deadline else ""
    head = f"有具体月份的任务里，时间节点{edge}的是{when}，共{len(items)}项："
    statement = Statement(f"{head}\n\n{listing.text}", tuple(items), (len(items),))
    return Draft((statement,), reason="按时间节点排序")


def _undated(pool: Sequence[PolicyItem], bench: Bench) -> Draft | None:
    """党政办的任务最晚几月完成: none of them has a day, which is what is to be told."""
    timed = [item for item in pool if item.deadline]
    words = {item.deadline.text for item in timed if item.deadline}
    if not timed or len(words) > 1:
        return None
    head = f"没有具体的月份，时间节点都是{min(words)}，共{len(timed)}项："
    listing = bench.writer.listing(timed)
    statement = Statement(f"{head}\n\n{listing.text}", tuple(timed), (len(timed),))
    return Draft((statement,), reason="按时间节点排序")
