"""Answer how many parts, groups and tasks there are, where one question counts several of them."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.bench import Bench
from assistant.described import describe, said, said_numbers
from assistant.draft import Draft, Statement
from assistant.level_counts import levels_counted
from assistant.query import Act, Noun, Query, Test
from assistant.strategies.listing import chosen_items
from ingest import PolicyItem

ACTS = (Act.COUNT, Act.LIST, Act.OUTLINE, Act.TALLY)
ORDER = 5
_Place = tuple[str, str]  # the document, and the heading


def answer(query: Query, bench: Bench) -> Draft | None:
    """多少条任务，归成多少个大项: all numbers at once, the first one asked as the count."""
    levels = levels_counted(query.text)
    picks = any(tally.test is not Test.SOME for tally in query.tallies)  # 任务最多的部分
    if not levels or picks or query.roles or query.asks_who or query.focus:
        return None
    plain = query.with_(act=Act.COUNT, tallies=(), counts=True)
    if plain.noun not in {Noun.SECTION, Noun.POINT}:
        plain = plain.with_(noun=Noun.TASK if bench.vocabulary.has_tasks else Noun.ITEM)
    items = chosen_items(plain, bench)
    if not items:
        return None
    places = {level: _places(items, level) for level in levels if level is not Noun.TASK}
    numbers = {level: len(places[level]) if level in places else len(items) for level in levels}
    words = {Noun.TASK: bench.writer.noun(items), Noun.GROUP: "个大项", Noun.SECTION: "个部分"}
    told = "、".join(f"**{numbers[level]}{words[level]}**" for level in levels if numbers[level])
    shown = places.get(Noun.GROUP) or places.get(Noun.SECTION) or {}
    lines = [_line(title, own, bench) for (_, title), own in shown.items()]
    text = f"{describe(query)}共{told}：\n\n" + "\n".join(lines)
    derived = [*numbers.values(), *map(len, shown.values()), *said_numbers(query)]
    derived += [item.group_number for item in items if item.group_number]
    statement = Statement(text, tuple(items), tuple(derived), said(query))
    return Draft((statement,), count=numbers[levels[0]], reason="按目录层次")


def _places(items: Sequence[PolicyItem], level: Noun) -> dict[_Place, list[PolicyItem]]:
    """The items by the group or the section that each stands in."""
    found: dict[_Place, list[PolicyItem]] = {}
    for item in items:
        title = item.section if level is Noun.SECTION else _group(item)
        if title:
            found.setdefault((item.doc_id, title), []).append(item)
    return found


def _group(item: PolicyItem) -> str:
    number = f"{item.group_number}. " if item.group_number is not None else ""
    return f"{number}{item.group_title}" if item.group_title else ""


def _line(title: str, items: Sequence[PolicyItem], bench: Bench) -> str:
    return f"- {title}（{len(items)}项）：{''.join(map(bench.writer.mark, items))}"
