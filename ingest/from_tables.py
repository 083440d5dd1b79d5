"""Items from tables: a task for each row of a task table, a passage for each row of another."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest import deadlines
from ingest.cards import Card, read_card
from ingest.column_kinds import Column
from ingest.columns import Header, find_header, holds_fields
from ingest.conventions import first_leads, mark_of_lead
from ingest.from_text import Drafts
from ingest.ids import Draft, Numbering, digest
from ingest.items import Document, ItemKind, Leftover, PolicyItem, ReadWarning, Role, Span
from ingest.nodes import Node, Place, place_under
from ingest.owner_clauses import bracketed, read_statement
from ingest.owners import Owners, are_offices, led_by_first, led_by_marked, names
from ingest.page_facts import fact_rows
from ingest.reading import Table, distinct
from ingest.roles import role_of, roles_of
from ingest.table_layout import names_offices
from ingest.table_rows import TaskRow, number_in
from ingest.tables import read_table

_PATH_LENGTH = 12  # characters of a group's title in the id of a task that restarts in it

_FEWEST_DATED = 3  # times of a year, among others, that tell what bare months mean


def from_table(
    document: Document,
    table: Table,
    under: Node | None,
    region: str,
    *,
    alone: bool = True,
    title: str = "",
) -> Drafts:
    """Turn one table into items; `under` is the heading that it stands under.

    `region` names the annex that it stands in, `title` is what that is called; `alone` when no
    other table stands under `under`.
    """
    card = read_card(table, document.text)
    if card:
        return _card(document, table, card, under if alone else None, place_under(under))
    header = find_header(table, document.text)
    if header is None:
        return _plain(document, table, under)
    found = read_table(table, header, document.text)
    drafts = Drafts(headings=found.headings)
    if table.columns and header.has_owners:
        drafts.warnings.append(_without_header(table))
    drafts.warnings += _unknown_columns(document, table, header)
    drafts.leftovers = [Leftover(span, reason) for span, reason in found.leftovers]
    place = place_under(under)
    if title and not place.section:
        place = replace(place, section=title)
    named = any("牵头" in _unbracketed(header.words[i]) for i in header.columns(Column.LEAD))
    ranked = None if named else first_leads(document.text)
    region = region or table.name or digest(document.text[table.start : table.end])
    mark = mark_of_lead(document.text)
    year = _year_of(header) or document.year or _year_named([one.deadline for one in found.tasks])
    ends = [*(task.start for task in found.tasks[1:]), table.end]
    for task, end in zip(found.tasks, ends, strict=False):
        owners = led_by_marked(task.owners, mark)
        below = ranked is not None and end > ranked
        task = replace(task, owners=led_by_first(owners) if below else owners)
        draft = _task(
            document, table, task, place, region, bracket=_role_in_bracket(header), year=year
        )
        drafts.items.append(draft)
        if draft.item.end < task.end:
            drafts.leftovers.append(Leftover(Span(draft.item.end, task.end), "责任单位"))
    for span in found.notes:
        drafts.items.append(_row_passage(document, span, place))
    return drafts


def _card(
    document: Document, table: Table, card: Card, numbered: Node | None, place: Place
) -> Drafts:
    """The task of a card; without a number of its own it has that of the heading over it."""
    marker = numbered.marker if numbered else None
    number = number_in(card.label) if card.label else marker.number if marker else None
    label = card.label or (marker.label if marker else "")
    task = TaskRow(
        card.start,
        card.end,
        label,
        number,
        card.title,
        None,
        None,
        None,
        card.owners,
        card.deadline,
        cells=card.cells,
    )
    drafts = Drafts(items=[_task(document, table, task, place, table.name, year=document.year)])
    drafts.leftovers = [Leftover(Span(cell.start, cell.end), "任务卡") for cell in card.rest]
    return drafts


def _year_of(header: Header) -> int | None:
    """The year that the column of deadlines names: 2025年节点目标."""
    columns = header.columns(Column.DEADLINE)
    named = {year for i in columns for year in re.findall(r"20\d\d(?=年)", header.words[i])}
    return int(named.pop()) if len(named) == 1 else None


def _year_named(times: Sequence[str]) -> int | None:
    """The year that the times of a table name, which its bare months then mean too.

    Where a few are of other years (2026年6月 among months of 2025), that of nearly all.
    """
    years = [re.findall(r"20\d\d(?=\s*[年./-])", one) for one in times]
    if len({year for named in years for year in named}) == 1:
        return int(next(named[0] for named in years if named))
    last = Counter(named[-1] for named in years if named)
    year, often = last.most_common(1)[0] if last else ("", 0)
    return int(year) if often >= _FEWEST_DATED and often * 4 >= last.total() * 3 else None


def _unbracketed(word: str) -> str:
    return re.sub(r"[（(].*?[）)]", "", word)


def _role_in_bracket(header: Header) -> Role | None:
    """What offices do that stand in brackets behind a task: 工作任务（责任科室）."""
    named = (re.search(r"[（(](.+?)[）)]$", word) for word in header.words)
    kinds = zip(named, header.kinds, strict=True)
    return next((role_of(one[1]) for one, kind in kinds if one and kind is Column.CONTENT), None)


def _task(
    document: Document,
    table: Table,
    task: TaskRow,
    place: Place,
    region: str,
    *,
    year: int | None,
    bracket: Role | None = None,
) -> Draft:
    """The item of a row; `bracket` is what plain names in a bracket behind its text do.

    `year` is what a bare month of its deadline means.
    """
    owners, due, end = task.owners, task.deadline, task.end
    if not owners:  # a table without such columns can state them behind the task
        said = read_statement(document.text[task.start : task.end], year, plainly=True)
        if bracket and not said.owners:
            said = bracketed(document.text[task.start : task.end], bracket)
        owners, end = said.owners, task.start + (said.ends or task.end - task.start)
        due = due or (said.deadline.text if said.deadline else "")
    grouped = task.group_number is not None or task.group_title is not None
    text = document.text[task.start : end]
    item = PolicyItem(
        item_id="",
        kind=ItemKind.TASK,
        number=task.number,
        label=task.label,
        doc_id=document.doc_id,
        doc_title=document.title,
        text=text,
        start=task.start,
        end=end,
        title=task.title,
        section=task.section.text if task.section else place.section or table.name or None,
        group_number=task.group_number if grouped else place.group_number,
        group_title=task.group_title if grouped else place.group_title,
        lead=owners.lead,
        cooperating=owners.cooperating,
        units=owners.units,
        deadline=deadlines.in_cell(due, year) or deadlines.in_text(text, year),
        owners_certain=owners.certain and not table.columns,
        cells=task.cells,
    )
    return Draft(item, _numbering(region, task, text), task.shares_number)


def _without_header(table: Table) -> ReadWarning:
    message = "这张表没有列头：只有一列是单位名称，已当作牵头单位，请核对原文。"
    return ReadWarning("header_missing", message, Span(table.start, table.end))


def _unknown_columns(document: Document, table: Table, header: Header) -> list[ReadWarning]:
    """Columns of offices whose header does not say what the offices do."""
    warnings: list[ReadWarning] = []
    for column in header.columns(Column.OTHER):
        rows = table.rows[header.after :]
        if names_offices(rows, column, header, document.text):
            message = (
                f"列“{header.words[column]}”像是单位名称，但看不出是牵头还是配合，"
                "没有当作责任单位：请把列头改成“牵头单位”“配合单位”等再导入。"
            )
            span = Span(table.start, table.end)
            warnings.append(ReadWarning("unknown_header", message, span))
    return warnings


def _numbering(region: str, task: TaskRow, text: str) -> Numbering:
    found = task.section.marker if task.section else None
    path = [found.numeral] if found else []
    if task.group_number is not None:
        path.append(str(task.group_number))
    elif task.group_title:
        path.append(re.sub(r"\s+", "", task.group_title)[:_PATH_LENGTH])
    decimal = re.fullmatch(r"\d+(?:[.．-]\d+)+", task.label)
    own = task.label if decimal else str(task.number) if task.number is not None else ""
    series = f"task {region}"
    if not own:
        own, series = f"t-{digest(text)}", "task without number"
    return Numbering(series, own, tuple(path), region, text)


def _plain(document: Document, table: Table, under: Node | None) -> Drafts:
    """A table of anything else: every row can be cited as it stands."""
    drafts = Drafts()
    if fact_rows(table, document.text):  # what the page says of the document
        said = dict.fromkeys(cell for row in table.rows for cell in row if not cell.empty)
        drafts.leftovers = [Leftover(Span(cell.start, cell.end), "来源") for cell in said]
        return drafts
    fields = holds_fields(table, document.text)
    above: set[object] = set()
    for row in table.rows:
        cells = [cell for cell in distinct(row) if not cell.empty and cell not in above]
        above.update(row)
        if cells:
            span = Span(cells[0].start, cells[-1].end)
            draft = _row_passage(document, span, place_under(under))
            if fields:
                words = tuple(document.text[cell.start : cell.end] for cell in cells)
                draft = replace(draft, item=_with_field_owners(draft.item, words))
            drafts.items.append(draft)
    return drafts


def _with_field_owners(item: PolicyItem, said: tuple[str, ...]) -> PolicyItem:
    """A row of a service guide with who does it: 实施机构 beside the name of an office."""
    owners = Owners()
    for label, value in zip(said[::2], said[1::2], strict=False):
        (role,) = roles_of((label,))
        if role is not None and are_offices(value):
            owners = owners.with_names(role, names(value))
    return replace(item, lead=owners.lead, cooperating=owners.cooperating, units=owners.units)


def _row_passage(document: Document, span: Span, place: Place) -> Draft:
    text = document.text[span.start : span.end]
    item = PolicyItem(
        item_id="",
        kind=ItemKind.PASSAGE,
        number=None,
        label="",
        doc_id=document.doc_id,
        doc_title=document.title,
        text=text,
        start=span.start,
        end=span.end,
        section=place.section,
        group_number=place.group_number,
        group_title=place.group_title,
    )
    return Draft(item, Numbering("", "", (), "", text))
