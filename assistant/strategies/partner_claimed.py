"""Correct whom an item is said to support: 养老服务一件事不是配合市场局吗."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Aspect, Query
from ingest import PolicyItem, Role

ACTS = (Act.LOOKUP, Act.MEMBER)
ORDER = 25  # before the item that speaks of that partner is found instead
_WITH = "(?:配合|协同|协助|会同)"
_OFFICE = (
    "(?:[区市省县]|新区)*(?:[一-鿿]{1,4}(?:局|委|办|厅|署)|民政|妇联|残联|公安|工会|团委|人社|医保)"
)
_CLAIMED = re.compile(
    f"(?:不是|是不是|只是|就是|不就是|不过是|也就是|都是|是){_WITH}(?P<who>{_OFFICE})"
    "(?=[吗么吧嘛，。？?]|做|搞|办|干|弄|的|$)"
)
_DOUBTED = re.compile("[吗么吧嘛][？?。]*$|[？?]$")
_WRITTEN = re.compile(f"{_WITH}(?!部门|单位)([^，。；做]{{2,12}})(?=做|开展|推进|完成|落实|办)")
_LIKELY = 0.5  # confidence that the item is meant


def answer(query: Query, bench: Bench) -> Draft | None:
    """Whom the item itself names instead; None where it names the one who is said, or is unsure."""
    claimed = _CLAIMED.search(query.text)
    narrowed = query.constrained or query.doc_ids or query.focus
    if claimed is None or not _DOUBTED.search(query.text) or narrowed or not query.topic:
        return None
    who = claimed["who"]
    rest = " ".join(word for word in query.topic.split() if who not in word)
    decision = bench.look(query.with_(topic=rest, gist=rest)) if rest else None
    if decision is None or not decision.sure or decision.confidence < _LIKELY:
        return None
    item = decision.items[0]
    owners = (name for role in Role for name in item.owners(role))
    if len(decision.items) != 1 or any(bare(who) in bare(said) for said in (item.text, *owners)):
        return None
    first = Statement(_told(item, who, bench), (item,), denied=(who,))
    aspects = query.aspects or (Aspect.LEAD,)
    return Draft((first, bench.writer.attributes(item, aspects)), reason="配合谁，与原文不符")


def _told(item: PolicyItem, who: str, bench: Bench) -> str:
    mark = bench.writer.mark(item)
    written = _WRITTEN.search("".join(item.text.split()))
    if written is None:
        return f"更正：{mark}没有写配合{who}。"
    return f"更正：{mark}写的是“{written.group()}”，没有写{who}。"
