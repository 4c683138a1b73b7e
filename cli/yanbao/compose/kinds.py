"""Makes the plot of each chart type from the rows it shows. A type without a case here fails type checking."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar, assert_never

from yanbao.compose.distributions import histogram_plot
from yanbao.compose.donutplots import donut_plot, share_bar_plot
from yanbao.compose.eventplots import event_plot
from yanbao.compose.performance import performance_plot
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prices import band_plot, candlestick_plot
from yanbao.compose.prose import Prose
from yanbao.compose.radarplots import radar_plot
from yanbao.compose.ranges import first_forecast, shades
from yanbao.compose.rows import change_decimals, floats, read_label
from yanbao.compose.scatterplots import scatter_plot
from yanbao.compose.stacks import as_shares, refuse_negative, warn_crowded
from yanbao.compose.treemaps import treemap_plot
from yanbao.compose.valuation import football_field_plot, waterfall_plot
from yanbao.compose.values import exact
from yanbao.diagnostics import Marked
from yanbao.model.charts import BarChart, ColumnChart, DataChart, DumbbellChart, RadarChart, ScatterChart
from yanbao.model.dataset import TIME, ColumnType, Dataset, written
from yanbao.model.exhibits import (
    DonutChart,
    ExhibitChart,
    HeatChart,
    HistogramChart,
    ShareBarChart,
    SlopeChart,
    TreemapChart,
)
from yanbao.model.finance import (
    BandChart,
    CandlestickChart,
    FinanceChart,
    FootballFieldChart,
    PerformanceChart,
    WaterfallChart,
)
from yanbao.model.installed import InstalledChart, installed_charts
from yanbao.model.manuscript import Role
from yanbao.model.plot import Category, Plot, PlotReference, PlotSeries
from yanbao.model.plots import BarPlot, ColumnPlot, DumbbellPlot, HeatPlot, SlopePlot
from yanbao.model.project import Project
from yanbao.model.series import LineSeries, Series
from yanbao.model.timecharts import AreaChart, EventChart, LineChart
from yanbao.model.timeplots import AreaPlot, LinePlot

if TYPE_CHECKING:
    import pandas as pd

M = TypeVar("M", LinePlot, ColumnPlot)
"""A plot with forecasts and shaded ranges."""


@dataclass(frozen=True)
class Rows:
    """The data of a plot: rows of a dataset in drawing order; ``history`` also has the rows before and after them."""

    dataset: Dataset
    frame: pd.DataFrame
    history: pd.DataFrame
    project: Project
    prose: Prose

    def along(self, column: str) -> tuple[Category, ...]:
        """The cells of a column as axis positions: dates, or names."""
        cells = self.frame[column]
        if cells.dtype.kind == "M":
            return tuple(moment.date() for moment in cells)
        return tuple(str(cell) for cell in cells)

    def names(self, column: str) -> tuple[str, ...]:
        """The cells of a column as names; dates are formatted."""
        kind = self.dataset.spec.columns[column].type
        return tuple(
            written(one, kind) if isinstance(one, date) and kind in TIME else str(one) for one in self.along(column)
        )

    def series(self, spec: Series) -> PlotSeries:
        """A series as the author specified it."""
        column = self.dataset.spec.columns[spec.y]
        return PlotSeries(
            label=self.prose.line(spec.label, Role.LABEL).text
            if spec.label
            else read_label(self.dataset, spec.y, self.prose),
            values=floats(self.frame[spec.y]),
            unit=column.unit,
            percent=column.type is ColumnType.PERCENT,
            decimals=column.decimals,
            role=spec.role,
            form=spec.form if isinstance(spec, LineSeries) else "line",
            axis=spec.axis if isinstance(spec, LineSeries) else "left",
        )

    def column(self, name: Marked) -> PlotSeries:
        """A column as a series with the column's label."""
        return self.series(Series(y=name))

    def columns(self, chart: DataChart) -> list[PlotSeries]:
        """The columns with the numbers of a chart, as series."""
        return [self.column(name) for name in chart.measures]


def plot_of(chart: DataChart, rows: Rows) -> Plot:
    """The plot of a chart. Raises PlotError."""
    if isinstance(chart, FinanceChart):
        return _finance(chart, rows)
    if isinstance(chart, ExhibitChart):
        return _exhibit(chart, rows)
    match chart:
        case BarChart():
            return _bars(chart, rows)
        case EventChart():
            return _events(chart, rows)
        case ScatterChart():
            return scatter_plot(chart, rows.dataset, rows.frame, rows.columns(chart), rows.prose)
        case RadarChart():
            return _radar(chart, rows)
        case DonutChart():
            return donut_plot(chart, rows.dataset, rows.frame, rows.column(chart.y), rows.prose)
        case DumbbellChart():
            return DumbbellPlot(rows.along(chart.x), tuple(rows.series(item) for item in chart.series))
        case AreaChart():
            return _areas(chart, rows)
        case ColumnChart():
            return _columns(chart, rows)
        case LineChart():
            return _lines(chart, rows)
        case InstalledChart():
            return installed_charts()[chart.type].plot_of(chart, rows, PlotError)
        case _:
            assert_never(chart)


def _finance(chart: FinanceChart, rows: Rows) -> Plot:
    dataset, frame, history, prose = rows.dataset, rows.frame, rows.history, rows.prose
    days = rows.along(chart.x)
    match chart:
        case PerformanceChart():
            return performance_plot(chart, rows.project, prose)
        case CandlestickChart():
            return candlestick_plot(chart, dataset, frame, history, days, rows.columns(chart), prose.messages)
        case BandChart():
            return band_plot(chart, dataset, frame, history, days, rows.columns(chart), prose.messages)
        case WaterfallChart():
            return waterfall_plot(chart, dataset, frame, rows.names(chart.x), rows.columns(chart))
        case FootballFieldChart():
            return football_field_plot(chart, dataset, frame, rows.names(chart.x), rows.columns(chart), prose)
        case _:
            assert_never(chart)


