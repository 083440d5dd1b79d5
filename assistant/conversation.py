"""Complete a follow-up with what it lacks from the earlier turns of the same conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Aspect, Binding, Noun, Query
from index import ItemFilter
from ingest import Role

_NEIGHBOUR = re.compile("(?<!最)([下后上前])[面边]?的?(?:那|这)?一(?:条|项|个|号|点)")
_REVERSED = re.compile("^(?:那)?(?:反过来|倒过来|反之|对调|互换|换过来)")
_SURE = re.compile(
    "^(?:你|你们)?(?:真的?|确实)?(?:确定|肯定|确认|没(?:搞|弄)?错|对不对|真的|是真的)(?:是这样|无误)?[吗么嘛吧]?[?？。]?$"
)
_UNLIMITED = re.compile("不限|不管|不论|无论")
_OF_LIST = re.compile("^(?:哪些|哪几[项条])?(?:是)?有[^，。]{2,8}(?:配合|参与|牵头|协助)的")
_TAKEN_AWAY = re.compile("去掉|除去|除掉|扣掉|刨掉|撇开|排除|剔除|抛开|拿掉")
_ADDED = re.compile("加上|连同|算上|加在一起|合起来|加起来|一起算")
_BESIDES = re.compile("另外|别的|其[他它]|还有?|除此")
_ABOUT_OWNER = re.compile("(?:是不是|也是|还是|都是|是)(?:这|那|该)(?:一)?个?(?:处|部门|单位)")
_THAT_ONE = re.compile("那(?:个|条|项|件|块)呢?[？?。]?$")  # 病媒生物那个呢: another matter
_BOTH = re.compile("[这那](?:两|二|几)(?:条|项|个|件)|两(?:条|项)(?:都|各|分别)")
_ELLIPTIC = re.compile("的呢?[?？。]?$")
_BRIEF = 10  # characters of a question that leaves out what the one before has said
_OTHERS = re.compile("(?:别的|其[他它])(?:处室?|部门|单位)")
_FIRST = re.compile(
    "最开始|最早(?:问|说)|一开始|最初|最?开头(?:问|说|讲|提)|第一个问题|回到(?:开头|前面|最)"
)


NUMERAL_BEFORE = re.compile(f"({NUMERAL})(?:家|个|者|边)")


@dataclass(frozen=True, slots=True)
class Turn:
    """One message of a conversation; role is `user` or `assistant`."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation was about before the question at hand."""

    query: Query
    focus: tuple[str, ...]  # ids of the items that the last answer cited
    owners: tuple[str, ...] = ()  # who has the role asked about in them
    earlier: tuple[tuple[str, ...], ...] = ()  # the focus of the turns before, oldest first


def leans(query: Query) -> bool:
    """Whether a question cannot stand alone or says itself that it goes on from before."""
    if (
        query.pronoun
        or query.more
        or query.owner_pronoun
        or query.corrects
        or _SURE.match(query.text)
    ):
        return True
    if (query.same or query.union) and not (query.numbers or query.bindings or query.topic):
        return True
    if query.act is Act.LINK and not (query.numbers or query.topic):
        return True
    if any(p.search(query.text) for p in (_NEIGHBOUR, _BOTH, _FIRST)) and not query.numbers:
        return True
    if query.ordinal is not None and not query.topic and not query.bindings:
        return True
    if query.bindings and query.yes_no and not (query.topic or query.numbers):
        return not (query.counts or query.lists)
    alone = bool(query.topic) or bool(query.numbers)
    if not alone and not query.bindings and not query.chat and not query.outside:
        return not (query.act in {Act.TALLY, Act.OUTLINE, Act.DOCUMENT} or _whole(query))
    if _OF_LIST.match(query.text) and query.bindings:
        return True
    if _TAKEN_AWAY.search(query.text) and not (query.topic or query.noun is Noun.TASK):
        return True
    return query.fragment_marks or (not alone and bool(query.outside))


def _whole(query: Query) -> bool:
    """A list or count by filter alone can stand alone unless it says 其中 or 只要."""
    asks = query.counts or query.lists or query.asks_who
    if query.act is Act.OWNERS:
        return query.counts or query.constrained
    only_counted = query.filter.owner_counts and not query.bindings and query.noun is not Noun.TASK
    if only_counted and not query.time_text:
        return False
    narrowed = query.constrained or (query.doc_ids and (query.counts or query.lists))
    return bool(asks and narrowed and not query.fragment_marks)


