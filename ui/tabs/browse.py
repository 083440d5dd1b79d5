"""The tab that lists items: filters above, the listing below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui import browse, wording
from ui.rendering import read
from ui.service import Service
from ui.tabs import QUIET, RAW

# The filters, in the order in which the page shows them and the functions below take them.
NAMES = ("document", "group", "department", "role", "partner", "deadline", "text", "sort")
# On a phone, only the first filters stand there at once.
_MORE = "() => { document.getElementById('filters').classList.toggle('all'); }"
PLAIN: dict[str, str] = {"role": wording.ANY, "sort": browse.SORTS[0][1]}


@dataclass(frozen=True, slots=True)
class Listing:
    """The components of the tab, so that another tab can fill them."""

    filters: list[Any]
    table: Any
    service: Service

    def show(self, *values: str | None) -> str:
        """The first page of what these filters, in the order of `NAMES`, let through."""
        chosen = zip(NAMES, values, strict=True)
        # Before the choices are there, a component has no value at all.
        query = browse.chosen_query(**{name: value for name, value in chosen if value is not None})
        return browse.listing_html(self.service, query)

    def filled(self, chosen: dict[str, str]) -> list[Any]:
        """What the components show once these filters are chosen, and no other."""
        values = [chosen.get(name, PLAIN.get(name, browse.EVERY)) for name in NAMES]
        offered = browse.choices(self.service)
        updates = [
            gr.Dropdown(choices=offered[name], value=value) if name in offered else value
            for name, value in zip(NAMES, values, strict=True)
        ]
        return [*updates, self.show(*values)]


def browse_tab(page: gr.Blocks, service: Service) -> Listing:
    """Lay out the tab inside the current one."""
    with gr.Row(elem_id="filters"):
        text = gr.Textbox(label=wording.FILTER_TEXT, placeholder=wording.FILTER_TEXT_HINT)
        department = gr.Dropdown(label=wording.FILTER_DEPARTMENT)
        role = gr.Dropdown(list(browse.ROLES), value=wording.ANY, label=wording.FILTER_ROLE)
        deadline = gr.Dropdown(label=wording.FILTER_DEADLINE)
        document = gr.Dropdown(label=wording.FILTER_DOCUMENT)
        group = gr.Dropdown(label=wording.FILTER_GROUP)
        partner = gr.Dropdown(label=wording.FILTER_PARTNER)
        sort = gr.Dropdown(list(browse.SORTS), value=browse.SORTS[0][1], label=wording.SORT)
    more = gr.Button(wording.MORE_FILTERS, elem_id="more-filters")
    more.click(None, None, None, js=_MORE, **QUIET)
    table = gr.HTML(elem_id="listing", js_on_load=read("listing.js"), apply_default_css=False)
    filters = [document, group, department, role, partner, deadline, text, sort]
    listing = Listing(filters, table, service)
    _connect(page, listing)
    return listing


def _connect(page: gr.Blocks, listing: Listing) -> None:
    filters, table, service = listing.filters, listing.table, listing.service

    # Written out: the page's framework looks for the event among named parameters.
    def turn_page(
        document: str,
        group: str,
        department: str,
        role: str,
        partner: str,
        deadline: str,
        text: str,
        sort: str,
        event: gr.EventData,
    ) -> str:
        values = (document, group, department, role, partner, deadline, text, sort)
        query = browse.chosen_query(**dict(zip(NAMES, values, strict=True)))
        return browse.listing_html(service, query, int(event.offset))

    def start() -> list[Any]:
        return listing.filled({})

    def choose_document(doc_id: str) -> Any:
        return gr.Dropdown(choices=browse.group_choices(service, doc_id), value=browse.EVERY)

    page.load(start, None, [*filters, table], **QUIET)
    table.start_over(start, None, [*filters, table], **QUIET)
    by_name = dict(zip(NAMES, filters, strict=True))
    document = by_name.pop("document")
    text = by_name.pop("text")
    chosen = document.input(choose_document, document, by_name["group"], **RAW)
    chosen.then(listing.show, filters, table, **RAW)
    for one in by_name.values():
        one.input(listing.show, filters, table, **RAW)
    text.change(listing.show, filters, table, trigger_mode="always_last", **RAW)
    table.turn_page(turn_page, filters, table, **RAW)
