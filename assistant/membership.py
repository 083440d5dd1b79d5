"""Compare what a question names with the members of a list that the documents give."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.enumerations import Enumeration, enumerations
from assistant.expansion import synonyms_in
from assistant.normalise import bare
from assistant.query import Query
from ingest import PolicyItem

_READINGS = 400  # ways to say the question in other words that are tried
CLEAR = "店|馆|诊所|门诊部|门诊|厅|吧|铺|厂|公司|超市|会所|工作室|幼儿园|机构|企业"
# Ends of other words too, so only at the end of a phrase.
SHORT = "院|堂|站|房|行|社|所|园|(?<![上下值加轮当替])班"
_TRADE_END = re.compile(f"(?:{CLEAR}|{SHORT})$")
# What a question about a list asks for: before 在不在, or after 有没有.
_BEFORE = re.compile(
    "([\u4e00-\u9fffA-Za-z0-9“”]{2,16}?)(?:有没有(?:被)?(?:列|算|写|包|纳|放)(?:在|入|进|到)|在不在|算不算|属不属于|是不是在|属于|算|在)"
)
_AFTER = re.compile("(?:有没有|包不包括|包括不包括|含不含|包含|包括|有)([^？?，。吗]{2,16})")
_BESIDE = re.compile("[、，,；和跟与及或]|还有|还是|以及")
_NAMED = re.compile(
    f"(?:^|开|办|做|搞|是|个|家|间|的)([^开办做搞是个家间的]{{1,6}}?(?:{CLEAR}))(?![一-鿿]?(?:医师|药师))"
)
# 一间牙科、一家宠物医院、一爿药房: trades in a row, with or without such an ending.
_ROW = re.compile(r"[^，。：；？！:;、]{1,14}(?:、[^，。：；？！:;、]{1,14})+")
_BEFORE_TRADE = re.compile("^.*?(?=[一两三四](?:间|家|个|爿|座|所))|^(?:.*[是有开办])?")
# 我开药房，…: the trade that the asker is in.
_OPENED = re.compile(
    f"开(?:了|着|个|家|间|一)*([^开，。？的了]{{1,6}}(?:{CLEAR}|{SHORT}))(?=[，。？的]|$)"
)
_MEASURE = re.compile("^[一两三四几](?:间|家|个|爿|座|所)")
_AFTER_TRADE = re.compile(
    "(?:这|那)?[一两三四五六七八几](?:种|家|个|样|类).*$|都.*$|哪.*$|的$|[是在能有算].*$"
)
_A_TRADE = re.compile(
    "(?:^|[我们咱是，。家人])(?:在[^，。]{1,6})?(?:开|做|搞|干|卖|经营)(?:了|着|的是)?(?:个|家|间|一[家个间])?"
    "[^，。？]{1,10}的(?=[，。！？]|$)"
    f"|[一-鿿]{{2,}}(?:老板|店主|掌柜|合伙人)|[一-鿿](?:{CLEAR})(?<!吧)|[一-鿿]吧(?![？?。，]|$)|医院"
    f"|[一-鿿](?:{SHORT})(?=[，。！？的算在属有是能可]|$)"
    "|我们?(?:家)?(?:这(?:一)?(?:行|种|类))"
)
_BARE_TRADE = re.compile(
    f"(?:^|[开办搞做个家间种些的，。])(?:私人|个体|民营|小)?({CLEAR})(?!部|里的|所)"
)
# What is done with the thing that a member of a list names.
_DONE = re.compile("(?:发放|办理|签发|核发|申领|申请|登记|领取)$")
_SHORT_CORE = 3  # characters
_NEARLY_ALL = 0.75  # of the pairs of characters of a member
_OF_TRADES = re.compile(".{0,5}(业态|行业|机构|企业|场所|店)")


@dataclass(frozen=True, slots=True)
class Listed:
    """A list and the member of it that the question means; `surely`, or perhaps."""

    item: PolicyItem
    enumeration: Enumeration
    member: str
    surely: bool = True


def terms_of(text: str, bench: Bench) -> list[str]:
    """The terms of the corpus that the question names, in full, shortened or in other words."""
    known = bench.vocabulary
    named = known.terms_in(text)
    others = {bare(word) for _, words in synonyms_in(text) for word in words}
    named += [term for term in known.terms if bare(term) in others and term not in named]
    return named or known.shortened_terms_in(text)


def of_trades(item: PolicyItem, found: Enumeration) -> bool:
    """Whether a list is one of trades: by the noun behind it, or by what its members are."""
    after = item.text[item.text.find(found.text) + len(found.text) :]
    named = sum(bool(_TRADE_END.search(bare(member))) for member in found.members)
    return bool(_OF_TRADES.match(after)) or 2 * named > len(found.members)


def concepts(terms: Sequence[str], item: PolicyItem) -> list[str]:
    """The terms of the question that name the matter itself, not a member of a list."""
    members = {bare(m) for e in enumerations(item.text) for m in e.members}
    return [term for term in terms if bare(term) not in members] or list(terms)


def listed_in(query: Query, items: Sequence[PolicyItem], terms: Sequence[str]) -> Listed | None:
    """The member of a list that the question names: as written, in other words, or by its core."""
    asked = bare(query.text)
    said = readings(asked)
    members = [
        (item, enumeration, member)
        for item in items
        for enumeration in enumerations(item.text)
        for member in _members(enumeration, item, terms)
    ]
    for item, enumeration, member in members:
        if bare(member) in asked:
            return Listed(item, enumeration, member)
    for item, enumeration, member in members:
        if any(bare(member) in reading for reading in said):
            return Listed(item, enumeration, member)
    for item, enumeration, member in members:
        core = _DONE.sub("", bare(member))
        if len(core) > _SHORT_CORE and core in asked:  # 放射工作人员证, of …证发放
            return Listed(item, enumeration, member)
    for item, enumeration, member in members:
        if _mostly_said(bare(member), asked):  # 小护士一枚，执业注册能不能…
            return Listed(item, enumeration, member)
    written = [word for word in query.topic.split() if word in query.text]
    shortened = [w for word in written for w in (word.replace("的", ""), word.split("的")[-1])]
    for item, enumeration, member in members:
        if any(_shortens(word, bare(member)) for word in shortened):
            return Listed(item, enumeration, member, surely=False)
    for item, enumeration, member in members:
        if any(bare(member) in reading.replace("的", "") for reading in said):
            return Listed(item, enumeration, member, surely=False)  # 净水器这类涉水产品的卫生许可
    trades = _in_other_words([*trades_in(query.text), *_OPENED.findall(query.text)])
    for item, enumeration, member in members:
        if any(bare(member).endswith(trade) for trade in trades):  # 药店, where 零售药店 is listed
            return Listed(item, enumeration, member, surely=False)
    thing = thing_of(query)
    for item, enumeration, member in members:
        if len(thing) > 1 and bare(member).endswith(thing):  # 配合做好托育机构、殡葬服务、…
            return Listed(item, enumeration, thing)
    for item, enumeration, member in members:
        core = _TRADE_END.sub("", bare(member))
        if core != bare(member) and len(core) > 1 and any(core in r for r in said):
            return Listed(item, enumeration, member, surely=False)
    return None


def _mostly_said(member: str, asked: str) -> bool:
    """Whether a question has nearly all pairs of characters of a member, wherever they stand."""
    pairs = [member[at : at + 2] for at in range(len(member) - 1)]
    said = sum(pair in asked for pair in pairs)
    return len(pairs) > _SHORT_CORE and said >= _NEARLY_ALL * len(pairs)


def _shortens(word: str, member: str) -> bool:
    """涉水产品卫生许可, of 涉及饮用水卫生安全产品卫生许可: it only leaves characters out.

    饮用水产品卫生许可 begins elsewhere, and so has to have most of it.
    """
    core = _DONE.sub("", member) or member
    if len(word) <= _SHORT_CORE or word[-1] not in {member[-1], core[-1]}:
        return False
    if word[0] != member[0] and (len(word) <= _SHORT_CORE + 1 or 2 * len(word) <= len(core)):
        return False
    rest = iter(core if word[-1] == core[-1] else member)
    return all(character in rest for character in word)


def _in_other_words(trades: Sequence[str]) -> list[str]:
    """The trades, and what else each is called: 药房, 药店."""
    others = (o for trade in trades for word, o in synonyms_in(trade) if word == trade)
    return [bare(name) for name in (*trades, *(o for group in others for o in group))]


def _members(enumeration: Enumeration, item: PolicyItem, terms: Sequence[str]) -> list[str]:
    """The members that may be what is asked about, not the matter that is asked of."""
    matters = {bare(term) for term in concepts(terms, item)}
    if matters <= {bare(m) for e in enumerations(item.text) for m in e.members}:
        return list(enumeration.members)  # 牙科诊所 alone: 口腔诊所 is what is looked for
    if len(terms) > len(matters) and not any(c in bare(item.topic) for c in matters):
        return []
    return [m for m in enumeration.members if not (bare(m) in matters and len(terms) > 1)]


def readings(asked: str) -> list[str]:
    """The question with its words replaced by others of the same meaning."""
    words = {word: (word, *map(bare, others)) for word, others in synonyms_in(asked)}
    choices = islice(product(*words.values()), _READINGS)
    said = []
    for choice in choices:
        text = asked
        for word, other in zip(words, choice, strict=True):
            text = text.replace(word, other)
        said.append(text)
    return said


def names_trade(text: str) -> bool:
    """Whether a text names a trade or a place of trade: 开奶茶铺的, 健身房, 诊所老板."""
    return _A_TRADE.search(text) is not None


def trades_in(text: str) -> list[str]:
    """The trades that a question names one beside another: 中医诊所和宠物诊所."""
    found = (_NAMED.search(part) for part in _BESIDE.split(text))
    named = [match.group(1) for match in found if match]
    rows = [_row(match.group()) for match in _ROW.finditer(text)]
    longest = max(rows, key=len, default=[])
    of_trades = any(_TRADE_END.search(name) for name in longest)
    return longest if len(longest) > len(named) and of_trades else named


def _row(text: str) -> list[str]:
    """The trades of a row without what stands before the first and after the last of them."""
    first, *others = text.split("、")
    first = _BEFORE_TRADE.sub("", first)
    names = (_AFTER_TRADE.sub("", _MEASURE.sub("", name)) for name in (first, *others))
    return [name for name in names if len(name) > 1]


def several_of(
    query: Query, about: Sequence[PolicyItem], terms: Sequence[str], bench: Bench
) -> Draft | None:
    """Yes or no for each of several trades, against the list that has one of them."""
    trades = trades_in(query.text)
    if len(trades) < 2:
        return None
    found = {name: listed_in(query.with_(text=name), about, terms) for name in trades}
    known = next((one for one in found.values() if one is not None), None)
    if known is None:
        return None
    inside = "、".join(f"“{name}”{_called(name, one)}" for name, one in found.items() if one)
    outside = "、".join(f"“{name}”" for name, one in found.items() if not one)
    verdict = (
        f"不都是：{inside}在文件列出的范围内，{outside}不在。"
        if outside
        else f"是的，{inside}都在文件列出的范围内。"
    )
    mark = bench.writer.mark(known.item)
    text = f"{verdict}{mark}列出的是：{known.enumeration.text}。"
    draft = draft_of(text, known.item, bench, denied=trades)
    number = sum(one is not None for one in found.values())
    if not query.counts:
        return draft
    first, *rest = draft.statements
    return replace(draft, statements=(replace(first, derived=(number,)), *rest), count=number)


def _called(name: str, listed: Listed) -> str:
    """What the list calls a trade that is only like it: 牙科（口腔诊所）."""
    return "" if listed.surely or listed.member in name else f"（如果是“{listed.member}”）"


def kind_of(text: str, about: Sequence[PolicyItem]) -> tuple[PolicyItem, Enumeration] | None:
    """The list with trades of the kind that is named without saying which: 开个诊所."""
    named = _BARE_TRADE.search(text)
    if named is None:
        return None
    return next(
        (
            (item, found)
            for item in about
            for found in enumerations(item.text)
            if any(bare(m).endswith(named.group(1)) for m in found.members)
            and not any(bare(m) in bare(text) for m in found.members)
        ),
        None,
    )


_LIMITS = Statement("文件没有写办理条件、材料和办结时间，具体请以办事指南和窗口答复为准。")
_AGAINST_THE_LIST = "对照文件中的清单"


def yes(listed: Listed, bench: Bench) -> Draft:
    mark = bench.writer.mark(listed.item)
    text = f"是的，“{listed.member}”在文件列出的范围内：{listed.enumeration.text}{mark}。"
    return draft_of(text, listed.item, bench)


def perhaps(listed: Listed, bench: Bench) -> Draft:
    mark = bench.writer.mark(listed.item)
    text = (
        f"如果您办的是“{listed.member}”，在文件列出的范围内：{listed.enumeration.text}{mark}。"
        "别的类型文件没有写。"
    )
    return draft_of(text, listed.item, bench)


def no(item: PolicyItem, enumeration: Enumeration, bench: Bench) -> Draft:
    mark = bench.writer.mark(item)
    rest = "，没有包括您问的这一种。"
    if enumeration.text.endswith("等"):  # an open list settles less than a closed one
        rest = "，没有点到您问的这一种；“等”里还有哪些，文件没有写。"
    text = f"不在文件列出的范围内。{mark}列出的是：{enumeration.text}{rest}"
    return draft_of(text, item, bench)


def no_of_any(lists: Sequence[tuple[PolicyItem, Enumeration]], bench: Bench) -> Draft:
    """No, against all the lists of one document that are of the same."""
    told = "；".join(f"{bench.writer.mark(item)}列出的是：{found.text}" for item, found in lists)
    items = tuple(dict.fromkeys(item for item, _ in lists))
    body = f"不在文件列出的范围内。{told}，没有包括您问的这一种。"
    shown = "\n\n".join(bench.writer.attributes(item, ()).text for item in items)
    return Draft((Statement(f"{body}\n\n{shown}", items), _LIMITS), reason=_AGAINST_THE_LIST)


def depends(item: PolicyItem, enumeration: Enumeration, bench: Bench) -> Draft:
    mark = bench.writer.mark(item)
    text = (
        f"要看您做的是哪一种。{mark}列出的是：{enumeration.text}；"
        "属于这些的在范围内，其他的文件没有写。"
    )
    return draft_of(text, item, bench)


def draft_of(text: str, item: PolicyItem, bench: Bench, denied: Sequence[str] = ()) -> Draft:
    body = Statement(
        f"{text}\n\n{bench.writer.attributes(item, ()).text}", (item,), (), tuple(denied)
    )
    return Draft((body, _LIMITS), reason=_AGAINST_THE_LIST)


def thing_of(query: Query) -> str:
    """What the question looks for in a list: before 在不在, or after 有没有."""
    found = _BEFORE.search(query.text) or _AFTER.search(query.text)
    return bare(found.group(1)) if found else ""
