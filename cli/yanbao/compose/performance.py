"""Makes plots of relative performance: a stock and its benchmarks, as changes since their first common date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yanbao.compose.ploterror import PlotError
from yanbao.compose.prices import refuse_below
from yanbao.compose.prose import Prose
from yanbao.compose.rows import between, change_decimals, floats, read_label
from yanbao.diagnostics import Marked
from yanbao.model.dataset import Dataset, written
from yanbao.model.finance import Benchmark, PerformanceChart
from yanbao.model.manuscript import Role
from yanbao.model.plot import Plot, PlotSeries
from yanbao.model.project import Project
from yanbao.model.timeplots import PerformancePlot

if TYPE_CHECKING:
    import pandas as pd


def performance_plot(chart: PerformanceChart, project: Project, prose: Prose) -> Plot:
    """Changes from the first to the last common date; the stock's excess return, in percentage points, as columns.

    A date that one of them lacks is a gap in it. Raises PlotError if they do not share two dates.
    """
    import pandas as pd

    own = project.datasets[chart.data]
    closes = [_closes(own.select(chart.where), chart.x, chart.y, own, chart)]
    for benchmark in chart.benchmark:
        name, dates, where = chart.place(benchmark)
        other = project.datasets[name]
        closes.append(_closes(other.select(where), dates, benchmark.y, other, chart))
        _refuse_apart(chart, benchmark, closes)
    table = pd.concat(closes, axis=1, sort=True)
    common = table.dropna().index
    table = table.loc[common[0] : common[-1]]
    changes = table / table.iloc[0] - 1
    labels = [_label(chart, own, prose)]
    labels += [_label(one, project.datasets[one.data or chart.data], prose) for one in chart.benchmark]
    series = [
        PlotSeries(label, floats(changes.iloc[:, at]), percent=True, decimals=1, signed=True)
        for at, label in enumerate(labels)
    ]
    series = [replace(one, decimals=change_decimals(series)) for one in series]
    series[0] = replace(series[0], role="accent")
    if chart.excess:
        label = prose.messages.excess.format(benchmark=labels[1])
        points = floats((changes.iloc[:, 0] - changes.iloc[:, 1]) * 100)
        unit = prose.messages.points
        ahead = PlotSeries(label, points, unit, decimals=1, role="accent", form="column", axis="right", signed=True)
        series.append(ahead)
    days = tuple(moment.date() for moment in table.index)
    kind = own.spec.columns[chart.x].type
    tail = prose.messages.performance.format(first=written(days[0], kind), last=written(days[-1], kind))
    return PerformancePlot(days, tuple(series), tail=tail)


def _closes(rows: pd.DataFrame, x: Marked, y: Marked, dataset: Dataset, chart: PerformanceChart) -> pd.Series[float]:
    """The closes shown, indexed by date."""
    shown = between(rows, x, chart.since, chart.until)
    refuse_below(shown, (y,), dataset, "a price is above 0", zero=True)
    return shown.set_index(x)[y].dropna()


def _refuse_apart(chart: PerformanceChart, benchmark: Benchmark, closes: list[pd.Series[float]]) -> None:
    """Raise PlotError at a benchmark that shares fewer than two dates with the stock and the benchmarks before it."""
    shared = closes[0].index
    for other in closes[1:]:
        shared = shared.intersection(other.index)
    if len(shared) < 2:
        ranges = [
            f"{one.index.min():%Y-%m-%d} to {one.index.max():%Y-%m-%d}" if len(one) else "no date"
            for one in (closes[0], closes[-1])
        ]
        name = chart.place(benchmark)[0]
        others = " and the benchmarks before it" if len(closes) > 2 else ""
        message = (
            f"'{benchmark.y}' of '{name}' has fewer than two dates in common with '{chart.y}' of '{chart.data}'{others}"
        )
        remedy = f"the stock has {ranges[0]}, this benchmark {ranges[1]}: look at 'since' and 'until'"
        raise PlotError(message, benchmark.y.mark, remedy)


def _label(spec: PerformanceChart | Benchmark, dataset: Dataset, prose: Prose) -> str:
    return prose.line(spec.label, Role.LABEL).text if spec.label else read_label(dataset, spec.y, prose)
