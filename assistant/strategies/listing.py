"""List or count every item that satisfies what the question names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant.bench import Bench
from assistant.described import describe, said, said_numbers
from assistant.draft import Draft, Statement
from assistant.expansion import synonyms_in
from assistant.facts import states_amount
from assistant.find import has_owner
from assistant.idle import is_known
from assistant.mentioned import in_place
from assistant.normalise import bare
from assistant.numbers import number_tags
from assistant.parts import SAYS, place_named
from assistant.per_office import count_owners, each_office, unknown_owner
from assistant.query import Act, Aspect, Noun, Query
from assistant.strategies import lookup
from index import ItemFilter
from ingest import ItemKind, PolicyItem, Role

ACTS = (Act.LIST, Act.COUNT)
_OF_SO_MANY = re.compile("[0-9一二三四五六七八九十两]+(?:条|项|个|件)(?:任务)?(?:里|中|当中|之中)")
# 那一批有几个，哪些处在扛; but 牵头的处室一共几个，都是谁 counts offices.
_ITEMS_COUNTED = re.compile(
    "(?<![处室门位])(?<![处室门位][有共是])(?<![处室门位][一总]共)(?:几|多少)[个项条件桩]?，"
)
# 最多能提多少, 利率是几个点: an amount, and no number of items.
_AMOUNT = re.compile(
    "(?:能|可以|最多|顶多|最高|补|罚|拿|领|提|报销|收)[^，。？有几多]{0,6}(?:多少|几)"
    "(?:钱|块|元|万|个点|成|倍|天|年)?(?:$|[，。？?呢啊呀来])"
    "|(?:率|比例|标准|费|工资|价格|单价|价)(?:是|大概|大约|有)*(?:多少|几个点|几成|几)(?![项条个件])"
)
_HOW_MANY = re.compile("(?:多少|几)[个家处所名座](?!任务|大项|要点|部分|月|部门|单位|处室)")
# 串几个镇, 添多少, 留多少指标: of things, where no word for items or owners follows.
_THINGS = re.compile(
    "(?:多少|几个)(?!个?(?:任务|事|活|工作|大项|要点|措施|行动|部分|板块|方面|类|组|章|节|月|部门|单位|处|科|局|委|家|人|点|条|项|件|种|样|桩|小项|文件|办法|方案|政策|[，、]?(?:分别|都|是|有)))"
    "(?=[\u4e00-\u9fff]|[。？?，、]|$)"
)
_SEVERAL = 2  # items; fewer are no list
_A_MATTER = 4  # characters; fewer are talk
_A_NAME = 3  # characters; a shorter word is a field, and no single task
_WORD = 4  # characters of a word that is searched for as it stands

_OF_ANOTHER_TIME = re.compile("那.{1,8}的呢?[？?。]?$")  # 那3月的, after the tasks of June


def answer(query: Query, bench: Bench) -> Draft | None:
    """All items of the answer, or how many they are."""
    if query.unknown_owner and not query.bindings and not query.numbers:
        return unknown_owner(query, bench)
    if query.numbers and not any(bench.numbered(n, query) for n in query.numbers):
        return None
    chosen = chosen_items(query, bench)
    if chosen is None:
        return None
    if query.topic and bench.is_talk(query) and len(chosen) == len(bench.select(query)):
        query = query.with_(
            topic="", gist=""
        )  # nothing was chosen by it, and nothing is said of it
    query, chosen = _as_any(*_as_claimed(query, chosen, bench), bench)
    query = _as_held(query, chosen)
    if query.topic and query.bindings and query.noun is Noun.OWNER and _meant(query, chosen, bench):
        return None
    owners = query.noun is Noun.OWNER and not _ITEMS_COUNTED.search(query.text)
    if query.act is Act.COUNT and owners and (query.roles or query.topic):
        return count_owners(query, _with_owners(_clearly_meant(query, chosen, bench), bench), bench)
    if not chosen and query.follows and query.focus and _OF_ANOTHER_TIME.match(query.text):
        return answer(query.with_(focus=()), bench)
    if not chosen and Aspect.DEADLINE in query.aspects and not query.bindings:
        plain = query.with_(filter=ItemFilter(), time_text="", topic=query.gist or query.text)
        said = lookup.answer(plain.with_(act=Act.LOOKUP), bench)
        if said is not None and not said.refused:
            return said  # 上半年项目什么时候申报: the time is of what is asked about
    if not chosen:
        return none_found(query, bench)
    if query.wants_owner:
        dated = not (query.roles or query.asks_who or query.bindings)  # 9月到期的有哪些
        chosen = [i for i in chosen if has_owner(i) or (dated and _is_due(i))] or chosen
    if query.each and len({n for b in query.bindings for n in b.names}) > 1:
        return each_office(query, chosen, bench)
    alone = not (query.bindings or query.same or query.filter != ItemFilter())
    how_many = query.act is Act.COUNT and _HOW_MANY.search(query.text)
    if alone and how_many and len(chosen) == 1 and states_amount(chosen[0].text, query.topic):
        return None  # 营地新增多少个: the item says how many, and is not what is counted
    if alone and query.act is Act.COUNT and len(chosen) == 1 and "条" in chosen[0].label:
        return None  # 多少业主点头才行: an article is no list
    if alone and query.act is Act.COUNT and query.topic and _AMOUNT.search(query.text):
        return lookup.answer(query.with_(act=Act.LOOKUP), bench)  # 利率是几个点, 最多能提多少
    named = query.numbers and alone
    things = query.act is Act.COUNT and _THINGS.search(query.text)
    if alone and len(chosen) == 1 and things and (named or query.topic):
        # 第15项串几个镇, 找个桩太难，今年添多少: what the item says, and no number of items
        return lookup.answer(query.with_(act=Act.LOOKUP), bench)
    headed = not alone and _is_heading(query.topic, bench)
    if len(chosen) == 1 and (query.topic or named) and query.act is Act.LIST and not headed:
        return None
    if query.in_time_order:
        chosen = sorted(chosen, key=_due)
    return _all(query, chosen, bench)


def _is_due(item: PolicyItem) -> bool:
    """Whether an item that names no owner is a point with a deadline."""
    return item.deadline is not None and item.kind is not ItemKind.PASSAGE


def _clearly_meant(
    query: Query, chosen: Sequence[PolicyItem], bench: Bench
) -> Sequence[PolicyItem]:
    """双随机一公开监管牵头有几家: the one task that says it all, of those that share its words."""
    narrowed = query.bindings or query.filter != ItemFilter() or query.numbers or query.mentions
    if len(chosen) < _SEVERAL or not (query.topic and query.roles) or narrowed:
        return chosen
    if query.noun is Noun.TASK or _is_heading(query.topic, bench):
        return chosen
    if len(bare(query.topic)) < _A_NAME:
        return chosen  # 养老的事: whatever is of it
    decision = bench.look(query)
    meant = decision.items if decision.sure and len(decision.items) == 1 else ()
    return meant if meant and meant[0] in chosen else chosen


def _with_owners(chosen: Sequence[PolicyItem], bench: Bench) -> Sequence[PolicyItem]:
    """What corresponds to items of which none has owners: tasks of a city's point."""
    if any(map(has_owner, chosen)):
        return chosen
    others = [other for item in chosen for other in bench.linked(item, best_only=True)]
    return [other for other in others if has_owner(other)] or chosen


