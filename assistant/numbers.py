"""Find the task, group, section and point numbers that a question names."""

from __future__ import annotations

import re

from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Noun, NumberRef, Span
from assistant.wordings import Tag

_N = f"(?>{NUMERAL})"  # whole: 第18个 does not name 第1
_TENS = "(?:[0-9]{1,4}|[二三四五六七八九]?十[一二三四五六七八九]?)"
# 三十五, and no year of one's life or measure: ten or more, in characters.
_TEENS = "[二三四五六七八九]?十[一二三四五六七八九]?"
_JOIN = r"\s*(?:、|，|和|与|跟|及|以及|还有|或者?|/|&)\s*"
# 任务24（岗位分级）和25（培训体系）: what a number is of, before the next one.
_GLOSS = "(?:[（(][^（()）0-9一二三四五六七八九十百两]{2,16}[)）])"
_TO = r"\s*(?:数到|排到|一直到|直到|到|至|—|–|-|~|～|－)+\s*"
_ITEM = (
    r"(?:个)?(?:项|号|件|小?条|款|任务|工作|事项|指标|举措|措施)"
    r"(?:任务|工作|事项|指标|举措|措施)?(?:(?:任务|工作|事项))?"
)
_GROUP = r"(?:个)?(?:大项|大类|大组|组|大任务|大点)"
_SECTION = r"(?:个)?(?:大)?(?:部分|板块|大块|块|章|节|大方面|方面)"
_POINT = r"(?:个)?(?:点|要点)(?:工作)?(?:要求|任务)?"
# 第二水源工程, 第一阶梯 are names: a numeral in characters is followed by what is said of it.
_NO_NAME = (
    r"(?:(?<=[0-9])|(?=[^\u4e00-\u9fff]|$"
    "|[呢是由归谁哪的和与跟那什讲说几要配牵有到至都吗呀啊里为写做干啥咋算该]))"
)

# 那个大项两条任务 says how many it has, and is no second one.
_WHOLE = (
    "(?:(?<=[0-9])(?![0-9条项件家样])|(?<![0-9])(?![一二三四五六七八九十百两条项件家样共起些]))"
)


def _series(unit: str, *, unit_needed: bool = True) -> str:
    """第30到32项, 第38和40项, 第38项、第40项, 第38项."""
    tail = f"(?:{unit})" if unit_needed else f"(?:{unit})?"
    more = f"(?:(?:{_TO}|{_JOIN})第?{_N}(?:{unit})?)*"
    return f"(?<!倒数)(?<!倒着数)第\\s*{_N}(?:{unit})?{more}(?:{tail})"


# What tells that numbers which nothing names are of items: 四十九跟五十，…; 三十五到四十之间.
_OF_ITEMS = (
    "(?=[，。？]|之间|里头?|中间|当中|这?[两几]|各|分别|都|是|归|由|谁|哪"
    "|的?(?:牵头|配合|主责|负责))"
)

# What is asked of items by number, and not how many they are: 时间一样吗, 要哪些部门配合.
_ASKED_OF = (
    "(?=的?(?:完成)?(?:时间|时限|期限|节点)|(?:要|得|该)?(?:什么时候|啥时候|何时|几月|哪个?月)"
    "|的?(?:要|得|需要?|应该?|该|还|都|又|各自?|分别|由|归|是|让|有|找|请|靠|牵头|配合|协办|落实)*"
    "(?:谁|(?:哪一?(?:些|个|几个|几家|家)?|几个)(?:处室?|部门|单位|科室|家))"
    "|[^，。？的]{0,3}的?(?:部门|处室?|单位|月份)?(?:都|是|由|归|在)*(?:同一个?|一样|相同)"
    "|(?:有没有|要不要|需不需要|用不用)[^，。？]{0,4}(?:配合|协办|委属|落实|人帮))"
    "(?![^，。？]*(?:几|多少)(?:[项条件]|个(?!处|部门|单位|科)))"
)

