"""Answer whether something is in a list that the documents give, and what the list is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, product

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.enumerations import Enumeration, enumerations
from assistant.expansion import synonyms_in
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.tagging import common_runs
from index import Group
from ingest import PolicyItem

ACTS = (Act.MEMBER, Act.LOOKUP)
_LOOKED_AT = 8
_A_NAME = 3  # characters; shorter words (服务) name no row
_A_LIST = 3  # members; fewer are a pair, not a list
_READINGS = 400  # ways to say the question in other words that are tried
_CLEAR = "店|馆|诊所|门诊部|门诊|厅|吧|铺|厂|公司|超市|会所|工作室|幼儿园|机构|企业"
_SHORT = "院|堂|站|房|行|社|所|园|班"  # ends of other words too, so only at the end of a phrase
_TRADE = re.compile(f"(?<=[\u4e00-\u9fff])(?:(?:{_CLEAR})|(?:{_SHORT})(?= |$|的|能|可|在))")
_TRADE_END = re.compile(f"(?:{_CLEAR}|{_SHORT})$")
_BESIDE = re.compile("[、，,；和跟与及或]|还有|还是|以及")
_NAMED = re.compile(
    f"(?:^|开|办|做|搞|是|个|家|间|的)([^开办做搞是个家间的]{{1,6}}?(?:{_CLEAR}))(?![一-鿿]?(?:医师|药师))"
)
_BARE_TRADE = re.compile(f"(?:^|[开办搞做个家间种些的，。])({_CLEAR})(?!部|里的|所)")
# What a question about a list asks for: before 在不在, or after 有没有.
_BEFORE = re.compile(
    "([\u4e00-\u9fffA-Za-z0-9“”]{2,16}?)(?:有没有(?:被)?(?:列|算|写|包|纳|放)(?:在|入|进|到)|在不在|算不算|属不属于|是不是在|属于|算|在)"
)
_AFTER = re.compile("(?:有没有|包不包括|包括不包括|含不含|包含|包括|有)([^？?，。吗]{2,16})")
_UNNAMED = re.compile(
    "(我|我们|咱|自家|自己)(家)?(这|那)?(种|类|个|样)?(小)?(的)?(店|行业|企业|生意|铺子)"
)
_OF_TRADES = re.compile(".{0,5}(业态|行业|机构|企业|场所|店)")


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list and the member of it that the question means; `surely`, or perhaps."""

    item: PolicyItem
    enumeration: Enumeration
    member: str
    surely: bool = True


def answer(query: Query, bench: Bench) -> Draft | None:
    """Yes or no against the list; None when no list is about it."""
    if query.act is Act.LOOKUP and not _is_plain(query):
        return None
    terms = _terms(query.text, bench)
    if query.before and not terms:
        terms = _matters(query.before, bench)
        query = query.with_(topic=" ".join([query.topic, *terms]))
    if query.act is Act.LOOKUP and not _about_a_trade(query, terms):
        return None
    decision = bench.look(query.with_(aspects=()))
    items = [evidence.item for evidence in bench.found[:_LOOKED_AT]]
    about = [i for i in items if terms and any(bare(t) in bare(i.topic) for t in terms)]
    if query.act is Act.LOOKUP:
        about = [i for i in about if any(_of_trades(i, found) for found in enumerations(i.text))]
    if not about and (query.act is Act.LOOKUP or not decision.sure):
        return None
    several = _several(query, about, terms, bench)
    if several is not None:
        return several
    kind = _kind(query, about)
    if kind is not None:
        return _depends(query, *kind, bench)
    listed = _listed(query, about or items[:1], terms)
    if listed is not None:
        return _yes(query, listed, bench) if listed.surely else _perhaps(query, listed, bench)
    group = next((g for t in terms if (g := _group(t, bench)) is not None), None)
    trade = _TRADE.search(query.topic) or _UNNAMED.search(query.text)
    if group is not None and about and not trade and items[0].item_id in group.item_ids:
        return _in_group(query, group, bench)
    if about:
        refusal = _not_listed(query, about, terms, bench)
    else:
        refusal = _not_named(query, items[0], bench)
    if refusal is not None:
        return refusal
    return _in_group(query, group, bench) if group is not None and about else None


def _trades(text: str) -> list[str]:
    """The trades that a question names one beside another: 中医诊所和宠物诊所."""
    found = (_NAMED.search(part) for part in _BESIDE.split(text))
    return [match.group(1) for match in found if match]


