"""Whether a question leans on what was said before it."""

from __future__ import annotations

import re

from assistant.followups import of_list
from assistant.pointing import BOTH, FIRST, MIDDLE, NEIGHBOUR, SOME_OF
from assistant.query import Act, Noun, Query
from ingest import Role

_ADDED_TIME = re.compile(
    "(?:也|再|都|一并|一起|一块儿?)(?:加|算|并|带|包括)|(?:加|算|并|带)(?:进[来去]|上)"
)
_IN_THERE = re.compile("在(?:这|那)?(?:里头|里面|里边|其中|当中|之列)(?:吗|么|不)?[？?]?$")
_OF_LISTED = re.compile(
    "^(?:那|这|那么|你|刚才|上面|前面)*(?:(?:列|说|讲|报|写)(?:出来)?的)?(?:"
    "第[一二两三四五六七八九十0-9]+(?:个|条|项|件)(?:里|那|讲|说|的|是|，|有|要|得|由|归|谁|到底|再|给我|详细|具体|展开)"
    "|(?:最后|末|头|第)一?(?:那|个|条|项|件)(?:个|条|项|件)?(?:里|讲|说|的|是|，|有|要|得|由|归|谁|到底))"
)
# 不对吧，我记得明明是6月啊: of what was answered last.
_DOUBTS = re.compile(
    "^(?:(?:你|您)?(?:确定|肯定)(?:吗|么|吧)?[？?]?|不对|不会|不可能|怎么可能|怎么会|不是|真的|不会吧|别逗|瞎说|胡说|扯|(?:你|您)?(?:是不是)?(?:搞|弄|查|看|答|说)错了?)(?:吧|啊|呀|吗|了|的|嘛)*[，？?！。]*"
    "(?:我|咱)?(?:怎么|咋)?(?:明明|分明|一直|清清楚楚|清楚地?|可是|就是|确实)*"
    "(?:记得|印象|听说|听人说|看到|记着|(?:这[儿里边]|手[上里头]|手边)?(?:的|这份|那份)?(?:表|材料|底稿|单子)?(?:里|上)?(?:明明)?(?:写|记|登|列)(?:着|了)?的?(?:可|明明)?(?=是)|(?<=明明)(?=[是由归]|[^，。？]{2,8}[是牵挑负管配])|(?<=分明)(?=[是由归]))"
)
# 生物医药处在里面干嘛: the part of a department in the item at hand.
_PART_IN_IT = re.compile(
    "在?(?:这|那)?(?:里头|里面|里边|其中|当中|中间|这一?[条项件个][里中]|那一?[条项件个][里中])(?:面|头)?(?:又|到底|究竟|主要|是|都|算)*"
    "(?:干|做|管|弄|搞|忙|负责|担|扮演|充当|起|当|担任|承担|出)?(?:的|着|了)*(?:是)?(?:嘛|吗|个?什么|个?啥|哪)(?:作用|角色|身份|分工|差事|名堂)?"
)
# 规划发展处到底什么身份, 它的身份是？
WHICH_PART = re.compile(
    "(?:到底|究竟|算是?|是|扮演|属于|担任|充当|担|的|[在里头面中]|这[条项个件]|那[条项个件])*(?:个?什么样?|个?啥|哪[种个]|何种)的?(?:角色|身份|名分|名堂)"
    "|的(?:角色|身份|名分)(?:是|算|又是|到底是)?(?:什么|啥|哪个)?[？?]?$"
)
# 特别提到的是哪家医院, 点名支持谁: whom the text of the item at hand names.
_NAMED_IN_IT = re.compile(
    "^(?:那么?|它|这里头?|里头|里面|其中|文件|原文|上面|，)*(?:点名|特别|专门|特意|单独|具体|明确|明说|还|都|又)*"
    "(?:提到|点到|写到|说到|讲到|点名|提及|提了|写了|点了|提|说|写)(?:的)?(?:又|还|都|到底)?(?:是|有|叫)?(?:哪|谁)[^，。？]{0,6}(?:来着|呢|啊)?[？?。]?$"
)
_TAKEN_AWAY = re.compile("去掉|除去|除掉|扣掉|刨掉|撇开|排除|剔除|抛开|拿掉")
# 配合的除了生物医药处，还写了谁: of the item at hand.
_WHO_ELSE = re.compile(
    "^(?:那么?)?(?:[^，。]{0,4}(?:配合|牵头|协办|落实|承接|单位|部门|处室|栏)[^，。]{0,3}?，?)?"
    "(?:除[了开去掉]?|撇[开去]|抛开|不算)[^，。]{2,12}?，?(?:还|另外?|再|(?<=外))(?:有|是|写|列|填|挂|叫|拉|带|请|找)(?:了|着|上|的是)?"
    "(?:谁|哪[家个些几])"
    "|^(?:那么?)?(?:除[了开去掉]?|撇[开去]|抛开|不算)[^，。]{2,12}?，?(?:还|另外?|再)?(?:有没有|有无|有)(?:(?:别|其[他它]|另外)的?|配合|落实|承接)"
    "(?:处室?|部门|单位|科室|家|人)(?:来|在|也|一起|一块儿?|要)*[^，。？的]{0,4}(?:吗|么|不|没有?|吧|呢)?[？?。]?$"
)
# 你确定不是生物医药处: doubts that another office has no part.
_DENIED = re.compile(
    "^(?:那么?)?(?:你|您)?们?(?:真的?|就|敢|能)?(?:确定|肯定|确认|保证|敢说|断定)(?:吗，|它|这[个条项]|真的?|就|一定)*"
    "(?:不|没)(?:是|由|归|属|该|在)[^，。；？]{2,14}?(?:的)?[吗么吧嘛？?。]*$"
)
# 要医政处出力吗，配合的都有谁: whether one has part in the item at hand, and who all have.
_WHETHER_AND_WHO = re.compile(
    "^(?:那么?|，)*[^，。？]{3,16}(?:吗|么|不|没有?|吧)[，？?]+[^，。？]{0,10}?(?:都|还|一共|分别|具体)*"
    "(?:有|是)?(?:谁|哪(?:些|几[个家]|一?[个家])(?:处室?|部门|单位|科室)?)[？?。]?$"
)
SURE = re.compile(
    "^(?:你|你们)?(?:真的?|确实)?(?:确定|肯定|确认|没(?:搞|弄)?错|对不对|真的|是真的)(?:是这样|无误)?[吗么嘛吧]?[?？。]?$"
    "|^(?:[就才只](?:这么|那么|这|有这么?)(?:一)?(?:点|些|几[项条个])儿?[吗么吧啊]?[?？，。])?"
    "(?:请|麻烦)?(?:你|您)?再(?:好好|仔细)?(?:核对|核实|核|查|数|看|算|确认)(?:一[遍下次]|看看)[?？。！]?$"
)
# 公卫处的也这样列一遍: the list before, of another department.
_LIKEWISE = re.compile(
    "的?也(?:给我|帮我|再|请|都|照着?|按|这样|这么|同样|一样|照样|照此)*(?:列|报|说|念|数|捋|理|查|排|来)(?:一|出|给|下|个|份|$|[，。？])"
)
# 婚检资格那个也一样？: compared with what was spoken of.
_ALSO_SO = re.compile(
    "(?<!时间)(?<!期限)(?:也|还)(?:是)?(?:(?:一样|同样|这样|如此|不变)的?"
    "|(?:[由归在]|是不是)?同?一(?:个|家)(?:处室?|部门|单位|科室)(?:牵头?|管|负责|弄|做|办)?的?)[吗么吧]?[？。]?$"
)
# 婚育的, after 身故的呢: another matter of which the same is asked.
_OF_ANOTHER = re.compile("^[^，。？谁哪几什啥怎]{2,8}的[？?。]?$")
OF_ALL = re.compile("任务|事项|要点|全部|所有|表|单(?![位独])|一共")


