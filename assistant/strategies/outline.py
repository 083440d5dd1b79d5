"""Answer which groups, sections or documents there are, or how many."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.bench import Bench
from assistant.draft import Draft, Statement
from assistant.query import Act, Noun, Query
from assistant.vocabulary import NUMBERED

ACTS = (Act.OUTLINE,)
_OF_TASKS = re.compile("任务|表(?=里|中|上|内|分|一共|总共|有|是|$)")


def answer(query: Query, bench: Bench) -> Draft | None:
    """The headings of the kind asked for, in document order."""
    if query.noun is Noun.DOCUMENT:
        return _documents(query, bench)
    within = query.doc_ids or _with_tasks(query, bench)
    of_groups = query.noun is Noun.GROUP or _is_one_table(within, bench)
    places = bench.vocabulary.groups if of_groups else bench.vocabulary.sections
    chosen = [p for p in places if not within or p.doc_id in within]
    if not chosen:
        return None
    items = bench.index.catalogue.items_by_id([i for p in chosen for i in p.item_ids])
    lines, numbers = [], [len(chosen)]
    for place in chosen:
        number = getattr(place, "number", None)
        head = f"{number}. " if number is not None else ""
        numbers += [len(place.item_ids), number or 0]
        lines.append(f"- {head}{place.title}（{len(place.item_ids)}条）")
    noun = "个大项" if of_groups else "个部分"
    every = f"，共{len(items)}条" if len(items) == sum(len(p.item_ids) for p in chosen) else ""
    numbers.append(len(items))
    text = f"共**{len(chosen)}{noun}**{every}：\n\n" + "\n".join(lines)
    statement = Statement(text, tuple(items), tuple(numbers))
    return Draft((statement,), count=len(chosen) if query.counts else None, reason="按目录层次")


def _is_one_table(within: Sequence[str], bench: Bench) -> bool:
    """这张表分成几大块: all groups stand in a table that is a section without a number."""
    if len(within) != 1:
        return False
    known = bench.vocabulary
    grouped = {i for group in known.groups if group.doc_id == within[0] for i in group.item_ids}
    tables = [s for s in known.sections_of.get(within[0], ()) if grouped & set(s.item_ids)]
    return len(tables) == 1 and not NUMBERED.match(tables[0].title or "")


def _with_tasks(query: Query, bench: Bench) -> tuple[str, ...]:
    """三个部分各有多少任务, 表分几大部分: the documents that have tasks at all."""
    of_tasks = _OF_TASKS.search(query.text) is not None
    return tuple(sorted(bench.vocabulary.has_tasks)) if of_tasks else ()


def _documents(query: Query, bench: Bench) -> Draft:
    documents = bench.vocabulary.documents
    lines = "\n".join(f"- 《{d.title}》（{d.issuer}）" for d in documents)
    text = f"现在收录了 {len(documents)} 份文件：\n\n{lines}"
    return Draft(
        (Statement(text),), count=len(documents) if query.counts else None, reason="文件目录"
    )
