"""What is asserted of the items at hand: 都是公卫处牵头吗, 医政处只是配合？."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.followups import by_department
from assistant.normalise import bare
from assistant.pointing import NEIGHBOUR
from assistant.query import Act, Query
from assistant.turns import Context

# 都是公卫处牵头吗, 全在9月？
_ALL_SO = re.compile(
    "^(?:那么?|它们|他们|这些|那些|(?:落实|承接|牵头|配合|协办|时间|期限|单位)(?:的|部门|处室?|单位|节点)*|[这那]?(?:几|[两三四五六七八九十]|[0-9]+)[个项条件](?:任务|事)?|是不是|不会|也|，)*"
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
# 我是基层处的，跟我有关系没
_SPEAKS_FOR = re.compile(
    "^(?:哦|那|嗯|，)*(?:我|我们|咱们?)(?:是|在)?(?P<who>[^，。？的]{2,8}?)(?:的|这边|这里)?(?:人)?[，。]"
    "(?:这[个条事]|这件事)?(?:跟|和|与|有|要|用|归|轮|摊|没|碍)*(?:得|不)?(?:着|到|上)?(?:我|我们|咱们?)(?:们|处|家|这边)?"
    "(?:有|没|没有|的)*(?:什么|啥)?(?:关系|份儿?|事儿?|责任|沾边|活儿?|管|干|配合|参与)*(?:没有?|吗|么|不|呢|吧)?[？?。]?$"
)
_ONLY_SO = re.compile("只是|光是|也是|就是|还是|才是|不是|倒是")
_ENDS = ("？", "?", "吧", "吗", "么", "嘛")
_BRIEF = 12  # characters
_SEVERAL = 2


def asserted(query: Query, context: Context) -> Query | None:
    """The question whether the items at hand are as it says."""
    topic = query.topic and not _SO_MANY.fullmatch(query.topic)
    plain = not (topic or query.numbers or query.counts or query.lists or query.asks_who)
    pointed = NEIGHBOUR.search(query.text)  # 挨着它的后一条呢，也是全年？
    if not (plain and query.filtered and context.focus) or pointed:
        return None
    one = len(context.focus) == 1
    whether = query.with_(
        follows=True, focus=context.focus, act=Act.LOOKUP, yes_no=True, aspects=(), topic=""
    )
    if one and (_either_role(query) or _of_the_asker(query)):
        said = tuple(replace(b, stated=False) for b in query.bindings)
        return whether.with_(bindings=said)
    if not query.text.endswith(_ENDS) or _ASKS.search(query.text):
        return None
    if not one:
        return _of_all(query, context)
    named = query.bindings or (query.time_text and context.query.act is Act.LOOKUP)
    brief = len(bare(query.text)) <= _BRIEF and not query.text.endswith("的？")
    if not (named and brief) or query.filter.owner_counts:
        return None
    if query.act not in {Act.LIST, Act.LOOKUP}:
        return None
    if by_department(context.query) and not _ONLY_SO.search(query.text):
        return None  # 公卫处牵头？, after what another department leads
    return whether


def _of_the_asker(query: Query) -> bool:
    """我是基层处的，跟我有关系没: whether the office of the asker has part in the item at hand."""
    match = _SPEAKS_FOR.match(query.text)
    return match is not None and [b.written for b in query.bindings] == [match["who"]]


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
