"""Draws a plot as SVG.

In: a ``Plot`` (plain data), its size on paper in mm, the theme's chart style and the report's fonts. Out: SVG text of
exactly that size, in which text is text; equal input gives equal bytes. Nothing is looked up, read or written besides
the two font files.
"""

from __future__ import annotations

from yanbao.charts.canvas import Canvas
from yanbao.charts.kinds import DRAW
from yanbao.charts.kinds.scatter import complete
from yanbao.charts.panels import NoRoomError, draw_panels
from yanbao.charts.scale import present
from yanbao.model.plot import ChartStyle, Plot
from yanbao.model.plotkinds import KINDS
from yanbao.model.sheet import FontSet

__all__ = ["EmptyPlotError", "NoRoomError", "draw"]


class EmptyPlotError(ValueError):
    """The plot has no value that could be drawn."""


def draw(plot: Plot, width: float, height: float, style: ChartStyle, fonts: FontSet, ident: str) -> str:
    """The plot as an SVG of ``width`` × ``height`` mm; text has ``style.size`` pt on paper.

    ``ident`` is the chart's own within a report. Raises EmptyPlotError if no value is
    present, NoRoomError if its panels would be too small.
    """
    has_points = not KINDS[plot.type].has_number_names or complete(plot)
    if not has_points or not any(present(series.values) for series in plot.series):
        raise EmptyPlotError("no value to draw")
    canvas = Canvas(width, height, style, fonts)
    if plot.panels:
        draw_panels(canvas, plot, DRAW[plot.type])
    else:
        DRAW[plot.type](canvas, plot)
    return canvas.svg(ident)