def _several(
    query: Query, about: Sequence[PolicyItem], terms: Sequence[str], bench: Bench
) -> Draft | None:
    """Yes or no for each of several trades, against the list that has one of them."""
    trades = _trades(query.text)
    if len(trades) < 2:
        return None
    found = {name: _listed(query.with_(text=name), about, terms) for name in trades}
    known = next((one for one in found.values() if one is not None and one.surely), None)
    if known is None or not all(one is None or one.surely for one in found.values()):
        return None
    inside = "、".join(f"“{name}”" for name, one in found.items() if one)
    outside = "、".join(f"“{name}”" for name, one in found.items() if not one)
    verdict = (
        f"不都是：{inside}在文件列出的范围内，{outside}不在。"
        if outside
        else f"是的，{inside}都在文件列出的范围内。"
    )
    mark = bench.writer.mark(known.item)
    text = f"{verdict}{mark}列出的是：{known.enumeration.text}。"
    return _draft(query, text, known.item, bench, denied=trades)


def _kind(query: Query, about: Sequence[PolicyItem]) -> tuple[PolicyItem, Enumeration] | None:
    """The list with trades of the kind that is named without saying which: 开个诊所."""
    named = _BARE_TRADE.search(query.text)
    if named is None:
        return None
    return next(
        (
            (item, found)
            for item in about
            for found in enumerations(item.text)
            if any(bare(m).endswith(named.group(1)) for m in found.members)
            and not any(bare(m) in bare(query.text) for m in found.members)
        ),
        None,
    )


def _is_plain(query: Query) -> bool:
    """Whether a question for yes or no asks of no role, number or department."""
    asks = query.roles or query.bindings or query.numbers or query.outside
    return bool(query.yes_no and not asks)


def _about_a_trade(query: Query, terms: Sequence[str]) -> bool:
    """开…店能不能…: a yes-or-no question about a trade and a term of the documents."""
    named = _TRADE.search(query.topic) or _UNNAMED.search(query.text)
    return bool(_is_plain(query) and terms and named)


def _terms(text: str, bench: Bench) -> list[str]:
    """The terms of the corpus that the question names, in full, shortened or in other words."""
    known = bench.vocabulary
    named = known.terms_in(text)
    others = {bare(word) for _, words in synonyms_in(text) for word in words}
    named += [term for term in known.terms if bare(term) in others and term not in named]
    return named or known.shortened_terms_in(text)


def _matters(before: str, bench: Bench) -> list[str]:
    """The terms of an earlier question that are no members of a list: what it asked of."""
    terms = _terms(before, bench) if before else []
    lists = [e for t in terms for i in bench.saying(t) for e in enumerations(i.text)]
    members = {bare(member) for found in lists for member in found.members}
    return [term for term in terms if bare(term) not in members]


def _not_listed(
    query: Query, about: Sequence[PolicyItem], terms: Sequence[str], bench: Bench
) -> Draft | None:
    """No, against the list that is of the asker's kind: of trades for a shop, else the first."""
    lists = [
        (item, found)
        for item in about
        for found in enumerations(item.text)
        if not _is_term_list(found, _concepts(terms, item))
    ]
    named, unnamed = _TRADE.search(query.topic), _UNNAMED.search(query.text)
    if named or unnamed:
        lists = [(item, found) for item, found in lists if _of_trades(item, found)] or lists
    if not lists:
        return None
    item, found = lists[0]
    if unnamed and not named:
        return _depends(query, item, found, bench)
    return _no(query, item, found, bench)


def _thing(query: Query) -> str:
    """What the question looks for in a list: before 在不在, or after 有没有."""
    found = _BEFORE.search(query.text) or _AFTER.search(query.text)
    return bare(found.group(1)) if found else ""


def _not_named(query: Query, item: PolicyItem, bench: Bench) -> Draft | None:
    """No, where the item has a list and says nothing of what the question asks for."""
    thing = _thing(query)
    lists = [e for e in enumerations(item.text) if len(e.members) >= _A_LIST]
    said = any(reading in bare(item.topic) for reading in _readings(thing))
    return _no(query, item, lists[0], bench) if len(thing) > 1 and lists and not said else None


def _of_trades(item: PolicyItem, found: Enumeration) -> bool:
    """Whether a list is one of trades: by the noun behind it, or by what its members are."""
    after = item.text[item.text.find(found.text) + len(found.text) :]
    named = sum(bool(_TRADE_END.search(bare(member))) for member in found.members)
    return bool(_OF_TRADES.match(after)) or 2 * named > len(found.members)


def _concepts(terms: Sequence[str], item: PolicyItem) -> list[str]:
    """The terms of the question that name the matter itself, not a member of a list."""
    members = {bare(m) for e in enumerations(item.text) for m in e.members}
    return [term for term in terms if bare(term) not in members] or list(terms)


def _is_term_list(enumeration: Enumeration, terms: Sequence[str]) -> bool:
    return any(bare(term) == bare(member) for term in terms for member in enumeration.members)


