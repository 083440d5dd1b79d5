"""Answer what is given or taken, 能补多少, from the clause of the document that says it."""

from __future__ import annotations

from assistant.bench import Bench
from assistant.draft import Draft
from assistant.facts import paid_wanted
from assistant.query import Act, Query
from assistant.strategies import fact

ACTS = (Act.COUNT,)
ORDER = 45  # before items are counted, of which none is asked for


def answer(query: Query, bench: Bench) -> Draft | None:
    """The clause that is nearest of all and says a sum or a share; None without one."""
    narrowed = query.numbers or query.constrained or query.tallies or query.summed
    wanted = None if narrowed or not query.topic else paid_wanted(query.text)
    return fact.of_clause(query, wanted, bench) if wanted is not None else None
