"""The listing tab: items by department, role, month, group, document and text."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from urllib.parse import urlencode

from ui import wording
from ui.errors import ServiceError
from ui.item_query import ItemQuery, Sort
from ui.rendering import render
from ui.service import Service

PAGE_SIZE = 50

Choice = tuple[str, str]  # label and value, as the dropdown wants them
EVERY = ""
_ANY: Choice = (wording.ANY, EVERY)

# The role that is chosen, and the filter that it becomes.
ROLES = {
    wording.ANY: "owner",
    wording.ROLE_LEAD: "lead",
    wording.ROLE_COOPERATING: "cooperating",
    wording.ROLE_UNIT: "unit",
}

SORTS: tuple[Choice, ...] = (
    (wording.SORT_DOCUMENT, Sort.DOCUMENT),
    (wording.SORT_DUE, Sort.DUE),
    (wording.SORT_LEAD, Sort.LEAD),
    (wording.SORT_NUMBER, Sort.NUMBER),
)

# Filters whose choices come from the catalogue.
FROM_CATALOGUE = ("document", "group", "department", "partner", "deadline")


def choices(service: Service) -> dict[str, list[Choice]]:
    """What one can choose from, for each filter whose choices come from the catalogue."""
    try:
        overview = service.overview
    except ServiceError:
        return {name: [_ANY] for name in FROM_CATALOGUE}
    documents = [(title, doc_id) for doc_id, title in overview.titles.items()]
    departments = [_ANY, *((name, name) for name in overview.departments)]
    deadlines = [(one.label, one.value) for one in overview.deadlines]
    return {
        "document": [_ANY, *documents],
        "group": group_choices(service, EVERY),
        "department": departments,
        "partner": departments,
        "deadline": [_ANY, *deadlines],
    }


def group_choices(service: Service, doc_id: str) -> list[Choice]:
    """The groups of one document, or of the one document that has any."""
    groups = service.overview.groups
    doc_ids = {group.doc_id for group in groups}
    shown = doc_id or (doc_ids.pop() if len(doc_ids) == 1 else None)
    named = [
        (f"{group.number}　{group.title or ''}", str(group.number))
        for group in groups
        if group.doc_id == shown
    ]
    return [_ANY, *named]


def chosen_query(
    *,
    document: str = EVERY,
    group: str = EVERY,
    department: str = EVERY,
    role: str = wording.ANY,
    partner: str = EVERY,
    deadline: str = EVERY,
    text: str = "",
    sort: str = Sort.DOCUMENT,
) -> ItemQuery:
    """The filters of the tab as the filters of the API.

    Beside a lead, the partner is one who cooperates; else one in any role.
    """
    chosen = {"doc_id": document, "group": group, ROLES[role]: department}
    beside = "cooperating" if department and role == wording.ROLE_LEAD else "with_owner"
    chosen |= {beside: partner, **_deadline(deadline)}
    alone = ("due_from", "due_to")
    fields = {name: value if name in alone else [value] for name, value in chosen.items() if value}
    return ItemQuery.model_validate({**fields, "q": text.split(), "sort": sort})


def _deadline(value: str) -> dict[str, str]:
    """The filter of a month (2024-09), or of a kind of deadline."""
    year, _, month = value.partition("-")
    if not month:
        return {"deadline_kind": value}
    last = monthrange(int(year), int(month))[1]
    return {"due_from": f"{value}-01", "due_to": f"{value}-{last}"}


def listing_html(service: Service, query: ItemQuery, offset: int = 0) -> str:
    """One page of the items that the query lets through, with links to export all of them."""
    try:
        catalogue, titles = service.catalogue, service.overview.titles
    except ServiceError as error:
        return render("notice.html", message=error.message)
    shown = query.model_copy(update={"offset": offset, "limit": PAGE_SIZE})
    asked = query.model_dump(mode="json", exclude={"offset", "limit"}, exclude_defaults=True)
    return render(
        "items.html",
        items=shown.items(catalogue),
        total=catalogue.count(query.as_filter()),
        offset=offset,
        page_size=PAGE_SIZE,
        query_string=urlencode(asked, doseq=True),
        titles=titles,
        kinds=wording.KINDS,
        chosen=in_words(query, titles),
    )


def in_words(query: ItemQuery, titles: dict[str, str]) -> list[str]:
    """What the filters are, one by one."""
    named: dict[str, Sequence[object]] = {
        wording.ROLE_LEAD: query.lead,
        wording.ROLE_COOPERATING: query.cooperating,
        wording.ROLE_UNIT: query.unit,
        wording.FILTER_DEPARTMENT: query.owner,
        wording.FILTER_PARTNER: query.with_owner,
        wording.FILTER_DOCUMENT: [titles.get(doc_id, doc_id) for doc_id in query.doc_id],
        wording.FILTER_GROUP: query.group,
        wording.FILTER_DEADLINE: _deadline_in_words(query),
        wording.FILTER_TEXT: query.q,
    }
    return [f"{label}：{value}" for label, values in named.items() for value in values]


def _deadline_in_words(query: ItemQuery) -> list[str]:
    if query.due_from is not None:
        return [f"{query.due_from.year}年{query.due_from.month}月"]
    return [wording.UNDATED.get(kind.value, kind.value) for kind in query.deadline_kind]
