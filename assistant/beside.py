"""Set something beside the item at hand: 跟56是同一个处带的么, 除了这条，6月还有别处要交的吗."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.numerals import NUMERAL
from assistant.query import Act, Aspect, Binding, Query
from assistant.turns import Context
from ingest import PolicyItem, Role

_ONES = "(?:个|件|项|条|桩|样)"
_THESE = (
    "(?:这|那|上面|上述|刚才|前面)(?:说|讲|列|提)?的?"
    f"(?:些|几{_ONES}|(?:{NUMERAL})?{_ONES})?(?:任务|事项|事)?|它们?"
)
# 除了这条，6月还有别处要交的吗
_BESIDES = re.compile(
    f"^(?:那么?|好的?|嗯|，)*(?:除(?:了|去|开|掉)?|不算|撇开|刨[去开]|抛开|去掉|扣掉)(?:{_THESE})(?:之外|以外|外|不算|不说)?[，,]?(?P<rest>.+)$"
)
# 医政处在这条之外还给谁帮过忙
_BEYOND_THIS = re.compile(
    "(?:在|除了?|除开|撇开)(?:(?:这|那)(?:一)?(?:条|项|个|件|桩)(?:任务|事)?|它)(?:之外|以外|外)?[，,]?(?P<still>还|又|另)"
)
# 这个处除了这一项还牵头多少项, 它除了干这个，还干别的吗
_DOES = "牵头|配合|落实|承接|承担|负责|参与|管|干|做|弄|搞|办|牵"
_BUT_THIS = re.compile(
    f"(?:在)?(?:除(?:了|去|开|掉)?|不算|撇开|刨[去开掉]|抛开|去掉|扣掉|扣除)(?:{_DOES})?(?:了|着)?(?:{_THESE}|这(?:一)?{_ONES}?)(?:任务|事|活儿?)?"
    "(?:之外|以外|外|不算|不说)?[，,]?"
)
_ASKS_FURTHER = re.compile(
    f"(?:还|另外?|再|又|别的|其[他它])(?=.*(?:{_DOES}|有|别|其|几|多少|哪))|别的|其[他它]"
)
# 它, 这个处, 疾控那边: whose others are asked for; nobody is whoever was told.
_WHOSE = re.compile(
    f"^(?:那么?|，|在)*(?:(?:它|他|她|人家)们?|[这那该]一?(?:个|家)?(?:他们|它们)?(?P<kind>[^，。？{{}}]{{0,4}}?(?:处室?|部门|单位|科室|中心|所|医?院))|他们处|它们处)?(?:那边|这边|自己)?"
    f"(?=[，还另再又别其手]|名下|{_DOES}|$)"
)
_STILL = re.compile("还|另")
_ELSE = re.compile(
    "(?:还有?|另外有?|又有)?(?:没有?|有没有|有无)?(?:别|其[他它]|另外|旁|兄弟|外)的?(?:家|处室?|部门|单位|科室|人)(?:的|那里|那边|手里|名下)?"
)
# 跟56是同一个处带的么, 57也归它吗
_OFFICE = "(?:处室?|部门|单位|家|科室|班人|拨人|帮人)"
_SAME_OFFICE = re.compile(
    f"(?:是不是|是否|是|由|归|都是|也是)*(?:同)?(?<![只仅])一(?:个|家|帮|拨|班){_OFFICE}?[^，。？]{{0,6}}?(?:吗|么|嘛|吧|不|没|$|[？?。])"
)
_ITS = re.compile("(?:也|还)?(?:是|由|归)(?:它|他们|他|人家|这个?处|那个?处)")  # 57也归它吗
_SAME_TIME = re.compile(
    "(?:同)?一个?(?:月|时间|日子|期限|时候)|同[时月](?:交|完|到)|也是(?:这|那)个?(?:月|时间|时候)"
)
# 跟47比，落实那栏有啥不一样
_COMPARED = re.compile(
    f"(?:跟|和|与|同|比)(?:任务|第)?{NUMERAL}(?:号|项|条|个)?(?:任务)?(?:比|相比|对比|比较|放一?起|摆一?起|对照|的?(?:区别|不同|差别|差在|不一样))"
)
_AND = re.compile("^(?:那么?|，|哦|嗯)*(?:它|这[个条项]|该[项条])?(?:跟|和|与|同|比)")
_WITH_IT = re.compile("(?:跟|和|与|同)(?:它|[这那][个条项]|刚才|上面|前面)|也|同一|一个|一家")


def beside(
    query: Query,
    context: Context,
    read: Callable[[str], Query],
    items: Callable[[Sequence[str]], list[PolicyItem]],
) -> Query | None:
    """The question of another number beside the item at hand, or of what is not in the list."""
    return (
        _with_number(query, context)
        or _but_this(query, context, read, items)
        or _beyond(query, context, read)
        or _besides(query, context, read)
    )


def _but_this(
    query: Query,
    context: Context,
    read: Callable[[str], Query],
    items: Callable[[Sequence[str]], list[PolicyItem]],
) -> Query | None:
    """这个处除了这一项还牵头多少项: what whoever is at hand or named has beside it."""
    match = _BUT_THIS.search(query.text)
    if match is None or not context.focus:
        return None
    before, after = query.text[: match.start()], query.text[match.end() :]
    rest = before + after
    asked = read(rest)
    if not _ASKS_FURTHER.search(rest) or asked.numbers or asked.tallies or asked.asks_who:
        return None
    told = items(context.focus)
    names = _names_of(rest, asked, context, told)
    if not names:
        return None
    held = [role for role in Role if any(set(names) & {*item.owners(role)} for item in told)]
    said = [
        role for role in asked.roles or _said_roles(asked) if role in held or Role.UNIT not in held
    ]
    others = Binding(names, tuple(said or held or [Role.LEAD]), together=False)
    act = Act.COUNT if asked.counts else Act.LIST
    return query.with_(
        follows=True, act=act, bindings=(others,), aspects=(), asks_who=False, yes_no=False,
        more=False, topic="", gist="", excepted="", owner_pronoun=False, pronoun=False,
        counts=asked.counts, lists=not asked.counts, claim=None, claimed=None,
        filter=replace(asked.filter, excluded_ids=context.focus),
    )  # fmt: skip


def _said_roles(asked: Query) -> tuple[Role, ...]:
    return tuple(role for b in asked.bindings if b.stated for role in b.roles)


def _names_of(
    rest: str, asked: Query, context: Context, told: Sequence[PolicyItem]
) -> tuple[str, ...]:
    """Whose others are asked for: who is named, who is of the kind, or who was told."""
    named = [b for b in asked.bindings if b.written and not b.negated]
    if named:
        return named[0].names if len(named) == 1 else ()
    whose = _WHOSE.match(rest)
    if whose is None:
        return ()
    kind = whose["kind"] or ""
    if kind.endswith("单位"):
        return tuple(dict.fromkeys(n for item in told for n in item.owners(Role.UNIT)))
    of_kind = [n for n in context.named if kind and _is_kind(kind, n)]
    return tuple(of_kind) or context.owners


def _is_kind(kind: str, name: str) -> bool:
    return kind[-1] not in "处室门位" and (kind in name or name.endswith(kind[-1]))


def _beyond(query: Query, context: Context, read: Callable[[str], Query]) -> Query | None:
    """What else a department that is named has, beside the item at hand."""
    this, text = _BEYOND_THIS.search(query.text), query.text
    if this is not None:  # 公卫处除了这个还牵头哪些: as 公卫处还牵头哪些
        query = read(f"{text[: this.start()]}{this['still']}{text[this.end() :]}")
    named = [b for b in query.bindings if b.written and not b.negated]
    # 组织人事处还配合别的吗, of one item that was told
    further = query.more and len(context.focus) == 1 and _STILL.search(query.text)
    if len(named) != 1 or not context.focus:
        return None
    if not (further or this):
        return None
    if query.topic or query.numbers or query.tallies:
        return None
    bound = replace(named[0], roles=query.roles or named[0].roles)
    act = Act.COUNT if query.counts else Act.LIST
    return query.with_(
        text=text, follows=True, act=act, bindings=(bound,), aspects=(), asks_who=False,
        yes_no=False, more=False, filter=replace(query.filter, excluded_ids=context.focus),
    )  # fmt: skip


def _with_number(query: Query, context: Context) -> Query | None:
    """Whether the item at hand and the one of a number have the same office or time."""
    one = len(query.numbers) == 1 and len(query.numbers[0].numbers) == 1
    if not one or query.numbers[0].of_place or len(context.focus) != 1:
        return None
    if query.lists or query.counts or query.bindings or query.topic or query.numbers[0].span:
        return None
    if not (_AND.match(query.text) or _WITH_IT.search(query.text)):
        return None
    if _ITS.search(query.text) and query.yes_no and context.owners and not query.same:
        roles = query.roles or context.query.roles or (Role.LEAD,)
        owners = Binding(context.owners, roles, together=len(context.owners) > 1)
        return query.with_(
            follows=True, bindings=(owners,), act=Act.LOOKUP, aspects=(), owner_pronoun=False
        )
    if _COMPARED.search(query.text):
        return query.with_(
            follows=True, focus=context.focus, act=Act.COMPARE, same=query.same, yes_no=False,
            owner_pronoun=False,
        )  # fmt: skip
    office, time = _SAME_OFFICE.search(query.text), _SAME_TIME.search(query.text)
    if not (office or time):
        return None
    same = (Aspect.DEADLINE,) if time else query.same or query.aspects[:1] or (Aspect.LEAD,)
    return query.with_(
        follows=True, focus=context.focus, act=Act.COMPARE, same=same, yes_no=True, aspects=(),
        owner_pronoun=False,
    )  # fmt: skip


def _besides(query: Query, context: Context, read: Callable[[str], Query]) -> Query | None:
    """What another office has of the same kind: everything of a month but the list at hand."""
    match = _BESIDES.match(query.text)
    if match is None or not context.focus or not _ELSE.search(match["rest"]):
        return None
    asked = read(_ELSE.sub("有哪些", match["rest"], count=1))
    wanted = asked.filter if asked.time_text else context.query.filter
    named = asked.topic or asked.bindings or asked.numbers or asked.tallies
    if named or not (asked.time_text or context.query.time_text):
        return None
    act = Act.COUNT if asked.counts else Act.LIST
    return asked.with_(
        text=query.text, follows=True, act=act, filter=replace(wanted, excluded_ids=context.focus),
        time_text=asked.time_text or context.query.time_text, aspects=(), more=False,
        owner_pronoun=False, claimed=None, lists=act is Act.LIST,
    )  # fmt: skip
