"""The kinds of plots: each has the data that only it needs, and says what all plots of its kind have in common.

Those over time are in ``timeplots``. A kind is drawn by ``charts/kinds/``. ``AnyPlot`` is the union of all: whatever
handles each of them differs by class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Self, get_args

from yanbao.model.plot import FREE, Bounds, Category, Plot, PlotReference, PlotSeries, PlotShade, Quarters
from yanbao.model.plotkinds import COLUMNS, ROUND, ROWS, PlotKind, Shape
from yanbao.model.timeplots import AreaPlot, BandPlot, CandlestickPlot, EventPlot, LinePlot, PerformancePlot


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnPlot(Plot):
    """Vertical columns, side by side or ``stacked``. Values from position ``forecast`` on are forecasts."""

    type = "column"
    kind = PlotKind(colors="series", shows_single_date=True, shape=COLUMNS)

    stacked: bool = False
    in_market_colors: bool = False
    forecast: int | None = None
    shades: tuple[PlotShade, ...] = ()

    @property
    def is_compared(self) -> bool:
        """True, since the lengths of columns are compared."""
        return True

    @property
    def slots(self) -> int:
        """Number of columns side by side."""
        return len(self.x) if self.stacked else len(self.x) * len(self.series)

    def joined(self, x: tuple[Category, ...], series: tuple[PlotSeries, ...], parts: Sequence[Plot]) -> Self:
        """The plot with the rows of several, in which no position is that of a part."""
        return replace(super(ColumnPlot, self).joined(x, series, parts), forecast=None, shades=())


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallPlot(Plot):
    """Steps from one total to the next; ``totals`` are the positions of totals."""

    type = "waterfall"
    kind = PlotKind(colors="own", shape=COLUMNS)

    totals: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistogramPlot(Plot):
    """Counts by interval: ``x`` names the intervals between ``edges``; a reference is a value along x."""

    type = "histogram"
    kind = PlotKind(colors="one", shape=Shape(natural=2.1, steepest=1.6))

    binned: PlotSeries | None = None  # what is counted
    edges: tuple[float, ...] = ()
    references: tuple[PlotReference, ...] = ()
    in_market_colors: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPlot(Plot):
    """Horizontal bars. With ``breaks_bars``, bars that dwarf the others are broken."""

    type = "bar"
    kind = PlotKind(colors="one", is_sideways=True, has_value_axis=False, shape=ROWS)

    highlight: tuple[str, ...] = ()
    highlight_label: str = ""
    in_market_colors: bool = False
    breaks_bars: bool = False

    @property
    def is_compared(self) -> bool:
        """True if no bar is broken, so that lengths are compared."""
        return not self.breaks_bars


@dataclass(frozen=True, slots=True, kw_only=True)
class DumbbellPlot(Plot):
    """A row per category, with a dot per series."""

    type = "dumbbell"
    kind = PlotKind(colors="series", is_sideways=True, shape=ROWS)


@dataclass(frozen=True, slots=True, kw_only=True)
class FootballFieldPlot(Plot):
    """Ranges of value: the first two series are their ends."""

    type = "football-field"
    kind = PlotKind(colors="own", warns_of_empty=False, shape=ROWS)

    references: tuple[PlotReference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBarPlot(Plot):
    """Bars of shares: the last series have the printed shares, preceded by the values if shares were computed."""

    type = "share-bar"
    kind = PlotKind(colors="groups", is_sideways=True, has_value_axis=False, shape=ROWS)

    groups: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Number of bars."""
        return max(1, sum(series.percent for series in self.series))

    @property
    def legend(self) -> tuple[str, ...]:
        """The names of the parts."""
        return tuple(map(str, self.x))


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatPlot(Plot):
    """A grid of numbers: a row per category, a column per series."""

    type = "heat"
    kind = PlotKind(colors="own", is_sideways=True, has_value_axis=False, shape=ROWS)

    in_market_colors: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScatterPlot(Plot):
    """Points, named by ``x``: the series are x, y and, for bubbles, area. ``bounds`` are those of the vertical axis,
    ``along`` those of the horizontal one; ``groups`` has the group of each point, if any.
    """

    type = "scatter"
    kind = PlotKind(
        colors="groups",
        writes_all_names=False,
        has_number_names=True,
        shape=Shape(flattest=2.2, natural=1.8, steepest=1.4),
    )

    groups: tuple[str, ...] = ()
    highlight: tuple[str, ...] = ()
    highlight_label: str = ""
    along: Bounds = FREE
    quarters: Quarters | None = None

    @property
    def complete(self) -> list[int]:
        """The positions of points that have all coordinates; a bubble also needs a positive size."""
        rows = list(zip(*(series.values for series in self.series), strict=True))
        there = [at for at, row in enumerate(rows) if all(value is not None and isfinite(value) for value in row)]
        return [at for at in there if len(self.series) < 3 or (rows[at][2] or 0.0) > 0]

    @property
    def is_drawable(self) -> bool:
        """True if it has a point."""
        return bool(self.complete)

    def joined(self, x: tuple[Category, ...], series: tuple[PlotSeries, ...], parts: Sequence[Plot]) -> Self:
        """The plot with the points of several, one after another."""
        groups = tuple(group for part in parts for group in part.groups)
        return replace(super(ScatterPlot, self).joined(x, series, parts), groups=groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlopePlot(Plot):
    """A line per row, between two series."""

    type = "slope"
    kind = PlotKind(colors="own", shape=Shape(flattest=2, natural=1.6, steepest=1.2))

    highlight: tuple[str, ...] = ()
    highlight_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarPlot(Plot):
    """Outlines over axes from a centre; ``full`` has the maxima of axes with different scales."""

    type = "radar"
    kind = PlotKind(colors="series", roundness=0.85, shape=ROUND)

    full: PlotSeries | None = None

    @property
    def told(self) -> tuple[PlotSeries, ...]:
        """Everything that tables and texts say."""
        return (*self.series, *([self.full] if self.full else []))


@dataclass(frozen=True, slots=True, kw_only=True)
class DonutPlot(Plot):
    """A ring: the last series has the printed shares, preceded by the values if shares were computed from them."""

    type = "donut"
    kind = PlotKind(colors="groups", roundness=0.46, shape=replace(ROUND, tallest=70))

    groups: tuple[str, ...] = ()
    highlight: tuple[str, ...] = ()
    shows_total: bool = False  # in the middle


@dataclass(frozen=True, slots=True, kw_only=True)
class TreemapPlot(Plot):
    """Areas by the first series; a second one, if any, has the numbers that colour them and are printed."""

    type = "treemap"
    kind = PlotKind(colors="own", has_value_axis=False, shape=Shape(flattest=2.2, natural=1.8, steepest=1.4))

    highlight: tuple[str, ...] = ()
    in_market_colors: bool = False


AnyPlot = (
    LinePlot
    | BandPlot
    | PerformancePlot
    | EventPlot
    | AreaPlot
    | CandlestickPlot
    | ColumnPlot
    | WaterfallPlot
    | HistogramPlot
    | BarPlot
    | DumbbellPlot
    | FootballFieldPlot
    | ShareBarPlot
    | HeatPlot
    | ScatterPlot
    | SlopePlot
    | RadarPlot
    | DonutPlot
    | TreemapPlot
)

OF_TYPE: Mapping[str, type[Plot]] = {plot.type: plot for plot in get_args(AnyPlot)}
"""The built-in kinds by what authors call them."""