def _exhibit(chart: ExhibitChart, rows: Rows) -> Plot:
    dataset, frame, prose = rows.dataset, rows.frame, rows.prose
    match chart:
        case SlopeChart() | HeatChart():
            return _compared(chart, rows)
        case ShareBarChart():
            return share_bar_plot(chart, dataset, frame, [rows.series(item) for item in chart.series], prose)
        case HistogramChart():
            return histogram_plot(chart, rows.column(chart.x), prose.messages, are_gains=_are_gains(chart, rows))
        case TreemapChart():
            return treemap_plot(chart, dataset, frame, rows.columns(chart), prose, are_gains=_are_gains(chart, rows))
        case _:
            assert_never(chart)


def _radar(chart: RadarChart, rows: Rows) -> Plot:
    outlines = [rows.series(item) for item in chart.series]
    full = rows.column(chart.full) if chart.full else None
    names = tuple(map(str, rows.frame[chart.x]))
    return radar_plot(chart, rows.dataset, rows.frame, names, outlines, full, rows.prose)


def _events(chart: EventChart, rows: Rows) -> Plot:
    [line] = rows.columns(chart)
    kind = rows.dataset.spec.columns[chart.x].type
    return event_plot(chart, kind, rows.project.datasets[chart.events], rows.along(chart.x), line, rows.prose)


def _bars(chart: BarChart, rows: Rows) -> Plot:
    return replace(
        BarPlot(rows.along(chart.x), tuple(rows.columns(chart)), highlight=tuple(map(str, chart.highlight))),
        highlight_label=rows.prose.line(chart.highlight_label, Role.LABEL).text,
        in_market_colors=_are_gains(chart, rows),
        breaks_bars=chart.broken,
    )


def _compared(chart: SlopeChart | HeatChart, rows: Rows) -> Plot:
    """Rows with several values."""
    series = tuple(rows.series(item) for item in chart.series)
    if isinstance(chart, HeatChart):
        return HeatPlot(rows.along(chart.x), series, in_market_colors=_are_gains(chart, rows))
    label = rows.prose.line(chart.highlight_label, Role.LABEL).text
    highlight = tuple(map(str, chart.highlight))
    return SlopePlot(rows.names(chart.x), series, highlight=highlight, highlight_label=label)


def _are_gains(chart: BarChart | ColumnChart | HeatChart | HistogramChart | TreemapChart, rows: Rows) -> bool:
    """True if colours are those of gains and losses; all panels alike."""
    is_grouped = isinstance(chart, ColumnChart) and len(chart.series) > 1
    if chart.signed is not None or is_grouped:
        return bool(chart.signed)
    dataset = rows.project.datasets[chart.data]
    frame, columns = dataset.select(chart.where), dataset.spec.columns
    return any(columns[one].type is ColumnType.PERCENT and (frame[one] < 0).any() for one in chart.measures)


def _areas(chart: AreaChart, rows: Rows) -> Plot:
    parts = [rows.series(item) for item in chart.series]
    warn_crowded(chart, rows.prose, "parts", "put the small ones together")
    refuse_negative(chart, parts)
    if chart.share:
        parts = as_shares(chart, parts, labels_ends=True)
    return AreaPlot(rows.along(chart.x), tuple(parts))


def _columns(chart: ColumnChart, rows: Rows) -> Plot:
    columns = [rows.series(item) for item in chart.series]
    warn_crowded(chart, rows.prose)
    if chart.share:
        columns = as_shares(chart, columns)
    plot = ColumnPlot(rows.along(chart.x), tuple(columns), stacked=chart.is_summed)
    return _marked(replace(plot, in_market_colors=_are_gains(chart, rows)), chart, rows.prose)


def _lines(chart: LineChart, rows: Rows) -> Plot:
    lines = [rows.series(item) for item in chart.series]
    warn_crowded(chart, rows.prose)
    if chart.rebase:
        lines = [
            _rebase(line, item.y, chart.rebase, rows, chart.x) for line, item in zip(lines, chart.series, strict=True)
        ]
        lines = [one if one.axis == "right" else replace(one, decimals=change_decimals(lines)) for one in lines]
    references = tuple(
        PlotReference(item.value, rows.prose.line(item.label, Role.LABEL).text) for item in chart.references
    )
    return _marked(LinePlot(rows.along(chart.x), tuple(lines), references=references), chart, rows.prose)


def _marked(plot: M, chart: LineChart | ColumnChart, prose: Prose) -> M:
    """The plot with its forecast start and shaded ranges."""
    forecast = first_forecast(chart, plot.x)
    return replace(plot, forecast=forecast, shades=shades(chart, plot.x, forecast, prose))


def _rebase(series: PlotSeries, column: Marked, day: str, rows: Rows, x: str) -> PlotSeries:
    """A left-axis series as relative change from its value on ``day``, which need not be among the rows shown."""
    import pandas as pd

    if series.axis == "right":
        return series
    base = rows.history.loc[rows.history[x] == pd.Period(day).start_time, column]
    if base.empty or not base.iloc[0] or math.isnan(base.iloc[0]):
        raise PlotError(f"'{rows.dataset.name}' has no value of '{column}' on {day} to start from", column.mark)
    first = exact(float(base.iloc[0]))
    values = tuple(None if value is None else float(exact(value) / first - 1) for value in series.values)
    return replace(series, values=values, unit="", percent=True, decimals=1, signed=True)