def leans(query: Query) -> bool:
    """Whether a question cannot stand alone or says itself that it goes on from before."""
    if (
        query.pronoun
        or query.more
        or query.owner_pronoun
        or query.corrects
        or (query.only_places and query.yes_no)
        or SURE.match(query.text)
    ):
        return True
    if doubts(query) or asks_part(query) or asks_named(query):
        return True
    if denies(query) or whether_and_who(query):
        return True
    if query.act is Act.COMPARE and _ALSO_SO.search(query.text) and not query.bindings:
        return True
    if query.bindings and _LIKEWISE.search(query.text) and not (query.topic or query.numbers):
        return True
    if _ADDED_TIME.search(query.text) and query.time_text and not (query.topic or query.bindings):
        return True
    if query.act is Act.MEMBER and _IN_THERE.search(query.text):
        return True
    if query.of_columns and not (query.topic or query.constrained or OF_ALL.search(query.text)):
        return True  # 总投资一共多少, after a list
    if (query.same or query.union) and not (query.numbers or query.bindings or query.topic):
        return True
    if query.act is Act.LINK and not (query.numbers or query.topic):
        return True
    if (points(query.text) or BOTH.search(query.text)) and not query.numbers:
        return True
    listed = not query.topic or _OF_LISTED.match(query.text)
    if query.ordinal is not None and not query.bindings and listed:
        return True
    if query.bindings and query.yes_no and not (query.topic or query.numbers):
        return not (query.counts or query.lists)
    alone = bool(query.topic) or bool(query.numbers)
    if query.bindings and query.why and not (alone or query.lists or query.counts):
        return True  # 党政办凭啥不管
    if who_else(query):
        return True
    if query.topic and _OF_ANOTHER.match(query.text) and not (query.constrained or query.roles):
        return True
    if not alone and not query.bindings and not query.chat and not query.outside:
        return not (query.act in {Act.TALLY, Act.OUTLINE, Act.DOCUMENT} or _whole(query))
    if of_list(query.text) and query.bindings:
        return True
    if _TAKEN_AWAY.search(query.text) and not (query.topic or query.noun is Noun.TASK):
        return True
    return query.fragment_marks or (not alone and bool(query.outside))


