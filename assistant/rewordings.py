"""Put roundabout wordings into plain ones, by the table of `rewordings.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from assistant.numerals import NUMERAL
from assistant.screens import Screen

_FILE = Path(__file__).with_name("rewordings.toml")
_NAMED = re.compile(r"\{([A-Z_]+)\}")


@lru_cache(maxsize=1)
def rewordings() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each way of asking with the plain words for it, in the order in which they are tried."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    sets = {"NUM": NUMERAL}
    for name, source in tables["sets"].items():  # a set may hold those before it
        sets[name] = _filled(source, sets)
    return tuple((_compiled(row["ask"], sets), row["say"]) for row in tables["rewording"])


def _compiled(source: str, sets: dict[str, str]) -> re.Pattern[str]:
    return re.compile(_filled(source, sets))


def _filled(source: str, sets: dict[str, str]) -> str:
    return _NAMED.sub(lambda name: sets[name[1]], source)


@lru_cache(maxsize=1)
def _screen() -> Screen:
    return Screen([pattern for pattern, _ in rewordings()])


def in_plain_wording(text: str) -> str:
    """The text with roundabout wordings in plain words: 编到第几点 as 一共有多少点."""
    for place in _screen().possible(text):
        pattern, plain = rewordings()[place]
        text = pattern.sub(plain, text)
    return text
