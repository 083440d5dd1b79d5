"""Answer which item of another document corresponds to one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.normalise import bare
from assistant.query import Act, Aspect, Query
from assistant.tagging import common_runs
from ingest import ItemKind, PolicyItem

ACTS = (Act.LINK,)
_ONE = re.compile("(?:哪|第几)一?(?:条|项|点|个任务|件)")
_SO_MANY = re.compile("哪(?:些|几|[二两三四五六七八九])(?:条|项|个|件|家|号)")
_MOSTLY = 0.75
_WHOLLY = 0.95
_SURELY = 0.6  # confidence in an item that no link was computed for
_SEVERAL = 2
_NAMED = 3  # characters of a name that a question says: then one of them is meant
_OF_A_THING = 0.3  # of the pairs of a thing that is named beside others
_A_TITLE = 6  # characters of a title that say it again, and no word of it
_SAID = 0.2  # of the topic's pairs of characters; an item that has fewer says nothing of it
# 法治保障里的普法, 法治保障提了普法
_WITHIN = re.compile("^.{2,}?(?:[里中]的?|[讲提说写](?:了|到|过|的是)+)(?=..)")
_AND = re.compile("[和与跟及、]|以及")
_SENTENCE = re.compile("(?<=[。；])")
_SEGMENT = re.compile("[，。？！；：:()（）]")
_QUOTED = re.compile("“([^“”]{2,40})”")
_DESCRIBES = re.compile("[讲说写提]")  # 第14点讲评估的: says again what the number names


_HOW_MANY = re.compile("(?:[成为有](?:了)?|哪)?(?<![这那])(?:几|多少)[条项个件](?!大项)")


def answer(query: Query, bench: Bench) -> Draft | None:
    """The items that correspond to the one asked about, with their owners."""
    sources = _sources(query, bench)
    if not sources:
        return None
    own = [i for i in sources if query.follows and i.doc_id in query.doc_ids]
    if own and len(sources) > len(own):  # 市里在哪一点讲的, of items of both documents
        text = f"对应的是：\n\n{bench.writer.listing(own).text}"
        return Draft((Statement(text, tuple(own)),), reason="按对应关系")
    meant = _misnumbered(query, sources, bench)
    if meant is not None:
        draft = answer(query.with_(numbers=(), focus=(meant.item_id,)), bench)
        text = (
            f"更正：{bench.writer.mark(sources[0])}是“{bench.writer.short(sources[0])}”，"
            f"不是这件事；您说的是{bench.writer.mark(meant)}。"
        )
        corrected = Statement(text, (sources[0], meant))
        return draft and replace(draft, statements=(corrected, *draft.statements))
    linked: list[PolicyItem] = []
    # 写在哪一点，浦东接的是哪两条: one point, and several items of the other document.
    several = _SO_MANY.search(query.text) is not None
    one = not several and (Aspect.NUMBER in query.aspects or _ONE.search(query.text))
    single = (bool(one) and not query.each) or len(sources) > 1
    for source in sources:
        every = bench.linked(source)
        if single and query.topic and _wholly_said(query.topic, sources, every):
            linked += [max(every, key=lambda item: _share(query.topic, item))]
            continue
        linked += [i for i in bench.linked(source, best_only=single) if i not in linked]
    said_again = query.follows and _repeats(query.topic, sources)
    described = said_again or (query.numbers and _DESCRIBES.match(query.topic))
    # 第4点“一业一证”改革: its title, said after its number
    letters = bare(query.topic)
    titled = query.numbers and len(letters) >= _A_TITLE and letters in bare(sources[0].title)
    narrows = query.topic and len(linked) > 1 and not titled
    if narrows and not (described and not _one_says(query.topic, linked)):
        linked = _about_topic(query, sources, linked, bench)
        if (one or query.asks_who) and not _repeats(query.topic, sources):
            linked = _clearly_meant(linked, bench) or linked
    if linked and query.topic and not (query.numbers or query.follows):
        linked = _told_besides(query, sources, linked, bench) or linked
    if not linked:
        linked = _nearest(query, sources, bench)
    if not linked:
        marks = "".join(map(bench.writer.mark, sources))
        return bench.refuse(query, f"在其他文件里没有找到与{marks}对应的内容。", reason="没有对应")
    about = query.topic or (sources[0].text if len(sources) == 1 else "")
    listing = bench.writer.listing(linked, about)
    count = len(linked) if query.counts or _HOW_MANY.search(query.text) else None
    if query.follows:
        text = f"对应的有{len(linked)}条：\n\n{listing.text}"
        found = Statement(text, tuple(linked), (len(linked),))
        return Draft((found,), count=count, reason="按对应关系")
    subject = "、".join(bench.writer.quoted(source) for source in sources)
    text = f"{_which(query, linked)}与{subject}对应的有{len(linked)}条：\n\n{listing.text}"
    statement = Statement(text, (*sources, *linked), (len(linked),))
    return Draft((statement,), count=count, reason="按建库时计算的对应关系")


def _nearest(query: Query, sources: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """What a document that is named says surely of the matter, where no link was computed."""
    own = {source.doc_id for source in sources}
    others = tuple(d for d in query.doc_ids if d not in own)
    if not others or len(sources) > 1 or sources[0].number is None:
        return []
    matter = sources[0].title or bench.writer.short(sources[0])
    asked = query.with_(
        topic=matter, gist=matter, doc_ids=others, numbers=(), focus=(), asks_who=True
    )
    decision = bench.look(asked)
    near = decision.sure and decision.confidence >= _SURELY
    return list(decision.items[:1]) if near else []


def _told_besides(
    query: Query, sources: Sequence[PolicyItem], linked: Sequence[PolicyItem], bench: Bench
) -> list[PolicyItem]:
    """区里那条我记得有家庭病床的: what says the matter itself, where nothing linked does."""
    own = {source.doc_id for source in sources}
    others = tuple(d for d in query.doc_ids or query.places if d not in own)
    most = max(_share(query.topic, item) for item in linked)
    if not others or most >= _SAID:
        return []
    best = bench.look(query.with_(doc_ids=others, aspects=())).items[:1]
    said = _share(query.topic, best[0]) if best else 0.0
    return list(best) if said >= max(2 * most, 2 * _SAID) else []


def _misnumbered(query: Query, sources: Sequence[PolicyItem], bench: Bench) -> PolicyItem | None:
    """市里提了公平竞争审查，是第14条吧: another point of that document that says it."""
    if not query.numbers or len(sources) != 1 or len(bare(query.topic)) < _NAMED + 1:
        return None
    source = sources[0]
    if _share(query.topic, source) >= _SAID:
        return None
    decision = bench.look(query.with_(doc_ids=(source.doc_id,), numbers=(), aspects=()))
    best = decision.items[0] if decision.sure and decision.items else None
    says = best is not None and _share(query.topic, best) >= _MOSTLY
    return best if says and best != source else None


def _one_says(topic: str, linked: Sequence[PolicyItem]) -> bool:
    """15点说要优化公平竞争审查: one of the items is of that, and the others are not."""
    shares = sorted((_share(topic, item) for item in linked), reverse=True)
    return shares[0] >= _MOSTLY > 2 * shares[1]


def _wholly_said(topic: str, sources: Sequence[PolicyItem], linked: Sequence[PolicyItem]) -> bool:
    """改革成效评估, of a point headed 改革实效的监督评估: what one item alone says as it stands."""
    titles = [bare(source.title) for source in sources]
    if len(linked) < _SEVERAL or any(bare(topic) in title for title in titles):
        return False
    shares = sorted((_share(topic, item) for item in linked), reverse=True)
    return shares[0] >= _WHOLLY > _MOSTLY > shares[1] or _one_says(topic, linked)


def _which(query: Query, linked: Sequence[PolicyItem]) -> str:
    """第几点 is answered by the number at once, where one item corresponds."""
    if Aspect.NUMBER not in query.aspects or len(linked) != 1 or linked[0].number is None:
        return ""
    return f"是第{linked[0].number}{'项' if linked[0].kind is ItemKind.TASK else '点'}。"


def _repeats(topic: str, sources: Sequence[PolicyItem]) -> bool:
    """Whether the topic only says again what the item is called."""
    letters = set(bare(topic))
    return any(len(letters & set(s.title)) >= _MOSTLY * len(letters) for s in sources)


def _about_topic(
    query: Query, sources: Sequence[PolicyItem], linked: Sequence[PolicyItem], bench: Bench
) -> list[PolicyItem]:
    """Of the corresponding items, those that say what the question is about.

    Where the topic only repeats the source's title, or no item says it, the items that
    correspond most closely count as well.
    """
    named = [_named_beside(query.topic, source, linked) for source in sources]
    if any(named):
        return [item for item in linked if any(item in items for items in named)]
    listed = _listed_things(query.gist, linked, bench)
    if listed:
        return [item for item in linked if item in listed]
    things = _AND.split(query.topic)
    if query.each and len(things) == 1:
        things = query.topic.split()
    things = [thing for part in things if (thing := _WITHIN.sub("", part))]
    apart = [word for thing in things for word in thing.split() if not _repeats(word, sources)]
    # 讲法治保障，普法和公平竞争: what says the title again is no thing of its own
    for named_things in (apart, things) if len(things) > 1 and apart != things else (things,):
        each = [_best_of(thing, linked, bench) for thing in named_things]
        if len(each) > 1 and all(each):
            return [item for item in linked if any(item in items for items in each)]
    bench.found = bench.finder.find(query.topic, within=[item.item_id for item in linked])
    said = {e.item.item_id: _share(query.topic, e.item) for e in bench.found}
    if len(set(said.values())) == 1:  # 医美 for 医疗美容: the words themselves tell nothing
        said = {e.item.item_id: e.coverage for e in bench.found}
    best = max(said.values())
    about = {i for i, share in said.items() if share >= _MOSTLY * best} if best >= _SAID else set()
    repeated = _repeats(query.topic, sources) and not _wholly_said(query.topic, sources, linked)
    if not about or repeated:
        close = [i for s in sources for i in bench.linked(s, best_only=True)]
        about |= {item.item_id for item in close}
    return [item for item in linked if item.item_id in about]


def _listed_things(gist: str, linked: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """出生、养老、身故对得上的: the items of each of the things told; none unless all have some.

    What stands before the first and behind the last thing is no part of it.
    """
    parts = [part for part in gist.split("、") if bare(part)]
    if len(parts) < _SEVERAL:
        return []
    first, *between, last = parts
    ends = (_SEGMENT.split(first)[-1], next(filter(None, _SEGMENT.split(last)), ""))
    found: list[PolicyItem] = []
    for thing in (ends[0], *between, ends[1]):
        said = bare(thing)
        least = max(_SEVERAL, len(said) // 2) if thing in between else _SEVERAL
        sizes = range(len(said), least - 1, -1)
        if thing == ends[0]:
            forms = [said[-size:] for size in sizes]
        elif thing == ends[1]:
            forms = [said[:size] for size in sizes]
        else:
            forms = [said[at : at + size] for size in sizes for at in range(len(said) - size + 1)]
        texts = [(item, bare(item.text)) for item in linked]
        own = next((o for f in forms if (o := [i for i, text in texts if f in text])), [])
        own = own if own and len(own) < len(linked) else _best_of(said, linked, bench)
        if not own:
            return []
        found += own
    return found


def _clearly_meant(linked: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """灭四害机构备案，区里在第几项: the one that says twice as much of the matter as any other."""
    said = {e.item.item_id: e.coverage for e in bench.found}
    shares = sorted((said.get(item.item_id, 0.0) for item in linked), reverse=True)
    if len(shares) < _SEVERAL or not shares[0] or shares[0] < 2 * shares[1]:
        return []
    return [item for item in linked if said.get(item.item_id) == shares[0]]


def _named_beside(topic: str, source: PolicyItem, linked: Sequence[PolicyItem]) -> list[PolicyItem]:
    """市里要下放的两个事项: what the sentence of the source that says so names in marks.

    Told by what the source says of the topic and no corresponding item does.
    """
    letters, said = bare(topic), "\n".join(bare(item.text) for item in linked)
    pairs = {letters[at : at + 2] for at in range(len(letters) - 1)}
    own = {pair for pair in pairs if pair not in said}
    sentence = max(_SENTENCE.split(source.text), key=lambda s: sum(p in bare(s) for p in own))
    names = set(_QUOTED.findall(sentence)) if any(p in bare(sentence) for p in own) else set()
    if len(names) < _SEVERAL or any(common_runs(topic, name, _NAMED) for name in names):
        return []
    return [i for i in linked if any(bare(name) in bare(i.text) for name in names)]


def _best_of(thing: str, linked: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """Of the corresponding items, those that say most of one of the things that are named."""
    found = bench.finder.find(thing, within=[item.item_id for item in linked])
    shares = sorted({e.coverage for e in found}, reverse=True)
    best, second = (*shares, 0.0, 0.0)[:2]
    clear = best >= _OF_A_THING and best >= 2 * second
    return [e.item for e in found if e.coverage == best] if clear else []


def _share(topic: str, item: PolicyItem) -> float:
    """The share of the topic's pairs of characters that the item's own text has."""
    letters, text = bare(topic), bare(item.text)
    pairs = {letters[at : at + 2] for at in range(len(letters) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _sources(query: Query, bench: Bench) -> Sequence[PolicyItem]:
    """The items that the question starts from."""
    first: list[PolicyItem] = []
    for reference in query.numbers:
        if first and reference.doc_ids != query.numbers[0].doc_ids:
            continue  # of another document: what they are asked of
        others = tuple(
            d.doc_id for d in bench.vocabulary.documents if d.doc_id not in query.doc_ids
        )
        for doc_ids in (others if query.doc_ids else (), query.doc_ids, ()):
            found = bench.numbered(reference, query.with_(doc_ids=doc_ids))
            if found:
                first += [item for item in found if item not in first]
                break
    if first:
        return first
    if query.focus:
        return bench.index.catalogue.items_by_id(query.focus)
    if query.topic:
        asked = query.doc_ids or query.places[1:]  # 市里养老那一点落到浦东有哪几项
        others = tuple(d.doc_id for d in bench.vocabulary.documents if d.doc_id not in asked)
        decision = bench.look(query.with_(aspects=(), doc_ids=others))
        return decision.items[:1]
    return ()
