"""Tell what kind of fact a question asks of the text, and which clause gives one."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.normalise import bare, normalise
from assistant.numerals import NUMERAL
from assistant.written import has_table, joined, sentences_of
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("facts.toml")
_UNITS = Path(__file__).parent / "passages" / "units.toml"
_CLAUSE = re.compile("(?<=[，。；！？\n])")
_SENTENCE = re.compile("(?<=[。；！？\n])")
PLACES = "地区"
_SOME_PLACES = 2  # in one clause, where several are asked for
_WHICH_PLACES = re.compile(
    "哪(?:几|些|[一二两三四五六七八九十]+)?个?(?:区|市|城市|省份?|县|地方|地区|街道|镇)(?!政府)"
)
_ANY_AMOUNT = re.compile(
    f"(?:{NUMERAL}|[0-9.]+)[多余]?(?:[万亿]+)?(?:[个处座家所名间套辆台张条项块对株栋幢户亩艘部支]|公里|分钟|小时)"
)
_THINGS = "个户座处套栋幢所家台辆间"
_OF_THINGS = re.compile(f"(?:[0-9.]+|{NUMERAL})[多余]?[万亿]*[{_THINGS}](?!人|月|百分点|工作日)")
_CLAIMED = re.compile(
    rf"(?!(?:19|20)[0-9]{{2}}年)(?<![0-9])(?:{NUMERAL}|[0-9.]+)[万亿]*(公里|平方米|平米|个百分点|[座处米亩吨户所间名场期年倍元块张辆天家个项件只])(?![月期])"
)
_OFFICE = (
    "[\u4e00-\u9fff]{1,16}(?:[^全本上下常党]委|委员会|局|厅|政府|部门|办公室|机关|机构"
    "|法院|检察院|街道办?|中心|派出所)"
)
# Which office does it, or to which one goes for it.
_DOES = re.compile(
    f"(?:由|经|向|到|报|交|下放|委托|会同){_OFFICE}|{_OFFICE}(?:应当?|要|须|必须|负责|会同|牵头|组织|承办|实施|批准"
    "|审批|审核|审查|办理|受理|制定|核发|依法|可以|对|予以|责令|监督|备案)"
    "|由[\u4e00-\u9fff]{2,10}(?:承担|负责|支付|缴纳|出具|赔偿)"
)
TIME = re.compile(
    "[0-9]{4}年|(?<![0-9])[0-9]{1,2}月(?![0-9]?个)|年底|年末|季度|半年|(?:每|当)[月年].{0,3}[0-9]{1,2}[日号]"
)


# 能补多少, and nothing that is counted behind it
_PAID = re.compile(
    "(?:[补奖给罚赔报领拿交缴收发贴返扣]|报销|补助|补贴|奖励|返还)(?:得?到|了|给)?"
    "(?:多少(?:个?点|钱)?(?![人个家项条次天年月种类份户座处])|几个(?:百分)?点)"
)
# What asks for the most or the least that is allowed, and how a clause says so.
_BOUNDS = (
    (
        re.compile(
            "最[多长高大晚迟]|顶多|至多|上限|封顶|顶格|能[^，。？最至]{0,4}(?:几|多少|多久|多大)"
        ),
        re.compile("不[得能]?(?:超过|高于|多于|大于|晚于)|最[多长高大]|至多|以[内下]|上限|封顶"),
    ),
    (
        re.compile("最[少短低小]|至少|起码|起步|下限"),
        re.compile("不[得能]?(?:少于|低于|小于|短于)|最[少短低小]|至少|以上|满|起"),
    ),
)
# 储存6个月以内的，不超过0.1%: of which case a clause speaks, and no limit of the time.
_OF_CASE = re.compile("以[内上下]的|[届期]满")
_STOP = re.compile("[，；。：、]")
_REACH = 10  # characters on both sides of a bound in which the amount stands


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind of fact that is asked for, and what a clause that gives one has."""

    name: str
    states: Callable[[str], object]


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...]:
    rows = read_tables(_FILE)["fact"]
    return tuple(
        (row["name"], re.compile(row["asks"]), re.compile(row["states"].replace("{NUM}", NUMERAL)))
        for row in rows
    )


def wanted(text: str, measure: str = "") -> Wanted | None:
    """The kind of fact that a question asks for: a share, an amount of money, so many 公里."""
    for name, asks, states in _kinds():
        if asks.search(text):
            return Wanted(name, states.search)
    if measure:
        return Wanted("数量", amount_of(measure).search)
    return None


def paid_wanted(text: str) -> Wanted | None:
    """能补多少, 交几个点: what is given or taken, as a sum or a share."""
    if not _PAID.search(text):
        return None
    kinds = [states for name, _, states in _kinds() if name in {"金额", "比例"}]
    return Wanted("金额", lambda clause: any(states.search(clause) for states in kinds))


def within_bounds(fact: Wanted, text: str) -> Wanted | None:
    """The fact as a limit, where a question asks for one: 最多住多久 is what 不超过6年 states."""
    asked = next((states for asks, states in _BOUNDS if asks.search(text)), None)
    if asked is None:
        return None
    return Wanted(fact.name, lambda clause: _bounds(clause, asked, fact))


