"""Answer whether something is in a list that the documents give, and what the list is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.enumerations import Enumeration, enumerations
from assistant.expansion import synonyms_in
from assistant.normalise import bare
from assistant.query import Act, Query
from ingest import PolicyItem

ACTS = (Act.MEMBER,)
_LOOKED_AT = 8


@dataclass(frozen=True, slots=True)
class _Listed:
    item: PolicyItem
    enumeration: Enumeration
    member: str


def answer(query: Query, bench: Bench) -> Draft | None:
    """Yes or no against the list; None when no list is about it."""
    decision = bench.look(query.with_(aspects=()))
    items = [evidence.item for evidence in bench.found[:_LOOKED_AT]]
    terms = bench.vocabulary.terms_in(query.text)
    about = [i for i in items if terms and any(bare(t) in bare(i.topic) for t in terms)]
    if not about and not decision.sure:
        return None
    listed = _listed(query, about or items[:1], terms)
    if listed is not None:
        return _yes(query, listed, bench)
    for item in about or items[:1]:
        lists = [e for e in enumerations(item.text) if not _is_term_list(e, _concepts(terms, item))]
        if lists and terms:
            return _no(query, item, lists[0], bench)
    group = next((g for t in terms if (g := bench.vocabulary.group_named(t)) is not None), None)
    if group is not None and about:
        return _in_group(query, bench.index.catalogue.items_by_id(group.item_ids), terms, bench)
    return None


def _concepts(terms: Sequence[str], item: PolicyItem) -> list[str]:
    """The terms of the question that name the matter itself, not a member of a list."""
    members = {bare(m) for e in enumerations(item.text) for m in e.members}
    return [term for term in terms if bare(term) not in members] or list(terms)


def _is_term_list(enumeration: Enumeration, terms: Sequence[str]) -> bool:
    return any(bare(term) == bare(member) for term in terms for member in enumeration.members)


def _listed(query: Query, items: Sequence[PolicyItem], terms: Sequence[str]) -> _Listed | None:
    """The first member of a list that the question names, in these or other words."""
    asked = bare(query.text)
    others = [bare(word) for _, words in synonyms_in(query.text) for word in words]
    for exact in (True, False):
        for item in items:
            concepts = {bare(term) for term in _concepts(terms, item)}
            if len(terms) > len(concepts) and not any(c in bare(item.topic) for c in concepts):
                continue
            for enumeration in enumerations(item.text):
                for member in enumeration.members:
                    name = bare(member)
                    if name in concepts and len(terms) > 1:
                        continue
                    if name in asked or (not exact and any(_close(name, o) for o in others)):
                        return _Listed(item, enumeration, member)
    return None


def _close(member: str, word: str) -> bool:
    return len(word) >= 2 and (member == word or (len(word) >= 3 and member.startswith(word)))


def _yes(query: Query, listed: _Listed, bench: Bench) -> Draft:
    mark = bench.writer.mark(listed.item)
    text = f"是的，“{listed.member}”在文件列出的范围内：{listed.enumeration.text}{mark}。"
    return _draft(query, text, listed.item, bench)


def _no(query: Query, item: PolicyItem, enumeration: Enumeration, bench: Bench) -> Draft:
    mark = bench.writer.mark(item)
    text = f"不在文件列出的范围内。{mark}列出的是：{enumeration.text}，没有包括您问的这一种。"
    return _draft(query, text, item, bench)


def _draft(query: Query, text: str, item: PolicyItem, bench: Bench) -> Draft:
    limits = Statement("文件没有写办理条件、材料和办结时间，具体请以办事指南和窗口答复为准。")
    body = Statement(f"{text}\n\n{bench.writer.attributes(item, ()).text}", (item,))
    return Draft((body, limits), reason="对照文件中的清单")


def _in_group(
    query: Query, items: Sequence[PolicyItem], terms: Sequence[str], bench: Bench
) -> Draft | None:
    """A group of rows as the list: yes when one of them is clearly meant."""
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
