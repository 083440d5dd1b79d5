"""Keep some of the list at hand and leave the rest: 10月的留下，别的不要; 全年的扔掉，9月的留着."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from assistant.fitting import Hand, fitting
from assistant.numerals import NUMERAL
from assistant.query import Act, Query
from assistant.turns import Context

_ONES = "(?:个|件|项|条|桩|样)"
_LEAD = (
    "^(?:那么?|哦|噢|嗯|好的?|行|再|也|先|请|麻烦|帮我|给我|你|我|把|将|就"
    "|只|光|单|仅|单单|单独|另外|其中|里头|里面)*"
)
_THOSE = (
    f"(?:那些|这些|[那这]?几{_ONES}|[那这]?{NUMERAL}{_ONES}|[那这]{_ONES}|部分|任务|事项|活儿?)?"
)
_ENOUGH = "(?:就?(?:行|好|可以|够|成)(?:了|啦)?|即可|吧|了|啦|哈|呗)*"
_AGAIN = "(?:才|就|都|全|可以|给我|帮我|请|再|也|先|单独|统统|一律|通通)*"
_KEPT = re.compile(
    f"{_LEAD}(?P<what>[^，。？]{{1,18}}?){_THOSE}{_AGAIN}(?P<verb>留(?:下来|下|着|住|给我)?|保留(?:下来|着)?|保住"
    f"|剩(?:下来?)?|单(?:独|另)?(?:列|拎|拉|放|摘|分)(?:出来|一下|开)?|另列|要(?!点)|挑(?:出来|一下|给我)?|拎出来|筛出来|拣出来|列(?:出来|一下)?|看){_ENOUGH}$"
)
_KEEPS = re.compile(
    f"{_LEAD}(?P<verb>(?:留(?:下|着)?|保留(?:下)?|要|看|(?<=[只光就])剩下?|挑(?:出)?))(?P<what>[^，。？]{{2,18}}?){_THOSE}{_ENOUGH}$"
)
_FIRMLY = ("留", "保", "剩", "单", "另")  # 10月的要: kept only beside others that are not
_AWAY = (
    "(?:[拿撇刨剔除划抹筛滤扔删扣排抛减摘踢择挪撤移清丢甩][掉去开除走了]|(?:去|剔|踢|摘|择|撇|拿|挪|划|移)(?:掉|出去|开|了)|排除"
    "|(?:别|不|甭|不用|不必|用不着|无需)(?:再)?(?:要|算|看|列|管|留|显示|报|说|提)|拿走|除外|免了|算了|隐藏|不留)(?:在内|进来|进去|了|吧|掉|啦)*"
)
_DROPPED = re.compile(f"{_LEAD}(?P<what>[^，。？]{{1,18}}?){_THOSE}{_AGAIN}{_AWAY}$")
_DROPS = re.compile(
    "^(?:那么?|再|也|先|请|就)*(?:[去除扣刨剔拿划删筛减撇抛摘扔][掉去开除了]|排除|不算|不要|不看|不留|别要|别看)"
    f"(?P<what>[^，。？]{{2,18}}?){_THOSE}{_ENOUGH}$"
)
_OTHERS = re.compile(
    "(?:别的?|其[他它余]的?|剩下的?|余下的?|另外的?|没有的?|不是的?|别家的?|别处的?|别人的?|多余的?|旁的)(?:处室?|单位|部门|月份?)?的?(?:任务|都)?"
)
_ASKS_REST = re.compile(
    "(?:看看|瞧瞧|数数)?(?:还|一共|总共|共|其余|余下)?的?(?:剩|有|是)?(?:下|余)?(?:的是)?(?:哪些|哪几|几|多少|什么|啥)?"
    f"{_ONES}?(?:呢|来着)?|(?:再|重新)?(?:列|报|说|看|来|数)(?:一?[遍下次回]|出来|给我)*"
)
# 跟别的处联手的, 自己一家的: how many lead.
_TOGETHER = re.compile(
    "(?:(?:跟|和|与|同)(?:别人|人家|别的?处室?|别家|其他处室?|兄弟处室|别的部门|外处)|[几多两]个?家?处?室?)?(?:也|都|在)?"
    "(?:联合|联手|共同|合着|一起|一块儿?|合伙|搭伙|合作|并列)(?:牵头?|干|做|弄|搞|扛|挑头|负责)?的?"
)
_ALONE = re.compile(
    "(?:只|就|是)*(?:由)?(?:自己|它|他们|自个儿|本处)?(?:(?:一|1)(?:家|个处?)|独自|单独|独家|单干|一手|独力)+(?:单独|独自)?"
    "(?:牵头?|干|做|弄|搞|扛|挑头|负责|单干)?的?"
)
_FEWEST = 2  # items of a list


@dataclass(slots=True)
class _Said:
    kept: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    others: bool = False  # 别的不要, 其他留下
    firm: bool = False


def kept_in_part(query: Query, context: Context, hand: Hand) -> Query | None:
    """10月的留下，别的不要: what is to be kept of the list at hand."""
    kept = _kept_of_list(query, context, hand)
    if not kept:
        return None
    counts = query.counts and not query.lists
    act = Act.COUNT if counts else Act.LIST
    return Query(query.text, act, focus=tuple(kept), follows=True, counts=counts, lists=not counts)


def _kept_of_list(query: Query, context: Context, hand: Hand) -> list[str]:
    """The items of the last list that are to be kept, in its order; none where nothing says so."""
    said = _read(query.text)
    if said is None or not (said.kept or said.dropped) or query.numbers:
        return []
    if not (said.firm or said.others or (said.kept and said.dropped)):
        return []
    turns = (context.focus, *reversed(context.earlier))
    for ids in (turn for turn in turns if len(turn) >= _FEWEST):
        kept = {i for what in said.kept for i in _those(what, ids, context, hand)}
        away = {i for what in said.dropped for i in _those(what, ids, context, hand)}
        left = [i for i in ids if (i in kept or not said.kept) and i not in away]
        if left and (kept or away):
            return left
    return []


def _read(text: str) -> _Said | None:
    """What is to be kept and dropped, clause by clause; nothing where a clause says else."""
    said = _Said()
    for clause in filter(None, re.split("[，、；。！？]", text)):
        dropped = _DROPPED.match(clause) or _DROPS.match(clause)
        kept = None if dropped else (_KEPT.match(clause) or _KEEPS.match(clause))
        match = dropped or kept
        if match is None:
            if not _ASKS_REST.fullmatch(clause):
                return None
            continue
        what = match["what"]
        if _OTHERS.fullmatch(what):
            said.others = True  # 其他留下, 别的不要
        elif dropped is not None:
            said.dropped.append(what)
        else:
            said.kept.append(what)
            said.firm = said.firm or match["verb"].startswith(_FIRMLY)
    return said


def _those(what: str, ids: Sequence[str], context: Context, hand: Hand) -> list[str]:
    """Those of the items that are so; of a department's list, 牵头的 is what that one leads."""
    if _TOGETHER.fullmatch(what):
        what = "共同牵头的"
    elif _ALONE.fullmatch(what):
        what = "单独牵头的"
    said = hand.read(what)
    held = [b for b in context.query.bindings if len(b.roles) > 1 and not b.negated]
    if said.roles and held and not (said.filtered or said.topic):
        bound = tuple(replace(b, roles=said.roles, stated=True) for b in held)
        chosen = hand.select(said.with_(focus=tuple(ids), bindings=bound, aspects=()))
        return [item.item_id for item in chosen]
    return fitting(what, ids, hand)
