"""Read which articles of a rule the ones with penalties are about: 违反本办法第十五条规定的，…."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.normalise import bare
from assistant.numerals import NUMERAL, read_numeral
from ingest import PolicyItem

_BREACH = re.compile("违反本[^，。；]{1,8}?第[^，。；]*")
_ARTICLE = re.compile(f"第({NUMERAL})条")


def referred(item: PolicyItem) -> set[int]:
    """The numbers of the articles whose breach an article is about."""
    said = _BREACH.search("".join(item.text.split()))
    numbers = _ARTICLE.findall(said.group()) if said else []
    return {number for one in numbers if (number := read_numeral(one)) is not None}


def is_of_these(costs: PolicyItem, near: Sequence[PolicyItem]) -> bool:
    """Whether an article with a penalty, or one whose breach it is about, is among the nearest."""
    numbers = referred(costs)
    return not numbers or any(item == costs or item.number in numbers for item in near)


def tells_itself(topic: str, costs: PolicyItem, broken: PolicyItem) -> bool:
    """未经备案擅自投放的，处…: whether an article with a penalty says what is asked of as well as
    the one that it refers to, which then need not be shown beside it.
    """
    asked = {pair for word in topic.split() for pair in _pairs(word)}
    said = {pair for pair in asked if pair in bare(costs.text)}
    return bool(said) and said >= {pair for pair in asked if pair in bare(broken.text)}


def _pairs(word: str) -> set[str]:
    letters = bare(word)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}
