"""Charts as authors describe them: what to show, never how to draw it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from yanbao.diagnostics import Marked
from yanbao.model.base import Anchor, ColumnKey, Model, Name, Names, Period, Prose, as_list

Scalar = str | int | float


class Figure(Model):
    """What every numbered figure has: caption, source line, alternative text."""

    id: Anchor | None = Field(default=None, description="Name that ref() points at.")
    title: Prose = Field(description="Caption, without number.")
    unit: Prose | None = Field(default=None, description="Muted tail of the caption: measure, unit, as-of date.")
    source: Names = Field(default=(), description="Ids of sources; those of the data if absent.")
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
    axis: Literal["left", "right"] = "left"


def _series(value: Any) -> Any:
    return [{"y": item} if isinstance(item, str) else item for item in as_list(value)]


class Reference(Model):
    """A line across the plot at a value of the left axis."""

    value: float
    label: Prose


class _Chart(Figure):
    data: Name = Field(description="Dataset, of data/catalog.yaml or the ledger.")
    x: Marked = Field(description="Column along the category or time axis.")
    where: dict[ColumnKey, Scalar] = Field(
        default_factory=dict, description="Keep the rows whose columns have these values."
    )
    height: float | None = Field(
        default=None, gt=20, le=180, description="Height in mm; what the page leaves if absent."
    )


class LineChart(_Chart):
    """Change over time: lines, optionally with quiet columns on the right axis."""

    type: Literal["line"]
    series: Annotated[tuple[Series, ...], BeforeValidator(_series)] = Field(min_length=1)
    since: Period | None = Field(default=None, description="First date shown.")
    until: Period | None = Field(default=None, description="Last date shown.")
    rebase: Period | None = Field(default=None, description="Show left-axis lines as change since this date's value.")
    references: tuple[Reference, ...] = ()


class ColumnChart(_Chart):
    """Comparison of few categories: vertical bars, grouped or stacked, with their values."""

    type: Literal["column"]
    series: Annotated[tuple[Series, ...], BeforeValidator(_series)] = Field(min_length=1)
    stacked: bool = False


class BarChart(_Chart):
    """Ranking: horizontal bars in order of value, with their values."""

    type: Literal["bar"]
    y: Marked = Field(description="Column with the values.")
    order: Literal["descending", "ascending", "data"] = "descending"
    limit: int | None = Field(default=None, ge=1, le=40)
    highlight: Annotated[tuple[Marked, ...], BeforeValidator(as_list)] = Field(
        default=(), description="Values of x drawn in the accent colour."
    )


class EntityFigure(Figure):
    """A figure about entities of the ledger."""

    entities: Annotated[tuple[Marked, ...], BeforeValidator(as_list)] = Field(
        min_length=1, description="Paths of entities, such as models.gemini_1_5_pro."
    )


class FactChart(EntityFigure):
    """Ranking of entities by one of their facts: horizontal bars, straight from the ledger."""

    type: Literal["facts"]
    fact: Marked = Field(description="Key of the fact, a number with the same unit in all entities.")
    order: Literal["descending", "ascending", "data"] = "descending"
    highlight: Annotated[tuple[Marked, ...], BeforeValidator(as_list)] = Field(
        default=(), description="Paths of the entities drawn in the accent colour."
    )
    height: float | None = Field(default=None, gt=20, le=180, description="Height in mm; else what the page leaves.")


class EventChart(_Chart):
    """One series over time with numbered events on it; the events are listed below the chart."""

    type: Literal["events"]
    y: Marked = Field(description="Column with the values.")
    events: Name = Field(description="Dataset with one row an event.")
    event_date: Marked = Field(description="Date column of the events.")
    event_label: Marked = Field(description="Text column of the events.")
    since: Period | None = None
    until: Period | None = None


DataChart = LineChart | ColumnChart | BarChart | EventChart

Chart = Annotated[DataChart | FactChart, Field(discriminator="type")]
