"""Narrow the list at hand, or take from it, by what is said of its items: 监督所掺和的也拿掉."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.fitting import SO_MANY_LEAD, TAKES_PART, Hand, fitting, without_asking
from assistant.followups import is_whole, narrows, within_list
from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from assistant.picking import of_items
from assistant.query import Act, Aspect, Query
from assistant.turns import Context
from index import ItemFilter
from ingest import PolicyItem, Role

_LEAD = "^(?:那么?|哦|噢|嗯|哎|好的?|行|对了|反过来|倒过来|换过来|然后|就|，|、|再|也|先|请|把|将)*"
_ONES = "(?:个|件|项|条|桩|样)"
_WITHIN = "(?:里头|里面|里边|当中|之中|其中|里|中)"
_AMONG = (
    f"(?:(?:[这那]|上面|前面|刚才)(?:些|几{_ONES}?|(?P<many>{NUMERAL}){_ONES})?(?:任务|事项|活儿?)?{_WITHIN}"
    f"|(?P<all>{NUMERAL}){_ONES}(?:任务|事项)?(?:当中|之中|里头|里面|里|中)|其中|当中(?!的)|里头|里面)"
)
_IN_LIST = re.compile(f"{_LEAD}{_AMONG}，?(?P<rest>.+)$")
# 归规划发展处的那些里，哪条…
_OF_THOSE = re.compile(
    f"{_LEAD}(?P<what>[^，。？]{{2,16}}的)(?:那些|这些|[那这]几{_ONES})(?:任务|事项|活儿?)?{_WITHIN}，?(?P<rest>.+)$"
)
# 基层处的两条，给我落实单位: what is asked of so many of a list.
_SO_MANY_ASKED = re.compile(
    f"{_LEAD}(?P<what>[^，。？]{{2,16}}?)的[那这]?(?P<many>{NUMERAL}){_ONES}(?:任务|事项)?[，的](?P<rest>.{{2,}})$"
)
_AWAY = (
    "(?:[拿撇刨剔除划抹筛滤扔删扣排抛减摘踢择挪][掉去开除走]|去掉|排除|[剔踢摘择撇拿挪划]出去|[删减扣刨剔划]了|拿走|[剔筛刨滤]一[剔筛刨滤下]"
    "|(?:别|不)(?:要|算|看|列|管)|除外)(?:在内|进来|进去|了|吧|掉)*"
)
_DROPS = re.compile(
    f"{_LEAD}(?P<what>[^，。？]{{2,16}}?)的?(?:那些|这些|[那这]?几{_ONES}|部分|{NUMERAL}{_ONES})?"
    f"(?:也|再|都|先|全|统统|一并|就|给我|帮我|可以)*{_AWAY}(?:[，。？]|(?=还?[剩有])|$)(?P<rest>.*)$"
)
_DROPS_FIRST = re.compile(
    "^(?:那么?|好的?|行|，|再|也|先|请)*"
    "(?:[去除扣刨剔拿划删筛减撇抛摘][掉去开除]|排除|不算|不要|不看)"
    "(?P<what>[^，。？]{2,16}?)(?:呢|吧)?(?:[，。？]|(?<=的)(?=还?[剩有])|$)(?P<rest>.*)$"
)
_TOGETHER = re.compile("(?:[几多两]家|跟别人|和别人)?(?:联合|共同|合着|一起|合伙)的?")
_RELATIVE = re.compile(f"[^，。？]{{2,16}}的[^，。？的]*{_AWAY}")
# 写了企业的, 牵头不是规划发展处的呢: those of the list at hand.
_FRAGMENT = re.compile(
    f"{_LEAD}(?P<what>[^，。？]{{2,16}}的)(?:[那这](?:些|几{_ONES}|(?P<many>{NUMERAL}){_ONES}))?"
    "(?P<out>(?:都|全|给我|帮我)*(?:挑|拎|筛|摘|找|拣|捞|圈)(?:出来|下来|一下|下)(?:给我)?(?:看看)?|(?:都|全)?(?:给|发|报)我)?"
    "(?:呢|有|有没有)?(?:，?(?:再|给我|详细|具体|仔细|展开|分别|都)*(?:说|讲|列|展开|介绍|报|念)(?:一?(?:下|说|讲|遍)|开|清楚|具体)?)?[。？?]?$"
)
_SAYS_WORDS = re.compile(
    "^(?:没有?|不|未)?(?:写|提|带|含|涉及|列|讲|说|有)(?:了|到|明|着|过)?|^(?:跟|和|与).+(?:有关|相关|沾边|搭边|搭界)"
)
_COLUMN = re.compile(
    "(?:单位|部门|处室|栏|格)(?:里|中|上|那里)?(?:头|面)?(?:都|也|还)?[有写带含列提]"
)
_WHICH = re.compile(
    f"{_LEAD}(?:{_AMONG}，?)?(?P<what>[^，。？]{{2,20}}?)的?(?:是|在|算)?"
    f"(?P<inside>[这那](?:些|几{_ONES}|{NUMERAL}{_ONES})?{_WITHIN}的?)?(?:是|算)?(?P<which>"
    "前(?:面|头)?[那这]?一?(?:个|条|项|件|者)?的?，?还是后(?:面|头)?[那这]?一?(?:个|条|项|件|者)?"
    f"|(?:哪|第几)一?(?:{_ONES}|点))(?:呢|啊|呀)?(?:[，。？?]+(?P<rest>.*))?$"
)
_OF_GROUP = re.compile(
    f"{_LEAD}(?:跟|和|与)?(?:它们?|这一?{_ONES}|[这那]{NUMERAL}{_ONES}|刚才[那这]?一?{_ONES})?(?:也|都|是)*"
    "(?:同(?:在|属|归|一个?|个)?|在一个|一个|[这那本该]一?个?(?=大项|大类|组|大题目)|所[在属]的?)(?:于|在)?"
    "(?P<head>“(?P<title>[^“”]+)”[那这]?一?(?:大项|部分|板块|组|块|类)?|大题目|大?标题|组|大项|大类|序号)"
    "(?:里头|里面|里边|里|底下|下面|下头|当中|中|之?内|下)?的?，?(?P<rest>.*)$"
)
_ANOTHER = re.compile(
    f"^(?:还有|另外?|其[他它]|别的|剩下)的?[那这]?(?:一|{NUMERAL}|几)?{_ONES}?呢?，?"
)
# 只要10月的; 再筛：公卫处一家牵的; 十月要交的单独挑出来
_LIST_ONLY = re.compile(
    "^(?:那么?|呀|哦|，|其中|里头|里面|当中|这里头|这里面)*(?:(?:只|光|就|单)(?:要|留|看|保留|列)"
    "|(?:再|接着|继续)(?:往下)?(?:筛|挑|滤|选|拣)(?:选|拣)?(?:一[遍道轮下])?(?:，|：|是|$))"
    "|[^，。？]{2,14}的(?:给我|都|全)?(?:单独|另外|单|分)(?:给我)?(?:挑|拎|拣|择|摘|留|列)(?:出来|下来|下|开)(?:给我|看看)?[。？]?$"
)
_NEXT = re.compile(
    f"{_LEAD}(?:其中|里面|里头)?的?(?:到期|完成|时间|日子|期限|截止|交差|要交|节点|办完)*最"
    "(?P<edge>早|先|急|紧|晚|迟|靠前|靠后)的?(?:到期|完成|截止|交差|要交|办完)?的?"
    f"[那这]?一?{_ONES}[，的]?(?P<rest>.*)$"
)
# 这几个里头哪一个最早到期，几月; 谁最先到期
_WHICH_NEXT = re.compile(
    f"{_LEAD}(?:{_AMONG}|[这那](?:几|{NUMERAL}){_ONES})?，?(?:哪(?:一)?{_ONES}?|谁)(?:是)?(?:要|该|得)?最(?P<edge>早|先|急|紧|晚|迟|靠前|靠后)"
    f"(?:的)?(?:要|得)?(?:到期|完成|截止|交差|要交|交账|交|办完|弄完|做完)?的?(?:啊|呀|呢)?(?P<rest>(?:[，？?].*)?)$"
)
_AGAIN = re.compile("^(?:那么?|呀|哦|，)*(?:再|接着|继续)(?:往下)?(?:筛|挑|滤|选|拣)")
# 基层处的是哪两个, 哪条没人配合, 把企业写进单位的有哪几条: of the list at hand.
_PICKS = re.compile(
    f"{_LEAD}(?:哪(?P<ask>[一几]|{NUMERAL})?{_ONES}|哪些)(?:的|是|里|要|得|还|又)*(?P<of>[^，。？]{{2,20}}?)[？?。]?$"
    f"|{_LEAD}(?P<what>[^，。？]{{2,20}}?)的?(?:任务)?，?(?:是|有|占|算)*(?:哪(?P<many>[一几]|{NUMERAL})?{_ONES}|哪些|几{_ONES})(?:呢|来着)?[？?。]?$"
)
_LANDS = re.compile("(?:要|得|会|都)*(?:落|派|摊|分|压|归|交|给|放|推|用|下)(?:给|到|在|至)")
_HOLDS = re.compile("(?:都|还|又|也)?(?:没有?|未|不|有|无)(?!任务|事)")  # 有帮手的, 没人配合的
_OF_ALL_TASKS = re.compile("任务|事项|要点|全部|所有|整|一共|总共|每|最")
_SAYS_NO_MORE = re.compile(
    "(?:还|一共|总共|共|其余|余下)?的?(?:剩|有|是)?(?:下|余)?(?:哪些|哪几|几|多少|什么|啥)?[项条个件]?呢?"
)
_FEWEST = 2  # items of a list


def sifted(query: Query, context: Context, hand: Hand) -> Query | None:
    """The question of those of the list at hand that are as it says."""
    if not any(len(one) >= _FEWEST for one in _lists(context)) and not query.same:
        group = _OF_GROUP.match(query.text)
        return _of_group(query, context, hand) if group else None
    ways = (
        _of_group, _edge, _among, _of_so_many, _of_those, _which, _without_matter, _dropped, _only,
        _fragment, _picked,
    )  # fmt: skip
    for way in ways:
        found = way(query, context, hand)
        if found is not None:
            return found
    return None


def _lists(context: Context) -> list[tuple[str, ...]]:
    """The lists that were shown, last first."""
    return [turn for turn in (context.focus, *reversed(context.earlier)) if len(turn) >= _FEWEST]


def _of_group(query: Query, context: Context, hand: Hand) -> Query | None:
    """跟它同在“…”下面的另一条呢，谁牵头: the others of the group of the item at hand."""
    match = _OF_GROUP.match(query.text)
    if match is None or not context.focus or query.numbers or query.more:
        return None
    another = _ANOTHER.match(match["rest"])
    rest = match["rest"][another.end() :] if another else match["rest"]
    if not (match["title"] or rest):
        return None
    anchors = hand.items(context.focus)
    titled = bare(match["title"] or "")
    by_group = all(titled in bare(item.group_title or "") for item in anchors)
    shared = (Aspect.GROUP if by_group else Aspect.SECTION,)
    plain = Query(query.text, Act.LIST, same=shared, focus=context.focus)
    others = hand.select(plain)
    ids = [i.item_id for i in (others if another else sorted([*anchors, *others], key=_place))]
    if not another and not rest:
        return None
    asked = hand.read(rest) if rest else None
    if asked is not None and (asked.roles or asked.aspects) and not asked.lists and ids:
        return of_items(query, asked, ids, context.query)
    fit = fitting(without_asking(rest), ids, hand) if rest else ids
    return _shown(query, asked, fit, context) if fit else None


def _place(item: PolicyItem) -> int:
    return item.number or 0


def _edge(query: Query, context: Context, hand: Hand) -> Query | None:
    """到期最早的那一项，配合部门填的谁: what is asked of the first of the list that is due."""
    which = None if query.tallies else _WHICH_NEXT.match(query.text)
    match, lists = which or _NEXT.match(query.text), _lists(context)
    rest = match["rest"].strip("，是呢？?") if match else ""
    if match is None or not lists or not (rest or which):
        return None
    asked = hand.read(rest or "什么时候到期")
    if not (asked.aspects or asked.asks_who) or asked.tallies:
        return None
    if which:  # when it is due is part of the answer
        asked = asked.with_(aspects=tuple(dict.fromkeys((*asked.aspects, Aspect.DEADLINE))))
    early = match["edge"] in {"早", "先", "急", "紧", "靠前"}
    items = [item for item in hand.items(lists[0]) if item.deadline is not None]
    days = {item.item_id: _due(item) for item in items}
    edge = (min if early else max)(days.values(), default=None)
    ids = [item_id for item_id, day in days.items() if day == edge]
    return of_items(query, asked, ids, context.query) if ids else None


def _due(item: PolicyItem) -> date:
    return (item.deadline.due if item.deadline else None) or date.max


def _among(query: Query, context: Context, hand: Hand) -> Query | None:
    """这三个里头监督所也得上的: those of the list of so many that are as is said."""
    match = _IN_LIST.match(query.text)
    if match is None or query.numbers or query.tallies or _WHICH.match(query.text):
        return None
    if query.filtered and not query.topic and is_whole(context.query):
        return None  # said by conditions, which are put together
    said = match["many"] or match["all"]
    many = read_numeral(said) if said else None
    rest = hand.read(match["rest"])
    worded = rest.topic and _SAYS_WORDS.match(match["rest"])
    if rest.tallies or rest.more or not (rest.filtered or rest.lists or worded):
        return None
    for ids in _lists(context):
        fit = fitting(without_asking(match["rest"]), ids, hand)
        if many in {None, len(ids)} and fit:
            return _shown(query, rest, fit, context)
    return None


def _of_those(query: Query, context: Context, hand: Hand) -> Query | None:
    """归规划发展处的那些里，哪条写了配合处室: of those of a list, the ones that are as is said."""
    match = _OF_THOSE.match(query.text)
    if match is None or query.numbers:
        return None
    for ids in _lists(context):
        some = fitting(match["what"], ids, hand)
        if some:
            asked = hand.read(match["rest"])
            fit = fitting(without_asking(match["rest"]), some, hand) if asked.filtered else some
            return _shown(query, asked, fit, context) if fit else None
    return None


def _of_so_many(query: Query, context: Context, hand: Hand) -> Query | None:
    """基层处的两条，给我落实单位: what is asked of those of a list that has so many such."""
    match = _SO_MANY_ASKED.match(query.text)
    if match is None or query.numbers or query.tallies:
        return None
    many, asked = read_numeral(match["many"]), hand.read(match["rest"])
    if not (asked.aspects or asked.asks_who) or asked.topic or asked.filtered:
        return None
    for ids in _lists(context):
        fit = fitting(match["what"], ids, hand)
        if len(fit) == many:
            return of_items(query, asked, fit, context.query)
    return None


def _which(query: Query, context: Context, hand: Hand) -> Query | None:
    """这两个里头有社区中心份儿的是哪个; 跟民政沾边的是前一个还是后一个."""
    match = _WHICH.match(query.text)
    if match is None or query.numbers or query.tallies:
        return None
    of_two = match["which"].startswith("前")
    said = match["many"] or match["all"]
    among = said or match["inside"] or _IN_LIST.match(query.text)
    if not (of_two or among):
        return None
    many = _FEWEST if of_two else (read_numeral(said) if said else None)
    for ids in _lists(context):
        fit = fitting(match["what"], ids, hand) if many in {None, len(ids)} else []
        if fit:
            rest = hand.read(match["rest"]) if bare(match["rest"] or "") else None
            plain = rest or query.with_(aspects=(Aspect.CONTENT,), bindings=(), asks_who=False)
            plain = plain.with_(act=Act.LOOKUP, filter=ItemFilter(), lists=False)
            told = of_items(query, plain, fit, context.query)
            return told.with_(before_topic=match["what"])
    return None


def _without_matter(query: Query, context: Context, hand: Hand) -> Query | None:
    """再把免申即享那组扣掉: the list at hand without those of a group or of some words."""
    alone = not (query.topic or query.filtered or query.numbers or query.tallies)
    if not (query.excepted and alone and len(context.focus) >= _FEWEST):
        return None
    left = query.with_(focus=context.focus, act=Act.LIST, follows=True)
    return _shown(query, None, hand.answered(left), context).with_(excepted=query.excepted)


def _dropped(query: Query, context: Context, hand: Hand) -> Query | None:
    """监督所掺和的也拿掉: the list without what is as is said."""
    match = _DROPS.match(query.text) or _DROPS_FIRST.match(query.text)
    if match is None or query.numbers or query.tallies:
        return None
    rest = match["rest"]
    if rest and not _SAYS_NO_MORE.fullmatch(rest.strip("，。？?")):
        return None
    what = "共同牵头的" if _TOGETHER.fullmatch(match["what"]) else match["what"]
    for ids in _lists(context)[:1]:
        away = set(fitting(what, ids, hand))
        kept = [item_id for item_id in ids if item_id not in away]
        if kept and (away or _RELATIVE.match(query.text)):
            return _shown(query, None, kept, context)
    return None


def _only(query: Query, context: Context, hand: Hand) -> Query | None:
    """只要10月的, or 9月的 for that: of the last list that has some, where ids alone say it."""
    said = _LIST_ONLY.match(query.text) or (query.corrects and query.follows is False)
    plain = query.filtered and not (query.topic or query.numbers or query.tallies)
    again = _AGAIN.match(query.text) is not None
    if not (said and plain) or (is_whole(context.query) and not again):
        return None
    for ids in _lists(context):
        if hand.select(query.with_(focus=ids, act=Act.LIST)):
            return query.with_(focus=ids, act=Act.LIST, follows=True)
    return None


def _fragment(query: Query, context: Context, hand: Hand) -> Query | None:
    """写了企业的, 没写的呢, 牵头不是规划发展处的: those of the last list that has some such."""
    match, before = _FRAGMENT.match(query.text), context.query
    if match is None or query.numbers or query.tallies or query.same:
        return None
    lists = query.lists and not match["out"]
    if query.counts or lists or query.asks_who or query.yes_no or query.more:
        return None
    if match["many"]:
        return _so_many(query, match["what"], read_numeral(match["many"]), context, hand)
    if query.pronoun:
        return None
    says = _SAYS_WORDS.match(match["what"]) or (query.roles and _COLUMN.search(match["what"]))
    parts = query.bindings and not query.filter.owner_counts and TAKES_PART.fullmatch(query.topic)
    worded = query.topic and ((not query.filtered and says) or parts)  # 公卫处沾手的
    exchanged = {role for b in query.bindings for role in b.roles} & {
        role for b in before.bindings for role in b.roles
    }
    denied = all(b.negated for b in query.bindings)
    narrowed = query.bindings and not query.topic and (denied or not exchanged)
    if narrowed and (match["out"] or not query.fragment_marks) and is_whole(before):
        return within_list(query, before).with_(act=Act.LIST)
    if not (worded or (narrowed and match["out"])):  # 监督所的挑出来, of a list that was told
        return None
    for ids in _lists(context):
        fit = fitting(match["what"], ids, hand)
        if fit and len(fit) < len(ids):
            return _shown(query, None, fit, context)
    return None


def _picked(query: Query, context: Context, hand: Hand) -> Query | None:
    """基层处的是哪两个: those of the list at hand, unless it is one of offices or of all tasks."""
    match, before = _PICKS.match(query.text), context.query
    if match is None or query.numbers or query.tallies or query.same or narrows(query):
        return None
    if _OF_ALL_TASKS.search(query.text) or len(context.focus) < _FEWEST:
        return None
    what = match["what"] or match["of"]
    told = _HOLDS.match(what) or _LANDS.match(what) or _SAYS_WORDS.match(what)
    if before.bindings and not told:
        return None
    said = hand.read(what)
    # 把企业写进单位的, 有帮手的
    column = said.roles and (said.topic or _HOLDS.match(what))
    worded = said.topic and _SAYS_WORDS.match(what)  # 写到民政的是哪两个
    landed = said.topic and _LANDS.match(what)  # 落到社区的有几个
    led = SO_MANY_LEAD.fullmatch(what)  # 三家的是哪几条
    if not (said.bindings or said.filter.owner_counts or column or worded or landed or led):
        return None
    asked = match["many"] or match["ask"]
    many = read_numeral(asked) if asked and asked != "几" else None
    fit = fitting(what, context.focus, hand)
    if many not in {None, len(fit)} or len(fit) == len(context.focus):
        leads = [i.item_id for i in hand.items(fit) if _leads(i, said)]
        fit = leads if many in {None, len(leads)} else fit
    if not fit or len(fit) == len(context.focus):
        return None
    of_words = column or worded or landed or led
    if is_whole(before) and before.filtered and not (before.topic or before.numbers or of_words):
        act = Act.COUNT if query.counts else Act.LIST
        return within_list(query, before).with_(act=act, aspects=())
    return _shown(query, query, fit, context).with_(aspects=())


def _leads(item: PolicyItem, said: Query) -> bool:
    names = {name for binding in said.bindings for name in binding.names}
    return bool(names & set(item.owners(Role.LEAD)))


def _so_many(
    query: Query, what: str, many: int | None, context: Context, hand: Hand
) -> Query | None:
    """要配合的那两条: the two of a list that was shown, if it has two such."""
    for ids in _lists(context):
        fit = fitting(what, ids, hand)
        if len(fit) == many and len(fit) < len(ids):
            return _shown(query, None, fit, context)
    return None


def _shown(query: Query, rest: Query | None, ids: Sequence[str], context: Context) -> Query:
    """Those items as the list that is left, or how many they are."""
    counts = query.counts or (rest is not None and rest.counts)
    return Query(
        query.text, Act.COUNT if counts else Act.LIST, focus=tuple(ids), follows=True,
        counts=counts, lists=not counts, aspects=rest.aspects if rest else (),
    )  # fmt: skip
