"""The listing tab: items by department, role, month, group, document and text."""

from __future__ import annotations

from urllib.parse import urlencode

from ui import wording
from ui.errors import ServiceError
from ui.item_query import ItemQuery
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


def choices(service: Service) -> list[list[Choice]]:
    """What documents, groups, departments and months one can choose from."""
    try:
        overview = service.overview
    except ServiceError:
        return [[_ANY]] * 4
    documents = [(title, doc_id) for doc_id, title in overview.titles.items()]
    departments = [(name, name) for name in overview.departments]
    months = [(wording.MONTH.format(month=month), str(month)) for month in overview.months]
    groups = group_choices(service, EVERY)
    return [[_ANY, *documents], groups, [_ANY, *departments], [_ANY, *months]]


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
    document: str, group: str, department: str, role: str, month: str, text: str
) -> ItemQuery:
    """The filters of the tab as the filters of the API."""
    chosen = {"doc_id": document, "group": group, ROLES[role]: department, "month": month}
    fields: dict[str, list[str]] = {name: [value] for name, value in chosen.items() if value}
    return ItemQuery.model_validate({**fields, "q": text.split()})


def listing_html(service: Service, query: ItemQuery, offset: int = 0) -> str:
    """One page of the items that the query lets through, with links to export all of them."""
    try:
        catalogue, titles = service.catalogue, service.overview.titles
    except ServiceError as error:
        return render("notice.html", message=error.message)
    wanted = query.as_filter()
    asked = query.model_dump(exclude={"offset", "limit"}, exclude_defaults=True)
    return render(
        "items.html",
        items=catalogue.items(wanted, offset=offset, limit=PAGE_SIZE),
        total=catalogue.count(wanted),
        offset=offset,
        page_size=PAGE_SIZE,
        query_string=urlencode(asked, doseq=True),
        titles=titles,
        kinds=wording.KINDS,
    )
