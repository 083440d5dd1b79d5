"""Find others like the item at hand in all that is said: 同一个处，也是讲数据的，还有一条吧."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from assistant.fitting import Hand, fitting
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Aspect, Query
from assistant.turns import Context
from index import ItemFilter
from ingest import PolicyItem, Role

_ONES = "(?:个|件|项|条|桩|样)"
_ALSO = "(?:还|也|都|又|同样|一样|仍)*(?:是|由|归|在|属于?)?"
_LEADS = "(?:在|来)?(?:牵头?|负责|管|挑头|领头|主责|弄|做|抓|干)?的?"
# 还有一条, 另外一条, 是哪条: that others are asked for.
_OTHERS = re.compile(
    f"(?:还|另外?|再)+有(?:没有)?(?:别的|另外的?|其[他它]的?)?(?:哪?(?:一|几|{NUMERAL})?{_ONES}|哪些)?(?:任务)?(?:吗|吧|呢|没有)?"
    f"|另外?的?(?:一|几|{NUMERAL}){_ONES}|(?:是|有)?(?:哪(?:一|几|{NUMERAL})?{_ONES}|哪些|几{_ONES})(?:任务)?(?:呢|来着)?"
)
_ELSE = re.compile("还|另|别的|其[他它]")
_PLACE = re.compile(
    "(?:跟它|跟这条|和它)?(?:同(?:在|属|归|一)?(?:一)?个?|[这那本]一?个?)(?P<place>大项|大类|组|类|序号|标题|部分|板块|章)"
    "(?:里头|里面|里|当中|中|下面|底下|下)?的?"
)
_SECTIONS = {"部分", "板块", "章"}
_OFFICE = "(?:处室?|部门|科室|牵头处室?|牵头部门)"
_SAME = {
    re.compile(pattern): aspect
    for pattern, aspect in {
        f"{_ALSO}(?:同一?|一)(?:个|家){_OFFICE}{_LEADS}": Aspect.LEAD,
        f"(?:还|也|都|仍)(?:是|由|归)(?:[它他]们?|[这那该]个?(?:处|部门)){_LEADS}": Aspect.LEAD,
        f"{_ALSO}(?:同一?个?|一个)(?:月|时间|期限|节点|日子)"
        "(?:到期|完成|要交|交|截止|里|要)*的?": Aspect.DEADLINE,
        f"{_ALSO}(?:同一?|一)(?:个|家)(?:委属|落实|下属|承接)*单位"
        "(?:落实|承接|做|办|干)*的?": Aspect.UNIT,
    }.items()
}
# 也是这三家搭班子的, 还是原班人马: everybody who leads or helps.
_ALL_OF_THEM = re.compile(
    f"{_ALSO}(?:[这那](?P<many>{NUMERAL}|几|俩)(?:家|个?(?:处室?|部门))|原班人马|(?:同|这)一?(?:拨|帮|班)人)[^，。？谁哪]{{0,8}}"
)
# 也是讲数据的, 也跟企业有关的
_SAYS = re.compile(
    "(?:是)?(?:讲|说|写|提|谈|关于|涉及|针对|跟|和|与)(?:到|了)?(?P<words>[^，。？]{2,8}?)(?:有关|相关|沾边|打交道)?的?"
)
_STILL = re.compile("(?:还|仍)(?:然)?(?:是|由|归)(?=..)")
_TOO = re.compile("也|同样|一样|都|又")
_CLAUSE = re.compile("[，。；：？！]")
_SHARED_TOO = re.compile("、(?=同|也|还)")
_OF_NOTHING = re.compile("[的是，还也有吗吧呢那再]*")
_NO_ID = "-"  # that no item has
_FEWEST = 2  # things that they have in common


@dataclass(slots=True)
class _Likeness:
    """What is to be shared with the item at hand, and what is said beside."""

    same: set[Aspect] = field(default_factory=set)
    everybody: bool = False
    many: int | None = None
    said: list[str] = field(default_factory=list)


def like_it(query: Query, context: Context, hand: Hand) -> Query | None:
    """The other items that have all this in common with the one at hand."""
    if len(context.focus) != 1 or query.numbers or query.tallies or not _ELSE.search(query.text):
        return None
    like = _read(query.text)
    if like is None:
        return None
    of_office = _of_office(query, like, context, hand)
    if of_office is not None:
        return of_office
    if not (like.same or like.everybody):
        return None
    if not like.everybody and len(like.same) + len(like.said) < _FEWEST:
        return None
    shared = tuple(like.same or {Aspect.LEAD})
    found = hand.select(Query(query.text, Act.LIST, same=shared, focus=context.focus))
    anchor = hand.items(context.focus)[0]
    if like.everybody:
        if like.many not in {None, len(_everybody(anchor))}:
            return None
        found = [item for item in found if _everybody(item) == _everybody(anchor)]
    ids = [item.item_id for item in found]
    for words in like.said:
        ids = fitting(words, ids, hand) if ids else []
    asked = Query(
        query.text, Act.COUNT if query.counts else Act.LIST, focus=tuple(ids), follows=True,
        counts=query.counts, lists=not query.counts,
    )  # fmt: skip
    if ids:
        return asked
    none = ItemFilter(item_ids=(_NO_ID,), excluded_ids=context.focus)
    return asked.with_(focus=(), filter=none)  # 除了〔任务28〕，没有符合条件的任务


def _of_office(query: Query, like: _Likeness, context: Context, hand: Hand) -> Query | None:
    """也由党政办带头的另外两条: what the office that is named has beside the item at hand."""
    if like.same or like.everybody or not _OTHERS.search(query.text):
        return None
    said = [hand.read(words) for words in like.said]
    plain = all(one.filtered and not (one.topic or one.numbers) for one in said)
    if not (plain and any(binding.stated for one in said for binding in one.bindings)):
        return None
    found = hand.read("、".join(like.said) + "的任务有哪些")
    if found.topic or not found.bindings:
        return None
    return found.with_(
        text=query.text, follows=True, claimed=None, yes_no=False,
        filter=replace(found.filter, excluded_ids=context.focus),
    )  # fmt: skip


def _read(text: str) -> _Likeness | None:
    """What each clause says is shared; None where one says something else."""
    like = _Likeness()
    for clause in filter(None, _CLAUSE.split(_SHARED_TOO.sub("，", text))):
        place = _PLACE.match(clause)
        if place is not None:
            like.same.add(Aspect.SECTION if place["place"] in _SECTIONS else Aspect.GROUP)
            clause = clause[place.end() :]
        body = _OTHERS.sub("", clause)
        if not _OF_NOTHING.fullmatch(body) and not _take(body, like):
            return None
    return like


def _take(clause: str, like: _Likeness) -> bool:
    """Note what a clause says is shared; whether it says so."""
    for pattern, aspect in _SAME.items():
        if pattern.fullmatch(clause):
            like.same.add(aspect)
            return True
    everybody = _ALL_OF_THEM.fullmatch(clause)
    if everybody is not None:
        like.everybody = True
        said = everybody["many"]
        like.many = read_numeral(said) if said and said not in "几俩" else None
        return True
    still = _STILL.match(clause)
    if not (still or _TOO.search(clause)):
        return False
    plain = clause[still.end() :] if still else _TOO.sub("", clause, count=1)
    says = _SAYS.fullmatch(plain)
    like.said.append(f"提到{says['words']}的" if says else plain.removeprefix("是"))
    return True


def _everybody(item: PolicyItem) -> set[str]:
    """Who leads an item or helps with it."""
    return {*item.owners(Role.LEAD), *item.owners(Role.COOPERATING)}
