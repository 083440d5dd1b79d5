"""Change a condition of the question before: 牵头就不限了, 牵头的换成基层处, 把10月的也加进来."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assistant.fitting import Hand
from assistant.followups import by_department, is_whole, without_times
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Binding, Query
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
_PUT_TOGETHER = re.compile(
    f"^(?:那么?|好|，|把|将|这|那|前面|上面|刚才|他|它|们)*(?:(?P<many>{NUMERAL})(?:个月|个处室?|个部门|批|拨|次|家|边|样|组|个|份|份答案))?"
    "(?:的|答案|结果|任务|清单)*(?:都|全|先)?[并合加凑拢归]?(?:到|在|成|总)?(?:一块儿?|一起|一处|一道|起来|一堆)(?:算|看|数)?$"
)
_ADDED = re.compile(
    f"{_LEADS}(?:还|也)?(?:把|将)?(?P<what>[^，。；？]{{2,14}}?)的?(?:那些|那几[项条个])?(?:也|都|一并|一起|统统)*"
    "[加算并带添放](?:进来|进去|上去|上|入|进|到一起)(?:了|吧|来)?$"
)
_HOW_MANY = re.compile("(?:总共|一共|合计|共|加起来)?(?:有|是)?(?:几|多少)[项条个件]?(?:任务)?")
_PUNCTUATION = "，。；？?"


@dataclass(slots=True)
class _Change:
    """What the clauses of a question change in the one before."""

    query: Query
    changed: bool = False


def amended(query: Query, context: Context, hand: Hand) -> Query | None:
    """The question before with a condition dropped, another in its place, or more items."""
    clauses = [c for c in re.split(f"[{_PUNCTUATION}]", query.text) if c]
    return _with_more(query, clauses, context, hand) or _otherwise(query, clauses, context, hand)


# -- a condition dropped or exchanged


def _otherwise(query: Query, clauses: list[str], context: Context, hand: Hand) -> Query | None:
    before = context.query
    if not is_whole(before) or query.numbers or not before.filtered:
        return None
    change, rest = _Change(before), []
    for clause in clauses:
        if not (
            _KEPT.match(clause) or _waive(clause, change, hand) or _exchange(clause, change, hand)
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


# -- more items


def _with_more(query: Query, clauses: list[str], context: Context, hand: Hand) -> Query | None:
    """这两个月的并到一块，再把10月的也加进来: the items of the last answers, and more."""
    together = next((m for c in clauses if (m := _PUT_TOGETHER.match(c))), None)
    added = [m["what"] for c in clauses if (m := _ADDED.match(c))]
    known = len(added) + (together is not None)
    rest = [c for c in clauses if not (_PUT_TOGETHER.match(c) or _ADDED.match(c))]
    if not known or not added or not all(_HOW_MANY.fullmatch(clause) for clause in rest):
        return None
    more = [hand.read(f"{what}的") for what in added]
    plain = all(one.filtered and not (one.topic or one.numbers) for one in more)
    alike = together is None and any(_alike(one, context.query) for one in more)
    if not plain or alike or not context.focus:
        return None
    many = (read_numeral(together["many"]) if together["many"] else 2) if together else 1
    turns = [*context.earlier, context.focus][-(many or 1) :]
    ids = [item_id for turn in turns for item_id in turn]
    for one in more:
        ids += [item.item_id for item in hand.select(one.with_(act=Act.LIST))]
    return Query(
        query.text, Act.COUNT if query.counts else Act.LIST, focus=tuple(dict.fromkeys(ids)),
        follows=True, counts=query.counts, lists=not query.counts,
    )  # fmt: skip


def _alike(more: Query, before: Query) -> bool:
    """Whether what is added is one more of the same kind: another month, another department."""
    months = bool(more.filter.months and before.filter.months)
    return months or (bool(more.bindings) and by_department(before))
