"""Charts as authors describe them: what to show, never how to draw it."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt

from yanbao.diagnostics import Marked
from yanbao.model.base import OneOrMore
from yanbao.model.dataset import TEXT, ColumnType
from yanbao.model.figures import (
    DataFigure,
    EntityFigure,
    FacetedFigure,
    Needed,
    Order,
    Ranking,
    SeriesFacetedFigure,
    Shade,
)
from yanbao.model.finance import FinanceChart
from yanbao.model.series import SeriesChart, SeriesItem, SeriesList
from yanbao.model.timecharts import AreaChart, EventChart, LineChart


class ColumnChart(SeriesChart, SeriesFacetedFigure):
    """Comparison of few categories: vertical bars, grouped or stacked, with their values."""

    type: Literal["column"] = Field(description="column: few categories side by side.")
    series: SeriesList = Field(description="Columns with the values.", examples=[["win", "tie", "loss"]])
    stacked: StrictBool = Field(default=False, description="Stack the columns.")
    share: StrictBool = Field(default=False, description="Stack the columns as shares of their sum: 100 %.")
    forecast: Marked | None = Field(
        default=None,
        description="First date or category whose values are forecasts, drawn dashed or hatched; if absent, the "
        "categories at the end such as 2025E.",
        examples=["2024-05"],
    )
    shades: tuple[Shade, ...] = Field(default=(), description="Ranges of x with a tinted ground.")

    @property
    def is_summed(self) -> bool:
        """Whether its columns stand on each other."""
        return self.stacked or self.share

    @property
    def parts_across(self) -> tuple[Marked, ...]:
        """Columns that are stacked as they are."""
        return self.measures if self.stacked else ()

    @property
    def parts_down(self) -> tuple[Marked, ...]:
        """Columns whose numbers may be parts of a whole, over all rows."""
        return () if self.stacked else self.measures


class BarChart(FacetedFigure):
    """Ranking: horizontal bars in order of value, with their values."""

    type: Literal["bar"] = Field(description="bar: a ranking, horizontal.")
    y: Marked = Field(description="Column with the values.")
    order: Order = Field(default="descending", description="Order of the bars; data is that of the dataset.")
    limit: StrictInt | None = Field(default=None, ge=1, le=40, description="How many bars at most.")
    highlight: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Values of x drawn in the accent colour."
    )

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.y,)

    @property
    def marked_rows(self) -> tuple[Marked, ...]:
        """Values of the column of names that are singled out."""
        return self.highlight

    @property
    def ranking(self) -> Ranking:
        """The order and number of its rows."""
        return Ranking(self.y, self.order, self.limit)

    @property
    def parts_down(self) -> tuple[Marked, ...]:
        """Columns whose numbers may be parts of a whole, over all rows."""
        return self.measures


class ScatterChart(FacetedFigure):
    """Two numbers of each row as a point, with its name; with a third as the area of its bubble."""

    in_time_order: ClassVar[bool] = False
    panels_share_names: ClassVar[bool] = False

    type: Literal["scatter"] = Field(description="scatter: two numbers of each row, as a named point or bubble.")
    x: Marked = Field(description="Column with the numbers along the horizontal axis.", examples=["market_cap"])
    y: Marked = Field(description="Column with the numbers along the vertical axis.", examples=["ytd"])
    name: Marked = Field(description="Column with the names of the points.")
    size: Marked | None = Field(default=None, description="Column with the numbers that the areas of bubbles show.")
    group: Marked | None = Field(default=None, description="Text column whose values have a colour each.")
    highlight: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Names of the points drawn in the accent colour."
    )

    @property
    def may_lack_panels(self) -> bool:
        """Points without a number are left out; a negative size is an error."""
        return not self.size

    @property
    def names(self) -> Marked:
        """The column that names the points."""
        return self.name

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """What the column of names may hold."""
        return TEXT

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers along x, along y and, if any, of size."""
        return (self.x, self.y, *([self.size] if self.size else []))

    @property
    def columns(self) -> tuple[Needed, ...]:
        """The columns that it reads."""
        names, *others = super().columns
        return (names, *([Needed(self.group, TEXT)] if self.group else []), *others)

    @property
    def printed_names(self) -> tuple[Marked, ...]:
        """Its axes and sizes have the labels of their columns."""
        return self.measures

    @property
    def marked_rows(self) -> tuple[Marked, ...]:
        """Values of the column of names that are singled out."""
        return self.highlight


