"""Keys that several charts share: for highlights, broken bars, and axes with ends of their own."""

from __future__ import annotations

from pydantic import Field, StrictBool, model_validator
from pydantic_core import PydanticCustomError

from yanbao.model.base import Model, OnAxis, Prose


class Highlighting(Model):
    """Key of charts that highlight rows: what these have in common, for the legend."""

    highlight_label: Prose | None = Field(
        default=None,
        description="What the highlighted ones have in common, for the legend; they then all have the accent colour.",
        examples=["国内产品"],
    )

    @model_validator(mode="after")
    def _of_some(self) -> Highlighting:
        if self.highlight_label is not None and not getattr(self, "highlight", ()):
            raise PydanticCustomError("chart_option", "'highlight_label' names what 'highlight' lists, which is empty")
        return self


class Bars(Highlighting):
    """Keys of charts of horizontal bars."""

    broken: StrictBool = Field(
        default=False,
        description="Break bars that are more than three times as long as the longest of the others, so that those can "
        "be compared. A break is marked.",
    )


class Limited(Model):
    """Keys of charts whose value axis may be given its ends."""

    axis_from: OnAxis | None = Field(
        default=None, description="Lower end of the value axis, in its unit; a percentage as a ratio."
    )
    axis_to: OnAxis | None = Field(
        default=None, description="Upper end of the value axis. No value may lie beyond the ends."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Limited:
        if self.axis_from is not None and self.axis_to is not None and self.axis_from >= self.axis_to:
            raise PydanticCustomError("chart_option", "'axis_from' is below 'axis_to'")
        if (
            getattr(self, "log", False)
            and min(end for end in (self.axis_from, self.axis_to, 1) if end is not None) <= 0
        ):
            raise PydanticCustomError("chart_option", "the ends of a logarithmic axis are above 0")
        return self


class Scaled(Limited):
    """Keys of charts whose value axis may also be logarithmic."""

    log: StrictBool = Field(
        default=False, description="Logarithmic value axis, on which equal ratios are equally long."
    )
