"""Answer from a scale of amounts: 只罚了10万，奖多少 is the class that 10万 is in."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.brackets import Amount, amounts_in, borders_said, scale_in
from assistant.draft import Draft, Statement
from assistant.query import Act, Query
from ingest import PolicyItem

ACTS = (Act.LOOKUP, Act.COUNT, Act.LIST, Act.MEMBER, Act.COMPARE)
ORDER = -6  # before 罚款 is refused as an attribute
_ASKS = re.compile("多少|几|怎么|咋|哪|还是|[吗呢]|多大|够不够|要不要|能不能|算|是不是")
_NEAREST = 3
_SAYS_NUMBER = re.compile("本数")


def answer(query: Query, bench: Bench) -> Draft | None:
    """The clause of the scale whose range has the amount; None without amount or scale."""
    if query.numbers or query.bindings or query.tallies or query.overrides or not query.topic:
        return None
    amounts = amounts_in(query.text) if _ASKS.search(query.text) else []
    if len(amounts) != 1 or query.other_place or query.other_year:
        return None
    decision = bench.look(query.with_(outside="", aspects=(), asks_who=False))
    if not (decision.sure or len(query.doc_ids) == 1):
        return None
    for item in (one.item for one in bench.found[:_NEAREST]):
        draft = _in_scale(amounts[0], item, bench)
        if draft is not None:
            return draft
    return None


def _in_scale(amount: Amount, item: PolicyItem, bench: Bench) -> Draft | None:
    unit = amount.unit or "元"
    if not scale_in(item.text, unit, {}):
        return None
    others = [i for i in bench.document_items(item.doc_id) if _SAYS_NUMBER.search(i.text)]
    scale = scale_in(item.text, unit, borders_said([other.text for other in others]))
    own = [bracket for bracket in scale if bracket.holds(amount.value)]
    if not own:
        return None
    mark = bench.writer.mark(item)
    told = "".join(f"\n\n- {bracket.text}" for bracket in own)
    text = f"{amount.written}属于这一档{mark}：{told}"
    statements = [Statement(text, (item,), denied=(amount.written,))]
    if any(bracket.borders(amount.value) for bracket in scale) and others:
        said = bench.writer.attributes(others[0], ())
        statements.append(said)
    return Draft((*statements, bench.writer.attributes(item, ())), reason="按数额分档")
