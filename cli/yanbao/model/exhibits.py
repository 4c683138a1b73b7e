"""Charts of shares, distributions and grids, as authors describe them."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StrictBool, StrictInt

from yanbao.diagnostics import Marked
from yanbao.model.base import OneOrMore, RowNames
from yanbao.model.dataset import NUMERIC, TEXT, ColumnType
from yanbao.model.figures import DataFigure
from yanbao.model.options import Highlighting
from yanbao.model.series import SeriesChart, SeriesItem, SeriesList
from yanbao.model.shown import Order, Ranking


class PartsChart(DataFigure):
    """What charts of the parts of a whole have in common: a name for each part, in no order of time."""

    in_time_order: ClassVar[bool] = False

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed for the names of parts."""
        return TEXT


class DonutChart(PartsChart):
    """Parts of a whole, at most five: a ring of shares, named beside it."""

    type: Literal["donut"] = Field(description="donut: two to five parts of a whole.")
    y: Marked = Field(description="Column with the values; if percentages, they must add up to 100 %.")
    order: Order = Field(default="descending", description="Order of the parts; data keeps that of the dataset.")
    total: StrictBool = Field(default=False, description="Print the sum in the middle.")
    highlight: RowNames = Field(default=(), description="Values of x highlighted in the accent colour.")

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
        """The order of its parts."""
        return Ranking(self.y, self.order, None)

    @property
    def parts_down(self) -> tuple[Marked, ...]:
        """Columns whose numbers, over all rows, may be parts of a whole."""
        return self.measures


class TreemapChart(PartsChart):
    """Parts of a whole, up to sixty: rectangles whose areas are the values, coloured by another number."""

    type: Literal["treemap"] = Field(description="treemap: rectangles by size, coloured by another number.")
    y: Marked = Field(description="Column with the areas: numbers of which none is negative.", examples=["market_cap"])
    color: Marked | None = Field(
        default=None,
        description="Column with the numbers that colour the rectangles and are printed.",
        examples=["ytd"],
    )
    signed: StrictBool | None = Field(
        default=None,
        description="Market colours of gains and losses; by default, for percentages some of which are negative.",
    )
    limit: StrictInt | None = Field(default=None, ge=2, le=60, description="Maximum number of rows: the greatest.")
    highlight: RowNames = Field(default=(), description="Values of x that are deeper, where no number colours them.")

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.y, *([self.color] if self.color else []))

    @property
    def scales(self) -> tuple[tuple[Marked, ...], ...]:
        """Its number columns: areas and colours have scales of their own."""
        return tuple((one,) for one in self.measures)

    @property
    def marked_rows(self) -> tuple[Marked, ...]:
        """Values of the name column that are highlighted."""
        return self.highlight

    @property
    def ranking(self) -> Ranking:
        """The order and number of its rows."""
        return Ranking(self.y, "descending", self.limit)


class SlopeChart(Highlighting, SeriesChart, DataFigure):
    """Two moments: one line per row, from its value at the first to that at the second."""

    in_time_order: ClassVar[bool] = False
    always_names_series: ClassVar[bool] = True

    type: Literal["slope"] = Field(description="slope: the rows at two moments, a line each.")
    series: Annotated[tuple[SeriesItem, ...], Field(min_length=2, max_length=2)] = Field(
        description="Columns with the values at both moments.", examples=[["december", "april"]]
    )
    highlight: RowNames = Field(default=(), description="Values of x highlighted in the accent colour.")

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed for the names of rows."""
        return TEXT

    @property
    def marked_rows(self) -> tuple[Marked, ...]:
        """Values of the name column that are highlighted."""
        return self.highlight


class ShareBarChart(SeriesChart, DataFigure):
    """Parts of one or a few wholes: horizontal bars, each divided into its parts."""

    in_time_order: ClassVar[bool] = False

    type: Literal["share-bar"] = Field(description="share-bar: the parts of one or a few wholes, as bars.")
    x: Marked = Field(description="Column with the names of the parts.")
    series: Annotated[tuple[SeriesItem, ...], Field(min_length=1, max_length=6), OneOrMore()] = Field(
        description="Columns with the values, a bar each; if percentages, they must add up to 100 %.",
        examples=[["revenue_2022", "revenue_2023"]],
    )

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed for the names of parts."""
        return TEXT

    @property
    def parts_down(self) -> tuple[Marked, ...]:
        """Columns whose numbers, over all rows, may be parts of a whole."""
        return self.measures


class HeatChart(SeriesChart, DataFigure):
    """A grid: one row per category and one column per series, each number on a ground as deep as it is large."""

    always_names_series: ClassVar[bool] = True

    type: Literal["heat"] = Field(description="heat: a grid of numbers, coloured by size.")
    series: SeriesList = Field(description="Columns of the grid.", examples=[["january", "february", "march"]])
    order: Order | None = Field(
        default=None, description="Order of the rows by the last column; by default that of the dataset, or of time."
    )
    limit: StrictInt | None = Field(default=None, ge=1, le=40, description="Maximum number of rows.")
    signed: StrictBool | None = Field(
        default=None,
        description="Market colours of gains and losses, from zero; by default, for percentages some of which are "
        "negative. Otherwise the accent, from the least value.",
    )

    @property
    def ranking(self) -> Ranking:
        """The order and number of its rows."""
        return Ranking(self.series[-1].y, self.order or "data", self.limit)


class HistogramChart(DataFigure):
    """A distribution: how many values lie in each of several equal intervals, with the median."""

    in_time_order: ClassVar[bool] = False

    type: Literal["histogram"] = Field(description="histogram: how the values of a column are distributed.")
    x: Marked = Field(description="Column with the values.", examples=["ytd"])
    bins: StrictInt | None = Field(
        default=None,
        ge=3,
        le=30,
        description="Wanted number of intervals; they end at round values, so that there may be one or two more.",
    )
    signed: StrictBool | None = Field(
        default=None,
        description="Market colours of gains and losses; by default, for percentages some of which are negative.",
    )

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed for the values."""
        return NUMERIC

    @property
    def measures(self) -> tuple[Marked, ...]:
        """The column whose values are counted."""
        return (self.x,)

    @property
    def printed_names(self) -> tuple[Marked, ...]:
        """The column whose label names the axis."""
        return (self.x,)


ExhibitChart = SlopeChart | ShareBarChart | HeatChart | HistogramChart | TreemapChart
