"""The heights that suit a chart: from what it shows, its width and its text size. Lengths in mm, sizes in pt."""

from __future__ import annotations

import math
from math import inf
from typing import NamedTuple

from yanbao.chinese import breadth_of
from yanbao.model.plot import Plot

PITCHES = (18.0, 22.0, 26.0)
"""Least, natural and greatest height of a row of bars (pt)."""

FEW = 3
"""Number of columns that make a low chart."""

LOW = (30.0, 40.0, 45.0)
"""Least, natural and greatest height of a chart with few columns."""

FLOORS = (30.0, 38.0, 45.0)
"""Heights below which a narrow chart, the greater part of which is labels, does not become flatter."""

PANEL_FLOORS = (18.0, 22.0, 28.0)

_HEAD, _FOOT = 1.9, 1.6  # em: unit and legend above the rows, an axis below them
_ENTRY, _LINE = 2.6, 1.25  # em: width of a legend's entry beyond its name, height of its lines
_BELOW = 1.25  # how much higher a chart with a second plot below its lines is
_TITLE = 3.1  # em: a panel's title, and the gap above it
_WIDE = 20.0  # em: natural width of a panel
_ASPECT = 1.7  # natural ratio of a panel's width to its height
_PARTS = (0.8, 1.0, 1.2)  # least, natural and greatest height of a panel, relative to that of the ratio
_EMPTY = 0.35  # penalty of an empty cell in the grid, relative to a panel of unsuitable width
_PT = 72 / 25.4  # pt in a millimetre


class Heights(NamedTuple):
    """Heights of a chart at a width; it is flatter than ``least`` only where its page has no room."""

    least: float
    natural: float
    greatest: float


def heights(plot: Plot, width: float, size: float) -> Heights:
    """The heights of a chart whose text has ``size`` pt."""
    if not plot.panels:
        return _of_one(plot, width, size, FLOORS)
    across = min(plot.across or _across(len(plot.panels), width, size), len(plot.panels))
    down = -(-len(plot.panels) // across)
    each = [_of_panel(panel.plot, width / across, size) for panel in plot.panels]
    above, between = _HEAD * size / _PT, _TITLE * size / _PT
    return Heights(*(above + down * (between + max(highest)) for highest in zip(*each, strict=True)))


def legend_beyond(plot: Plot, width: float) -> float:
    """The height of a legend beyond its first line, on a ``width``; both in em."""
    names = math.fsum(breadth_of(name) + _ENTRY for name in plot.legend)
    return max(0, math.ceil(names / width) - 1) * _LINE


def _of_one(plot: Plot, width: float, size: float, floors: tuple[float, float, float]) -> Heights:
    kind, shape = plot.kind, plot.kind.shape
    if shape.by_rows:
        beside = (_HEAD + legend_beyond(plot, width * _PT / size) + (_FOOT if kind.has_value_axis else 0)) * size
        return Heights(*((beside + max(1, plot.rows) * pitch) / _PT for pitch in PITCHES))
    more = _BELOW if _has_plot_below(plot) else 1.0
    limits = LOW if shape.has_columns and plot.slots <= FEW else (inf, inf, inf)
    ratios = (shape.flattest, shape.natural, shape.steepest)
    return Heights(
        *(
            min(limit, shape.tallest, max(floor, width / ratio) * more)
            for limit, floor, ratio in zip(limits, floors, ratios, strict=True)
        )
    )


def _of_panel(plot: Plot, width: float, size: float) -> Heights:
    if plot.kind.shape.by_rows:
        return _of_one(plot, width, size, PANEL_FLOORS)
    return Heights(*(max(floor, width / _ASPECT * part) for floor, part in zip(PANEL_FLOORS, _PARTS, strict=True)))


def _has_plot_below(plot: Plot) -> bool:
    """True if columns on the right axis, such as turnover, are drawn below the lines."""
    beside = [series for series in plot.series if series.axis == "right"]
    others = [series for series in plot.series if series.axis == "left"]
    return len(beside) == 1 and beside[0].form == "column" and all(series.form == "line" for series in others)


def _across(count: int, width: float, size: float) -> int:
    """The number of panels side by side that are wide enough to be read, with few cells left empty."""
    natural = _WIDE * size / _PT

    def badness(across: int) -> float:
        form = width / across / natural
        return max(form, 1 / form) + _EMPTY * (across * -(-count // across) - count)

    return min(range(1, count + 1), key=badness)
