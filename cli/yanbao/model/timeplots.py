"""The kinds of plots over time: each has the data that only it needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from yanbao.model.plot import PRICES, Candle, Category, Plot, PlotEvent, PlotReference, PlotSeries, PlotShade
from yanbao.model.plotkinds import PlotKind, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePlot(Plot):
    """Lines over time. Values from position ``forecast`` on are forecasts."""

    type = "line"
    kind = PlotKind(colors="series", is_over_time=True, writes_all_names=False)

    references: tuple[PlotReference, ...] = ()
    forecast: int | None = None
    shades: tuple[PlotShade, ...] = ()

    def moved(self, to: Sequence[int]) -> Self:
        """The plot with what is marked at position p of x marked at ``to[p]``."""
        shades = tuple(replace(shade, first=to[shade.first], last=to[shade.last]) for shade in self.shades)
        return replace(self, shades=shades, forecast=None if self.forecast is None else to[self.forecast])

    def joined(self, x: tuple[Category, ...], series: tuple[PlotSeries, ...], parts: Sequence[Plot]) -> Self:
        """The plot with the rows of several, in which no position is that of a part."""
        return replace(super(LinePlot, self).joined(x, series, parts), forecast=None, shades=())


@dataclass(frozen=True, slots=True, kw_only=True)
class BandPlot(LinePlot):
    """A price, and the lines of its band from the lowest to the highest."""

    type = "band"
    kind = PlotKind(colors="own", is_over_time=True, warns_of_empty=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PerformancePlot(LinePlot):
    """Changes since a day, beside a benchmark."""

    type = "performance"
    kind = PlotKind(colors="series", is_over_time=True, shape=Shape(natural=1.9, steepest=1.5))


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlot(LinePlot):
    """A line with numbered events."""

    type = "events"
    kind = PlotKind(colors="one", is_over_time=True)

    events: tuple[PlotEvent, ...] = ()

    def moved(self, to: Sequence[int]) -> Self:
        """The plot with what is marked at position p of x marked at ``to[p]``."""
        events = tuple(replace(event, at=to[event.at]) for event in self.events)
        return replace(super(EventPlot, self).moved(to), events=events)


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPlot(Plot):
    """Stacked areas over time."""

    type = "area"
    kind = PlotKind(colors="series", is_over_time=True, writes_all_names=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CandlestickPlot(Plot):
    """Prices by day: the series are open, high, low, close, moving averages and, if shown, volume."""

    type = "candlestick"
    kind = PlotKind(colors="own", is_over_time=True, warns_of_empty=False)

    @property
    def candles(self) -> tuple[Candle | None, ...]:
        """The prices of each day; None where one is missing."""
        days = zip(*(series.values for series in self.series[:PRICES]), strict=True)
        return tuple(_candle(*day) for day in days)


def _candle(open_: float | None, high: float | None, low: float | None, close: float | None) -> Candle | None:
    if open_ is None or high is None or low is None or close is None:
        return None
    return Candle(open_, high, low, close)
