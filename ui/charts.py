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
    from ui.overview import DeadlineCount, Overview

YEARS_IN_FULL = 2
FEW = 8
BARS_SHOWN = 20
PAIRS_SHOWN = 12  # on each side
LONGEST_LABEL = 9
_ROLES = (
    (Role.LEAD, wording.ROLE_LEAD, "#0b57a4"),
    (Role.COOPERATING, wording.ROLE_COOPERATING, "#3d9a80"),
    (Role.UNIT, wording.ROLE_UNIT, "#a8b4c0"),
)
_FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'
_LAYOUT: dict[str, Any] = {
    "barmode": "stack",
    "template": "plotly_white",
    "font": {"family": _FONT, "size": 14, "color": "#1c2733"},
    "margin": {"l": 8, "r": 24, "t": 8, "b": 28},
    "showlegend": False,
    "dragmode": False,
}


@dataclass(frozen=True, slots=True)
class Chart:
    """A plotly figure, what it shows, and the same as a table; each line of it is a filter."""

    title: str
    note: str
    figure: Any
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[str, str], ...] = ()  # label and colour


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
    legend = tuple((label, colour) for _, label, colour in _ROLES)
    return Chart(wording.CHART_OWNERS, note, _styled(bars, names), heads, lines, legend)


def deadlines_chart(overview: Overview) -> Chart:
    """A column for each month of the years that deadlines name, then for those without a day."""
    from plotly import graph_objects

    shown = along_the_year(overview.deadlines)
    places = list(range(len(shown)))
    columns = graph_objects.Bar(
        x=places,
        y=[one.items for one in shown],
        text=[one.items or None for one in shown],
        textposition="outside",
        cliponaxis=False,
        marker_color=[_ROLES[0][2] if "-" in one.value else _ROLES[2][2] for one in shown],
        customdata=[_point(one.label, deadline=one.value) for one in shown],
        hovertemplate="%{customdata[0]} %{y} 项<extra></extra>",
    )
    figure = graph_objects.Figure(columns)
    figure.update_layout(**_LAYOUT, height=270)
    years = {one.value[:4] for one in shown if "-" in one.value}
    year = f"{years.pop()}年" if len(years) == 1 else ""  # said once, above the chart
    labels = [one.label.removeprefix(year) for one in shown]
    figure.update_xaxes(tickvals=places, ticktext=labels, fixedrange=True, automargin=True)
    figure.update_yaxes(rangemode="tozero", fixedrange=True, automargin=True, tickformat="d")
    if max((one.items for one in shown), default=0) < FEW:
        figure.update_yaxes(dtick=1)  # no halves of items
    lines = tuple(
        Line((one.label, one.items), {"deadline": one.value}) for one in overview.deadlines
    )
    heads = (wording.FILTER_DEADLINE, wording.CHART_ITEMS)
    note = f"{year}{wording.CHART_DEADLINES_NOTE}"
    return Chart(wording.CHART_DEADLINES, note, figure, heads, lines)


def along_the_year(deadlines: Sequence[DeadlineCount]) -> list[DeadlineCount]:
    """With the months that have none, where all of them are of a year or two."""
    from ui.overview import DeadlineCount

    dated = {one.value: one for one in deadlines if "-" in one.value}
    years = sorted({value[:4] for value in dated})
    months = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    if len(years) > YEARS_IN_FULL:
        months = list(dated)
    none = (DeadlineCount(f"{value[:4]}年{int(value[5:])}月", value, 0) for value in months)
    filled = [dated.get(one.value, one) for one in none]
    return [*filled, *(one for one in deadlines if one.value not in dated)]


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


def _styled(bars: Sequence[Any], names: Sequence[str]) -> Any:
    """The bars as a figure, row by row from the top; a long name is cut, and whole on hovering."""
    from plotly import graph_objects

    figure = graph_objects.Figure(list(bars))
    figure.update_layout(**_LAYOUT, height=60 + 28 * max(len(names), 1))
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
    figure.update_xaxes(rangemode="tozero", fixedrange=True, zeroline=False)
    return figure


def shorten(name: str) -> str:
    """A name that leaves room for its bar."""
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1] + "…"
