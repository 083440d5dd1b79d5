"""Complete a follow-up with what it lacks from the earlier turns of the same conversation."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.followups import (
    by_department,
    in_same_document,
    is_whole,
    of_condition,
    of_other_role,
    other_department,
    other_number,
    other_role,
    other_topic,
    refined,
    within_list,
)
from assistant.leaning import (
    SURE,
    asks_named,
    asks_part,
    denies,
    doubts,
    leans,
    whether_and_who,
    who_else,
)
from assistant.numerals import NUMERAL, read_numeral
from assistant.of_the_list import (
    REMAINING,
    asks_each,
    narrows_list,
    of_list_at_hand,
    of_so_many,
    remaining_of,
)
from assistant.pointing import BOTH, NEIGHBOUR, moved_focus
from assistant.query import ASPECT_OF, Act, Aspect, Binding, Noun, Query
from assistant.told_in_part import as_asked
from assistant.turns import Context
from index import ItemFilter
from ingest import Role

_REVERSED = re.compile("^(?:那)?(?:反过来|倒过来|反之|对调|互换|换过来)")
# 反过来的有没有，党政办当帮手的: items that are the other way round, and no doubt about one.
_SO_MANY = re.compile(f"[这那]?(?:{NUMERAL}|几|俩|仨)[个条项件]?(?:任务|事)?")
_TOTAL = re.compile("^(?:那|它|文件|这份|那份)?(?:里|上)?(?:一共|总共|统共|全部|拢共)")
# 反过来有没有它打下手的, 它给人打下手的再报一遍: what the department has in another role
_OF_ITSELF = re.compile(
    f"{_REVERSED.pattern}|^(?:那|再|还有)?(?:它|他们|这个?处|那个?处)(?:去|也|又)?"
    "(?:给|帮|替|为|跟)?(?:人家?|别人|别的处室?|别家)?[^，。？谁哪]{2,5}的(?!是|那)"
)
_ARE_THERE = re.compile("有没有|有无|有吗|有不有|有哪|哪[些几]|几[条项个件]")
_IT = re.compile(
    "[给跟和替帮为][它他她]|(?<=[，。；？])(?:那么?)?[它他她](?:们)?(?=[是在还又的都牵配参管负落])"
)
_COLUMN = re.compile("(?:牵头|配合|协办|落实|承接|委属|相关)的?(?:处室?|部门|单位)")
_WHOSE = re.compile("谁|哪(?:些|几个|个)(?:处|部门|单位)")  # 牵头的都是谁: of the list at hand
_OTHER_RANK = re.compile(
    f"(?:那|那么)?(?:排)?(?:最|第(?P<place>{NUMERAL}))(?P<edge>[多少忙闲重轻早晚])的?(?:呢|是谁|是哪个)?[？?]?"
)
_OWNER_OF_KIND = re.compile("[这那该此]一?[个家]?(?:医)?(院|中心|所)")
# 它们时间节点都一样不: of the items at hand.
_ALL_ALIKE = re.compile(
    "(?:都|全|全都)?(?:一样|相同|一致|同一个[^，。？]{0,4})(?:的|不|吗|么|吧)?"
    "(?:[，？]各(?:自|有|是)*(?:谁|几[个家]|多少[个家]?|哪[几些][个家]?))?[?？。]?$"
    "|(?:都|全|是不是|是否)(?:是|归|由)*同?一[个家](?:处室?|部门|单位|科室|月|时间|期限)?[^，。？]{0,4}[?？。]?$"
)
_ABOUT_OWNER = re.compile("(?:是不是|也是|还是|都是|是)(?:这|那|该)(?:一)?个?(?:处|部门|单位)")
_THAT_ONE = re.compile("那(?:个|条|项|件|块)呢?[？?。]?$")  # 病媒生物那个呢: another matter
# 谁更多, 多几项: of the two departments asked about last.
_WHICH_MORE = re.compile(
    "^(?:那|那么)?(?:[这那]?两[个家边](?:处|部门)?(?:之间)?(?=相?差))?"
    "(?:(?:谁|哪个处?|哪家|哪边|两家?)(?:的)?(?:更)?[多少]|[多少差](?:了)?(?:几|多少)|相差)"
)
_ELSE = re.compile("别的|其[他它]|另外")
SUM = re.compile(
    "^(?:那|这|它们?)?(?:两个?|几个?|三个?)?(?:月|处|家|边|样|个)?(?:都|全|总共|一共)?[加合](?:在)?(?:起来|一起|一块儿?|总|计)"
)
_SOONER = re.compile(
    f"^(?:那|那么)?(?:(?:[这那]?{NUMERAL}[个项条件]|[这那]?俩)?(?:里头?|当中|中)?(?:相?比(?:较|起来|一比|一下)?|对比)?，)?"
    "(?:(?:哪一?[个项条件]|谁)(?:更|会|要|得|该)?(?:先|早|晚|急|后)|[早晚先后迟急]的[那这]?一?[个项条件]?(?:是|呢)哪)"
)
_BRIEF = 14  # characters of a question that leaves out what the one before has said
_OTHERS = re.compile("(?:别的|其[他它])(?:处室?|部门|单位)")
_NUMERAL_BEFORE = re.compile(f"({NUMERAL})(?:家|个|者|边)")


def complete(query: Query, context: Context | None) -> Query:
    """The question with what it lacks; unchanged when it needs nothing."""
    beside = context is not None and _asks_same(query, context.query)
    if context is None and query.owner_pronoun and not (query.bindings or query.roles):
        return query.with_(asks_who=True)  # 那个处管, with nothing before: 哪个处
    if context is None or not (
        beside
        or leans(query)
        or narrows_list(query, context)
        or of_so_many(query, context)
        or (query.tallies and of_list_at_hand(query, context))
        or of_other_role(query, context.query)
        or of_condition(query, context.query)
        or REMAINING.match(query.text)
        or asks_each(query, context)
    ):
        return query
    stated = [b for b in query.bindings if b.stated]
    if len(stated) > 1 and Aspect.NUMBER in query.aspects and not query.pronoun:
        return query  # 倒过来，X挑头、Y给它搭手，是哪条: said in full
    if names_itself(query):
        return query
    if query.counts and query.noun is Noun.POINT and _TOTAL.match(query.text):
        homes = {item_id.partition("#")[0] for item_id in context.focus}  # 总共几点啊
        return query.with_(doc_ids=query.doc_ids or tuple(homes))
    if stated and _REVERSED.match(query.text) and _ARE_THERE.search(query.text):
        return query.with_(act=Act.COUNT if query.counts else Act.LIST, yes_no=False)
    before = context.query
    several = len(context.focus) > 1 or (context.earlier and BOTH.search(query.text))
    if _SO_MANY.fullmatch(query.topic) and several:
        query = query.with_(topic="", gist="", pronoun=True)  # 两条都是谁牵头
    if query.same == (Aspect.DEADLINE,) and before.time_text and query.bindings:
        query = query.with_(same=())  # 同一个月里基层处有没有要交的: the month is carried over
    if query.ordinal is not None and not (context.focus or query.topic or query.numbers):
        return in_same_document(query, before)
    focused = query.with_(follows=True, focus=context.focus)
    if SURE.match(query.text):
        return as_asked(context).with_(follows=True)
    one = len(context.focus) == 1
    if one and (doubts(query) or denies(query)):
        roles = before.roles or (Role.LEAD,)  # 不对吧，我这儿写的是医政处: as who leads it
        said = tuple(
            replace(b, roles=b.roles if b.stated else roles, stated=True, negated=False)
            if denies(query) or not b.stated
            else b
            for b in query.bindings
        )
        return focused.with_(act=Act.LOOKUP, topic="", yes_no=True, bindings=said)
    if one and query.bindings and (whether_and_who(query) or who_else(query)):
        asked = query.roles or tuple(role for b in query.bindings for role in b.roles)
        aspects = query.aspects or tuple(dict.fromkeys(ASPECT_OF[role] for role in asked))
        held = tuple(b for b in query.bindings if not b.negated)
        return focused.with_(
            act=Act.LOOKUP, topic="", aspects=aspects, bindings=held, yes_no=bool(held),
            lists=False, counts=False, claim=None,
        )  # fmt: skip
    if asks_named(query) and len(context.focus) == 1:
        return focused.with_(act=Act.LOOKUP, topic="", aspects=(), lists=False)
    whose = query.bindings or before.bindings
    if asks_part(query) and len(context.focus) == 1 and whose:
        bindings = tuple(replace(b, stated=False) for b in whose[:1])
        return focused.with_(act=Act.LOOKUP, bindings=bindings, aspects=(), yes_no=True, topic="")
    if query.only_places and query.yes_no and len(context.focus) == 1:
        return focused.with_(act=Act.LOOKUP, topic="")
    if query.same and query.numbers and query.pronoun and query.yes_no and context.focus:
        return focused.with_(act=Act.COMPARE)
    alike = query.same or query.act is Act.COMPARE
    whether = query.yes_no or query.act is Act.COMPARE or query.text.endswith(("？", "?"))
    if alike and query.topic and whether and not (query.bindings or query.numbers):
        # 食品备案那个是不是也同一个处弄: who has the other one, to be compared with what was said
        plain = query.with_(same=(), act=Act.LOOKUP, yes_no=False, asks_who=True)
        return other_topic(plain, before)
    alone = not (query.topic or query.numbers or query.filtered)
    told = query.pronoun and query.same
    if (told or alone) and len(context.focus) > 1 and _ALL_ALIKE.search(query.text):
        return focused.with_(act=Act.COMPARE, topic="")
    if query.same and not (
        _owns(query) or BOTH.search(query.text) or _is_same_owner(query, context)
    ):
        return _beside_focus(query, context)
    if _whether_held(query) and len(context.focus) > 1:
        roles = tuple(count.role for count in query.filter.owner_counts)
        aspects = tuple(ASPECT_OF[role] for role in roles)
        focus = moved_focus(query.text, context) or context.focus
        return focused.with_(act=Act.LOOKUP, filter=ItemFilter(), aspects=aspects, focus=focus)
    remaining = remaining_of(query.text, context)
    if remaining:
        act = Act.COUNT if query.counts else Act.LIST
        return query.with_(follows=True, focus=remaining, topic="", act=act)
    if _SOONER.match(query.text) and len(context.focus) > 1 and not query.bindings:
        return focused.with_(act=Act.COMPARE, topic="", tallies=())
    if asks_each(query, context):
        act = Act.LIST if len(context.focus) > 1 else Act.LOOKUP
        return focused.with_(act=act, tallies=())
    if _WHICH_MORE.match(query.text) and not (query.bindings or query.topic or query.numbers):
        compared = _last_two(query, context)
        if compared is not None:
            return compared
    again = _ranked_again(query, before)
    if again is not None:
        return again
    if query.tallies and of_list_at_hand(query, context):
        return within_list(query, before) if is_whole(before) else focused
    summed = query.union or SUM.match(query.text)
    if summed and context.earlier and not (query.bindings or query.filter != ItemFilter()):
        return _added_up(query, context)
    if _REVERSED.match(query.text) and len(before.bindings) > 1 and not query.bindings:
        return _reversed(before)
    moved = moved_focus(query.text, context) if NEIGHBOUR.search(query.text) else ()
    if moved and query.owner_pronoun and not (query.numbers or query.topic):
        return query.with_(follows=True, focus=moved, act=Act.LOOKUP, topic="", yes_no=False)
    if _is_same_owner(query, context):
        focus = (*context.earlier[-1][:1], *context.focus[:1])
        return focused.with_(act=Act.COMPARE, same=(Aspect.LEAD,), topic="", focus=focus)
    if query.owner_pronoun and context.owners and not query.why:
        return _same_owner(query, context)
    if query.doc_ids and _elsewhere(query, context):
        return focused.with_(act=Act.LINK, topic=before.topic or before.before_topic)
    moved = moved_focus(query.text, context)
    if moved and (not query.numbers or (one and _only_of_neighbour(query))):
        aspects = query.aspects or before.aspects
        alike_asked = query.same or _SOONER.match(BOTH.sub("", query.text))
        if alike_asked and len(moved) > 1:
            return query.with_(follows=True, focus=moved, act=Act.COMPARE, topic="")
        return query.with_(
            follows=True, focus=moved, aspects=aspects, act=Act.LOOKUP, topic="", numbers=()
        )
    if _points_into_list(query, context):
        place = query.ordinal - 1 if query.ordinal and query.ordinal > 0 else -1
        return query.with_(
            follows=True, numbers=(), focus=(context.focus[place],), act=Act.LOOKUP, topic="",
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
        return other_number(query, context)
    if query.bindings:
        return other_department(focused, before)
    if query.topic and (not query.pronoun or query.corrects or _THAT_ONE.search(query.text)):
        return other_topic(query, before)
    if query.filter != ItemFilter():
        return refined(focused, before)
    lists = query.lists or query.counts
    if (
        query.roles
        and by_department(before)
        and not _of_part_in_one(before, context)
        and not (query.asks_who or _WHOSE.search(query.text) or _whether_any(query))
        and not (BOTH.search(query.text) and len(context.focus) > 1)  # 这两条的落实单位呢
        and (lists or not query.pronoun or _OF_ITSELF.match(query.text))
    ):
        return other_role(query, before)
    if query.doc_ids and context.focus:
        homes = {item_id.partition("#")[0] for item_id in context.focus}
        at_home = homes == set(query.doc_ids) and query.act is not Act.LINK
        return focused.with_(act=Act.LOOKUP if at_home else Act.LINK)
    if not context.focus and before.topic and not query.topic:
        return query.with_(follows=True, topic=before.topic, gist=before.gist, act=Act.LOOKUP)
    if query.counts and query.roles and len(context.focus) == 1:
        return focused.with_(act=Act.COUNT, noun=Noun.OWNER)
    if query.counts and query.noun is not Noun.OWNER:
        return focused.with_(act=Act.COUNT)
    return focused.with_(act=Act.LOOKUP if query.act is not Act.COUNT else Act.COUNT)


def _only_of_neighbour(query: Query) -> bool:
    """那前面一项呢, after one item: the one before it, and not the first of the document."""
    neighbour = NEIGHBOUR.search(query.text)
    return neighbour is not None and all(
        number.span is not None and number.written in neighbour.group() for number in query.numbers
    )


def names_itself(query: Query) -> bool:
    """七院没列在里面，那它是在哪一项: whom the pronoun stands for is named before it."""
    pronoun = _IT.search(query.text)
    asks = query.lists or query.counts or Aspect.NUMBER in query.aspects
    named = [b for b in query.bindings if b.written]
    return bool(
        pronoun and asks and named
        and all(query.text.find(b.written) < pronoun.end() for b in named)
    )  # fmt: skip


def _whether_held(query: Query) -> bool:
    """这两个有配合的处吗: of each of the items at hand, and no condition on them."""
    counts = query.filter.owner_counts
    alone = not (query.bindings or query.topic or query.numbers or query.lists or query.counts)
    some = bool(counts) and all(count.least and count.most is None for count in counts)
    plain = query.filter == ItemFilter(owner_counts=counts)
    return bool(BOTH.search(query.text) and query.yes_no and alone and some and plain)


def _whether_any(query: Query) -> bool:
    """配合处室有没有: whether the items at hand have any, and no list of another role."""
    return query.yes_no and not query.lists and _COLUMN.search(query.text) is not None


def _ranked_again(query: Query, before: Query) -> Query | None:
    """第二多的呢, 最少的呢: the ranking of the question before, from another place or end."""
    match = _OTHER_RANK.fullmatch(query.text)
    if match is None or before.act is not Act.TALLY or not before.ranked:
        return None
    descending = match["edge"] in "多忙重晚后"
    position = read_numeral(match["place"]) if match["place"] else 1
    tallies = tuple(
        replace(tally, descending=descending, position=position or 1) for tally in before.tallies
    )
    return before.with_(text=query.text, follows=True, tallies=tallies)


def _owns(query: Query) -> bool:
    """和公卫处一样的: a department to compare with; 同一大项里公卫处牵头的 narrows."""
    return bool(query.bindings) and not (query.lists and all(b.stated for b in query.bindings))


def _last_two(query: Query, context: Context) -> Query | None:
    """谁更多: the departments of the last two questions, in the role that was asked about."""
    if context.query.act is Act.COMPARE and len(context.query.bindings) > 1:
        return context.query.with_(text=query.text, counts=query.counts, follows=True)
    sides = [turn for turn in (context.previous, context.query) if turn is not None]
    bindings = tuple(b for turn in sides for b in turn.bindings[:1])
    if len(sides) < 2 or len(bindings) < 2 or not all(map(by_department, sides)):
        return None
    return query.with_(
        follows=True, act=Act.COMPARE, bindings=bindings, tallies=(), topic="",
        filter=context.query.filter, time_text=context.query.time_text,
    )  # fmt: skip


def _is_same_owner(query: Query, context: Context) -> bool:
    """也是这个处吗, 是同一家吗: the owner of the item at hand and of the one before."""
    asked = query.yes_no and (_ABOUT_OWNER.search(query.text) or query.same == (Aspect.LEAD,))
    named = query.topic or query.numbers or query.bindings
    return bool(asked and not named and context.focus and context.earlier and context.earlier[-1])


def _elsewhere(query: Query, context: Context) -> bool:
    """浦东这边谁落实, 区里是哪两个处一起牵头: the item at hand, in another document."""
    at_home = {item_id.partition("#")[0] for item_id in context.focus} & set(query.doc_ids)
    named = query.topic or query.numbers or query.bindings or query.time_text or query.counts
    return bool(context.focus) and not (at_home or named)


def _of_part_in_one(before: Query, context: Context) -> bool:
    """我问的是牵头, after 备案那条，生物医药处是什么角色: of that item, not of the department."""
    unsaid = not any(binding.stated for binding in before.bindings)
    return unsaid and bool(before.topic) and len(context.focus) == 1


def _asks_same(query: Query, before: Query) -> bool:
    """公卫处几项, right after 医政处牵头几项: the role is the one asked about before."""
    bare_name = not (query.topic or query.numbers or query.filter != ItemFilter() or query.tallies)
    unsaid = bool(query.bindings) and not any(b.stated or b.negated for b in query.bindings)
    stated = bool(before.bindings) and all(b.stated for b in before.bindings)
    brief = len(query.text) <= _BRIEF and query.noun is not Noun.TASK
    counted = query.counts and before.counts
    only_named = not (query.counts or query.lists or query.asks_who or query.yes_no or query.roles)
    return bare_name and unsaid and stated and brief and (counted or only_named)


def _beside_focus(query: Query, context: Context) -> Query:
    """跟它同一组的呢, 这个处同一个月还有什么: what shares something with the item at hand."""
    query = query.with_(follows=True, focus=context.focus, topic="", aspects=())
    if query.owner_pronoun and context.owners and not _ABOUT_OWNER.search(query.text):
        query = _same_owner(query, context)
    return query.with_(act=Act.COUNT if query.counts and query.act is Act.COUNT else Act.LIST)


def _added_up(query: Query, context: Context) -> Query:
    """两家加起来: the items of this and the earlier answer together."""
    several = _NUMERAL_BEFORE.search(query.text)
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


def _of_kind(text: str, context: Context) -> tuple[str, ...]:
    """这家医院还做什么: of those whom the item at hand names, the hospital."""
    kind = _OWNER_OF_KIND.search(text)
    return tuple(n for n in context.named if n.endswith(kind[1])) if kind else ()


def _same_owner(query: Query, context: Context) -> Query:
    """这个处还牵头什么: the department that the last answer named; of another matter, whether."""
    roles = query.roles or (Role.LEAD,)
    if query.topic and not (query.lists or query.counts or query.more):
        roles = query.roles or context.query.roles or roles
        owners = Binding(context.owners, roles, together=False)
        return query.with_(follows=True, bindings=(owners,), act=Act.LOOKUP, yes_no=True)
    of_kind = _of_kind(query.text, context)
    if of_kind:
        binding = Binding(of_kind, tuple(Role), together=False)
    else:
        binding = Binding(
            context.owners, roles, together=query.together and len(context.owners) > 1
        )
    act = Act.COUNT if query.counts else Act.LIST
    wanted = query.filter
    if _ELSE.search(query.text) and len(context.focus) == 1:
        wanted = replace(wanted, excluded_ids=context.focus)  # 这个处还管哪些: beside this one
    return query.with_(
        follows=True, bindings=(binding,), aspects=(), act=act, topic="", filter=wanted
    )
