"""What kind a clause is, by its likeness to known ones: 旁边没处室 is said of 没有配合部门.

`clauses.npz` has what was learned from the clauses of `index/training/clauses.jsonl`, which many
wrote without sight of any question set, by `python -m eval.ways`; `clauses.toml` says conditions
in plain words. With another embedder than the shipped one it is not used.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from assistant.ways import Ways, learned
from ingest.derived import read_tables

FILE = Path(__file__).with_name("clauses.npz")
_PLAIN = Path(__file__).with_name("clauses.toml")
ASIDE, MATTER, CONDITION, ASK = "aside", "matter", "cond.", "ask."
INCLUDED = "cond.incl"  # 合着牵的也算: said beside conditions, and none


@lru_cache(maxsize=1)
def plain_clauses() -> dict[str, str]:
    """Each kind of clause in plain words, with letters for what is named."""
    tables = read_tables(_PLAIN)
    return {f"{kind}.{name}": said for kind, own in tables.items() for name, said in own.items()}


@lru_cache(maxsize=2)
def clauses_for(revision: str) -> Ways | None:
    """The kinds of clauses for an embedder's revision, as `ways_for` has the ways of asking."""
    return learned(FILE, revision)
