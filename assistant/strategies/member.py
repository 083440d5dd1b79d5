"""Answer whether something is in a list that the documents give, and what the list is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.enumerations import Enumeration, enumerations
from assistant.membership import (
    CLEAR,
    SHORT,
    concepts,
    depends,
    kind_of,
    listed_in,
    names_trade,
    no,
    no_of_any,
    of_trades,
    perhaps,
    readings,
    several_of,
    terms_of,
    thing_of,
    yes,
)
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.tagging import common_runs
from index import Group
from ingest import PolicyItem

ACTS = (Act.MEMBER, Act.LOOKUP)
_LOOKED_AT = 8
_A_NAME = 3  # characters; shorter words (服务) name no row
_MOST_LISTS = 3
_A_LIST = 3  # members; fewer are a pair, not a list
_TRADE = re.compile(f"(?<=[\u4e00-\u9fff])(?:(?:{CLEAR})|(?:{SHORT})(?= |$|的|能|可|在))")
_UNNAMED = re.compile(
    "(我|我们|咱|自家|自己)(家)?(这|那)?(种|类|个|样)?(小)?(的)?(店|行业|企业|生意|铺子)"
)


def answer(query: Query, bench: Bench) -> Draft | None:
    """Yes or no against the list; None when no list is about it.

    Where one wants to open a shop, 在浦东开牙科诊所, is not the document that has the list.
    """
    ways = [_of_list_at_hand, _of_named]
    if names_trade(query.text):
        ways.reverse()
    draft = ways[0](query, bench) or ways[1](query, bench)
    if not query.doc_ids or not names_trade(query.text) or _is_of_trades(draft):
        return draft
    anywhere = _of_named(query.with_(doc_ids=()), bench)
    return anywhere if _is_of_trades(anywhere) else draft


def _of_list_at_hand(query: Query, bench: Bench) -> Draft | None:
    """食堂也算吗, of the item at hand: yes or no against its list, the one spoken of before."""
    if not (query.focus and query.before and query.act is Act.MEMBER):
        return None
    items = bench.index.catalogue.items_by_id(query.focus)
    listed = listed_in(query, items, ())
    if listed is not None:
        return yes(listed, bench) if listed.surely else perhaps(listed, bench)
    lists = [(i, e) for i in items for e in enumerations(i.text) if len(e.members) >= _A_LIST]
    best = max(lists, key=lambda one: _spoken_of(query.before, *one), default=None)
    return no(*best, bench) if best is not None else None


def _spoken_of(before: str, item: PolicyItem, found: Enumeration) -> int:
    """How much of the sentence around a list the earlier question says."""
    sentence = next((s for s in re.split("[。；;]", item.text) if found.text in s), "")
    return max((end - start for start, end in common_runs(before, sentence, 2)), default=0)


def _is_of_trades(draft: Draft | None) -> bool:
    """Whether an answer is held against a list of trades, and no list of something else."""
    items = [item for statement in draft.statements for item in statement.items] if draft else []
    return any(of_trades(item, found) for item in items for found in enumerations(item.text))


def _of_named(query: Query, bench: Bench) -> Draft | None:
    """The answer from a list of the documents that the question names, or of all."""
    if query.act is Act.LOOKUP and not _is_plain(query):
        return None
    terms = terms_of(query.text, bench)
    if query.before and not terms:
        terms = _matters(query.before, bench)
        query = query.with_(topic=" ".join([query.topic, *terms]))
    if query.act is Act.LOOKUP and not _about_a_trade(query, terms):
        return None
    decision = bench.look(query.with_(aspects=()))
    items, about = _found_of(terms, bench)
    if terms and not about and names_trade(query.text):
        # 宠物医院能一证办吗: what the list is of is looked for beside the trade.
        topic = " ".join([query.topic, *terms])
        decision = bench.look(query.with_(aspects=(), topic=topic, gist=query.text))
        items, about = _found_of(terms, bench)
    if query.act is Act.LOOKUP:
        about = [i for i in about if any(of_trades(i, found) for found in enumerations(i.text))]
    if not about and (query.act is Act.LOOKUP or not decision.sure):
        return None
    several = several_of(query, about, terms, bench)
    if several is not None:
        return several
    kind = kind_of(query.text, about)
    if kind is not None:
        return depends(*kind, bench)
    listed = listed_in(query, about or items[:1], terms)
    if listed is None and not about and names_trade(query.text):
        # 医美门诊在不在: of the lists that are near, the one of trades
        trades = [i for i in items if any(of_trades(i, found) for found in enumerations(i.text))]
        listed = listed_in(query, trades, terms)
    if listed is not None:
        return yes(listed, bench) if listed.surely else perhaps(listed, bench)
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


def _found_of(terms: Sequence[str], bench: Bench) -> tuple[list[PolicyItem], list[PolicyItem]]:
    """The best of what was looked for, and those of them that say most of the terms."""
    items = [evidence.item for evidence in bench.found[:_LOOKED_AT]]
    said = [sum(bare(term) in bare(item.topic) for term in terms) for item in items]
    most = max(said, default=0)
    return items, [item for item, number in zip(items, said, strict=True) if number == most > 0]


def _is_plain(query: Query) -> bool:
    """Whether a question for yes or no asks of no role, number or department."""
    asks = query.roles or query.bindings or query.numbers or query.outside
    return bool(query.yes_no and not asks)


def _about_a_trade(query: Query, terms: Sequence[str]) -> bool:
    """开…店能不能…: a yes-or-no question about a trade and a term of the documents."""
    named = _TRADE.search(query.topic) or _UNNAMED.search(query.text)
    return bool(_is_plain(query) and terms and named)


def _matters(before: str, bench: Bench) -> list[str]:
    """The terms of an earlier question that are no members of a list: what it asked of."""
    terms = terms_of(before, bench) if before else []
    lists = [e for t in terms for i in bench.saying(t) for e in enumerations(i.text)]
    members = {bare(member) for found in lists for member in found.members}
    return [term for term in terms if bare(term) not in members]


def _not_listed(
    query: Query, about: Sequence[PolicyItem], terms: Sequence[str], bench: Bench
) -> Draft | None:
    """No, against the list that is of the asker's kind: of trades for a shop, else the first."""
    given = [(item, found) for item in about for found in enumerations(item.text)]
    lists = [one for one in given if not _is_term_list(one[1], concepts(terms, one[0]))]
    named, unnamed = _TRADE.search(query.topic), _UNNAMED.search(query.text)
    if named or unnamed:
        ways = ([one for one in some if of_trades(*one)] for some in (lists, given))
        lists = next(filter(None, ways), lists)
    if not lists:
        return None
    item, found = lists[0]
    if unnamed and not named:
        return depends(item, found, bench)
    beside = [] if of_trades(item, found) else _of_the_same(item, terms, bench)
    return no_of_any([(item, found), *beside], bench) if beside else no(item, found, bench)


