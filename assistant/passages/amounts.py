"""Find the amounts of a sentence, and tell which are measured as a question asks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.passages.question import Question
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("units.toml")
_NUMBER = re.compile(
    r"(?:(?<![0-9a-zA-Z.])[0-9][0-9,]*(?:\.[0-9]+)?|[一二三四五六七八九十百千两]+)"
    r"[余多几]?(?:[万亿百]|千(?![瓦米克]))*[余多]?"
)
_AFTER = 8  # characters behind a number in which its unit stands
_SCALES = "万亿千百"
_NUMBERED = re.compile("第[0-9一二三四五六七八九十百]*$")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit, and whether that is a unit that answers."""

    start: int
    end: int
    fits: bool


@dataclass(frozen=True, slots=True)
class _Measure:
    named: re.Pattern[str]  # what is measured: 票房
    units: str


@lru_cache(maxsize=1)
def _measures() -> tuple[_Measure, ...]:
    data = read_tables(_FILE)
    return tuple(_Measure(re.compile(one["named"]), one["units"]) for one in data["measure"])


@lru_cache(maxsize=1)
def _families() -> tuple[tuple[str, ...], ...]:
    data = read_tables(_FILE)
    return tuple(tuple(one) for one in data["families"])


def amounts(question: Question, sentence: str) -> Iterator[Amount]:
    """The numbers of a sentence that are no dates and no ordinals."""
    wanted = _wanted(question)
    for match in _NUMBER.finditer(sentence):
        before = sentence[max(0, match.start() - 4) : match.start()]
        rest = sentence[match.end() : match.end() + _AFTER]
        if _NUMBERED.search(before) or _dated(before, match.group(), rest):
            continue
        unit = wanted.match(rest)
        if unit:
            yield Amount(match.start(), match.end() + unit.end(), True)
        elif match.group()[0].isdigit() and (not rest or rest[0] not in "年月日号时"):
            yield Amount(match.start(), match.end(), False)


def _dated(before: str, number: str, rest: str) -> bool:
    """Whether a number is part of a date: 2023年, 5月, 1日 after a month."""
    year = rest.startswith("年") and re.match("[0-9]{4}|[一二][〇零九]", number) is not None
    day = rest.startswith(("日", "号")) and before.endswith("月")
    return year or day or rest.startswith("月")


def _wanted(question: Question) -> re.Pattern[str]:
    """The units that an amount may have: those asked for, or those of the thing measured."""
    unit = question.unit.removeprefix("个")
    unit = unit if unit.startswith("百分") else unit.lstrip(_SCALES)
    family = next(
        (each for each in _families() if unit and any(unit.startswith(one) for one in each)), ()
    )
    if family:
        return re.compile(f"个?(?:{'|'.join(family)})")
    if unit:
        return re.compile(f"[\u4e00-\u9fff]{{0,2}}?{re.escape(unit[:2])}")
    for measure in _measures():
        if measure.named.search(question.text):
            return re.compile(f"个?(?:{measure.units})")
    return re.compile("")
