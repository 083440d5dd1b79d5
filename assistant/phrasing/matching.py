"""Find the statements of the evidence that have all words of a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.passages import language
from assistant.phrasing.cleaning import HAN
from assistant.phrasing.statements import Statement
from assistant.phrasing.words import words

JOINS = re.compile("、|以及|或者|[和与及或]")
AMOUNT = re.compile(
    "(?:不低于|不超过|不足|超过|满)?[0-9][0-9.点]*[万亿]*"
    f"(?:%|个?工作日|个月|平方米|公里|小时|分钟|[{HAN}])?[内前后]?"
)
_JOINING = {"p", "c", "u", "r", "q", "xc", "y", "e", "d", "w", "m", "f"}


def words_of(clause: str, told: Sequence[Statement]) -> list[str]:
    """The words of a clause that say something, as far as the evidence has them."""
    found = [one.group() for one in AMOUNT.finditer(clause)]
    rest = AMOUNT.sub(lambda one: "|" * len(one.group()), clause)
    for piece in re.split("[|、]", rest):
        found += _cut(piece) if piece else ()
    return [word for word in dict.fromkeys(found) if any(word in one.whole for one in told)]


@lru_cache(maxsize=4096)
def _cut(piece: str) -> tuple[str, ...]:
    found: list[str] = []
    some = language.words(piece)
    for word, after in zip(some, [*some[1:], None], strict=True):
        one = len(word.text) == 1
        if after and _goes_with(word, after):
            found.append(word.text + after.text)  # counts where the evidence has it so
        if not one and says(word):
            found.append(word.text)
    return tuple(found)


def _goes_with(word: language.Word, after: language.Word) -> bool:
    """Whether two words together may say more than each: 重点管理, and 终核 that is cut in two."""
    if len(word.text) == len(after.text) == 1:
        return not {word.text, after.text} & words().function
    free = not _joins(word) and not _joins(after)
    return free and (len(word.text) == 1 or len(after.text) > 1)


def says(word: language.Word) -> bool:
    """Whether a word says something of a matter."""
    lists = words()
    if _joins(word):
        return False
    return word.text not in lists.glue and word.text not in lists.plain


def _joins(word: language.Word) -> bool:
    if len(word.text) == 1:
        return word.kind in _JOINING or word.text in words().function
    return word.kind in _JOINING and not re.match("各.", word.text)


def covering(said: Sequence[str], told: Sequence[Statement]) -> list[Statement]:
    """The statements that have all of some words, with their heads."""
    return [
        one
        for one in told
        if all(
            w in one.text or w in one.subject or (w in one.head and not _contested(w, one, told))
            for w in said
        )
    ]


def _contested(word: str, one: Statement, told: Sequence[Statement]) -> bool:
    """Whether only others of a row have a word of the head that stands above them all."""
    options = [part for part in one.head.split("|") if word in part and JOINS.search(part)]
    return one.listed and any(
        word in other.text for other in told if options and other.row == one.row and other != one
    )


def in_order(clause: str, told: Sequence[Statement]) -> list[str]:
    """The words of a clause that say something, as they stand in it."""
    return sorted(words_of(clause, told), key=clause.find)


def place_of(said: Sequence[str], one: Statement) -> int:
    """Which clause of a statement has all of some words; -1 where none has."""
    return next((n for n, c in enumerate(one.clauses) if all(w in c for w in said)), -1)
