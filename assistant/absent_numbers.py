"""Say which numbers a question names that the documents do not have, and which there are."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Noun, Query
from ingest import PolicyItem

_TOLD = 6  # documents whose numbers are told


def number_note(query: Query, items: Sequence[PolicyItem], bench: Bench) -> Statement | None:
    """Which of the numbers asked for do not exist."""
    asked = [n for reference in query.numbers for n in reference.numbers]
    if any(r.of_place for r in query.numbers):
        return _not_a_group(query, items, bench)
    had = {item.number for item in items} | {item.group_number for item in items}
    absent = [n for n in asked if n not in had]
    if not absent:
        return None
    return Statement(f"没有编号为{'、'.join(map(str, absent))}的条目。{_valid_range(query, bench)}")


def _not_a_group(query: Query, items: Sequence[PolicyItem], bench: Bench) -> Statement | None:
    """序号43, where groups go up to 18: the task of that number was meant."""
    asked = {n for r in query.numbers if Noun.ITEM in r.nouns for n in r.numbers}
    if not asked or not asked.isdisjoint(item.group_number for item in items):
        return None
    return Statement(f"这里按任务编号回答。{_valid_range(query, bench)}")


def no_such_number(query: Query, missing: Sequence[str], bench: Bench) -> Draft:
    """A refusal that names the numbers that do not exist, and the range of those that do."""
    text = f"文件里没有“{'、'.join(missing)}”。{_valid_range(query, bench)}"
    return Draft((Statement(text),), refused=True, reason="编号不存在")


def _valid_range(query: Query, bench: Bench) -> str:
    noun = query.numbers[0].nouns[0]
    parts = []
    for document in bench.vocabulary.documents:
        if query.doc_ids and document.doc_id not in query.doc_ids:
            continue
        parts += bench.ranges(document.doc_id, noun)
    if len(parts) > _TOLD:
        parts = [*parts[:_TOLD], f"另有{len(parts) - _TOLD}份文件，请在问题里写明是哪一份"]
    return f"{'；'.join(parts)}。" if parts else ""
