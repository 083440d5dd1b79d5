"""Answer whom and what a rule applies to: 自家装的小电梯也受这个条例管吗."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from ingest import PolicyItem

ACTS = (Act.LOOKUP, Act.MEMBER, Act.LIST)
ORDER = 12  # before a single item is looked for, or a trade
_RULES = "(?:条例|办法|规定|细则|规矩|规则)"
_ASKS = re.compile(
    f"(?:受|归|由|按|照|依|守|遵守|服从)[^，。？]{{0,12}}{_RULES}[^，。？]{{0,3}}(?:管|约束|限制|来|办|吗|么|不|[？?]|$)"
    f"|{_RULES}[^，。？]{{0,6}}(?:管不管|管得[着到了]|管[着到]|适用|约束|覆盖)"
    f"|(?:适用|适不适用)[^，。？]{{0,12}}{_RULES}"
)
_APPLIES = re.compile(f"(?:不)?适用(?:于)?本{_RULES}|本{_RULES}(?:不)?适用于?|适用本{_RULES}")


def answer(query: Query, bench: Bench) -> Draft | None:
    """What the document says of its scope, nearest to the matter; None where it says nothing."""
    narrowed = query.bindings or query.numbers or query.roles or query.asks_who or query.filtered
    asked = query.yes_no or query.text.endswith(("？", "?", "吗", "么"))
    if narrowed or not asked or not query.topic or not _ASKS.search(query.text):
        return None
    docs = query.doc_ids if len(query.doc_ids) == 1 else _nearest(query, bench)
    stating = [
        item
        for doc_id in docs
        for item in bench.document_items(doc_id)
        if _APPLIES.search("".join(item.text.split()))
    ]
    if not stating:
        return None
    item = _meant(query, stating, bench)
    said = "".join(item.text.split())
    text = f"文件对适用范围是这样写的：{said}{bench.writer.mark(item)}"
    return Draft((Statement(text, (item,)),), reason="适用范围")


def _nearest(query: Query, bench: Bench) -> tuple[str, ...]:
    decision = bench.look(query)
    return (bench.found[0].item.doc_id,) if decision.sure and bench.found else ()


def _meant(query: Query, stating: list[PolicyItem], bench: Bench) -> PolicyItem:
    """Of several that speak of the scope, the one nearest to the matter."""
    if len(stating) == 1:
        return stating[0]
    best = bench.found
    bench.look(query, within=[item.item_id for item in stating])
    found, bench.found = bench.found, best
    return found[0].item if found else stating[0]
