"""Count and list the parts of what is asked about: 馆藏档案分几类, 建设内容有哪几种."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Query
from ingest import ItemKind, PolicyItem

ACTS = (Act.COUNT, Act.LIST, Act.LOOKUP)
ORDER = 25  # before the lists of single items, which would take the lead-in for all there is
_ASKED = re.compile(
    "(?:分|有|是|列|共|含|包括|收)(?:成|为|了|着)?(?:几|多少|哪几)(?:大)?(?:类|种|样|方面|部分)"
    "|(?:几|多少|哪几)(?:大)?(?:类|种)(?=[？?。呀啊呢]|$)"
)
_COUNTED = re.compile("几|多少")
_LEADS_IN = re.compile("[：:]\\s*$")  # 以下种类的档案可以查询：
_NUMBER = re.compile("^[（(]?[0-9一二三四五六七八九十]+[）)]?[、.．]?")
_LOOKED_AT = 3
_SEVERAL = 2


def answer(query: Query, bench: Bench) -> Draft | None:
    """The items below the heading that is meant; None where it has none or anything narrows."""
    narrowed = query.filter.months or query.time_text or query.numbers or query.tallies
    owned = any(binding.stated for binding in query.bindings)
    if narrowed or owned or query.roles or not query.topic or not _ASKED.search(query.text):
        return None
    plain = query.with_(bindings=(), aspects=())
    if not bench.look(plain).sure:
        return None
    near = [evidence.item for evidence in bench.found[:_LOOKED_AT]]
    below = next((items for one in near if (items := _below(one, query, bench))), [])
    if len(below) < _SEVERAL:
        return None
    number, noun = len(below), "项"
    listing = bench.writer.listing(below, "")
    head = f"{_NUMBER.sub('', below[0].section or '')}共**{number}{noun}**"
    statement = Statement(f"{head}：\n\n{listing.text}", tuple(below), (number,))
    count = number if _COUNTED.search(query.text) else None
    return Draft((statement,), count=count, reason="按所在部分列出")


def _below(item: PolicyItem, query: Query, bench: Bench) -> list[PolicyItem]:
    """The numbered items below what leads them in, or below a heading that the question says."""
    if not item.section:
        return []
    own = [i for i in bench.document_items(item.doc_id) if i.section == item.section]
    rest = [i for i in own if i.item_id != item.item_id and i.kind is not ItemKind.PASSAGE]
    if _LEADS_IN.search(item.text):
        return rest
    named = bare(_NUMBER.sub("", item.section)) in bare(query.text)
    return [i for i in own if i.kind is not ItemKind.PASSAGE] if named else []
