"""What stands in the place of something: another number in 第95届, another word in 最佳女演员."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from assistant.numerals import read_numeral
from assistant.passages.spelling import spelled

_NUMBER = re.compile(
    r"(?P<before>[a-z]+|[\u4e00-\u9fff]?) ?(?P<number>[0-9]+|(?<=第)[一二三四五六七八九十百]+"
    r"|(?<=[\u4e00-\u9fff])[一二三四五六七八九十]+(?=[号期届]))(?P<after>[a-z%\u4e00-\u9fff]?)"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_SINCE = re.compile("(?:19|20)[0-9]{2}年(?:以来|来)")  # compares, and says nothing of the year
_SIDE = 2  # characters on each side that make a place
_LONGEST = 3  # characters that may stand in it


class Said(IntEnum):
    """What a text says of a number that a question names."""

    OTHER = -1  # another number in its place
    NOTHING = 0
    SAME = 1


@dataclass(frozen=True, slots=True)
class Frame:
    """A number, and what stands before and after it."""

    before: str
    number: str
    after: str

    @property
    def year(self) -> bool:
        """Whether the number is a year."""
        return _YEAR.fullmatch(self.number) is not None


def frames(text: str) -> tuple[Frame, ...]:
    """The numbers of a text in their surroundings, spelled with digits."""
    found = []
    for match in _NUMBER.finditer(_SINCE.sub("", spelled(text))):
        value = read_numeral(match["number"])
        number = match["number"] if value is None else str(value)
        found.append(Frame(match["before"], number, match["after"]))
    return tuple(found)


def said(asked: Frame, given: tuple[Frame, ...]) -> Said:
    """Whether a text has the number, another one in the same surroundings, or none."""
    alike = [frame for frame in given if _same_place(asked, frame)]
    if any(frame.number == asked.number for frame in alike):
        return Said.SAME
    return Said.OTHER if alike else Said.NOTHING


def _same_place(asked: Frame, given: Frame) -> bool:
    if asked.year or given.year:
        return asked.year and given.year
    if asked.before.isascii() and asked.before:
        return asked.before == given.before
    if asked.after and not asked.after.isascii():
        return asked.after == given.after and (asked.before == "第") <= (given.before == "第")
    return asked.before == given.before and len(asked.number) == len(given.number)


def replaced(question: str, text: str) -> int:
    """How many places of a question a bare text fills with other words: 法网男单 for 温网男单.

    What the text also says as the question does is no other word.
    """
    return sum(
        any(middle != asked for middle in _between(left, right, text))
        for left, asked, right in _places(question)
        if left + asked not in text or asked + right not in text
    )


def _places(question: str) -> Iterator[tuple[str, str, str]]:
    for start in range(_SIDE, len(question) - _SIDE):
        for end in range(start, min(start + _LONGEST, len(question) - _SIDE) + 1):
            left, right = question[start - _SIDE : start], question[end : end + _SIDE]
            if not (left + right).isdigit():
                yield left, question[start:end], right


def _between(left: str, right: str, text: str) -> Iterator[str]:
    """The short stretches of a text that stand after `left` and before `right`."""
    found = text.find(left)
    while found >= 0:
        start = found + len(left)
        ends = range(start + 1, start + _LONGEST + 1)
        end = next((end for end in ends if text.startswith(right, end)), None)
        if end is not None:
            yield text[start:end]
        found = text.find(left, found + 1)
