"""Answer what further columns of task tables say of one item, or of each of some that are named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.bench import Bench
from assistant.cell_figures import Condition
from assistant.cell_scope import columns_of, has_column, plainly_of
from assistant.compose import Writer
from assistant.draft import Draft, Statement
from assistant.further import Asked, plain, told
from assistant.normalise import bare
from assistant.query import Act, Query
from index import CellCondition
from ingest import Cell, PolicyItem
from ingest.quantities import amount_of, scale_of, scaled

ACTS = tuple(Act)
ORDER = -10  # before an attribute is said to be missing, which a column may have
_PARTS = re.compile("[和与跟同比、，]|还是|以及")
_SEVERAL = re.compile("同一|谁|哪(?:一)?[个项家]|各|分别|比|[都一]样|相同|还是")
_HOW_MANY = re.compile("多少|多大|大概|大约|至少|最多")
_MORE = re.compile("[多大高贵少小低](?=[，。？?！、呢啊吗的]|一?[些点]|$)")
_APART = re.compile("[多少][^，。？的]{0,2}(?:多少|几)")  # 多投多少
_PAIR = 2
_MORE_OF_NAME = 3  # characters that a row's name may have beside the words for it
_SAME = re.compile("同一|一样|相同")
_NEAR = 0.005  # of an amount that is claimed, for what was rounded


def answer(query: Query, bench: Bench) -> Draft | None:
    """What the columns say of the item meant; what is claimed of it is checked first."""
    if query.summed is not None:  # 黑山羊那个一共投了多少: of one item there is no sum
        query = query.with_(columns=(*query.columns, query.summed), summed=None)
    unstated = query.outside and not query.columns
    spoken = (query.columns or query.conditions) and not query.beyond_columns
    if not spoken or unstated:
        return None
    plainly = plainly_of(query, bench)
    if not (plainly.topic or plainly.numbers or plainly.focus):
        return None
    items = _compared(plainly, bench) or _meant(plainly, bench)
    items = [item for item in items if has_column(item, plainly, bench)]
    if len(items) == 1:
        return of_one(plainly, items[0], bench)
    return of_each(plainly, items, bench) if items else None


def _meant(query: Query, bench: Bench) -> list[PolicyItem]:
    """The items by number, by earlier turns or by topic; a matter may be of several alike."""
    if query.numbers:
        return [item for reference in query.numbers for item in bench.numbered(reference, query)]
    if query.focus and not query.topic:
        return bench.index.catalogue.items_by_id(query.focus)
    asked = query.with_(filter=replace(query.filter, cells=()), conditions=())
    decision = bench.look(asked)
    if decision.sure and any(has_column(item, query, bench) for item in decision.items):
        return list(decision.items)
    having = bench.vocabulary.further.of_document
    asked_for = set(columns_of(query))
    docs = [d for d in query.doc_ids or having if asked_for & set(having.get(d, ()))]
    of_table = [item for doc in docs for item in bench.document_items(doc)]
    if decision.sure:  # 桐湖古城投资多少: what the matter is called, though others are as near
        items = [item for item in of_table if has_column(item, query, bench)]
        topic = bare(query.topic)
        named = [i for i in items if topic in (title := bare(i.title)) and _is_name(title, topic)]
        return named if len(named) == 1 else []
    within = [item.item_id for item in of_table]
    decision = bench.look(asked, within=within) if within else decision
    return list(decision.items) if decision.sure else []


def _is_name(title: str, topic: str) -> bool:
    """古城 of 桐湖古城, which says little more: no 农村供水 of 提升农村供水质量."""
    return len(title) <= len(topic) + _MORE_OF_NAME


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


def of_one(query: Query, item: PolicyItem, bench: Bench) -> Draft:
    """What each column says of an item; what is claimed of it is checked first."""
    statements = [_checked(condition, item, bench) for condition in query.conditions]
    checked = {column for one in query.conditions for column in one.cells.columns}
    own = bench.vocabulary.further.of_document[item.doc_id]
    cells: dict[Cell, None] = {}
    blank: dict[str, None] = {}
    for asked in query.columns:
        if checked & set(asked.columns):
            continue
        found = asked.cells_of(item)
        cells |= dict.fromkeys(found)
        empty = (plain(column) for column in asked.columns if column in own)
        blank |= {} if found else {next(empty, asked.words): None}
    parts = [bench.writer.cells(cells), *map(bench.writer.no_cell, blank)]
    if cells or blank:
        text = f"{bench.writer.quoted(item)}{'；'.join(filter(None, parts))}。"
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
    found = said or bench.writer.no_cell(column)
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


def of_each(query: Query, items: Sequence[PolicyItem], bench: Bench) -> Draft:
    """What a column says of each of some items, and which has more where that is asked."""
    first, apart = _more(query, items, bench.writer)
    shown = bench.writer.with_cells(items, columns_of(query))
    text = f"{first}\n\n{shown.text}" if first else shown.text
    return Draft((Statement(text, tuple(items), apart),), reason="逐项列出一栏")


def _more(
    query: Query, items: Sequence[PolicyItem], writer: Writer
) -> tuple[str, tuple[int | float, ...]]:
    """谁花钱多, 多投多少: the item with the most or the least, and how far two are apart."""
    if not query.columns:
        return "", ()
    asked = query.columns[0]
    if _SAME.search(query.text):
        told_of = {writer.cells(asked.cells_of(item)) for item in items}
        return ("一样。" if len(told_of) == 1 else "不一样。"), ()
    said = _APART.search(query.text) or _MORE.search(_HOW_MANY.sub("", query.text))
    amounts = [(amount, item) for item in items if (amount := amount_in(asked, item)) is not None]
    if said is None or len(amounts) != len(items):
        return "", ()
    most, least = (pick(amounts, key=lambda pair: pair[0]) for pick in (max, min))
    if most[0] == least[0]:
        return "一样多。", ()
    fewer = said.group()[0] in "少小低"
    best = writer.quoted((least if fewer else most)[1])
    if len(items) != _PAIR:
        return f"{best}{'更少' if fewer else '更多'}。", ()
    column = asked.cells_of(most[1])[0].column
    number = rounded((most[0] - least[0]) / scaled("1", scale_of(column)))
    unit = told(Cell(column, "1")).removeprefix("1")
    return f"{best}{'更少，少' if fewer else '更多，多'} {number}{unit}。", (number,)


def rounded(amount: float) -> int | float:
    """An amount as it is written: without a fraction where it has none."""
    exact = round(amount, 4)
    return int(exact) if exact == int(exact) else exact


def amount_in(asked: Asked, item: PolicyItem) -> float | None:
    amounts = [amount for cell in asked.cells_of(item) if (amount := amount_of(cell)) is not None]
    return amounts[0] if amounts else None
