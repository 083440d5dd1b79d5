"""Which items of a list are as is said of them: 没写企业的, 监督所掺和的."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Binding, Query
from ingest import PolicyItem, Role

_DENIED = re.compile(
    "^(?:而且|并且|但是?|又|也|却|还)*(?:没有?|不|未)(?:写|提|带|含|涉及|列|填|标|说|沾)?(?:到|上|着)?"
)
_CLAUSES = re.compile("[、，；]|而且|并且|但是?(?=[没不未])")
# 社区卫生服务中心份儿, 监督所掺和: taking part, in whatever role.
TAKES_PART = re.compile(
    "[也都还得要有的]*(?:份儿?|掺和|沾边|沾手|沾|插手|经手|过手|上|挂名|参与|参加|在内|有关|相关|出面|露面|名字)*[的吗]*"
)

# 三家的, 两个处一起牵的: by how many lead them
SO_MANY_LEAD = re.compile(
    f"(?:是|由)?(?P<many>{NUMERAL})(?:家|个处室?|个部门)(?:一起|共同|联合|合着|一块儿?)?(?:牵头?|挑头)?的?"
)
_KIND = re.compile("(?<=..)(?:类|方面|领域|口子|条线|那块|这块|那摊|那边|口)$")  # 监管类
_BEFORE_NAME = re.compile(
    "^(?:里头|里面|当中|只|也|还)*(?:有|写|是|归|由|跟|和|让|给|带|含|列|填|挂|提)?(?:着|了|到)?"
)
_ASKS = re.compile(
    "[，。？?]?(?:还|都|又|分别)?(?:有|是)?(?:哪些|哪几[项条个件]|几[项条个件]|哪[一]?[项条个件])(?:呢|来着)?[？?]?$"
    "|^(?:哪些|哪几[项条个件]|哪一?[项条个件])(?:是|还|也|又|都)?"
    "|[？?].*$"
)


@dataclass(frozen=True, slots=True)
class Hand:
    """What a list at hand is looked at with."""

    items: Callable[[Sequence[str]], list[PolicyItem]]
    read: Callable[[str], Query]
    select: Callable[[Query], list[PolicyItem]]
    found: Callable[[Query, Sequence[str]], list[PolicyItem]]  # what a topic is of, among some
    answered: Callable[[Query], tuple[str, ...]]  # the items that answer a question


def without_asking(text: str) -> str:
    """只写医疗机构、没写企业的 of 只写医疗机构、没写企业的有哪些."""
    before = None
    while before != text:
        before, text = text, _ASKS.sub("", text)
    return text


def fitting(said: str, ids: Sequence[str], hand: Hand) -> list[str]:
    """Those of the items of which all that is said holds."""
    kept = list(ids)
    for clause in filter(None, _CLAUSES.split(said.strip("，。？?"))):
        kept = _fit(clause, kept, hand)
    return kept


def _fit(clause: str, ids: Sequence[str], hand: Hand) -> list[str]:
    so_many = SO_MANY_LEAD.fullmatch(clause)
    if so_many is not None:
        many = read_numeral(so_many["many"])
        return [i.item_id for i in hand.items(ids) if len(i.owners(Role.LEAD)) == many]
    query = hand.read(clause)
    denied = _DENIED.match(clause) is not None
    owned = _owned(query, ids, hand)
    if owned:
        turned = any(b.negated for b in query.bindings) or (denied and not query.bindings)
        return [i for i in ids if (i in owned) != turned]
    if query.filtered:
        chosen = hand.select(query.with_(focus=tuple(ids), act=Act.LIST, topic="", gist=""))
        fit = {item.item_id for item in chosen}
        return [item_id for item_id in ids if item_id in fit]
    words = [_KIND.sub("", word) for word in query.topic.split()]
    if query.roles and not words:  # 要配合的: with somebody in the role
        held = {i.item_id for i in hand.items(ids) if any(map(i.owners, query.roles))}
        return [item_id for item_id in ids if (item_id in held) != denied]
    if not words:
        return list(ids) if _says_nothing(query) else []
    saying = [i.item_id for i in hand.items(ids) if all(bare(w) in _text(i) for w in words)]
    if not saying and not denied:
        saying = [item.item_id for item in hand.found(query, ids)]
    return [item_id for item_id in ids if (item_id in saying) != denied]


def _says_nothing(query: Query) -> bool:
    """再筛一遍: asks for a list and says nothing of its items."""
    return not (query.topic or query.filtered or query.aspects)


def _owned(query: Query, ids: Sequence[str], hand: Hand) -> set[str]:
    """The items with an owner of whose name the words are part, where some have one."""
    words = [b.written for b in query.bindings if _loose(b)] or query.topic.split()
    if (
        not words
        or (query.filtered and not query.bindings)
        or any(b.stated for b in query.bindings)
    ):
        return set()
    if query.bindings and query.topic and not TAKES_PART.fullmatch(query.topic):
        return set()
    names = [_name_in(word) for word in words]
    return {
        item.item_id
        for item in hand.items(ids)
        if all(any(name in owner for role in Role for owner in item.owners(role)) for name in names)
    }


def _loose(binding: Binding) -> bool:
    """医疗机构, which an office's name may have within it."""
    return bool(binding.written) and not binding.stated


def _name_in(written: str) -> str:
    return _BEFORE_NAME.sub("", written)


def _text(item: PolicyItem) -> str:
    owners = "".join(name for role in Role for name in item.owners(role))
    return bare(f"{item.group_title or ''}{item.text}{owners}")
