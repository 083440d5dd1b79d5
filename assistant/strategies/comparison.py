"""Put two or more departments or items side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.bench import Bench
from assistant.compose import ROLE_WORD, passage_about
from assistant.draft import Draft, Statement
from assistant.find import has_owner
from assistant.kinds_counted import asks_kinds_counted, kinds_counted
from assistant.normalise import bare
from assistant.parts import place_named
from assistant.query import Act, Aspect, Noun, Query
from assistant.strategies.listing import chosen_items
from index import ItemFilter
from ingest import ItemKind, PolicyItem, Role

ACTS = (Act.COMPARE,)
Column = Callable[[PolicyItem], tuple[str, ...]]
_LABELS = {
    Aspect.LEAD: "牵头部门",
    Aspect.COOPERATING: "配合部门",
    Aspect.UNIT: "委属相关单位",
    Aspect.DEADLINE: "时间节点",
}
_SOONER = re.compile("先|早|急|晚|后(?=完成|到期|截止)|迟")
_ASKS_MORE = re.compile("(?<!有)多(?!少)|(?<!多)少(?!项|条|个|件)|差")
_ASKS_WHICH = re.compile("(?:各|分别|都)(?:是|有)?(?:什么|啥|哪[些几])|[列报说]出?来")
# 智慧卫监项目，还有协同系统，这两项…: what is set beside each other.
_APART = re.compile("[和与跟、]|(?<![协共联合相不陪会连如])同(?![步意样类时期等])|，?(?:还有|以及)")
_TOLD = 12  # items that are told one by one
_PAIR = 2
_SAYS_IT = 0.6  # of a topic, in the counterpart that stands for an item without owners
_WHICH_OF_TWO = re.compile("还是|或者?是?|哪(?:一)?(?:份|边|个文件|家|头)")
_HARDLY = 0.3  # of the share of the topic that the other document says
_ASKS_PLACE = re.compile("哪(?:一)?[条项点号]|第几|编号")
_PLACES = {Noun.GROUP: "大项", Noun.SECTION: "部分"}


def answer(query: Query, bench: Bench) -> Draft | None:
    """Departments by their number of items in the role asked for; items by their owners."""
    if query.topic and len(query.places) > 1:
        return _documents(query, bench)
    sides = _sides(query, bench) or _groups(query, bench)
    if len(sides) > 1:
        return _by_number_of_items(query, sides, bench)
    names = list(dict.fromkeys(n for b in query.bindings for n in b.names))
    in_place = bool(query.numbers) and all(number.of_place for number in query.numbers)
    if in_place and len(names) > 1:  # 第10大项里，基层处和人口家发处各几条
        return _departments(query, names, bench)
    if query.numbers or (query.focus and not (query.bindings or query.topic)):
        items = bench.index.catalogue.items_by_id(query.focus)
        items += [i for reference in query.numbers for i in bench.numbered(reference, query)]
        return _items(query, items, bench) if len(items) > 1 else None
    if not names and query.topic:
        return _within(query, bench) or _topics(query, bench)
    return _departments(query, names, bench) if names else None


def _sides(query: Query, bench: Bench) -> dict[str, list[PolicyItem]]:
    """The items of each place or time that is compared: 第二部分和第三部分, 9月的比6月的."""
    plain = query.with_(numbers=(), windows=(), time_text="", filter=ItemFilter(), tallies=())
    places = [
        (f"第{number}{_PLACES[part.nouns[0]]}", replace(part, numbers=(number,)))
        for part in query.numbers
        if part.nouns[0] in _PLACES
        for number in part.numbers
    ]
    if not (query.each or query.counts or _asks_more(query)):
        return {}
    if len(query.places) > 1 and not query.numbers:
        titles = {doc_id: bench.vocabulary.document(doc_id).title for doc_id in query.places}
        asked = [(f"《{t}》", plain.with_(doc_ids=(d,), places=(d,))) for d, t in titles.items()]
    elif places:
        asked = [(name, plain.with_(numbers=(part,))) for name, part in places]
    elif len(query.windows) > 1 and not query.numbers:
        asked = [(w.text, plain.with_(filter=w.filter, time_text=w.text)) for w in query.windows]
    else:
        return {}
    return {name: chosen_items(one, bench) or [] for name, one in asked}


def _groups(query: Query, bench: Bench) -> dict[str, list[PolicyItem]]:
    """“一件事”和“一业一证”哪边任务多: the items of each of the groups that the topic names."""
    if not (query.topic and _asks_more(query)) or query.bindings:
        return {}
    known = bench.vocabulary
    named = {word: known.group_named(word) or known.group_quoted(word) for word in
             re.split("[和与跟、 ]", query.topic) if word}  # fmt: skip
    groups = {f"“{word}”": group for word, group in named.items() if group is not None}
    catalogue = bench.index.catalogue
    return {name: catalogue.items_by_id(group.item_ids) for name, group in groups.items()}


def _asks_more(query: Query) -> bool:
    """Whether which has more is asked, in words that are no matter: 好差评 asks for nothing."""
    text = query.text
    for word in query.topic.split():
        text = text.replace(word, "")
    return _ASKS_MORE.search(text) is not None


def _by_number_of_items(query: Query, sides: dict[str, list[PolicyItem]], bench: Bench) -> Draft:
    """Which place or time has more items, and by how many."""
    cited = tuple(dict.fromkeys(item for items in sides.values() for item in items))
    numbers = {name: len(items) for name, items in sides.items()}
    most = max(numbers.values())
    more = _asks_more(query)
    difference = most - min(numbers.values())
    first = "、".join(name for name, number in numbers.items() if number == most)
    head = (
        f"**{first}**的任务更多，多{difference}项。"
        if difference
        else f"一样多，都是**{most}项**。"
    )
    if query.each or not more:
        head = f"共**{len(cited)}项**："
    lines = [
        f"- {name}：**{len(items)}项**" + "".join(map(bench.writer.mark, items))
        for name, items in sides.items()
    ]
    said = tuple(number for part in query.numbers for number in part.numbers)
    names = tuple(window.text for window in query.windows)
    text = f"{head}\n\n" + "\n".join(lines)
    numbered = (*numbers.values(), len(cited), difference, *said)
    statement = Statement(text, cited, numbered, names)
    count = difference if more and _asks_by_how_many(query) and len(sides) == _PAIR else None
    count = len(cited) if query.counts and (query.each or not more) else count
    return Draft((statement,), count=count, reason="按条数对比")


def _asks_by_how_many(query: Query) -> bool:
    """多几项, 差几项, 有几项: a number is asked for."""
    return query.counts or re.search("[多少差](?:几|多少)", query.text) is not None


def _documents(query: Query, bench: Bench) -> Draft | None:
    """What each of the documents named says about the topic."""
    items: list[PolicyItem] = []
    said: list[float] = []
    for doc_id in query.places:
        asked = query.with_(doc_ids=(doc_id,), aspects=(), asks_who=False, time_text="")
        for item in bench.look(asked).items[:1]:
            items.append(item)
            said.append(bench.found[0].coverage)
    if _WHICH_OF_TWO.search(query.text):  # of two the one that says it, where the other hardly does
        items = [i for i, share in zip(items, said, strict=True) if share >= _HARDLY * max(said)]
    items += _corresponding(query, items, bench)
    if not items:
        return None
    bodies = [_what_it_says(query, item, bench) for item in items]
    telling = {item.doc_id for item in items}
    for document in bench.vocabulary.documents:
        if document.doc_id in query.places and document.doc_id not in telling:
            bodies.append(Statement(f"《{document.title}》没有写到这一点。"))
    if len(items) == 1:
        bodies.insert(0, Statement(f"写在《{items[0].doc_title}》里。", (items[0],)))
    elif _ASKS_PLACE.search(query.text) and all(item.number is not None for item in items):
        bodies.insert(0, _numbered(items, bench))
    return Draft(tuple(bodies), reason="按文件对比")


def _corresponding(query: Query, items: Sequence[PolicyItem], bench: Bench) -> list[PolicyItem]:
    """市里叫二期工程，区里那条是哪号: of a document without a surer item, what corresponds most.

    Where numbers are asked, 区里写的数是几加几, it is what counts several kinds.
    """
    if len(items) != 1 or _WHICH_OF_TWO.search(query.text):
        return []
    if asks_kinds_counted(query.text):
        linked = bench.linked(items[0])
        return [i for i in linked if i.doc_id in query.places and kinds_counted(i.text)][:1]
    if not (query.asks_who or query.roles or _ASKS_PLACE.search(query.text)):
        return []
    linked = bench.linked(items[0], best_only=True)
    return [item for item in linked if item.doc_id in query.places][:1]


def _numbered(items: Sequence[PolicyItem], bench: Bench) -> Statement:
    """市里写在第几点，区里是第几项: the number that each of the documents gives it."""
    said = []
    for item in items:
        document = bench.vocabulary.document(item.doc_id)
        noun = "项任务" if item.kind is ItemKind.TASK else "点"
        title = document.short_title or document.title
        said.append(f"《{title}》里是第{item.number}{noun}{bench.writer.mark(item)}")
    numbers = tuple(item.number for item in items if item.number is not None)
    return Statement(f"{'，'.join(said)}。", tuple(items), numbers)


def _what_it_says(query: Query, item: PolicyItem, bench: Bench) -> Statement:
    """The owners of an item that has some; what an item without says about the topic."""
    if has_owner(item):
        return bench.writer.attributes(item, query.aspects)
    about, name = passage_about(item.text, query.topic), bench.writer.short(item)
    said = about if about.startswith(name) else f"{name}：{about}"
    return Statement(f"{bench.writer.mark(item)}{said}", (item,))


def _within(query: Query, bench: Bench) -> Draft | None:
    """好差评那个大项的两条是一个处牵头吗: the items of the one place that the topic names."""
    place = place_named(query, bench) if query.same else None
    items = bench.index.catalogue.items_by_id(place.item_ids) if place is not None else []
    return _items(query, items, bench) if len(items) > 1 else None


def _topics(query: Query, bench: Bench) -> Draft | None:
    """老年人一件事和养老一件事是不是同一个处: the item of each of the two topics."""
    items: list[PolicyItem] = []
    owned = any(aspect in _LABELS for aspect in (*query.same, *query.aspects))
    parts = [part for part in _APART.split(query.gist) if bare(part)]
    bench.index.begin_all([*parts[1:], query.gist])  # the whole, where they are not compared
    for part in parts:
        item = _meant(query.with_(topic=part, gist=part), bench, owned=owned)
        items += [item] if item is not None and item not in items else []
    return _items(query, items, bench) if len(items) > 1 else None


def _meant(query: Query, bench: Bench, *, owned: bool) -> PolicyItem | None:
    """The item of a topic; where owners are compared, one that has some and says it as well."""
    items = bench.look(query).items[:1]
    share = bench.found[0].coverage if bench.found else 0.0
    if not owned or not items or has_owner(items[0]):
        return items[0] if items else None
    others = bench.look(query.with_(asks_who=True)).items[:1]
    as_well = bool(others) and has_owner(others[0]) and bench.found[0].coverage >= share
    return others[0] if as_well else _counterpart(query, items[0], bench) or items[0]


def _counterpart(query: Query, item: PolicyItem, bench: Bench) -> PolicyItem | None:
    """The item with owners that corresponds to one without and says most of the topic."""
    owned = [other.item_id for other in bench.linked(item) if has_owner(other)]
    found = bench.finder.find(query.topic, within=owned) if owned else []
    best = max(found, key=lambda e: e.coverage, default=None)
    return best.item if best is not None and best.coverage >= _SAYS_IT else None


def _departments(query: Query, names: list[str], bench: Bench) -> Draft:
    stated = [role for b in query.bindings if b.stated for role in b.roles]
    assumed = [role for b in query.bindings for role in b.roles]
    roles = tuple(dict.fromkeys([*stated, *query.roles] or assumed))
    held = {role for name in names for role in bench.vocabulary.roles.get(name, ())}
    if not held & set(roles):  # 参与 said of those that only carry things out
        roles = tuple(role for role in Role if role in held)
    pool = _pool(query, bench)
    lines, cited, numbers = [], [], []
    totals: dict[str, int] = {}
    for name in names:
        parts = []
        for role in roles:
            own = [item for item in pool if name in item.owners(role)]
            cited += own
            numbers.append(len(own))
            marks = _told(query, own, bench)
            parts.append(f"{ROLE_WORD[role]}**{len(own)}项**{marks}")
            totals.setdefault(name, len(own))
        lines.append(f"- {name}：" + "；".join(parts))
    if len(names) == 1:
        head = _more_by_role(query, roles, numbers)
        text = head + "\n".join(lines)
        derived = (*numbers, max(numbers) - min(numbers))
        return Draft((Statement(text, tuple(dict.fromkeys(cited)), derived),), reason="按角色对比")
    most = max(totals.values())
    first = [name for name in names if totals[name] == most]
    difference = most - min(totals.values())
    word = ROLE_WORD[roles[0]]
    head = (
        f"{word}任务一样多，都是**{most}项**。"
        if difference == 0
        else f"**{'、'.join(first)}**{word}的任务更多，多{difference}项。"
    )
    text = f"{head}\n\n" + "\n".join(lines)
    statement = Statement(text, tuple(dict.fromkeys(cited)), (*numbers, difference, most))
    count = difference if _asks_by_how_many(query) and len(names) == _PAIR else None
    return Draft((statement,), count=count, reason="按部门对比")


def _pool(query: Query, bench: Bench) -> list[PolicyItem]:
    """The items among which departments are compared: of the place that is named, or all."""
    pool = bench.select(query.with_(bindings=()))
    place = place_named(query, bench) if query.topic else None
    within = set(place.item_ids) if place is not None else set()
    within |= {i.item_id for number in query.numbers for i in bench.numbered(number, query)}
    return [item for item in pool if item.item_id in within] if within else pool


def _told(query: Query, items: Sequence[PolicyItem], bench: Bench) -> str:
    """The items by their marks, and by what they are where that is asked: 各是什么."""
    if not _ASKS_WHICH.search(query.text) or len(items) > _TOLD:
        return "".join(map(bench.writer.mark, items))
    return "、".join(f"{_brief(item, bench)}{bench.writer.mark(item)}" for item in items)


def _brief(item: PolicyItem, bench: Bench) -> str:
    return bench.writer.short(item).partition("。")[0]


def _more_by_role(query: Query, roles: Sequence[Role], numbers: Sequence[int]) -> str:
    """牵头的多还是配合的多: which of the two, and by how many."""
    if len(roles) != _PAIR or not _asks_more(query):
        return ""
    if len(set(numbers)) == 1:
        return f"一样多，都是**{numbers[0]}项**。\n\n"
    more = ROLE_WORD[roles[numbers.index(max(numbers))]]
    return f"**{more}**的更多，多{max(numbers) - min(numbers)}项。\n\n"


def _items(query: Query, items: list[PolicyItem], bench: Bench) -> Draft:
    """Column by column: what is asked about first, then which columns agree."""
    columns: tuple[tuple[Aspect, Column], ...] = (
        (Aspect.LEAD, lambda item: item.lead),
        (Aspect.COOPERATING, lambda item: item.cooperating),
        (Aspect.UNIT, lambda item: item.units),
        (Aspect.DEADLINE, lambda item: (item.deadline.text,) if item.deadline else ()),
    )
    same = [a for a, column in columns if len({column(item) for item in items}) == 1]
    differing = [aspect for aspect, _ in columns if aspect not in same]
    parts = [_asked_first(query, items, dict(columns), bench)]
    if not all(map(has_owner, items)):
        same, differing = [], []
    if same:
        parts.append(f"{'、'.join(_LABELS[aspect] for aspect in same)}相同")
    if differing:
        parts.append(f"{'、'.join(_LABELS[aspect] for aspect in differing)}不同")
    listing = bench.writer.listing(items)
    head = "；".join(part for part in parts if part)
    text = f"{head}。\n\n{listing.text}" if head else listing.text
    many = tuple(len(column(item)) for _, column in columns for item in items)
    statement = Statement(text, tuple(items), (_months_apart(items), *many))
    return Draft((statement,), reason="逐栏对比")


def _asked_first(
    query: Query, items: list[PolicyItem], columns: Mapping[Aspect, Column], bench: Bench
) -> str:
    """是同一个处牵头吗, 哪个先完成: the answer to that, in a few words."""
    if _SOONER.search(query.text):
        return _sooner(items, bench)
    asked = [a for a in dict.fromkeys((*query.same, *query.aspects)) if a in columns]
    if not asked or not (query.yes_no or query.same):
        return ""
    unowned = [item for item in items if not has_owner(item)]
    if unowned and asked[0] is not Aspect.DEADLINE:
        silent = "、".join(map(bench.writer.mark, unowned))
        return f"{silent}没有写明由谁负责，{_LABELS[asked[0]]}比不了"
    said = [_alike(aspect, items, columns, counted=query.counts) for aspect in asked]
    apart = [_apart(aspect, items, columns[aspect], bench) for aspect in asked]
    return "；".join(filter(None, (*said, *apart)))


def _apart(aspect: Aspect, items: Sequence[PolicyItem], column: Column, bench: Bench) -> str:
    """Which names of a column only one of two items has: 只有〔任务13〕写了基层处."""
    if len(items) != _PAIR or aspect is Aspect.DEADLINE:
        return ""
    parts = []
    for item, other in (items, (items[1], items[0])):
        only = [name for name in column(item) if name not in column(other)]
        if only and column(other):
            parts.append(f"只有{bench.writer.mark(item)}写了{'、'.join(only)}")
    return "，".join(parts)


def _alike(
    aspect: Aspect, items: list[PolicyItem], columns: Mapping[Aspect, Column], *, counted: bool
) -> str:
    """Whether a column of some items says the same, and what; 各几个: how many each has."""
    values = [columns[aspect](item) for item in items]
    counted = counted and aspect is not Aspect.DEADLINE
    if len(set(values)) > 1:
        each = "、".join(f"{len(value)}个" for value in values)
        return f"{_LABELS[aspect]}不一样{f'，依次是{each}' if counted else ''}"
    said = "、".join(values[0])
    if not said:
        return f"一样，都没有列出{_LABELS[aspect]}"
    return f"一样，{_LABELS[aspect]}都是**{said}**{f'，各{len(values[0])}个' if counted else ''}"


def _months_apart(items: Sequence[PolicyItem]) -> int:
    """Months between the first and the last of the dates of some items."""
    days = [i.deadline.due for i in items if i.deadline and i.deadline.due]
    if not days:
        return 0
    return 12 * (max(days).year - min(days).year) + max(days).month - min(days).month


def _sooner(items: list[PolicyItem], bench: Bench) -> str:
    """Which of the items is due first; those without a month come neither first nor last."""
    dated = [item for item in items if item.deadline and item.deadline.due]
    days = {i.deadline.due for i in dated if i.deadline and i.deadline.due}
    if len(dated) < len(items):
        loose = "、".join(bench.writer.mark(item) for item in items if item not in dated)
        return f"{loose}没有写具体月份，分不出先后"
    if len(days) == 1:
        return f"时间相同，都是{bench.writer.deadline(items[0])}"
    first = min(days)
    sooner = [item for item in dated if item.deadline and item.deadline.due == first]
    marks = "、".join(map(bench.writer.mark, sooner))
    months = _months_apart(items)
    ahead = f"，早{months}个月" if months else ""
    return f"{marks}先完成，时间节点是{bench.writer.deadline(sooner[0])}{ahead}"
