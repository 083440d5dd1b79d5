"""Read the training pairs, hold some back, and put the others into batches."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

PAIRS_FILE = Path(__file__).with_name("pairs.jsonl")
# Not learned from: with them the adapter gains nothing in the end (docs/adapter.md).
FURTHER_FILE = Path(__file__).with_name("further.jsonl")

# Neighbours in the file are of one field, so they stay together and are hard to tell apart.
_RUN = 8
BATCH = 32
# A share of the passages is as long as a work point with several matters.
_LENGTHENED = 0.3
_CLAUSE = re.compile(r"[^，、；。“”（）]{4,}")


@dataclass(frozen=True, slots=True)
class Pair:
    """An official sentence, how people ask about it, and two sentences on other matters."""

    official: str
    lay: tuple[str, ...]
    near: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions and passages; `answers[i]` is the place of the passage that question i means."""

    questions: tuple[str, ...]
    passages: tuple[str, ...]
    answers: tuple[int, ...]


def read_pairs(path: Path = PAIRS_FILE) -> list[Pair]:
    """Read one pair a line; raises `ValueError` naming a line that is not one."""
    pairs = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            record = json.loads(line)
            pairs.append(Pair(record["official"], tuple(record["lay"]), tuple(record["near"])))
        except (ValueError, KeyError, TypeError) as error:
            raise ValueError(f"{path}:{number} is not a training pair") from error
    return pairs


def hold_back(pairs: Sequence[Pair], seed: int) -> tuple[list[Pair], list[Pair]]:
    """Nine tenths to learn from and one tenth to judge by, both in the file's order."""
    held = set(Random(seed).sample(range(len(pairs)), len(pairs) // 10))
    learned = [pair for place, pair in enumerate(pairs) if place not in held]
    return learned, [pairs[place] for place in sorted(held)]


def batches(pairs: Sequence[Pair], random: Random) -> Iterator[Batch]:
    """Every pair once, in runs of neighbours shuffled anew."""
    first = random.randrange(_RUN)
    starts = [0, *range(first or _RUN, len(pairs), _RUN)]
    runs = [pairs[one:other] for one, other in zip(starts, [*starts[1:], len(pairs)], strict=True)]
    random.shuffle(runs)
    shuffled = [pair for run in runs for pair in run]
    for start in range(0, len(shuffled), BATCH):
        yield _batch(shuffled[start : start + BATCH], pairs, random)


def _batch(chosen: Sequence[Pair], pairs: Sequence[Pair], random: Random) -> Batch:
    questions: list[str] = []
    answers: list[int] = []
    for place, pair in enumerate(chosen):
        asked = [*pair.lay, _shortened(pair.official, random)]
        questions += asked
        answers += [place] * len(asked)
    passages = [pair.official for pair in chosen]
    passages += [near for pair in chosen for near in pair.near]
    others = [pair for pair in pairs if pair not in chosen] or list(pairs)
    lengthened = [_lengthened(passage, random.choice(others), random) for passage in passages]
    return Batch(tuple(questions), tuple(lengthened), tuple(answers))


def _shortened(official: str, random: Random) -> str:
    """A clause or a stretch of the sentence: a question in its own words must stay easy."""
    clauses = _CLAUSE.findall(official)
    if clauses and random.random() < 0.5:
        clause: str = random.choice(clauses)
        return clause
    size = random.randint(len(official) // 3, len(official))
    start = random.randrange(len(official) - size + 1)
    return official[start : start + size]


def _lengthened(passage: str, other: Pair, random: Random) -> str:
    if random.random() >= _LENGTHENED:
        return passage
    parts = [passage, other.official]
    random.shuffle(parts)
    return "。".join(parts)
