"""Leave out of a follow-up what only leads up to it: 嗯嗯记下了，下一条呢; 您刚列的这三条里."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.leaning import points
from assistant.normalise import bare
from assistant.numerals import NUMERAL
from assistant.query import Noun, Query

Read = Callable[[str], Query]
Written = Callable[[str], float]

_ONES = "(?:个|件|项|条|桩|样)"
# 收到, 谢谢老师, 行: that the answer before has come.
_HEARD = re.compile(
    "(?:嗯|哦|噢|喔|好+|行|对|是的?|成|可以|OK|ok|得|哎|呀|啊|，|、|。|！|明白|知道|晓得|清楚|了解|懂|收到|看到|有数"
    "|谢谢|多谢|感谢|谢|辛苦|麻烦|打扰|不好意思|老师|您|你|同志|太好|挺好|不错|厉害|非常|很|了|啦|的|吧|哈)+"
)
# 嗯嗯记到台账上了, 抄好了: what the asker has done with it.
_NOTED = re.compile(
    "(?:嗯|哦|好|行|对|我|已经|先|都|这[条个项]|那[条个项]|给|把|它|，)*"
    "(?:记|抄|写|填|登|存|贴|录|标|圈|划|改|报|发|转|加|列|归|备注|备|截)[^，。？谁哪几什]{0,10}(?:了|啦|好|完|下)"
)
# 做表时看到, 台账合并单元格时发现, 领导问: who looks at it, and on what occasion.
_LOOKED = re.compile(
    "[^，。？谁哪几什]{0,16}?(?:时|的时候|那会儿|过程中|下来|一看|着)?(?:才|又|就|我|老)*"
    "(?:发现|看到|看见|注意到|瞧见|想起来?|问起来?|想问|想知道|好奇|纳闷|对不上)(?:了|个事|一下)?"
)
_ASKED_BY = re.compile(
    "(?:大?领导|主任|处长|科长|局长|院长|老板|上头|上面|办公室|秘书|同事|对方|人家|群里|有人|隔壁)(?:那边|们)?"
    "(?:刚才?|又|还|追着|在|老|也)*(?:问|催|追问|打听|想知道)(?:我们?|了|起|一句|一下)*(?:说)?[：，]?"
    "(?=[这那它两前后上下第]|最后)"
)
# 下一条, 这两条, 第三个, 它: what follows is of what was told.
_POINTS = re.compile(
    f"(?:那|那么|再|还|就|把|请|帮我|麻烦|真正的?)*(?:[这那](?:{NUMERAL}|几|俩)?{_ONES}|[这那](?:些|俩|一?[组批串])|[它他]们?|其中|里头|里面"
    f"|第{NUMERAL}{_ONES}|[上下前后]面?一?{_ONES}|[前后上下]面?(?:紧|挨|连)|(?:最后|最末|末了|末尾|头)的?[那这]?一?{_ONES}|[前后]面?[两三四]{_ONES}|往[前后上下]|剩下|紧接着|紧跟着|接下来那)"
)
# 再把规划处以外牵头的拣出来: goes on by its first word.
_GOES_ON = re.compile("再(?:把|给|往|看|说|帮|请|来|列|挑|筛)|还有|另外|然后|接着")
# 您刚列的, 上面报给我的: of a list, before 这三条里.
_TOLD = re.compile(
    "(?:您|你)?(?:刚才?|刚刚|方才|才|前面|上面|上头|上回|先前)*(?:给|帮|替|跟|向)?我?"
    "(?<=[您你刚才面头回前我])(?:列|说|报|讲|给|念|数|提|查|拉)(?:出来?|过|到|了|给我)?的"
    f"(?=(?:[这那](?:些|几{_ONES}|{NUMERAL}{_ONES})|{NUMERAL}{_ONES})(?:任务|事)?(?:里|中|当中|之中|其中))"
)
# 几个处配合它？名字列一下: their number is told with their names.
_NAMES = re.compile(
    "[，。？]+(?:把|都|分别|各|给我?|请|麻烦|报|列|说|念|写|要|也|顺便)*(?:名字|名单|名称|叫(?:什么|啥))"
    "(?:(?:都|分别|各)?(?:叫|是)(?:什么|啥)|一下|一遍|出来|给我|报|列|说|念|写|也|都|要|来)*[？。]?$"
)
# 里头挂了下属单位的，好像就一条: how many the asker thinks they are.
_GUESSED = re.compile(
    f"(?<=的)，?(?:好像|应该|是不是|估计|大概|貌似|似乎|我?记得|印象里?|难道|我看|怕是|可能)*(?:就|只|才|仅|光|没)(?:有|是|剩)?[这那]?(?:{NUMERAL}|几){_ONES}"
    "(?:任务|事)?(?:吧|吗|么|来着|了|啊|嘛)*(?:[，。？]+(?:再?也?没(?:有)?别的|没有?其[他它]的?|没有?更多的?)(?:了|吧|吗|啦)*)?[，。？]*$"
)
# 挑一挑，谢谢
_THANKS = re.compile(
    "[，。？！](?:谢谢?|多谢|感谢|辛苦|麻烦|拜托)(?:您|你|了|啦|老师|哈|啊)*[。！]*$"
)
_CLAUSES = re.compile("[^，。；：！？]+[，。；：！？]*")
_ENDS = "，。；：！？ "
_SAID = 0.34  # of the pairs of characters of some words; below that no item speaks of them


def without_opening(query: Query, read: Read, written: Written) -> Query:
    """The follow-up from where it asks, as it would be read by itself; else unchanged."""
    text = _THANKS.sub("", _ASKED_BY.sub("", _TOLD.sub("", query.text), count=1))
    text = _GUESSED.sub("有哪些", _without_names(text, read))
    clauses = _CLAUSES.findall(text)
    while len(clauses) > 1 and _leads_up(clauses, read, written):
        clauses.pop(0)
    rest = "".join(clauses)
    if rest == query.text or not bare(rest):
        return query
    plain = read(rest)
    return plain if rest == text else plain.with_(fragment_marks=True)


def _without_names(text: str, read: Read) -> str:
    named = _NAMES.search(text)
    if named is None:
        return text
    counted = read(text[: named.start()])
    return counted.text if counted.counts and counted.noun is Noun.OWNER else text


def _leads_up(clauses: list[str], read: Read, written: Written) -> bool:
    """Whether the first clause says nothing of the matter, and the rest points at what was told."""
    first, rest = clauses[0].strip(_ENDS), "".join(clauses[1:])
    heard = _HEARD.fullmatch(first) is not None
    points_on = bool(_POINTS.match(rest)) or points(rest)
    if heard:  # 明白了。谁具体落实这三项？
        points_on = points_on or bool(_GOES_ON.match(rest) or _POINTS.search(rest))
    if not points_on or "？" in clauses[0]:
        return False
    if heard:
        return True
    if not (_NOTED.fullmatch(first) or _LOOKED.fullmatch(first)):
        return False
    said = read(first)
    asks = said.asks_who or said.counts or said.lists or said.roles
    named = said.constrained or said.doc_ids or said.quoted or said.beyond
    return not (asks or named) and (not said.topic or written(said.topic) < _SAID)
