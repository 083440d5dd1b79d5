"""What is asserted of the items at hand: 都是公卫处牵头吗, 医政处只是配合？."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.followups import by_department
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.turns import Context

# 都是公卫处牵头吗, 全在9月？
_ALL_SO = re.compile(
    "^(?:那么?|它们|他们|这些|那些|[这那]?(?:几|[两三四五六七八九十]|[0-9]+)[个项条件](?:任务|事)?|是不是|不会|也|，)*"
    "(?:全部?|都|全都|个个|统统|通通|清一色)+(?=[是由归在要得没有])(?!.{0,2}(?:谁|哪|几|什么|啥|一样|同))"
)
# 人口家发处都有份？
_HAS_ALL = re.compile(
    "(?:每一?[条项个件])?(?:全部?|都|全都|条条|个个)(?:有份|在列|在里面|参与|沾|牵头|配合|落实|负责|管|挂名|有它|要管)[^，。]{0,4}$"
)
_SO_MANY = re.compile("[这那]?(?:[两三四五六七八九十]|[0-9]+|几|俩|仨)[个条项件]?(?:任务|事)?")
_ASKS = re.compile("谁|哪|几|什么|啥|多少|怎|有没有")
# 规划发展处是牵头还是配合
_WHICH_ROLE = re.compile("还是|或者?")
_ONLY_SO = re.compile("只是|光是|也是|就是|还是|才是|不是|倒是")
_ENDS = ("？", "?", "吧", "吗", "么", "嘛")
_BRIEF = 12  # characters
_SEVERAL = 2


def asserted(query: Query, context: Context) -> Query | None:
    """The question whether the items at hand are as it says."""
    topic = query.topic and not _SO_MANY.fullmatch(query.topic)
    plain = not (topic or query.numbers or query.counts or query.lists or query.asks_who)
    either = len(context.focus) == 1 and plain and _either_role(query)
    if either:
        said = tuple(replace(b, stated=False) for b in query.bindings)
        return query.with_(
            follows=True, focus=context.focus, act=Act.LOOKUP, yes_no=True, aspects=(),
            bindings=said,
        )  # fmt: skip
    asks = query.text.endswith(_ENDS) and not _ASKS.search(query.text)
    if not (plain and asks and query.filtered and context.focus):
        return None
    if len(context.focus) >= _SEVERAL:
        return _of_all(query, context)
    named = query.bindings and not query.filter.owner_counts and not query.text.endswith("的？")
    if not named or len(bare(query.text)) > _BRIEF or query.act not in {Act.LIST, Act.LOOKUP}:
        return None
    if by_department(context.query) and not _ONLY_SO.search(query.text):
        return None  # 公卫处牵头？, after what another department leads
    return query.with_(follows=True, focus=context.focus, act=Act.LOOKUP, yes_no=True, aspects=())


def _either_role(query: Query) -> bool:
    """规划发展处是牵头还是配合: in which of two roles one department is in the item at hand."""
    one = len({b.names for b in query.bindings}) == 1 and not query.bindings[0].negated
    roles = {role for b in query.bindings for role in b.roles if b.stated}
    return one and len(roles) > 1 and _WHICH_ROLE.search(query.text) is not None


def _of_all(query: Query, context: Context) -> Query | None:
    """Whether all of the list are so, which are checked one by one."""
    if not (_ALL_SO.match(query.text) or (query.bindings and _HAS_ALL.search(query.text))):
        return None
    those = Query(query.text, Act.LIST, focus=context.focus, follows=True)
    return query.with_(
        follows=True, focus=context.focus, act=Act.LIST, subject=those, yes_no=True, topic="",
        aspects=(), tallies=(), same=(),
    )  # fmt: skip
