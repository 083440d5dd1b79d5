"""Draw who has how many items, by when they are due, and who works with whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from ingest import Role
from ui import wording

if TYPE_CHECKING:
    from ui.overview import Overview

BARS_SHOWN = 20
PAIRS_SHOWN = 12  # on each side
LONGEST_LABEL = 9
_ROLES = (
    (Role.LEAD, wording.ROLE_LEAD, "#0b57a4"),
    (Role.COOPERATING, wording.ROLE_COOPERATING, "#3d9a80"),
    (Role.UNIT, wording.ROLE_UNIT, "#a8b4c0"),
)
_FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'


@dataclass(frozen=True, slots=True)
class Chart:
    """A plotly figure, what it shows, and the same as a table; each line of it is a filter."""

    title: str
    note: str
    figure: Any
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a chart's table: its cells, and the filters of the listing behind it."""

    cells: tuple[str | int, ...]
    chosen: dict[str, str]


def owners_chart(overview: Overview) -> Chart:
    """A bar for each name, busiest on top, split by role."""
    total = Counter[str]()
    for owner in overview.owners:
        total[owner.name] += owner.items
    names = [name for name, _ in total.most_common(BARS_SHOWN)]
    count = {(owner.name, owner.role): owner.items for owner in overview.owners}
    bars = [
        _bar(
            label,
            colour,
            [count.get((name, role), 0) for name in names],
            [_point(name, department=name, role=label) for name in names],
        )
        for role, label, colour in _ROLES
    ]
    note = wording.CHART_OWNERS_NOTE
    if len(total) > BARS_SHOWN:
        note = wording.CHART_OWNERS_CUT.format(shown=BARS_SHOWN, total=len(total))
    lines = tuple(
        Line((owner.name, label, owner.items), {"department": owner.name, "role": label})
        for owner in overview.owners
        for role, label, _ in _ROLES
        if owner.role == role
    )
    heads = (wording.FILTER_DEPARTMENT, wording.FILTER_ROLE, wording.CHART_ITEMS)
    return Chart(wording.CHART_OWNERS, note, _styled(bars, names, legend=True), heads, lines)


def deadlines_chart(overview: Overview) -> Chart:
    """A bar for each deadline, soonest on top."""
    shown = overview.deadlines
    points = [_point(one.label, deadline=one.value) for one in shown]
    bar = _bar(wording.FILTER_DEADLINE, _ROLES[0][2], [one.items for one in shown], points)
    bar.update(textposition="outside", cliponaxis=False)
    figure = _styled([bar], [one.label for one in shown])
    lines = tuple(Line((one.label, one.items), {"deadline": one.value}) for one in shown)
    heads = (wording.FILTER_DEADLINE, wording.CHART_ITEMS)
    return Chart(wording.CHART_DEADLINES, wording.CHART_DEADLINES_NOTE, figure, heads, lines)


def pairs_chart(overview: Overview) -> Chart:
    """Who leads, down, with whom cooperating, across: the busiest of both."""
    helpers, leads = Counter[str](), Counter[str]()
    for pair in overview.pairs:
        helpers[pair.cooperating] += pair.items
    across = [name for name, _ in helpers.most_common(PAIRS_SHOWN)]
    for pair in overview.pairs:
        leads[pair.lead] += pair.items if pair.cooperating in across else 0
    down = [name for name, number in leads.most_common(PAIRS_SHOWN) if number]
    count = {(pair.lead, pair.cooperating): pair.items for pair in overview.pairs}
    lines = tuple(
        Line((one.lead, one.cooperating, one.items), _pair_filter(one.lead, one.cooperating))
        for one in overview.pairs
    )
    figure = _grid(down, across, [[count.get((one, other)) for other in across] for one in down])
    heads = (wording.ROLE_LEAD, wording.ROLE_COOPERATING, wording.CHART_ITEMS)
    return Chart(wording.CHART_PAIRS, wording.CHART_PAIRS_NOTE, figure, heads, lines)


def _pair_filter(lead: str, cooperating: str) -> dict[str, str]:
    return {"department": lead, "role": wording.ROLE_LEAD, "partner": cooperating}


def _point(label: str, **chosen: str) -> list[Any]:
    """What a bar carries: its name as hovering shows it, and the filters that a click sets."""
    return [escape(label), chosen]


def _bar(label: str, colour: str, numbers: Sequence[int], points: Sequence[list[Any]]) -> Any:
    from plotly import graph_objects

    return graph_objects.Bar(
        name=label,
        y=list(range(len(numbers))),
        x=list(numbers),
        orientation="h",
        marker_color=colour,
        text=[number or None for number in numbers],
        textposition="inside",
        textangle=0,
        customdata=points,
        hovertemplate="%{customdata[0]} " + label + " %{x} 项<extra></extra>",
    )


def _grid(down: Sequence[str], across: Sequence[str], counts: list[list[int | None]]) -> Any:
    from plotly import graph_objects

    points = [[_point(f"{a} × {b}", **_pair_filter(a, b)) for b in across] for a in down]
    cells = graph_objects.Heatmap(
        z=counts,
        x=list(range(len(across))),
        y=list(range(len(down))),
        text=[[number or "" for number in row] for row in counts],
        texttemplate="%{text}",
        textfont={"size": 13},
        customdata=points,
        hovertemplate="%{customdata[0]} %{z} 项<extra></extra>",
        colorscale=[[0, "#dcebf8"], [1, _ROLES[0][2]]],
        showscale=False,
        xgap=2,
        ygap=2,
        hoverongaps=False,
    )
    figure = _styled([cells], down)
    labels = [escape(shorten(name)) for name in across]
    ticks = {"tickvals": list(range(len(across))), "ticktext": labels, "tickangle": -45}
    figure.update_layout(height=150 + 28 * max(len(down), 1))
    figure.update_xaxes(**ticks, title=None, automargin=True, rangemode="normal", showgrid=False)
    figure.update_yaxes(showgrid=False)
    return figure


def _styled(bars: Sequence[Any], names: Sequence[str], *, legend: bool = False) -> Any:
    """The bars as a figure, row by row from the top; a long name is cut, and whole on hovering."""
    from plotly import graph_objects

    figure = graph_objects.Figure(list(bars))
    figure.update_layout(
        barmode="stack",
        template="plotly_white",
        font={"family": _FONT, "size": 14, "color": "#1c2733"},
        height=(96 if legend else 60) + 28 * max(len(names), 1),
        margin={"l": 8, "r": 24, "t": 44 if legend else 8, "b": 32},
        showlegend=legend,
        legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        dragmode=False,
    )
    # Names come from documents, and the chart would take a < in them for markup.
    labels = [escape(shorten(name)) for name in names]
    figure.update_yaxes(
        tickvals=list(range(len(names))),
        ticktext=labels,
        autorange="reversed",
        automargin=True,
        ticksuffix="  ",
        fixedrange=True,
        zeroline=False,
    )
    figure.update_xaxes(rangemode="tozero", fixedrange=True)
    return figure


def shorten(name: str) -> str:
    """A name that leaves room for its bar."""
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1] + "…"