def complete(query: Query, context: Context | None) -> Query:
    """The question with what it lacks; unchanged when it needs nothing."""
    beside = context is not None and _asks_same(query, context.query)
    if context is None and query.owner_pronoun and not (query.bindings or query.roles):
        return query.with_(asks_who=True)  # 那个处管, with nothing before: 哪个处
    if context is None or not (beside or leans(query) or _narrows_list(query, context.query)):
        return query
    before = context.query
    focused = query.with_(follows=True, focus=context.focus)
    if _SURE.match(query.text):
        return before.with_(follows=True)
    if query.same and query.numbers and query.pronoun and query.yes_no and context.focus:
        return focused.with_(act=Act.COMPARE)
    if query.same and not (_owns(query) or _BOTH.search(query.text)):
        return _beside_focus(query, context)
    if query.union and context.earlier and not query.bindings:
        return _added_up(query, context)
    if _REVERSED.match(query.text) and len(before.bindings) > 1 and not query.bindings:
        return _reversed(before)
    if query.owner_pronoun and context.owners and not query.why:
        return _same_owner(query, context)
    if query.doc_ids and _elsewhere(query, context):
        return focused.with_(act=Act.LINK)
    moved = _moved_focus(query.text, context)
    if moved and not query.numbers:
        aspects = query.aspects or before.aspects
        return query.with_(follows=True, focus=moved, aspects=aspects, act=Act.LOOKUP, topic="")
    if _points_into_list(query, context):
        place = query.ordinal - 1 if query.ordinal and query.ordinal > 0 else -1
        return query.with_(
            follows=True, numbers=(), focus=(context.focus[place],), act=Act.LOOKUP,
            aspects=query.aspects or before.aspects,
        )  # fmt: skip
    if query.tallies and query.pronoun and not query.bindings:
        return focused
    if query.more and _OTHERS.search(query.text) and before.bindings and not query.bindings:
        turned = tuple(replace(b, negated=not b.negated) for b in before.bindings)
        return before.with_(follows=True, bindings=turned)
    if query.more and not query.bindings:
        listed = before.act is Act.LIST and before.filtered
        # A reply may name only some of a list: then the whole list again.
        return before.with_(follows=True) if listed else focused.with_(act=Act.LOOKUP)
    if query.numbers:
        return _other_number(query, context)
    if query.bindings:
        return _other_department(focused, before)
    if query.topic and (not query.pronoun or query.corrects or _THAT_ONE.search(query.text)):
        return _other_topic(query, before)
    if query.filter != ItemFilter():
        return _refined(focused, before)
    lists = query.lists or query.counts
    if (
        query.roles
        and _by_department(before)
        and not query.asks_who
        and (lists or not query.pronoun)
    ):
        return _other_role(query, before)
    if query.doc_ids and context.focus:
        return focused.with_(act=Act.LINK)
    if not context.focus and before.topic and not query.topic:
        return query.with_(follows=True, topic=before.topic, gist=before.gist, act=Act.LOOKUP)
    if query.counts and query.noun is not Noun.OWNER:
        return focused.with_(act=Act.COUNT)
    return focused.with_(act=Act.LOOKUP if query.act is not Act.COUNT else Act.COUNT)


def _owns(query: Query) -> bool:
    """和公卫处一样的: a department to compare with; 同一大项里公卫处牵头的 narrows."""
    return bool(query.bindings) and not (query.lists and all(b.stated for b in query.bindings))


def _elsewhere(query: Query, context: Context) -> bool:
    """浦东这边谁落实, 区里是哪两个处一起牵头: the item at hand, in another document."""
    at_home = {item_id.partition("#")[0] for item_id in context.focus} & set(query.doc_ids)
    named = query.topic or query.numbers or query.bindings or query.time_text or query.counts
    return bool(context.focus) and not (at_home or named)


def _moved_focus(text: str, context: Context) -> tuple[str, ...]:
    """下一条, 前面一条: the neighbour by number; 这两条: both turns; 最开始那条: the first."""
    neighbour = _NEIGHBOUR.search(text)
    if neighbour and context.focus:
        document, _, number = context.focus[-1].partition("#")
        step = 1 if neighbour.group(1) in "下后" else -1
        return (f"{document}#{int(number) + step}",) if number.isdigit() else ()
    if _BOTH.search(text) and len(context.focus) == 1 and context.earlier:
        return (*context.earlier[-1], *context.focus)
    if _FIRST.search(text) and context.earlier:
        return context.earlier[0]
    return ()


