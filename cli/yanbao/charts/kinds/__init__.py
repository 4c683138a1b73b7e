"""The drawing functions of charts: one module per kind, and ``DRAW``, which has the function of every kind of plot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

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
from yanbao.model.installed import installed_charts
from yanbao.model.plot import Plot
from yanbao.model.plots import (
    BarPlot,
    ColumnPlot,
    DonutPlot,
    DumbbellPlot,
    FootballFieldPlot,
    HeatPlot,
    HistogramPlot,
    RadarPlot,
    ScatterPlot,
    ShareBarPlot,
    SlopePlot,
    TreemapPlot,
    WaterfallPlot,
)
from yanbao.model.timeplots import AreaPlot, BandPlot, CandlestickPlot, EventPlot, LinePlot, PerformancePlot

DRAW: Mapping[type[Plot], Callable[[Canvas, Any], object]] = {
    LinePlot: draw_line,
    ColumnPlot: draw_column,
    BarPlot: draw_bar,
    ScatterPlot: draw_scatter,
    AreaPlot: draw_area,
    DumbbellPlot: draw_dumbbell,
    EventPlot: draw_events,
    CandlestickPlot: draw_candlestick,
    BandPlot: draw_line,  # with its lines labelled at their ends
    WaterfallPlot: draw_waterfall,
    FootballFieldPlot: draw_football_field,
    RadarPlot: draw_radar,
    DonutPlot: draw_donut,
    SlopePlot: draw_slope,
    ShareBarPlot: draw_share_bar,
    HeatPlot: draw_heat,
    HistogramPlot: draw_histogram,
    TreemapPlot: draw_treemap,
    PerformancePlot: draw_line,  # with the excess return in the panel below
}


def drawing(plot: Plot) -> Callable[[Canvas, Any], object]:
    """The function that draws a plot, which may be a plug-in's."""
    return DRAW.get(type(plot)) or installed_charts()[plot.type].draw_on
