"""Makes plots of donut charts: rows of a dataset as parts of a whole. Validates their data."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from yanbao import rules
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.formatting import common_decimals, number, telling_decimals
from yanbao.model.charts import DonutChart
from yanbao.model.dataset import Dataset
from yanbao.model.plot import Plot, PlotSeries

if TYPE_CHECKING:
    import pandas as pd

FEWEST, MOST = 2, 5
"""Fewest parts that are worth comparing, and most that a reader can tell apart."""


def donut_plot(chart: DonutChart, dataset: Dataset, frame: pd.DataFrame, series: PlotSeries, prose: Prose) -> Plot:
    """The parts with their values, and with shares of the sum unless the values are shares. Raises PlotError."""
    names = tuple(map(str, frame[chart.x]))
    if len(names) < FEWEST:
        message = f"a donut has two parts or more, and '{dataset.name}' gives {len(names)}"
        raise PlotError(message, chart.x.mark, "say the number in a card", rules.BROKEN_WHOLE)
    if len(names) > MOST:
        message = f"a donut has five parts at most, and '{dataset.name}' gives {len(names)}"
        raise PlotError(message, chart.x.mark, "put small ones together, or show a bar chart", rules.CROWDED_CHART)
    for row, name, value in zip(frame.index, names, series.values, strict=True):
        place = dataset.place(int(row), chart.y)[0]
        if value is None:
            message = f"'{name}' has no '{chart.y}': a part of a whole cannot be missing"
            raise PlotError(message, place, "fill the cell in, or leave the row out with 'where'", rules.BROKEN_WHOLE)
        if value < 0:
            message = f"'{name}' has a negative value, which is no part of a sum"
            raise PlotError(message, place, "show it as a bar chart", rules.NEGATIVE_PART)
    values = [value or 0.0 for value in series.values]
    whole = math.fsum(values)
    if not whole:
        raise PlotError(
            f"the parts in '{chart.y}' of '{dataset.name}' are all 0", chart.y.mark, rule=rules.BROKEN_WHOLE
        )
    made = Plot("donut", names, (series,), shows_total=chart.total, highlight=tuple(map(str, chart.highlight)))
    made = made if chart.highlight else replace(made, groups=names)
    if series.percent:
        _refuse_part(chart, values, whole)
        return made
    shares = tuple(value / whole for value in values)
    decimals = telling_decimals([share * 100 for share in shares], 1)
    told = PlotSeries(prose.messages.share, shares, percent=True, decimals=decimals)
    return replace(made, series=(series, told))


def _refuse_part(chart: DonutChart, values: list[float], whole: float) -> None:
    """Raise PlotError if percentages do not add up to a whole within rounding."""
    slack = 0.51 * 10.0 ** -common_decimals([value * 100 for value in values], 8) * len(values)
    if abs(whole * 100 - 100) > slack:
        message = f"the parts in '{chart.y}' of '{chart.data}' come to {number(round(whole * 100, 6))}%"
        remedy = "add a row for the rest, or show a bar chart"
        raise PlotError(message, chart.y.mark, remedy, rules.BROKEN_WHOLE)
