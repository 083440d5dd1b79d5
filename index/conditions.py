"""Turn an `ItemFilter` into SQL conditions on the items table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from itertools import starmap

from sqlalchemy import Column, ColumnElement, and_, exists, not_, or_, select

from index.filters import CellCondition, CountRange, ItemFilter, OwnerCondition, in_year
from index.tables import cells, documents, items, owners, steps
from ingest import ItemKind, Role

Condition = ColumnElement[bool]

_COUNTS = {
    Role.LEAD: items.c.lead_count,
    Role.COOPERATING: items.c.cooperating_count,
    Role.UNIT: items.c.unit_count,
}


def conditions(
    wanted: ItemFilter, years: Mapping[int, Sequence[str]] | None = None
) -> list[Condition]:
    """All conditions of a filter; they hold together.

    `years` are those of the documents, with the ids of those that say theirs by deadlines alone.
    """
    return [
        *map(_owned, wanted.owners),
        *(part for bounds in wanted.owner_counts for part in _counted(bounds)),
        *_listed(wanted),
        *_timed(wanted, years or {}),
        *map(_containing, wanted.contains),
        *map(_celled, wanted.cells),
    ]


def _celled(wanted: CellCondition) -> Condition:
    own = cells.alias()
    bounds = []
    if wanted.least is not None:
        bounds.append(
            own.c.amount > wanted.least if wanted.strict else own.c.amount >= wanted.least
        )
    if wanted.most is not None:
        bounds.append(own.c.amount < wanted.most if wanted.strict else own.c.amount <= wanted.most)
    if wanted.texts:
        bounds.append(or_(*(own.c.text.contains(text, autoescape=True) for text in wanted.texts)))
    found = exists().where(own.c.row == items.c.row, own.c.column.in_(wanted.columns), *bounds)
    if not wanted.negated:
        return found
    # A task whose cell is blank is one without the value; where no table has the column, none is.
    other, there = cells.alias(), items.alias()
    tabled = select(there.c.doc_id).join(other, other.c.row == there.c.row)
    having = tabled.where(other.c.column.in_(wanted.columns))
    return and_(items.c.kind == ItemKind.TASK.value, items.c.doc_id.in_(having), ~found)


def _owned(wanted: OwnerCondition) -> Condition:
    found = exists().where(
        owners.c.row == items.c.row,
        owners.c.name.in_(wanted.names),
        owners.c.role.in_(wanted.roles),
    )
    return ~found if wanted.negated else found


def _counted(bounds: CountRange) -> Iterator[Condition]:
    count = _COUNTS[bounds.role]
    if bounds.least is not None:
        yield count >= bounds.least
    if bounds.most is not None:
        yield count <= bounds.most


def _listed(wanted: ItemFilter) -> Iterator[Condition]:
    choices: tuple[tuple[Column[object], Sequence[object]], ...] = (
        (items.c.kind, wanted.kinds),
        (items.c.doc_id, wanted.doc_ids),
        (items.c.item_id, wanted.item_ids),
        (items.c.number, wanted.numbers),
        (items.c.group_number, wanted.groups),
        (items.c.section, wanted.sections),
    )
    for column, values in choices:
        if values:
            yield column.in_(values)
    if wanted.excluded_ids:
        yield items.c.item_id.not_in(wanted.excluded_ids)


def _timed(wanted: ItemFilter, years: Mapping[int, Sequence[str]]) -> Iterator[Condition]:
    """What a deadline is written as and its days; of `either_time` it has one or the other."""
    written, days = list(_written(wanted)), list(_dated(wanted, years))
    if wanted.either_time and written and days:
        yield or_(and_(*written), and_(*days))
    else:
        yield from (*written, *days)


def _written(wanted: ItemFilter) -> Iterator[Condition]:
    if wanted.deadline_kinds:
        yield items.c.deadline_kind.in_(wanted.deadline_kinds)
    if wanted.deadline_words:
        said = items.c.deadline_text
        yield or_(*(said.contains(word, autoescape=True) for word in wanted.deadline_words))


def _dated(wanted: ItemFilter, years: Mapping[int, Sequence[str]]) -> Iterator[Condition]:
    """One of the days that a deadline names lies in the time asked for."""
    others = {year: doc_ids for year, doc_ids in years.items() if year != wanted.own_year}
    if wanted.own_year is None or not others or not (wanted.due_from or wanted.due_to):
        yield from _in_days(wanted)
    else:
        asked = [(not_(or_(*starmap(_of_year, others.items()))), wanted)]
        asked += [(_of_year(*other), in_year(wanted, other[0])) for other in others.items()]
        yield or_(*(and_(of, *_in_days(days)) for of, days in asked))


def _of_year(year: int, doc_ids: Sequence[str]) -> Condition:
    """The items of the documents of a year: those that say so, and those given."""
    said = items.c.doc_id.in_(select(documents.c.doc_id).where(documents.c.year == year))
    return or_(said, items.c.doc_id.in_(doc_ids)) if doc_ids else said


def _in_days(wanted: ItemFilter) -> Iterator[Condition]:
    whole = list(_in_time(items.c.due, items.c.due_month, wanted))
    if whole:
        step = select(steps.c.row).where(*_in_time(steps.c.due, steps.c.month, wanted))
        yield or_(and_(*whole), items.c.row.in_(step))


def _in_time(
    day: Column[dt.date], month: Column[int], wanted: ItemFilter
) -> Iterator[ColumnElement[bool]]:
    if wanted.months:
        yield month.in_(wanted.months)
    if wanted.due_from is not None:
        yield day >= wanted.due_from
    if wanted.due_to is not None:
        yield day <= wanted.due_to


def _containing(phrase: str) -> Condition:
    return or_(
        items.c.text.icontains(phrase, autoescape=True),
        and_(
            items.c.group_title.is_not(None),
            items.c.group_title.icontains(phrase, autoescape=True),
        ),
    )
