"""Find what two items both say: quoted phrases, and stretches of the same characters."""

from __future__ import annotations

import re
from collections.abc import Mapping

from index.keywords import QUOTES
from ingest import PolicyItem

# Four characters are mostly one thing (免申即享, 行政许可); three are mostly chance.
LENGTH = 4
MOST_SHOWN = 5

_QUOTED = re.compile(r"[“「《]([^“”「」《》]{2,20})[”」》]")
_RUN = re.compile(r"[^\W_]+")


def terms_of(item: PolicyItem) -> frozenset[str]:
    """The quoted phrases of an item and every `LENGTH` characters that stand together in it."""
    text = item.topic
    grams = (
        run[at : at + LENGTH]
        for run in _RUN.findall(QUOTES.sub("", text))
        for at in range(len(run) - LENGTH + 1)
    )
    return frozenset([*_QUOTED.findall(text), *grams])


def said_by_both(
    one: PolicyItem, other: PolicyItem, weights: Mapping[str, float]
) -> tuple[str, ...]:
    """The weightiest phrases of both items, longest form first, none within another."""
    shared = terms_of(one) & terms_of(other)
    quoted = set(_QUOTED.findall(one.topic)) & set(_QUOTED.findall(other.topic))
    stretches = {
        stretch: sum(weights[gram] for gram in _grams(stretch))
        for run in _RUN.findall(QUOTES.sub("", one.topic))
        for stretch in _stretches(run, shared)
    }
    ranked = sorted(quoted, key=lambda phrase: -weights[phrase])
    ranked += sorted(stretches, key=lambda stretch: -stretches[stretch])
    shown: list[str] = []
    for phrase in ranked:
        if not any(phrase in longer for longer in shown):
            shown.append(phrase)
    return tuple(shown[:MOST_SHOWN])


def _grams(stretch: str) -> list[str]:
    return [stretch[at : at + LENGTH] for at in range(len(stretch) - LENGTH + 1)]


def _stretches(run: str, shared: frozenset[str]) -> list[str]:
    """The longest parts of a run whose every `LENGTH` characters are shared."""
    found: list[str] = []
    start = 0
    for at in range(len(run) - LENGTH + 2):
        if run[at : at + LENGTH] not in shared or at == len(run) - LENGTH + 1:
            if at > start:
                found.append(run[start : at + LENGTH - 1])
            start = at + 1
    return found
