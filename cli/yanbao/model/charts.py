"""Charts as authors describe them: what to show, never how to draw it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictFloat, StrictInt

from yanbao.diagnostics import Marked
from yanbao.model.base import Moment, Name, OneOrMore
from yanbao.model.figures import (
    DataFigure,
    EntityFigure,
    FacetedFigure,
    Order,
    Reference,
    SeriesFacetedFigure,
    SeriesItem,
    SeriesList,
    Shade,
)
from yanbao.model.finance import FinanceChart, PerformanceChart


class LineChart(SeriesFacetedFigure):
    """Change over time: lines, optionally with quiet columns on the right axis."""

    type: Literal["line"] = Field(description="line: change over time.")
    series: SeriesList = Field(description="Columns with the values.", examples=[["close"]])
    since: Moment | None = Field(default=None, description="First date shown.", examples=["2024-01-02"])
    until: Moment | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])
    rebase: Moment | None = Field(default=None, description="Show left-axis lines as change since this date's value.")
    references: tuple[Reference, ...] = Field(default=(), description="Lines across the plot.")
    forecast: Marked | None = Field(
        default=None,
        description="First date or category whose values are forecasts, drawn dashed or hatched; if absent, the "
        "categories at the end such as 2025E.",
        examples=["2024-05"],
    )
    shades: tuple[Shade, ...] = Field(default=(), description="Ranges of x with a tinted ground.")


class ColumnChart(SeriesFacetedFigure):
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


class BarChart(FacetedFigure):
    """Ranking: horizontal bars in order of value, with their values."""

    type: Literal["bar"] = Field(description="bar: a ranking, horizontal.")
    y: Marked = Field(description="Column with the values.")
    order: Order = Field(default="descending", description="Order of the bars; data is that of the dataset.")
    limit: StrictInt | None = Field(default=None, ge=1, le=40, description="How many bars at most.")
    highlight: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Values of x drawn in the accent colour."
    )


class ScatterChart(FacetedFigure):
    """Two numbers of each row as a point, with its name; with a third as the area of its bubble."""

    type: Literal["scatter"] = Field(description="scatter: two numbers of each row, as a named point or bubble.")
    x: Marked = Field(description="Column with the numbers along the horizontal axis.", examples=["market_cap"])
    y: Marked = Field(description="Column with the numbers along the vertical axis.", examples=["ytd"])
    name: Marked = Field(description="Column with the names of the points.")
    size: Marked | None = Field(default=None, description="Column with the numbers that the areas of bubbles show.")
    group: Marked | None = Field(default=None, description="Text column whose values have a colour each.")
    highlight: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Names of the points drawn in the accent colour."
    )


class AreaChart(SeriesFacetedFigure):
    """Change over time of parts and their sum: areas on top of each other."""

    type: Literal["area"] = Field(description="area: change over time of parts and their sum.")
    series: SeriesList = Field(
        description="Columns with the values, from the bottom.", examples=[["media_amount", "other_amount"]]
    )
    share: StrictBool = Field(default=False, description="Show each part as a share of the sum: 100 %.")
    since: Moment | None = Field(default=None, description="First date shown.", examples=["2024-01-02"])
    until: Moment | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])


class DumbbellChart(FacetedFigure):
    """Before and after, or two to four rivals: a dot for each on one line a category."""

    type: Literal["dumbbell"] = Field(description="dumbbell: two to four values of each category, as dots on a line.")
    series: Annotated[tuple[SeriesItem, ...], Field(min_length=2, max_length=4)] = Field(
        description="Columns with the values, two to four.", examples=[["before", "after"]]
    )
    order: Order = Field(default="descending", description="Order by the last series; data is that of the dataset.")
    limit: StrictInt | None = Field(default=None, ge=1, le=40, description="How many categories at most.")


class RadarChart(DataFigure):
    """A profile: three to eight measures as axes around a centre, which is zero, and an outline a series."""

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


class FactChart(EntityFigure):
    """Ranking of entities by one of their facts: horizontal bars, straight from the ledger."""

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


class EventChart(DataFigure):
    """One series over time with numbered events on it; the events are listed below the chart."""

    type: Literal["events"] = Field(description="events: one series over time, with numbered events listed below.")
    y: Marked = Field(description="Column with the values.")
    events: Name = Field(description="Dataset with one row an event.")
    event_date: Marked = Field(description="Date column of the events.")
    event_label: Marked = Field(description="Text column of the events.")
    since: Moment | None = Field(default=None, description="First date shown.", examples=["2024-01-02"])
    until: Moment | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])


DataChart = (
    LineChart
    | ColumnChart
    | BarChart
    | ScatterChart
    | AreaChart
    | DumbbellChart
    | RadarChart
    | EventChart
    | FinanceChart
)

FacetedChart = LineChart | ColumnChart | BarChart | ScatterChart | AreaChart | DumbbellChart

Chart = Annotated[DataChart | FactChart, Field(discriminator="type")]


def datasets(chart: DataChart) -> list[Marked]:
    """Names of the datasets that a chart shows, its own first."""
    others: list[Marked] = []
    if isinstance(chart, EventChart):
        others = [chart.events]
    elif isinstance(chart, PerformanceChart):
        others = [one.data for one in chart.benchmark if one.data]
    return [chart.data, *others]


def measured(chart: DataChart) -> list[Marked]:
    """The columns whose numbers a chart shows, in order; of a scatter chart along x, along y and, if any, by size."""
    if isinstance(chart, ScatterChart):
        return [chart.x, chart.y, *([chart.size] if chart.size else [])]
    if isinstance(chart, FinanceChart):
        return list(chart.measures)
    if isinstance(chart, BarChart | EventChart):
        return [chart.y]
    columns = [series.y for series in chart.series]
    return [*columns, chart.full] if isinstance(chart, RadarChart) and chart.full else columns
