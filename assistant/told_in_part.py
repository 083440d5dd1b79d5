"""Of a list of which a reply told some: what is left of it, or all of it: 还剩下的, 才一条啊."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.fitting import Hand
from assistant.numerals import NUMERAL, read_numeral
from assistant.picking import of_items
from assistant.query import Act, Query
from assistant.turns import Context
from ingest import Role

_ONES = "(?:个|件|项|条|桩|样|处)"
_LEFT = re.compile(
    "^(?:那么?|好的?|嗯|，|再|把)*(?:(?:还有?)?"
    "(?:剩[下余]?|余下?|其余|没有?(?:说|列|报|讲|念|提|给)(?:到|完|出来?)?|另外|后(?:面|头|边)(?:还有)?)(?:来|下)?的?"
    f"(?:[那这]?(?:些|几{_ONES}?|{NUMERAL}?{_ONES})|任务|事项)?"
    f"|(?:还有|另外?)[那这]?{NUMERAL}{_ONES}|(?:接着|继续|往下)(?:往下)?(?:说|列|报|讲|念)?$)"
    f"(?:呢|吗|也|都|有|是|在|给我|告诉我?|再|说|列|报|讲|念|一下|出来|全|哪些|哪?几{_ONES}|哪?{NUMERAL}{_ONES}|什么|啥)*[？?。]?"
)
# 除了你刚说的这两个, 刚说的那两个就不用了: what was told is left out by itself.
_TOLD = re.compile(
    "(?:^|[，,])(?:(?:除了?|除开|除去|撇开|不算|去掉)(?:你|您)?(?:刚才?|刚刚|前面|上面|已经|才)*(?:说|讲|列|提|报|念)?(?:过|到|了)?的?"
    f"[这那](?:两|三|几|俩|仨|{NUMERAL})?{_ONES}?(?:以外|之外|外)?"
    "|(?:你|您)?(?:刚才?|刚刚|前面|上面|已经)+(?:说|讲|列|提|报|念)(?:过|到|了)?的"
    f"(?:[这那]?(?:两|三|几|俩|仨|{NUMERAL})?{_ONES}?)(?:就|都|我)*(?:不用|不必|别|甭|不要|不算|知道|晓得)(?:再|重复|说|列|讲|报|算|了)*)(?=[，。]|$)"
)
_FEW = (
    f"(?:[就才只仅光](?:有|是|说|列|报|给)?了?(?:它|[这那](?:么|些|点儿?)?)?(?:一?点儿?|{NUMERAL}|几|俩|仨)?{_ONES}?(?:任务|事项|事|活)?"
    f"|(?:不|应该不|肯定不|怕不)[止只](?:有|是)?[这那]?(?:么|些)?(?:一?点儿?|{NUMERAL}|几)?{_ONES}?"
    "|(?:是不是|好像|怕是|应该|有没有)?(?:还)?(?:漏|少|缺|落)(?:了|掉)(?:几[条项个])?|(?:应该|确实|真的?|肯定)?(?:没有?|不会有?)(?:再|什么|哪[条项个])?(?:漏|遗漏|落下?|缺|少)(?:了|掉|的|下)?|全(?:乎|了)|齐了|(?:是不是|好像)?(?:不|没(?:有)?(?:列|说|报|给|讲)?)全"
    "|没有?(?:别的|其他的?|更多)?了|(?:请|麻烦)?(?:给我)?(?:列|说|报|补)(?:齐全|完整|全|齐)(?:一?点|一?下)?)"
    "(?:了|吗|么|啊|呀|吧|嘛|而已|哦|呢)*"
)
_DOUBTING = (
    "啊|咦|嗯|哦|，|怎么|咋|难道|那|你|确定|肯定|(?:不对|不会|不是)(?:吧|呀|啊|哦)[，？?。！]*"
)
# 就一条？ 好像不全吧, 没了？就这一条, 不对吧，就这俩？没漏？
_SO_FEW = re.compile(f"^(?:{_DOUBTING})*{_FEW}(?:[，？?。！]+{_FEW})*[？?。！]*$")
# 就这一件？其余的也说说: doubts, before what is left is asked for.
_DOUBTS = re.compile(f"^(?:{_DOUBTING})*{_FEW}[，？?。！]+(?=.)")
# 除了这个, 除此之外: what was spoken of is left out by itself.
_BUT_THIS = re.compile(
    f"(?:除了?|除开|除去|撇开|不算|刨去|刨开)[这那该]{_ONES}?(?:任务|事项|事儿?|活儿?)?(?:之外|以外|外)?[，,]?|除此(?:之外|以外|外)?[，,]?"
)
# 除了8、9、10三项，剩下的呢: the list without those of these numbers.
_A_NUMBER = f"(?:第|任务)?{NUMERAL}(?:号|项|条)?"
_BUT_NUMBERS = re.compile(
    f"^(?:那么?|好|，)*(?:除了?|除开|除去|撇开|不算|去掉|刨去|刨开|扣掉)"
    f"(?P<numbers>{_A_NUMBER}(?:[、，和与跟及/ ]+{_A_NUMBER})*?)"
    f"(?:这)?(?:(?:{NUMERAL}|几){_ONES})?(?:任务)?(?:之外|以外|外)?[，,]?(?P<rest>(?:还?剩|余|其余|其[他它]|别的|还有).*)$"
)
# 还有别的吗, where all was told.
NO_MORE = re.compile(
    "^(?:那么?|好的?|嗯|，)*(?:还|再|就)?(?:有没有|有|没有?)(?:别的|其[他它]的?|另外的|更多的?)(?:任务|事项|活儿?)?(?:了|吗|么|没有?|吧|嘛)*[？?。]?$"
)
_END = "，。？?；的"


def told_in_part(query: Query, context: Context, hand: Hand) -> Query | None:
    """The rest of the list that was asked for, or the whole of it."""
    before = as_asked(context)
    if before.act not in {Act.LIST, Act.COUNT} or query.filtered or query.numbers:
        return None
    if _SO_FEW.match(query.text):
        return before.with_(text=query.text, follows=True)
    text = _DOUBTS.sub("", _TOLD.sub("", query.text).lstrip("，"))
    left = _LEFT.match(text)
    asks = text[left.end() :].strip(_END) if left else ""
    asked = hand.read(asks) if asks else None
    plain = asked is None or ((asked.aspects or asked.asks_who) and not asked.topic)
    if left is None or not plain:
        return None
    rest = _left_of(before, context, hand) or (text != query.text and _not_named(context))
    if not rest:
        return None
    if asked is not None:
        return of_items(query, asked, rest, before)
    act = Act.COUNT if query.counts else Act.LIST
    return Query(
        query.text, act, focus=rest, follows=True, counts=query.counts, lists=not query.counts
    )


def but_numbers(query: Query, context: Context, hand: Hand) -> Query | None:
    """除了8、9、10三项，剩下的呢: the list at hand without items that are told by number."""
    said = _BUT_NUMBERS.match(query.text)
    left = _LEFT.match(said["rest"]) if said else None
    if said is None or left is None:
        return None
    numbers = {read_numeral(one) for one in re.findall(NUMERAL, said["numbers"])}
    items = hand.items(context.focus)
    rest = tuple(item.item_id for item in items if item.number not in numbers)
    if not rest or not numbers <= {item.number for item in items}:
        return None
    asks = said["rest"][left.end() :].strip(_END)
    if asks:
        return of_items(query, hand.read(asks), rest, as_asked(context))
    act = Act.COUNT if query.counts else Act.LIST
    return Query(
        query.text, act, focus=rest, follows=True, counts=query.counts, lists=not query.counts
    )


def no_more(query: Query, context: Context, hand: Hand) -> Query | None:
    """还有别的吗, after a reply that told all: the question before, to be told that it was all."""
    before = as_asked(context)
    listed = before.act is Act.LIST and before.filtered and not before.focus
    if not (query.more and listed and NO_MORE.match(query.text)):
        return None
    whole = set(hand.answered(before))
    return before.with_(text=query.text, follows=True) if whole <= set(context.focus) else None


def besides(query: Query, context: Context, hand: Hand) -> Query | None:
    """融媒体中心除了这个，还配合哪项: what else an office has beside the items at hand."""
    this = _BUT_THIS.search(query.text)
    if this is None or not context.focus:
        return None
    rest = f"{query.text[: this.start()]}{query.text[this.end() :]}".lstrip("，")
    asked = hand.read(rest)
    held = tuple(binding for binding in asked.bindings if not binding.negated)
    if not held or asked.numbers or asked.tallies:
        return None
    wanted = replace(asked.filter, excluded_ids=context.focus)
    # 气象局 of the city or of the district: the one that the items at hand name.
    here = {name for item in hand.items(context.focus) for r in Role for name in item.owners(r)}
    names = [tuple(n for n in b.names if n in here) or b.names for b in held]
    held = tuple(replace(b, names=own) for b, own in zip(held, names, strict=True))
    act = Act.COUNT if asked.counts else Act.LIST
    return asked.with_(
        follows=True, act=act, bindings=held, filter=wanted, topic="", aspects=(), yes_no=False
    )  # fmt: skip


def _left_of(before: Query, context: Context, hand: Hand) -> tuple[str, ...]:
    """Of the list that was asked for, what no reply has told."""
    whole, told = hand.answered(before), set(context.focus)
    if not told < set(whole):
        return ()
    told.update(item for turn in context.earlier for item in turn)
    return tuple(item for item in whole if item not in told)


def _not_named(context: Context) -> tuple[str, ...]:
    """有，共4项 tells of a list without naming it: what the turn before has not named of it."""
    named = set(context.earlier[-1]) if context.earlier else set()
    return tuple(item for item in context.focus if item not in named) if named else ()


def as_asked(context: Context) -> Query:
    """The question before, of all that it asked for, whatever the reply to it told."""
    return context.query.with_(focus=()) if context.in_part else context.query
