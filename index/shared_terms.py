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


def terms_of(item: PolicyItem) -> list[str]:
    """The quoted phrases of an item and every `LENGTH` characters that stand together in it.

    Each once, in the order in which they are first found.
    """
    grams = (gram for run in _runs(item.topic) for gram in _grams(run))
    return list(dict.fromkeys([*_QUOTED.findall(item.topic), *grams]))


def said_by_both(
    one: PolicyItem, other: PolicyItem, weights: Mapping[str, float]
) -> tuple[str, ...]:
    """The phrases that both items say, quoted ones first, then the weightiest, none twice."""
    quoted = set(_QUOTED.findall(one.topic)) & set(_QUOTED.findall(other.topic))
    there = " ".join(_runs(other.topic))
    stretches = {part for run in _runs(one.topic) for part in _stretches(run, there)}
    ranked = sorted(quoted, key=lambda phrase: (-weights[phrase], phrase))
    ranked += sorted(stretches, key=lambda part: (-_weight(part, weights), part))
    shown: list[str] = []
    for phrase in ranked:
        if not any(phrase in longer for longer in shown):
            shown.append(phrase)
    return tuple(shown[:MOST_SHOWN])


def _runs(text: str) -> list[str]:
    return _RUN.findall(QUOTES.sub("", text))


def _grams(run: str) -> list[str]:
    return [run[at : at + LENGTH] for at in range(len(run) - LENGTH + 1)]


def _weight(stretch: str, weights: Mapping[str, float]) -> float:
    return sum(weights[gram] for gram in _grams(stretch))


def _stretches(run: str, there: str) -> list[str]:
    """The parts of a run that stand in `there` as they are, each as long as it can be."""
    found: list[str] = []
    start = 0
    while start + LENGTH <= len(run):
        end = start + LENGTH
        if run[start:end] not in there:
            start += 1
            continue
        while end < len(run) and run[start : end + 1] in there:
            end += 1
        found.append(run[start:end])
        start = end
    return found
