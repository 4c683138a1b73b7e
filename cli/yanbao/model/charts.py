"""Charts as authors describe them: what to show, not how to draw it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Marked
from yanbao.model.base import Model, OnAxis, OneOrMore, Prose, RowNames
from yanbao.model.dataset import TEXT, ColumnType
from yanbao.model.exhibits import DonutChart, ExhibitChart
from yanbao.model.figures import DataFigure, EntityFigure, FacetedFigure, SeriesFacetedFigure, Shade
from yanbao.model.finance import FinanceChart
from yanbao.model.installed import InstalledChart, Pluggable
from yanbao.model.options import Bars, Highlighting, Limited, Scaled
from yanbao.model.series import SeriesChart, SeriesItem, SeriesList
from yanbao.model.shown import Needed, Order, Ranking
from yanbao.model.timecharts import AreaChart, EventChart, LineChart


class ColumnChart(Limited, SeriesChart, SeriesFacetedFigure):
    """Comparison of few categories: vertical bars, grouped or stacked, labelled with their values."""

    type: Literal["column"] = Field(description="column: few categories side by side.")
    series: SeriesList = Field(description="Columns with the values.", examples=[["win", "tie", "loss"]])
    stacked: StrictBool = Field(default=False, description="Stack the columns.")
    share: StrictBool = Field(default=False, description="Stack the columns as shares of their sum (100 %).")
    forecast: Prose | None = Field(
        default=None,
        description="First date or category of the forecasts, which are dashed or hatched; by default, trailing "
        "categories such as 2025E.",
        examples=["2024-05"],
    )
    shades: tuple[Shade, ...] = Field(default=(), description="Shaded ranges of x.")
    signed: StrictBool | None = Field(
        default=None,
        description="One series in the market's colours of gains and losses; by default, for percentages some "
        "of which are negative.",
    )

    @model_validator(mode="after")
    def _signed_alone(self) -> ColumnChart:
        if self.signed and (len(self.series) > 1 or self.stacked or self.share):
            raise PydanticCustomError(
                "chart_option", "with 'signed' a column chart has one series: colours are its signs"
            )
        if self.axis_from and (self.stacked or self.share):
            raise PydanticCustomError("chart_option", "stacked columns begin at 0, not at 'axis_from'")
        return self

    @property
    def is_summed(self) -> bool:
        """True if its columns are stacked."""
        return self.stacked or self.share

    @property
    def parts_across(self) -> tuple[Marked, ...]:
        """Columns stacked without conversion to shares."""
        return self.measures if self.stacked else ()

    @property
    def parts_down(self) -> tuple[Marked, ...]:
        """Columns whose numbers, over all rows, may be parts of a whole."""
        return () if self.stacked else self.measures


class BarChart(Bars, FacetedFigure):
    """Ranking: horizontal bars in order of value, labelled with their values."""

    type: Literal["bar"] = Field(description="bar: a ranking, horizontal.")
    y: Marked = Field(description="Column with the values.")
    order: Order | None = Field(
        default=None,
        description="Order of the bars: descending by default, and in time's order if x is a date or period; data "
        "keeps that of the dataset.",
    )
    limit: StrictInt | None = Field(default=None, ge=1, le=40, description="Maximum number of bars.")
    highlight: RowNames = Field(default=(), description="Values of x highlighted in the accent colour.")
    signed: StrictBool | None = Field(
        default=None,
        description="Bars in the market's colours of gains and losses; by default, for percentages some of which are "
        "negative.",
    )

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.y,)

    @property
    def marked_rows(self) -> tuple[Marked, ...]:
        """Values of the name column that are highlighted."""
        return self.highlight

    @property
    def ranking(self) -> Ranking:
        """The order and number of its rows."""
        return Ranking(self.y, self.order, self.limit)

    @property
    def parts_down(self) -> tuple[Marked, ...]:
        """Columns whose numbers, over all rows, may be parts of a whole."""
        return self.measures


class QuarterNames(Model):
    """Quarters of a scatter chart. Each of its four names is printed in its corner."""

    x: OnAxis | None = Field(
        default=None, description="Where they meet along x, a percentage as a ratio; by default, the median."
    )
    y: OnAxis | None = Field(default=None, description="Where they meet along y; by default, the median.")
    upper_right: Prose = Field(description="Name of the quarter where both are large.", examples=["高增长、高估值"])
    upper_left: Prose = Field(description="Name of the quarter where only y is large.")
    lower_left: Prose = Field(description="Name of the quarter where both are small.")
    lower_right: Prose = Field(description="Name of the quarter where only x is large.")


class ScatterChart(Scaled, Highlighting, FacetedFigure):
    """Two numbers per row as a named point, optionally with a third as the area of a bubble."""

    in_time_order: ClassVar[bool] = False
    panels_share_names: ClassVar[bool] = False

    type: Literal["scatter"] = Field(description="scatter: two numbers per row, as a named point or bubble.")
    x: Marked = Field(description="Column with the numbers along the horizontal axis.", examples=["market_cap"])
    y: Marked = Field(description="Column with the numbers along the vertical axis.", examples=["ytd"])
    name: Marked = Field(description="Column with the names of the points.")
    size: Marked | None = Field(default=None, description="Column with the numbers that set the areas of bubbles.")
    group: Marked | None = Field(default=None, description="Text column by whose values points are coloured.")
    log_x: StrictBool = Field(default=False, description="Logarithmic horizontal axis.")
    quarters: QuarterNames | None = Field(
        default=None, description="Divide the plot into four named quarters (a quadrant chart)."
    )
    highlight: RowNames = Field(default=(), description="Names of the points highlighted in the accent colour.")

    @model_validator(mode="after")
    def _quarters_alone(self) -> ScatterChart:
        if self.quarters and self.facets:
            raise PydanticCustomError("chart_option", "a chart with 'quarters' has no panels: leave out 'facets'")
        return self

    @property
    def may_lack_panels(self) -> bool:
        """True, since points without a number are left out; a negative size is an error."""
        return not self.size

    @property
    def names(self) -> Marked:
        """The column that names the points."""
        return self.name

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed for names."""
        return TEXT

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers for x, y and, if any, bubble size."""
        return (self.x, self.y, *([self.size] if self.size else []))

    @property
    def on_value_axis(self) -> tuple[Marked, ...]:
        """The column along its vertical axis."""
        return (self.y,)

    @property
    def scales(self) -> tuple[tuple[Marked, ...], ...]:
        """Its number columns: both axes and the areas have scales of their own."""
        return tuple((one,) for one in self.measures)

    @property
    def columns(self) -> tuple[Needed, ...]:
        """The columns that it reads."""
        names, *others = super().columns
        return (names, *([Needed(self.group, TEXT)] if self.group else []), *others)

    @property
    def printed_names(self) -> tuple[Marked, ...]:
        """Columns whose labels name the axes and the size."""
        return self.measures

    @property
    def marked_rows(self) -> tuple[Marked, ...]:
        """Values of the name column that are highlighted."""
        return self.highlight


class DumbbellChart(Scaled, SeriesChart, FacetedFigure):
    """Before and after, or two to four rivals: one row per category, with a dot for each value."""

    type: Literal["dumbbell"] = Field(description="dumbbell: two to four values per category, as dots on a line.")
    series: Annotated[tuple[SeriesItem, ...], Field(min_length=2, max_length=4)] = Field(
        description="Columns with the values, two to four.", examples=[["before", "after"]]
    )
    order: Order | None = Field(
        default=None,
        description="Order by the last series: descending by default, and in time's order if x is a date or period; "
        "data keeps that of the dataset.",
    )
    limit: StrictInt | None = Field(default=None, ge=1, le=40, description="Maximum number of categories.")

    @property
    def ranking(self) -> Ranking:
        """The order and number of its rows."""
        return Ranking(self.series[-1].y, self.order, self.limit)


class RadarChart(SeriesChart, DataFigure):
    """A profile: three to eight measures as axes from a centre, which is zero, and one outline per series."""

    in_time_order: ClassVar[bool] = False

    type: Literal["radar"] = Field(description="radar: a profile of few measures, one axis each.")
    series: Annotated[tuple[SeriesItem, ...], Field(min_length=1, max_length=4), OneOrMore()] = Field(
        description="Columns with the values, one to four.", examples=[["llama_3_70b", "gemini_pro_1_5"]]
    )
    full: Marked | None = Field(
        default=None,
        description="Column with each axis's maximum, if axes have different scales; by default they share one.",
        examples=["full_marks"],
    )

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed for the names of axes."""
        return TEXT

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown: its series, and the maxima of axes."""
        return (*super().measures, *([self.full] if self.full else []))


class FactChart(Bars, EntityFigure):
    """Ranking of entities by one of their facts: horizontal bars, straight from the ledger."""

    needs_all_facts: ClassVar[bool] = True

    type: Literal["facts"] = Field(description="facts: a ranking of entities of the ledger by one of their facts.")
    fact: Marked = Field(
        description="Key of the fact: a number, with the same unit in all entities.", examples=["context_window"]
    )
    order: Order = Field(default="descending", description="Order of the bars; data keeps that of the entities.")
    highlight: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Paths of the entities highlighted in the accent colour."
    )
    height: StrictFloat | None = Field(
        default=None, gt=20, le=180, description="Height in mm; by default, that of what it shows."
    )

    @property
    def fact_keys(self) -> tuple[Marked, ...]:
        """Keys of the facts that it shows."""
        return (self.fact,)


_Builtin = (
    LineChart
    | ColumnChart
    | BarChart
    | ScatterChart
    | AreaChart
    | DumbbellChart
    | RadarChart
    | DonutChart
    | EventChart
    | FinanceChart
    | ExhibitChart
)

DataChart = _Builtin | InstalledChart
"""A chart of a dataset's rows."""

if TYPE_CHECKING:
    Chart = DataChart | FactChart
else:
    Chart = Annotated[_Builtin | FactChart, Field(discriminator="type"), Pluggable(_Builtin | FactChart)]
