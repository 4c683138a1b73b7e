"""The drawing functions of charts: one module per kind, and ``DRAW``, which maps every chart type to its function."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from yanbao.charts.canvas import Canvas
from yanbao.charts.kinds.area import draw_area
from yanbao.charts.kinds.bar import draw_bar
from yanbao.charts.kinds.candlestick import draw_candlestick
from yanbao.charts.kinds.column import draw_column
from yanbao.charts.kinds.donut import draw_donut
from yanbao.charts.kinds.dumbbell import draw_dumbbell
from yanbao.charts.kinds.events import draw_events
from yanbao.charts.kinds.footballfield import draw_football_field
from yanbao.charts.kinds.heat import draw_heat
from yanbao.charts.kinds.histogram import draw_histogram
from yanbao.charts.kinds.line import draw_line
from yanbao.charts.kinds.radar import draw_radar
from yanbao.charts.kinds.scatter import draw_scatter
from yanbao.charts.kinds.sharebar import draw_share_bar
from yanbao.charts.kinds.slope import draw_slope
from yanbao.charts.kinds.treemap import draw_treemap
from yanbao.charts.kinds.waterfall import draw_waterfall
from yanbao.model.plot import ChartType, Plot

DRAW: Mapping[ChartType, Callable[[Canvas, Plot], object]] = {
    "line": draw_line,
    "column": draw_column,
    "bar": draw_bar,
    "scatter": draw_scatter,
    "area": draw_area,
    "dumbbell": draw_dumbbell,
    "events": draw_events,
    "candlestick": draw_candlestick,
    "band": draw_line,  # with its lines labelled at their ends
    "waterfall": draw_waterfall,
    "football-field": draw_football_field,
    "radar": draw_radar,
    "donut": draw_donut,
    "slope": draw_slope,
    "share-bar": draw_share_bar,
    "heat": draw_heat,
    "histogram": draw_histogram,
    "treemap": draw_treemap,
    "performance": draw_line,  # with the excess return in the panel below
}
