"""Finance charts as authors describe them: prices, valuation, steps between totals."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictFloat, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Mark, Marked
from yanbao.model.base import ColumnKey, Model, Moment, Name, OneOrMore, Prose, RowNames
from yanbao.model.conditions import is_bound
from yanbao.model.dataset import DAYS, NUMERIC, ColumnType
from yanbao.model.figures import DataFigure, Reference
from yanbao.model.shown import WHERE, Companion, Needed, Wanted

_OPEN, _HIGH, _LOW, _CLOSE = (Marked(name, Mark("")) for name in ("open", "high", "low", "close"))
"""Default names of price columns."""


class CandlestickChart(DataFigure):
    """Daily prices: hollow candles for gains, filled ones for losses, with moving averages, and volume below."""

    type: Literal["candlestick"] = Field(description="candlestick: open, high, low and close of each day.")
    open: Marked = Field(default=_OPEN, description="Column with the opening prices.")
    high: Marked = Field(default=_HIGH, description="Column with the highest prices.")
    low: Marked = Field(default=_LOW, description="Column with the lowest prices.")
    close: Marked = Field(default=_CLOSE, description="Column with the closing prices.")
    volume: Marked | None = Field(
        default=None, description="Column with volume or turnover, for a panel below.", examples=["amount"]
    )
    averages: Annotated[tuple[Annotated[StrictInt, Field(ge=2, le=500)], ...], Field(max_length=4), OneOrMore()] = (
        Field(default=(), description="Windows of moving averages of the close, in rows.", examples=[[5, 20]])
    )
    since: Moment | None = Field(
        default=None, description="First date shown.", examples=["2024-01-02", "{{ period.start }}"]
    )
    until: Moment | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.open, self.high, self.low, self.close, *([self.volume] if self.volume else []))

    @property
    def scales(self) -> tuple[tuple[Marked, ...], ...]:
        """Its number columns: prices, and the volume below them."""
        return self.measures[:4], self.measures[4:]

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed for dates."""
        return DAYS

    @property
    def span(self) -> tuple[str | None, str | None]:
        """First and last date shown."""
        return self.since, self.until


class BandChart(DataFigure):
    """A valuation band. With `per`, a price among multiples of earnings or book value per share (PE or PB band);
    without it, a multiple among percentiles of its own history.
    """

    type: Literal["band"] = Field(description="band: a price among multiples, or a multiple among its percentiles.")
    y: Marked = Field(description="Column with the price, or with the multiple itself.", examples=["close", "pe_ttm"])
    per: Marked | None = Field(
        default=None, description="Column with earnings or book value per share of each date.", examples=["eps_ttm"]
    )
    multiples: Annotated[tuple[Annotated[StrictFloat, Field(gt=0)], ...], Field(max_length=7), OneOrMore()] = Field(
        default=(), description="With `per`: the multiples at which lines are drawn.", examples=[[15, 20, 25, 30]]
    )
    percentiles: Annotated[
        tuple[Annotated[StrictFloat, Field(ge=0, le=100)], ...], Field(max_length=7), OneOrMore()
    ] = Field(
        default=(),
        description="Without `per`: the percentiles, of all rows up to `until`, at which lines are drawn.",
        examples=[[10, 50, 90]],
    )
    since: Moment | None = Field(
        default=None, description="First date shown.", examples=["2021-01-04", "{{ period.start }}"]
    )
    until: Moment | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])

    @model_validator(mode="after")
    def _one_kind(self) -> BandChart:
        if bool(self.per) != bool(self.multiples) or bool(self.multiples) == bool(self.percentiles):
            raise PydanticCustomError("band_kind", "a band has 'per' and 'multiples', or 'percentiles' alone")
        return self

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.y, *([self.per] if self.per else []))

    @property
    def scales(self) -> tuple[tuple[Marked, ...], ...]:
        """Its number columns: what prices are divided by is not drawn."""
        return tuple((one,) for one in self.measures)

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed for dates."""
        return DAYS

    @property
    def span(self) -> tuple[str | None, str | None]:
        """First and last date shown."""
        return self.since, self.until


class WaterfallChart(DataFigure):
    """From one total to another: each column starts where the previous one ended."""

    type: Literal["waterfall"] = Field(description="waterfall: the steps from one total to another.")
    y: Marked = Field(description="Column with the changes, and with the totals.", examples=["profit"])
    totals: RowNames = Field(
        default=(),
        description="Values of x whose columns are totals and start at zero; each must be the sum of the steps before "
        "it.",
        examples=[["2023年", "2024年"]],
    )

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.y,)

    @property
    def marked_rows(self) -> tuple[Marked, ...]:
        """Values of the name column that are drawn as totals."""
        return self.totals


class FootballFieldChart(DataFigure):
    """Ranges of value, one row per valuation method, with lines across, such as the current price."""

    in_time_order: ClassVar[bool] = False

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

    @property
    def reference_lines(self) -> tuple[Reference, ...]:
        """Lines across the plot."""
        return self.references


class Benchmark(Model):
    """A benchmark of a stock. Short form: only the column, of the chart's own dataset."""

    y: Marked = Field(description="Column with its closing prices.", examples=["csi300_close"])
    data: Name | None = Field(default=None, description="Its dataset; by default, that of the chart.")
    x: Marked | None = Field(default=None, description="Its date column; by default, that of the chart.")
    where: dict[ColumnKey, Wanted] = Field(default_factory=dict, description=WHERE)
    label: Prose | None = Field(default=None, description="Name in the chart; by default, the column's label.")

    @model_validator(mode="after")
    def _is_plain(self) -> Benchmark:
        if any(map(is_bound, self.where.values())):
            raise PydanticCustomError("chart_option", "expressions are for the 'where' of the whole chart")
        return self


