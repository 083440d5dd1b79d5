"""Which known way of going on a follow-up is, by what is at hand and what it says itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.conversation import SUM, names_itself
from assistant.followups import by_department
from assistant.leaning import adds_or_takes, points
from assistant.of_the_list import REMAINING
from assistant.pointing import BOTH, NEIGHBOUR
from assistant.query import Aspect, Noun, Query
from assistant.stepping import steps_on
from assistant.turns import Context
from index import CountRange

ALL, ITEM, LIST, TALK = "all.", "item.", "list.", "talk."
DOUBT = "item.doubt"


@dataclass(frozen=True, slots=True)
class Plain:
    """Plain words for a question, the way of asking that they are, and how likely that is."""

    words: str
    way: str
    likely: float

    @property
    def goes_on(self) -> bool:
        """Whether it asks of what was told before."""
        return not self.way.startswith(ALL)


# What is asked of one item, and of each of several.
_OF_EACH = {
    "item.lead": "list.leads",
    "item.coop": "list.coops",
    "item.unit": "list.units",
    "item.time": "list.times",
    "item.text": "list.half",
}
_OF_ONE = {several: one for one, several in _OF_EACH.items()}
# 九月底前的有哪些, which a list before makes narrower.
_NARROWER = {
    f"all.{name}": f"list.{name}"
    for name in ("month", "by", "year", "hasmonth", "nocoop", "hascoop", "joint", "unit")
}
_OTHER_OFFICE = "list.otherdept"
_OF_OFFICE = {"list.role", _OTHER_OFFICE}
_ANY_HAND = {"list.role", "list.back"}
# Ways that say themselves which item they step to, whatever the words for it.
_STEPS = {"item.next", "item.prev"}
_PLACED = {*_STEPS, "item.first_item", "list.back"}
_PLACES = {
    "list.first": 1, "list.firstunit": 1, "list.firstlead": 1, "list.second": 2, "list.third": 3,
}  # fmt: skip
_BESIDE_THIS = re.compile("别的|其[他它]|另外")
_FURTHER_STEPS = re.compile("[两二三四五六七八九](?:个|条|项|件|行|号)")
_WITHOUT = {"list.notlead", "list.notyear", "list.except_first"}
# Ways that ask of the item at hand, and of nothing that shares something with it.
_OF_ITEM = {
    "item.lead", "item.coop", "item.unit", "item.time", "item.coop_time", "item.unit_time",
    "item.all", "item.both", "item.text", "item.group", "item.section", "item.number",
}  # fmt: skip
_OF_ROLE = {"item.lead", "item.coop", "list.leads", "list.coops"}
_PLACE_IN_TABLE = {"item.group", "item.section"}
_LIMIT = "期限"  # a fact that a deadline tells
# How likely a way must be against what its words seem to say.
_LIKELIER, _SURELY = 0.75, 0.9
_MANY = 10**6  # owners, where no most is said
_HELD = ("doc_ids", "union", "same", "mutual", "measure")


def fitted(way: str, context: Context, *, follows: bool) -> str:
    """The way as of what is at hand, one item or several; nothing where it is of neither."""
    several = len(context.focus) > 1
    if follows and several:
        way = _NARROWER.get(way, way)
    way = (_OF_EACH if several else _OF_ONE).get(way, way)
    if way == _OTHER_OFFICE and not several:
        return way  # 那公卫处呢: what it has to do with the item
    if way in _OF_OFFICE and not by_department(context.query):
        return ""
    if way.startswith((ITEM, LIST)) and way not in _ANY_HAND:
        return way if several == way.startswith(LIST) else ""
    return way


def holds(
    plain: Plain, read: Query, own: Query, said: str, context: Context, *, answered: bool
) -> bool:
    """Whether plain words have what a follow-up, as it was `said`, holds; both read by themselves.

    `answered` says whether something was found for its own words.
    """
    if answered and plain.way in _STEPS and NEIGHBOUR.search(own.text):
        return False  # 再上一条呢: says itself which way it steps
    listed = plain.way.startswith(LIST)
    if listed and own.noun in {Noun.GROUP, Noun.SECTION}:
        return False  # 第三大项呢, after a list: another one of those
    if answered and own.same and own.same == read.same:
        return False  # 这一大项还有别的吗: its own words leave out what was told
    if answered and not listed and own.more and "还" not in plain.words:
        return False
    if answered and own.owner_pronoun and _BESIDE_THIS.search(own.text):
        return False  # 他们处还有别的牵头任务吗: beside the one that was told
    pronoun = own.pronoun or own.owner_pronoun
    if pronoun and by_department(context.query) and plain.way in _OF_ROLE:
        return False  # 它牵头的呢, after what an office cooperates in: the office
    if own.claim or own.subject or own.share or own.excepted or own.conditions:
        return False
    timed = own.fact == _LIMIT and Aspect.DEADLINE in read.aspects
    if (own.fact and not timed) or own.why or own.of_columns or names_itself(own):
        return False
    counts = [one for one in own.filter.owner_counts if one not in read.filter.owner_counts]
    least = _SURELY if answered else _LIKELIER
    if counts and (plain.likely < least or _contradict(counts, read.filter.owner_counts)):
        return False
    held = (one for one in _HELD if getattr(own, one) and plain.way not in _PLACE_IN_TABLE)
    if any(getattr(own, one) != getattr(read, one) for one in held):
        return False
    if context.earlier and (SUM.match(own.text) or REMAINING.match(own.text)):
        return False  # 加起来多少, 剩下的呢: of the lists before as well
    denied = any(b.negated for b in own.bindings) and not any(b.negated for b in read.bindings)
    if listed and plain.way not in _WITHOUT and (denied or adds_or_takes(said)):
        return False
    if points(own.text, back=bool(context.earlier)) and plain.way not in _PLACED:
        return False
    if answered and own.corrects and own.roles and by_department(context.query):
        return False  # 我问的是牵头: what the office leads
    if own.time_negated and not read.time_negated:
        return False  # 不是10月的有没有
    if steps_on(own.text):
        return False  # 第三名呢, 接下来的节点呢: neither the third of a list nor the item at hand
    both = BOTH.search(own.text)
    if both and (plain.way in _PLACES if listed else plain.likely < _SURELY):
        return False
    return _same_places(plain.way, read, own)


def _contradict(own: Sequence[CountRange], read: Sequence[CountRange]) -> bool:
    """独个儿牵的 against 共同牵头: whether no item has so many owners of a role as both say."""
    return any(
        one.role is other.role
        and max(one.least or 0, other.least or 0)
        > min(n for n in (one.most, other.most, _MANY) if n is not None)
        for one in own
        for other in read
    )


def _same_places(way: str, read: Query, own: Query) -> bool:
    """Whether the numbers and places that a follow-up says are those of its plain words."""
    if any(Noun.ITEM not in ref.nouns for ref in own.numbers):
        return False  # 第二部分
    numbers = {number for ref in own.numbers for number in ref.numbers}
    if way in _STEPS:
        return numbers <= {1} and not _FURTHER_STEPS.search(own.text)
    if way in _PLACED:
        return not numbers
    if own.ordinal is not None:
        numbers.add(own.ordinal)
    said = {number for ref in read.numbers for number in ref.numbers}
    return numbers <= {*said, read.ordinal, _PLACES.get(way)}


def stays(way: str, read: Query, context: Context) -> bool:
    """Whether plain words that ask of the item at hand were completed so."""
    return way not in _OF_ITEM or read.focus == context.focus