def _narrows_list(query: Query, before: Query) -> bool:
    """有几项是9月的, right after the list of a department, means of that list."""
    bare_filter = not (query.topic or query.numbers or query.bindings or query.doc_ids)
    fragment = query.noun not in {Noun.TASK, Noun.POINT} and (query.counts or query.lists)
    if _UNLIMITED.search(query.text):
        return False
    return bare_filter and fragment and query.filter != ItemFilter() and _by_department(before)


def _asks_same(query: Query, before: Query) -> bool:
    """公卫处几项, right after 医政处牵头几项: the role is the one asked about before."""
    bare_name = not (query.topic or query.numbers or query.filter != ItemFilter() or query.tallies)
    unsaid = bool(query.bindings) and not any(b.stated or b.negated for b in query.bindings)
    stated = bool(before.bindings) and all(b.stated for b in before.bindings)
    brief = len(query.text) <= _BRIEF and query.noun is not Noun.TASK
    return bare_name and unsaid and stated and brief and query.counts and before.counts


def _beside_focus(query: Query, context: Context) -> Query:
    """跟它同一组的呢, 这个处同一个月还有什么: what shares something with the item at hand."""
    query = query.with_(follows=True, focus=context.focus, topic="", aspects=())
    if query.owner_pronoun and context.owners and not _ABOUT_OWNER.search(query.text):
        query = _same_owner(query, context)
    return query.with_(act=Act.COUNT if query.counts and query.act is Act.COUNT else Act.LIST)


def _added_up(query: Query, context: Context) -> Query:
    """两家加起来: the items of this and the earlier answer together."""
    several = NUMERAL_BEFORE.search(query.text)
    number = (read_numeral(several.group(1)) if several else None) or 2
    parts = [*context.earlier, context.focus][-number:]
    focus = tuple(dict.fromkeys(item for part in parts for item in part))
    act = Act.COUNT if query.counts or context.query.counts else Act.LIST
    return query.with_(follows=True, focus=focus, topic="", act=act)


def _reversed(before: Query) -> Query:
    """反过来呢: who led cooperates, and the other way round."""
    turned = {Role.LEAD: Role.COOPERATING, Role.COOPERATING: Role.LEAD}
    bindings = tuple(
        replace(b, roles=tuple(turned.get(role, role) for role in b.roles)) for b in before.bindings
    )
    return before.with_(follows=True, bindings=bindings, focus=())


def _points_into_list(query: Query, context: Context) -> bool:
    """第二项 after a list of four is its second; 第21项 is a number of the document."""
    return (
        query.ordinal is not None and len(context.focus) > 1 and query.ordinal <= len(context.focus)
    )


def _same_owner(query: Query, context: Context) -> Query:
    """这个处还牵头什么: the department that the last answer named; of another matter, whether."""
    roles = query.roles or (Role.LEAD,)
    if query.topic and query.yes_no:
        roles = query.roles or context.query.roles or roles
        owners = Binding(context.owners, roles, together=False)
        return query.with_(follows=True, bindings=(owners,), act=Act.LOOKUP)
    binding = Binding(context.owners, roles, together=False)
    act = Act.COUNT if query.counts else Act.LIST
    return query.with_(follows=True, bindings=(binding,), aspects=(), act=act, topic="")


def _by_department(query: Query) -> bool:
    return bool(query.bindings) and query.act in {Act.LIST, Act.COUNT}


def _other_number(query: Query, context: Context) -> Query:
    """第5条呢: the same question of another number, in the same document."""
    before = context.query
    aspects = query.aspects or before.aspects
    homes = before.numbers[0].doc_ids or before.doc_ids if before.numbers else before.doc_ids
    homes = homes or _home(context.focus)
    numbers = tuple(
        number if number.doc_ids else replace(number, doc_ids=homes) for number in query.numbers
    )
    places = {Noun.GROUP, Noun.SECTION}
    if numbers[0].nouns[0] in places and before.act in {Act.LIST, Act.COUNT} and not query.bindings:
        return query.with_(
            follows=True, numbers=numbers, act=before.act, bindings=before.bindings,
            filter=before.filter, time_text=before.time_text, counts=before.counts,
        )  # fmt: skip
    return query.with_(follows=True, aspects=aspects, numbers=numbers)


def _home(focus: Sequence[str]) -> tuple[str, ...]:
    """The document of the items at hand, where it is one."""
    documents = {item_id.partition("#")[0] for item_id in focus}
    return tuple(documents) if len(documents) == 1 else ()


