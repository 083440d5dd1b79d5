"""Answer what further columns of task tables say: of one item, of all that fit, most or in sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.bench import Bench
from assistant.cell_figures import Condition, Edge
from assistant.compose import Writer
from assistant.draft import Draft, Statement
from assistant.further import Asked, plain, told
from assistant.normalise import bare
from assistant.parts import place_named
from assistant.query import Act, Query
from assistant.strategies.listing import by_topic, describe, none_found
from index import CellCondition, ItemFilter
from ingest import Cell, ItemKind, PolicyItem, Role
from ingest.quantities import amount_of, scale_of, scaled

ACTS = tuple(Act)
ORDER = -10  # before an attribute is said to be missing, which a column may have
_GENERAL = re.compile("(?:项目|工程|任务|事项|工作|活|单子|清单|名字|名称|名单|情况)+")
_PARTS = re.compile("[和与跟同、，]|还是|以及")
_SEVERAL = re.compile("谁|哪(?:一)?[个项家]|各|分别|比|[都一]样|相同|还是")
_HOW_MANY = re.compile("多少|多大|大概|大约|至少|最多")
_MORE = re.compile("[多大高贵少小低]")
_WHOLE = 200  # items; of more than these no values are told one by one
_NEAR = 0.005  # of an amount that is claimed, for what was rounded


def answer(query: Query, bench: Bench) -> Draft | None:
    """The value, the list, the count, the edge or the sum; None where no column is spoken of."""
    spoken = query.of_columns or query.conditions
    beyond = query.overrides or query.other_place or query.chat
    unstated = query.outside and not query.of_columns
    if not spoken or beyond or unstated:
        return None
    plainly = query.with_(outside="", outside_words=(), topic=_matter(query, bench))
    if query.edge is not None:
        return _edge(plainly, query.edge, bench)
    if query.summed is not None and _is_part(plainly, bench):
        return _sum(plainly, query.summed, bench)
    if query.summed is not None:
        plainly = plainly.with_(columns=(*plainly.columns, query.summed), summed=None)
    if query.conditions and not _is_claim(plainly):
        return _set(plainly, bench)
    if not _names_items(plainly):
        return _whole(plainly, bench)
    items = _compared(plainly, bench) or _meant(plainly, bench)
    items = [item for item in items if _has_column(item, plainly, bench)]
    if not items:
        return None
    if len(items) == 1:
        return _of_one(plainly, items[0], bench)
    return _of_each(plainly, items, bench)


def _matter(query: Query, bench: Bench) -> str:
    """The topic without general nouns and, in a set, without words of the documents' titles."""
    words = [word for word in query.topic.split() if not _GENERAL.fullmatch(bare(word))]
    if _asks_several(query) or query.edge or query.summed:
        core = [_GENERAL.sub("", word) for word in words]
        titled = [bench.vocabulary.titled([word]) for word in core]
        known = zip(words, core, titled, strict=True)
        words = [word for word, short, docs in known if short and not docs]
    return " ".join(words)


def _asks_several(query: Query) -> bool:
    return bool(query.counts or query.lists or query.act in {Act.LIST, Act.COUNT})


def _names_items(query: Query) -> bool:
    return bool(query.topic or query.numbers or query.focus)


def _narrowed(query: Query) -> bool:
    """Whether anything but a matter narrows: an office, a time, a document's part."""
    return bool(query.bindings or query.filter != ItemFilter() or len(query.focus) > 1)


def _is_part(query: Query, bench: Bench) -> bool:
    """Whether several items are spoken of: all, those of an office, or those of a heading."""
    if not query.topic:
        return _narrowed(query) or not (query.numbers or query.focus)
    offices, _ = bench.vocabulary.departments.alone(query.topic)
    headed = place_named(query, bench) or bench.vocabulary.heads_with(bare(query.topic))
    return bool(_narrowed(query) or offices or headed)


