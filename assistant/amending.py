"""Change a condition of the question before: 牵头就不限了, 牵头的换成基层处."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.fitting import Hand
from assistant.followups import is_whole, without_times
from assistant.query import Act, Binding, Noun, Query
from assistant.turns import Context
from index import ItemFilter
from ingest import Role

_ROLES = (
    ("牵头|主责|主办|负责", Role.LEAD),
    ("配合|协办|协助", Role.COOPERATING),
    ("委属|单位|落实|承接|承办", Role.UNIT),
)
_TIME = re.compile("月|时间|期限|时限|节点|日期|截止")
_ANY_OFFICE = re.compile("处室?$|部门$|科室$|谁$")
_WHICH = (
    "(?P<what>[^，。；？不]{1,10}?)(?:的|这个|这条|那个|这项)?"
    "(?:条件|限制|要求|方面)?(?:上|那边|这块)?"
)
_LEADS = "^(?:那么?|好的?|哦|行|，|这回|这次|现在|先|再|就)*"
# 牵头就不限了, 监督所也不管它; 不看月份了, 别管是哪个处牵头
_WAIVED = re.compile(
    f"{_LEADS}{_WHICH}(?:就|也|都|先|可以|咱)*(?:不限(?:制|定)?|不管|不论|不看|不卡|不计较|不要求|不作要求|放开|不用管|别管|无所谓|不拘|都行|都可以|都成)"
    "(?:[它他]|这个)?(?:们)?(?:了|吧|啦|掉|咯)*$"
)
_WAIVED_FIRST = re.compile(
    f"{_LEADS}(?:(?:不限(?:制|定)?|不管|不论|不看|不卡|别管|不用管)(?:掉|了|是|什么)*"
    "(?P<what>[^，。；？的]{1,10}?)(?:是谁|的?条件|的?限制|的?要求|了|吧|啦)*"
    "|(?:放开|去掉|取消|拿掉)(?:对)?(?P<condition>[^，。；？]{1,10}?)的?(?:这个|这条)?(?:条件|限制|要求)(?:了|吧|啦)*)$"
)
_KEPT = re.compile(
    "^(?:那么?|，)*[^，。；？]{1,8}?(?:都|也|还|仍|仍然|全)*(?:不变|照旧|不动|保留|保持|还是(?:那个|原来|一样)|一样|照样)(?:的|不变)?$"
    "|^(?:只|光|就|单)(?:看|按|管|留|论)(?:月份?|时间|期限|牵头|配合|单位)(?:的|就行|这条)*$"
)
_EXCHANGED = re.compile(
    f"{_LEADS}(?:把|将)?(?P<what>[^，。；？]{{0,10}}?)(?:的|部门|处室|单位)*(?:换成|换作|换为|改成|改为|改作|变成)"
    "(?P<new>[^，。；？]{2,12}?)(?:的)?(?:再|重新)?(?:看看?|来|查|列|数|算)?(?:一[遍下次])?(?:呢|吧)?$"
)
# 不算配合的呢, of what an office leads or helps with
_ROLE_OUT = re.compile(
    f"{_LEADS}(?:如果|要是|把)*(?:(?:不算|不计|不含|不包括|去掉|刨去|刨掉|除去|撇开|抛开|剔除|扣掉)(?:它|掉|上)*"
    "(?P<what>配合|协办|协助|牵头|主责)(?:的|那些|部分|任务)*"
    "|(?P<other>配合|协办|协助|牵头|主责)的(?:那些|部分|任务)*(?:都|就|先)*(?:不算|不计|不要|去掉|刨去|刨掉|扣掉|剔除))(?:的?话|呢|了|吧)*$"
)
_THAT_ONE = re.compile("^[这那][几两]?[家个]$")  # 牵头的那家: an office
_PUNCTUATION = "，。；？?"


@dataclass(slots=True)
class _Change:
    """What the clauses of a question change in the one before."""

    query: Query
    changed: bool = False


def corrected(query: Query, context: Context) -> Query | None:
    """错了，我问的是配合的: the question before of the office, role or month that was meant."""
    before = context.query
    topic = _THAT_ONE.sub("", query.topic)
    only = query.corrects and not (topic or query.numbers or query.tallies or query.asks_who)
    of_item = len(context.focus) == 1 and not (before.bindings or query.lists or query.counts)
    if only and of_item and query.roles and not query.bindings and query.noun is not Noun.TASK:
        # 我说的是负责的那个处, of the item at hand
        return query.with_(
            follows=True, focus=context.focus, act=Act.LOOKUP, owner_pronoun=False, yes_no=False,
            topic="",
        )  # fmt: skip
    if not only or not (is_whole(before) and before.bindings) or len(query.bindings) > 1:
        return None
    if query.bindings and query.bindings[0].stated and not query.bindings[0].negated:
        bindings = _instead(query.bindings[0], before)
    elif query.roles and not query.bindings and len(before.bindings) == 1:
        bindings = (replace(before.bindings[0], roles=query.roles, stated=True),)
    else:
        return None
    timed = {"filter": query.filter, "time_text": query.time_text, "windows": query.windows}
    return before.with_(
        text=query.text, follows=True, bindings=bindings, aspects=(), yes_no=False, claimed=None,
        focus=(), **(timed if query.time_text else {}),
    )  # fmt: skip


def _instead(meant: Binding, before: Query) -> tuple[Binding, ...]:
    """The bindings before, with one in place of those of the same office or the same role."""
    roles, names = set(meant.roles), set(meant.names)
    kept = [b for b in before.bindings if not (roles & set(b.roles) or names & set(b.names))]
    return (meant, *kept)


def amended(query: Query, context: Context, hand: Hand) -> Query | None:
    """The question before with a condition dropped, or another in its place."""
    clauses = [c for c in re.split(f"[{_PUNCTUATION}]", query.text) if c]
    before = context.query
    if not is_whole(before) or query.numbers or not before.filtered:
        return None
    change, rest = _Change(before), []
    for clause in clauses:
        if not (
            _KEPT.match(clause)
            or _leave_role_out(clause, change)
            or _waive(clause, change, hand)
            or _exchange(clause, change, hand)
        ):
            rest.append(clause)
    if not change.changed:
        return None
    asked = hand.read("，".join(rest)) if rest else None
    if asked is not None and (asked.topic or asked.filtered or asked.tallies):
        return None  # says a condition of its own
    counts = asked.counts if asked is not None else before.counts
    return change.query.with_(
        text=query.text, follows=True, focus=(), yes_no=False, claimed=None,
        act=Act.COUNT if counts else Act.LIST, counts=counts, lists=not counts, aspects=(),
    )  # fmt: skip


def _role(words: str) -> Role | None:
    return next((role for pattern, role in _ROLES if re.search(pattern, words)), None)


def _leave_role_out(clause: str, change: _Change) -> bool:
    """不算配合的: without one role of an office that was asked for in several."""
    match = _ROLE_OUT.match(clause)
    role = _role(match["what"] or match["other"]) if match else None
    held = [b for b in change.query.bindings if role in b.roles and len(b.roles) > 1]
    if not held or len(change.query.bindings) > 1 or held[0].negated:
        return False
    left = tuple(r for r in held[0].roles if r is not role)
    change.query = change.query.with_(bindings=(replace(held[0], roles=left, stated=True),))
    change.changed = True
    return True


def _waive(clause: str, change: _Change, hand: Hand) -> bool:
    """牵头就不限了: without the condition that the words are of, where the question had one."""
    match = _WAIVED.match(clause) or _WAIVED_FIRST.match(clause)
    if match is None or "还是" in clause:
        return False
    what, before = match["what"] or match.groupdict().get("condition", ""), change.query
    names = {name for b in hand.read(what).bindings for name in b.names}
    role = _role(what)
    kept: tuple[Binding, ...] = before.bindings
    if names:
        kept = tuple(b for b in kept if not names & set(b.names))
    elif role is not None:
        kept = tuple(b for b in kept if role not in b.roles)
    elif _ANY_OFFICE.search(what):
        kept = tuple(b for b in kept if Role.UNIT in b.roles)
    if kept != before.bindings:
        change.query = before.with_(bindings=kept)
    elif not names and _TIME.search(what) and before.time_text:
        plain = without_times(before.filter)
        change.query = before.with_(filter=plain, time_text="", time_negated=False, windows=())
    else:
        return bool(names or role)  # 监督所也不管它: was no condition
    change.changed = True
    return True


def _exchange(clause: str, change: _Change, hand: Hand) -> bool:
    """牵头的换成基层处: another department in the role, another month."""
    match = _EXCHANGED.match(clause)
    if match is None:
        return False
    new, before = hand.read(match["new"]), change.query
    if new.topic or new.numbers or not new.filtered:
        return False
    if new.bindings:
        place = _exchanged(match["what"], new.bindings[0], before, hand)
        if place is None:
            return False
        old = before.bindings[place]
        binding = replace(old, names=new.bindings[0].names, written=new.bindings[0].written)
        bindings = (*before.bindings[:place], binding, *before.bindings[place + 1 :])
        change.query = before.with_(bindings=bindings)
    elif before.time_text and new.time_text:
        wanted = replace(
            without_times(before.filter),
            **{name: getattr(new.filter, name) for name in _times_of(new.filter)},
        )
        change.query = before.with_(
            filter=wanted, time_text=new.time_text, time_negated=False, windows=new.windows
        )
    else:
        return False
    change.changed = True
    return True


def _times_of(wanted: ItemFilter) -> list[str]:
    plain = without_times(wanted)
    return [
        name
        for name in ItemFilter.__dataclass_fields__
        if getattr(plain, name) != getattr(wanted, name)
    ]


def _exchanged(what: str, new: Binding, before: Query, hand: Hand) -> int | None:
    """Which department of the question before another takes the place of."""
    names = {name for b in hand.read(what).bindings for name in b.names} if what else set()
    role = _role(what)
    for place, binding in enumerate(before.bindings):
        if names:
            fits = bool(names & set(binding.names))
        elif role is not None:
            fits = role in binding.roles
        else:
            fits = bool(set(new.roles) & set(binding.roles))
        if fits:
            return place
    return None
