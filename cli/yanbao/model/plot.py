"""A chart as plain data: everything drawing needs, nothing it has to look up. Lengths in mm, sizes in pt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

ChartType = Literal[
    "line",
    "column",
    "bar",
    "scatter",
    "area",
    "dumbbell",
    "events",
    "candlestick",
    "band",
    "waterfall",
    "football-field",
    "performance",
    "radar",
    "donut",
]
Category = str | date

HUE_ROUNDS = 3
"""How often the palette is gone through, paler each time; what has no colour then is grey."""


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """One series. ``values`` are as long as the plot's ``x``; a missing value is None.

    A percent series holds ratios. ``decimals`` is for value labels; None means as many as the values need, at most 2.
    The values of a ``signed`` series are changes, and print their plus.
    ``hue`` is the colour that it has in the whole report, counted from 0 over the rounds of the palette; None if it has
    none of its own.
    """

    label: str
    values: tuple[float | None, ...]
    unit: str = ""
    percent: bool = False
    decimals: int | None = None
    role: Literal["accent", "plain", "muted"] | None = None
    form: Literal["line", "column"] = "line"
    hue: int | None = None
    axis: Literal["left", "right"] = "left"
    signed: bool = False


@dataclass(frozen=True, slots=True)
class PlotReference:
    """A line across the plot at a value of the left axis."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class PlotShade:
    """A tinted range from position ``first`` to ``last`` of the plot's ``x``."""

    first: int
    last: int
    label: str


@dataclass(frozen=True, slots=True)
class PlotEvent:
    """Event ``number`` of the list, at position ``at`` of the plot's ``x``; ``date_text`` as the author wrote it."""

    number: int
    at: int
    date_text: str
    label: str


PRICES = 4
"""A candlestick chart's first series are so many: open, high, low and close."""


@dataclass(frozen=True, slots=True)
class Candle:
    """The prices of one day."""

    open: float
    high: float
    low: float
    close: float


@dataclass(frozen=True, slots=True)
class Plot:
    """One chart. ``x`` holds dates (daily), dates at month starts with ``monthly``, or category names.

    Dates are trading days: they stand side by side, without holes for days that are missing.

    Of a scatter chart ``x`` names the points; the series are what is measured along x, along y and, of bubbles, by
    area. ``groups`` has the group of each point, if they have any.

    Of a donut the last series are the shares that its parts print; before it, if these were computed, stand the values.

    The values from position ``forecast`` on are forecasts.

    Of a candlestick chart the series are open, high, low, close, moving averages and, if shown, volume.

    If there are ``panels``, these are what is drawn, and the plot itself holds the data of all: the rows one panel
    after another, with the panel of each in ``facets``, which are what ``facet`` names; or their series, without these.
    """

    type: ChartType
    x: tuple[Category, ...]
    series: tuple[PlotSeries, ...]
    monthly: bool = False
    stacked: bool = False
    highlight: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    references: tuple[PlotReference, ...] = ()
    events: tuple[PlotEvent, ...] = ()
    forecast: int | None = None
    shades: tuple[PlotShade, ...] = ()
    totals: tuple[int, ...] = ()  # positions of a waterfall's columns that stand on zero
    full: PlotSeries | None = None  # of a radar chart, the ends of axes that have scales of their own
    shows_total: bool = False  # of a donut, in its middle
    tail: str = ""  # of the caption, if its author wrote none
    hues: tuple[int | None, ...] = ()  # of each group in order of appearance; see PlotSeries
    panels: tuple[Panel, ...] = ()
    facet: str = ""
    facets: tuple[str, ...] = ()
    across: int | None = None
    own_scales: bool = False
    shared: Plot | None = None  # of a panel: what its axes must have room for, too

    @property
    def candles(self) -> tuple[Candle | None, ...]:
        """Of a candlestick chart the prices of each day; None where one is missing."""
        days = zip(*(series.values for series in self.series[:PRICES]), strict=True)
        return tuple(_candle(*day) for day in days)


def _candle(open_: float | None, high: float | None, low: float | None, close: float | None) -> Candle | None:
    if open_ is None or high is None or low is None or close is None:
        return None
    return Candle(open_, high, low, close)


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several plots of a chart, with its title."""

    title: str
    plot: Plot


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """What a theme and market give to every chart. Colours as #rrggbb; ``size`` is the text size in pt."""

    family: str
    size: float
    ink: str
    muted: str
    hairline: str
    accent: str
    quiet: str
    paper: str
    series: tuple[str, ...]
    right_axis: str  # the mark of the right axis, （右）
    powers: tuple[tuple[str, float], ...]  # words for powers of ten, largest first: (亿, 1e8), (万, 1e4)
    up: str
    down: str
    gap: float | None = None  # between Han and Latin in em; None where text is set solid
