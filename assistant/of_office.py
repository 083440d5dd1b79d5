"""Choose of the items that say a matter those of the department that the question names."""

from __future__ import annotations

from assistant import premise
from assistant.bench import Bench
from assistant.normalise import bare
from assistant.query import Query
from ingest import PolicyItem, Role

_NEARLY = 0.3  # how much weaker an item that satisfies what is taken for granted may be


def that_fit(query: Query, items: list[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """生物医药处负责的智慧好办: the best item of that department, where one is nearly as near."""
    best, matter = bench.found[0].strength, bare(query.topic)
    named = matter in bare(bench.found[0].item.text)  # 双随机一公开: no item without it is meant
    for evidence in bench.found:
        if best - evidence.strength > _NEARLY:
            break
        if (not named or matter in bare(evidence.item.text)) and premise.check(
            query, evidence.item, bench.writer
        ).holds:
            return [evidence.item]
    return items


def of_the_office(query: Query, items: list[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """生物医药企业的伦理审查谁管: the item that says all of the matter and is of the office."""
    named = {n for b in query.bindings if not (b.stated or b.negated) for n in b.names}

    def held(item: PolicyItem) -> bool:
        return any(name in named for role in Role for name in item.owners(role))

    if not named or any(map(held, items)):
        return items
    words = [bare(word) for word in query.topic.split()]
    own = [found.item for found in bench.found if held(found.item)]
    return [item for item in own if all(word in bare(item.text) for word in words)][:1] or items
