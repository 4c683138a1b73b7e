"""Turns the author's charts into plots: selects, rebases and labels their data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from yanbao.compose.bounds import on_axis
from yanbao.compose.facets import column_panels, kept, ranked, series_panels, split_rows
from yanbao.compose.gaps import with_gaps
from yanbao.compose.kinds import Rows, plot_of
from yanbao.compose.lines import in_one_line
from yanbao.compose.oneunit import in_units, spoken_in, wanted_units
from yanbao.compose.plotchecks import check_plot
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.compose.rows import between, read_row
from yanbao.model.charts import DataChart
from yanbao.model.dataset import PERIODS, TIME, ColumnType, Dataset, written
from yanbao.model.figures import PanelFigure, SeriesFacetedFigure
from yanbao.model.plot import Plot
from yanbao.model.project import Project
from yanbao.model.timecharts import LineChart
from yanbao.model.timeline import in_time, moments

if TYPE_CHECKING:
    import pandas as pd


def make_plot(chart: DataChart, project: Project, prose: Prose) -> tuple[Plot, tuple[str, ...], tuple[int, ...]]:
    """The plot of a chart whose references have been checked, its source ids, and the rows it shows.

    Raises PlotError.
    """
    dataset = project.datasets[chart.data]
    frame = _frame(chart, dataset)
    rows = tuple(map(int, frame.index))
    for row in rows:
        read_row(dataset, row, [str(chart.names)], prose)
    history = dataset.select(chart.where)
    wanted = wanted_units(chart, dataset)
    frame, history = (in_units(one, dataset, wanted) for one in (frame, history))
    dataset = spoken_in(dataset, wanted)
    column = chart.facet_column
    kind = dataset.spec.columns[chart.x].type

    def made(part: pd.DataFrame, history: pd.DataFrame) -> Plot:
        is_period = kind in (ColumnType.MONTH, *PERIODS)
        plot = on_axis(chart, dataset, part, plot_of(chart, Rows(dataset, part, history, project, prose)))
        plot = with_gaps(replace(plot, monthly=is_period))
        if kind in PERIODS:  # periods are drawn as categories, each labelled
            names = tuple(written(x, kind) if isinstance(x, date) else x for x in plot.x)
            plot = replace(plot, x=names, monthly=False)
        return plot

    if column and isinstance(chart, PanelFigure):
        panels = split_rows(chart, frame, column)
        plot = column_panels(
            chart, dataset, column, panels, lambda title, part: made(part, history[history[column] == title]), prose
        )
    else:
        plot = made(frame, history)
    if isinstance(chart, SeriesFacetedFigure) and chart.has_series_panels:
        plot = series_panels(chart, plot, prose)
    check_plot(chart, plot, prose)
    return in_one_line(plot), tuple(dict.fromkeys(_sources(chart, project))), rows


def _from_base(chart: DataChart, frame: pd.DataFrame) -> tuple[str | None, str | None]:
    """The dates that a chart shows; also that from which it shows changes, if the next one is the first asked for."""
    since, until = chart.span or (None, None)
    if since and isinstance(chart, LineChart) and chart.rebase:
        before = between(frame, chart.x, chart.rebase, None)
        first = between(before, chart.x, since, None)[chart.x].min()
        if before[before[chart.x] < first][chart.x].nunique() == 1:
            return chart.rebase, until
    return since, until


def _sources(chart: DataChart, project: Project) -> Iterator[str]:
    """The source ids of everything that a chart shows."""
    dataset = project.datasets[chart.data]
    yield from dataset.sources(chart.measures)
    for one in chart.companions:
        yield from project.datasets[one.data].sources(one.measures)


def _frame(chart: DataChart, dataset: Dataset) -> pd.DataFrame:
    """The rows that a chart shows, in drawing order."""
    frame = dataset.select(chart.where)
    if chart.in_time_order:
        kind = dataset.spec.columns[chart.x].type
        if chart.span and kind in TIME:
            frame = between(frame, chart.x, *_from_base(chart, frame))
        frame = in_time(frame, chart.x, kind)
    if frame.empty:
        raise PlotError(f"no row of '{dataset.name}' is left to draw", chart.data.mark, "look at 'where' and the dates")
    if not (ranking := chart.ranking):
        return frame
    kind = dataset.spec.columns[chart.x].type
    if not ranking.order and chart.in_time_order and moments(frame[chart.x], kind) is not None:
        latest = frame[chart.x].drop_duplicates().tail(ranking.limit or len(frame))
        return frame[frame[chart.x].isin(latest)]
    if chart.facet_column:
        return kept(chart, ranking, chart.facet_column, frame)
    return ranked(frame, ranking).head(ranking.limit or len(frame))
