"""What holds of all plots of a type: a record for each, so that other modules do not ask for types by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from yanbao.model.plot import ChartType

Colors = Literal["series", "groups", "one", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotKind:
    """What a type of plot answers.

    ``colors``: what has a colour of the palette: each series, each group of rows, all alike, or nothing, as colours
    mean something else than a name.
    """

    colors: Colors
    is_over_time: bool = False
    """Whether it has a place for each month, also for those without a value."""
    shows_single_date: bool = False
    """Whether a single date is worth a chart."""
    writes_all_names: bool = True
    """Whether it prints the name of each category, so that many are hard to read."""
    warns_of_empty: bool = True
    """Whether its reader misses a series that has no number."""
    is_sideways: bool = False
    """Whether names stand at the left and values at the foot."""
    has_value_axis: bool = True
    has_number_names: bool = False
    """Whether both axes are of numbers, and what names a row stands at its point."""


KINDS: Mapping[ChartType, PlotKind] = {
    "line": PlotKind(colors="series", is_over_time=True, writes_all_names=False),
    "column": PlotKind(colors="series", shows_single_date=True),
    "bar": PlotKind(colors="one", is_sideways=True, has_value_axis=False),
    "scatter": PlotKind(colors="groups", writes_all_names=False, has_number_names=True),
    "area": PlotKind(colors="series", is_over_time=True, writes_all_names=False),
    "dumbbell": PlotKind(colors="series", is_sideways=True),
    "events": PlotKind(colors="one", is_over_time=True),
    "candlestick": PlotKind(colors="own", is_over_time=True, warns_of_empty=False),
    "band": PlotKind(colors="own", is_over_time=True, warns_of_empty=False),
    "waterfall": PlotKind(colors="own"),
    "football-field": PlotKind(colors="own", warns_of_empty=False),
    "performance": PlotKind(colors="series", is_over_time=True),
    "radar": PlotKind(colors="series"),
    "donut": PlotKind(colors="groups"),
}