def _bounds(text: str, bound: re.Pattern[str], fact: Wanted) -> bool:
    """Whether a text has a word of a bound right beside such a fact: 不得超过4个月."""
    plain = _OF_CASE.sub("，", text)
    return any(
        fact.states(_STOP.split(plain[max(0, found.start() - _REACH) : found.start()])[-1] + "以内")
        or fact.states(_STOP.split(plain[found.end() : found.end() + _REACH])[0])
        for found in bound.finditer(plain)
    )


def stated_kind(text: str) -> str:
    """The name of the kind of fact that a question asks for, whatever its measure; or empty."""
    fact = wanted(text)
    return fact.name if fact is not None else ""


def claimed(topic: str) -> tuple[str, Wanted] | None:
    """The amount that a topic takes for granted, 30座, and the kind of fact that it is."""
    match = _CLAIMED.search(topic)
    return (match.group(), Wanted("数量", amount_of(match.group(1)).search)) if match else None


def half_width(text: str) -> str:
    """A text with half-width digits and no spaces; its characters are simplified already."""
    return unicodedata.normalize("NFKC", "".join(text.split()))


def amount_of(unit: str) -> re.Pattern[str]:
    """What an amount in a unit, or in one that stands for it, looks like: 25台 where 辆 is said."""
    alike = next((family for family in _families() if unit in family), [unit])
    units = "|".join(map(re.escape, alike))
    return re.compile(f"(?:{NUMERAL}|[0-9.]+)[多余]?(?:[万亿]+)?个?(?:{units})")


@lru_cache(maxsize=1)
def _families() -> list[list[str]]:
    families: list[list[str]] = read_tables(_UNITS)["families"]
    return families


def counted_otherwise(text: str, measure: str) -> Wanted | None:
    """改多少户, of 厕所2600座: how many things there are, where a text counts but one kind of them.

    None where the measure asked for is not one of things that are built, set up or bought.
    """
    counted = _OF_THINGS.findall(text) if measure in _THINGS else []
    return Wanted("数量", _OF_THINGS.search) if len(counted) == 1 else None


def any_amount() -> Wanted:
    """How many of anything, where the question's measure word is the common one."""
    return Wanted("数量", _ANY_AMOUNT.search)


def states_amount(text: str, topic: str) -> bool:
    """Whether a clause of a text gives an amount beside words of the topic."""
    return nearness(text, topic, any_amount()) > 0


def places_wanted(text: str, named: Callable[[str], Sequence[str]]) -> Wanted | None:
    """哪几个城市: a clause that names places, as `named` finds them."""
    if not _WHICH_PLACES.search(text):
        return None
    return Wanted(PLACES, lambda clause: len(named(clause)) >= _SOME_PLACES)


def attribute_wanted(name: str, evidence: re.Pattern[str]) -> Wanted:
    """An attribute that documents seldom state, and what a text that states it has."""
    return Wanted(name, evidence.search)


def office_wanted() -> Wanted:
    """Which office does something, where no column or bracket names one."""
    return Wanted("部门", _DOES.search)


def time_wanted() -> Wanted:
    """The kind of fact that a question for a time asks for, where no deadline answers it."""
    return Wanted("时间", TIME.search)


def _pairs(text: str) -> set[str]:
    letters = bare(text)
    return {letters[at : at + 2] for at in range(len(letters) - 1)}


def nearness(
    text: str,
    topic: str,
    fact: Wanted,
    heading: str = "",
    rarity: Mapping[str, float] | None = None,
) -> float:
    """The share of a topic's pairs of characters that the nearest clause with the fact has.

    The heading speaks for every clause of its text. A pair counts by its `rarity` where that is
    known: 午餐 tells more than 食堂 where every clause has that. -1 where no clause gives such a
    fact.
    """
    weights = {p: (rarity or {}).get(p, 1.0) for word in topic.split() for p in _pairs(word)}
    whole = sum(weights.values()) or 1
    known = _pairs(heading)
    shares = (
        sum(weights[pair] for pair in weights.keys() & (known | _pairs(clause))) / whole
        for clause in _stating(_CLAUSE.split(text), fact)
    )
    return max(shares, default=-1.0)


def rarities(texts: Sequence[str]) -> dict[str, float]:
    """How much each pair of characters of some texts tells: the more, the fewer of them have it."""
    held = Counter(pair for text in texts for pair in _pairs(text))
    return {pair: math.log(1 + len(texts) / number) for pair, number in held.items()}


def sentence_of(text: str, topic: str, fact: Wanted) -> str:
    """The sentence with the fact that says most of the topic, on one line; empty without one."""
    asked = {pair for word in topic.split() for pair in _pairs(word)}
    pieces = sentences_of(text) if has_table(text) else _SENTENCE.split(text)
    found = list(_stating(pieces, fact))
    best = (
        max(found, key=lambda one: nearness(one, topic, fact) + len(asked & _pairs(one)) / 1000)
        if found
        else ""
    )
    return joined(best)


def office_sentence(text: str, topic: str) -> str:
    """The sentence that says what an office does and has most of the topic; empty without one."""
    asked = {pair for word in topic.split() for pair in _pairs(word)}
    found = [one for one in _SENTENCE.split(text) if _DOES.search(one)]
    best = max(found, key=lambda one: len(asked & _pairs(one)), default="")
    return "".join(best.split())


def _stating(pieces: Iterable[str], fact: Wanted) -> Iterable[str]:
    return (piece for piece in pieces if fact.states(normalise(piece)))
