"""Tell how many there are of each kind, where an item counts several: 几加几, 各几个."""

from __future__ import annotations

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.kinds_counted import asks_kinds_counted, kinds_counted
from assistant.query import Act, Query

ORDER = 3  # before offices or tasks are counted in the roles that the kinds are named by
ACTS = (Act.COUNT, Act.LIST, Act.LOOKUP, Act.MEMBER)
_LOOKED_AT = 3
_AS_NEAR = 0.85  # of the best item's strength


def answer(query: Query, bench: Bench) -> Draft | None:
    """The numbers as the nearest item has them; None where no near item counts kinds."""
    named = query.bindings or query.numbers or query.filter.months or query.time_text
    if named or query.follows or not query.topic or not asks_kinds_counted(query.text):
        return None
    asked = query.with_(aspects=(), asks_who=False, gist=query.text)
    bench.look(asked)
    if not bench.found:
        return None
    least = _AS_NEAR * bench.found[0].strength
    near = [one.item for one in bench.found[:_LOOKED_AT] if one.strength >= least]
    item = next((item for item in near if kinds_counted(item.text)), None)
    if item is None:
        return None
    text = f"文件写到的是{'、'.join(kinds_counted(item.text))}{bench.writer.mark(item)}。"
    about = bench.writer.attributes(item, ())
    return Draft((Statement(text, (item,)), about), reason="文件写到的数目")
