"""The ways of answering, one file each: a file added here is found by itself.

A strategy module has `ACTS`, the acts it answers, and `answer(query, bench) -> Draft | None`;
None hands the question on to the next strategy of the act. `ORDER` (default 50) decides which
of several strategies of one act is asked first.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from typing import Protocol, cast

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.query import Act, Query


class Strategy(Protocol):
    """What a strategy file provides."""

    ACTS: tuple[Act, ...]

    def answer(self, query: Query, bench: Bench) -> Draft | None:
        """The draft of an answer, or None when another strategy should try."""


@lru_cache(maxsize=1)
def strategies() -> tuple[Strategy, ...]:
    """Every strategy of this folder, in the order in which they are asked."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    ordered = sorted(modules, key=lambda module: getattr(module, "ORDER", 50))
    return cast(tuple[Strategy, ...], tuple(ordered))


def answer(query: Query, bench: Bench) -> Draft:
    """Ask the strategies of the query's act in turn; the last word is a refusal."""
    for strategy in strategies():
        if query.act in strategy.ACTS:
            draft = strategy.answer(query, bench)
            if draft is not None:
                return draft
    return bench.refuse(query)
