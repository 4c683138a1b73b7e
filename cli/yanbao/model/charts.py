"""Charts as authors describe them: what to show, never how to draw it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictFloat, StrictInt, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Mark, Marked
from yanbao.model.base import Anchor, ColumnKey, Model, Name, Names, OneOrMore, Period, Prose

Scalar = Annotated[str | StrictInt | StrictFloat, WithJsonSchema({"type": ["string", "number"]})]
"""A cell to compare with: text or a number."""


class Figure(Model):
    """What every numbered figure has: caption, source line, alternative text."""

    id: Anchor | None = Field(default=None, description="Name that ref() points at.", examples=["media-index"])
    title: Prose = Field(description="Caption, without number.", examples=["申万传媒与沪深300"])
    unit: Prose | None = Field(
        default=None,
        description="Muted tail of the caption: measure, unit, as-of date.",
        examples=["亿元，截至2024年4月26日"],
    )
    source: Names = Field(
        default=(),
        description="Ids of sources, of content/ledger/sources.yaml; those of the data if absent.",
        examples=["wind", ["wind", "company_filings"]],
    )
    note: Prose | None = Field(default=None, description="A remark printed below the figure, before its source.")
    alt: Prose | None = Field(default=None, description="Alternative text; made from the data if absent.")


class Series(Model):
    """One line or one set of bars. Short form: the column alone."""

    y: Marked = Field(description="Column with the values.")
    label: Prose | None = Field(default=None, description="Name in the chart; the column's label if absent.")
    role: Literal["accent", "plain", "muted"] | None = Field(
        default=None, description="accent: the subject; muted: for comparison. Otherwise colours follow the palette."
    )
    form: Literal["line", "column"] = Field(default="line", description="How a line chart shows this series.")
    axis: Literal["left", "right"] = Field(default="left", description="Axis it is read on; right is marked （右）.")


def _series(value: Any) -> Any:
    return {"y": value} if isinstance(value, str) else value


_SeriesItem = Annotated[Series, BeforeValidator(_series, json_schema_input_type=Marked | Series)]
SeriesList = Annotated[tuple[_SeriesItem, ...], Field(min_length=1), OneOrMore()]


class Reference(Model):
    """A line across the plot at a value of the left axis."""

    value: StrictFloat = Field(description="Where the line is, in the unit of the axis; a percentage as a ratio.")
    label: Prose = Field(description="Text on the line.", examples=["盈亏平衡"])


class Shade(Model):
    """A range of the axis along x with a tinted ground."""

    since: Marked = Field(description="First date or category of it.", examples=["2024-02-05"])
    until: Marked = Field(description="Last date or category of it.", examples=["2024-02-29"])
    label: Prose | None = Field(default=None, description="Text above it.", examples=["春节"])


_OPEN, _HIGH, _LOW, _CLOSE = (Marked(name, Mark("")) for name in ("open", "high", "low", "close"))
"""Columns of prices that need not be named."""


Order = Literal["descending", "ascending", "data"]


class _Chart(Figure):
    data: Name = Field(description="Dataset, of data/catalog.yaml or the ledger.", examples=["index_daily"])
    x: Marked = Field(description="Column along the category or time axis.")
    where: dict[ColumnKey, Scalar] = Field(
        default_factory=dict,
        description="Keep the rows whose columns have these values.",
        examples=[{"region": "国内"}],
    )
    height: StrictFloat | None = Field(
        default=None, gt=20, le=180, description="Height in mm; what the page leaves if absent."
    )


class LineChart(_Chart):
    """Change over time: lines, optionally with quiet columns on the right axis."""

    type: Literal["line"] = Field(description="line: change over time.")
    series: SeriesList = Field(description="Columns with the values.", examples=[["close"]])
    since: Period | None = Field(default=None, description="First date shown.", examples=["2024-01-02"])
    until: Period | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])
    rebase: Period | None = Field(default=None, description="Show left-axis lines as change since this date's value.")
    references: tuple[Reference, ...] = Field(default=(), description="Lines across the plot.")
    forecast: Marked | None = Field(
        default=None,
        description="First date or category whose values are forecasts, drawn dashed or hatched; if absent, the "
        "categories at the end such as 2025E.",
        examples=["2024-05"],
    )
    shades: tuple[Shade, ...] = Field(default=(), description="Ranges of x with a tinted ground.")


class ColumnChart(_Chart):
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


class BarChart(_Chart):
    """Ranking: horizontal bars in order of value, with their values."""

    type: Literal["bar"] = Field(description="bar: a ranking, horizontal.")
    y: Marked = Field(description="Column with the values.")
    order: Order = Field(default="descending", description="Order of the bars; data is that of the dataset.")
    limit: StrictInt | None = Field(default=None, ge=1, le=40, description="How many bars at most.")
    highlight: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(), description="Values of x drawn in the accent colour."
    )


class ScatterChart(_Chart):
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


class AreaChart(_Chart):
    """Change over time of parts and their sum: areas on top of each other."""

    type: Literal["area"] = Field(description="area: change over time of parts and their sum.")
    series: SeriesList = Field(
        description="Columns with the values, from the bottom.", examples=[["media_amount", "other_amount"]]
    )
    share: StrictBool = Field(default=False, description="Show each part as a share of the sum: 100 %.")
    since: Period | None = Field(default=None, description="First date shown.", examples=["2024-01-02"])
    until: Period | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])


class DumbbellChart(_Chart):
    """Before and after, or two to four rivals: a dot for each on one line a category."""

    type: Literal["dumbbell"] = Field(description="dumbbell: two to four values of each category, as dots on a line.")
    series: Annotated[tuple[_SeriesItem, ...], Field(min_length=2, max_length=4)] = Field(
        description="Columns with the values, two to four.", examples=[["before", "after"]]
    )
    order: Order = Field(default="descending", description="Order by the last series; data is that of the dataset.")
    limit: StrictInt | None = Field(default=None, ge=1, le=40, description="How many categories at most.")


class EntityFigure(Figure):
    """A figure about entities of the ledger."""

    entities: Annotated[tuple[Marked, ...], Field(min_length=1), OneOrMore()] = Field(
        description="Paths of entities.", examples=[["models.gemini_1_5_pro", "models.gpt_4_turbo"]]
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


class EventChart(_Chart):
    """One series over time with numbered events on it; the events are listed below the chart."""

    type: Literal["events"] = Field(description="events: one series over time, with numbered events listed below.")
    y: Marked = Field(description="Column with the values.")
    events: Name = Field(description="Dataset with one row an event.")
    event_date: Marked = Field(description="Date column of the events.")
    event_label: Marked = Field(description="Text column of the events.")
    since: Period | None = Field(default=None, description="First date shown.", examples=["2024-01-02"])
    until: Period | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])


class CandlestickChart(_Chart):
    """A price day by day: hollow candles up, filled ones down, with moving averages, and volume below."""

    type: Literal["candlestick"] = Field(description="candlestick: open, high, low and close of each day.")
    open: Marked = Field(default=_OPEN, description="Column with the first prices.")
    high: Marked = Field(default=_HIGH, description="Column with the highest prices.")
    low: Marked = Field(default=_LOW, description="Column with the lowest prices.")
    close: Marked = Field(default=_CLOSE, description="Column with the last prices.")
    volume: Marked | None = Field(
        default=None, description="Column with volume or turnover, shown in a panel below.", examples=["amount"]
    )
    averages: Annotated[tuple[Annotated[StrictInt, Field(ge=2, le=500)], ...], Field(max_length=4), OneOrMore()] = (
        Field(default=(), description="Moving averages of the close, each over so many rows.", examples=[[5, 20]])
    )
    since: Period | None = Field(default=None, description="First date shown.", examples=["2024-01-02"])
    until: Period | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.open, self.high, self.low, self.close, *([self.volume] if self.volume else []))


class BandChart(_Chart):
    """A valuation band. With `per` a price among multiples of earnings or book value per share (PE band, PB band);
    without it a multiple among percentiles of its own history.
    """

    type: Literal["band"] = Field(description="band: a price among multiples, or a multiple among its percentiles.")
    y: Marked = Field(description="Column with the price, or with the multiple itself.", examples=["close", "pe_ttm"])
    per: Marked | None = Field(
        default=None, description="Column with earnings or book value per share of each date.", examples=["eps_ttm"]
    )
    multiples: Annotated[tuple[Annotated[StrictFloat, Field(gt=0)], ...], Field(max_length=7), OneOrMore()] = Field(
        default=(), description="With `per`: multiples that lines are drawn at.", examples=[[15, 20, 25, 30]]
    )
    percentiles: Annotated[
        tuple[Annotated[StrictFloat, Field(ge=0, le=100)], ...], Field(max_length=7), OneOrMore()
    ] = Field(
        default=(),
        description="Without `per`: percentiles, of all rows up to `until`, that lines are drawn at.",
        examples=[[10, 50, 90]],
    )
    since: Period | None = Field(default=None, description="First date shown.", examples=["2021-01-04"])
    until: Period | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])

    @model_validator(mode="after")
    def _one_kind(self) -> BandChart:
        if bool(self.per) != bool(self.multiples) or bool(self.multiples) == bool(self.percentiles):
            raise PydanticCustomError("band_kind", "a band has 'per' and 'multiples', or 'percentiles' alone")
        return self

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.y, *([self.per] if self.per else []))


class WaterfallChart(_Chart):
    """From one total to another: columns that each begin where the one before ended."""

    type: Literal["waterfall"] = Field(description="waterfall: the steps from one total to another.")
    y: Marked = Field(description="Column with the changes, and with the totals.", examples=["profit"])
    totals: Annotated[tuple[Marked, ...], OneOrMore()] = Field(
        default=(),
        description="Values of x whose columns stand on zero; each must be the sum of what is before it.",
        examples=[["2023年", "2024年"]],
    )

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.y,)


class FootballFieldChart(_Chart):
    """Ranges of value, one row a method of valuation, with lines across such as the current price."""

    type: Literal["football-field"] = Field(description="football-field: ranges of value by method.")
    low: Marked = Field(default=_LOW, description="Column with the lower ends.")
    high: Marked = Field(default=_HIGH, description="Column with the upper ends.")
    middle: Marked | None = Field(default=None, description="Column with the central values.", examples=["base"])
    references: tuple[Reference, ...] = Field(
        default=(), description="Lines across the plot.", examples=[[{"label": "现价", "value": 18.6}]]
    )

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.low, self.high, *([self.middle] if self.middle else []))


FinanceChart = CandlestickChart | BandChart | WaterfallChart | FootballFieldChart
DataChart = LineChart | ColumnChart | BarChart | ScatterChart | AreaChart | DumbbellChart | EventChart | FinanceChart

Chart = Annotated[DataChart | FactChart, Field(discriminator="type")]


def measured(chart: DataChart) -> list[Marked]:
    """The columns whose numbers a chart shows, in order; of a scatter chart along x, along y and, if any, by size."""
    if isinstance(chart, ScatterChart):
        return [chart.x, chart.y, *([chart.size] if chart.size else [])]
    if isinstance(chart, FinanceChart):
        return list(chart.measures)
    if isinstance(chart, BarChart | EventChart):
        return [chart.y]
    return [series.y for series in chart.series]
