"""The tab that draws the corpus; a click in a chart lists the items behind it."""

from __future__ import annotations

from typing import Any

import gradio as gr

from ui import charts, wording
from ui.errors import ServiceError
from ui.rendering import read, render
from ui.service import Service
from ui.tabs import QUIET
from ui.tabs.browse import NAMES, Listing

_DRAWN = (charts.owners_chart, charts.deadlines_chart, charts.pairs_chart)


def lay_out_charts(tab: gr.Tab, tabs: gr.Tabs, listing: Listing, service: Service) -> None:
    """Lay out the tab inside the current one; it is drawn each time it is opened."""
    outputs: list[Any] = []
    with gr.Row(elem_id="charts"):
        for _ in _DRAWN:
            with gr.Column(elem_classes="chart"):
                head = gr.HTML(apply_default_css=False)
                plot = gr.Plot(show_label=False, container=False)
                table = gr.HTML(
                    elem_classes="chart-table",
                    js_on_load=read("charts.js"),
                    apply_default_css=False,
                )
            outputs += [head, plot, table]

    def draw() -> list[Any]:
        try:
            overview = service.overview
        except ServiceError as error:
            notice = render("notice.html", message=error.message)
            return [notice, *([gr.skip()] * (len(outputs) - 1))]
        return [part for chart in _DRAWN for part in _parts(chart(overview))]

    def choose(event: gr.EventData) -> list[Any]:
        given = dict(event.chosen)
        chosen = {name: str(given[name]) for name in NAMES if name in given}
        return [gr.Tabs(selected="browse"), *listing.filled(chosen)]

    tab.select(draw, None, outputs, **QUIET)
    for table in outputs[2::3]:
        table.choose(choose, None, [tabs, *listing.filters, listing.table], **QUIET)


def _parts(chart: charts.Chart) -> list[Any]:
    drawn = bool(chart.lines)
    said = f"{chart.note}。{wording.CHART_CLICK}" if drawn else wording.CHART_EMPTY
    head = render("chart_head.html", chart=chart, said=said)
    table = render("chart_table.html", chart=chart) if drawn else ""
    return [head, gr.Plot(chart.figure, visible=drawn), table]
