"""Leave out the clauses that only tell who asks and what for, beside a clause that asks by itself.

要给新同事介绍，浦东的分工表有几个大项: the second clause says of what it asks how many. What stands
beside it tells nothing of the items, whether or not words of it stand in some of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.idle import is_known
from assistant.tagging import topic_of
from assistant.wordings import Tag, talks

_CLAUSE = re.compile(r"[^，。；：？！\n]+[，。；：？！\n]*")
_ENDS = "，。；：？！\n"
# What asks for items as a set, and what says of which it asks.
_SETS = {"count", "list", "most", "least"}
_CHOSEN_BY = {"department", "time", "all_year_not"}  # 公卫处9月到期的是哪项
_SCOPES = {
    *("department", "place", "documents.all", "time", "all_year_not"),
    *("role.lead", "role.cooperating", "role.unit"),
    *("noun.task", "noun.point", "noun.group", "noun.section", "noun.owner", "noun.document"),
}
# What a clause of talk may have.
_LOOSE = {
    *("rest", "aside", "filler", "meta", "pronoun", "role.weak", "follow", "skip", "both"),
    *("noun.task", "noun.document", "claim", "has", "noun.point", "outside", "content", "amount"),
}
_WORK = (
    "写|填|做|编|备|搞|排|整理|理|拟|画|绘|报|交|汇报|统计|归档|介绍|对账|对一?下|核对|开会?|培训|讲课?|"
    "贴|印|发|存|评|述职|考核|考试|面试|复习|总结|交代|布置|安排|学习|备课|登记|录入|上墙|上会|演示|答辩|算账|凑|"
    "检查|督查|验收|审计|巡察|调研|座谈|讲|考"
)
_FOR_WORK = (
    re.compile(
        "^(?:我们?|咱们?|俺|本人|领导|处里|科里|单位|局里|委里|区里|市里|上[头面级])?(?:这[里边两]?|现在|今[天年]|[下本]周|马上|年[底中末终]|[一二三四]季度|[0-9]+月)?"
        f"(?:{_WORK})?(?:正|现)?(?:要|想|得|打算|准备|计划|在|急着|忙着|赶着)(?:来|去|给|跟|向|找|帮|替|为|把|重新|先|赶|马上)*[^，。的]{{0,8}}?(?:{_WORK})"
    ),
    re.compile(f"^(?:{_WORK})[^，。的]{{0,10}}(?:用得[着上]|[要得好]?用|时用|需要|要紧|缺个数)$"),
    re.compile(
        f"^(?:给|替|帮|向|跟|为)[^，。的]{{1,10}}?(?:{_WORK}|看|用|解释|交差)[^，。的]{{0,8}}$"
    ),
    re.compile(
        "^(?:我|咱|俺)?(?:也)?(?:等着|急着|急等着?|拿去|用来|方便|便于|为了|以便|好让|省得|免得|急用|在线等|坐等)"
    ),
    re.compile(f"^(?:我|咱|俺)们?(?:也)?(?:好|要|想|得|准备|打算|拿去)[^，。的]{{0,6}}(?:{_WORK})"),
    # 年底盘点真要命, 9月份忙得脚不沾地
    re.compile(
        "^[^，。的]{0,12}(?:要命|头[大疼痛晕]|[烦累愁忙急气]死|[逼搞整弄]疯|疯了|崩溃|脚不沾地|焦头烂额|没完没了"
        "|手忙脚乱|受不了|吃不消|扛不住|喘不过气|够呛|熬人|折腾人|折磨人|掉头发|加班)[^，。的]{0,4}$"
    ),
    re.compile("^[^，。的]{2,10}(?:来函|来电|来问|发函|在催|催得?[紧急]|抬杠|打赌|要数据|要材料)"),
)
# 年终述职要讲: the same of anything, where no item says a word of it.
_FOR_SOMETHING = re.compile(
    f"(?:要|想|得|打算|准备|正在|忙着)[^，。的]{{0,6}}?(?:{_WORK})"
    "|^(?:我|咱|俺)们?(?:这[边里])?(?:也|还)?(?:要|想|得|好|准备|打算|急|正)"
)
# 审计组只看数：, where no item says a word of it.
_LEADS_UP = re.compile("[问看要想说讲让叫催查数做写报].*：$")
# 9月要交的里面: of what is due then
_NOMINAL = re.compile("(?:的|里[面头边]?|中|内|之列|方面|领域|这块|那块|问题|一事|部分|这边|那边)$")
_ABOUT = re.compile("有关|相关|关于|涉及|提到|写到|针对|面向|除|不算|只要|不含|包括")
# 我想把10月到期的都拎出来: what is due then is what is looked through
_DUE = re.compile("月(?:份|底)?(?:之?前|以前)?(?:要|得|该)?(?:到期|交差?|完成|截止|办结|收口)的")
# 老师布置作业要统计…, 师傅让我理清…: who wants to know, and that it is wanted.
_WANTED = re.compile(
    "^(?P<told>[^，。；：？！]{0,14}?)(?:要|想|得|需|让|叫|喊|派|催)(?:我们?|咱们?|俺)?(?:来|去|先|帮[着忙]?)?"
    "(?P<verb>统计|理一?理|理(?=一下|清)|捋一?捋|捋(?=一下|清)|盘一?盘|梳理|数一?数|数清楚?|查一?查|查清楚?|摸清楚?|弄清楚?|搞清楚?|理清楚?|算一?算|弄明白|搞明白|知道|晓得|了解|看看)"
    "(?:一下|出|出来)?(?:[：，])?(?=.{5})"
)


def without_talk(text: str, tags: Sequence[Tag], passages: Sequence[str]) -> str:
    """The question without its clauses of talk; the text itself where no clause asks by itself."""
    wanted = _WANTED.match(text)
    if wanted is not None and _is_loose(0, wanted.start("verb"), tags):
        rest = (wanted.end(), len(text))
        return text[wanted.end() :] if _asks_by_itself(rest, tags) else text
    spans = [match.span() for match in _CLAUSE.finditer(text)]
    if len(spans) < 2:
        return text
    asking = [span for span in spans if _asks_by_itself(span, tags)]
    if not asking:
        return text
    told = [span for span in spans if span not in asking and _tells(text, span, tags, passages)]
    kept = "".join(text[start:end] for start, end in spans if (start, end) not in told)
    return kept.rstrip("，：；、") if told else text


def _asks_by_itself(span: tuple[int, int], tags: Sequence[Tag]) -> bool:
    """Whether a clause asks for a set and says of which documents, offices or items."""
    inside = [tag for tag in tags if tag.start < span[1] and tag.end > span[0]]
    kinds = {tag.kind for tag in inside}
    chosen = "which" in kinds and bool(kinds & _CHOSEN_BY)
    return chosen or (bool(kinds & _SETS) and bool(kinds & _SCOPES))


def _tells(text: str, span: tuple[int, int], tags: Sequence[Tag], passages: Sequence[str]) -> bool:
    """Whether a clause tells what somebody does with the answer, and nothing of the items."""
    clause = text[slice(*span)].strip(_ENDS)
    if _NOMINAL.search(clause) or _ABOUT.search(clause) or _DUE.search(clause):
        return False
    idle = any(pattern.search(clause) for pattern in _FOR_WORK) or talks(clause)
    whole = text[slice(*span)].rstrip()
    if not idle and (_FOR_SOMETHING.search(clause) or _LEADS_UP.search(whole)):
        rest = [tag.text for tag in tags if tag.kind == "rest" and span[0] <= tag.start < span[1]]
        idle = not is_known("，".join(rest), passages)
    return idle and _is_loose(*span, tags, timed=True) and bool(topic_of([clause]))


def _is_loose(start: int, end: int, tags: Sequence[Tag], *, timed: bool = False) -> bool:
    """Whether a stretch has no tag that asks or narrows; a time may be that of the talk."""
    loose = {*_LOOSE, "time", "place"} if timed else _LOOSE
    return all(tag.kind in loose for tag in tags if tag.start < end and tag.end > start)
