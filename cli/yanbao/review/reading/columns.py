"""The columns that a figure shows, and the newest row of a dataset."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from yanbao.model.charts import DataChart
from yanbao.model.dataset import NUMERIC, TIME, ColumnType, Dataset, spoken_of
from yanbao.model.diagrams import Diagram
from yanbao.model.figures import Figure
from yanbao.model.manuscript import FigureText
from yanbao.model.tables import Table
from yanbao.review.findings import Finding
from yanbao.review.reading.kept import kept


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


def along(spec: Figure) -> list[str]:
    """The columns that may have the dates of a figure: those of a table, the axis of a chart."""
    if isinstance(spec, Table):
        return [str(column.column) for column in spec.columns]
    return [str(spec.x)] if isinstance(spec, DataChart) else []


def numeric(figure: FigureText) -> Iterator[tuple[Dataset, str]]:
    """The columns with numbers that a figure shows."""
    for name, _ in shown(figure):
        dataset = figure.datasets[0]
        if dataset.spec.columns[name].type in NUMERIC:
            yield dataset, name


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest row of a dataset: its moment, as ``text`` such as ``as_of`` takes, and of which kind it is."""

    day: date
    text: str
    kind: ColumnType


def numbered(datasets: Iterable[Dataset]) -> Iterator[Dataset]:
    """The datasets that have numbers."""
    return (one for one in datasets if any(column.type in NUMERIC for column in one.spec.columns.values()))


def on_date(dataset: Dataset, text: str, message: str, remedy: str) -> Finding:
    """A finding on the `as_of` of a dataset, which is written as ``text``."""
    return Finding(dataset.dated or dataset.mark, len(text), text, message, remedy)


@kept
def newest(dataset: Dataset, issued: date, rows: Sequence[int] | None = None) -> Newest | None:
    """The newest moment of a dataset's one column of time up to the report's date, of all or of some of its rows."""
    times = [(name, one.type) for name, one in dataset.spec.columns.items() if one.type in TIME]
    if len(times) != 1:
        return None
    [(name, kind)] = times
    cells = dataset.frame[name] if rows is None else dataset.frame[name].iloc[list(rows)]
    known = cells[cells < datetime.combine(issued, time.max)]
    if known.empty:
        return None
    day = known.max().date()
    return Newest(day, spoken_of(day, kind), kind)