def _other_topic(query: Query, before: Query) -> Query:
    """那家庭医生签约呢: the same attribute of another topic."""
    aspects = query.aspects or before.aspects
    act = before.act if before.act in {Act.MEMBER, Act.LINK} else query.act
    text = before.before or before.text if act is Act.MEMBER else ""
    topic, gist = query.topic, query.gist
    if act is Act.LOOKUP and _ELLIPTIC.search(query.text):
        head = before.topic.split()[1:][-1:]  # 那养老服务的呢, after 老年人的 一件事
        topic, gist = " ".join([topic, *head]), "".join([gist, *head])
    return query.with_(follows=True, aspects=aspects, act=act, before=text, topic=topic, gist=gist)


def _other_department(query: Query, before: Query) -> Query:
    """那公卫处呢: the earlier list of another department; or its part in the item at hand."""
    if all(binding.negated for binding in query.bindings) and len(query.focus) > 1:
        return _without_department(query, before)
    besides = _BESIDES.search(query.text)
    elsewhere = besides and not (query.pronoun and besides.group().startswith("还"))
    if elsewhere and all(b.stated for b in query.bindings) and not _narrows(query):
        return query.with_(act=Act.COUNT if query.counts else Act.LIST, focus=())
    if not _by_department(before) and before.act is not Act.COMPARE:
        asked = query.lists or query.counts or query.pronoun or _narrows(query)
        if len(query.focus) > 1 and asked:
            return query.with_(act=Act.COUNT if query.counts else Act.LIST)
        return query.with_(act=Act.LOOKUP, yes_no=True) if query.focus else query
    role = before.bindings[0].roles if before.bindings else (Role.LEAD,)
    bindings = tuple(
        binding if binding.stated else replace(binding, roles=role) for binding in query.bindings
    )
    wanted = query.filter if query.filter != ItemFilter() else before.filter
    if _narrows(query):
        return query.with_(act=Act.COUNT if query.counts else Act.LIST)
    act = before.act if not (query.counts or query.lists) else query.act
    return query.with_(
        act=Act.LIST if act is Act.COMPARE else act,
        bindings=bindings,
        filter=wanted,
        focus=before.focus,
        time_text=query.time_text or before.time_text,
        topic=query.topic or before.topic,
        counts=query.counts or before.counts,
        noun=before.noun,
        doc_ids=query.doc_ids or before.doc_ids,
    )


def _without_department(query: Query, before: Query) -> Query:
    """除了基层处呢: the list at hand without what the department holds."""
    roles = before.roles or tuple(role for b in before.bindings for role in b.roles)
    bindings = tuple(
        b if b.stated or not roles else replace(b, roles=roles, stated=True) for b in query.bindings
    )
    counts = query.counts or before.counts
    return query.with_(act=Act.COUNT if counts else Act.LIST, bindings=bindings)


def _narrows(query: Query) -> bool:
    return _OF_LIST.match(query.text) is not None or bool(
        re.match(r"(那)?(其中|里面|里头|当中|这里面|这里头|这些|这几|这.项|只)", query.text)
    )


def _refined(query: Query, before: Query) -> Query:
    """只要9月的 narrows the list at hand; 10月的呢 changes its month."""
    many = len(query.focus) > 1
    act = Act.COUNT if query.counts else Act.LIST
    if (
        before.act in {Act.LIST, Act.COUNT}
        and before.filter != ItemFilter()
        and not _narrows(query)
    ):
        return query.with_(
            act=before.act,
            focus=(),
            bindings=before.bindings,
            topic=before.topic,
            doc_ids=before.doc_ids,
            counts=before.counts,
            noun=before.noun,
        )
    if many or before.act in {Act.LIST, Act.COUNT}:
        counted = before.counts and not query.lists and not _narrows(query)
        return query.with_(act=Act.COUNT if counted else act)
    return query.with_(act=Act.LOOKUP)


def _roles(query: Query, binding: Binding) -> tuple[Role, ...]:
    """The role asked for; with 加上配合的 beside the earlier one."""
    added = binding.roles if _ADDED.search(query.text) else ()
    return tuple(dict.fromkeys((*added, *query.roles)))


def _other_role(query: Query, before: Query) -> Query:
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
        aspects=kept,
        filter=before.filter,
        time_text=before.time_text,
        counts=query.counts or before.counts,
        doc_ids=before.doc_ids,
    )
