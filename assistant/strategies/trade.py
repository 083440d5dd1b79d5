"""Answer a shop owner who asks whether a list of trades has his: 今年新增的业态里有我这行没有."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.enumerations import Enumeration, enumerations
from assistant.expansion import synonyms_in
from assistant.inclusion import INCLUDED
from assistant.membership import (
    depends,
    draft_of,
    kind_of,
    listed_in,
    names_trade,
    no,
    of_trades,
    perhaps,
    several_of,
    terms_of,
    trades_in,
    yes,
)
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.tagging import common_runs
from ingest import PolicyItem

ACTS = (Act.MEMBER, Act.LOOKUP, Act.LIST, Act.COUNT)
ORDER = 10  # before what is only found or listed
_LOOKED_AT = 8

_NOUNS = re.compile("业态|行业|名单|目录|清单|试点|领域|新(?:增|加|添|放|推|扩|纳|上|出|冒)")
# 我这种店, 这爿店: a trade that is not said.
_UNSAID = re.compile(
    "(?:(?:我|咱|俺|自家|自己)(?:们|家)?(?:这|那)?|[这那])(?:一)?(?:种|类|行|样|爿|家|个)?(?:小)?(?:的)?"
    "(?:店|铺子?|行业|行当|企业|生意|买卖)|(?:自己)?当老板|(?:我|咱|俺|他|她|人家|对方)(?:们|家)?(?:这|那)一?(?:行|种|类|样)|这(?:一)?(?:行|种|类)"
)
_KIND = re.compile("[一-鿿]{2}(?:行业|业态)")
_EARLIER = re.compile(
    "(?:老|旧|原先|原来|原有|早先|以前)的?(?:那)?(?:一)?(?:几)?(?:些|批|个|种)?的?(?:老|旧)?的?"
    "(?:业态|行业|名单|目录)"
)
# What asks for something else than whether the list has a trade.
_OF_ELSE = re.compile(
    "谁(?!对|错)|哪个?(?:处|部门|单位|科)|哪[几些][种类家样]?(?:新|小)*(?:店|行业|业态|行当|来着|$)|什么|啥|怎|咋|多少|为何|何时|几(?:月|号|天|时)"
)
# 店里用的药和器械也在查的范围内么: what belongs to a trade, and where a text takes things in.
_THINGS = re.compile(
    "(?:^|的|[，。里])(?P<things>[^，。？的里]{2,12}?)(?:这[些类种]|也|都|还|要|会|到底|是不是|是否|有没有)*"
    "(?:算不算|在不在|[算在]|属于|纳入|列入|包括)"
)
_TAKEN_IN = re.compile("[^，,。；;]*、[^，,。；;]*(?:[纳列]入|包括|包含|涵盖)[^，,。；;]*")
_JOINED = re.compile("[和与跟及、]|还有")
_A_WORD = 2  # characters
_NEAR = 10  # characters after a list in which its noun stands
_BESIDE = 16  # characters after a list that say what it is of: 三个新业态的行业综合许可改革
_OWN_RUN = 3  # characters that a question shares with the rest of the item: it asks of that

_Found = tuple[PolicyItem, Enumeration]


def answer(query: Query, bench: Bench) -> Draft | None:
    """Yes, no or perhaps against the list of trades that the question is about; else None."""
    text = query.text
    earlier, included = _EARLIER.search(text), INCLUDED.search(text)
    at_hand = query.follows and query.act is Act.MEMBER and query.focus
    noun = _NOUNS.search(text)
    speaks = earlier or names_trade(text) or at_hand or (included and noun)
    if query.numbers or not speaks or bench.vocabulary.departments.find(text):
        return None
    several = len(trades_in(text)) > 1
    if query.asks_who and (query.roles or not (several or included)):
        return None
    if len(query.roles) > 1 and not included:  # 牵头、配合、参与机构: 机构 is no trade here
        return None
    plain = noun and (several or not _OF_ELSE.search(text))
    certain = at_hand or earlier or included
    if not (certain or plain):
        return None
    part = _of_its_things(query, bench)
    if part is not None:
        return part
    terms = terms_of(text, bench)
    item, found = next(_lists(query, terms, bench, anywhere=bool(certain or several)), (None, None))
    if item is None or found is None:
        return None
    if not certain and _asks_of_rest(text, item, found, terms):
        return None
    unnamed = _unlisted_kind(text, item, found, bench)
    if unnamed:
        return bench.refuse(query, unnamed, related=(item,), reason="清单没有列出")
    if several and (draft := several_of(query, [item], terms, bench)) is not None:
        return draft
    kind = kind_of(text, [item])
    if kind is not None:
        return depends(*kind, bench)
    said = _UNSAID.sub("", text)
    named = names_trade(said)
    own = query.topic and not _UNSAID.search(text)  # 那隔壁做双眼皮的呢
    if not named and query.before and not own:  # 那我这种店呢: the trade of the earlier question
        said, named = query.before, names_trade(query.before)
    member = listed_in(query.with_(text=said), [item], terms)
    if member is not None:
        return yes(member, bench) if member.surely else perhaps(member, bench)
    return no(item, found, bench) if named or own else depends(item, found, bench)


def _of_its_things(query: Query, bench: Bench) -> Draft | None:
    """医美店用的药和器械也在范围内么: things of a trade, which the item that is meant takes in."""
    asked = _THINGS.search(query.text)
    things = [part for part in _JOINED.split(asked["things"]) if part] if asked else []
    if max(map(len, things), default=0) < _A_WORD or any(map(names_trade, things)):
        return None
    decision = bench.look(query)
    item = decision.items[0] if decision.sure else None
    for sentence in re.split("[。；;]", item.text) if item is not None else ():
        row = _TAKEN_IN.search(sentence)
        if item and row and all(any(w in row[0] for w in _called(t)) for t in things):
            mark = bench.writer.mark(item)
            return draft_of(f"是的，文件写到的是：{row[0].strip()}{mark}。", item, bench)
    return None


def _called(thing: str) -> list[str]:
    """A thing and what else it is called."""
    return [
        thing,
        *(other for word, others in synonyms_in(thing) if word == thing for other in others),
    ]


def _asks_of_rest(text: str, item: PolicyItem, found: Enumeration, terms: list[str]) -> bool:
    """口腔诊所这个新业态的办事指南编好没有: whether other words of the item are asked about."""
    before, _, after = item.topic.partition(found.text)
    rest = f"{before} {after[_BESIDE:]}"
    known = {bare(term) for term in (*terms, *found.members)}
    runs = (text[start:end] for start, end in common_runs(text, rest, _OWN_RUN))
    known.add(bare(after[:_BESIDE]))
    return any(not (_NOUNS.search(run) or any(bare(run) in k for k in known)) for run in runs)


def _lists(query: Query, terms: list[str], bench: Bench, *, anywhere: bool) -> Iterator[_Found]:
    """The lists of trades of the nearest items that share a term or a noun with the question."""
    nouns = _NOUNS.findall(query.text)
    if query.focus:
        items = bench.index.catalogue.items_by_id(query.focus)
        yield from ((i, e) for i in items for e in enumerations(i.text) if of_trades(i, e))
        return
    # 我在浦东开牙科: where the shop is, and not which document has the list.
    doc_ids = () if anywhere else query.doc_ids
    bench.look(query.with_(aspects=(), doc_ids=doc_ids))
    items = [evidence.item for evidence in bench.found[:_LOOKED_AT]]
    for item in items:
        yield from _shared(query.text, item, terms, nouns)
    if anywhere:
        yield from _with_the_trade(query, items, terms)
    context = " ".join([*terms, *nouns])
    if context and anywhere:  # searched only where it is needed: it costs an embedding
        for evidence in bench.finder.find(context)[:_LOOKED_AT]:
            yield from _shared(query.text, evidence.item, terms, nouns)
    if anywhere:  # 跨部门监管的领域里有网吧吗: a list of other things, which may have trades
        for item in items:
            yield from _shared(query.text, item, [], nouns, of_any=True)


def _with_the_trade(
    query: Query, items: Sequence[PolicyItem], terms: Sequence[str]
) -> Iterator[_Found]:
    """几张证并成一张，牙科有份没: what the list is of is said in other words, the trade not."""
    lists = ((i, e) for i in items for e in enumerations(i.text) if of_trades(i, e))
    for item, found in lists:
        member = listed_in(query, [item], terms)
        if member is not None and member.enumeration == found:
            yield item, found


def _shared(
    text: str, item: PolicyItem, terms: list[str], nouns: list[str], *, of_any: bool = False
) -> Iterator[_Found]:
    """The lists of trades of an item that is of a term of the question, or of words beside it;
    `of_any`, those of other things.
    """
    for found in enumerations(item.text):
        before, _, after = item.text.partition(found.text)
        beside = f"{before.rpartition('。')[2]} {after.partition('。')[0]}"
        named = any(bare(term) in bare(item.topic) for term in terms)
        named = named or any(noun in after[:_NEAR] for noun in nouns)
        named = named or bool(common_runs(text, beside, _OWN_RUN))
        if named and of_trades(item, found) is not of_any:
            yield item, found


def _unlisted_kind(text: str, item: PolicyItem, found: Enumeration, bench: Bench) -> str:
    """What to say of trades that the documents only mention: 配合行业, the earlier 业态."""
    listed_as = item.text.partition(found.text)[2][:_NEAR]
    if _EARLIER.search(text) and "新" in listed_as:
        return "文件列出的是新的，没有列出原有的有哪些，不能据此回答。"
    for kind in _KIND.findall(text):
        by_words = bench.index.keyword_search(kind, k=_LOOKED_AT)
        if kind in item.text or not any(kind in hit.item.text for hit in by_words):
            continue
        told = next((e.item for e in bench.finder.find(kind) if kind in e.item.text), None)
        if told is not None and not any(of_trades(told, e) for e in enumerations(told.text)):
            return f"文件写到了“{kind}”，但没有列出是哪些，不能据此回答。"
    return ""