def _is_claim(query: Query) -> bool:
    """黄花菜车间总投资3500万，对不对: something is said of an item, and no set is asked for."""
    one = query.topic or query.numbers or len(query.focus) == 1
    several = query.counts or query.lists
    return (
        bool(one)
        and not several
        and (query.yes_no or query.text.endswith(("？", "?")) or bool(query.columns))
    )


# -- items


def _meant(query: Query, bench: Bench) -> list[PolicyItem]:
    """The items by number, by earlier turns or by topic; a matter may be of several alike."""
    if query.numbers:
        return [item for reference in query.numbers for item in bench.numbered(reference, query)]
    if query.focus and not query.topic:
        return bench.index.catalogue.items_by_id(query.focus)
    asked = query.with_(filter=replace(query.filter, cells=()), conditions=())
    decision = bench.look(asked)
    if decision.sure and any(_has_column(item, query, bench) for item in decision.items):
        return list(decision.items)
    if decision.sure:
        return []
    docs = [doc for doc, columns in bench.vocabulary.further.of_document.items()
            if set(columns) & set(_columns(query))]  # fmt: skip
    within = [item.item_id for doc in docs for item in bench.document_items(doc)]
    decision = bench.look(asked, within=within) if within else decision
    return list(decision.items) if decision.sure else []


def _compared(query: Query, bench: Bench) -> list[PolicyItem]:
    """黄花菜车间和冷链中心谁花钱多: the item of each of the matters; nothing for a single one."""
    if query.numbers or not query.topic or not _SEVERAL.search(query.text):
        return []
    parts = [part for part in _PARTS.split(query.gist) if len(bare(part)) > 1]
    found: list[PolicyItem] = []
    for part in parts if len(parts) > 1 else ():
        decision = bench.look(query.with_(topic=part, gist=part, asks_who=False))
        found += [item for item in decision.items[:1] if decision.sure and item not in found]
    return found if len(found) > 1 else []


def _columns(query: Query) -> tuple[str, ...]:
    asked = [asked.columns for asked in query.columns]
    said = [condition.cells.columns for condition in query.conditions]
    return tuple(dict.fromkeys(column for columns in (*asked, *said) for column in columns))


def _has_column(item: PolicyItem, query: Query, bench: Bench) -> bool:
    """Whether an item says something in such a column, or stands in a table that has it."""
    own = bench.vocabulary.further.of_document.get(item.doc_id, ())
    tabled = bool(item.cells) or item.kind is ItemKind.TASK
    return tabled and bool(set(own) & set(_columns(query)))


# -- one item


def _of_one(query: Query, item: PolicyItem, bench: Bench) -> Draft:
    """What each column says of an item; what is claimed of it is checked first."""
    statements = [_checked(condition, item, bench) for condition in query.conditions]
    told_of: list[str] = []
    for asked in query.columns:
        cells = asked.cells_of(item)
        own = bench.vocabulary.further.of_document[item.doc_id]
        empty = next((plain(c) for c in asked.columns if c in own), asked.words)
        told_of.append(
            bench.writer.cells(cells) if cells else f"{empty}：没有写（文件中这一栏为空）"
        )
    if told_of:
        text = f"{bench.writer.quoted(item)}{'；'.join(told_of)}。"
        statements.append(Statement(text, (item,)))
    if query.roles or query.aspects:
        statements.append(bench.writer.attributes(item, query.aspects))
    return Draft(tuple(statements), reason="表中的一栏")


def _checked(condition: Condition, item: PolicyItem, bench: Bench) -> Statement:
    """是的，分管领导：何山; or what the column says instead."""
    cells = [cell for cell in item.cells if cell.column in condition.cells.columns]
    mark = bench.writer.mark(item)
    column = plain(condition.cells.columns[0])
    said = bench.writer.cells(cells)
    if any(_fits(cell, condition.cells) for cell in cells) != condition.cells.negated:
        return Statement(f"是的，{mark}{said or f'{column}没有写{condition.said}'}。", (item,))
    if condition.cells.negated:
        return Statement(f"更正：{mark}{said}。", (item,))
    found = said or f"{column}：没有写（文件中这一栏为空）"
    text = f"更正：{mark}{found}，不是{condition.said}。"
    return Statement(text, (item,), denied=(f"不是{condition.said}",))


