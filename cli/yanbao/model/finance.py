"""Charts of finance as authors describe them: prices, valuation, steps between totals."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictFloat, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Mark, Marked
from yanbao.model.base import ColumnKey, Model, Moment, Name, OneOrMore, Prose
from yanbao.model.dataset import DAYS, NUMERIC, ColumnType
from yanbao.model.figures import WHERE, Companion, DataFigure, Needed, Reference, Wanted

_OPEN, _HIGH, _LOW, _CLOSE = (Marked(name, Mark("")) for name in ("open", "high", "low", "close"))
"""Columns of prices that need not be named."""


class CandlestickChart(DataFigure):
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
    since: Moment | None = Field(default=None, description="First date shown.", examples=["2024-01-02"])
    until: Moment | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.open, self.high, self.low, self.close, *([self.volume] if self.volume else []))

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """What the column of dates may hold."""
        return DAYS

    @property
    def span(self) -> tuple[str | None, str | None]:
        """First and last date shown."""
        return self.since, self.until


class BandChart(DataFigure):
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
    since: Moment | None = Field(default=None, description="First date shown.", examples=["2021-01-04"])
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
    def name_types(self) -> tuple[ColumnType, ...]:
        """What the column of dates may hold."""
        return DAYS

    @property
    def span(self) -> tuple[str | None, str | None]:
        """First and last date shown."""
        return self.since, self.until


class WaterfallChart(DataFigure):
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

    @property
    def marked_rows(self) -> tuple[Marked, ...]:
        """Values of the column of names that are singled out."""
        return self.totals


class FootballFieldChart(DataFigure):
    """Ranges of value, one row a method of valuation, with lines across such as the current price."""

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
    """What a stock is compared with. Short form: the column alone, of the chart's own dataset."""

    y: Marked = Field(description="Column with its closes.", examples=["csi300_close"])
    data: Name | None = Field(default=None, description="Its dataset; that of the chart if absent.")
    x: Marked | None = Field(default=None, description="Its column of dates; that of the chart if absent.")
    where: dict[ColumnKey, Wanted] = Field(default_factory=dict, description=WHERE)
    label: Prose | None = Field(default=None, description="Name in the chart; the column's label if absent.")


def _benchmark(value: Any) -> Any:
    return {"y": value} if isinstance(value, str) else value


BenchmarkItem = Annotated[Benchmark, BeforeValidator(_benchmark, json_schema_input_type=Marked | Benchmark)]


class PerformanceChart(DataFigure):
    """A stock against benchmarks: the changes of all since the first date on which each has a close."""

    type: Literal["performance"] = Field(description="performance: a stock and its benchmarks since a common date.")
    y: Marked = Field(description="Column with the closes of the stock.", examples=["close"])
    label: Prose | None = Field(default=None, description="Name of the stock; the column's label if absent.")
    benchmark: Annotated[tuple[BenchmarkItem, ...], Field(min_length=1, max_length=3), OneOrMore()] = Field(
        description="One to three benchmarks.", examples=[{"data": "index_daily", "y": "csi300_close"}]
    )
    excess: StrictBool = Field(
        default=False,
        description="Show in a panel below by how many percentage points the stock is ahead of the first benchmark.",
    )
    since: Moment | None = Field(default=None, description="First date considered.", examples=["2024-01-02"])
    until: Moment | None = Field(default=None, description="Last date considered.", examples=["2024-04-26"])

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns of the chart's own dataset with the numbers shown."""
        return (self.y, *(one.y for one in self.benchmark if not one.data))

    def place(self, one: Benchmark) -> tuple[Marked, Marked, dict[str, Wanted]]:
        """Dataset, column of dates and filter of a benchmark: those of the chart where it has none."""
        where = {**({} if one.data else self.where), **one.where}
        return one.data or self.data, one.x or Marked(self.x, one.y.mark, one.y.raw), where

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """What the column of dates may hold."""
        return DAYS

    @property
    def span(self) -> tuple[str | None, str | None]:
        """First and last date shown."""
        return self.since, self.until

    @property
    def companions(self) -> tuple[Companion, ...]:
        """The benchmarks."""
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
