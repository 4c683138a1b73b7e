"""The columns that a figure shows."""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.model.charts import (
    AreaChart,
    BarChart,
    ColumnChart,
    DumbbellChart,
    EventChart,
    LineChart,
    RadarChart,
    ScatterChart,
    measured,
)
from yanbao.model.dataset import NUMERIC, Dataset
from yanbao.model.finance import FinanceChart
from yanbao.model.manuscript import FigureText
from yanbao.model.tables import Table


def shown(figure: FigureText) -> Iterator[tuple[str, str]]:
    """Names of the columns of a figure's dataset, each with the label it prints; not those of the axis of a chart."""
    if not figure.datasets:
        return
    spec, dataset = figure.spec, figure.datasets[0]
    if isinstance(spec, Table):
        for column in spec.columns:
            yield str(column.column), str(column.label or dataset.label(column.column))
    elif isinstance(spec, BarChart | EventChart | ScatterChart | FinanceChart):
        for name in measured(spec):
            yield str(name), dataset.label(name)
    elif isinstance(spec, LineChart | AreaChart | ColumnChart | DumbbellChart | RadarChart):
        for series in spec.series:
            yield str(series.y), str(series.label or dataset.label(series.y))


def numeric(figure: FigureText) -> Iterator[tuple[Dataset, str]]:
    """The columns with numbers that a figure shows."""
    for name, _ in shown(figure):
        dataset = figure.datasets[0]
        if dataset.spec.columns[name].type in NUMERIC:
            yield dataset, name
