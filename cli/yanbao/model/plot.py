"""A chart as plain data, complete for drawing. Lengths in mm, sizes in pt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, replace
from datetime import date
from math import isfinite
from typing import ClassVar, Literal, Self

from yanbao.model.plotkinds import PlotKind

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
class UnitForm:
    """What numbers in a ``unit``, on one axis of a chart, are printed in, so that a report uses one form throughout."""

    unit: str
    axis: Literal["left", "right"]
    printed: str
    divisor: float


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
    """One chart, whatever its kind; each kind is a class in ``plots``, with the data that only it has.

    ``x`` holds dates (daily), first days of months if ``monthly``, or category names. Daily dates are trading days:
    they are evenly spaced, without gaps for missing days.

    If there are ``panels``, these are drawn, and the plot itself holds the data of all for tables and texts: their rows
    one after another, with each row's panel in ``facets``, which ``facet`` names; or all series, without ``facets``.
    """

    type: ClassVar[str]
    """What authors call this kind."""
    kind: ClassVar[PlotKind]
    title: ClassVar[str] = ""
    """What readers call this kind, where no theme says it: for kinds of plug-ins."""

    x: tuple[Category, ...]
    series: tuple[PlotSeries, ...]
    _: KW_ONLY
    monthly: bool = False
    bounds: Bounds = FREE  # of the value axis
    tail: str = ""  # of the caption, if its author wrote none
    unsaid: tuple[str, ...] = ()  # units that the caption names
    forms: tuple[UnitForm, ...] = ()  # of units for which the chart does not choose itself
    beside: tuple[str, ...] = ()  # anchors of charts side by side with it, whose plots begin at one height
    hues: tuple[int | None, ...] = ()  # per group in order of appearance, else per highlight; see PlotSeries
    panels: tuple[Panel, ...] = ()
    facet: str = ""
    facets: tuple[str, ...] = ()
    across: int | None = None
    own_scales: bool = False
    shared: Self | None = None  # of a panel: data that its axes must also cover
    longest: int = 0  # of a panel: the values of x in the panel that has most, so that rows are equally high

    @property
    def highlight(self) -> tuple[str, ...]:
        """Names of rows in the accent colour."""
        return ()

    @property
    def highlight_label(self) -> str:
        """What highlighted rows have in common."""
        return ""

    @property
    def in_market_colors(self) -> bool:
        """True if colours are those of gains and losses."""
        return False

    @property
    def groups(self) -> tuple[str, ...]:
        """The group of each row, if rows are coloured by group."""
        return ()

    @property
    def events(self) -> tuple[PlotEvent, ...]:
        """Events marked in the plot."""
        return ()

    @property
    def told(self) -> tuple[PlotSeries, ...]:
        """Everything that tables and texts say."""
        return self.series

    @property
    def is_drawable(self) -> bool:
        """True if it has a value."""
        return any(value is not None and isfinite(value) for series in self.series for value in series.values)

    @property
    def is_compared(self) -> bool:
        """True if readers compare lengths from zero, which one large value makes hard."""
        return False

    @property
    def slots(self) -> int:
        """Number of columns side by side, if it has columns."""
        return len(self.x)

    @property
    def rows(self) -> int:
        """Number of rows, if it has rows."""
        return len(self.x)

    @property
    def legend(self) -> tuple[str, ...]:
        """Names in a legend that may need several lines."""
        return ()

    def moved(self, to: Sequence[int]) -> Self:  # noqa: ARG002 - of kinds that mark positions
        """The plot with what is marked at position p of x marked at ``to[p]``."""
        return self

    def joined(self, x: tuple[Category, ...], series: tuple[PlotSeries, ...], parts: Sequence[Plot]) -> Self:  # noqa: ARG002 - of kinds with more data by row
        """The plot with the rows of several, one after another."""
        return replace(self, x=x, series=series)


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
    fallback: str = ""  # the family of characters that ``family`` lacks
    forms: tuple[UnitForm, ...] = ()  # of the plot that is drawn
