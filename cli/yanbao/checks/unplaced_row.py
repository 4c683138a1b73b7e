"""Every row that a chart draws has its own position on the axis; every row of a diagram has its date, lane and box.

A row without a date or name cannot be drawn, and two rows with the same one cannot be told apart by a reader.

PASS::

    x: month                       # 2024-01, 2024-02, 2024-03

FAIL::

    x: month                       # 2024-01, 2024-01, and a row without month
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from yanbao.checks.references import error, figures
from yanbao.diagnostics import Diagnostic, Marked
from yanbao.model.charts import DataChart
from yanbao.model.dataset import NUMERIC, TEXT, TIME, Dataset, written
from yanbao.model.diagrams import Companies, Diagram, Structure
from yanbao.model.figures import Figure
from yanbao.model.project import LoadedReport, Project
from yanbao.model.shown import Companion
from yanbao.rules import define

if TYPE_CHECKING:
    import pandas as pd

RULE = define("unplaced-row", __doc__, "checks")


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each axis column with a missing or repeated cell among the rows drawn."""
    for diagram in figures(report, Diagram):
        yield from _diagram(diagram, project)
    for chart in figures(report, Figure):
        if not isinstance(chart, DataChart):
            continue
        dataset = project.datasets.get(chart.data)
        columns = dataset.spec.columns if dataset else {}
        # Missing columns, and axis columns that hold numbers, are reported by unknown-column.
        names = chart.names
        if dataset and {names, *chart.where} <= columns.keys() and columns[names].type not in NUMERIC:
            rows = dataset.select(chart.where)
            facets = chart.facet_column
            yield from _missing(names, dataset, rows)
            if facets is None:
                yield from _repeated(names, dataset, rows)
            elif facets in columns and columns[facets].type in TEXT:
                yield from _missing(facets, dataset, rows)
                for _, panel in rows.groupby(facets, sort=False):
                    yield from _repeated(names, dataset, panel)
        for one in chart.companions:
            yield from _companion(one, project)


def _companion(companion: Companion, project: Project) -> Iterator[Diagnostic]:
    """The same errors for dates and names of a chart's additional data, such as events."""
    dataset = project.datasets.get(companion.data)
    for column in companion.places:
        if dataset and {column, *companion.where} <= dataset.spec.columns.keys():
            rows = dataset.select(companion.where)
            yield from _missing(column, dataset, rows)
            if companion.is_unique:
                yield from _repeated(column, dataset, rows)


def _diagram(diagram: Diagram, project: Project) -> Iterator[Diagnostic]:
    """An error at each column that places rows and has a missing cell among them, and at each name of several rows."""
    dataset = project.datasets.get(diagram.data) if diagram.data else None
    for column, where in diagram.places:
        if dataset and {column, *where} <= dataset.spec.columns.keys():
            yield from _missing(column, dataset, dataset.select(where))
    name = diagram.name_column(dataset) if dataset else None
    if dataset and {name, *diagram.where} <= dataset.spec.columns.keys():
        cells = dataset.select(diagram.where)[name].tolist()
        for chosen in _chosen(diagram):
            if cells.count(chosen) > 1:
                message = f"'{dataset.name}' has '{chosen}' more than once in '{name}'"
                yield error(RULE, message, chosen, "choose rows with 'where'")


def _chosen(diagram: Diagram) -> Iterable[Marked]:
    """The names by which a diagram asks for rows."""
    if isinstance(diagram, Companies):
        return diagram.rows
    layers = diagram.layers if isinstance(diagram, Structure) else ()
    return (name for layer in layers for box in layer.boxes for name in box.rows)


def _missing(column: Marked, dataset: Dataset, rows: pd.DataFrame) -> Iterator[Diagnostic]:
    count = int(rows[column].isna().sum())
    if count:
        has = "rows of '{}' have" if count > 1 else "row of '{}' has"
        message = f"{count} {has.format(dataset.name)} no '{column}'"
        yield error(RULE, message, column, "fill the cell in, or remove the row")


def _repeated(column: Marked, dataset: Dataset, rows: pd.DataFrame) -> Iterator[Diagnostic]:
    cells = rows[column].dropna()
    repeated = cells[cells.duplicated()]
    if len(repeated):
        cell = repeated.iloc[0]
        kind = dataset.spec.columns[column].type
        what = written(cell, kind) if kind in TIME else cell
        yield error(
            RULE, f"'{dataset.name}' has '{what}' more than once in '{column}'", column, "choose rows with 'where'"
        )
