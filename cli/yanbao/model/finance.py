"""Charts of finance as authors describe them: prices, valuation, steps between totals."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StrictFloat, StrictInt, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Mark, Marked
from yanbao.model.base import OneOrMore, Period
from yanbao.model.figures import DataFigure, Reference

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
    since: Period | None = Field(default=None, description="First date shown.", examples=["2024-01-02"])
    until: Period | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.open, self.high, self.low, self.close, *([self.volume] if self.volume else []))


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


class FootballFieldChart(DataFigure):
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
