"""Carry an earlier question over to another department, number, topic, role or narrower list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields, replace

from assistant.normalise import bare
from assistant.numerals import NUMERAL
from assistant.pointing import NEIGHBOUR, moved_focus
from assistant.query import ASPECT_OF, Act, Aspect, Binding, Noun, Query
from assistant.turns import Context
from index import ItemFilter
from ingest import Role

_ADDED = re.compile(
    "加上|连同|算上|加在一起|合起来|加起来|一起算|[加算并带]进[来去]|[也再](?:加|算)"
)
_BESIDES = re.compile("另外|别的|其[他它]|还有?|除此")
_OF_LIST = re.compile(
    "^(?:哪些|哪几[项条])?(?:是)?有[^，。]{2,8}(?:配合|参与|牵头|协助)的"
    "|^(?:那|那么)?(?:有没有|哪些|哪几[项条个]|有哪些|有几[项条个])(?:是|要|得|需要)*"
    "(?:跟|和|与|同)[^，。]{2,8}(?:一起|一块|合作|搭|共同|联手)"
)
# 哪几条是人口家发处的, 基层处占几项: of the list at hand.
_SHARE = re.compile(
    "占(?:了|着)?(?:几|多少|哪)|^(?:其中)?(?:哪些|[哪有]?几[项条个件])(?:是|归|属于?)[^，。]{2,12}$"
    "|^(?:其中)?(?:有没有)?(?:哪些|哪?[几一]?[项条个件])?不[是归由][^，。]{2,14}的?$"
)
# 公卫处牵头的有几条, without a word for tasks: of the list at hand, if that is of another role.
_OF_ROLE = re.compile("的(?:有|占|是)?(?:哪|有)?(?:几[条项个件]|哪些|多少[条项个件]?)")
_OF_KIND = re.compile(
    "的那(?:一)?(?:种|类|个|项|条|块)[？?。]?$"
)  # 我问的是互认的那种: of the matter
_THAT_ONE = re.compile("[这那]一?(?:种|类|个|项|条|件|桩)(?:[，。？]|$)")
_WIDER = re.compile("整个|往大了|总的|全部|所有")
_COMPARES = re.compile("(?:[跟和与同].{2,10}比|比.{2,10}[多少])")
_WITH_NEIGHBOUR = re.compile(f"[跟和与同比](?:再|紧|最|它|他|这条)*的?(?:{NEIGHBOUR.pattern})")
# 前面那一项的牵头部门和这一项是同一个吗: the neighbour first
_NEIGHBOUR_WITH = re.compile(
    f"(?:{NEIGHBOUR.pattern})[^。？]{{0,12}}?[跟和与同比](?:现在|刚才|本来)?的?(?:它|[这本此]一?[项条个件])"
)
_ALIKE = re.compile("不同|区别|差别|差在|一样|相同|同一|一致|[相对]比|是不是同|不一")
_A_KIND = 4  # characters of a word that names a kind of matters: 一件事
_LISTS = {Act.LIST, Act.COUNT}
_UNSET = ItemFilter()
_TIMES = {
    *("due_from", "due_to", "months", "own_year"),
    *("deadline_kinds", "deadline_words", "either_time"),
}


def of_list(text: str) -> bool:
    """Whether words are said of the list at hand: 哪些有医政处配合的, 基层处占几项."""
    return _OF_LIST.match(text) is not None or _SHARE.search(text) is not None


def within_list(query: Query, before: Query) -> Query:
    """The question of the earlier list alone: what narrowed that narrows this as well."""
    timed = query.filter != _UNSET and any(
        getattr(query.filter, name) != getattr(_UNSET, name) for name in _TIMES
    )
    kept = {
        field.name: getattr(before.filter, field.name)
        for field in fields(ItemFilter)
        if getattr(query.filter, field.name) == getattr(_UNSET, field.name)
        and not (timed and field.name in _TIMES)
    }
    kept["cells"] = (*before.filter.cells, *query.filter.cells)
    counted = {count.role for count in query.filter.owner_counts}
    others = (count for count in before.filter.owner_counts if count.role not in counted)
    kept["owner_counts"] = (*others, *query.filter.owner_counts)
    bindings = [b for b in before.bindings if b not in query.bindings]
    # What a matter is of was shown; it is not looked for again among those that are left.
    shown = bool(before.topic) and not query.topic and len(query.focus) > 1
    times = [before.time_text] if before.time_text and not timed else []
    return query.with_(
        follows=True,
        focus=query.focus if shown else (),
        bindings=(*bindings, *query.bindings),
        filter=replace(query.filter, **kept),
        conditions=(*before.conditions, *query.conditions),
        numbers=query.numbers or before.numbers,
        topic="" if shown else query.topic or before.topic,
        gist=query.gist if query.topic else "" if shown else before.gist,
        doc_ids=query.doc_ids or before.doc_ids,
        excepted=query.excepted or before.excepted,
        time_text="".join([*times, query.time_text]),
        time_negated=query.time_negated if timed else before.time_negated,
    )


def of_other_role(query: Query, before: Query) -> bool:
    """区监督所落实的, then 公卫处牵头的有几条: another role narrows the same list."""
    held = {role for binding in before.bindings for role in binding.roles}
    asked = {role for b in query.bindings if b.stated and not b.negated for role in b.roles}
    brief = query.noun is not Noun.TASK and _OF_ROLE.search(query.text) is not None
    alone = not (query.topic or query.numbers or query.filter != _UNSET)
    return is_whole(before) and bool(asked) and brief and alone and not (asked & held)


def of_condition(query: Query, before: Query) -> bool:
    """基层处的有几条, after the tasks without cooperating departments or those of a month."""
    listed = is_whole(before) and before.filter != _UNSET and not before.bindings
    brief = query.noun is not Noun.TASK and _OF_ROLE.search(query.text) is not None
    alone = not (query.topic or query.numbers or query.filter != _UNSET)
    return listed and brief and alone and bool(query.bindings)


def is_whole(before: Query) -> bool:
    """Whether an earlier list is said by conditions alone, which can be narrowed further."""
    return before.act in _LISTS and not (before.focus or before.same or before.subject)


def other_number(query: Query, context: Context) -> Query:
    """第5条呢: the same question of another number, in the same document."""
    before = context.query
    aspects = query.aspects or before.aspects
    homes = before.numbers[0].doc_ids or before.doc_ids if before.numbers else before.doc_ids
    homes = homes or _home(context.focus)
    numbers = tuple(
        number if number.doc_ids else replace(number, doc_ids=homes) for number in query.numbers
    )
    listed = before.act in _LISTS and not query.bindings
    widened = _WIDER.search(query.text) and (query.counts or query.lists)
    if numbers[0].of_place and listed and not widened:
        return query.with_(
            follows=True, numbers=numbers, act=before.act, bindings=before.bindings,
            filter=before.filter, time_text=before.time_text, counts=before.counts,
        )  # fmt: skip
    return query.with_(follows=True, aspects=aspects, numbers=numbers)


def in_same_document(query: Query, before: Query) -> Query:
    """那最后一条呢, after a number that there is not: of the document that was asked about."""
    homes = tuple(doc_id for number in before.numbers for doc_id in number.doc_ids)
    homes = query.doc_ids or homes or before.doc_ids
    return query.with_(follows=True, doc_ids=homes, fragment_marks=False)


def _home(focus: Sequence[str]) -> tuple[str, ...]:
    """The document of the items at hand, where it is one."""
    documents = {item_id.partition("#")[0] for item_id in focus}
    return tuple(documents) if len(documents) == 1 else ()


def other_topic(query: Query, before: Query) -> Query:
    """那家庭医生签约呢: the same attribute of another topic."""
    aspects = query.aspects or before.aspects
    act = before.act if before.act in {Act.MEMBER, Act.LINK} else query.act
    whether = before.yes_no and not (aspects or query.asks_who or before.asks_who)
    text = before.before or before.text if act is Act.MEMBER or whether else ""
    matters = f"{before.before_topic} {before.topic}"
    instead = query.denied and _THAT_ONE.search(query.text)  # 不是生下来，是人走了以后那个
    if query.corrects and (instead or _OF_KIND.search(query.text)):
        query = query.with_(topic=f"{_still_meant(query, before)} {query.topic}".strip())
    return query.with_(
        follows=True, aspects=aspects, act=act, before=text, before_topic=matters,
        yes_no=query.yes_no or whether,
        asks_who=query.asks_who or (before.asks_who and not query.aspects),
        columns=query.columns or (() if query.aspects else before.columns),
    )  # fmt: skip


def _still_meant(query: Query, before: Query) -> str:
    """备案, of 食品备案 before 不是食品，是病媒那个; of longer words nothing is meant any more."""
    if not query.denied:
        return before.topic
    kept = []
    for word in before.topic.split():
        rest = word
        for denied in query.denied:
            rest = rest.replace(denied, "")
        kept += [rest] if rest != word or len(word) <= _A_KIND else []
    return " ".join(kept)


def other_department(query: Query, before: Query) -> Query:
    """那公卫处呢: the earlier list of another department; or its part in the item at hand."""
    if all(binding.negated for binding in query.bindings):
        if _denies(query, before):
            turned = tuple(replace(b, negated=True) for b in before.bindings)
            return before.with_(follows=True, bindings=turned)
        if len(query.focus) > 1:
            return _without_department(query, before)
        if query.asks_who and query.focus:  # 除了委审批服务中心还有谁
            roles = query.roles or query.bindings[0].roles
            aspects = query.aspects or tuple(ASPECT_OF[role] for role in roles)
            return query.with_(act=Act.LOOKUP, bindings=(), aspects=aspects)
    act = Act.COUNT if query.counts else Act.LIST
    if _ADDED.search(query.text) and by_department(before) and not narrows(query):
        return added_to(query, before).with_(act=act)
    condition = of_condition(query, before)
    if (narrows(query) and is_whole(before)) or condition or of_other_role(query, before):
        return within_list(query, before).with_(act=act)
    besides = _BESIDES.search(query.text)
    elsewhere = besides and not (query.pronoun and besides.group().startswith("还"))
    if elsewhere and all(b.stated for b in query.bindings) and not narrows(query):
        return query.with_(act=act, focus=())
    if not by_department(before) and before.act is not Act.COMPARE:
        asked = query.lists or query.counts or query.pronoun or narrows(query)
        if len(query.focus) > 1 and asked:
            return query.with_(act=act)
        return query.with_(act=Act.LOOKUP, yes_no=True) if query.focus else query
    role = before.bindings[0].roles if before.bindings else (Role.LEAD,)
    bindings = tuple(
        binding if binding.stated else replace(binding, roles=role) for binding in query.bindings
    )
    wanted = query.filter if query.filter != ItemFilter() else before.filter
    if narrows(query):
        return query.with_(act=act)
    act = before.act if not (query.counts or query.lists) else query.act
    return query.with_(
        act=Act.LIST if act is Act.COMPARE else act,
        bindings=(*_of_other_roles(bindings, before), *bindings),
        filter=wanted,
        focus=before.focus,
        time_text=query.time_text or before.time_text,
        topic=query.topic or before.topic,
        counts=query.counts or before.counts,
        noun=before.noun,
        doc_ids=query.doc_ids or before.doc_ids,
    )


def _of_other_roles(bindings: Sequence[Binding], before: Query) -> tuple[Binding, ...]:
    """基层处牵头的呢, after those of 党政办 that 委审批服务中心 takes part in: its part stays."""
    said = {role for b in bindings for role in b.roles}
    if before.act not in _LISTS or not all(b.stated for b in bindings):
        return ()
    held = {role for b in before.bindings for role in b.roles}
    if not said & held:
        return ()
    return tuple(b for b in before.bindings if not said & set(b.roles))


def _denies(query: Query, before: Query) -> bool:
    """不是基层处的呢, after 其中基层处几项: the others of the same list."""
    said = {name for binding in query.bindings for name in binding.names}
    asked = {name for binding in before.bindings for name in binding.names}
    plain = not any(binding.negated for binding in before.bindings)
    return said == asked and plain and is_whole(before) and before.filter != _UNSET


def added_to(query: Query, before: Query) -> Query:
    """再加上党政办的呢: the earlier list, with what another department holds in the same role."""
    first = before.bindings[0]
    names = (*first.names, *(name for b in query.bindings for name in b.names))
    either = replace(first, names=tuple(dict.fromkeys(names)), together=False, written="")
    return within_list(query.with_(bindings=()), before).with_(bindings=(either,))


def _without_department(query: Query, before: Query) -> Query:
    """除了基层处呢: the list at hand without what the department holds."""
    roles = before.roles or tuple(role for b in before.bindings for role in b.roles)
    bindings = tuple(
        b if b.stated or not roles else replace(b, roles=roles, stated=True) for b in query.bindings
    )
    counts = query.counts or before.counts
    return query.with_(act=Act.COUNT if counts else Act.LIST, bindings=bindings)


def narrows(query: Query) -> bool:
    """Whether a question is asked of the list at hand: 其中, 里面, 只要."""
    return of_list(query.text) or bool(
        re.match(
            r"(那)?(其中|里面|里头|当中|这里面|这里头|这些|这几|[这那].(?:项|条|件|个)(?:里|中|当中|之中)|这.项|只)"
            f"|(?:那|这|那么)?{NUMERAL}(?:项|条|件|个)(?:任务|事项)?(?:里|中|当中|之中)",
            query.text,
        )
        or re.search("[这那](?:里头|里面|当中|里边|些里)|其中", query.text)
    )


def refined(query: Query, before: Query) -> Query:
    """只要9月的 narrows the list at hand; 10月的呢 changes its month."""
    many = len(query.focus) > 1
    act = Act.COUNT if query.counts else Act.LIST
    if _ADDED.search(query.text) and query.filter.months and before.filter.months:
        query = _with_months(query, before)
    # 有配合部门的是哪几个 narrows; one month, or a list that came out empty, gives way to another.
    timed = without_times(query.filter) != query.filter
    instead = timed or not (query.focus and query.filter.owner_counts)
    if instead and before.act in _LISTS and before.filter != ItemFilter() and not narrows(query):
        return query.with_(
            act=Act.COUNT if query.counts else before.act,
            focus=(),
            filter=_otherwise_as(before.filter, query.filter),
            bindings=before.bindings,
            numbers=query.numbers or before.numbers,
            topic=before.topic,
            doc_ids=before.doc_ids,
            counts=query.counts or before.counts,
            noun=before.noun,
        )
    if many or before.act in _LISTS:
        counted = before.counts and not query.lists and not narrows(query)
        query = within_list(query, before) if is_whole(before) else query
        return query.with_(act=Act.COUNT if counted else act)
    return query.with_(act=Act.LOOKUP)


def without_times(wanted: ItemFilter) -> ItemFilter:
    """A filter without the months and days that it asks for."""
    return replace(wanted, **{name: getattr(_UNSET, name) for name in _TIMES})


def _otherwise_as(before: ItemFilter, now: ItemFilter) -> ItemFilter:
    """The filter of now, with what the one before asked for beside times."""
    kept = {
        field.name: getattr(before, field.name)
        for field in fields(ItemFilter)
        if field.name not in _TIMES and getattr(now, field.name) == getattr(_UNSET, field.name)
    }
    return replace(now, **kept)


def _with_months(query: Query, before: Query) -> Query:
    """9月的也加进来 after those of 6月: both months."""
    months = tuple(sorted({*before.filter.months, *query.filter.months}))
    text = f"{before.time_text}、{query.time_text}"
    return query.with_(filter=replace(query.filter, months=months), time_text=text)


def _roles(query: Query, binding: Binding) -> tuple[Role, ...]:
    """The role asked for; with 加上配合的 beside the earlier one."""
    added = binding.roles if _ADDED.search(query.text) else ()
    return tuple(dict.fromkeys((*added, *query.roles)))


def other_role(query: Query, before: Query) -> Query:
    """那配合的呢 after 基层处牵头哪些: the same department in another role."""
    bindings = tuple(
        Binding(b.names, _roles(query, b), b.negated, b.together, True, b.written)
        for b in before.bindings
    )
    kept = tuple(aspect for aspect in query.aspects if aspect is Aspect.DEADLINE)
    act = Act.COUNT if query.counts else before.act
    return query.with_(
        act=act,
        follows=True,
        bindings=bindings,
        topic=query.topic or before.topic,
        gist=query.gist if query.topic else before.gist,
        numbers=query.numbers or before.numbers,
        aspects=kept,
        filter=before.filter,
        time_text=before.time_text,
        counts=query.counts or before.counts,
        doc_ids=before.doc_ids,
    )


def by_department(query: Query) -> bool:
    """Whether a question lists or counts what a department holds."""
    return bool(query.bindings) and query.act in {Act.LIST, Act.COUNT}


def beside_neighbour(query: Query, context: Context) -> Query | None:
    """它跟再下面一条的牵头处室不同在哪: the item at hand beside the next one."""
    said = _WITH_NEIGHBOUR.search(query.text) or _NEIGHBOUR_WITH.search(query.text)
    if said is None or not _ALIKE.search(query.text) or len(context.focus) != 1:
        return None
    if query.numbers or bare(_ALIKE.sub("", query.topic)) not in said.group():
        return None
    moved = moved_focus(query.text, context)
    if not moved:
        return None
    return query.with_(
        follows=True, act=Act.COMPARE, focus=(*context.focus, *moved), bindings=(), tallies=(),
        topic="", claim=None, claimed=None,
    )  # fmt: skip


def compared(query: Query, context: Context) -> Query | None:
    """跟医政处比，谁牵头的多, after 基层处牵头几项: with the office that was asked about."""
    names = {name for binding in query.bindings for name in binding.names}
    alone = query.act is Act.COMPARE and len(names) == 1 and not (query.topic or query.numbers)
    before = {name for binding in context.query.bindings for name in binding.names} - names
    if not alone or len(before) != 1 or not _COMPARES.search(query.text):
        return None
    other = replace(query.bindings[0], names=tuple(before), written="")
    return query.with_(bindings=(other, *query.bindings), follows=True)
