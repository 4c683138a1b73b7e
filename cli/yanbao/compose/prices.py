"""Makes plots of prices: candlesticks with moving averages, and valuation bands. Validates their data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from yanbao import rules
from yanbao.compose.arithmetic import ratio
from yanbao.compose.ploterror import PlotError
from yanbao.compose.rows import floats
from yanbao.compose.values import Quantity
from yanbao.diagnostics import Marked
from yanbao.formatting import number
from yanbao.model.dataset import Dataset, written
from yanbao.model.finance import BandChart, CandlestickChart
from yanbao.model.messages import Messages
from yanbao.model.plot import Category, Plot, PlotSeries
from yanbao.model.timeplots import BandPlot, CandlestickPlot

if TYPE_CHECKING:
    import pandas as pd


def candlestick_plot(
    chart: CandlestickChart,
    dataset: Dataset,
    frame: pd.DataFrame,
    history: pd.DataFrame,
    days: tuple[Category, ...],
    measures: Sequence[PlotSeries],
    messages: Messages,
) -> Plot:
    """Candles, moving averages of the close, and volume. Raises PlotError.

    Averages count days that have a close, including those before the first one shown.
    """
    prices = (chart.open, chart.high, chart.low, chart.close)
    refuse_below(frame, prices, dataset, "a price is above 0", zero=True)
    if chart.volume:
        refuse_below(frame, (chart.volume,), dataset, "it cannot be negative")
    for low, high in [(chart.low, price) for price in (chart.high, chart.open, chart.close)] + [
        (price, chart.high) for price in (chart.open, chart.close)
    ]:
        _refuse_crossed(frame, low, high, dataset, chart.x)
    close = replace(measures[3], role="accent")
    others = (replace(one, role="muted") for one in measures[:3])
    closes = history.sort_values(chart.x)[chart.close].dropna()
    averages = (
        replace(
            close,
            label=messages.average.format(count=count),
            values=floats(closes.rolling(count).mean().reindex(frame.index)),
            role=None,
        )
        for count in chart.averages
    )
    volume = [replace(one, form="column", axis="right") for one in measures[4:]]
    plot = CandlestickPlot(days, (*others, close, *averages, *volume))
    if not any(plot.candles):
        raise PlotError(f"no day of '{dataset.name}' has all four prices", chart.data.mark)
    return plot


def band_plot(
    chart: BandChart,
    dataset: Dataset,
    frame: pd.DataFrame,
    history: pd.DataFrame,
    days: tuple[Category, ...],
    measures: Sequence[PlotSeries],
    messages: Messages,
) -> Plot:
    """The price or multiple, and the lines of its band from the lowest to the highest. Raises PlotError."""
    subject = replace(measures[0], role="accent")
    if chart.per:
        refuse_below(frame, (chart.y,), dataset, "a price is above 0", zero=True)
        remedy = "a multiple of a loss says nothing: show another measure, or other dates"
        refuse_below(frame, (chart.per,), dataset, remedy, zero=True)
        each = frame[chart.per] / _per_unit(chart.y, chart.per, dataset)
        bands = [
            (messages.multiple.format(value=number(multiple, group=True)), floats(each * multiple))
            for multiple in sorted(set(chart.multiples))
        ]
    else:
        past = history[history[chart.y].notna() & (history[chart.x] <= frame[chart.x].max())][chart.y]
        if past.empty:
            raise PlotError(f"'{dataset.name}' has no value of '{chart.y}' to draw", chart.y.mark)
        bands = [
            (messages.percentile.format(value=number(share)), (float(past.quantile(share / 100)),) * len(frame))
            for share in sorted(set(chart.percentiles))
        ]
    lines = (replace(subject, label=label, values=values, role=None) for label, values in bands)
    return BandPlot(days, (subject, *lines))


def _per_unit(price: Marked, per: Marked, dataset: Dataset) -> float:
    """How many units of earnings one of the price is: 1 for 元 and 元/股, 100 for 亿元 and 百万元. Raises PlotError."""
    one, other = (dataset.spec.columns[name].unit for name in (price, per))
    found = ratio(Quantity(Fraction(1), one), Quantity(Fraction(1), other)) if one and other else Fraction(1)
    if found is None:
        message = f"'{price}' is in {one}, and '{per}' in {other}: that makes no multiple"
        raise PlotError(message, per.mark, "a price in 元 has earnings in 元/股", rules.MIXED_UNITS)
    return float(found)


def refuse_below(
    frame: pd.DataFrame, columns: Iterable[Marked], dataset: Dataset, remedy: str, *, zero: bool = False
) -> None:
    """Raise PlotError at the first negative value, with ``zero`` also at the first 0."""
    for column in columns:
        wrong = frame[column] <= 0 if zero else frame[column] < 0
        for row in frame.index[wrong]:
            message = f"'{column}' is {number(float(frame[column][row]))}"
            raise PlotError(message, dataset.place(int(row), column)[0], remedy, rules.IMPOSSIBLE_PRICE)


def _refuse_crossed(frame: pd.DataFrame, low: Marked, high: Marked, dataset: Dataset, x: Marked) -> None:
    """Raise PlotError at the first row whose ``low`` exceeds its ``high``."""
    for row in frame.index[frame[low] > frame[high]]:
        values = f"'{low}' is {number(float(frame[low][row]))}, above '{high}', {number(float(frame[high][row]))}"
        message = f"on {_day(frame, row, x, dataset)} {values}"
        remedy = "a day's prices lie between its low and its high: are columns exchanged?"
        raise PlotError(message, dataset.place(int(row), low)[0], remedy, rules.IMPOSSIBLE_PRICE)


def _day(frame: pd.DataFrame, row: Any, x: Marked, dataset: Dataset) -> str:
    return written(frame[x][row], dataset.spec.columns[x].type)
