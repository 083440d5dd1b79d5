"""Answer what one document names of a kind and another does not: 市里点名的“一件事”浦东没写哪个."""

from __future__ import annotations

import re

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Query
from ingest import PolicyItem

ORDER = 15  # before what corresponds, and before what is only listed
ACTS = (Act.LINK, Act.LIST, Act.LOOKUP, Act.COMPARE, Act.COUNT)
_LACKING = re.compile(
    "(?:压根|根本|完全|却|并|都|也|从头到尾)*(?:没有?|未|不曾?)(?:能|再)?"
    "(?:见(?:着|到)|写|提|列|找(?:着|到)|出现|说|讲|露面|接|落|安排|点)(?:到|着|过|名|上|出来|进去?|住)?"
    "|(?:找|看|见)不(?:着|到)|没(?:影|有)(?=的|[。？?]|$)|不在(?:里面|其中|表里)"
)
_ASKS = re.compile("哪|什么|啥|谁|几|多少")
_DEEDS = re.compile(
    "重点|持续|继续|积极|深入|配合|做好|做优|推进|推动|优化|落实|开展|加强|完善|深化|牵头|协同|扩大|办好|抓好|实施"
)
_AND = re.compile("[、和与及]|以及")


def answer(query: Query, bench: Bench) -> Draft | None:
    """The things of a term that the one names and the other does not."""
    lacking = _LACKING.search(query.text)
    if lacking is None or not _ASKS.search(query.text) or query.bindings:
        return None
    terms = [t for t in bench.vocabulary.terms_in(query.text) if len(t) > 1]
    named = {doc for reference in query.numbers for doc in reference.doc_ids}
    docs = [*named, *(doc for doc in query.places if doc not in named)]
    if not terms or len(docs) != 2 or len(named) > 1:
        return None
    for term in terms:
        draft = _of_term(term, query, docs, lacking.start(), bench)
        if draft is not None:
            return draft
    return None


def _of_term(term: str, query: Query, docs: list[str], at: int, bench: Bench) -> Draft | None:
    numbered = [item for reference in query.numbers for item in bench.numbered(reference, query)]
    sides = {doc: _naming(term, doc, numbered, bench) for doc in docs}
    without = _said_last(query, docs, at, bench)
    if without is None or not all(sides.values()):
        return None
    own = next(doc for doc in docs if doc != without)
    known = {bare(name) for names in sides[without].values() for name in names}
    said = "".join(bare(item.text) for item in sides[without])
    missing = {
        item: [n for n in names if not _is_said(bare(n), known, said)]
        for item, names in sides[own].items()
    }
    missing = {item: names for item, names in missing.items() if names}
    title = bench.vocabulary.document(without).title
    cited = (*(missing or sides[own]), *(i for i in sides[without] if len(sides[without]) == 1))
    if not missing:
        text = f"“{term}”列名的《{title}》里都写到了。"
        statement = Statement(text, tuple(dict.fromkeys(cited)), denied=(title,))
        return Draft((statement,), reason="两份文件逐个对照")
    lines = [
        f"- {'、'.join(f'**{name}**' for name in names)}{bench.writer.mark(item)}"
        for item, names in missing.items()
    ]
    number = sum(map(len, missing.values()))
    head = f"“{term}”里，《{title}》没有写到的有{number}个："
    text = f"{head}\n\n" + "\n".join(lines)
    statement = Statement(text, tuple(dict.fromkeys(cited)), (number,), (title,))
    count = number if query.counts else None
    return Draft((statement,), count=count, reason="两份文件逐个对照")


def _said_last(query: Query, docs: list[str], at: int, bench: Bench) -> str | None:
    """Of two documents, the one that is spoken of last before what says that it lacks."""
    places = {
        tag.start: tag.value[0]
        for tag in bench.vocabulary.places.find(query.text)
        if tag.kind == "place" and len(tag.value) == 1 and tag.value[0] in docs
    }
    for reference in query.numbers:
        for doc in reference.doc_ids:
            places[query.text.find(reference.written)] = doc
    before = [start for start in places if start < at]
    return places[max(before)] if before else None


def _naming(
    term: str, doc: str, numbered: list[PolicyItem], bench: Bench
) -> dict[PolicyItem, list[str]]:
    """The items of a document that name things of the term, with those; of the numbered alone,
    where one of them is meant.
    """
    own = [item for item in numbered if item.doc_id == doc]
    items = own or [i for i in bench.saying(term) if i.doc_id == doc and i.number is not None]
    found = {item: names_before(term, item.text) for item in items}
    return {item: names for item, names in found.items() if names}


def names_before(term: str, text: str) -> list[str]:
    """养老服务, 公民身故 of 做好养老服务“一件事”、公民身故“一件事”: what the term is said of."""
    letters = "".join(text.split())
    names: list[str] = []
    for match in re.finditer(rf"([一-鿿、]{{2,30}})“{re.escape(term)}”", letters):
        stretch = _DEEDS.split(match[1])[-1].removesuffix("等")
        parts = (part for part in _AND.split(stretch) if len(part) > 1)
        names += [part for part in parts if not any(part.endswith(name) for name in names)]
    return names


def _is_said(name: str, known: set[str], said: str) -> bool:
    """Whether a thing is named in full, or in part by what the other document names."""
    return name in said or any(other in name for other in known)
