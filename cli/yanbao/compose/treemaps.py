"""Makes plots of treemaps. Validates their data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yanbao import rules
from yanbao.compose.ploterror import PlotError, refuse_total
from yanbao.compose.prose import Prose
from yanbao.diagnostics import Diagnostic, Level
from yanbao.model.dataset import Dataset
from yanbao.model.exhibits import TreemapChart
from yanbao.model.plot import Plot, PlotSeries
from yanbao.model.plots import TreemapPlot

if TYPE_CHECKING:
    import pandas as pd

FEWEST, MOST = 2, 60
"""Fewest and most rectangles that are worth showing."""


def treemap_plot(
    chart: TreemapChart,
    dataset: Dataset,
    frame: pd.DataFrame,
    columns: Sequence[PlotSeries],
    prose: Prose,
    *,
    are_gains: bool,
) -> Plot:
    """The areas, and the numbers that colour them; an area of 0, which cannot be seen, is told. Raises PlotError."""
    names = tuple(map(str, frame[chart.x]))
    refuse_total(chart.x, names, dataset)
    if not FEWEST <= len(names) <= MOST:
        message = f"a treemap has {FEWEST} to {MOST} parts, and '{dataset.name}' gives {len(names)}"
        remedy = "set a 'limit', or choose rows with 'where'" if len(names) > MOST else "say the number in a card"
        raise PlotError(message, chart.x.mark, remedy, rules.CROWDED_CHART if len(names) > MOST else rules.BROKEN_WHOLE)
    for row, name, value in zip(frame.index, names, columns[0].values, strict=True):
        if value is None or value < 0:
            what = "no" if value is None else "a negative"
            message = f"'{name}' has {what} '{chart.y}', which is no area"
            rule = rules.BROKEN_WHOLE if value is None else rules.NEGATIVE_PART
            place = dataset.place(int(row), chart.y)[0]
            raise PlotError(message, place, "leave the row out with 'where', or show a bar chart", rule)
    if not any(columns[0].values):
        raise PlotError(
            f"the areas in '{chart.y}' of '{dataset.name}' are all 0", chart.y.mark, rule=rules.BROKEN_WHOLE
        )
    for row, name, value in zip(frame.index, names, columns[0].values, strict=True):
        if not value:
            message, place = f"the area of '{name}' is 0, and not to be seen", dataset.place(int(row), chart.y)[0]
            remedy = "leave the row out with 'where', or show a bar chart"
            prose.report(Diagnostic(Level.WARNING, rules.MISSING_POINT.id, message, place, remedy))
    highlight = tuple(map(str, chart.highlight))
    return TreemapPlot(names, tuple(columns), highlight=highlight, in_market_colors=are_gains and len(columns) > 1)
