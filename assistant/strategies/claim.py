"""Say whether what is asserted of how many items a department holds is so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.bench import Bench
from assistant.buckets import placed, put_together
from assistant.compose import ROLE_WORD
from assistant.described import describe
from assistant.draft import Draft, Statement
from assistant.query import Act, Amount, Claim, Noun, Query, Tally, Test
from assistant.strategies.listing import chosen_items
from ingest import PolicyItem, Role

ACTS = (Act.CLAIM,)


def answer(query: Query, bench: Bench) -> Draft | None:
    """Yes or no first, then the items that prove it."""
    claim = query.claim
    if claim is None:
        return None
    counts = tuple(count for count in query.filter.owner_counts if count.most != 0)
    wanted = replace(query.filter, owner_counts=counts)
    scope = query.with_(bindings=(), aspects=(), tallies=(), claimed=None, filter=wanted)
    pool = chosen_items(scope, bench) or []
    if not pool:
        return None
    if claim.edge is not None:
        return _ranked(scope, claim, pool, bench)
    return _counted(scope, claim, pool, bench)


def _counted(scope: Query, claim: Claim, pool: Sequence[PolicyItem], bench: Bench) -> Draft:
    """The number of items in each role that the claim speaks of, beside what it says."""
    parts: list[str] = []
    cited: dict[PolicyItem, None] = {}
    numbers: list[int] = []
    held = {
        amount: [item for item in pool if claim.name in item.owners(amount.role)]
        for amount in claim.amounts
    }
    wrong = [amount for amount, own in held.items() if not _fits(amount, len(own))]
    for amount in wrong or claim.amounts:
        own = held[amount]
        cited |= dict.fromkeys(own)
        numbers += [len(own), *(n for n in (amount.least, amount.most) if n is not None)]
        parts.append(_part(scope, claim.name, amount, own, bench))
    if not cited:  # that a department has nothing in a role is seen by what it has in others
        cited = dict.fromkeys(i for i in pool if any(claim.name in o for o in _owners(i)))
    head = "不是。" if wrong else "是的。"
    text = head + "\n\n".join(parts)
    denied = (claim.name, *((scope.time_text,) if scope.time_text else ()))
    statement = Statement(text, tuple(cited), (*numbers, *_said(scope)), denied)
    return Draft((statement,), reason="按数目核对")


def _owners(item: PolicyItem) -> tuple[tuple[str, ...], ...]:
    return tuple(item.owners(role) for role in Role)


def _said(scope: Query) -> tuple[int, ...]:
    return tuple(number for reference in scope.numbers for number in reference.numbers)


def _fits(amount: Amount, number: int) -> bool:
    enough = amount.least is None or number >= amount.least
    return enough and (amount.most is None or number <= amount.most)


def _part(scope: Query, name: str, amount: Amount, own: Sequence[PolicyItem], bench: Bench) -> str:
    role = ROLE_WORD[amount.role]
    where = describe(scope).removesuffix("的")
    among = f"{where}的任务里，" if where else ""
    if not own:
        return f"{among}{name}没有{role}的任务。"
    listing = bench.writer.listing(own).text
    return f"{among}{name}{role}的共**{len(own)}{bench.writer.noun(own)}**：\n\n{listing}"


def _ranked(scope: Query, claim: Claim, pool: Sequence[PolicyItem], bench: Bench) -> Draft | None:
    """Whether the department is the first by number in a role, and with whom it shares that."""
    assert claim.edge is not None
    tally = Tally(Noun.OWNER, Test.MOST, (claim.edge,), descending=claim.descending)
    buckets = put_together(pool, tally, bench.vocabulary.roles)
    values = {name: len(items) for name, items in buckets.items()}
    first = placed(values, tally)
    role, edge = ROLE_WORD[claim.edge], "最多" if claim.descending else "最少"
    where = describe(scope).removesuffix("的")
    among = f"{where}的任务里，" if where else ""
    most, own = values[first[0]], values.get(claim.name, 0)
    if claim.name in first:
        others = "、".join(name for name in first if name != claim.name)
        beside = f"，和{others}并列" if others else ""
        head = f"是的，{among}{claim.name}{role}的任务{edge}，共**{own}项**{beside}："
    else:
        head = (
            f"不是，{among}{role}任务{edge}的是**{'、'.join(first)}**，共**{most}项**；"
            f"{claim.name}是{own}项："
        )
    shown = list(dict.fromkeys([claim.name, *first]))
    lines = [
        f"- {name}（{values.get(name, 0)}项）："
        + "".join(map(bench.writer.mark, buckets.get(name, ())))
        for name in shown
    ]
    cited = tuple(dict.fromkeys(item for name in shown for item in buckets.get(name, ())))
    numbers = (*(values.get(name, 0) for name in shown), *_said(scope))
    statement = Statement(f"{head}\n\n" + "\n".join(lines), cited, numbers, (claim.name,))
    return Draft((statement,), reason="按目录统计")
