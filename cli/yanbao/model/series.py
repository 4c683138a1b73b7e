"""Series: dataset columns that a chart draws as lines, bars or outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field

from yanbao.diagnostics import Marked
from yanbao.model.base import Model, OneOrMore, Prose


class Series(Model):
    """One line or one set of bars. Short form: the column alone."""

    y: Marked = Field(description="Column with the values.")
    label: Prose | None = Field(default=None, description="Name in the chart; by default, the column's label.")
    role: Literal["accent", "plain", "muted"] | None = Field(
        default=None,
        description="accent: the subject; muted: for comparison. By default, the next colour of the palette.",
    )


class LineSeries(Series):
    """A series of a line chart. Short form: the column alone."""

    form: Literal["line", "column"] = Field(default="line", description="Line or columns.")
    axis: Literal["left", "right"] = Field(default="left", description="Its value axis; right is marked （右）.")


def _series(value: Any) -> Any:
    return {"y": value} if isinstance(value, str) else value


SeriesItem = Annotated[Series, BeforeValidator(_series, json_schema_input_type=Marked | Series)]
SeriesList = Annotated[tuple[SeriesItem, ...], Field(min_length=1), OneOrMore()]
LineItem = Annotated[LineSeries, BeforeValidator(_series, json_schema_input_type=Marked | LineSeries)]
LineList = Annotated[tuple[LineItem, ...], Field(min_length=1), OneOrMore()]


class SeriesChart:
    """Mixin of charts whose numbers are a list of series."""

    if TYPE_CHECKING:
        series: tuple[Series, ...]

    always_names_series: ClassVar[bool] = False
    """True if the name of a single series is printed, too."""

    @property
    def measures(self) -> tuple[Marked, ...]:
        """Number columns of its own dataset that it shows, in order."""
        return tuple(one.y for one in self.series)

    @property
    def labelled(self) -> tuple[tuple[Marked, str | None], ...]:
        """Number columns that are labelled in the chart, each with the label that the author gave here, if any."""
        return tuple((one.y, one.label) for one in self.series)

    @property
    def printed_names(self) -> tuple[Marked, ...]:
        """Columns whose dataset label (or name) is printed, because the chart gives them no label."""
        is_named = len(self.series) > 1 or self.always_names_series
        return tuple(one.y for one in self.series if not one.label) if is_named else ()
