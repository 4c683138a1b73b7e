"""Draws a plot for a column of the screen, in the text size of screens, and as high as its content needs."""

from __future__ import annotations

from dataclasses import replace

from yanbao.charts.canvas import MM
from yanbao.charts.drawing import NoRoomError, draw
from yanbao.model.plot import ChartStyle, Plot
from yanbao.model.plotheights import legend_beyond
from yanbao.model.screens import PX
from yanbao.model.sheet import FontSet

_TEXT = 9.0
"""Text size in pt."""

_FLAT = 0.62  # height of a plot as a share of its width, which falls as the width grows: see _height
_UPRIGHT = 0.85  # the same with names set upright below it
_LOWEST = 9.0  # em: height of a plot

_SLOT = 3.2  # em: width of a category below which its name may be set upright
_ROW = 2.3  # em: pitch of rows
_MOST_ROWS = 50  # that are given their pitch; more of them get closer, and not all are labelled then
_LINE = 1.5  # em: pitch of a list beside a round chart
_HEAD = 3.0  # em: unit, legend or axis
_AROUND = 3.4  # em: title and axis of a panel, and the gap to the next
_PANEL, _PANEL_OF_ROWS = 11, 14  # em: minimum width of a panel
_TRIALS, _GROWTH = 4, 1.5  # if its panels have no room


def draw_column(plot: Plot, width: float, style: ChartStyle, fonts: FontSet, ident: str) -> str:
    """Draw the plot as an SVG of ``width`` px; ``ident`` is as for ``draw``.

    Raises EmptyPlotError if there is no value, NoRoomError if panels would be too small at any height.
    """
    style = replace(style, size=_TEXT)
    shape = _arranged(plot, width / PX)
    height = _height(shape, width / PX)
    for _ in range(_TRIALS):
        try:
            return draw(shape, width / PX / MM, height / MM, style, fonts, ident)
        except NoRoomError:
            height *= _GROWTH
    raise NoRoomError("panels have no room at any height")


def _arranged(plot: Plot, width: float) -> Plot:
    """The plot with fewer panels side by side, if they would be too narrow."""
    if not plot.panels:
        return plot
    least = (_PANEL_OF_ROWS if plot.kind.is_sideways else _PANEL) * _TEXT
    return replace(plot, across=max(1, min(int(width / least), plot.across or len(plot.panels), len(plot.panels))))


def _height(plot: Plot, width: float) -> float:
    """The height in pt of a drawing ``width`` pt wide."""
    if plot.panels:
        across = plot.across or 1
        down = -(-len(plot.panels) // across)
        return down * (max(_height(panel.plot, width / across) for panel in plot.panels) + _AROUND * _TEXT)
    kind, count = plot.kind, len(plot.x)
    if kind.is_sideways:
        return (_HEAD + legend_beyond(plot, width / _TEXT) + _ROW * min(plot.rows, _MOST_ROWS)) * _TEXT
    if kind.roundness:
        return max(kind.roundness * width, _LINE * _TEXT * count)
    is_dense = kind.writes_all_names and not kind.is_over_time and width / count < _SLOT * _TEXT
    flat = min(_FLAT * width, 10 * _TEXT + width / 3)
    return max(_UPRIGHT * width if is_dense else flat, _LOWEST * _TEXT)
