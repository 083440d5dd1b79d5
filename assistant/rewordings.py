"""Put roundabout wordings into plain ones: `rewordings.toml` and the files beside it."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from assistant.numerals import NUMERAL
from assistant.screens import Screen, Source
from ingest.derived import read_tables

_FILES = (
    "parts_said.toml",
    "months_said.toml",
    "roles_said.toml",
    "rewordings.toml",
    "leftovers.toml",
    "joint_leads.toml",
)  # in the order in which they are tried
_NAMED = re.compile(r"\{([A-Z_]+)\}")


@lru_cache(maxsize=1)
def rewordings() -> tuple[tuple[Source, str], ...]:
    """Each way of asking with the plain words for it, in the order in which they are tried."""
    tables = [read_tables(Path(__file__).with_name(name)) for name in _FILES]
    sets = {name: words for table in tables for name, words in table["sets"].items()}
    rows = (row for table in tables for row in table["rewording"])
    return tuple((filled(row["ask"], {**sets, "NUM": NUMERAL}), row["say"]) for row in rows)


def filled(source: str, sets: dict[str, str]) -> Source:
    """A pattern with its sets, and theirs, in the places of their names."""
    while _NAMED.search(source):
        source = _NAMED.sub(lambda name: sets[name[1]], source)
    return Source(source)


@lru_cache(maxsize=1)
def _screen() -> Screen:
    return Screen([source for source, _ in rewordings()], "rewordings")


def in_plain_wording(text: str) -> str:
    """The text with roundabout wordings in plain words: 编到第几点 as 一共有多少点."""
    waiting = _screen().possible(text)
    while waiting:
        place, *waiting = waiting
        source, plain = rewordings()[place]
        said, text = text, source.pattern.sub(plain, text)
        if text != said:  # plain words may have what a later pattern needs
            waiting = [later for later in _screen().possible(text) if later > place]
    return text
