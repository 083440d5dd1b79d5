"""Read scales of amounts, 15万元以上、50万元以下的，按1%奖励, and find the class of an amount."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.numerals import NUMERAL, read_numeral

_UNITS = {
    "元": "元|块钱?|人民币",
    "平方米": "平方米|平米|平方|平(?!均|时|台|安)|㎡",
    "吨": "吨",
    "亩": "亩",
    "人": "名|人",
    "户": "户",
    "公里": "公里|千米",
    "分": "分(?!钟|之|别|期|类|档)",
}
_SCALE = {"百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_NUMBER = f"(?P<number>[0-9]+(?:\\.[0-9]+)?|{NUMERAL})(?P<scale>[百千万亿]*)"
_AMOUNT = re.compile(
    f"(?<![0-9.第])(?:{_NUMBER})[多余]?(?P<unit>{'|'.join(_UNITS.values())}|(?<=万)(?=整|[，。的？]|$))"
)
_ABOVE = re.compile("(?:超过|高于|大于|多于)[^0-9]{0,2}$")
_FROM = re.compile("(?:不低于|不少于|达到?|满)[^0-9]{0,2}$")
_BELOW = re.compile("(?<!不)(?:不足|不满|低于|少于|不到|小于|未达到?)[^0-9]{0,2}$")
_UP_TO = re.compile("(?:不超过|不高于|不多于)[^0-9]{0,2}$|[至到—～~-]$")
_AT_LEAST = re.compile("(?:[（(]含[^（）()]{0,4}[）)])?(?:及|或)?(?:以上|起|[至到—～~-])")
_AT_MOST = re.compile("(?:[（(]含[^（）()]{0,4}[）)])?(?:及|或)?(?:以下|以内)")
# “以上”包含本数，“以下”不包含本数: which of two neighbours an amount on their border is in.
_BORDER = re.compile(
    "[“‘]?(以上|以下|以内)[”’]?[^。；]{0,12}?(不)?(?:包含|包括|含)[^。；]{0,4}本数"
)
_CLAUSE = re.compile("[^。；;\n]+[。；;\n]?")
_CLASSES = 2  # clauses with a range, that make a scale


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount as written, its value, and what it is measured in; "" where that is left out."""

    value: float
    unit: str
    written: str


@dataclass(frozen=True, slots=True)
class Bracket:
    """A clause of a scale, and from where to where it reaches."""

    text: str
    low: float
    high: float
    with_low: bool
    with_high: bool

    def holds(self, value: float) -> bool:
        """Whether a value is inside."""
        above = value > self.low or (self.with_low and value == self.low)
        return above and (value < self.high or (self.with_high and value == self.high))

    def borders(self, value: float) -> bool:
        """Whether a value is where the bracket begins or ends."""
        return value in {self.low, self.high}


def amounts_in(text: str) -> list[Amount]:
    """The amounts that a text names."""
    return [amount for found in _AMOUNT.finditer(text) if (amount := _amount(found)) is not None]


def _amount(found: re.Match[str]) -> Amount | None:
    number = found["number"]
    value = float(number) if re.fullmatch("[0-9.]+", number) else read_numeral(number)
    if value is None:
        return None
    for scale in found["scale"]:
        value *= _SCALE[scale]
    unit = next((u for u, forms in _UNITS.items() if re.fullmatch(forms, found["unit"])), "")
    return Amount(value, unit, found.group())


def borders_said(texts: Sequence[str]) -> dict[str, bool]:
    """Whether 以上 and 以下 include the number itself, where some text says that."""
    said = (found for text in texts for found in _BORDER.finditer(text))
    return {found[1]: not found[2] for found in said}


def scale_in(text: str, unit: str, borders: dict[str, bool]) -> tuple[Bracket, ...]:
    """The clauses of a text with ranges of a unit; none where there are not several.

    A number itself is in what is above or below it, unless `borders` says otherwise.
    """
    clauses = (clause.strip() for clause in _CLAUSE.findall(text))
    found = [one for clause in clauses if (one := _bracket(clause, unit, borders)) is not None]
    return tuple(found) if len(found) >= _CLASSES else ()


def _bracket(clause: str, unit: str, borders: dict[str, bool]) -> Bracket | None:
    low, high, with_low, with_high = 0.0, float("inf"), True, True
    limited = False
    for found in _AMOUNT.finditer(clause):
        amount = _amount(found)
        if amount is None or amount.unit != unit:
            continue
        before, after = clause[: found.start()], clause[found.end() :]
        if _ABOVE.search(before) or _FROM.search(before):
            low, with_low = amount.value, _ABOVE.search(before) is None
        elif _BELOW.search(before) or _UP_TO.search(before):
            high, with_high = amount.value, _BELOW.search(before) is None
        elif _AT_LEAST.match(after):
            low, with_low = amount.value, borders.get("以上", True)
        elif said := _AT_MOST.match(after):
            high, with_high = amount.value, borders.get(said.group()[-2:], True)
        else:
            continue
        limited = True
    return Bracket(clause, low, high, with_low, with_high) if limited else None
