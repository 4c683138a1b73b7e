"""Draws a plot as SVG.

In: a ``Plot`` (plain data), its size on paper in mm, the theme's chart style and the report's fonts. Out: SVG text of
exactly that size, in which text is text; equal input gives equal bytes. Nothing is looked up, read or written besides
the two font files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from yanbao.charts.area import draw_area
from yanbao.charts.bar import draw_bar
from yanbao.charts.candlestick import draw_candlestick
from yanbao.charts.canvas import Canvas
from yanbao.charts.column import draw_column
from yanbao.charts.dumbbell import draw_dumbbell
from yanbao.charts.events import draw_events
from yanbao.charts.footballfield import draw_football_field
from yanbao.charts.line import draw_line
from yanbao.charts.radar import draw_radar
from yanbao.charts.scale import present
from yanbao.charts.scatter import complete, draw_scatter
from yanbao.charts.waterfall import draw_waterfall
from yanbao.model.plot import ChartStyle, ChartType, Plot
from yanbao.model.sheet import FontSet

_DRAW: Mapping[ChartType, Callable[[Canvas, Plot], object]] = {
    "line": draw_line,
    "column": draw_column,
    "bar": draw_bar,
    "scatter": draw_scatter,
    "area": draw_area,
    "dumbbell": draw_dumbbell,
    "events": draw_events,
    "candlestick": draw_candlestick,
    "band": draw_line,  # with its lines named at their ends
    "waterfall": draw_waterfall,
    "football-field": draw_football_field,
    "radar": draw_radar,
    "performance": draw_line,  # with what the stock is ahead by in the panel below
}


class EmptyPlotError(ValueError):
    """The plot has no value that could be drawn."""


def draw(plot: Plot, width: float, height: float, style: ChartStyle, fonts: FontSet, ident: str) -> str:
    """The plot as an SVG of ``width`` × ``height`` mm; text has ``style.size`` pt on paper.

    ``ident`` is the chart's own within a report. Raises EmptyPlotError if no value is present.
    """
    has_points = plot.type != "scatter" or complete(plot)
    if not has_points or not any(present(series.values) for series in plot.series):
        raise EmptyPlotError("no value to draw")
    canvas = Canvas(width, height, style, fonts)
    _DRAW[plot.type](canvas, plot)
    return canvas.svg(ident)
