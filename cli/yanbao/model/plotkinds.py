"""Properties of each type of plot, so that other modules need not test for types by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from yanbao.model.plot import ChartType

Colors = Literal["series", "groups", "one", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotKind:
    """The properties of a type of plot.

    ``colors``: what gets a palette colour of its own: each series, each group of rows, everything the same one, or
    nothing because colours have another meaning.
    """

    colors: Colors
    is_over_time: bool = False
    """True if it has a position for every month, even those without a value."""
    shows_single_date: bool = False
    """True if a single date makes a chart."""
    writes_all_names: bool = True
    """True if it prints every category's name, so that many are hard to read."""
    warns_of_empty: bool = True
    """True if a series without any number should be reported."""
    is_sideways: bool = False
    """True if names are at the left and values along the bottom."""
    has_value_axis: bool = True
    has_number_names: bool = False
    """True if both axes are numeric, and rows are named at their points."""
    roundness: float = 0.0
    """The height of a round chart as a share of its width, with what stands beside it; 0 for any other."""


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
    "radar": PlotKind(colors="series", roundness=0.85),
    "donut": PlotKind(colors="groups", roundness=0.46),
    "slope": PlotKind(colors="own"),
    "share-bar": PlotKind(colors="groups", is_sideways=True, has_value_axis=False),
    "heat": PlotKind(colors="own", is_sideways=True, has_value_axis=False),
    "histogram": PlotKind(colors="one"),
}
