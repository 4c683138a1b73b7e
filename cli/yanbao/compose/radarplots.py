"""Makes plots of radar charts: rows of a dataset as axes. Validates their data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yanbao import rules
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.diagnostics import Diagnostic, Level, Marked
from yanbao.formatting import number
from yanbao.model.charts import RadarChart
from yanbao.model.dataset import Dataset
from yanbao.model.plot import Plot, PlotSeries
from yanbao.model.plots import RadarPlot
from yanbao.rules import Rule

if TYPE_CHECKING:
    import pandas as pd

FEWEST, MOST = 3, 8
"""Fewest axes that form a shape, and most that a reader can tell apart."""


def radar_plot(
    chart: RadarChart,
    dataset: Dataset,
    frame: pd.DataFrame,
    names: tuple[str, ...],
    lines: Sequence[PlotSeries],
    full: PlotSeries | None,
    prose: Prose,
) -> Plot:
    """One axis per row and one outline per series; warns of too many axes and missing values. Raises PlotError."""
    if len(names) < FEWEST:
        message = f"a radar chart has three axes or more, and '{dataset.name}' gives {len(names)}"
        raise PlotError(message, chart.x.mark, "show these as a column or dumbbell chart", rules.FEW_AXES)
    if len(names) > MOST:
        message = f"this chart has {len(names)} axes: a reader tells {MOST} apart"
        _warn(prose, rules.CROWDED_CHART, message, chart.x, "keep the most telling, or show a dumbbell chart")
    if chart.full:
        _refuse_no_end(chart, dataset, frame)
    for item, line in zip(chart.series, lines, strict=True):
        _refuse_outside(chart, item.y, dataset, frame)
        missing = [name for name, value in zip(names, line.values, strict=True) if value is None]
        if missing:
            message = f"'{item.y}' has no value for {', '.join(missing)}: its outline is open there"
            _warn(prose, rules.MISSING_POINT, message, item.y)
    return RadarPlot(names, tuple(lines), full=full)


def _refuse_no_end(chart: RadarChart, dataset: Dataset, frame: pd.DataFrame) -> None:
    column = str(chart.full)
    for row in frame.index[~(frame[column] > 0)]:
        message = f"'{frame[chart.x][row]}' has no '{column}' above 0 for its axis to end at"
        raise PlotError(message, dataset.place(int(row), column)[0], rule=rules.OUTSIDE_AXIS)


def _refuse_outside(chart: RadarChart, column: str, dataset: Dataset, frame: pd.DataFrame) -> None:
    """Raise PlotError at the first value below 0, the centre, or beyond the end of its axis."""
    for row in frame.index[frame[column] < 0]:
        message = f"'{column}' is {number(float(frame[column][row]))}, and the centre of a radar chart is 0"
        remedy = "show it as a dumbbell or bar chart"
        raise PlotError(message, dataset.place(int(row), column)[0], remedy, rules.OUTSIDE_AXIS)
    for row in frame.index[frame[column] > frame[chart.full]] if chart.full else ():
        ends = number(float(frame[chart.full][row]))
        message = f"'{column}' is {number(float(frame[column][row]))}, beyond the end of its axis, {ends}"
        raise PlotError(
            message, dataset.place(int(row), column)[0], f"correct it or '{chart.full}'", rules.OUTSIDE_AXIS
        )


def _warn(prose: Prose, rule: Rule, message: str, at: Marked, remedy: str = "") -> None:
    prose.report(Diagnostic(Level.WARNING, rule.id, message, at.mark, remedy, max(1, len(at.raw))))
