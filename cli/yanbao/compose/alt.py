"""Alternative text of charts, generated from their data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from yanbao import formatting
from yanbao.compose.values import exact
from yanbao.model.messages import Messages
from yanbao.model.plot import PRICES, Category, Plot, PlotSeries
from yanbao.model.plots import FootballFieldPlot, HistogramPlot, RadarPlot
from yanbao.model.timeplots import BandPlot, CandlestickPlot

MANY_BARS = 8
"""A series with more bars is described by its range instead of bar by bar."""


def describe(plot: Plot, title: str, messages: Messages) -> str:
    """The chart's type and title, and for each series its ends and extremes (over time) or its values (by category)."""
    alt = messages.alt
    parts = _sentences(plot, messages)
    if plot.facets:
        parts = [
            alt.panel.format(title=panel.title, body=alt.joint.join(_sentences(panel.plot, messages)))
            for panel in plot.panels
        ]
    if plot.events:
        first, last = plot.events[0].date_text, plot.events[-1].date_text
        parts.append(alt.events.format(count=len(plot.events), first=first, last=last))
    kind = plot.title or alt.kinds[plot.type]
    if plot.panels:
        kind = alt.panels.format(count=len(plot.panels), kind=kind)
    return alt.figure.format(kind=kind, title=title, body=alt.joint.join(parts))


def _each_series(plot: Plot, messages: Messages) -> list[str]:
    return [text for series in plot.series if (text := _series(plot, series, messages))]


def _prices(plot: CandlestickPlot, messages: Messages) -> list[str]:
    return [_candles(plot, messages), _last_day(plot, messages)]


def _bands(plot: BandPlot, messages: Messages) -> list[str]:
    subject, *bands = plot.series
    return [_series(plot, subject, messages), *_lines(messages.alt.bands, bands, messages)]


def _intervals(plot: FootballFieldPlot, messages: Messages) -> list[str]:
    low, high = plot.series[:2]
    rows = zip(plot.x, low.values, high.values, strict=True)
    texts = [
        messages.alt.interval.format(
            x=_name(x, plot.monthly), low=_value(start, low, messages), high=_value(end, high, messages)
        )
        for x, start, end in rows
        if start is not None and end is not None
    ]
    across = [replace(low, label=one.label, values=(one.value,)) for one in plot.references]
    return [messages.list_separator.join(texts), *_lines(messages.alt.references, across, messages)]


def _outlines(plot: RadarPlot, messages: Messages) -> list[str]:
    return [*_each_series(plot, messages), *_open(plot, messages)]


def _counted(plot: HistogramPlot, messages: Messages) -> list[str]:
    """For a histogram: the counts, and the median."""
    across = [replace(plot.binned, label=one.label, values=(one.value,)) for one in plot.references if plot.binned]
    counts = zip(plot.x, plot.series[0].values, strict=True)
    points = [
        messages.alt.price.format(x=_name(x, monthly=False), value=_value(count or 0.0, plot.series[0], messages))
        for x, count in counts
    ]
    counted = messages.alt.bars.format(label=plot.series[0].label, points=messages.list_separator.join(points))
    return [counted, *_lines("{points}", across, messages)]


def _sentences(plot: Plot, messages: Messages) -> list[str]:
    """What its numbers say: those of each series, unless its kind has more to it."""
    match plot:
        case CandlestickPlot():
            return _prices(plot, messages)
        case BandPlot():
            return _bands(plot, messages)
        case FootballFieldPlot():
            return _intervals(plot, messages)
        case RadarPlot():
            return _outlines(plot, messages)
        case HistogramPlot():
            return _counted(plot, messages)
        case _:
            return _each_series(plot, messages)


def _open(plot: RadarPlot, messages: Messages) -> list[str]:
    """For a radar chart: missing values, and the ends of axes with scales of their own."""
    told = []
    for series in plot.series:
        lacking = [_name(x, plot.monthly) for x, value in zip(plot.x, series.values, strict=True) if value is None]
        if lacking:
            told.append(messages.alt.lacking.format(label=series.label, points=messages.list_separator.join(lacking)))
    return told + ([_series(plot, plot.full, messages)] if plot.full else [])