def _fits(cell: Cell, wanted: CellCondition) -> bool:
    if wanted.texts:
        return any(text in "".join(cell.text.split()) for text in wanted.texts)
    amount = amount_of(cell)
    if amount is None:
        return False
    if wanted.least is not None and wanted.least == wanted.most:
        return abs(amount - wanted.least) <= _NEAR * wanted.least
    above = (
        wanted.least is None
        or amount > wanted.least
        or (amount == wanted.least and not wanted.strict)
    )
    below = (
        wanted.most is None or amount < wanted.most or (amount == wanted.most and not wanted.strict)
    )
    return above and below


# -- several items


def _set(query: Query, bench: Bench) -> Draft | None:
    """All items whose columns say what is asked, with what else narrows them."""
    chosen = _chosen(query, bench)
    if not chosen:
        return none_found(query, bench)
    if query.columns and len(chosen) == 1:
        return _of_one(query.with_(conditions=()), chosen[0], bench)
    count = len(chosen) if query.counts else None
    head = f"{describe(query.with_(topic=''))}共 **{len(chosen)}** {bench.writer.noun(chosen)}："
    columns = _columns(query)
    shown = bench.writer.with_cells(chosen, columns)
    text = f"{head}\n\n{shown.text}"
    statement = Statement(text, tuple(chosen), (len(chosen),), _said(query))
    return Draft((statement,), count=count, reason=f"表中各栏符合条件的共 {len(chosen)} 条")


def _chosen(query: Query, bench: Bench) -> list[PolicyItem]:
    """The items of the catalogue that fit, of the part or matter that is named besides."""
    pool = bench.select(query.with_(topic=""))
    if query.numbers:
        named = {i.item_id for n in query.numbers for i in bench.numbered(n, query)}
        pool = [item for item in pool if item.item_id in named]
    if not query.topic or not pool:
        return pool
    offices, _ = bench.vocabulary.departments.alone(query.topic)
    owned = [i for i in pool if any(name in i.owners(r) for name in offices for r in Role)]
    if owned:
        return owned
    words = [bare(word) for word in query.topic.split()]
    texts = {item.item_id: bare(f"{item.section or ''}{item.topic}") for item in pool}
    said = [i for i in pool if all(word in texts[i.item_id] for word in words)]
    if said or not bench.known(query.topic):
        return said or pool
    return by_topic(query, pool, bench) or []


def _said(query: Query) -> tuple[str, ...]:
    """Words of the user's that an answer repeats."""
    words = (*(condition.words for condition in query.conditions), query.topic, query.time_text)
    return tuple(filter(None, words))


def _of_each(query: Query, items: Sequence[PolicyItem], bench: Bench) -> Draft:
    """What a column says of each of some items, and which has more where that is asked."""
    columns = _columns(query)
    first = _more(query, items, bench.writer)
    shown = bench.writer.with_cells(items, columns)
    text = f"{first}\n\n{shown.text}" if first else shown.text
    statements = [Statement(text, tuple(items))]
    return Draft(tuple(statements), reason="逐项列出一栏")


def _more(query: Query, items: Sequence[PolicyItem], writer: Writer) -> str:
    """谁花钱多: the item with the most, or with the least."""
    said = _MORE.search(_HOW_MANY.sub("", query.text))
    asked = query.columns[0] if query.columns else None
    amounts = [(amount, item) for item in items if asked and (amount := _amount(asked, item))]
    if said is None or len(amounts) != len(items):
        return ""
    if len({amount for amount, _ in amounts}) == 1:
        return "一样多。"
    least = said.group() in "少小低"
    best = (min if least else max)(amounts, key=lambda pair: pair[0])[1]
    return f"{writer.quoted(best)}{'更少' if least else '更多'}。"


