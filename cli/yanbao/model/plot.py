"""A chart as plain data, complete for drawing. Lengths in mm, sizes in pt."""

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
    "slope",
    "share-bar",
    "heat",
    "histogram",
    "treemap",
]
Category = str | date

HUE_ROUNDS = 3
"""How often the palette is repeated, paler each time; what then remains without a colour is grey."""

ACCENT_HUE = -1
"""The hue of a subject where the theme's accent is not in its palette."""


DWARFS = 3.0
"""A bar that may be broken is more than so many times as long as the longest whole one."""


@dataclass(frozen=True, slots=True)
class PlotSeries:
    """One series. ``values`` are as long as the plot's ``x``; a missing value is None.

    A percent series holds ratios. ``decimals`` is for value labels; None means as many as needed, at most 2. Values of
    a ``signed`` series are changes, and print a plus sign. ``steps`` are values that hold until the next. ``hue`` is
    its colour in the whole report, an index from 0 over the repeated palette or ``ACCENT_HUE``; None if none was
    assigned, so that its role decides.
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
    steps: bool = False


@dataclass(frozen=True, slots=True)
class Bounds:
    """What an author decides of a value axis: where it begins and ends, if not by its data, and whether equal ratios
    are equally long on it.
    """

    low: float | None = None
    high: float | None = None
    is_log: bool = False


FREE = Bounds()
"""An axis that its data determine."""


@dataclass(frozen=True, slots=True)
class PlotReference:
    """A line across the plot at a value of the left axis."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Quarters:
    """The quarters of a scatter chart: where they meet, and their names from the upper right anticlockwise."""

    x: float
    y: float
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlotShade:
    """A shaded range from position ``first`` to ``last`` of the plot's ``x``."""

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
"""Number of price series that a candlestick chart starts with: open, high, low and close."""


@dataclass(frozen=True, slots=True)
class Candle:
    """The prices of one day."""

    open: float
    high: float
    low: float
    close: float


@dataclass(frozen=True, slots=True)
class Plot:
    """One chart. ``x`` holds dates (daily), first days of months if ``monthly``, or category names.

    Daily dates are trading days: they are evenly spaced, without gaps for missing days.

    In a scatter chart ``x`` names the points; the series are x, y and, for bubbles, area. ``groups`` has the group of
    each point, if any.

    In a donut chart the last series has the printed shares, preceded by the values if shares were computed from them.
    So has a share bar chart its bars, after all the values.

    In a histogram ``x`` names the intervals, and the series has the counts; a reference is a value along x.

    In a treemap the first series has the areas, and a second one, if any, the numbers that colour them and are printed.

    Values from position ``forecast`` on are forecasts.

    In a candlestick chart the series are open, high, low, close, moving averages and, if shown, volume.

    If there are ``panels``, these are drawn, and the plot itself holds the data of all for tables and texts: their rows
    one after another, with each row's panel in ``facets``, which ``facet`` names; or all series, without ``facets``.
    """

    type: ChartType
    x: tuple[Category, ...]
    series: tuple[PlotSeries, ...]
    monthly: bool = False
    stacked: bool = False
    highlight: tuple[str, ...] = ()
    highlight_label: str = ""  # what highlighted rows have in common
    in_market_colors: bool = False  # columns and bars: gains and losses
    breaks_bars: bool = False  # bars that dwarf the others are broken
    bounds: Bounds = FREE  # of the value axis; in a scatter chart, the vertical one
    along: Bounds = FREE  # of the horizontal axis of a scatter chart
    groups: tuple[str, ...] = ()
    references: tuple[PlotReference, ...] = ()
    events: tuple[PlotEvent, ...] = ()
    forecast: int | None = None
    shades: tuple[PlotShade, ...] = ()
    totals: tuple[int, ...] = ()  # positions of a waterfall's totals
    full: PlotSeries | None = None  # of a radar chart: the maxima of axes with different scales
    quarters: Quarters | None = None  # of a scatter chart
    binned: PlotSeries | None = None  # of a histogram: what is counted
    edges: tuple[float, ...] = ()  # of a histogram's intervals
    shows_total: bool = False  # of a donut, in its middle
    tail: str = ""  # of the caption, if its author wrote none
    told: tuple[str, ...] = ()  # units that the caption names
    hues: tuple[int | None, ...] = ()  # per group in order of appearance, else per highlight; see PlotSeries
    panels: tuple[Panel, ...] = ()
    facet: str = ""
    facets: tuple[str, ...] = ()
    across: int | None = None
    own_scales: bool = False
    shared: Plot | None = None  # of a panel: data that its axes must also cover

    @property
    def candles(self) -> tuple[Candle | None, ...]:
        """The prices of each day of a candlestick chart; None where one is missing."""
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
    """The style of all charts of a theme and market. Colours as #rrggbb; ``size`` is the text size in pt."""

    family: str
    size: float
    ink: str
    muted: str
    hairline: str
    accent: str
    quiet: str
    paper: str
    series: tuple[str, ...]
    right_axis: str  # the suffix for the right axis, （右）
    powers: tuple[tuple[str, float], ...]  # words for powers of ten, largest first: (亿, 1e8), (万, 1e4)
    up: str
    down: str
    log_axis: str = ""  # said of a logarithmic axis, after its unit
    gap: float | None = None  # between Chinese and Latin characters, in em; None turns it off
