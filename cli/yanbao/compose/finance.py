"""Charts of prices and valuation, by type."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from yanbao.compose.prices import band_plot, candlestick_plot
from yanbao.compose.prose import Prose
from yanbao.compose.valuation import football_field_plot, waterfall_plot
from yanbao.model.dataset import TIME, Dataset, written
from yanbao.model.finance import BandChart, CandlestickChart, OneTableChart, WaterfallChart
from yanbao.model.plot import Category, Plot, PlotSeries

if TYPE_CHECKING:
    import pandas as pd


def finance_plot(
    chart: OneTableChart,
    dataset: Dataset,
    frame: pd.DataFrame,
    x: tuple[Category, ...],
    measures: Sequence[PlotSeries],
    prose: Prose,
) -> Plot:
    """The plot of a chart from the rows it shows and its ``measures``, one series a column. Raises PlotError."""
    if isinstance(chart, CandlestickChart):
        return candlestick_plot(chart, dataset, frame, x, measures, prose.messages)
    if isinstance(chart, BandChart):
        return band_plot(chart, dataset, frame, x, measures, prose.messages)
    kind = dataset.spec.columns[chart.x].type
    names = tuple(written(one, kind) if isinstance(one, date) and kind in TIME else str(one) for one in x)
    if isinstance(chart, WaterfallChart):
        return waterfall_plot(chart, dataset, frame, names, measures)
    return football_field_plot(chart, dataset, frame, names, measures, prose)
