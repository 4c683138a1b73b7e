"""Charts of change over time, as authors describe them."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from yanbao.diagnostics import Marked
from yanbao.model.base import Moment, Name, Prose
from yanbao.model.dataset import DAYS, NUMERIC, TEXT, TIME, ColumnType
from yanbao.model.figures import DataFigure, Reference, SeriesFacetedFigure, Shade
from yanbao.model.options import Scaled
from yanbao.model.series import LineList, SeriesChart, SeriesList
from yanbao.model.shown import Companion, Needed


class LineChart(Scaled, SeriesChart, SeriesFacetedFigure):
    """Change over time: lines, optionally with muted columns on the right axis."""

    always_names_series: ClassVar[bool] = True

    type: Literal["line"] = Field(description="line: change over time.")
    series: LineList = Field(description="Columns with the values.", examples=[["close"]])
    since: Moment | None = Field(
        default=None, description="First date shown.", examples=["2024-01-02", "{{ period.start }}"]
    )
    until: Moment | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])
    rebase: Moment | None = Field(
        default=None, description="Show left-axis lines as change from their value on this date."
    )
    references: tuple[Reference, ...] = Field(default=(), description="Lines across the plot.")
    forecast: Prose | None = Field(
        default=None,
        description="First date or category of the forecasts, which are dashed or hatched; by default, trailing "
        "categories such as 2025E.",
        examples=["2024-05"],
    )
    shades: tuple[Shade, ...] = Field(default=(), description="Shaded ranges of x.")

    @model_validator(mode="after")
    def _log_of_levels(self) -> LineChart:
        if self.log and self.rebase:
            raise PydanticCustomError(
                "chart_option", "changes from a 'rebase' date may be negative: 'log' is for levels"
            )
        if self.log and any(one.form == "column" and one.axis == "left" for one in self.series):
            raise PydanticCustomError("chart_option", "columns begin at 0, which a 'log' axis does not have")
        return self

    @property
    def scales(self) -> tuple[tuple[Marked, ...], ...]:
        """Its number columns by axis; changes since a date have no unit."""
        left = tuple(one.y for one in self.series if one.axis == "left")
        right = tuple(one.y for one in self.series if one.axis == "right")
        return (*((one,) for one in left), right) if self.rebase else (left, right)

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed along x: dates only, where the chart needs them."""
        return TIME if self.since or self.until or self.rebase else TEXT + TIME

    @property
    def span(self) -> tuple[str | None, str | None]:
        """First and last date shown."""
        return self.since, self.until

    @property
    def reference_lines(self) -> tuple[Reference, ...]:
        """Lines across the plot."""
        return self.references


class AreaChart(SeriesChart, SeriesFacetedFigure):
    """Change over time of parts and their sum: stacked areas."""

    always_names_series: ClassVar[bool] = True
    repeats_muted: ClassVar[bool] = False

    type: Literal["area"] = Field(description="area: change over time of parts and their sum.")
    series: SeriesList = Field(
        description="Columns with the values, from the bottom.", examples=[["media_amount", "other_amount"]]
    )
    share: StrictBool = Field(default=False, description="Show each part as a share of the sum (100 %).")
    since: Moment | None = Field(
        default=None, description="First date shown.", examples=["2024-01-02", "{{ period.start }}"]
    )
    until: Moment | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])

    @property
    def name_types(self) -> tuple[ColumnType, ...]:
        """Column types allowed along x: dates only, where the chart needs them."""
        return TIME if self.since or self.until else TEXT + TIME

    @property
    def span(self) -> tuple[str | None, str | None]:
        """First and last date shown."""
        return self.since, self.until

    @property
    def is_summed(self) -> bool:
        """True if its areas are shares of their sum."""
        return self.share


class EventChart(Scaled, DataFigure):
    """One series over time with numbered events on it; the events are listed below the chart."""

    type: Literal["events"] = Field(description="events: one series over time, with numbered events listed below.")
    y: Marked = Field(description="Column with the values.")
    events: Name = Field(description="Dataset with one row per event.")
    event_date: Marked = Field(description="Date column of the events.")
    event_label: Marked = Field(description="Text column of the events.")
    target: Marked | None = Field(
        default=None,
        description="Number column of the events, such as the target price of a rating: each holds until the next, and "
        "is drawn as a line of steps.",
        examples=["target"],
    )
    since: Moment | None = Field(
        default=None, description="First date shown.", examples=["2024-01-02", "{{ period.start }}"]
    )
    until: Moment | None = Field(default=None, description="Last date shown.", examples=["2024-04-26"])

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Columns with the numbers shown."""
        return (self.y,)

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
        """The rows of the events."""
        dated, named = Needed(self.event_date, TIME), Needed(self.event_label, TEXT)
        places = (self.event_date, self.event_label)
        targets = (self.target,) if self.target else ()
        columns = (dated, named, *(Needed(one, NUMERIC) for one in targets))
        return (Companion(self.events, "the events come", columns, places, is_listed=True, measures=targets),)