def _amount(asked: Asked, item: PolicyItem) -> float | None:
    amounts = [amount for cell in asked.cells_of(item) if (amount := amount_of(cell)) is not None]
    return amounts[0] if amounts else None


def _with_amounts(query: Query, asked: Asked, bench: Bench) -> list[tuple[float, PolicyItem]]:
    """The items that fit and say an amount in the column, each with it."""
    figures = CellCondition(asked.columns, least=0.0)
    wanted = replace(query.filter, cells=(*query.filter.cells, figures))
    chosen = _chosen(query.with_(filter=wanted), bench)
    return [(amount, item) for item in chosen if (amount := _amount(asked, item)) is not None]


def _edge(query: Query, edge: Edge, bench: Bench) -> Draft | None:
    """The items with the most or least; of a column of names, the name that has most items."""
    amounts = _with_amounts(query, edge.asked, bench)
    if not amounts:
        return _busiest(query, edge, bench)
    ordered = sorted(amounts, key=lambda pair: -pair[0] if edge.descending else pair[0])
    last = ordered[min(edge.top, len(ordered)) - 1][0]
    best = [
        item for amount, item in ordered if (amount >= last if edge.descending else amount <= last)
    ]
    word = "最大" if edge.descending else "最小"
    cells = dict.fromkeys(cell.column for item in best for cell in edge.asked.cells_of(item)[:1])
    head = f"{describe(query)}{plain(next(iter(cells)))}{word}的是："
    shown = bench.writer.with_cells(best, cells)
    statement = Statement(f"{head}\n\n{shown.text}", tuple(best), (), _said(query))
    return Draft((statement,), reason=f"按一栏的数额排序，共比较 {len(amounts)} 条")


def _busiest(query: Query, edge: Edge, bench: Bench) -> Draft | None:
    """哪位领导分管的最多: the name that stands in the column of most items, or of fewest."""
    held = _by_value(query, edge.asked, bench)
    if not held:
        return None
    numbers = {name: len(items) for name, items in held.items()}
    best = (max if edge.descending else min)(numbers.values())
    lines = [
        f"- **{name}**：{len(items)} 项{''.join(map(bench.writer.mark, items))}"
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
    """What a column comes to, in the unit of its header."""
    amounts = _with_amounts(query, asked, bench)
    if not amounts:
        return None
    column = asked.cells_of(amounts[0][1])[0].column
    scale = scale_of(column)
    total = round(sum(amount for amount, _ in amounts) / scaled("1", scale), 4)
    number = int(total) if total == int(total) else total
    unit = told(Cell(column, "1")).removeprefix("1")
    items = tuple(item for _, item in amounts)
    text = (
        f"{describe(query)}{plain(column)}合计 **{number}{unit}**（{len(items)} 项）：\n\n"
        f"{bench.writer.with_cells(items, (column,)).text}"
    )
    statement = Statement(text, items, (number, len(items)), _said(query))
    return Draft((statement,), reason="把一栏的数额相加")


def _whole(query: Query, bench: Bench) -> Draft | None:
    """分管领导都有谁: what a column says at all; of a part, what it says of each item."""
    if not query.columns:
        return None
    if _narrowed(query):
        having = CellCondition(query.columns[0].columns, ("",))
        wanted = replace(query.filter, cells=(*query.filter.cells, having))
        chosen = _chosen(query.with_(filter=wanted), bench)
        return _of_each(query, chosen, bench) if 0 < len(chosen) <= _WHOLE else None
    held = _by_value(query, query.columns[0], bench)
    items = tuple(dict.fromkeys(item for own in held.values() for item in own))
    if not 0 < len(items) <= _WHOLE:
        return None
    lines = [
        f"- **{name}**：{len(own)} 项{''.join(map(bench.writer.mark, own))}"
        for name, own in held.items()
    ]
    numbers = (len(held), *map(len, held.values()))
    text = f"共 **{len(held)}** 种：\n\n" + "\n".join(lines)
    count = len(held) if query.counts else None
    return Draft((Statement(text, items, numbers),), count=count, reason="一栏中写到的")
