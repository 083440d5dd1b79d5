"""Answer a fact that stands in the text of an item: a share, an amount, how long, when."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.facts import (
    Wanted,
    claimed,
    nearness,
    places_wanted,
    sentence_of,
    time_wanted,
    wanted,
)
from assistant.find import Evidence
from assistant.query import Act, Aspect, Query
from ingest import PolicyItem

ACTS = (Act.LOOKUP, Act.COUNT, Act.LIST, Act.MEMBER, Act.COMPARE)
ORDER = 70
_LOOKED_AT = 8
_BEHIND = 0.4  # of strengths: how far behind the best item one may be that states the fact
_SAID = 0.8  # of a strength: what a clause is worth that has the fact and the whole topic


def answer(query: Query, bench: Bench) -> Draft | None:
    """The sentence that states the fact, of the items that are near; None where none does."""
    amount, fact = _asserted(query) or ("", _fact(query, bench))
    narrowed = query.numbers or query.roles or query.asks_who or query.bindings or query.outside
    if fact is None or narrowed or not query.topic or query.tallies:
        return None
    if not bench.look(query).sure:
        return None
    topic = query.topic.replace(amount, "") if amount else query.topic
    item = _stating(topic, fact, bench.found)
    if item is None or (Aspect.DEADLINE in query.aspects and bench.found[0].item.deadline):
        return None
    said = sentence_of(item.text, topic, fact)
    head = (
        f"更正：文件里没有写“{amount}”，写到的是"
        if amount and amount not in said
        else "文件里写到的是"
    )
    text = f"{head}：{said}{bench.writer.mark(item)}"
    shown = Statement(text, (item,), denied=(amount,) if amount else ())
    return Draft((shown, bench.writer.attributes(item, ())), reason=f"原文写到的{fact.name}")


def _asserted(query: Query) -> tuple[str, Wanted] | None:
    """宠物公园要建30座？: an amount that is taken for granted where yes or no is asked."""
    doubted = (query.yes_no or query.text.endswith("？")) and not query.time_text
    return claimed(query.topic) if doubted and query.act is Act.LOOKUP else None


def _fact(query: Query, bench: Bench) -> Wanted | None:
    """The kind of fact that the text must state."""
    text = query.text if query.before_topic == "" else f"{query.before}{query.text}"
    asked = wanted(text, query.measure) or places_wanted(text, bench.vocabulary.places.named)
    if asked is None and query.aspects == (Aspect.DEADLINE,):
        return time_wanted()
    return asked


def _stating(topic: str, fact: Wanted, found: Sequence[Evidence]) -> PolicyItem | None:
    """Of the items that are near, the one with the fact beside most of the topic."""
    least = found[0].strength - _BEHIND
    near = [
        (one.strength + _SAID * said, one.item)
        for one in found[:_LOOKED_AT]
        if one.strength >= least
        if (said := nearness(one.item.text, topic, fact, one.item.title)) >= 0
    ]
    return max(near, key=lambda pair: pair[0])[1] if near else None
