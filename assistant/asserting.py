"""What is asserted of the items at hand: 都是公卫处牵头吗, 医政处只是配合？."""

from __future__ import annotations

import re

from assistant.followups import by_department
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.turns import Context

# 都是公卫处牵头吗, 全在9月？
_ALL_SO = re.compile(
    "^(?:那么?|它们|他们|这些|那些|[这那](?:几|[两三四五六七八九十]|[0-9]+)[个项条件]|是不是|不会|也|，)*"
    "(?:全部?|都|全都|个个|统统|通通|清一色)+(?=[是由归在要得没有])(?!.{0,2}(?:谁|哪|几|什么|啥|一样|同))"
)
_ASKS = re.compile("谁|哪|几|什么|啥|多少|怎|有没有")
_ONLY_SO = re.compile("只是|光是|也是|就是|还是|才是|不是|倒是")
_ENDS = ("？", "?", "吧", "吗", "么", "嘛")
_BRIEF = 12  # characters
_SEVERAL = 2


def asserted(query: Query, context: Context) -> Query | None:
    """The question whether the items at hand are as it says."""
    plain = not (query.topic or query.numbers or query.counts or query.lists or query.asks_who)
    asks = query.text.endswith(_ENDS) and not _ASKS.search(query.text)
    if not (plain and asks and query.filtered and context.focus):
        return None
    if len(context.focus) >= _SEVERAL:
        return _of_all(query, context)
    said = query.bindings and not query.filter.owner_counts and not query.text.endswith("的？")
    if not said or len(bare(query.text)) > _BRIEF or query.act not in {Act.LIST, Act.LOOKUP}:
        return None
    if by_department(context.query) and not _ONLY_SO.search(query.text):
        return None  # 公卫处牵头？, after what another department leads
    return query.with_(
        follows=True, focus=context.focus, act=Act.LOOKUP, yes_no=True, aspects=()
    )


def _of_all(query: Query, context: Context) -> Query | None:
    """Whether all of the list are so, which are checked one by one."""
    if not _ALL_SO.match(query.text):
        return None
    those = Query(query.text, Act.LIST, focus=context.focus, follows=True)
    return query.with_(
        follows=True, focus=context.focus, act=Act.LIST, subject=those, yes_no=True,
        aspects=(), tallies=(), same=(),
    )  # fmt: skip