def _is_heading(topic: str, bench: Bench) -> bool:
    """Whether a topic is the title of a group or section: then one item below it is a list."""
    known = bench.vocabulary
    return bool(known.group_named(topic) or known.section_named(topic))


def _due(item: PolicyItem) -> tuple[bool, date]:
    """What orders items by time; those without a day come last."""
    due = item.deadline.due if item.deadline else None
    return due is None, due or date.max


def _as_claimed(
    query: Query, chosen: list[PolicyItem], bench: Bench
) -> tuple[Query, list[PolicyItem]]:
    """科教处的两项: the role in which a department has as many as the user takes for granted."""
    unsaid = [b for b in query.bindings if not b.stated and len(b.roles) > 1]
    if len(query.bindings) != 1 or query.bindings[0].negated:
        return query, chosen  # 十月的四条里，不归基层处的: the number is of more than these
    if not unsaid or query.claimed in {None, len(chosen)}:
        return query, chosen
    for role in unsaid[0].roles:
        narrower = query.with_(bindings=(replace(unsaid[0], roles=(role,)),))
        fitting = chosen_items(narrower, bench) or []
        if len(fitting) == query.claimed:
            return narrower, fitting
    return query, chosen


def _as_any(query: Query, chosen: list[PolicyItem], bench: Bench) -> tuple[Query, list[PolicyItem]]:
    """区疾控和七院落实的: where no item is of all that are named, those of any are meant."""
    apart = [
        replace(b, together=False) if b.together and not b.negated and not query.together else b
        for b in query.bindings
    ]
    if chosen or query.mutual or apart == list(query.bindings):
        return query, chosen
    if all(len(b.names) < _SEVERAL for b in query.bindings):
        return query, chosen
    wider = query.with_(bindings=tuple(apart))
    return (wider, found) if (found := chosen_items(wider, bench)) else (query, chosen)


