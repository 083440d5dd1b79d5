"""Answer whether somebody of an age is among those that an item names: 65周岁以上."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.numerals import NUMERAL, read_numeral
from assistant.query import Act, Query
from ingest import PolicyItem

ORDER = 15  # before the lists, which would take an age for no member
ACTS = (Act.MEMBER, Act.LOOKUP, Act.LIST)
_LOOKED_AT = 3
_AS_MUCH = 0.5  # of what the best item has of the topic; one with less is of another matter
_OLDEST = 120
_OF_ASKER = re.compile(
    f"({NUMERAL})(?:周?岁|了(?=[，。？]|$))"
    f"|(?:才|刚满?|今年|已经|都|满|[爸妈爷奶爹娘公婆叔姨舅])({NUMERAL})(?=[，。？了岁的]|$)"
)
_WHETHER = re.compile(
    "能不能|可不可以|[轮够]得?(?:到|上)|够不够|到没到|符不符合|符合|算不算|行不行"
    "|(?:够|到)(?:了)?(?:这个)?(?:岁数|年纪|年龄|线)|[能可有]?.*[吗么不没]$"
)
_BOUND = re.compile(r"([0-9]{1,3})周?岁(?:及)?以(上|下)")
_RANGE = re.compile(r"([0-9]{1,3})周?岁?(?:至|到|-|—|~)([0-9]{1,3})周?岁")


@dataclass(frozen=True, slots=True)
class _Ages:
    """The ages that an item speaks of, both ends included, in its own words."""

    written: str
    least: int
    most: int


def answer(query: Query, bench: Bench) -> Draft | None:
    """Yes or no by the age that the question names; None where either names none."""
    age = _age_of(query.text)
    if age is None or query.numbers or not _WHETHER.search(query.text.rstrip("？?。")):
        return None
    decision = bench.look(query.with_(aspects=()))
    if not decision.sure:
        return None
    best = bench.found[0].coverage
    for evidence in bench.found[:_LOOKED_AT]:
        ages = _ages_in(evidence.item.text)
        if ages is not None and evidence.coverage >= _AS_MUCH * best:
            return _verdict(age, ages, evidence.item, bench)
    return None


def _age_of(text: str) -> int | None:
    match = _OF_ASKER.search(text)
    age = read_numeral(match.group(1) or match.group(2)) if match else None
    return age if age is not None and 0 < age <= _OLDEST else None


def _ages_in(text: str) -> _Ages | None:
    bound, between = _BOUND.search(text), _RANGE.search(text)
    if between:
        return _Ages(between.group(), int(between.group(1)), int(between.group(2)))
    if bound is None:
        return None
    limit, upwards = int(bound.group(1)), bound.group(2) == "上"
    return _Ages(bound.group(), limit if upwards else 0, _OLDEST if upwards else limit)


def _verdict(age: int, ages: _Ages, item: PolicyItem, bench: Bench) -> Draft:
    mark = bench.writer.mark(item)
    if ages.least <= age <= ages.most:
        text = f"符合年龄：{mark}写的是“{ages.written}”，{age}岁在其中。"
    else:
        text = f"不符合：{mark}写的是“{ages.written}”，{age}岁不在其中。"
    body = Statement(f"{text}\n\n{bench.writer.attributes(item, ()).text}", (item,), (age,))
    limits = Statement("别的条件文件没有写，具体请以办事指南和窗口答复为准。")
    return Draft((body, limits), reason="按年龄对照")
