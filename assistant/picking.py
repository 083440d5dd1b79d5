"""Which items of the lists that were talked about a phrase picks by place: 剩下的两件, 中间那个."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.marks import below
from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Query
from assistant.turns import Context
from index import ItemFilter
from ingest import PolicyItem

Items = Callable[[Sequence[str]], list[PolicyItem]]
Read = Callable[[str], Query]

_LEAD = "^(?:那么?|哦|噢|嗯|哎|好的?|行|对了|再说|再看|再问|然后|就|，|、)*"
_ONES = "(?:个|件|项|条|桩|样)"
# 那两个处, 最后一个月: not of items.
_OF_ITEMS = "(?!处|部门|单位|科|月|季|部分|大项|板块|组|文件|区|问题|字|事?$)"
_MANY = f"(?P<many>{NUMERAL})"
_THE = f"(?:的[那这]?几|[那这]几|的?[那这]?{_MANY}?){_ONES}{_OF_ITEMS}"
_OPEN = "(?=[，、？?。呢都各分由归又还也是在谁哪怎几什啥要得有没跟]|$)"
_REMAINING = re.compile(
    f"(?:剩下来?|剩余|余下|其余|剩)(?:{_THE}|的(?:任务|事项|活儿?)?{_OPEN}|(?=呢|都|，?[由归]谁))"
    f"|(?:另外?|其[他它])的?(?:[那这]?{_MANY.replace('many', 'more')}|[那这]){_ONES}{_OF_ITEMS}"
)
# 没有的那个, 没写的那几条: the others of the list that was parted last.
_LACKING = re.compile(
    f"{_LEAD}(?:都|也)?(?:没有?|未|不)(?:写|列|填|标|提|带|配|挂|含|算|是|在|说|符合)?"
    f"(?:到|上|着|明|进去|在内)?的(?:[那这]几|[那这]?{_MANY}?){_ONES}{_OF_ITEMS}"
)
_HAVING = re.compile(
    f"{_LEAD}(?:有|是|写了|列了|填了|标了|带了|配了)的(?:[那这]几|[那这]?{_MANY}?){_ONES}{_OF_ITEMS}"
)
# 后面这两个, of two: the list at hand.
_THESE = re.compile(f"{_LEAD}(?:[前后上]面|[前后]头|刚才)的?[这那]{_MANY}{_ONES}{_OF_ITEMS}")
_MIDDLE = re.compile(f"(?:正?中间|居中|正中)(?:的|{_THE})")
# 这一组最后一条, 那几条里第二个: of the list at hand.
_OF_LIST = (
    "(?:(?:你|您)?(?:刚才?|刚刚|方才|前面|上面)(?:说|讲|列|报|提|念)(?:过|到|了)?的)?(?:[这那]一?(?:组|大项|类|部分|板块|批|串|[张份个](?:表|单子|清单|名单)|些)(?:任务)?(?:里头|里面|当中|里|中)?的?"
    f"|[这那](?:几|{NUMERAL}){_ONES}(?:任务)?(?:里头|里面|当中|里|中)的?)?(?:真正|实际上?|正儿八经|到底)?的?"
)
_LAST = re.compile(
    f"{_LEAD}{_OF_LIST}(?:(?:排在?)?最(?:后|末)(?:面|头|边|尾)?|末(?:了|尾)|殿后|压轴|收尾)的?[那这]?一?{_ONES}{_OF_ITEMS}"
)
_FIRST = re.compile(
    f"{_LEAD}{_OF_LIST}(?:头一?|打头的?[那这]?一?|开头的?[那这]一?|最前(?:面|头)的?[那这]?一?){_ONES}{_OF_ITEMS}"
)
_OF_PAIR = re.compile(
    f"{_LEAD}{_OF_LIST}(?P<end>前|后)(?:(?:面|头|边)的?[那这]?一?{_ONES}{_OF_ITEMS}|的?[那这]?一{_ONES}{_OF_ITEMS}|者)"
)
# 前两个是不是同一家: of those that were spoken of one by one.
_FIRST_SOME = re.compile(
    f"{_LEAD}(?:最)?(?P<end>前|头|后)(?:面|头|边)?的?[那这]?(?P<many>[两二三四五]){_ONES}(?!月|季|人|字|星期|处|部门|单位|科|大项|部分|板块)"
)
# 后面说的这个, 你先提到的那条: by the place in the reply that named them.
_TOLD_LATER = re.compile(
    f"{_LEAD}(?:你|您)?(?P<end>先|前面|前头|开头|最先|头里|最前面|后|后面|后头|最后|末了|末尾|另外|后来)(?:才|又)?(?:你|您)?"
    f"(?:说|讲|提|列|报|念|补充|写|答)(?:到|过|了)?的?[那这]?一?{_ONES}{_OF_ITEMS}"
)
_NTH = re.compile(f"{_LEAD}{_OF_LIST}(?P<back>倒数)?第(?P<place>{NUMERAL})个{_OF_ITEMS}")
_NTH_OF_LIST = re.compile(
    f"{_LEAD}(?=[这那]){_OF_LIST}(?P<back>倒数)?第(?P<place>{NUMERAL}){_ONES}{_OF_ITEMS}"
)
_NTH_FROM_END = re.compile(
    f"{_LEAD}{_OF_LIST}(?P<back>倒数)第(?P<place>{NUMERAL}){_ONES}{_OF_ITEMS}"
)
_NTH_ITEM = re.compile(f"{_LEAD}(?P<back>倒数)?第(?P<place>{NUMERAL}){_ONES}{_OF_ITEMS}")
# 往后再数两个, 它前面挨着的那条, 再往下第三条: so many further on by number.
_FURTHER = re.compile(
    f"(?:再|接着)?(?:往|朝|向|顺着往)(?P<way>[前后上下])(?:面|边|头)?(?:再|接着|倒)*(?:数|推|退|挪|走|翻|跳|移|看|隔)?"
    f"(?:了|到)?第?(?P<steps>{NUMERAL}){_ONES}(?!月|季|星期)"
    f"|(?P<side>[前后上下])(?:面|边|头)?的?(?:紧|贴|相)?(?:挨着|邻着|邻|靠着|跟着)(?:它|着)?的?[那这]?一?{_ONES}"
    f"|(?:它|这一?{_ONES}|该[项条])的?(?P<its>[前后上下])(?:面|边|头)?的?(?:[那这]一?|一){_ONES}{_OF_ITEMS}"
    f"|(?P<next>紧接着|紧跟着|接下来|紧随其后)的?(?:[那这]一?|下?一){_ONES}{_OF_ITEMS}"
    f"|^(?:那么?|，|再)*(?P<some>[后下](?:面|边|头)?|[前上](?:面|边|头)?(?=紧|贴|挨|连))(?:紧|贴)?(?:挨着?|邻着?|靠着?|跟着|连着)?的?[那这]?(?P<all>[两二三四五六]){_ONES}{_OF_ITEMS}"
    f"|(?:紧|贴)?挨着(?:它|这条|这个)?的?(?P<beside>[前后上下])(?:面|边|头)的?[那这]?一?{_ONES}"
)
_OF_EACH = re.compile("各|分别|都")  # what is asked of several
# 先前那条谁配合: of those that were spoken of one by one.
_BEFORE = re.compile(
    f"{_LEAD}(?:先前|早先|之前|前头|上回)(?:问|说|讲|提|聊)?(?:过|到)?的?[那这]一?{_ONES}{_OF_ITEMS}"
)
# 我最先问的那条, 回到头一个: what the talk began with.
_OPENING = re.compile(
    f"{_LEAD}(?:还是|再|又|先|咱们?|我们?|唉|哎)*(?:"
    "(?:(?:绕|拐|转|倒|扯|说|问|翻|退)?回(?:到|去(?:说|看|问)?)?|回过?头来?(?:再)?(?:说|看|讲|问))?(?:我|咱|你)?(?:们)?"
    "(?:最先|最早|最开始|一开始|最初|起初|起先|打头|最?开头|头一[回次个条件]|第一[回次个条件])(?:我|咱)?(?:们)?"
    f"(?:问|说|提|讲|打听|查|聊)(?:的|到|起|过|你)*(?:[那这]?一?(?:{_ONES}|茬|事))?"
    "|(?:绕|拐|转|倒|扯|说|问|翻|退)?回到?(?:我|咱)?(?:们)?(?:最先|最早|最开始|一开始|最初|起初|最?开头|头一|第一|头)的?"
    f"[那这]?一?(?:{_ONES}|茬|事)?(?:问题|任务)?)(?:上|去|来)?(?:吧|了|啊|呀)*"
)
_BEFORE_REST = "，、。？?：；的呢啊呀嘛"
_AFTER_REST = "，、。；的"
_FEWEST = 2  # items of a list


@dataclass(frozen=True, slots=True)
class Picked:
    """The items that a phrase picks, and the question without the phrase."""

    ids: tuple[str, ...]
    rest: str


def asked_of_picked(query: Query, context: Context, items: Items, read: Read) -> Query | None:
    """The question asked of the items that it picks from those talked about."""
    found = picked(query.text, context, items)
    if found is None:
        return None
    plain = read(found.rest) if bare(found.rest) else None
    if plain is not None and plain.numbers:
        return None  # 任务20和剩下的两件
    return of_items(query, plain, found.ids, context.query)


def of_items(query: Query, rest: Query | None, ids: Sequence[str], before: Query) -> Query:
    """What is asked of some items; where nothing is said of them, what was asked before."""
    asked = rest or query.with_(
        aspects=(), bindings=(), filter=ItemFilter(), conditions=(), time_text="", tallies=(),
        act=Act.LOOKUP, yes_no=False, asks_who=False, counts=False, lists=False,
    )  # fmt: skip
    sets = len(ids) > 1 and asked.act in {Act.LIST, Act.COUNT} and (asked.filtered or asked.counts)
    alike = asked.act is Act.COMPARE and len(ids) > 1
    says = asked.aspects or asked.bindings or asked.filtered or asked.asks_who or asked.outside
    return asked.with_(
        text=query.text, follows=True, focus=tuple(ids), numbers=(), same=(), topic="",
        ordinal=None, pronoun=True, aspects=asked.aspects if says else before.aspects,
        asks_who=asked.asks_who or (not says and before.asks_who),
        act=asked.act if sets or alike else Act.LOOKUP,
    )  # fmt: skip


def picked(text: str, context: Context, items: Items) -> Picked | None:
    """What a phrase of place picks, by the lists of the earlier turns."""
    for pattern, choose in _WAYS:
        match = pattern.search(text)
        if match is None:
            continue
        ids = choose(match, context, items)
        if ids:
            rest = f"{text[: match.start()]}，{text[match.end() :]}"
            return Picked(ids, rest.lstrip(_BEFORE_REST).rstrip(_AFTER_REST))
    return None


def list_at_hand(context: Context) -> tuple[str, ...]:
    """The last list of several items, if the one at hand is of it: 第二个谁牵头, 最后那个呢."""
    for turn in reversed((*context.earlier, context.focus)):
        if len(turn) >= _FEWEST:
            return turn if set(context.focus) <= set(turn) else ()
    return ()


def remaining(context: Context, many: int | None = None) -> tuple[str, ...]:
    """Of the last list that was parted, what has not been spoken of since; of so many, if said."""
    named = set(context.focus)
    for turn in reversed(context.earlier):
        rest = tuple(item for item in turn if item not in named)
        if named < set(turn) and (many is None or len(rest) == many):
            return rest
        named |= set(turn)
    return ()


def _many(match: re.Match[str]) -> int | None:
    said = match.groupdict().get("many") or match.groupdict().get("more")
    if said:
        return read_numeral(said)
    return None


def _left(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    return remaining(context, _many(match))


def _lacking(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    """没有的那个: what the last question left out, or the items without the role it asked for."""
    many = _many(match)
    parted = remaining(context, many)
    if parted and not _asked_each(context):
        return parted
    lacking = _without_role(context, items, has=False)
    return lacking if lacking and many in {None, len(lacking)} else parted


def _having(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    """有的那个: what the last question was answered with, or the items with the role."""
    having = _without_role(context, items, has=True)
    return having if having and _many(match) in {None, len(having)} else ()


def _asked_each(context: Context) -> bool:
    return bool(context.query.roles) and len(context.focus) >= _FEWEST


def _without_role(context: Context, items: Items, *, has: bool) -> tuple[str, ...]:
    if not _asked_each(context):
        return ()
    roles = context.query.roles
    return tuple(
        item.item_id for item in items(context.focus) if any(map(item.owners, roles)) == has
    )


def _these(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    many = _many(match)
    if many == 1 and "刚才" not in match.group():
        return ()  # 前面那一项: the neighbour of the item at hand
    return context.focus if many == len(context.focus) else ()


def _middle(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    whole, many = list_at_hand(context), _many(match)
    sides = len(whole) - (many or 2 - len(whole) % 2)
    return whole[sides // 2 : -(sides // 2)] if sides > 0 and sides % 2 == 0 else ()


def _last(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    return list_at_hand(context)[-1:]


def _last_two(context: Context) -> tuple[str, ...]:
    """后一个几月, after 任务20谁牵头 and 任务21呢: the two that were spoken of."""
    single = [turn[0] for turn in (*context.earlier, context.focus) if len(turn) == 1]
    return tuple(dict.fromkeys(single)) if len(set(single)) == _FEWEST else ()


def _first(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    whole = list_at_hand(context)
    return whole[:1] or (_singles(context)[:1] if len(_singles(context)) >= _FEWEST else ())


def _singles(context: Context) -> tuple[str, ...]:
    """The items that were spoken of one by one, in the order of the talk."""
    turns = [turn for turn in (*context.earlier, context.focus) if turn]
    alone = all(len(turn) == 1 for turn in turns)
    return tuple(dict.fromkeys(turn[0] for turn in turns)) if alone else ()


def _before(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    """先前那条: what was spoken of before the item at hand."""
    if "后" in match.string[match.end() :]:
        return ()  # 前头那个有规发处，后头这个有它没有
    single = [item for item in _singles(context) if item not in context.focus]
    return tuple(single[-1:])


def _opening(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    """The first of the list at hand, or what was spoken of before everything else."""
    if re.match("啥|什么|哪些|点?啥", match.string[match.end() :]):
        return ()  # 第一条讲的啥: the first of the list at hand
    turns = [turn for turn in context.earlier if turn]
    whole = () if re.search("[问说提讲查聊]", match.group()) else list_at_hand(context)
    return whole[:1] or (turns[0] if turns and turns[0] != context.focus else ())


def _of_pair(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    whole = list_at_hand(context)
    if not whole and match.group().endswith(("者", "一个")):
        whole = _last_two(context)
    if len(whole) != _FEWEST:
        return ()
    return whole[:1] if match["end"] == "前" else whole[1:]


def _told_later(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    """后面说的这个: the last that the reply named; 前面说的 is of two alone."""
    whole = context.focus if len(context.focus) >= _FEWEST else ()
    if match["end"].startswith(("后", "末", "另", "最后")):
        return whole[-1:] if len(whole) == _FEWEST or match["end"] != "另外" else ()
    first = match["end"] in {"先", "最先", "开头", "头里", "最前面"} or len(whole) == _FEWEST
    return whole[:1] if first else ()


def _first_some(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    if len(context.focus) != 1:
        return ()
    single = tuple(dict.fromkeys(t[0] for t in (*context.earlier, context.focus) if len(t) == 1))
    many = read_numeral(match["many"]) or 0
    if not _FEWEST <= many < len(single):
        return ()
    return single[-many:] if match["end"] == "后" else single[:many]


def _nth(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    whole, place = list_at_hand(context), read_numeral(match["place"]) or 0
    if not 0 < place <= len(whole):
        return ()
    return whole[-place:][:1] if match["back"] else whole[place - 1 : place]


def _nth_again(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    """第三条呢, after 第二条谁牵头 was said of a list: of the same list."""
    of_list = context.query.follows and _NTH_ITEM.search(context.query.text)
    return _nth(match, context, items) if of_list else ()


def _further(match: re.Match[str], context: Context, items: Items) -> tuple[str, ...]:
    """So many further on by number; 再往后数两条，牵头各是谁 asks of all that are passed."""
    if not context.focus:
        return ()
    some = match["all"] if len(context.focus) == 1 else None  # 后面紧挨的两条
    if match["all"] and not some:
        return ()
    ways = (match[name] for name in ("way", "side", "its", "beside", "some"))
    way = next(filter(None, ways), "后")[0]
    said = some or match["steps"]
    last = (read_numeral(said) or 1) if said else 1
    each = some or ("第" not in match.group() and _OF_EACH.search(match.string[match.end() :]))
    steps = range(1, last + 1) if each else (last,)
    document, _, number = context.focus[-1].partition("#")
    paths = (below(number, step if way in "后下" else -step) for step in steps)
    found = items([f"{document}#{path}" for path in paths if path])
    return tuple(item.item_id for item in found)


_WAYS = (
    (_OPENING, _opening),
    (_BEFORE, _before),
    (_REMAINING, _left),
    (_LACKING, _lacking),
    (_HAVING, _having),
    (_THESE, _these),
    (_TOLD_LATER, _told_later),
    (_MIDDLE, _middle),
    (_LAST, _last),
    (_FIRST, _first),
    (_OF_PAIR, _of_pair),
    (_FIRST_SOME, _first_some),
    (_NTH, _nth),
    (_NTH_OF_LIST, _nth),
    (_NTH_FROM_END, _nth),
    (_NTH_ITEM, _nth_again),
    (_FURTHER, _further),
)