def _as_held(query: Query, chosen: Sequence[PolicyItem]) -> Query:
    """体育局 may be the city's or the district's: only those that the items name are spoken of."""
    bindings = []
    for binding in query.bindings:
        names = [n for n in binding.names if any(n in i.owners(r) for i in chosen for r in Role)]
        ambiguous = binding.written and len(binding.names) > 1 and not binding.negated
        narrowed = replace(binding, names=tuple(names)) if ambiguous and names else binding
        bindings.append(narrowed)
    return query.with_(bindings=tuple(bindings))


def _meant(query: Query, chosen: Sequence[PolicyItem], bench: Bench) -> bool:
    """Whether the topic means an item outside the filter: what was taken for granted is wrong."""
    best = bench.look(query).items[:1]
    return bool(best) and best[0] not in chosen


def _all(query: Query, chosen: Sequence[PolicyItem], bench: Bench) -> Draft:
    noun = bench.writer.noun(chosen)
    told, numbers = _share(query, len(chosen), bench)
    corrected = correction(query, len(chosen), bench)
    so_many = query.yes_no and query.claimed == len(chosen) and not (told or corrected)
    agreed = "是的，" if so_many else ""
    head = f"{agreed}{told}{corrected}{describe(query)}共**{len(chosen)}{noun}**："
    listing = bench.writer.listing(chosen, query.topic)
    claimed = _claimed_count(query, len(chosen), bench)
    statement = Statement(
        f"{head}\n\n{listing.text}{_note(query, bench)}",
        tuple(chosen),
        derived=(
            *(len(chosen), claimed),
            *(*said_numbers(query), *numbers),
        ),
        denied=said(query),
    )
    counted = query.act is Act.COUNT or (corrected and claimed == len(chosen))
    count = len(chosen) if counted else None
    return Draft((statement,), count=count, reason=f"目录中符合条件的共{len(chosen)}条")


def _share(query: Query, number: int, bench: Bench) -> tuple[str, tuple[int, ...]]:
    """What part of all tasks the items are, with the numbers said; empty when nobody asks."""
    if query.share is None:
        return "", ()
    within = bool(query.bindings) and query.filter != ItemFilter()
    wide = query.with_(filter=ItemFilter(), time_text="", time_negated=False)
    base = chosen_items(wide if within else wide.with_(bindings=()), bench) or []
    total = sum(item.kind is ItemKind.TASK for item in base) or len(base)
    if not total:
        return "", ()
    percent = round(100 * number / total)
    verdict = ""
    if query.share.part is not None:
        verdict = "是的，" if query.share.holds(number, total) else "不是，"
    return f"{verdict}{total}项里占{number}项，约{percent}%。", (total, percent)


