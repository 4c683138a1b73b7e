"""Makes plots of donut and share bar charts: rows of a dataset as parts of a whole. Validates their data."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from yanbao import rules
from yanbao.compose.ploterror import PlotError, refuse_total
from yanbao.compose.prose import Prose
from yanbao.diagnostics import Marked
from yanbao.formatting import common_decimals, number, telling_decimals
from yanbao.model.dataset import Dataset
from yanbao.model.exhibits import DonutChart, ShareBarChart
from yanbao.model.plot import Plot, PlotSeries
from yanbao.model.plots import DonutPlot, ShareBarPlot

if TYPE_CHECKING:
    import pandas as pd

FEWEST, MOST = 2, 5
"""Fewest parts that are worth comparing, and most that a reader can tell apart in a ring."""

MOST_OF_BAR = 8
"""Most parts of a bar that colours tell apart."""


def donut_plot(chart: DonutChart, dataset: Dataset, frame: pd.DataFrame, series: PlotSeries, prose: Prose) -> Plot:
    """The parts with their values, and with shares of the sum unless the values are shares. Raises PlotError."""
    names = _names(chart, dataset, frame, MOST, "a donut")
    made = DonutPlot(names, (series,), shows_total=chart.total, highlight=tuple(map(str, chart.highlight)))
    made = made if chart.highlight else replace(made, groups=names)
    told = _shares(chart, chart.y, dataset, frame, names, series, prose.messages.share)
    return made if told is series else replace(made, series=(series, told))


def share_bar_plot(
    chart: ShareBarChart, dataset: Dataset, frame: pd.DataFrame, bars: Sequence[PlotSeries], prose: Prose
) -> Plot:
    """The values of all bars, then their shares, unless the values are shares. Raises PlotError."""
    names = _names(chart, dataset, frame, MOST_OF_BAR, "a share bar")
    word = prose.messages.share
    shares = [
        _shares(chart, item.y, dataset, frame, names, bar, word if len(bars) == 1 else bar.label + word)
        for item, bar in zip(chart.series, bars, strict=True)
    ]
    if any(told is not bar for told, bar in zip(shares, bars, strict=True)):
        return ShareBarPlot(names, (*bars, *shares), groups=names)
    return ShareBarPlot(names, tuple(bars), groups=names)


def _names(
    chart: DonutChart | ShareBarChart, dataset: Dataset, frame: pd.DataFrame, most: int, what: str
) -> tuple[str, ...]:
    """The names of the parts, neither too few nor too many. Raises PlotError."""
    names = tuple(map(str, frame[chart.x]))
    refuse_total(chart.x, names, dataset)
    if len(names) < FEWEST:
        message = f"{what} has two parts or more, and '{dataset.name}' gives {len(names)}"
        raise PlotError(message, chart.x.mark, "say the number in a card", rules.BROKEN_WHOLE)
    if len(names) > most:
        message = f"{what} has {_WORDS[most]} parts at most, and '{dataset.name}' gives {len(names)}"
        raise PlotError(message, chart.x.mark, "put small ones together, or show a bar chart", rules.CROWDED_CHART)
    return names


_WORDS = {5: "five", 8: "eight"}


def _shares(
    chart: DonutChart | ShareBarChart,
    column: Marked,
    dataset: Dataset,
    frame: pd.DataFrame,
    names: Sequence[str],
    series: PlotSeries,
    label: str,
) -> PlotSeries:
    """The shares of the parts in their sum: the values themselves, if they are percentages. Raises PlotError."""
    for row, name, value in zip(frame.index, names, series.values, strict=True):
        place = dataset.place(int(row), column)[0]
        if value is None:
            message = f"'{name}' has no '{column}': a part of a whole cannot be missing"
            raise PlotError(message, place, "fill the cell in, or leave the row out with 'where'", rules.BROKEN_WHOLE)
        if value < 0:
            message = f"'{name}' has a negative value, which is no part of a sum"
            raise PlotError(message, place, "show it as a bar chart", rules.NEGATIVE_PART)
    values = [value or 0.0 for value in series.values]
    whole = math.fsum(values)
    if not whole:
        raise PlotError(f"the parts in '{column}' of '{dataset.name}' are all 0", column.mark, rule=rules.BROKEN_WHOLE)
    if series.percent:
        _refuse_part(chart, column, values, whole)
        return series
    shares = tuple(value / whole for value in values)
    decimals = telling_decimals([share * 100 for share in shares], 1)
    return PlotSeries(label, shares, percent=True, decimals=decimals)


def _refuse_part(chart: DonutChart | ShareBarChart, column: Marked, values: list[float], whole: float) -> None:
    """Raise PlotError if percentages do not add up to a whole within rounding."""
    slack = 0.51 * 10.0 ** -common_decimals([value * 100 for value in values], 8) * len(values)
    if abs(whole * 100 - 100) > slack:
        message = f"the parts in '{column}' of '{chart.data}' come to {number(round(whole * 100, 6))}%"
        remedy = "add a row for the rest, or show a bar chart"
        raise PlotError(message, column.mark, remedy, rules.BROKEN_WHOLE)
