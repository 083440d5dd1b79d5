"""Read a follow-up that puts right what was typed: 手滑了，是五十六; 配合的算了，要牵头的."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.normalise import bare
from assistant.numerals import NUMERAL
from assistant.query import Query
from assistant.turns import Context

Read = Callable[[str], Query]

_SORRY = "(?:[哎呀啊哦唉诶喔呃嗯额欸，。]|不好意思|抱歉|对不起|我|这|又|等等|等下|慢着|且慢|完了)*"
_SLIPPED = (
    "(?:手滑|手误|手抖|口误|嘴瓢|嘴快|笔误|眼花|脑子乱|糊涂|(?:打|说|写|看|记|搞|输|按|敲|点|念|数|弄|问|填|报|抄)"
    "(?:得|的)?(?:错|岔|串|反|漏|快|混|偏)(?:了|啦)?(?:一?[个位])?(?:行|号|字|数字?|编号|序号)?|错了|错啦|不对)(?:了|啦|哈)*"
)
_MEANT = (
    "(?:其实|应该|应当|本来|原本|实际上?)*(?:我)?(?:是)?(?:想|要)?(?:问|说|查|看|指|打|输|找)?(?:的)?"
    "(?:是|应该是|要的是|该是)?"
)
# 手滑了，是五十六; 打错了，应该问医政处
_SLIP = re.compile(
    f"^{_SORRY}{_SLIPPED}[，。！；…]+(?:不是(?P<old>[^，。；]{{1,10}})[，。；])?{_MEANT}(?P<new>[^，。；？?]{{1,16}}?)"
    "(?:才对|吧|哈|啦|呢)?(?P<rest>[，。；？?].*)?$"
)
_NUMBER = re.compile(f"(?:第|任务)?(?P<n>{NUMERAL})(?:号|项|条|个)?(?:任务)?")
_COLUMN = (
    "(?:牵头|配合|协办|落实|承接|委属|单位|时间|期限|月份?|日期|节点|主办|负责)"
    "(?:的|部门|处室?|单位|那[个栏些])*"
)
# 配合的算了不要了: what was asked before is no longer wanted.
_NOT_WANTED = re.compile(
    f"(?:^|(?<=[，。；]))(?:那么?|唉|哎|嗯|好|，)*{_COLUMN}(?:就|先|也|我|都)*"
    "(?:算了|不(?:用|必|需要?|要)?(?:要|看|问|管|列|说|查|报)?了|免了|罢了|甭[管要看说]了?|别[管要看说]了?|略过|跳过)+"
    "(?:吧|啦|哈)?(?:[，。；！]|$)"
)
_ONLY = re.compile(
    "^(?:大?领导|主任|处长|局长|科长|老板|我们?|咱们?|人家|对方|上面)?(?:现在|这回|这次|说|其实|就是)*"
    "(?:[就只光单]{1,2})?(?:想)?(?:要|问|看|知道|关心)(?:个|一下|的是)?(?=.)"
)


def put_right(query: Query, context: Context, read: Read) -> Query | None:
    """The question as it was meant, where it takes back what was typed or asked before."""
    return _meant(query, context, read) or _wanted(query, context, read)


def _meant(query: Query, context: Context, read: Read) -> Query | None:
    match = _SLIP.match(query.text)
    if match is None:
        return None
    new, rest = match["new"].strip(), (match["rest"] or "").strip("，。；？?")
    number = _NUMBER.fullmatch(new)
    if number is not None:
        of_place = any(reference.of_place for reference in context.query.numbers)
        new = f"第{number['n']}大项" if of_place else f"第{number['n']}项"
    if bare(rest):
        return read(f"{new}，{rest}").with_(fragment_marks=True)
    other = read(f"那{new}呢")
    asks = other.aspects or other.asks_who or other.lists or other.counts or other.yes_no
    return read(new).with_(fragment_marks=True) if asks else other


def _wanted(query: Query, context: Context, read: Read) -> Query | None:
    """What is still wanted of the item at hand, without what is not."""
    rest = _NOT_WANTED.sub("", query.text).strip("，。；")
    if rest == query.text.strip("，。；") or not bare(rest) or not context.focus:
        return None
    asked = read(_ONLY.sub("", rest))
    if not (asked.aspects or asked.asks_who) or asked.constrained or asked.topic:
        return None
    return asked.with_(fragment_marks=True)