def _claimed_count(query: Query, number: int, bench: Bench) -> int:
    """How many there are of what the claimed number was said of."""
    if _OF_SO_MANY.search(query.text) and any(b.negated for b in query.bindings):
        return query.claimed or number  # 四条里头，不归基层处的: not said of these
    if query.claimed is None or not query.claims_first or query.topic:
        return number
    base = chosen_items(query.with_(filter=ItemFilter(), time_text="", time_negated=False), bench)
    return len(base or ())


def correction(query: Query, number: int, bench: Bench) -> str:
    """不是 6 项: the number that the user takes for granted is wrong."""
    number = _claimed_count(query, number, bench)
    if query.claimed is None or query.claimed == number:
        return ""
    return f"更正：不是{query.claimed}项，是{number}项。"


def chosen_items(query: Query, bench: Bench) -> list[PolicyItem] | None:
    """The items by catalogue, narrowed by numbers and topic; None when the topic is unknown."""
    if query.same and query.topic:
        query = query.with_(topic="", focus=tuple(i.item_id for i in bench.look(query).items[:1]))
    nouns = () if query.same else dict.fromkeys(r.nouns[0] for r in query.numbers)
    named = [
        [item for r in query.numbers if r.nouns[0] is noun for item in bench.numbered(r, query)]
        for noun in nouns
    ]
    # A number that no item has leaves nothing: a province's items are not read for that.
    pool = [] if named and not named[0] else bench.select(query)
    if query.excepted:
        out = {item.item_id for item in _left_out(query, pool, bench)}
        pool = [item for item in pool if item.item_id not in out]
    for numbered in named:
        ids = {item.item_id for item in numbered}
        within = [item for item in pool if item.item_id in ids]
        narrowed = query.bindings or query.filter != ItemFilter()
        pool = within or ([] if narrowed else numbered)
    if query.topic and _describes(query, pool):
        return pool
    if not query.topic:
        return pool
    return by_topic(query, pool, bench)


