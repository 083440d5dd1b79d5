"""Refuse to explain a figure that documents only use: “799”是什么意思."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.query import Act, Query

ORDER = 4  # before a number of an item is seen in it
ACTS = (Act.LOOKUP, Act.LIST, Act.MEMBER, Act.COUNT, Act.TALLY)
_FIGURE = re.compile(
    "“(?P<quoted>[0-9]{2,6})”|(?<![0-9.“任务要点第])(?P<bare>[0-9]{3,6})"
    "(?=(?:这|那)?(?:个)?(?:数字?|词|说法|提法)?[，]?(?:到底|究竟|具体|又|都)*(?:是|指|代表|表示|怎么|里|叫))"
)
_MEANING = re.compile(
    "什么意思|啥意思|含义|意思是|指(?:的是|什么|啥|哪)|是指|代表(?:什么|啥|哪|的)|表示(?:什么|啥)"
    "|怎么(?:解释|理解|解读|来的)|如何(?:解释|理解)|解释|(?:是|指)(?:哪|什么)[几三两四]?(?:个|样|项)?(?:数|字)|怎么算|什么概念"
)


def answer(query: Query, bench: Bench) -> Draft | None:
    """A refusal that names where it stands; None where its meaning is told beside it."""
    match = _FIGURE.search(query.text) if _MEANING.search(query.text) else None
    if match is None or query.bindings:
        return None
    figure = match["quoted"] or match["bare"]
    quoted = re.compile(f"“{figure}”(?!(?:即|是指|指的?是|，即|，是指|[（(：:]))")
    saying = [item for item in bench.saying(figure) if f"“{figure}”" in item.text]
    if not saying or not all(quoted.search(item.text) for item in saying):
        return None
    marks = "".join(map(bench.writer.mark, saying))
    text = f"{marks}写到了“{figure}”，但没有解释它的意思，不能据此回答。"
    refusal = bench.refuse(query, text, reason="文件没有解释", related=tuple(saying))
    return replace(refusal, settled=True)
