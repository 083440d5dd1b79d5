"""Draw how many tasks each department has, and by when they are due."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ingest import Role
from ui import wording

if TYPE_CHECKING:
    from ui.overview import Overview

BARS_SHOWN = 20
_ROLES = (
    (Role.LEAD, wording.ROLE_LEAD, "#0b57a4"),
    (Role.COOPERATING, wording.ROLE_COOPERATING, "#3d9a80"),
    (Role.UNIT, wording.ROLE_UNIT, "#a8b4c0"),
)
_FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'


def owners_figure(overview: Overview) -> Any:
    """A bar for each name, busiest on top, split by role: a plotly Figure."""
    from plotly import graph_objects  # type: ignore[import-untyped]

    total = Counter[str]()
    for owner in overview.owners:
        total[owner.name] += owner.items
    names = [name for name, _ in total.most_common(BARS_SHOWN)]
    count = {(owner.name, owner.role): owner.items for owner in overview.owners}
    bars = [
        graph_objects.Bar(
            name=label,
            y=names,
            x=[count.get((name, role), 0) for name in names],
            orientation="h",
            marker_color=colour,
            text=[count.get((name, role)) for name in names],
            textposition="inside",
            textangle=0,
            hovertemplate="%{y} " + label + " %{x} 项<extra></extra>",
        )
        for role, label, colour in _ROLES
    ]
    cut = wording.CHART_OWNERS_CUT.format(shown=len(names), total=len(total))
    return _styled(bars, cut if len(total) > len(names) else wording.CHART_OWNERS, len(names))


def deadlines_figure(overview: Overview) -> Any:
    """A bar for each deadline, soonest on top: a plotly Figure."""
    from plotly import graph_objects

    shown = overview.deadlines[:BARS_SHOWN]
    bar = graph_objects.Bar(
        y=[label for label, _ in shown],
        x=[number for _, number in shown],
        text=[number for _, number in shown],
        textposition="outside",
        textangle=0,
        cliponaxis=False,
        orientation="h",
        marker_color="#0b57a4",
        hovertemplate="%{y} %{x} 项<extra></extra>",
    )
    return _styled([bar], wording.CHART_DEADLINES, len(shown))


def _styled(bars: Sequence[Any], title: str, rows: int) -> Any:
    from plotly import graph_objects

    figure = graph_objects.Figure(list(bars))
    figure.update_layout(
        barmode="stack",
        template="plotly_white",
        title={
            "text": title,
            "font": {"size": 16},
            "x": 0,
            "xref": "container",
            "y": 1,
            "yanchor": "top",
            "pad": {"l": 12, "t": 14},
        },
        font={"family": _FONT, "size": 14, "color": "#1c2733"},
        height=150 + 30 * max(rows, 1),
        margin={"l": 8, "r": 16, "t": 84, "b": 56},
        legend={
            "orientation": "h",
            "y": 1.0,
            "yanchor": "bottom",
            "x": 0,
            "xref": "container",
            "traceorder": "normal",
        },
        dragmode=False,
    )
    figure.update_yaxes(autorange="reversed", automargin=True, ticksuffix="  ")
    figure.update_xaxes(title=wording.CHART_TASKS, rangemode="tozero", fixedrange=True)
    return figure
