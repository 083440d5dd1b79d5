"""Find the clauses of one document that are nearest to a question as it was put."""

from __future__ import annotations

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.facts import Wanted, half_width, office_wanted, within_bounds
from assistant.query import Aspect, Query
from index import Clause

_ALL_OF_ONE = 3  # of the nearest items, which tell the document that is meant
_AMOUNT = "数量"
_LIMIT_BEHIND, _FEW_BEHIND = 0.1, 0.05  # cosines by which a clause may be behind the nearest
_NEAR = 0.65  # cosine of a question and a clause that is meant
# Cosine of a clause that is clearly meant, and its lead; less near, it has to lead by more.
_CLEAR = ((0.68, 0.06), (0.6, 0.1))


def nearest_clauses(
    query: Query, bench: Bench, said: str = "", *, anywhere: bool = False
) -> list[Clause]:
    """The clauses of the document that a question names, nearest first; none without one.

    What a question tells beside its matter counts here: 狗跑丢了，几天之内要说一声 is near the
    clause on dogs that are lost, where 几天之内要说一声 alone is near none. `said` is a part of
    the question that alone is compared. `anywhere` takes the document that all of the nearest
    items are of, where the question names none.
    """
    if query.follows:
        return []
    documents = query.doc_ids or (_of_nearest(query, bench) if anywhere else ())
    if len(documents) != 1:
        return []
    asked = without_places(said or query.whole or query.text, bench)
    near = bench.nearest_clauses(asked, documents[0])
    # Words for what the whole document is about may make a clause near that only has these.
    own = bench.nearest_clauses(bench.own_words(query, asked), documents[0])
    return near if not near or near[0].item == own[0].item else own


def _of_nearest(query: Query, bench: Bench) -> tuple[str, ...]:
    """The documents of the items that are nearest to a question which names none."""
    found = bench.found
    bench.look(query)
    nearest, bench.found = bench.found[:_ALL_OF_ONE], found
    return tuple(dict.fromkeys(one.item.doc_id for one in nearest))


def clear_clause(query: Query, bench: Bench) -> Clause | None:
    """The clause that a question is much nearer to than to any other item of the document."""
    clauses = nearest_clauses(query, bench)
    if not clauses:
        return None
    best = clauses[0]
    others = (c.cosine for c in clauses if c.item.item_id != best.item.item_id)
    lead = best.cosine - max(others, default=0.0)
    return best if any(best.cosine >= near and lead >= ahead for near, ahead in _CLEAR) else None


def who_by_rule(query: Query, bench: Bench) -> Clause | None:
    """超定额的损耗谁来赔: the clause of an article that is clearly meant and says who."""
    clause = clear_clause(query, bench)
    told = clause is not None and "条" in clause.item.label and not clause.item.owners_certain
    return clause if told and clause and office_wanted().states(clause.text) else None


def clause_meant(query: Query, fact: Wanted | None, bench: Bench) -> Clause | None:
    """The clause of the document named that is nearest of all, where it states such a fact.

    狗跑丢了，几天之内得说一声: what a question tells beside its matter is compared as well. A
    limit, or a fact that few items of the document state, may stand a little further away.
    """
    of_amount = bool(query.measure) and query.aspects == (Aspect.CONTENT,)  # 能包多少台
    if fact is None or (query.aspects and not of_amount):
        return None
    clauses = nearest_clauses(query, bench, anywhere=True)
    if not clauses:
        return None
    bound = within_bounds(fact, query.text)
    limiting = [c for c in clauses if bound and bound.states(half_width(c.text))]
    stating = [c for c in clauses if fact.states(half_width(c.text))]
    few = len({c.item.item_id for c in stating}) == 1
    behind = _LIMIT_BEHIND if limiting else _FEW_BEHIND if few and fact.name != _AMOUNT else 0.0
    best = next(iter(limiting or stating), None)
    if best is None or best.cosine < max(_NEAR, clauses[0].cosine - behind):
        return None
    return best


def told_by(clause: Clause, fact: Wanted | None, bench: Bench) -> Draft:
    """A clause that states a fact, and its item."""
    item = clause.item
    said = " ".join(clause.text.removeprefix(f"{item.title or item.group_title}：").split())
    text = f"文件里写到的是：{said}{bench.writer.mark(item)}"
    about = bench.writer.attributes(item, ())
    name = fact.name if fact is not None else "内容"
    return Draft((Statement(text, (item,)), about), reason=f"原文写到的{name}")


def without_places(text: str, bench: Bench) -> str:
    """A question without the names of the places and documents that it asks of."""
    tags = [tag for tag in bench.vocabulary.places.find(text) if tag.kind == "place"]
    for tag in sorted(tags, key=lambda tag: -tag.start):
        text = text[: tag.start] + text[tag.end :]
    return text
