"""Tell what an item states in its own words where it has no such field: a time, money, who."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.find import has_owner
from assistant.normalise import bare
from assistant.numerals import NUMERAL
from assistant.query import Aspect, Query
from assistant.written import sentences_of
from ingest import ItemKind, PolicyItem

_TIME = re.compile(r"[0-9]{4}年|[0-9]{1,2}月|年底|季度|半年")
_MONEY = re.compile(
    "[0-9一二三四五六七八九十百千万亿] ?元|[%％‰]|分之|[0-9][万亿](?![人户亩吨平棵株辆])"
    "|[费价款薪资金息贷]|免|不收|无偿|全额"
)
# 给多少补贴: a sum that somebody gets or pays, which 免费 does not tell.
_PAID = re.compile(
    "(?:多少|(?<![那这好])几)(?:奖金|奖励|津贴|补助|补贴|赔偿|绩效)"
    "|(?:奖金|津贴|补助|补贴|赔偿)[^，。？]{0,6}几(?:千|百|万|十|块|元)"
)
_SUM = re.compile(
    "[0-9一二三四五六七八九十百千万亿] ?元|[%％‰]|分之|全额|[0-9][万亿](?![人户亩吨平棵株辆])"
)
_OFFICES = re.compile("[\u4e00-\u9fff]{2,}(?:局|委|办|中心|联|会)")
# 停四十分钟: how long something lasts, and no date.
_LASTS = re.compile(f"(?:{NUMERAL})个?(?:分钟|小时|钟头)")
_HOW_LONG = re.compile("多久|多长时间|几(?:分钟|个?小时|天|个月)")
_FIRST_LEAD = re.compile(
    "(?:第一|首要|头号)(?:个|位)?(?:牵头|责任|主责)"
    "|牵头[^，。？]{0,8}(?:排|列|写|站)?(?:在)?(?:第一|首位|最前|头一)"
)
_SEVERAL = 2  # that lead
_DURATION = re.compile(f"(?:{NUMERAL})个?(?:分钟|小时|工作日|日内|日前|天|个月内|年内)")


def asks_money(query: Query) -> bool:
    """总投资多少个亿, 给多少补贴: a sum of money, and nothing beside it."""
    if _PAID.search(query.text) and not query.each:
        return True
    return query.fact == "金额" and Aspect.CONTENT not in query.aspects and not query.each


def states_money(item: PolicyItem, query: Query) -> bool:
    """Whether an item or one of its cells says a sum, a share or that nothing is to be paid."""
    stating = _SUM if _PAID.search(query.text) else _MONEY
    return any(stating.search("".join(one.split())) for one in (item.text, *_cells_of(item)))


def states_time(item: PolicyItem) -> bool:
    """Whether an item says a month, a year or the like in its own words."""
    return _TIME.search(item.text) is not None


def _cells_of(item: PolicyItem) -> tuple[str, ...]:
    return tuple(f"{cell.column}{cell.text}" for cell in item.cells)


def stated_time(query: Query, item: PolicyItem, bench: Bench) -> Draft:
    """A time in the item's own words, where it has no deadline of its own; else a refusal."""
    noted = [cell for cell in item.cells if _TIME.search(cell.text)]
    if noted:
        text = f"{bench.writer.quoted(item)}{bench.writer.cells(noted)}。"
        return Draft((Statement(text, (item,)),), reason="表中一栏写到的时间")
    lasting = query.topic and _LASTS.search(query.text) and _LASTS.search(item.text)
    if lasting or (_HOW_LONG.search(query.text) and _DURATION.search(item.text)):
        return Draft((bench.writer.attributes(item, ()),), reason="原文写到的时长")
    if not _TIME.search(item.text):
        text = f"{bench.writer.mark(item)}没有写明时间。"
        return bench.refuse(query, text, reason="没有写明时间", related=(item,))
    about = "".join(s for s in re.split("(?<=[。；])", item.text) if _TIME.search(s))
    text = f"{bench.writer.mark(item)}写的是：{''.join(about.split())}"
    return Draft((Statement(text, (item,)),), reason="原文写到的时间")


def first_of_leads(query: Query, item: PolicyItem, bench: Bench) -> list[Statement]:
    """哪个算第一牵头: of several that lead, the one that is named first."""
    if len(item.lead) < _SEVERAL or not _FIRST_LEAD.search(query.text):
        return []
    text = f"排在第一位的牵头方是**{item.lead[0]}**{bench.writer.mark(item)}。"
    return [Statement(text, (item,))]


def others_named(query: Query, item: PolicyItem, bench: Bench) -> list[Statement]:
    """户籍数据找谁核, of a point that another office leads: the sentence that names who does it."""
    if not query.asks_who or not has_owner(item) or item.kind is not ItemKind.WORK_POINT:
        return []
    owners = {*item.lead, *item.cooperating, *item.units}
    asked = {p for word in query.topic.split() for p in pairwise(bare(word))}
    sentences = sentences_of(item.text)
    for said in sentences:
        others = {p for other in sentences if other != said for p in pairwise(bare(other))}
        own = asked & set(pairwise(bare(said))) - others
        if own and _OFFICES.search(said) and not any(name in said for name in owners):
            return [Statement(f"文件还写到：{said}{bench.writer.mark(item)}", (item,))]
    return []
