"""Tell what a group is called that a question names by its number: 序号18叫什么名字."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant import strategies
from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Noun, Query

ORDER = -4  # its items may be asked for besides
ACTS = tuple(Act)
_CALLED = re.compile(
    "(?:的)?(?:名字|名称|标题|题目|大标题|小标题)?(?:又|都|是)?(?:叫|写的是|名为)(?:做|作|个)?(?:什么|啥)(?:名字|名称|名堂|名)?"
    "|的?(?:名字|名称|标题|题目|大标题)(?:是|叫)?(?:什么|啥)"
)


def answer(query: Query, bench: Bench) -> Draft | None:
    """The title of the one group of that number, and what is asked of it besides."""
    places = [r for r in query.numbers if r.nouns[0] is Noun.GROUP and r.span is None]
    called = _CALLED.search(query.text)
    if called is None or len(places) != 1 or len(places[0].numbers) != 1 or len(query.numbers) > 1:
        return None
    if not query.text[: called.start()].rstrip("，、的里").endswith(places[0].written):
        return None
    items = bench.numbered(places[0], query)
    titles = {item.group_title for item in items}
    if len(titles) != 1 or not items[0].group_title:
        return None
    number = items[0].group_number
    text = f"第{number}大项是「{items[0].group_title}」。"
    told = Statement(text, tuple(items), (number or 0,))
    rest = query.with_(text=query.text.replace(called.group(), "", 1))
    asks = rest.bindings or rest.roles or rest.asks_who or rest.filtered or rest.counts
    besides = strategies.answer(rest, bench) if asks else None
    if besides is None or besides.refused:
        listing = bench.writer.listing(items)
        whole = Statement(f"{text}\n\n{listing.text}", tuple(items), (number or 0,))
        return Draft((whole,), reason="大项名称")
    return replace(besides, statements=(told, *besides.statements))
