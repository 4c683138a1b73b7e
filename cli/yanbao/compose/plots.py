"""Charts as authors describe them, turned into plots: data selected, rebased and named."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from yanbao.compose.eventplots import event_plot
from yanbao.compose.facets import by_series, column_panels, facet_column, kept, series_panels, split_rows
from yanbao.compose.finance import finance_plot
from yanbao.compose.gaps import with_gaps
from yanbao.compose.lines import in_one_line
from yanbao.compose.performance import performance_plot
from yanbao.compose.plotchecks import check_plot
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.compose.radarplots import radar_plot
from yanbao.compose.ranges import first_forecast, shades
from yanbao.compose.rows import between, change_decimals, floats, read_label, read_row
from yanbao.compose.scatterplots import scatter_plot
from yanbao.compose.stacks import as_shares, refuse_negative, warn_crowded
from yanbao.diagnostics import Marked
from yanbao.model.charts import (
    AreaChart,
    BarChart,
    ColumnChart,
    DataChart,
    DumbbellChart,
    EventChart,
    FacetedChart,
    LineChart,
    RadarChart,
    ScatterChart,
    measured,
)
from yanbao.model.dataset import PERIODS, TIME, ColumnType, Dataset, written
from yanbao.model.figures import Series
from yanbao.model.finance import BandChart, CandlestickChart, FinanceChart, FootballFieldChart, PerformanceChart
from yanbao.model.manuscript import Role
from yanbao.model.plot import Category, Plot, PlotReference, PlotSeries
from yanbao.model.project import Project
from yanbao.model.timeline import in_time

if TYPE_CHECKING:
    import pandas as pd


_CUT = LineChart | AreaChart | EventChart | CandlestickChart | BandChart | PerformanceChart
"""Charts that show the rows between two dates."""

_UNTIMED = ScatterChart | RadarChart | FootballFieldChart
"""Charts whose rows are in the order of the dataset even if they are named by dates."""


def make_plot(chart: DataChart, project: Project, prose: Prose) -> tuple[Plot, tuple[str, ...], tuple[int, ...]]:
    """The plot of a chart whose references have been checked, the ids of its sources, and the rows it shows.

    Raises PlotError.
    """
    dataset = project.datasets[chart.data]
    frame = _frame(chart, dataset)
    rows = tuple(map(int, frame.index))
    for row in rows:
        read_row(dataset, row, [str(chart.name if isinstance(chart, ScatterChart) else chart.x)], prose)
    history = dataset.select(chart.where)
    column = facet_column(chart)
    kind = dataset.spec.columns[chart.x].type

    def made(part: pd.DataFrame, history: pd.DataFrame) -> Plot:
        is_period = kind in (ColumnType.MONTH, *PERIODS)
        plot = with_gaps(replace(_plot(chart, dataset, part, history, project, prose), monthly=is_period))
        if kind in PERIODS:  # they stand side by side, each with its name
            names = tuple(written(x, kind) if isinstance(x, date) else x for x in plot.x)
            plot = replace(plot, x=names, monthly=False)
        return plot

    if column and isinstance(chart, FacetedChart):
        panels = split_rows(chart, frame, column)
        plot = column_panels(
            chart, dataset, column, panels, lambda title, part: made(part, history[history[column] == title]), prose
        )
    else:
        plot = made(frame, history)
    if by_series(chart):
        plot = series_panels(chart, plot, prose)
    check_plot(chart, plot, prose)
    return in_one_line(plot), tuple(dict.fromkeys(_sources(chart, project))), rows


def _sources(chart: DataChart, project: Project) -> Iterator[str]:
    """The ids of the sources of all that a chart shows."""
    dataset = project.datasets[chart.data]
    yield from dataset.sources(measured(chart))
    if isinstance(chart, PerformanceChart):
        for one in chart.benchmark:
            yield from project.datasets[one.data or chart.data].sources([one.y])
    if isinstance(chart, EventChart):
        yield from project.datasets[chart.events].spec.source


def _frame(chart: DataChart, dataset: Dataset) -> pd.DataFrame:
    """The rows that a chart shows, in the order that it shows them."""
    frame = dataset.select(chart.where)
    if not isinstance(chart, _UNTIMED):
        kind = dataset.spec.columns[chart.x].type
        if isinstance(chart, _CUT) and kind in TIME:
            frame = between(frame, chart.x, chart.since, chart.until)
        frame = in_time(frame, chart.x, kind)
    if frame.empty:
        raise PlotError(f"no row of '{dataset.name}' is left to draw", chart.data.mark, "look at 'where' and the dates")
    if isinstance(chart, BarChart | DumbbellChart) and chart.facets:
        return kept(chart, frame)
    if isinstance(chart, BarChart | DumbbellChart):
        if chart.order != "data":
            by = chart.y if isinstance(chart, BarChart) else chart.series[-1].y
            frame = frame.sort_values(by, ascending=chart.order == "ascending", kind="stable")
        if chart.limit:
            frame = frame.head(chart.limit)
    return frame


def _plot(
    chart: DataChart, dataset: Dataset, frame: pd.DataFrame, history: pd.DataFrame, project: Project, prose: Prose
) -> Plot:
    """The plot of the rows in ``frame``; ``history`` has those before and after them, too."""
    if isinstance(chart, BarChart):
        series = _series(Series(y=chart.y), dataset, frame, prose)
        return Plot("bar", _x(frame, chart.x), (series,), highlight=tuple(map(str, chart.highlight)))
    if isinstance(chart, EventChart):
        series = _series(Series(y=chart.y), dataset, frame, prose)
        kind = dataset.spec.columns[chart.x].type
        return event_plot(chart, kind, project.datasets[chart.events], _x(frame, chart.x), series, prose)
    if isinstance(chart, ScatterChart):
        measures = [_series(Series(y=column), dataset, frame, prose) for column in measured(chart)]
        return scatter_plot(chart, frame, measures, prose)
    if isinstance(chart, PerformanceChart):
        return performance_plot(chart, project, prose)
    if isinstance(chart, FinanceChart):
        measures = [_series(Series(y=column), dataset, frame, prose) for column in measured(chart)]
        return finance_plot(chart, dataset, frame, _x(frame, chart.x), measures, prose)
    if isinstance(chart, RadarChart):
        outlines = [_series(item, dataset, frame, prose) for item in chart.series]
        full = _series(Series(y=chart.full), dataset, frame, prose) if chart.full else None
        return radar_plot(chart, dataset, frame, tuple(map(str, frame[chart.x])), outlines, full, prose)
    lines = [_series(item, dataset, frame, prose) for item in chart.series]
    if not isinstance(chart, DumbbellChart):
        warn_crowded(chart, prose)
    if isinstance(chart, AreaChart | DumbbellChart | ColumnChart):
        if isinstance(chart, AreaChart):
            refuse_negative(chart, lines)
        stacked = isinstance(chart, ColumnChart) and (chart.stacked or chart.share)
        if not isinstance(chart, DumbbellChart) and chart.share:
            lines = as_shares(chart, lines)
        made = Plot(chart.type, _x(frame, chart.x), tuple(lines), stacked=stacked)
        return _marked(made, chart, prose) if isinstance(chart, ColumnChart) else made
    if chart.rebase:
        lines = [
            _rebase(made, item.y, chart.rebase, dataset.name, history, chart.x)
            for made, item in zip(lines, chart.series, strict=True)
        ]
        lines = [one if one.axis == "right" else replace(one, decimals=change_decimals(lines)) for one in lines]
    references = tuple(PlotReference(item.value, prose.line(item.label, Role.LABEL).text) for item in chart.references)
    made = Plot("line", _x(frame, chart.x), tuple(lines), references=references)
    return _marked(made, chart, prose)


def _marked(plot: Plot, chart: LineChart | ColumnChart, prose: Prose) -> Plot:
    """The plot with its forecasts and shaded ranges."""
    forecast = first_forecast(chart, plot.x)
    return replace(plot, forecast=forecast, shades=shades(chart, plot.x, forecast, prose))


def _x(frame: pd.DataFrame, column: str) -> tuple[Category, ...]:
    cells = frame[column]
    if cells.dtype.kind == "M":
        return tuple(moment.date() for moment in cells)
    return tuple(str(cell) for cell in cells)


def _series(spec: Series, dataset: Dataset, frame: pd.DataFrame, prose: Prose) -> PlotSeries:
    column = dataset.spec.columns[spec.y]
    return PlotSeries(
        label=prose.line(spec.label, Role.LABEL).text if spec.label else read_label(dataset, spec.y, prose),
        values=floats(frame[spec.y]),
        unit=column.unit,
        percent=column.type is ColumnType.PERCENT,
        decimals=column.decimals,
        role=spec.role,
        form=spec.form,
        axis=spec.axis,
    )


def _rebase(series: PlotSeries, column: Marked, day: str, name: str, history: pd.DataFrame, x: str) -> PlotSeries:
    """A left-axis series as relative change since its value on ``day``, which need not be among the rows shown."""
    import pandas as pd

    if series.axis == "right":
        return series
    base = history.loc[history[x] == pd.Period(day).start_time, column]
    if base.empty or not base.iloc[0] or math.isnan(base.iloc[0]):
        raise PlotError(f"'{name}' has no value of '{column}' on {day} to start from", column.mark)
    first = float(base.iloc[0])
    values = tuple(None if value is None else value / first - 1 for value in series.values)
    return replace(series, values=values, unit="", percent=True, decimals=1, signed=True)
