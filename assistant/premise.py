"""Compare what a question takes for granted with what the item says."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from assistant.compose import ROLE_WORD, Writer
from assistant.query import Binding, Query
from index import ItemFilter
from ingest import PolicyItem, Role
from ingest.deadlines import days_of

_AMOUNT = re.compile("(?<![0-9.])([0-9]+(?:\\.[0-9]+)?)([万亿])(?:元|块)?(?![人次辆吨亩只株])")


# 人口家发处没份吧, 公卫处不掺和是吧
_NO_PART = re.compile(
    "(?:没有?|不|未)(?:它|他们)?的?(?:什么|啥)?(?:份儿?|沾边|沾手|沾|掺和|插手|参与|相干|在里面|在列|事儿?|活儿?)(?:的)?"
    "(?:了)?(?:吧|对吧|是吧|是不是|对不对)[？?。]?$"
)


_BY_ITSELF = "(?:单独|独自|独家|独立|单干|一家)"
_BESIDE = re.compile(
    "除了?[^，。？]{2,16}?(?:以外|之外|外)?(?:的|，)?[^，。？]{0,10}(?:还|另外?|其[他它]|别的)"
)


@dataclass(frozen=True, slots=True)
class Premise:
    """What was checked: whether all of it holds, the correcting sentence, the words denied."""

    checked: bool
    holds: bool
    text: str
    denied: tuple[str, ...] = ()


def sets_aside(query: Query) -> bool:
    """除了区教育局，责任单位还有哪家: of an item that has it, as the question knows."""
    negated = bool(query.bindings) and all(b.negated for b in query.bindings)
    return negated and not query.yes_no and _BESIDE.search(query.text) is not None


def check(query: Query, item: PolicyItem, writer: Writer) -> Premise:
    """Check departments in roles and the month that the question names against one item."""
    wrong: list[str] = []
    denied: list[str] = []
    right: list[str] = []
    for binding in query.bindings:
        if not (binding.stated or query.yes_no or query.why):
            continue
        if _NO_PART.search(query.text) and query.yes_no:
            _check_no_part(binding, item, right, wrong)
            denied += binding.names
            continue
        if binding.negated and query.yes_no:  # 不是公卫处牵头吗 asserts what it denies
            binding = replace(binding, negated=False)
        for name in binding.names:
            _check_owner(binding, name, item, right, wrong)
            if query.yes_no and _said_alone(query.text, binding, name):
                _check_alone(binding, item, right, wrong)
            denied += [name, _as_said(binding, name)]
    if query.unknown_owner:
        role = query.roles[0] if len(query.roles) == 1 else Role.LEAD
        wrong.append(f"不是{query.unknown_owner}{ROLE_WORD[role]}")
        denied.append(query.unknown_owner)
    if query.filter != ItemFilter() and query.time_text:
        if _due_fits(writer.of_its_year(query.filter, item), item) != query.time_negated:
            right.append(f"时间节点是{writer.deadline(item)}")
        else:
            wrong.append(f"时间节点不是{query.time_text}，而是{writer.deadline(item)}")
            denied.append(query.time_text)
    checked = bool(right or wrong)
    if wrong:
        return Premise(checked, False, "，".join(wrong), tuple(denied))
    return Premise(checked, True, "，".join(dict.fromkeys(right)), tuple(denied))


def _check_no_part(binding: Binding, item: PolicyItem, right: list[str], wrong: list[str]) -> None:
    """人口家发处没份吧: that it has no part at all in the item."""
    for name in binding.names:
        held = [role for role in Role if name in item.owners(role)]
        words = "、".join(ROLE_WORD[role] for role in held)
        if held:
            wrong.append(f"{name}在这项任务中是{words}{_suffix(held)}")
        else:
            right.append(f"这项任务里没有{name}")


def _check_owner(
    binding: Binding, name: str, item: PolicyItem, right: list[str], wrong: list[str]
) -> None:
    held = [role for role in Role if name in item.owners(role)]
    fits = any(role in held for role in binding.roles)
    if fits != binding.negated:
        words = "、".join(ROLE_WORD[role] for role in (held or binding.roles))
        right.append(f"{name}{'没有' if binding.negated else '确实是'}{words}{_suffix(held)}")
        return
    asked = ROLE_WORD[binding.roles[0]]
    if held:
        words = "、".join(ROLE_WORD[role] for role in held)
        if binding.negated:  # what is denied is so
            wrong.append(f"{name}在这项任务中正是{words}{_suffix(held)}")
            return
        wrong.append(
            f"{name}在这项任务中是{words}{_suffix(held)}，不是{asked}{_suffix(binding.roles)}"
        )
    elif binding.roles[0] is Role.UNIT:
        wrong.append(f"{asked}不是{_as_said(binding, name)}")
    else:
        wrong.append(f"不是{_as_said(binding, name)}{asked}")


def _said_alone(text: str, binding: Binding, name: str) -> bool:
    """不是只有公卫处吗, 医政处单独牵头吗: nobody but this department is said to hold the role."""
    alone = "|".join(map(re.escape, {name, binding.written} - {""}))
    said = f"(?:只有|只是|只由|仅|光是?|就)(?:{alone})|(?:{alone})(?:自己|自个儿)?{_BY_ITSELF}"
    return re.search(said, text) is not None


def _check_alone(binding: Binding, item: PolicyItem, right: list[str], wrong: list[str]) -> None:
    role = next((r for r in binding.roles if set(binding.names) & {*item.owners(r)}), None)
    if role is None:
        return
    others = [name for name in item.owners(role) if name not in binding.names]
    right.clear()
    if not others:
        right.append(f"{ROLE_WORD[role]}部门只有{binding.names[0]}")
    else:
        wrong.append(f"{ROLE_WORD[role]}部门不只是{binding.names[0]}，还有{'、'.join(others)}")


def _as_said(binding: Binding, name: str) -> str:
    """A department that has nothing to do with the item, in the user's own words."""
    return binding.written if len(binding.names) == 1 and binding.written else name


def _suffix(roles: object) -> str:
    return "" if isinstance(roles, (list, tuple)) and Role.UNIT in roles else "部门"


def _due_fits(wanted: ItemFilter, item: PolicyItem) -> bool:
    deadline = item.deadline
    if deadline is None:
        return False
    if wanted.deadline_kinds:
        said = not wanted.deadline_words or any(w in deadline.text for w in wanted.deadline_words)
        fits = said and deadline.kind in wanted.deadline_kinds
        if fits or not wanted.either_time:
            return fits
    return any(_is_in(day, wanted) for day in days_of(deadline))


def _is_in(day: dt.date, wanted: ItemFilter) -> bool:
    if wanted.months and day.month not in wanted.months:
        return False
    if wanted.due_from and day < wanted.due_from:
        return False
    return not (wanted.due_to and day > wanted.due_to)


def other_amount(query: Query, item: PolicyItem) -> tuple[str, str] | None:
    """市里50亿的基金, where the item speaks of 20亿元 alone: that, and what was claimed."""
    claimed = _AMOUNT.search(query.topic)
    if claimed is None:
        return None
    told = {m.group(): float(m[1]) for m in _AMOUNT.finditer(item.text) if m[2] == claimed[2]}
    if len(told) != 1 or float(claimed[1]) in told.values():
        return None
    return next(iter(told)), claimed.group()
