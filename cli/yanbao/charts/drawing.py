"""Draws a plot as SVG.

Input: a ``Plot`` (plain data), its size on paper in mm, the theme's chart style and the report's fonts. Output: SVG of
exactly that size, with text as text; equal input gives equal bytes. Only the two font files are read.
"""

from __future__ import annotations

from dataclasses import replace

from yanbao.charts import UndrawnError
from yanbao.charts.canvas import Canvas
from yanbao.charts.kinds import drawing
from yanbao.charts.panels import NoRoomError, draw_panels
from yanbao.model.plot import ChartStyle, Plot
from yanbao.model.sheet import FontSet

__all__ = ["EmptyPlotError", "NoRoomError", "draw"]


class EmptyPlotError(UndrawnError):
    """The plot has no value to draw."""


def draw(plot: Plot, width: float, height: float, style: ChartStyle, fonts: FontSet, ident: str) -> str:
    """Draw the plot as an SVG of ``width`` × ``height`` mm; text has ``style.size`` pt on paper.

    ``ident`` is unique to the chart within its report. Raises EmptyPlotError if there is no value, NoRoomError if its
    panels would be too small.
    """
    if not plot.is_drawable:
        raise EmptyPlotError("no value to draw")
    canvas = Canvas(width, height, replace(style, forms=plot.forms), fonts)
    canvas.unsaid = plot.unsaid
    if plot.panels:
        draw_panels(canvas, plot, drawing(plot))
    else:
        drawing(plot)(canvas, plot)
    return canvas.svg(ident)
