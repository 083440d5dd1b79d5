"""Put items together by department, group, section or month, and pick those that pass a test."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set

from assistant.query import Noun, Query, Tally, Test
from ingest import PolicyItem, Role

Buckets = dict[str, list[PolicyItem]]
_GENERIC = re.compile("^(?:相关|有关|其他|其它|各)|的")  # a kind of department, none by name


def keys_of(noun: Noun, roles: Sequence[Role]) -> Callable[[PolicyItem], list[str]]:
    """What an item is put under."""

    def keys(item: PolicyItem) -> list[str]:
        if noun is Noun.MONTH:
            dated = item.deadline is not None and item.deadline.due is not None
            return [f"{item.deadline.due.month}月"] if dated else []  # type: ignore[union-attr]
        if noun is Noun.DEADLINE:
            return [item.deadline.text] if item.deadline else []
        if noun is Noun.GROUP:
            return [item.group_title] if item.group_title else []
        if noun is Noun.SECTION:
            return [item.section] if item.section else []
        return list(dict.fromkeys(name for role in roles for name in item.owners(role)))

    return keys


def put_together(
    items: Sequence[PolicyItem], tally: Tally, roles: Mapping[str, Set[Role]]
) -> Buckets:
    """The items under each department, group, section or month, in document order."""
    keys = keys_of(tally.noun, tally.roles)
    buckets: Buckets = {}
    if tally.noun is Noun.OWNER and tally.test is Test.NONE:
        buckets = {name: [] for name in _named(roles, tally)}
    if tally.noun is Noun.MONTH and tally.test is Test.NONE:
        buckets = {f"{month}月": [] for month in range(1, 13)}
    for item in items:
        for key in keys(item):
            if tally.test is not Test.NONE or tally.noun is not Noun.OWNER or key in buckets:
                buckets.setdefault(key, []).append(item)
    if tally.noun is Noun.MONTH:
        return {month: buckets[month] for month in sorted(buckets, key=_of_year)}
    return buckets


def _of_year(month: str) -> int:
    return int(month.removesuffix("月"))


def is_named(name: str) -> bool:
    """Whether a department is one, and no kind of departments: not 相关业务处室."""
    return _GENERIC.search(name) is None


def _named(roles: Mapping[str, Set[Role]], tally: Tally) -> list[str]:
    """The departments known by name that may lead or cooperate."""
    wanted = {Role.UNIT} if tally.roles == (Role.UNIT,) else {Role.LEAD, Role.COOPERATING}
    return [n for n, held in roles.items() if held & wanted and is_named(n)]


def without_aside(buckets: Buckets, query: Query, tally: Tally) -> Buckets:
    """Departments that the question sets aside, or asks the partners of, do not count."""
    if tally.noun is not Noun.OWNER:
        return buckets
    free = [b for b in query.bindings if not b.stated]
    among = {name for b in free if not b.negated for name in b.names}
    measured = tally.test in {Test.TIE, Test.BEYOND}  # 比公卫处牵头多的: it is the measure
    aside = {n for b in query.bindings if b.negated or (b.stated and not measured) for n in b.names}
    if len(among) > 1:
        buckets = {name: items for name, items in buckets.items() if name in among}
    elif tally.position == 1 and not measured:
        aside |= among
    return {name: items for name, items in buckets.items() if name not in aside}


def values_of(tally: Tally, buckets: Buckets, held: set[str]) -> dict[str, int]:
    """How many items of each bucket count, or how many different values they have."""
    keys = keys_of(tally.measure, tally.measure_roles or (Role.LEAD,))
    values = {}
    for name, items in buckets.items():
        own = [item for item in items if item.item_id in held]
        if tally.measure is Noun.ITEM:
            values[name] = len(own)
        else:
            values[name] = len({key for item in own for key in keys(item)})
    return values


def winners_of(query: Query, tally: Tally, buckets: Buckets, held: set[str]) -> list[str]:
    """The names of the buckets that pass the test; `held` are the ids of the items that count."""
    values = values_of(tally, buckets, held)
    if tally.test is Test.MOST:
        return placed(values, tally)
    if tally.test is Test.TIE:
        return _tied(query, values)
    if tally.test is Test.BEYOND:
        named = [values[n] for b in query.bindings for n in b.names if n in values][:1]
        side = 1 if tally.descending else -1
        return [n for n, v in values.items() if named and (v - named[0]) * side > 0]
    if tally.test is Test.NONE:
        return [name for name, number in values.items() if number == 0]
    least, most = tally.least or 1, tally.most
    sizes = {name: len(items) for name, items in buckets.items()}
    if tally.test is Test.EVERY:
        values = {n: values[n] if values[n] == sizes[n] else 0 for n in values}
    chosen = [n for n, v in values.items() if v >= least and (most is None or v <= most)]
    if tally.test is Test.SOME and query.together and len(tally.roles) > 1:
        return [n for n in chosen if all(_holds(n, role, buckets[n]) for role in tally.roles)]
    return chosen


def _holds(name: str, role: Role, items: Sequence[PolicyItem]) -> bool:
    return any(name in item.owners(role) for item in items)


def _tied(query: Query, values: dict[str, int]) -> list[str]:
    """Those with as many as the department named; without one, all that share their number."""
    named = [n for b in query.bindings for n in b.names if n in values]
    if named:
        alike = [n for n, v in values.items() if v == values[named[0]]]
        return alike if len(alike) > 1 else []
    shared = {v for v in values.values() if list(values.values()).count(v) > 1}
    return sorted((n for n, v in values.items() if v in shared), key=lambda n: -values[n])


def placed(values: dict[str, int], tally: Tally) -> list[str]:
    """Names at the place asked for, all that tie included."""
    levels = sorted(set(values.values()), reverse=tally.descending)
    if not levels:
        return []
    if tally.top > 1:
        ordered = sorted(values, key=lambda name: values[name], reverse=tally.descending)
        edge = values[ordered[min(tally.top, len(ordered)) - 1]]
        side = 1 if tally.descending else -1
        return [name for name in ordered if (values[name] - edge) * side >= 0]
    if tally.position > len(levels):
        return []
    level = levels[tally.position - 1]
    if tally.ranked:
        side = 1 if tally.descending else -1
        above = {v: sum((o - v) * side > 0 for o in values.values()) for v in levels}
        level = next((v for v in levels if above[v] == tally.position - 1), level)
    return [name for name in values if values[name] == level]
