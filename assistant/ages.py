"""Read ages: how old somebody is whom a question speaks of, and which ages a text speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.numerals import NUMERAL, read_numeral

_OLDEST = 120
_KIN = "[爸妈爷奶爹娘公婆叔姨舅亲]"
# 我爹61, 爷爷今年八十五了: somebody's own age; 满60岁 may only be what is believed of a rule.
_OF_KIN = re.compile(
    f"{_KIN}(?:今年|已经|都|刚|快|虚岁|满|有)*({NUMERAL})(?=[，。？了岁的周]|[能可够][^个]|$)"
)
_OF_ASKER = re.compile(
    f"({NUMERAL})(?:周?岁|了(?=[，。？]|$))"
    f"|(?:才|刚满?|今年|已经|都|满)({NUMERAL})(?=[，。？了岁的]|$)"
)
_N = f"([0-9]{{1,3}}|{NUMERAL})"
_BOUND = re.compile(rf"(?:年?满)?{_N}周?岁(?:及|或者?)?(?:其|之)?以?(上|下)")
_FROM = re.compile(rf"年满{_N}周?岁(?!(?:及|或者?)?(?:其|之)?以?[上下])")
_RANGE = re.compile(rf"{_N}周?岁?(?:至|到|-|—|~|–)(?:不满)?{_N}周?岁")


@dataclass(frozen=True, slots=True)
class Ages:
    """The ages that a text speaks of, both ends included, in its own words."""

    written: str
    least: int
    most: int


def age_of(text: str) -> int | None:
    """How old the person is that a question speaks of; None where it says nothing of that."""
    match = _OF_KIN.search(text) or _OF_ASKER.search(text)
    said = next((group for group in match.groups() if group), "") if match else ""
    age = read_numeral(said) if said else None
    return age if age is not None and 0 < age <= _OLDEST else None


def ages_in(text: str) -> Ages | None:
    """The first ages that a text speaks of: 80至89周岁, 90周岁及以上."""
    between, bound = _RANGE.search(text), _BOUND.search(text)
    if between is not None:
        ends = [read_numeral(end) for end in between.groups()]
        if None not in ends:
            return Ages(between.group(), ends[0] or 0, ends[1] or 0)
    bound = bound or _FROM.search(text)
    limit = read_numeral(bound.group(1)) if bound is not None else None
    if bound is None or limit is None:
        return None
    upwards = bound.re is _FROM or bound.group(2) == "上"
    return Ages(bound.group(), limit if upwards else 0, _OLDEST if upwards else limit)