# Likelier noun first; a pattern is tried in this order and the longest match wins.
_PATTERNS: tuple[tuple[tuple[Noun, ...], str], ...] = (
    ((Noun.GROUP,), _series(_GROUP)),
    (
        (Noun.GROUP,),
        rf"(?<![0-9共有分第那这]){_TENS}(?:大项|大组)(?=[拆里下底中的讲是，。？]|$)",
    ),
    (
        (Noun.GROUP, Noun.ITEM),
        rf"序号(?:是|为|第)?\s*{_N}(?:号)?(?![号的那这]*一?个?(?:大项|大类|大?组))",
    ),
    (
        (Noun.GROUP,),
        rf"(?:序号|大项|大类|组号)(?:是|为|第)?\s*{_N}{_WHOLE}(?:(?:{_TO}|{_JOIN})第?{_N})*(?:号)?",
    ),
    (  # 19号大组; 第十九组, said once more, is the same one
        (Noun.GROUP,),
        rf"{_TENS}号(?:大项|大组|大类|组)(?:[，（(]?(?:也)?(?:就是|即|也就是)(?:说)?{_series(_GROUP)})?",
    ),
    (  # 左边大序号19, 大编号7: the numbers of the groups, in the first column of a table
        (Noun.GROUP,),
        rf"(?:最?左[边手侧]?(?:那|这)?一?[列栏格]?的?(?:大|粗)?|大|粗)(?:序号|编号|号码?)"
        rf"(?:是|为|第)?\s*{_N}(?:号)?",
    ),
    (
        (Noun.GROUP,),
        r"行动\s*(?:[一二三四五六七八九]?十?[一二三四五六七八九]|[0-9]{1,2})(?![0-9个项条步月年])(?=[”的里下中]|$)",
    ),
    (
        (Noun.GROUP,),
        rf"序号[“”]?(?:那|这)?一?(?:栏|列)?(?:里|上|中)?(?:写|标|填|印|显示)(?:着|的|了)*(?:是)?\s*{_N}",
    ),
    ((Noun.SECTION,), _series(_SECTION)),
    (
        (Noun.SECTION,),
        r"最[后末](?:的|那)?一个?大?(?:部分|板块|块|章|方面)(?=[里中的，。？是有全都]|$)",
    ),
    ((Noun.POINT, Noun.ITEM), _series(_POINT)),
    (
        (Noun.GROUP,),
        r"最[后末](?:的|那)?一个?(?:大项|大组|大类|组)(?=[里中底下的，。？是有全都一共总]|$)",
    ),
    (
        (Noun.POINT, Noun.ITEM),
        rf"(?:工作)?要点(?:第\s*{_N}|(?:编号)?\s*[0-9]{{1,4}}(?![0-9]|[点条项](?:里|中|当中|之中)))(?:(?:{_TO}|{_JOIN})(?:第|要点)?\s*[0-9]{{1,4}}(?![0-9月]))*(?:点|条|项)?(?!\s*(?:大)?(?:部分|板块|大项|章|方面))",
    ),
    ((Noun.ITEM, Noun.POINT, Noun.GROUP), _series(_ITEM)),
    (
        (Noun.ITEM, Noun.POINT),
        rf"(?:任务|工作任务|事项)(?:编号|序号|号)?(?:第|是|为|：)?\s*{_N}(?![0-9多少名忙早晚个共些起并样]|月(?!报)|条条|项项|件件|[条项件](?:[^0-9]{{0,3}}(?:全|都|一共|总)|$)|家(?!庭))(?![.．][0-9])(?:(?:{_TO}|{_GLOSS}?{_JOIN})(?:任务|第)?\s*{_N}(?![个家名位]))*(?:号|项)?",
    ),
    (
        (Noun.ITEM, Noun.POINT),
        rf"[（(〔\[]\s*{_N}\s*[）)〕\]](?:(?:{_TO}|{_JOIN})?[（(]\s*{_N}\s*[）)])*",
    ),
    (
        (Noun.ITEM, Noun.POINT),
        rf"(?<![哪几])(?:{_N}(?:号)?(?:{_TO}|{_JOIN}))*{_N}(?:号(?!线|楼|院|文)|号任务)(?:任务|事项|工作)?",
    ),
    (
        (Noun.ITEM, Noun.POINT),
        rf"(?:(?<![A-Za-z])(?:No\.?|task|item)|#)\s*[0-9]{{1,4}}|编号(?:是|为|：)?\s*{_N}(?:(?:{_TO}|{_JOIN}){_N}(?![个家名位月]))*(?:号)?",
    ),
    (
        (Noun.ITEM, Noun.POINT),
        rf"(?:编号|任务编?号?|第)?\s*{_N}(?:号|项)?(?:任务)?(?:及|和)?(?:以后|之后|往后|后面|后头|以前|之前|前面|前头|以上|以下|往前)(?=的|[，。、]|任务|不|还|都|又|里|有|没|到期|写|标|归|由|牵|配合|$)",
    ),
    (
        (Noun.ITEM, Noun.POINT),
        rf"(?<![以之目从年月日])(?:最?后|末尾?|最末|结尾|前)(?!{_N}[个家名位])(?!一)(?:面)?(?:的)?{_N}(?:项|条|件|点)(?:任务|要点)?",
    ),
    (  # 头三项, 打头五条, 打头的五条: not 牵头三项, which counts
        (Noun.ITEM, Noun.POINT),
        rf"(?:(?<=^)|(?<=[，。？；的表里上中区市县块分章]))(?:打头|开头|起头|头)(?!一)的?{_N}(?:项|条|件|点)(?:任务|要点)?(?=里|中|当中|之中|，|都|各|谁|归|的|是|讲|写|分别)",
    ),
    (
        (Noun.POINT, Noun.ITEM),
        r"(?<=[市省区县里级份件点])(?:工作)?(?:要点|文件|通知)?(?:里|中)?(?:的)?(?:最?后|倒数第?)(?:的|那)?一(?:点|条要点)(?![儿时钱力希机问钟也都])",
    ),
    (
        (Noun.ITEM, Noun.POINT),
        rf"{_TENS}(?:{_JOIN}{_TENS})*(?=(?:那|这)(?:一)?(?:条|项|个任务)|[两二三四几](?:条|项)|(?:都|是不是)(?:是|由|归)?)",
    ),
    (  # 四十九跟五十，…: a series in characters, at the head of a clause
        (Noun.ITEM, Noun.POINT),
        rf"(?:(?<=^)|(?<=[，。？；]))(?:从)?{_TEENS}(?:(?:{_TO}|{_JOIN}){_TEENS})+{_OF_ITEMS}",
    ),
    (  # 六十三，配合的都谁; 五十二牵头的是谁: what is asked of it follows at once
        (Noun.ITEM, Noun.POINT),
        rf"^{_TEENS}(?:号|条|项)?(?=，?的?(?:牵头|主责|配合|协办|(?:委属|落实|承接|相关)单位|时间节点|时限|期限|(?:归|由|是)谁|谁(?:来|在)*(?:管|牵头|负责|配合|主责)|(?:归|由)?哪个?(?:处|部门|单位))(?![^，。？]*(?:几|多少)[项条件个]))",
    ),
    (  # 21项和22项时间一样吗, 六十三项要哪些部门配合呢: what is asked of so many by their numbers
        (Noun.ITEM, Noun.POINT),
        rf"^(?:{_TENS}(?:号|条|项){_JOIN})*{_TENS}(?:号|条|项){_ASKED_OF}",
    ),
    (  # 4、5两号; 18、19、20三条: how many they are is no further number
        (Noun.ITEM, Noun.POINT),
        rf"(?:第)?{_N}(?:{_JOIN}{_N})+[这那]?[两二三四五六七八九十](?:号|项|条|件|个任务)",
    ),
    (
        (Noun.ITEM, Noun.POINT),
        r"^[0-9]{1,4}(?:项|条)(?:(?:任务)?的(?=牵头|配合|委属|主责|时间|部门|内容)|(?=[是由归谁哪牵配什啥几讲说写]|具体|内容|原文|全文))",
    ),
    (
        (Noun.POINT, Noun.ITEM),
        rf"(?<=[市省区县里级])的?\s*{_N}点(?![钟半整前后开上下里中]|当中|之中)",
    ),
    ((Noun.ITEM, Noun.POINT), r"^[0-9]{1,4}项(?=，[^，]*(?:牵头|配合|负责|主责|月))"),
    (
        (Noun.ITEM, Noun.POINT),
        rf"第\s*{_N}(?![年月日季批版轮届期次趟遍波回号个方者代责线步手流页]|时间){_NO_NAME}",
    ),
)
# A year of one's life is no number of an item: over 65, 刚满65.
_OF_AGE = "(?<!over )(?<!aged )(?<!above )(?<!under )(?<!今年)(?<!年龄)(?<!年纪)"
# 38度5, 6块8, 1米75: the rest of a measure.
_OF_MEASURE = "(?<![0-9][度点块米斤])"
_BARE = re.compile(
    rf"(?!(?:19|20)[0-9]{{2}}(?![0-9]))(?<![-0-9A-Za-z.．“”+]){_OF_AGE}{_OF_MEASURE}"
    r"(?<![满快刚才交缴收罚付花爸妈爷奶爹娘公婆叔姨舅])(?<!涨到)(?<!总数是)(?<!项数是)(?<!数量是)(?<!还是)(?<!刚好)(?<!正好)[0-9]{1,4}(?:(?:\s*(?:、|，|和|与|跟|及|排到|数到|一直到|直到|到|至|-|~|/)\s*)[0-9]{1,4})*"
    r"(?![0-9A-Za-z%％.．年月日岁周天个家条件页楼层种类次点小元人名万亿度季路块]|时(?![间限候])|号(?:线|楼|院|路|门|桥|机|厅|馆|文)|\s*(?:个|岁|周岁|工作日|公里|千瓦|兆瓦|瓦|伏|吨|千米|米|平米|平方|平(?=的)|亩|公顷|吨|户|处(?!室)|座|台|株|张|所|间|家|辆|倍|期|分(?!别)))"
)
_COMPILED = tuple(
    # To look for letters of either case takes long to get ready, and few patterns have any.
    (nouns, re.compile(source, re.IGNORECASE if "task" in source else re.NOFLAG))
    for nouns, source in _PATTERNS
)
_SPANS = (
    ("[以之]后$|后[面头]$", Span.AFTER),
    ("以上$|往后$", Span.FROM),
    ("[以之]前$|前[面头]$", Span.BEFORE),
    ("以下$|往前$", Span.UP_TO),
    ("^(?:前|打头|开头|起头|头)", Span.FIRST),
    ("(?:最?后|最?末|倒数第?)(?:的|那)?一点|^(?:最?后|最?末|结尾)", Span.LAST),
)
_RANGE_LIMIT = 500
_UNITS = re.compile(
    r"[第任务项号件条款组大类点要个部分序（）()\[\]〔〕#]|编号|工作|事项|行动|板块|块|[那这]一?[栏列格]"
)
# 两号 of 4、5两号: how many numbers were named before; 二 of 六十一至六十二项 is the end of one.
_SO_MANY = re.compile(
    "(?<=[0-9十一二三四五六七八九号项条])(?:[这那]?(两)|(?:[这那]|(?<!十))([二三四五六七八九]))"
    "(?:号|项|条|件|个任务)$"
)
_MEMBER = re.compile(rf"(?P<to>{_TO})?(?P<number>{_N})")


