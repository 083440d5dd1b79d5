"""Say that an item only gives a number of what is asked by name: 那两个牵头行业叫什么."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.enumerations import enumerations
from assistant.expansion import synonyms_in
from assistant.normalise import bare
from assistant.query import Act, Query
from ingest import PolicyItem

ACTS = (Act.LOOKUP, Act.LIST, Act.COUNT, Act.MEMBER)
ORDER = 55  # before the lists, which would show those of another document
_THINGS = "行业|行当|业态|领域|项目|企业|机构|试点|街镇|品种|场景|园区|专科|医院|学校"
_NAMES = re.compile(
    f"(?P<thing>{_THINGS})(?:都|又|究竟|到底|分别|各自?|具体)*"
    "，?(?:叫(?:做|个)?(?:什么|啥)|(?:名字|名称)(?:都|分别|各)?(?:是|叫)|(?:是|有)哪(?:几|两|三|些|[0-9])|指(?:的是)?(?:哪|什么|啥))"
)
_COUNTED = "[0-9一二两三四五六七八九十]+[个类种家项][^，。、；0-9]{{0,6}}?(?:{things})"
_BESIDE = 3  # characters between a number and the list that it counts


def answer(query: Query, bench: Bench) -> Draft | None:
    """A refusal with the number that is written, where the item that is meant names none."""
    asked = _NAMES.search(query.text)
    if asked is None or query.asks_who or query.numbers or query.bindings or query.counts:
        return None
    topic = " ".join([query.topic, asked["thing"]])
    decision = bench.look(query.with_(topic=topic))
    item = decision.items[0] if decision.sure else None
    counted = _counted(item, asked["thing"]) if item is not None else []
    if item is None or not counted:
        return None
    said = "、".join(f"“{one}”" for one in counted)
    text = f"{bench.writer.mark(item)}只写了{said}，没有写是哪些、叫什么名字。"
    return bench.refuse(query, text, reason="只写了数目，没有写名称", related=(item,))


def _counted(item: PolicyItem, thing: str) -> list[str]:
    """2个牵头行业: what an item counts of a thing, unless it lists them right beside."""
    others = (bare(o) for word, words in synonyms_in(thing) if word == thing for o in words)
    things = "|".join(map(re.escape, [thing, *others]))
    text = "".join(item.text.split())
    lists = [span for found in enumerations(item.text) for span in _spans(found.text, text)]
    counted = list(re.finditer(_COUNTED.format(things=things), text))
    for one in counted:
        near = (0 <= one.start() - end <= _BESIDE or 0 <= start - one.end() <= _BESIDE
                for start, end in lists)  # fmt: skip
        if any(near):
            return []
    return list(dict.fromkeys(one.group() for one in counted))


def _spans(words: str, text: str) -> list[tuple[int, int]]:
    found = "".join(words.split())
    return [match.span() for match in re.finditer(re.escape(found), text)]