def _candles(plot: CandlestickPlot, messages: Messages) -> str:
    """The first and last close, the change between them, and the highest and lowest price."""
    series = plot.series[PRICES - 1]
    days = [(_name(x, plot.monthly), candle) for x, candle in zip(plot.x, plot.candles, strict=True) if candle]
    (first_x, first), (last_x, last) = days[0], days[-1]
    high_x, high = max(days, key=lambda day: day[1].high)
    low_x, low = min(days, key=lambda day: day[1].low)
    return messages.alt.candles.format(
        label=series.label,
        first_x=first_x,
        first=_value(first.close, series, messages),
        last_x=last_x,
        last=_value(last.close, series, messages),
        change=formatting.percent(float(exact(last.close) / exact(first.close) - 1), 1, sign=True),
        high_x=high_x,
        high=_value(high.high, series, messages),
        low_x=low_x,
        low=_value(low.low, series, messages),
    )


def _last_day(plot: CandlestickPlot, messages: Messages) -> str:
    """Everything shown for the last day with prices: the prices, moving averages and volume."""
    at = max(at for at, candle in enumerate(plot.candles) if candle)
    known = [(one, value) for one in plot.series if (value := one.values[at]) is not None]
    points = [messages.alt.price.format(x=one.label, value=_value(value, one, messages)) for one, value in known]
    return messages.alt.last_day.format(x=_name(plot.x[at], plot.monthly), points=messages.list_separator.join(points))


def _lines(pattern: str, lines: Sequence[PlotSeries], messages: Messages) -> list[str]:
    """A sentence that names lines with their last values; nothing without lines."""
    last = [(one, [value for value in one.values if value is not None]) for one in lines]
    points = [messages.alt.point.format(x=one.label, value=_value(v[-1], one, messages)) for one, v in last if v]
    return [pattern.format(points=messages.list_separator.join(points))] if points else []


def _series(plot: Plot, series: PlotSeries, messages: Messages) -> str:
    points = [(x, value) for x, value in zip(plot.x, series.values, strict=True) if value is not None]
    if not points:
        return ""

    highest, lowest = max(points, key=lambda p: p[1]), min(points, key=lambda p: p[1])
    told = (points[0], points[-1], highest, lowest) if len(points) > MANY_BARS else points
    among = [value for _, value in told]

    def at(point: tuple[Category, float]) -> tuple[str, str]:
        x, value = point
        return _name(x, plot.monthly), _value(value, series, messages, among)

    (high_x, high), (low_x, low) = at(highest), at(lowest)
    ends = {"high_x": high_x, "high": high, "low_x": low_x, "low": low}
    if isinstance(plot.x[0], date):
        (first_x, first), (last_x, last) = at(points[0]), at(points[-1])
        ends |= {"first_x": first_x, "first": first, "last_x": last_x, "last": last}
        return messages.alt.series.format(label=series.label, **ends)
    if len(points) > MANY_BARS:
        return messages.alt.range.format(label=series.label, count=len(points), **ends)
    named = [messages.alt.point.format(x=x, value=value) for x, value in map(at, points)]
    return messages.alt.bars.format(label=series.label, points=messages.list_separator.join(named))


def _name(x: Category, monthly: bool) -> str:
    return x.strftime("%Y-%m" if monthly else "%Y-%m-%d") if isinstance(x, date) else x


def _value(value: float, series: PlotSeries, messages: Messages, among: Sequence[float] = ()) -> str:
    """Format a value, with enough decimals to distinguish it from the values ``among`` which it appears."""
    powers = list(messages.powers.items())
    shown = among or [value]
    decimals = series.decimals
    if series.percent:
        places = formatting.telling_decimals([one * 100 for one in shown], 1) if decimals is None else decimals
        return formatting.percent(value, places, sign=series.signed)
    if decimals is None and not formatting.scale(value, powers)[1]:
        decimals = formatting.decimals_of(value, formatting.telling_decimals(shown, 2))
    return formatting.quantity(value, series.unit, decimals, powers, sign=series.signed)
