"""Let through a word or two that neither evidence nor any list has, where they risk nothing.

Wording has no end, so that lists of harmless words never have them all. What is let through names
a side of the matter (要义, 途径, 主线是) in a clause that otherwise says what the evidence says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from assistant.passages import language
from assistant.phrasing.cleaning import HAN
from assistant.phrasing.words import alternation, classes, words
from ingest.derived import read_tables

_FILE = Path(__file__).with_name("latitude.toml")
_LINK = re.compile(
    "的?(?:就是|则是|也是|而是|是|在于|为(?!了)|有[1-9][个项条处点]|包括|即|主要|放在|落在|体现在)"
)
_POINTS = re.compile("的(?:是|则是|就是)|[在于](?!于)")
_NOUNS = {language.NOUN, language.NAME, "vn", "an", "s", "f", "v"}
_VERBS = {"v", "vn"}
_LONGEST = 4  # characters of such a word


@dataclass(frozen=True, slots=True)
class Latitude:
    """The lists of `latitude.toml`."""

    most: int
    share: int
    anywhere: tuple[str, ...]
    linked: tuple[str, ...]
    endings: tuple[str, ...]
    pointing: tuple[str, ...]
    risky: frozenset[str]
    never: re.Pattern[str]


@lru_cache(maxsize=1)
def latitude() -> Latitude:
    """Kinds of words, and how many of them."""
    lists = read_tables(_FILE)
    return Latitude(
        most=lists["most"],
        share=lists["share"],
        anywhere=tuple(lists["anywhere"]),
        linked=tuple(lists["linked"]),
        endings=tuple(lists["endings"]),
        pointing=tuple(lists["pointing"]),
        risky=frozenset(lists["risky"]),
        never=re.compile(alternation(tuple(lists["never"]))),
    )


def forbidden(clause: Sequence[language.Word], body: str) -> list[str]:
    """What words of a clause add that no wording excuses: money, penalties, assessment."""
    return [
        f"“{word.text}”不在所引条目中"
        for word in clause
        for found in latitude().never.findall(word.text)
        if found not in body
    ]


def spared(clause: Sequence[language.Word], known: Sequence[bool]) -> Sequence[language.Word]:
    """The words of a clause that may stand in it though nobody has them; none if they are many.

    `known` says of each character whether evidence, question or a joining word has it.
    """
    limits = latitude()
    new = [word for word in clause if _is_new(word, known)]
    text = "".join(word.text for word in clause)
    free = [word for word in new if _is_harmless(word, text)]
    said = sum(
        so and bool(re.match(f"[{HAN}]", c)) and c not in words().function
        for so, c in zip(known, text, strict=True)
    )
    enough = said >= limits.share * sum(len(word.text) for word in free)
    return free if enough and len(free) <= limits.most else ()


def _is_new(word: language.Word, known: Sequence[bool]) -> bool:
    return not all(known[word.start : word.end]) and not set(word.text) <= words().function


def _is_harmless(word: language.Word, text: str) -> bool:
    """Whether a word only names a side of the matter, by what it is and where it stands."""
    limits = latitude()
    if not 1 < len(word.text) <= _LONGEST or limits.risky & set(word.text):
        return False
    kinds, behind = classes(word.text), text[word.end :]
    if word.kind in _VERBS and _POINTS.match(behind) and _all_of(kinds, limits.pointing):
        return True
    if word.kind not in _NOUNS:
        return False
    if _LINK.match(behind):
        unlisted = not kinds and word.text.endswith(limits.endings)
        return unlisted or _all_of(kinds, (*limits.linked, *limits.anywhere))
    stops = not re.match(f"[{HAN}]", behind) or behind[0] in words().function
    return stops and _all_of(kinds, limits.anywhere)


def _all_of(kinds: frozenset[str], listed: tuple[str, ...]) -> bool:
    return bool(kinds) and all(kind.startswith(listed) for kind in kinds)