class DumbbellChart(SeriesChart, FacetedFigure):
    """Before and after, or two to four rivals: a dot for each on one line a category."""

    type: Literal["dumbbell"] = Field(description="dumbbell: two to four values of each category, as dots on a line.")
    series: Annotated[tuple[SeriesItem, ...], Field(min_length=2, max_length=4)] = Field(
        description="Columns with the values, two to four.", examples=[["before", "after"]]
    )
    order: Order = Field(default="descending", description="Order by the last series; data is that of the dataset.")
    limit: StrictInt | None = Field(default=None, ge=1, le=40, description="How many categories at most.")

    @property
    def ranking(self) -> Ranking:
        """The order and number of its rows."""
        return Ranking(self.series[-1].y, self.order, self.limit)


class RadarChart(SeriesChart, DataFigure):
    """A profile: three to eight measures as axes around a centre, which is zero, and an outline a series."""

    in_time_order: ClassVar[bool] = False

    type: Literal["radar"] = Field(description="radar: a profile of few measures, one axis each.")
    series: Annotated[tuple[SeriesItem, ...], Field(min_length=1, max_length=4), OneOrMore()] = Field(
        description="Columns with the values, one to four.", examples=[["llama_3_70b", "gemini_pro_1_5"]]
    )
    full: Marked | None = Field(
        default=None,
        description="Column with the value at the end of each axis, if axes have scales of their own; if absent, all "
        "have one.",
        examples=["full_marks"],
    )

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """What the column that names its axes may hold."""
        return TEXT

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown: its series, and the ends of axes."""
        return (*super().measures, *([self.full] if self.full else []))


class DonutChart(DataFigure):
    """Parts of a whole, at most five: a ring of shares, named beside it."""

    in_time_order: ClassVar[bool] = False

    type: Literal["donut"] = Field(description="donut: two to five parts of a whole.")
    y: Marked = Field(description="Column with the values; of percentages, those that make 100 %.")
    order: Order = Field(default="descending", description="Order of the parts; data is that of the dataset.")
    total: StrictBool = Field(default=False, description="Print the sum in the middle.")
    highlight: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Values of x drawn in the accent colour."
    )

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.y,)

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """What the column that names its parts may hold."""
        return TEXT

    @property
    def marked_rows(self) -> tuple[Marked, ...]:
        """Values of the column of names that are singled out."""
        return self.highlight

    @property
    def ranking(self) -> Ranking:
        """The order of its parts."""
        return Ranking(self.y, self.order, None)

    @property
    def parts_down(self) -> tuple[Marked, ...]:
        """Columns whose numbers may be parts of a whole, over all rows."""
        return self.measures


class FactChart(EntityFigure):
    """Ranking of entities by one of their facts: horizontal bars, straight from the ledger."""

    needs_all_facts: ClassVar[bool] = True

    type: Literal["facts"] = Field(description="facts: a ranking of entities of the ledger by one of their facts.")
    fact: Marked = Field(
        description="Key of the fact, a number with the same unit in all entities.", examples=["context_window"]
    )
    order: Order = Field(default="descending", description="Order of the bars; data is that of the entities.")
    highlight: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Paths of the entities drawn in the accent colour."
    )
    height: StrictFloat | None = Field(
        default=None, gt=20, le=180, description="Height in mm; what the page leaves if absent."
    )

    @property
    def fact_keys(self) -> tuple[Marked, ...]:
        """Keys of the facts that it shows."""
        return (self.fact,)


DataChart = (
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
)

Chart = Annotated[DataChart | FactChart, Field(discriminator="type")]
