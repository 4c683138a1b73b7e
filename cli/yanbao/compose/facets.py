"""Small multiples: one chart for each value of a column, or for each series, as panels of one plot."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from yanbao import rules
from yanbao.compose.ploterror import PlotError
from yanbao.compose.prose import Prose
from yanbao.compose.rows import read_label
from yanbao.diagnostics import Diagnostic, Level, Mark, Marked
from yanbao.model.dataset import Dataset
from yanbao.model.figures import DataFigure, PanelFigure, SeriesFacetedFigure
from yanbao.model.plot import Panel, Plot
from yanbao.model.shown import Ranking
from yanbao.model.timecharts import LineChart

if TYPE_CHECKING:
    import pandas as pd

MANY, TOO_MANY = 12, 24
"""Panels above which a chart is hard to read, and above which it is refused."""

T = TypeVar("T")


def kept(chart: DataFigure, ranking: Ranking, column: Marked, frame: pd.DataFrame) -> pd.DataFrame:
    """The rows shown in the panels of a ranking, in order. Panels with the same names share one order: by the sums over
    all panels.
    """
    if frame[chart.x].is_unique:
        rows = ranked(frame, ranking)
        return rows.groupby(column, sort=False).head(ranking.limit) if ranking.limit else rows
    sums = frame.groupby(chart.x, sort=False)[[ranking.by]].sum(min_count=1)
    names = list(ranked(sums, ranking).index[: ranking.limit])
    shown = frame[frame[chart.x].isin(names)]
    return shown.sort_values(chart.x, key=lambda cells: cells.map(names.index), kind="stable")


def ranked(frame: pd.DataFrame, ranking: Ranking) -> pd.DataFrame:
    """All rows, sorted by a ranking."""
    if ranking.order == "data":
        return frame
    return frame.sort_values(ranking.by, ascending=ranking.order == "ascending", kind="stable")


def split_rows(chart: PanelFigure, frame: pd.DataFrame, column: Marked) -> list[tuple[str, pd.DataFrame]]:
    """The rows of each panel with its title, in the order of the dataset.

    All panels get the same cells along x, unless no cell appears in two panels.
    """
    titles = map(str, frame.sort_index()[column].unique())
    parts = [(title, frame[frame[column] == title]) for title in titles]
    is_time = frame[chart.x].dtype.kind == "M"
    if not chart.panels_share_names or (frame[chart.x].is_unique and not is_time):
        return parts
    shared = frame[chart.x].drop_duplicates()
    shared = shared.sort_values() if is_time else shared
    return [
        (title, part.set_index(chart.x).reindex(shared).rename_axis(chart.x).reset_index()) for title, part in parts
    ]


def column_panels(
    chart: PanelFigure,
    dataset: Dataset,
    column: Marked,
    parts: Sequence[tuple[str, pd.DataFrame]],
    make: Callable[[str, pd.DataFrame], Plot],
    prose: Prose,
) -> Plot:
    """Combine the plots of all parts into one plot with panels; shared texts are recorded once. Raises PlotError."""
    _count(len(parts), column.mark, prose)
    panels: list[Panel] = []
    for title, part in parts:
        try:
            with prose.apart() as record:
                panels.append(Panel(title, make(title, part)))
        except PlotError:
            if not chart.may_lack_panels:
                raise
            prose.report(_empty(title, column.mark))  # none of its rows is a point
        if len(panels) > 1:
            record.passages.clear()
        prose.add(record)
    _refuse_right(chart)
    shown = _shown(panels, column.mark, prose)
    if not shown:
        raise PlotError(f"no panel of '{chart.data}' has a number to draw", chart.data.mark)
    return replace(
        _whole(shown), facet=read_label(dataset, column, prose), across=chart.across, own_scales=chart.own_scales
    )


def _whole(panels: Sequence[Panel]) -> Plot:
    """One plot with the rows of all panels concatenated, without rows that have no value."""
    first = panels[0].plot
    rows = [_with_value(panel.plot) for panel in panels]
    each = list(zip(panels, rows, strict=True))

    def values(index: int) -> tuple[float | None, ...]:
        return _joined([panel.plot.series[index].values[at] for at in kept] for panel, kept in each)

    whole = first.joined(
        _joined([panel.plot.x[at] for at in kept] for panel, kept in each),
        tuple(replace(series, values=values(index)) for index, series in enumerate(first.series)),
        [panel.plot for panel in panels],
    )
    return replace(whole, panels=tuple(panels), facets=_joined([panel.title] * len(kept) for panel, kept in each))


def series_panels(chart: SeriesFacetedFigure, plot: Plot, prose: Prose) -> Plot:
    """The plot with one panel per series; comparison series are repeated in each. Raises PlotError."""
    mark = chart.measures[0].mark
    _refuse_right(chart)
    if chart.is_summed:
        message = "with 'facets: true' each series stands by itself: there is nothing to stack"
        raise PlotError(
            message, mark, "name a column in 'facets', or leave out 'stacked' and 'share'", rules.BAD_FACETS
        )
    muted = tuple(one for one in plot.series if one.role == "muted") if chart.repeats_muted else ()
    own = [one for one in plot.series if one not in muted]
    if not own:
        own, muted = list(plot.series), ()
    _count(len(own), mark, prose)
    panels = [Panel(one.label, replace(plot, series=(one, *muted))) for one in own]
    shown = tuple(_shown(panels, mark, prose))
    return replace(plot, panels=shown, across=chart.across, own_scales=chart.own_scales)


def _shown(panels: Sequence[Panel], mark: Mark, prose: Prose) -> list[Panel]:
    """The panels that have data besides comparison series; each other one is reported as a warning."""
    shown = []
    for panel in panels:
        own = [one for one in panel.plot.series if one.role != "muted"] or panel.plot.series
        if any(value is not None for one in own for value in one.values):
            shown.append(panel)
        else:
            prose.report(_empty(panel.title, mark))
    return shown


def _empty(title: str, mark: Mark) -> Diagnostic:
    message = f"panel '{title}' has no number and will not be shown"
    return Diagnostic(Level.WARNING, rules.EMPTY_PANEL.id, message, mark)


def _with_value(plot: Plot) -> list[int]:
    """The positions along x that have a value."""
    return [at for at in range(len(plot.x)) if plot.groups or any(one.values[at] is not None for one in plot.series)]


def _joined(parts: Iterable[Iterable[T]]) -> tuple[T, ...]:
    return tuple(chain.from_iterable(parts))


def _count(count: int, mark: Mark, prose: Prose) -> None:
    if count > TOO_MANY:
        message = f"{count} panels are too many for one chart: it holds {TOO_MANY}"
        raise PlotError(message, mark, "choose rows with 'where', or show several charts", rules.CROWDED_CHART)
    if count > MANY:
        message = f"this chart has {count} panels: more than {MANY} are hard to read"
        prose.report(Diagnostic(Level.WARNING, rules.CROWDED_CHART.id, message, mark))


def _refuse_right(chart: PanelFigure) -> None:
    for series in chart.series if isinstance(chart, LineChart) else ():
        if series.axis == "right":
            message = f"'{series.y}' is on the right axis: a chart with facets has one value axis"
            raise PlotError(
                message, series.y.mark, "leave out 'axis', or show it in a chart of its own", rules.BAD_FACETS
            )
