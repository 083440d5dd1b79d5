"""Draw how many tasks each department has, and by when they are due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from ingest import Role
from ui import wording

if TYPE_CHECKING:
    from ui.overview import Overview

BARS_SHOWN = 20
LONGEST_LABEL = 9
_ROLES = (
    (Role.LEAD, wording.ROLE_LEAD, "#0b57a4"),
    (Role.COOPERATING, wording.ROLE_COOPERATING, "#3d9a80"),
    (Role.UNIT, wording.ROLE_UNIT, "#a8b4c0"),
)
_FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'


def owners_figure(overview: Overview) -> Any:
    """A bar for each name, busiest on top, split by role: a plotly Figure."""
    from plotly import graph_objects

    total = Counter[str]()
    for owner in overview.owners:
        total[owner.name] += owner.items
    names = [name for name, _ in total.most_common(BARS_SHOWN)]
    count = {(owner.name, owner.role): owner.items for owner in overview.owners}
    bars = [
        graph_objects.Bar(
            name=label,
            y=list(range(len(names))),
            x=[count.get((name, role), 0) for name in names],
            orientation="h",
            marker_color=colour,
            text=[count.get((name, role)) for name in names],
            textposition="inside",
            textangle=0,
            customdata=[escape(name) for name in names],
            hovertemplate="%{customdata} " + label + " %{x} 项<extra></extra>",
        )
        for role, label, colour in _ROLES
    ]
    return _styled(bars, names)


def owners_title(overview: Overview) -> str:
    """What the owners' chart shows, and of how many."""
    total = len({owner.name for owner in overview.owners})
    if total <= BARS_SHOWN:
        return wording.CHART_OWNERS
    return wording.CHART_OWNERS_CUT.format(shown=BARS_SHOWN, total=total)


def deadlines_figure(overview: Overview) -> Any:
    """A bar for each deadline, soonest on top: a plotly Figure."""
    from plotly import graph_objects

    shown = overview.deadlines[:BARS_SHOWN]
    names = [name for name, _ in shown]
    bar = graph_objects.Bar(
        y=list(range(len(names))),
        x=[number for _, number in shown],
        text=[number for _, number in shown],
        textposition="outside",
        textangle=0,
        cliponaxis=False,
        orientation="h",
        marker_color="#0b57a4",
        customdata=[escape(name) for name in names],
        hovertemplate="%{customdata} %{x} 项<extra></extra>",
    )
    return _styled([bar], names)


def _styled(bars: Sequence[Any], names: Sequence[str]) -> Any:
    """The bars as a figure, row by row from the top; a long name is cut, and whole on hovering."""
    from plotly import graph_objects

    figure = graph_objects.Figure(list(bars))
    figure.update_layout(
        barmode="stack",
        template="plotly_white",
        font={"family": _FONT, "size": 14, "color": "#1c2733"},
        height=110 + 30 * max(len(names), 1),
        margin={"l": 8, "r": 24, "t": 48, "b": 56},
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
    figure.update_xaxes(title=wording.CHART_TASKS, rangemode="tozero", fixedrange=True)
    return figure


def shorten(name: str) -> str:
    """A name that leaves room for its bar."""
    return name if len(name) <= LONGEST_LABEL else name[: LONGEST_LABEL - 1] + "…"
