"""Ends and logarithms of value axes, as authors set them. Validates that all data can be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from yanbao import rules
from yanbao.compose.ploterror import PlotError
from yanbao.diagnostics import Mark, Marked
from yanbao.formatting import number
from yanbao.model.charts import DataChart
from yanbao.model.dataset import Dataset
from yanbao.model.options import Limited, Scaled
from yanbao.model.plot import Bounds, Plot, PlotSeries

if TYPE_CHECKING:
    import pandas as pd

RULE = rules.BEYOND_AXIS


def on_axis(chart: DataChart, dataset: Dataset, frame: pd.DataFrame, plot: Plot) -> Plot:
    """The plot with the axes that the author chose. Raises PlotError at a value that has no place on one."""
    if not isinstance(chart, Limited):
        return plot
    is_log = isinstance(chart, Scaled) and chart.log
    bounds = Bounds(chart.axis_from, chart.axis_to, is_log)
    shown = [
        (item, series)
        for item, series in zip(chart.measures, plot.series, strict=False)
        if series.axis == "left" and item in chart.on_value_axis
    ]
    if is_log:
        refuse_zero((column for column, _ in shown), dataset, frame)
    for column, series in shown:
        _refuse_beyond(series, bounds, column.mark)
    for line in chart.reference_lines:
        if is_log and line.value <= 0:
            message = f"'{line.label}' is at {number(line.value)}, and a logarithmic axis has no place for it"
            raise PlotError(message, line.label.mark, "leave out 'log', or this line", RULE)
        _refuse_beyond(PlotSeries(str(line.label), (line.value,)), bounds, line.label.mark)
    return replace(plot, bounds=bounds)


def refuse_zero(columns: Iterable[Marked], dataset: Dataset, frame: pd.DataFrame) -> None:
    """Raise PlotError at a number of columns that has no place on a logarithmic axis."""
    for column in columns:
        for row in frame.index[frame[column] <= 0]:
            message = f"'{column}' is {number(float(frame[column][row]))}, and a logarithmic axis has no place for it"
            remedy = "leave out 'log', or the row with 'where'"
            raise PlotError(message, dataset.place(int(row), column)[0], remedy, RULE)


def _refuse_beyond(series: PlotSeries, bounds: Bounds, mark: Mark) -> None:
    values = [value for value in series.values if value is not None]
    low, high = bounds.low, bounds.high
    if values and low is not None and min(values) < low:
        message = f"'{series.label}' has {number(min(values))}, below 'axis_from', {number(low)}"
        raise PlotError(message, mark, "an axis shows all values: begin it lower", RULE)
    if values and high is not None and max(values) > high:
        message = f"'{series.label}' has {number(max(values))}, above 'axis_to', {number(high)}"
        raise PlotError(message, mark, "an axis shows all values: end it higher", RULE)