def _left_out(query: Query, pool: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """The items of the matter that the question sets aside: 除了第二部分, 除开“审管执信”那块."""
    numbers = [tag.value for tag in number_tags(query.excepted)]
    numbered = [number for number in numbers if number.of_place] or numbers[:1]
    # The parts are those of the documents whose items are asked about.
    own = query.with_(doc_ids=tuple(dict.fromkeys(item.doc_id for item in pool)))
    if numbered:
        return [item for number in numbered for item in bench.numbered(number, own)]
    out = _of_matter(query.excepted, pool, query, bench)
    part = None if out else place_named(own.with_(topic=query.excepted, says_section=True), bench)
    return out if part is None else [item for item in pool if item.item_id in part.item_ids]


def _of_matter(
    matter: str, pool: Sequence[PolicyItem], query: Query, bench: Bench
) -> list[PolicyItem]:
    """The items of a group or section by name, else those that have the words."""
    named = place_named(query.with_(topic=matter), bench)
    if named is not None:
        return [item for item in pool if item.item_id in named.item_ids]
    return [item for item in pool if _mentions(matter, item)]


def by_topic(query: Query, pool: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem] | None:
    """Those of the pool that the topic is about: a group or section by name, else by words.

    A topic that is no word of the documents or of the lexicon is talk, not a filter, where the
    question has other filters.
    """
    if place_named(query, bench) is not None:
        # 其中“品质宜居”占几个: a part of what was asked about, whatever the answer named.
        whole = bench.select(query.with_(focus=())) if query.focus else pool
        return _of_matter(query.topic, pool, query, bench) or _of_matter(
            query.topic, whole, query, bench
        )
    containing = _of_matter(query.topic, pool, query, bench)
    containing = containing or _of_named(query, pool, bench)
    if query.mentions and len(containing) < 2:
        containing = _about_any(query.topic, pool) or containing
    if len(containing) < _SEVERAL and (placed := in_place(query, pool)):
        return placed
    if containing:
        return containing
    if query.ranked:  # most of a matter that no item says: what is nearest by meaning is no rank
        return list(pool) if len(bare(query.topic)) < _A_MATTER else None
    decision = bench.look(query, within=[item.item_id for item in pool])
    if decision.sure:
        return list(decision.items)
    if bench.is_talk(query):
        return list(pool)
    return None


def _of_named(query: Query, pool: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """拿得出手的亮点里，“智慧好办”的: a term names items, the rest is said of none of them."""
    words = query.topic.split()
    terms = [word for word in words if bench.vocabulary.terms_in(word) == [word]]
    texts = [f"{item.group_title or ''}{item.text}" for item in pool]
    others = [word for word in words if word not in terms]
    if len(terms) != 1 or any(is_known(word, texts) for word in others):
        return []
    return _of_matter(terms[0], pool, query, bench)


def _describes(query: Query, pool: Sequence[PolicyItem]) -> bool:
    """Whether the topic only repeats the heading that a number names (第二部分审管联动).

    第一部分里提到“一业一证”的 asks for some of them, though a group of the part is called so.
    """
    nouns = {reference.nouns[0] for reference in query.numbers if reference.of_place}
    titles = {item.section or "" for item in pool if Noun.SECTION in nouns}
    titles |= {item.group_title or "" for item in pool if Noun.GROUP in nouns}
    letters = set(bare(SAYS.sub("", query.topic)))  # 讲监管的第三大块
    repeats = any(len(letters & set(title)) >= 0.7 * len(letters) for title in titles)
    return repeats and not query.mentions


def _about_any(topic: str, pool: Sequence[PolicyItem]) -> list[PolicyItem]:
    """The items that say any of the topic's words, itself or by a synonym: 涉及老年人、养老的."""
    words = [bare(word) for word in topic.split() if len(bare(word)) <= _WORD]
    words += [bare(other) for word in words for said, others in synonyms_in(word)
              if said == word for other in others if len(bare(other)) > 1]  # fmt: skip
    texts = {item.item_id: bare(f"{item.group_title or ''}{item.text}") for item in pool}
    return [item for item in pool if any(word in texts[item.item_id] for word in words)]


def _mentions(topic: str, item: PolicyItem) -> bool:
    text = bare(f"{item.group_title or ''}{item.text}")
    return all(bare(word) in text for word in topic.split())


def none_found(query: Query, bench: Bench) -> Draft:
    """Say that no task fits what narrows them."""
    text = f"{describe(query)}任务一项也没有。" if describe(query) else "没有符合条件的任务。"
    count = 0 if query.act is Act.COUNT else None
    if query.act is Act.COUNT:
        text = f"共0项：{text}"
    beside = bench.index.catalogue.items_by_id(query.filter.excluded_ids)
    if beside:
        text = f"除了{''.join(map(bench.writer.mark, beside))}，{text}"
    due, month = _in_the_month(query, bench)
    if due:  # 9月前 may mean by the end of it
        text = f"{text}\n\n{month}月当月到期的有{len(due)}项：\n\n{bench.writer.listing(due).text}"
        first = Statement(text, tuple(due), (len(due), 0), denied=(query.time_text, f"{month}月"))
        return Draft((first,), count=count, reason="目录中没有符合条件的条目")
    return Draft((Statement(text, tuple(beside)),), count=count, reason="目录中没有符合条件的条目")


def _in_the_month(query: Query, bench: Bench) -> tuple[list[PolicyItem], int]:
    """Where nothing is due before a month, what is due in it, and which month it is."""
    limit = query.filter.due_to
    first = limit + timedelta(days=1) if limit else None
    if first is None or first.day != 1 or query.filter.due_from or "前" not in query.time_text:
        return [], 0
    wanted = replace(query.filter, due_to=None, months=(first.month,))
    due = chosen_items(query.with_(filter=wanted, time_text=f"{first.month}月"), bench) or []
    return due, first.month


def _note(query: Query, bench: Bench) -> str:
    """Say that tasks which run all year are not among those due by a day."""
    wanted: ItemFilter = query.filter
    if wanted.due_to is None or wanted.months or wanted.deadline_kinds:
        return ""
    return "\n\n时间节点没有具体月份的任务未列入。" if bench.has_all_year() else ""