def _of_the_same(
    item: PolicyItem, terms: Sequence[str], bench: Bench
) -> list[tuple[PolicyItem, Enumeration]]:
    """The lists of other items of a document for the same terms: 智慧好办 is in two tasks."""
    saying = dict.fromkeys(i for term in terms for i in bench.saying(term) if i != item)
    others = [
        (other, found)
        for other in saying
        if other.doc_id == item.doc_id and all(bare(t) in bare(other.topic) for t in terms)
        for found in enumerations(other.text)
        if not _is_term_list(found, concepts(terms, other))
    ]
    return others if len(others) < _MOST_LISTS else []


def _not_named(query: Query, item: PolicyItem, bench: Bench) -> Draft | None:
    """No, where the item has a list and says nothing of what the question asks for."""
    thing = thing_of(query)
    lists = [e for e in enumerations(item.text) if len(e.members) >= _A_LIST]
    said = any(reading in bare(item.topic) for reading in readings(thing))
    return no(item, lists[0], bench) if len(thing) > 1 and lists and not said else None


def _is_term_list(enumeration: Enumeration, terms: Sequence[str]) -> bool:
    return any(bare(term) == bare(member) for term in terms for member in enumeration.members)


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
    evidence = bench.finder.find(
        query.topic, question=query.gist, within=[item.item_id for item in items]
    )
    best = evidence[0]
    if best.coverage >= bench.decider.figures.member:
        head = f"是的，文件列入了这一项：{bench.writer.mark(best.item)}。"
        details = bench.writer.attributes(best.item, ())
        statement = Statement(f"{head}\n\n{details.text}", (best.item,))
        return Draft((statement,), reason="对照大项中的任务")
    listing = bench.writer.listing(items)
    text = f"不在文件列出的范围内。文件列出的共{len(items)}项：\n\n{listing.text}"
    return Draft((Statement(text, tuple(items), (len(items),)),), reason="对照大项中的任务")
