"""Go back to an item or a list of earlier turns: 还是说招人试药那个，…; 回到刚才那一串，…."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from assistant.picking import of_items
from assistant.query import Act, Query
from assistant.turns import Context
from ingest import PolicyItem

Read = Callable[[str], Query]
Found = Callable[[Query, Sequence[str]], list[PolicyItem]]

_ONES = "(?:个|件|项|条|桩|样|茬|码事)"
_LEAD = "^(?:那么?|唉|哎|诶|哦|嗯|好的?|行|对了|算了|得|，|咱们?|我们?|我|再|先|又|现在)*"
_WHEN = "(?:刚才|刚刚|方才|前面|前头|上面|最早|最开始|一开始|开头|之前|先前|早先|原来)"
_SAID = f"(?:{_WHEN}|我|你|咱们?|我们?)*(?:问|说|讲|提|聊|列|报|谈|给)?(?:过|到|出来)?的?"
_BACK = (
    "(?:还是|再|接着|继续)*(?:(?:再|绕|拐|转|倒|扯|聊|说|看|问|讲|翻|退|跳)?回(?:到|去(?:说|看|问))?(?!答|复|应|头|过)"
    "|回(?:过)?头(?:来)?(?:再)?(?:说|看|讲|问|聊)(?:说|看)?|(?<=还是)(?:说|问|看|讲|聊|谈)(?:回)?"
    "|(?<=接着)(?:说|问|看|讲|聊|谈)|(?<=继续)(?:说|问|看|讲|聊|谈))(?:到|一?下)?"
)
_MANY = f"(?:几|(?P<many>{NUMERAL}))"
# 那一串, 那几条, 那五项, 那张名单
_LIST = (
    f"(?:[那这](?:一?(?:大?串|批|堆|组|溜|列|拨|沓|长串)|些|{_MANY}{_ONES})(?:任务|事项|事|活儿?|东西)?"
    "|[那这]?(?:一?[张份个])?(?:名单|清单|单子|列表|结果))"
)
_END = (
    "(?:里头?|里面|当中)?(?:上|来|去)?(?:吧|了|啊|呀|哈)*"
    "(?:[，。：；？]|(?<=[里头面中])|$)(?P<rest>.*)$"
)
_TO_LIST = re.compile(f"{_LEAD}{_BACK}{_SAID}{_LIST}{_END}")
_TO_ITEM = re.compile(
    f"{_LEAD}{_BACK}{_SAID}(?P<what>[^，。：；？]{{2,16}}?)(?:的)?(?:[那这]一?{_ONES}|的事儿?|那边|那块)(?:任务|事)?"
    "(?:上|来|去)?(?:吧|了|啊|呀|哈)*[，。：；？]+(?P<rest>.*)$"
)
# 回到区里，这条哪家单位具体弄: to what was told of another document.
_TO_DOCUMENT = re.compile(
    f"{_LEAD}{_BACK}(?P<place>[^，。：；？]{{1,8}}?)(?:的|(?:文件|表|单子|清单|分工表?)(?:里|上)?)?"
    f"(?:[那这]一?{_ONES})?(?:上|来|去)?(?:吧|了|啊|呀|哈)*[，。：；？]+(?P<rest>.*)$"
)
_FEWEST = 2  # items of a list


def gone_back(query: Query, context: Context, read: Read, found: Found) -> Query | None:
    """The question of the list or the item of an earlier turn that it goes back to."""
    if query.numbers:
        return None
    match = _TO_DOCUMENT.match(query.text) if query.doc_ids else None
    told = _in_document(query, match, context, read) if match else None
    if told is not None or not context.earlier:
        return told
    match = _TO_LIST.match(query.text)
    ids = _list(match, context) if match else ()
    if not ids:
        match = _TO_ITEM.match(query.text)
        ids = _item(match["what"], context, read, found) if match else ()
    if match is None or not ids:
        return None
    rest = match["rest"].strip("，。；？?")
    return of_items(query, read(rest) if bare(rest) else None, ids, context.query)


def _in_document(query: Query, match: re.Match[str], context: Context, read: Read) -> Query | None:
    """What is asked of the items that were told of a document, or that correspond in it."""
    place, rest = read(match["place"]), match["rest"].strip("，。；？?")
    asked = read(rest) if bare(rest) else None
    if place.topic or place.constrained or not place.doc_ids:
        return None
    own = _of_documents(place, context)
    if own:
        return of_items(query, asked, own, context.query)
    if not context.focus or (asked is not None and (asked.topic or asked.constrained)):
        return None
    return query.with_(follows=True, focus=context.focus, act=Act.LINK, topic="", aspects=())


def _of_documents(place: Query, context: Context) -> tuple[str, ...]:
    """What was told last of the documents that a place names."""
    for turn in (context.focus, *reversed(context.earlier)):
        if turn and all(item_id.partition("#")[0] in place.doc_ids for item_id in turn):
            return turn
    # 任务43对应市里哪条: the reply told only of the other document
    linked = context.query.numbers if context.query.act is Act.LINK else ()
    return tuple(
        f"{doc_id}#{number}"
        for reference in linked
        for doc_id in reference.doc_ids
        if doc_id in place.doc_ids and not reference.of_place
        for number in reference.numbers
    )


def _list(match: re.Match[str], context: Context) -> tuple[str, ...]:
    """The last list that was shown, of so many items where that is said."""
    many = read_numeral(match["many"]) if match["many"] else None
    for turn in (context.focus, *reversed(context.earlier)):
        if len(turn) >= _FEWEST and many in {None, len(turn)}:
            return turn
    return ()


def _item(what: str, context: Context, read: Read, found: Found) -> tuple[str, ...]:
    """Of the items that were spoken of by themselves, not just now, the one that is meant."""
    single = (turn[0] for turn in context.earlier if len(turn) == 1)
    talked = [item for item in dict.fromkeys(single) if item not in context.focus]
    asked = read(what)
    if not talked or not asked.topic or asked.constrained:
        return ()
    return tuple(item.item_id for item in found(asked, talked)[:1])
