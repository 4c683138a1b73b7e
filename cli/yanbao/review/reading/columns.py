"""The columns that a figure shows."""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.model.charts import DataChart
from yanbao.model.dataset import NUMERIC, Dataset
from yanbao.model.diagrams import Diagram
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
    elif isinstance(spec, DataChart | Diagram):
        for name, label in spec.labelled:
            yield str(name), str(label or dataset.label(name))


def numeric(figure: FigureText) -> Iterator[tuple[Dataset, str]]:
    """The columns with numbers that a figure shows."""
    for name, _ in shown(figure):
        dataset = figure.datasets[0]
        if dataset.spec.columns[name].type in NUMERIC:
            yield dataset, name
