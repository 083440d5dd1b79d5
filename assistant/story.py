"""Leave out who asks and why, where the question after it says by itself what it wants."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ages import age_of
from assistant.inclusion import INCLUDED
from assistant.numbers import number_tags
from assistant.tagging import common_runs
from assistant.vocabulary import Vocabulary

_CLAUSE = re.compile(r"[^，。；：？！]+[，。；：？！]*")
_TELLER = (
    "我|咱|俺|本人|本公司|家里|家父|家母|邻居|朋友|同事|老公|老婆|儿子|女儿|孩子|娃|小孩"
    "|刚(?:当|做|到|从|接|来|生|开)|最近|前两天|昨天|听说|听人"
    "|(?:上次|上回|前几天|那天|上个?月)(?:来|去|我|被|有|他)"
    "|[^，。；：？！谁哪几]{2,8}(?:来问|问起|问我|问)的(?=[：，])"
)
_TELLS = re.compile(f"(?:{_TELLER})")
# 我想知道医政处牵头，公卫处配合的任务: what is wanted, and no story.
_WANTS = re.compile(
    "(?:我|咱|俺)们?(?:就|只|还|也|现在)*(?:想|要|需要)要?(?:知道|了解|查|统计)(?:一?下|清楚)?.{5}"
)
# 七院信息科的。: where the asker is from.
_IS_FROM = re.compile("[^，。；：？！]{2,14}的[。！]")
# After the question: what for, and whom it must not fail.
_AFTERWARDS = re.compile(
    "(?:我|咱|俺|本人)(?:要|想|得|好|是|在|怕|急)|别害|别坑|拜托|急用|谢|他也|她也"
    "|(?:想|准备|打算)(?:写|发|拟|贴|印|汇报|抄)"
    "|给.{1,8}?(?:用|看|做个?|写)|方便|好(?:写|做|给|向)|用来"
)
_ASKS = re.compile(
    "[谁哪几何吗么啥]|多少|什么|咋|怎|若干|列出|有没有|是不是|是否|归谁|最[多少早晚先后忙]"
)
# 我想把10月到期的都拎出来: of these it is asked, and no story
_DUE = re.compile(
    "月(?:份|底)?(?:之?前|以前)?(?:要|得|该)?(?:到期|交差?|完成|截止|办结|收口)的(?:都|全|那些|那批|任务|事项|活|拎|挑|筛|列|找|理)"
)
# 能不能办, 轮得到我吗: what is told of the asker is what is asked about.
_OF_ASKER = re.compile(
    "能不能|可不可以|能|可以|行不行|算不算|包括|轮得?[到上]|符合|在不在"
    "|有没有我|属于|需要|用不用|这种|这类|这样"
)
# 我是公卫处的，这里头有我们的活吗: the office of the asker is meant.
_OURS = re.compile(
    "(?:我们|咱们?)(?:单位|中心|处|科|所|局|委|这边|这儿)?|本(?:单位|处|中心|所)|我处"
)
_OF_SUBJECT = re.compile("(?:是|就是|由|归)(?!不是|否)")  # …那事，是10月底前由城管局牵头的
_POINTS_BACK = re.compile(
    "[这那](?:两|几|些|边)|这(?:个|事|件|桩|种)(?!大项|部分|月)|[它他她]们?|前面|上面|里面|里头|其中|底下|下面|剩下|同样"
)


def without_story(text: str, vocabulary: Vocabulary, passages: Sequence[str] = ()) -> str:
    """The question without a story before or after it that narrows nothing.

    The rest must ask, and name a department, a number, a term of the documents or words of one
    of the `passages`, which are texts of the corpus.
    """
    clauses = _CLAUSE.findall(text)
    asking = _first_of_question(clauses)
    last = _last_of_question(clauses, asking)
    if asking == 0 and last == len(clauses):
        return text
    for first in range(asking, 0, -1) if asking else (0,):
        told, rest = "".join(clauses[:first]), "".join(clauses[first:last])
        kept = _without(told, rest, vocabulary, passages)
        if kept:
            return kept
    return text


def _without(told: str, rest: str, vocabulary: Vocabulary, passages: Sequence[str]) -> str:
    """The rest of a question without what is told before it; empty where that is needed."""
    own = vocabulary.departments.find(told) if _OURS.search(rest) else []
    if own and not vocabulary.departments.find(rest):
        return _OURS.sub(max(own, key=lambda tag: len(tag.text)).text, rest, count=1)
    if (
        own
        or _OF_SUBJECT.match(rest)
        or _OF_ASKER.search(rest)
        or INCLUDED.search(rest)
        or _POINTS_BACK.search(rest)
        or _says(told, vocabulary)
        or _DUE.search(told)
        or age_of(told) is not None
    ):
        return ""
    alone = not told or _stands_alone(rest, vocabulary)
    if not alone and not _quotes(told, passages):
        alone = _quotes(rest, passages)
    return rest if _ASKS.search(rest) and alone else ""


def _first_of_question(clauses: list[str]) -> int:
    """The place of the first clause that asks, where those before it tell a story."""
    tells = clauses and _TELLS.match(clauses[0]) and not _WANTS.match(clauses[0])
    told = clauses and (tells or _IS_FROM.match(clauses[0]))
    if not told or _ASKS.search(clauses[0]):
        return 0
    asking = next((at for at, clause in enumerate(clauses) if _ASKS.search(clause)), 0)
    whole = next((at for at in range(asking, 0, -1) if clauses[at - 1].endswith(("。", "！"))), 0)
    return whole or asking


def _last_of_question(clauses: list[str], first: int) -> int:
    """The place behind the last clause that asks, where those after it only say what for."""
    for at in range(first + 1, len(clauses)):
        if clauses[at - 1].endswith(("？", "。", "！")) and _AFTERWARDS.match(clauses[at]):
            return at
    return len(clauses)


def _says(told: str, vocabulary: Vocabulary) -> bool:
    """Whether a story names what the documents number or name: then it may be what is meant."""
    return bool(number_tags(told) or vocabulary.terms_in(told))


def _quotes(words: str, passages: Sequence[str]) -> bool:
    """Whether words have a stretch of a passage."""
    return any(common_runs(words, passage) for passage in passages)


def _stands_alone(rest: str, vocabulary: Vocabulary) -> bool:
    return bool(
        vocabulary.departments.find(rest)
        or any(tag.kind == "number" for tag in number_tags(rest))
        or vocabulary.terms_in(rest)
    )
