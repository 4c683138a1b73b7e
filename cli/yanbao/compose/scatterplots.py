"""Makes plots of scatter charts: rows of a dataset as named points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING

from yanbao import rules
from yanbao.compose.bounds import refuse_zero
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.diagnostics import Diagnostic, Level
from yanbao.model.charts import QuarterNames, ScatterChart
from yanbao.model.dataset import Dataset
from yanbao.model.manuscript import Role
from yanbao.model.plot import Bounds, Plot, PlotSeries, Quarters
from yanbao.model.plots import ScatterPlot
from yanbao.rules import Rule

if TYPE_CHECKING:
    import pandas as pd

MOST_GROUPS = 6
"""More groups than this cannot be told apart by colour."""


def scatter_plot(
    chart: ScatterChart, dataset: Dataset, frame: pd.DataFrame, measures: Sequence[PlotSeries], prose: Prose
) -> Plot:
    """The points of ``frame``; ``measures`` are the series along x and y, and that of the bubble size if there is one.

    Rows with a missing value or a bubble of size 0 are left out with a warning. Raises PlotError if none is left, or if
    a size is negative.
    """
    sizes = [value for value in measures[2].values if value is not None] if chart.size else []
    if chart.size and min(sizes, default=0.0) < 0:
        message = f"column '{chart.size}' of '{chart.data}' has a negative value, which no bubble can show"
        raise PlotError(message, chart.size.mark, rule=rules.NEGATIVE_PART)
    rows = list(zip(*(series.values for series in measures), strict=True))
    whole = [None not in row and (not chart.size or row[2] != 0) for row in rows]
    if not any(whole):
        raise PlotError(f"no row of '{chart.data}' has all the numbers of a point", chart.data.mark)
    left_out = len(whole) - sum(whole)
    if left_out:
        what = "row has" if left_out == 1 else "rows have"
        _warn(
            prose,
            chart,
            f"{left_out} {what} no number for each axis of this chart and will not be shown",
            rules.MISSING_POINT,
        )
    groups = tuple(map(str, frame[chart.group])) if chart.group else ()
    if chart.group and len(set(groups)) > MOST_GROUPS:
        message = f"'{chart.group}' has {len(set(groups))} values: colours tell {MOST_GROUPS} apart"
        prose.report(Diagnostic(Level.WARNING, rules.CROWDED_CHART.id, message, chart.group.mark))
    names = tuple(map(str, frame[chart.name]))
    label = prose.line(chart.highlight_label, Role.LABEL).text
    highlight = tuple(map(str, chart.highlight))
    if chart.log_x:
        refuse_zero([chart.x], dataset, frame)
    plot = ScatterPlot(
        names,
        tuple(measures),
        along=Bounds(is_log=chart.log_x),
        groups=groups,
        highlight=highlight,
        highlight_label=label,
    )
    if not (spec := chart.quarters):
        return plot
    return replace(plot, quarters=_quarters(chart, spec, plot, prose))


def _quarters(chart: ScatterChart, spec: QuarterNames, plot: ScatterPlot, prose: Prose) -> Quarters:
    """Where the quarters meet, by default at the medians of the points, and their names. Raises PlotError."""
    across, up = ([plot.series[axis].values[at] or 0.0 for at in plot.complete] for axis in (0, 1))
    texts = (spec.upper_right, spec.upper_left, spec.lower_left, spec.lower_right)
    quarters = Quarters(
        median(across) if spec.x is None else spec.x,
        median(up) if spec.y is None else spec.y,
        tuple(prose.line(text, Role.LABEL).text for text in texts),
    )
    if (chart.log_x and quarters.x <= 0) or (chart.log and quarters.y <= 0):
        message = "quarters meet at or below 0, and a logarithmic axis has no place for it"
        raise PlotError(message, spec.upper_right.mark, "give 'x' and 'y' above 0", rules.BEYOND_AXIS)
    return quarters


def _warn(prose: Prose, chart: ScatterChart, message: str, rule: Rule) -> None:
    prose.report(Diagnostic(Level.WARNING, rule.id, message, chart.data.mark))
