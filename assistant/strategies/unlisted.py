"""Refuse what stands in a list that documents only name: 推荐目录里有哪些药."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.enumerations import enumerations
from assistant.normalise import bare
from assistant.query import Act, Query

ORDER = 4  # before what the item itself lists is told
ACTS = (Act.LOOKUP, Act.LIST, Act.MEMBER, Act.COUNT)
_PAPER = "目录|名录|名单|清单"
# 那个推荐目录里具体有哪些药, 目录里第一个药叫什么
_WITHIN = re.compile(
    f"^(?:那么?|这|该|新一?批|个|份|张|，)*(?P<name>[^，。？；的]{{0,12}}?)的?(?P<paper>{_PAPER})(?:的?(?:第[一二三]|首|新一|这一?)批)?(?:里头?|里面|上面|上|中|当中|之中|内)?(?:的)?"
    "(?:具体|到底|究竟|都|一共|总共|最终|现在|收录?|列|写|包括|包含|纳入|选|推荐|有|放|是|了|着|出|进|入)*"
    "(?P<asked>(?:哪(?:些|几[个种样款类家])|什么|啥|(?:多少|几)[个种样款类])(?P<thing>[^，。？；]{0,8})"
    "|第[一二三几][个种样款](?P<first>[^，。？；]{1,6}?)(?:叫|是)(?:什么|啥|哪.?))(?:来着|呢|啊)?[？?。]?$"
)
# What a table of tasks has, and a question of the paper itself.
_TOLD = re.compile(
    "任务|要点|处室?|部门|单位|时间|月|牵头|配合|意思|用|时候|作用|要求|依据|情况|内容|栏|列|部分|大项|地方"
)


def answer(query: Query, bench: Bench) -> Draft | None:
    """A refusal that names the item that speaks of the list; None where a text lists anything."""
    match = _WITHIN.match(query.text)
    if match is None or query.constrained or query.roles or query.asks_who:
        return None
    thing = match["thing"] or match["first"] or ""
    if _TOLD.search(thing) or ("事" in thing and not match["name"]):
        return None
    items = bench.index.catalogue.items_by_id(query.focus) if query.focus else []
    if not items and match["name"]:
        decision = bench.look(query)
        items = list(decision.items) if decision.sure else []
    if len(items) != 1:
        return None
    named = re.search(f"[一-鿿]{{2,8}}{match['paper']}", bare(items[0].text))
    own = bare(f"{match['name'][-2:]}{match['paper']}")
    if named is None or own not in bare(items[0].text) or _lists_names(items[0].text):
        return None
    mark = bench.writer.mark(items[0])
    text = f"{mark}写到了“{match['paper']}”，但没有列出里面有哪些，不能据此回答。"
    refusal = bench.refuse(query, text, reason="清单没有列出", related=items)
    return replace(refusal, settled=True)


def _lists_names(text: str) -> bool:
    """Whether a text lists names in quotation marks: “口腔诊所”“中医诊所”."""
    return any("“" in found.text for found in enumerations(text))