def series(written: str) -> tuple[int, ...]:
    """The numbers of a series, ranges filled in: 32、34到36 is 32, 34, 35, 36."""
    many = _SO_MANY.search(written)
    if many is not None:
        own = series(written[: many.start()])
        if len(own) > 1 and len(own) == read_numeral(many[1] or many[2]):
            return own
    plain = _UNITS.sub(" ", written)
    found: list[int] = []
    for match in _MEMBER.finditer(plain):
        number = read_numeral(match["number"])
        if number is None:
            continue
        if match["to"] and found and found[-1] < number <= found[-1] + _RANGE_LIMIT:
            found += range(found[-1] + 1, number + 1)
        else:
            found.append(number)
    return tuple(dict.fromkeys(found))


def _span(written: str) -> Span | None:
    """How far the number reaches: 30号以后, 前十项."""
    return next((span for pattern, span in _SPANS if re.search(pattern, written)), None)


def number_tags(text: str) -> list[Tag]:
    """Every stretch that names numbers of items, groups, sections or points."""
    tags = []
    for nouns, pattern in _COMPILED:
        for match in pattern.finditer(text):
            numbers = series(match.group())
            if numbers:
                reference = NumberRef(
                    nouns, numbers, match.group().strip(), span=_span(match.group())
                )
                tags.append(Tag("number", match.start(), match.end(), match.group(), reference, 1))
    for match in _BARE.finditer(text):
        numbers = series(match.group())
        reference = NumberRef((Noun.ITEM, Noun.POINT), numbers, match.group())
        tags.append(Tag("number.bare", match.start(), match.end(), match.group(), reference))
    return tags
