"""Answer what further columns say of all items that fit: which, how many, most, in sum."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.bench import Bench
from assistant.cell_figures import Edge
from assistant.cell_scope import (
    columns_of,
    has_column,
    is_claim,
    is_narrowed,
    is_part,
    is_unheard,
    offices_in,
    plainly_of,
    repeated,
    unsaid,
)
from assistant.compose import brief_of
from assistant.described import describe
from assistant.draft import Draft, Statement
from assistant.further import Asked, plain, told
from assistant.normalise import bare
from assistant.query import Act, Query
from assistant.strategies.cell import of_each, of_one, rounded
from assistant.strategies.listing import by_topic, none_found
from index import CellCondition
from ingest import Cell, PolicyItem, Role
from ingest.quantities import scale_of, scaled

ACTS = tuple(Act)
ORDER = -20  # before a single item is looked for
_EACH = re.compile("(?:哪|谁)[^，。]{0,6}[多少](?!少)|(?:各|分别)[^，。]{0,3}[几多]")
# What is said before it is asked for anything is taken for granted.
_GRANTED = re.compile(
    "^(?:听说|据说|既然|记得|印象(?:中|里)|都说|说是|我知道)|^[^，。？几哪谁多什啥]+[，。]"
)
_WHOLE = 200  # items; of more than these no values are told one by one


def answer(query: Query, bench: Bench) -> Draft | None:
    """The list, the count, the edge or the sum; None where one item is meant."""
    unstated = query.outside and not query.of_columns
    spoken = (query.of_columns or query.conditions) and not query.beyond_columns
    if not spoken or unstated:
        return None
    plainly = plainly_of(query, bench)
    if not _is_set(plainly, bench):
        return None
    unheard = plainly.topic if is_unheard(plainly, bench) else ""
    if unheard and not (plainly.conditions or plainly.edge or plainly.summed):
        return None
    unheard = unheard or unsaid(plainly, bench)
    known = [word for word in plainly.topic.split() if word not in unheard.split()]
    draft = _of_set(plainly.with_(topic=" ".join(known)) if unheard else plainly, bench)
    if draft is None or not unheard:
        return draft
    note = Statement(f"文件里没有与“{unheard}”有关的内容，以下没有按它筛选。")
    return replace(draft, statements=(note, *draft.statements))


def _is_set(query: Query, bench: Bench) -> bool:
    """Whether all items that fit are asked about, and no single one."""
    if query.edge or (query.conditions and not is_claim(query)):
        return True
    named = query.topic or query.numbers or query.focus
    return is_part(query, bench) if query.summed or query.topic else not named


def _of_set(query: Query, bench: Bench) -> Draft | None:
    if query.edge is not None:
        return _edge(query, query.edge, bench)
    if query.summed is not None:
        return _sum(query, query.summed, bench)
    if query.conditions and not is_claim(query):
        return _versus(query, bench) or _set(query, bench)
    return _whole(query, bench)


def _set(query: Query, bench: Bench) -> Draft | None:
    """All items whose columns say what is asked, with what else narrows them."""
    chosen = _chosen(query, bench)
    if not chosen:
        return _of_another(query, bench) or none_found(query, bench)
    asked = query.with_(conditions=())
    if query.columns and not any(has_column(item, asked, bench) for item in chosen):
        return _lacking(query, chosen, bench)
    if query.columns and len(chosen) == 1:
        return of_one(asked, chosen[0], bench)
    count = len(chosen) if query.counts else None
    head = f"{describe(query.with_(topic=''))}共 **{len(chosen)}** {bench.writer.noun(chosen)}："
    columns = columns_of(query)
    shown = bench.writer.with_cells(chosen, columns)
    text = f"{head}\n\n{shown.text}"
    statement = Statement(text, tuple(chosen), (len(chosen),), repeated(query))
    return Draft((statement,), count=count, reason=f"表中各栏符合条件的共 {len(chosen)} 条")


def _of_another(query: Query, bench: Bench) -> Draft | None:
    """听说林溪管冷库，那儿今年…: the item whose column names another, which is put right first."""
    persons = bench.vocabulary.further.persons
    named = all(set(condition.cells.columns) & persons for condition in query.conditions)
    granted = _GRANTED.search(query.text) or not (query.counts or query.lists)
    if not (named and granted and query.topic):
        return None
    plain = query.with_(filter=replace(query.filter, cells=()), conditions=())
    decision = bench.look(plain)
    if not decision.sure or len(decision.items) != 1:
        return None
    item = decision.items[0]
    if not has_column(item, query, bench):
        return None
    draft = of_one(query.with_(aspects=()), item, bench)
    told = bench.writer.attributes(item, query.aspects)
    return replace(draft, statements=(*draft.statements, told))


def _lacking(query: Query, chosen: list[PolicyItem], bench: Bench) -> Draft:
    """何山手机号多少, where his items stand in a table without such a column."""
    words = "、".join(asked.words for asked in query.columns)
    text = f"{describe(query)}条目所在的表里没有“{words}”这一栏，不能据此回答。"
    return bench.refuse(query, text, reason="表中没有这一栏", related=chosen[:3])


def _versus(query: Query, bench: Bench) -> Draft | None:
    """新建的和续建的哪个多: how many items each of the conditions has."""
    conditions = [one for condition in query.conditions for one in condition.apart()]
    if len(conditions) < 2 or not _EACH.search(query.text):
        return None
    sides: dict[str, list[PolicyItem]] = {}
    for condition in conditions:
        alone = replace(query.filter, cells=(condition.cells,))
        sides[condition.words] = _chosen(query.with_(filter=alone, topic=""), bench)
    numbers = [len(items) for items in sides.values()]
    most = "、".join(words for words, items in sides.items() if len(items) == max(numbers))
    lines = [
        f"- {words}：**{len(items)}** 项{''.join(map(bench.writer.mark, items))}"
        for words, items in sides.items()
    ]
    head = "一样多：" if len(set(numbers)) == 1 else f"{most}的更多："
    cited = tuple(dict.fromkeys(item for items in sides.values() for item in items))
    text = f"{head}\n\n" + "\n".join(lines)
    statement = Statement(text, cited, tuple(numbers), repeated(query))
    return Draft((statement,), reason="按一栏对比")


def _chosen(query: Query, bench: Bench) -> list[PolicyItem]:
    """The items of the catalogue that fit, of the part or matter that is named besides."""
    pool = bench.select(query.with_(topic=""))
    if query.numbers:
        named = {i.item_id for n in query.numbers for i in bench.numbered(n, query)}
        pool = [item for item in pool if item.item_id in named]
    if not query.topic or not pool:
        return pool
    offices = offices_in(query.topic, bench)
    owned = [i for i in pool if any(name in i.owners(r) for name in offices for r in Role)]
    if offices:
        return owned
    words = [bare(word) for word in query.topic.split()]
    texts = {item.item_id: bare(f"{item.section or ''}{item.topic}") for item in pool}
    said = [i for i in pool if all(word in texts[i.item_id] for word in words)]
    return said or (by_topic(query, pool, bench) or [] if bench.known(query.topic) else [])


def _amounts(query: Query, asked: Asked, bench: Bench) -> dict[str, tuple[float, str]]:
    """The ids of the items that fit and say an amount in the column, with it and the column."""
    columns = asked.measured
    chosen: set[str] | None = None
    if query.topic or query.numbers or query.time_negated or query.mutual:
        chosen = {item.item_id for item in _chosen(query, bench)}
    found: dict[str, tuple[float, str]] = {}
    for item_id, column, amount in bench.index.catalogue.amounts(bench.filter_of(query), columns):
        if chosen is None or item_id in chosen:
            found.setdefault(item_id, (amount, column))
    return found


def _edge(query: Query, edge: Edge, bench: Bench) -> Draft | None:
    """The items with the most or least; of a column of names, the name that has most items."""
    amounts = _amounts(query, edge.asked, bench)
    if not amounts:
        return _busiest(query, edge, bench)
    ordered = sorted(amounts, key=lambda one: amounts[one][0], reverse=edge.descending)
    first, rest = ordered[: edge.top], ordered[edge.top :]
    within = first + [one for one in rest if amounts[one][0] == amounts[first[-1]][0]]
    best = bench.index.catalogue.items_by_id(within)
    columns = dict.fromkeys(amounts[item_id][1] for item_id in within)
    word = "最大" if edge.descending else "最小"
    head = f"{describe(query)}{plain(next(iter(columns)))}{word}的是："
    shown = bench.writer.with_cells(best, columns)
    statement = Statement(f"{head}\n\n{shown.text}", tuple(best), (), repeated(query))
    return Draft((statement,), reason=f"按一栏的数额排序，共比较 {len(amounts)} 条")


def _busiest(query: Query, edge: Edge, bench: Bench) -> Draft | None:
    """哪位领导分管的最多: the name that stands in the column of most items, or of fewest."""
    held = _by_value(query, edge.asked, bench)
    if not held:
        return None
    numbers = {name: len(items) for name, items in held.items()}
    best = (max if edge.descending else min)(numbers.values())
    lines = [
        f"- **{brief_of(name)}**：{len(items)} 项{''.join(map(bench.writer.mark, items))}"
        for name, items in held.items()
        if numbers[name] == best
    ]
    chosen = [item for name, own in held.items() if numbers[name] == best for item in own]
    text = f"{'最多' if edge.descending else '最少'}的是：\n\n" + "\n".join(lines)
    statement = Statement(text, tuple(dict.fromkeys(chosen)), (best,))
    return Draft((statement,), reason="按一栏归类")


def _by_value(query: Query, asked: Asked, bench: Bench) -> dict[str, list[PolicyItem]]:
    """The items by what a column says."""
    having = CellCondition(asked.columns, ("",))
    wanted = replace(query.filter, cells=(*query.filter.cells, having))
    held: dict[str, list[PolicyItem]] = {}
    for item in _chosen(query.with_(filter=wanted), bench):
        for cell in asked.cells_of(item):
            held.setdefault(told(cell), []).append(item)
    return held


def _sum(query: Query, asked: Asked, bench: Bench) -> Draft | None:
    """What a column comes to, in the unit of its header; by itself for each document."""
    amounts = _amounts(query, asked, bench)
    items: dict[str, list[PolicyItem]] = {}
    for item in bench.index.catalogue.items_by_id(amounts):
        items.setdefault(item.doc_id, []).append(item)
    statements = [
        _sum_of(query, own, amounts[own[0].item_id][1], [amounts[i.item_id][0] for i in own], bench)
        for own in items.values()
    ]
    if not statements:
        return None
    # 有多少个项目，合计要花多少: those of whose column there is a sum are counted as well.
    count = len(amounts) if query.act is Act.COUNT else None
    return Draft(tuple(statements), count=count, reason="把一栏的数额相加")


def _sum_of(
    query: Query, items: list[PolicyItem], column: str, amounts: list[float], bench: Bench
) -> Statement:
    number = rounded(sum(amounts) / scaled("1", scale_of(column)))
    unit = told(Cell(column, "1")).removeprefix("1")
    text = (
        f"{describe(query)}{plain(column)}合计 **{number}{unit}**（{len(items)} 项）：\n\n"
        f"{bench.writer.with_cells(items, (column,)).text}"
    )
    return Statement(text, tuple(items), (number, len(items)), repeated(query))


def _whole(query: Query, bench: Bench) -> Draft | None:
    """分管领导都有谁: what a column says at all; of a part, what it says of each item."""
    if not query.columns:
        return None
    if query.topic or is_narrowed(query):
        having = CellCondition(query.columns[0].columns, ("",))
        wanted = replace(query.filter, cells=(*query.filter.cells, having))
        chosen = _chosen(query.with_(filter=wanted), bench)
        return of_each(query, chosen, bench) if 0 < len(chosen) <= _WHOLE else None
    held = _by_value(query, query.columns[0], bench)
    items = tuple(dict.fromkeys(item for own in held.values() for item in own))
    if not 0 < len(items) <= _WHOLE:
        return None
    if _amounts(query, query.columns[0], bench):
        return of_each(query, items, bench)
    lines = [
        f"- **{brief_of(name)}**：{len(own)} 项{''.join(map(bench.writer.mark, own))}"
        for name, own in held.items()
    ]
    numbers = (len(held), *map(len, held.values()))
    text = f"共 **{len(held)}** 种：\n\n" + "\n".join(lines)
    count = len(held) if query.counts else None
    return Draft((Statement(text, items, numbers),), count=count, reason="一栏中写到的")
