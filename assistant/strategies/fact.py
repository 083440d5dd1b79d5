"""Answer a fact that stands in the text of an item: a share, an amount, how long, when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.bench import Bench
from assistant.breaches import is_of_these, referred, tells_itself
from assistant.clauses import (
    clause_meant,
    clear_clause,
    nearest_clauses,
    told_by,
    who_by_rule,
)
from assistant.draft import Draft, Statement
from assistant.enumerations import member_meant
from assistant.facts import (
    PLACES,
    Wanted,
    any_amount,
    attribute_wanted,
    claimed,
    half_width,
    nearness,
    office_wanted,
    places_wanted,
    rarities,
    sentence_of,
    time_wanted,
    wanted,
    within_bounds,
)
from assistant.find import Evidence, has_owner
from assistant.query import Act, Aspect, Query
from assistant.vocabulary import evidence_of, stated_clearly
from ingest import PolicyItem, Role

ACTS = (Act.LOOKUP, Act.COUNT, Act.LIST, Act.MEMBER, Act.COMPARE)
ORDER = 70
_LOOKED_AT = 8
_NAMED = 3  # of the nearest items: where one has owners, its document names who does it
_OFFICE = "部门"
_PERSON = re.compile("哪一?位|责任人|什么人")  # asks for a person, no office
_BEHIND = 0.4  # of strengths: how far behind the best item one may be that states the fact
_PENALTY = "处罚"
_MENTIONED = 0.34  # of a topic's pairs of characters, where nothing is sure
_UNDONE = re.compile(
    "未(?:按期|按时|能|在[^，。；]{1,12}内|如期)?[^，。；]{0,4}(?:完成|落实|办结|整改)|逾期|完不成"
)
_TOLD_WHOLE = 200  # characters
_AS_MUCH = 0.6  # of the coverage of the nearest item
_PAIR = 2
_PARTS = re.compile("[，。；？！]")
_COST_BEHIND = 0.015  # cosines by which a penalty may be behind the nearest clause
_SURELY = 0.72  # cosine of a part of a question and a clause on the same
_ORDINALS = "一二三四五六七八九十"
_APART = 0.2  # of strengths, by which the best item of a document that is named leads the others
_SELDOM = {
    "面积",
    "数字",
    "钟点",
    "分钟",
    "小时",
    "钟头",
}  # facts and units that few items of a document state
_COMMON = set("年期倍元块万亿人次名个场处家米月天") | {"平方米", "平米", "公里", "百分点"}
_FEW = 4
_OFFICE_BEHIND = 0.15  # as _BEHIND, where who does it is asked: offices stand in many items
_SAID = 0.8  # of a strength: what a clause is worth that has the fact and the whole topic


def answer(query: Query, bench: Bench) -> Draft | None:
    """The sentence that states the fact, of the items that are near; None where none does."""
    amount, fact = _asserted(query) or ("", _fact(query, bench))
    narrowed = query.numbers or query.bindings or query.tallies
    if narrowed or not query.topic:
        return None
    clause = None if amount else clause_meant(query, fact, bench)
    if amount and fact is not None and (told := _other_than(amount, query, fact, bench)):
        return told
    if clause is not None and not (query.asks_who or query.roles):
        return told_by(clause, fact, bench)
    if query.asks_who and not query.roles and (clear := who_by_rule(query, bench)):
        return told_by(clear, office_wanted(), bench)
    if not bench.look(query).sure:
        return _only_there(query, fact, bench) if fact is not None else None
    if (query.asks_who or query.roles) and not (fact is not None and fact.name == PLACES):
        named = any(has_owner(one.item) for one in bench.found[:_NAMED])
        office = query.roles in {(), (Role.LEAD,)} and not _PERSON.search(query.text)
        fact = office_wanted() if office and not named else None
    if fact is None:
        return None
    topic = query.topic.replace(amount, "") if amount else query.topic
    if query.time_text and amount == query.time_text and bench.found[0].item.deadline:
        return None  # 备案清单年底前弄出来就行了吧: held against the deadline of the item
    limit = within_bounds(fact, query.text)
    item = _stating(topic, limit, bench.found) if limit is not None else None
    fact = limit if item is not None and limit is not None else fact
    item = item or _stating(topic, fact, bench.found) or _elsewhere(query, fact, bench)
    if item is None and query.measure:
        return _only_there(query, fact, bench)
    if item is None or (Aspect.DEADLINE in query.aspects and bench.found[0].item.deadline):
        return None
    return shown(topic, item, fact, bench, amount)


def _other_than(amount: str, query: Query, fact: Wanted, bench: Bench) -> Draft | None:
    """每户能养两只？: the clause that is nearest to what is taken for granted, and says another."""
    clauses = [part for part in _PARTS.split(query.whole) if amount in part]
    near = nearest_clauses(query, bench, clauses[0]) if clauses else []
    stating = [c for c in near if fact.states(half_width(c.text))]
    if not stating or stating[0] is not near[0] or near[0].cosine < _SURELY:
        return None
    return shown(query.topic, near[0].item, fact, bench, amount)


def _only_there(query: Query, fact: Wanted, bench: Bench) -> Draft | None:
    """几点到几点不收费: no item is surely meant, but the nearest is one of few that name hours."""
    seldom = fact.name in _SELDOM or query.measure in _SELDOM
    named = bool(query.measure) and query.measure not in _COMMON  # 最多几层
    if not (seldom or named) or query.asks_who or query.roles or not bench.found:
        return None
    best = bench.found
    docs = query.doc_ids if len(query.doc_ids) == 1 else (best[0].item.doc_id,)
    items = [item for doc_id in docs for item in bench.document_items(doc_id)]
    ids = [item.item_id for item in items if fact.states(half_width(item.text))]
    if not 0 < len(ids) <= (_FEW if seldom else 1):
        return None
    if not seldom:
        return shown(query.topic, bench.index.catalogue.items_by_id(ids)[0], fact, bench)
    bench.look(query, within=ids)
    one = bench.found[0] if bench.found else None
    bench.found = best
    if one is None:
        return None
    nearest = [other.item for other in best[: 2 if query.doc_ids else 1]]
    closest = bool(query.doc_ids) and one.dense >= max(other.dense for other in best)
    return shown(query.topic, one.item, fact, bench) if one.item in nearest or closest else None


def limit(query: Query, bench: Bench) -> Draft | None:
    """最多住多少天: the clause of a near item that limits what is asked about; else None."""
    fact = wanted(query.text, query.measure)
    bound = within_bounds(fact, query.text) if fact is not None else None
    if bound is None or not query.topic or not bench.look(query.with_(outside="")).sure:
        return None
    item = _stating(query.topic, bound, bench.found)
    return shown(query.topic, item, bound, bench) if item is not None else None


def by_clause(query: Query, bench: Bench) -> Draft | None:
    """备够几天的粮: what no attribute is, where the clause that is nearest states it.

    代领要带啥, 管理费少收多少: or the one that is clearly meant and says something of the kind.
    """
    if not query.topic or query.numbers or query.bindings:
        return None
    fact = wanted(query.text, query.measure)
    clause = clause_meant(query, fact, bench)
    clear = clear_clause(query, bench) if clause is None else None
    if clear is not None and stated_clearly(query.outside, half_width(clear.text)):
        clause = clear
    return told_by(clause, fact, bench) if clause is not None else None


def of_clause(query: Query, fact: Wanted, bench: Bench) -> Draft | None:
    """The clause of the document named that is nearest of all and states such a fact."""
    clause = clause_meant(query, fact, bench)
    return told_by(clause, fact, bench) if clause is not None else None


def stated(query: Query, attribute: str, bench: Bench) -> Draft | None:
    """An attribute that documents seldom state, where one that is near does; else None."""
    evidence = evidence_of(attribute)
    if evidence is None or query.numbers or query.bindings:
        return None
    fact = attribute_wanted(attribute, evidence)
    if not query.topic:
        items = bench.index.catalogue.items_by_id(query.focus)
        if attribute == _PENALTY and len(items) == 1 and _breach_of(items, fact, bench):
            costs = _breach_of(items, fact, bench)
            if len(costs) == 1 and _case_of(query, items[0], costs[0]):
                return _what_it_costs(query, items[0], costs[0], fact, bench)
        stating = [item for item in items if evidence.search(item.text)]
        if attribute == _PENALTY and not stating:
            stating = _breach_of(items, fact, bench)
        return shown("", stating[0], fact, bench) if len(stating) == 1 else None
    if attribute == _PENALTY and (penal := _penal(query, fact, bench)) is not None:
        return penal
    item = _surely_stating(query, fact, bench)
    return shown(query.topic, item, fact, bench) if item is not None else None


def _penal(query: Query, fact: Wanted, bench: Bench) -> Draft | None:
    """楼道里停车罚多少: the article that forbids it, and the one that says what it costs.

    The second refers to the first by its number: 违反本办法第十五条规定….
    """
    by_clause = _cost_nearest(query, fact, bench)
    if by_clause is not None:
        return by_clause
    sure = bench.look(query.with_(outside="")).sure
    best = bench.found[:_LOOKED_AT]
    alone = len(query.doc_ids) == 1 and len(best) > 1
    apart = alone and best[0].strength - best[1].strength >= _APART
    if not best or not (sure or apart or best[0].coverage >= _MENTIONED):
        return None
    articles = [one.item for one in best if one.item.number is not None and "条" in one.item.label]
    penal = {
        (doc_id, number): item
        for doc_id in {article.doc_id for article in articles}
        for item in reversed(bench.document_items(doc_id))  # of several, the first
        for number in referred(item)
        if fact.states(half_width(item.text))
    }
    pairs = [(a, costs) for a in articles if (costs := penal.get((a.doc_id, a.number or 0)))]
    broken, costs = _likeliest(query, pairs, bench)
    if broken is None or costs is None:
        return None
    # 考核不合格会怎样: another article may be meant, which says itself what follows.
    near = [
        one.strength for one in best[: None if sure or apart else 1] if one.item in {broken, costs}
    ]
    if not near or best[0].strength - max(near) > _BEHIND:
        return None
    return _what_it_costs(query, broken, costs, fact, bench)


def _cost_nearest(query: Query, fact: Wanted, bench: Bench) -> Draft | None:
    """偷偷养狗不登记怎么罚: the article with a penalty whose clause is as near as any, with the
    one that it refers to.
    """
    clauses = nearest_clauses(query, bench)
    stating = [c for c in clauses if fact.states(half_width(c.text)) and referred(c.item)]
    if not stating or stating[0].cosine < max(_SURELY, clauses[0].cosine - _COST_BEHIND):
        return None
    costs = stating[0].item
    broken = [
        item
        for item in bench.document_items(costs.doc_id)
        if item.number in referred(costs) and "条" in item.label
    ]
    return _what_it_costs(query, broken[0], costs, fact, bench) if broken else None


def _what_it_costs(
    query: Query, broken: PolicyItem, costs: PolicyItem, fact: Wanted, bench: Bench
) -> Draft:
    """What an article says of those who break another one, of the case that the question tells."""
    case = _case_of(query, broken, costs)
    clause = sentence_of(costs.text, f"第{broken.label.strip('第条')}条", fact)
    # Of several cases with amounts of their own all are told: 不足3万元的…；3万元以上的….
    whole = (s for s in re.split("(?<=。)", costs.text) if clause in s)
    said = case or next((s.strip() for s in whole if len(s) <= _TOLD_WHOLE), clause)
    told = Statement(f"文件里写到的是：{said}{bench.writer.mark(costs)}", (costs,))
    reason = "违反哪一条、怎么处罚"
    # 没按标准配会罚多少, of the article at hand: what was asked before is known.
    asked = " ".join(word for word in query.topic.split() if word in query.text) or query.topic
    if not case and tells_itself(asked, costs, broken):
        return Draft((told, bench.writer.attributes(costs, ())), reason=reason)
    return Draft((told, bench.writer.attributes(broken, ())), reason=reason)


def _case_of(query: Query, broken: PolicyItem, costs: PolicyItem) -> str:
    """在家装了个泵罚多少: the paragraph for the item of the article that tells it, 第三项."""
    meant = member_meant(broken.text, query.text)
    if meant is None or not 0 < meant <= len(_ORDINALS):
        return ""
    parts = [part.strip() for part in costs.text.splitlines()]
    own = [part for part in parts if f"第{_ORDINALS[meant - 1]}项" in part]
    return own[0] if len(own) == 1 and len(parts) > 1 else ""


def _breach_of(items: Sequence[PolicyItem], fact: Wanted, bench: Bench) -> list[PolicyItem]:
    """What a document says of those who do not keep the item at hand: by its number, or of all."""
    others = [other for item in items[:1] for other in bench.document_items(item.doc_id)]
    costs = [other for other in others if fact.states(half_width(other.text))]
    numbers = {item.number for item in items if item.number is not None}
    named = [other for other in costs if referred(other) & numbers]
    of_late = [o for o in costs if not referred(o) and _UNDONE.search("".join(o.text.split()))]
    return named[:1] or (of_late if len(of_late) == 1 else [])


def _likeliest(
    query: Query, pairs: Sequence[tuple[PolicyItem, PolicyItem]], bench: Bench
) -> tuple[PolicyItem, PolicyItem] | tuple[None, None]:
    """Of articles that forbid and those with their penalties, the two that are nearest together."""
    if len(pairs) < _PAIR:
        return pairs[0] if pairs else (None, None)
    best = bench.found
    ids = list(dict.fromkeys(item.item_id for pair in pairs for item in pair))
    bench.look(query.with_(outside=""), within=ids)
    near = {one.item.item_id: one.dense + one.coverage for one in bench.found}
    bench.found = best
    return max(pairs, key=lambda pair: sum(near.get(one.item_id, 0.0) for one in pair))


def _surely_stating(query: Query, fact: Wanted, bench: Bench) -> PolicyItem | None:
    """The near item that states it; else, of those documents, what all of the question means."""
    decision = bench.look(query.with_(outside=""))
    if len(decision.items) > 1:  # several fit alike: the one that states it, or all are shown
        alike = [item for item in decision.items if fact.states(half_width(item.text))]
        return alike[0] if len(alike) == 1 else None
    item = _stating(query.topic, fact, bench.found) if decision.sure else None
    if item is not None or not bench.found:
        return item
    docs = dict.fromkeys(one.item.doc_id for one in bench.found[:_NAMED])
    items = [item for doc_id in docs for item in bench.document_items(doc_id)]
    ids = [item.item_id for item in items if fact.states(half_width(item.text))]
    best = bench.found
    meant = bench.look(query.with_(gist=query.text), within=ids).items if ids else ()
    as_well = _says_as_much(bench.found, best)
    bench.found = best
    return (
        meant[0]
        if meant and as_well and is_of_these(meant[0], [one.item for one in best[:_NAMED]])
        else None
    )


def _says_as_much(found: Sequence[Evidence], best: Sequence[Evidence]) -> bool:
    """Whether an item that states a fact says of the topic what the nearest of all says.

    An amount of something else is no answer: 地铁起步价 is not what all of transport costs.
    """
    return bool(found) and found[0].coverage >= _AS_MUCH * best[0].coverage


def shown(topic: str, item: PolicyItem, fact: Wanted, bench: Bench, amount: str = "") -> Draft:
    """The sentence of an item that states the fact, and the item."""
    rows = bench.writer.rows(item, topic)
    if rows is not None and not amount:
        return Draft((rows,), reason=f"表中写到的{fact.name}")
    said = sentence_of(item.text, topic, fact)
    head = (
        f"更正：文件里没有写“{amount}”，写到的是"
        if amount and amount not in said
        else "文件里写到的是"
    )
    text = f"{head}：{said}{bench.writer.mark(item)}"
    first = Statement(text, (item,), denied=(amount,) if amount else ())
    return Draft((first, bench.writer.attributes(item, ())), reason=f"原文写到的{fact.name}")


def _asserted(query: Query) -> tuple[str, Wanted] | None:
    """宠物公园要建30座？: an amount that is taken for granted where yes or no is asked."""
    doubted = query.yes_no or query.text.endswith("？")
    if not doubted or query.act is not Act.LOOKUP:
        return None
    return (query.time_text, time_wanted()) if query.time_text else claimed(query.topic)


def _fact(query: Query, bench: Bench) -> Wanted | None:
    """The kind of fact that the text must state."""
    text = query.text if query.before_topic == "" else f"{query.before}{query.text}"
    asked = wanted(text, query.measure) or places_wanted(text, bench.vocabulary.places.named)
    if asked is None and query.act is Act.COUNT:
        return any_amount()
    if asked is None and query.aspects == (Aspect.DEADLINE,):
        return time_wanted()
    return asked


def _elsewhere(query: Query, fact: Wanted, bench: Bench) -> PolicyItem | None:
    """Of the best item's document, what is surely about it among the items that state the fact."""
    if Aspect.DEADLINE in query.aspects or fact.name == _OFFICE:
        return None
    items = bench.document_items(bench.found[0].item.doc_id)
    ids = [item.item_id for item in items if fact.states(half_width(item.text))]
    if not ids:
        return None
    best = bench.found
    decision = bench.look(query, within=ids)
    as_well = _says_as_much(bench.found, best)
    bench.found = best
    return decision.items[0] if decision.sure and as_well else None


def _stating(topic: str, fact: Wanted, found: Sequence[Evidence]) -> PolicyItem | None:
    """Of the items that are near, the one with the fact beside most of the topic."""
    least = found[0].strength - (_OFFICE_BEHIND if fact.name == _OFFICE else _BEHIND)
    rarity = rarities([one.item.text for one in found])
    near = [
        (one.strength + _SAID * said, one.item)
        for one in found[:_LOOKED_AT]
        if one.strength >= least or (fact.name == _OFFICE and one.coverage > found[0].coverage)
        if (said := nearness(one.item.text, topic, fact, one.item.title, rarity)) >= 0
    ]
    return max(near, key=lambda pair: pair[0])[1] if near else None