def points(text: str, *, back: bool = True) -> bool:
    """Whether a question says which of the items that were spoken of it means.

    Without `back` there is none to go back to: 最开始那条 is the first of the list at hand.
    """
    pointing = (NEIGHBOUR, MIDDLE, SOME_OF, FIRST) if back else (NEIGHBOUR, MIDDLE, SOME_OF)
    return any(p.search(text) for p in pointing)


def adds_or_takes(text: str) -> bool:
    """Whether something is to be added to the list at hand, or taken from it: 再把…的拿掉."""
    return bool(_ADDED_TIME.search(text) or _TAKEN_AWAY.search(text))


def doubts(query: Query) -> bool:
    """不对吧，我记得是6月: takes for granted another month or office than was answered."""
    return bool(_DOUBTS.match(query.text) and (query.time_text or query.bindings))


def denies(query: Query) -> bool:
    """你确定不是生物医药处: takes for granted that an office has the role that was answered."""
    alone = len(query.bindings) == 1 and not (query.numbers or query.counts or query.time_text)
    return alone and _DENIED.match(query.text) is not None


def whether_and_who(query: Query) -> bool:
    """要医政处出力吗，配合的都有谁: of the item at hand, though 谁 seems to ask for a list."""
    held = bool(query.bindings) and not any(b.negated for b in query.bindings)
    alone = held and not (query.topic or query.numbers or query.tallies or query.time_text)
    return alone and _WHETHER_AND_WHO.match(query.text) is not None


def who_else(query: Query) -> bool:
    """除了医政处还有别的处室配合吗: whom the item at hand names beside those left out."""
    alone = not (query.topic or query.numbers) and all(b.negated for b in query.bindings)
    return alone and _WHO_ELSE.search(query.text) is not None


def asks_part(query: Query) -> bool:
    """生物医药处在里面干嘛呢: what a department does in the item at hand."""
    match = _PART_IN_IT.search(query.text) if query.bindings else None
    match = match or WHICH_PART.search(query.text)
    alone = match is not None and query.topic in match.group()
    return alone and not (query.numbers or query.counts)


def asks_named(query: Query) -> bool:
    """特别提到的是哪家医院: whom the text of the item at hand names."""
    plain = not (query.constrained or query.doc_ids or query.roles)
    return plain and _NAMED_IN_IT.match(query.text) is not None


def _whole(query: Query) -> bool:
    """A list or count by filter alone can stand alone unless it says 其中 or 只要."""
    asks = query.counts or query.lists or query.asks_who
    if query.act is Act.OWNERS:
        # 有几个配合部门, after one task: its own, and not those of the whole table
        own = query.roles and Role.LEAD not in query.roles and not OF_ALL.search(query.text)
        return query.constrained or (query.counts and not own)
    only_counted = query.filter.owner_counts and not query.bindings and query.noun is not Noun.TASK
    if only_counted and not query.time_text:
        return False
    narrowed = query.constrained or (query.doc_ids and (query.counts or query.lists))
    return bool(asks and narrowed and not query.fragment_marks)