def _benchmark(value: Any) -> Any:
    return {"y": value} if isinstance(value, str) else value


BenchmarkItem = Annotated[Benchmark, BeforeValidator(_benchmark, json_schema_input_type=Marked | Benchmark)]


class PerformanceChart(DataFigure):
    """A stock and its benchmarks: changes since the first date on which all have a close."""

    type: Literal["performance"] = Field(description="performance: a stock and its benchmarks since a common date.")
    y: Marked = Field(description="Column with the closing prices of the stock.", examples=["close"])
    label: Prose | None = Field(default=None, description="Name of the stock; by default, the column's label.")
    benchmark: Annotated[tuple[BenchmarkItem, ...], Field(min_length=1, max_length=3), OneOrMore()] = Field(
        description="One to three benchmarks.", examples=[{"data": "index_daily", "y": "csi300_close"}]
    )
    excess: StrictBool = Field(
        default=False,
        description="Show the excess return over the first benchmark, in percentage points, in a panel below.",
    )
    since: Moment | None = Field(default=None, description="First date used.", examples=["2024-01-02"])
    until: Moment | None = Field(default=None, description="Last date used.", examples=["2024-04-26"])

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Number columns of the chart's own dataset that it shows."""
        return (self.y, *(one.y for one in self.benchmark if not one.data))

    @property
    def scales(self) -> tuple[tuple[Marked, ...], ...]:
        """Its number columns: changes since a date have no unit."""
        return tuple((one,) for one in self.measures)

    def place(self, one: Benchmark) -> tuple[Marked, Marked, dict[str, Wanted]]:
        """Dataset, date column and filter of a benchmark, with the chart's as defaults."""
        where = {**({} if one.data else self.where), **one.where}
        return one.data or self.data, one.x or Marked(self.x, one.y.mark, one.y.raw), where

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed for dates."""
        return DAYS

    @property
    def span(self) -> tuple[str | None, str | None]:
        """First and last date shown."""
        return self.since, self.until

    @property
    def companions(self) -> tuple[Companion, ...]:
        """The rows of the benchmarks."""
        return tuple(self._companion(one) for one in self.benchmark)

    def _companion(self, one: Benchmark) -> Companion:
        name, dates, where = self.place(one)
        dated = [Needed(dates, DAYS, as_own=True)] if one.data or one.x else []
        numbers = [Needed(one.y, NUMERIC)] if one.data else []
        return Companion(
            name,
            f"'{one.y}' comes",
            columns=(*dated, *numbers),
            places=(dates,) if one.data or one.x or one.where else (),
            is_foreign=bool(one.data),
            is_unique=True,
            measures=(one.y,),
            where=where,
            filters=one.where,
        )


FinanceChart = CandlestickChart | BandChart | WaterfallChart | FootballFieldChart | PerformanceChart
