"""Tell which office of a short name is meant: 农业农村局 of city, county or district."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.query import Noun, Query
from ingest import ItemKind, PolicyItem

_LEVELS = "省市县区"


def may_be_of_levels(query: Query) -> bool:
    """农业农村局牵头几项任务: whether offices of several levels may be meant, and tasks are."""
    plain = not (query.doc_ids or query.focus or query.numbers) and query.noun is Noun.TASK
    return plain and any(
        len({name[0] for name in b.names}) > 1 and b.written and b.written[0] not in _LEVELS
        for b in query.bindings
    )


def tasks_of_one(items: Sequence[PolicyItem]) -> list[PolicyItem]:
    """The tasks among items, where only one document has tasks of them; else all."""
    tasks = [item for item in items if item.kind is ItemKind.TASK]
    return tasks if len({item.doc_id for item in tasks}) == 1 else list(items)
