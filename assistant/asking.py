"""Tell whether a piece of a message asks anything."""

from __future__ import annotations

import re

from assistant.inclusion import INCLUDED
from assistant.query import Act, Query

MAY_ASK = re.compile(
    "[谁哪几啥何咋怎吗么呢吧归？?]|多少|什么|时候|时间|期限|是不是|是否|有没有|能不能|最[多少早晚]"
    "|[牵打领带]头|(?<![^，。；？])[^，。；？]{1,12}还是|配合|负责|主管|协助|落实单位|材料|条件|电话|地址|收费|要钱"
)
_WHICH = re.compile("[谁哪几啥?？]|什么|多少")


def asks(query: Query) -> bool:
    """Whether a piece of a message, as understood, asks for something."""
    asked = query.aspects or query.asks_who or query.counts or query.lists or query.tallies
    if query.outside and not MAY_ASK.search(query.text):
        return False  # 我在理联系人名单: tells why
    number = query.numbers and MAY_ASK.search(query.text)
    member = query.act is Act.MEMBER or query.enumerates or INCLUDED.search(query.text)
    listed = query.act is Act.LIST and query.constrained and _WHICH.search(query.text)
    issued = query.act is Act.DOCUMENT and MAY_ASK.search(query.text)
    return bool(asked or issued or query.outside or number or member or listed)