def _listed(query: Query, items: Sequence[PolicyItem], terms: Sequence[str]) -> _Listed | None:
    """The member of a list that the question names: as written, in other words, or by its core."""
    asked = bare(query.text)
    readings = _readings(asked)
    members = [
        (item, enumeration, member)
        for item in items
        for enumeration in enumerations(item.text)
        for member in _members(enumeration, item, terms)
    ]
    for item, enumeration, member in members:
        if bare(member) in asked:
            return _Listed(item, enumeration, member)
    for item, enumeration, member in members:
        if any(bare(member) in reading for reading in readings):
            return _Listed(item, enumeration, member)
    thing = _thing(query)
    for item, enumeration, member in members:
        if len(thing) > 1 and bare(member).endswith(thing):  # 配合做好托育机构、殡葬服务、…
            return _Listed(item, enumeration, thing)
    for item, enumeration, member in members:
        core = _TRADE_END.sub("", bare(member))
        if core != bare(member) and len(core) > 1 and any(core in r for r in readings):
            return _Listed(item, enumeration, member, surely=False)
    return None


def _members(enumeration: Enumeration, item: PolicyItem, terms: Sequence[str]) -> list[str]:
    """The members that may be what is asked about, not the matter that is asked of."""
    concepts = {bare(term) for term in _concepts(terms, item)}
    if len(terms) > len(concepts) and not any(c in bare(item.topic) for c in concepts):
        return []
    return [m for m in enumeration.members if not (bare(m) in concepts and len(terms) > 1)]


def _readings(asked: str) -> list[str]:
    """The question with its words replaced by others of the same meaning."""
    words = {word: (word, *map(bare, others)) for word, others in synonyms_in(asked)}
    choices = islice(product(*words.values()), _READINGS)
    readings = []
    for choice in choices:
        text = asked
        for word, other in zip(words, choice, strict=True):
            text = text.replace(word, other)
        readings.append(text)
    return readings


def _yes(query: Query, listed: _Listed, bench: Bench) -> Draft:
    mark = bench.writer.mark(listed.item)
    text = f"是的，“{listed.member}”在文件列出的范围内：{listed.enumeration.text}{mark}。"
    return _draft(query, text, listed.item, bench)


def _perhaps(query: Query, listed: _Listed, bench: Bench) -> Draft:
    mark = bench.writer.mark(listed.item)
    text = (
        f"如果您办的是“{listed.member}”，在文件列出的范围内：{listed.enumeration.text}{mark}。"
        "别的类型文件没有写。"
    )
    return _draft(query, text, listed.item, bench)


def _no(query: Query, item: PolicyItem, enumeration: Enumeration, bench: Bench) -> Draft:
    mark = bench.writer.mark(item)
    text = f"不在文件列出的范围内。{mark}列出的是：{enumeration.text}，没有包括您问的这一种。"
    return _draft(query, text, item, bench)


def _depends(query: Query, item: PolicyItem, enumeration: Enumeration, bench: Bench) -> Draft:
    mark = bench.writer.mark(item)
    text = (
        f"要看您做的是哪一种。{mark}列出的是：{enumeration.text}；"
        "属于这些的在范围内，其他的文件没有写。"
    )
    return _draft(query, text, item, bench)


def _draft(
    query: Query, text: str, item: PolicyItem, bench: Bench, denied: Sequence[str] = ()
) -> Draft:
    limits = Statement("文件没有写办理条件、材料和办结时间，具体请以办事指南和窗口答复为准。")
    body = Statement(
        f"{text}\n\n{bench.writer.attributes(item, ()).text}", (item,), (), tuple(denied)
    )
    return Draft((body, limits), reason="对照文件中的清单")


def _group(term: str, bench: Bench) -> Group | None:
    known = bench.vocabulary
    return known.group_named(term) or known.group_quoted(term)


def _named_among(topic: str, items: list[PolicyItem]) -> list[PolicyItem]:
    """Those rows of a group that share the longest run of characters with the question."""
    shared = [
        max((end - start for start, end in common_runs(topic, i.text, _A_NAME)), default=0)
        for i in items
    ]
    longest = max(shared, default=0)
    narrower = [i for i, length in zip(items, shared, strict=True) if length == longest]
    return narrower if longest else items


def _in_group(query: Query, group: Group, bench: Bench) -> Draft | None:
    """A group of rows as the list: yes when one of them is clearly meant."""
    items = _named_among(query.topic, bench.index.catalogue.items_by_id(group.item_ids))
    evidence = bench.finder.find(query.topic, within=[item.item_id for item in items])
    best = evidence[0]
    if best.coverage >= bench.decider.figures.member:
        head = f"是的，文件列入了这一项：{bench.writer.mark(best.item)}。"
        details = bench.writer.attributes(best.item, ())
        statement = Statement(f"{head}\n\n{details.text}", (best.item,))
        return Draft((statement,), reason="对照大项中的任务")
    listing = bench.writer.listing(items)
    text = f"不在文件列出的范围内。文件列出的共 {len(items)} 项：\n\n{listing.text}"
    return Draft((Statement(text, tuple(items), (len(items),)),), reason="对照大项中的任务")
