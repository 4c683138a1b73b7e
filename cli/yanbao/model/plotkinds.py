"""Properties that all plots of a kind share, so that other modules need not test for kinds by name."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Literal

Colors = Literal["series", "groups", "one", "own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How high a kind of plot is: by its rows, or by its width.

    ``by_rows``: every name has a row of its own, of a height that does not depend on the width. Otherwise ``flattest``,
    ``natural`` and ``steepest`` are ratios of width to height, and ``tallest`` is a height in mm never exceeded.
    ``has_columns``: few columns stay low, however wide they are.
    """

    by_rows: bool = False
    flattest: float = 2.6
    natural: float = 2.3
    steepest: float = 1.8
    tallest: float = inf
    has_columns: bool = False


ROWS = Shape(by_rows=True)
COLUMNS = Shape(natural=2.1, steepest=1.6, has_columns=True)
ROUND = Shape(flattest=2, natural=1.5, steepest=1, tallest=110)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlotKind:
    """The properties of a kind of plot.

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
    shape: Shape = Shape()
    roundness: float = 0.0
    """The height of a round chart as a share of its width, with what stands beside it; 0 for any other."""
