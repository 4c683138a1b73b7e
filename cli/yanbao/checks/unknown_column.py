"""Every column that a chart or table shows exists in its dataset, with a suitable type.

Heights need numbers or percentages, time needs dates or months, categories need text, tickers, dates or months; a
filter compares text with text, numbers with numbers, and dates or months with days, months, quarters or years. Columns
named in expressions must exist too.

PASS::

    data: index_daily              # columns: {date: date, close: number}
    x: date
    series: [close]

FAIL::

    data: index_daily
    x: date
    series: [closing]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from yanbao.checks.references import error, figures, shown_tables
from yanbao.diagnostics import Diagnostic, Marked, suggest
from yanbao.model.charts import DataChart
from yanbao.model.dataset import NUMERIC, TIME, ColumnType, Dataset, comparable, written
from yanbao.model.diagrams import Diagram
from yanbao.model.figures import Figure
from yanbao.model.project import LoadedReport, Project
from yanbao.model.shown import Wanted
from yanbao.model.statements import Statement
from yanbao.model.tablerows import name_column, sort_keys
from yanbao.model.tables import Table
from yanbao.model.timeline import moments, time_columns
from yanbao.rules import define

RULE = define("unknown-column", __doc__, "checks")


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each column that is missing from its dataset, or has an unsuitable type."""
    for figure in figures(report, Figure):
        if isinstance(figure, DataChart):
            if dataset := project.datasets.get(figure.data):
                yield from _chart(figure, dataset)
                yield from check_where(figure.where, dataset)
            yield from _companions(figure, project)
    for diagram in figures(report, Diagram):
        if dataset := project.datasets.get(diagram.data or ""):
            for one in diagram.columns_read:
                yield from check_column(one.column, dataset, one.types)
            for where in diagram.filters:
                yield from check_where(where, dataset)
    for table, dataset in shown_tables(project, report):
        yield from _table(table, dataset)
        yield from check_where(table.where, dataset)
        if isinstance(table, Statement):
            yield from _statement(table, dataset)
        elif table.transpose and name_column(table, dataset) is None:
            message = "the columns of a table that is turned are named by a column of text or time, and it shows none"
            yield error(RULE, message, table.data, "add it to 'columns'")


def _chart(chart: DataChart, dataset: Dataset) -> Iterator[Diagnostic]:
    for column, types in ((one.column, one.types) for one in chart.columns):
        is_written = bool(column.mark.file)  # otherwise a default, which is reported at the dataset
        yield from check_column(
            column if is_written else Marked(column, chart.data.mark, chart.data.raw), dataset, types
        )


def _companions(chart: DataChart, project: Project) -> Iterator[Diagnostic]:
    """The columns of events, benchmarks and the like; dates of benchmarks must have the type of the chart's own."""
    own = project.datasets.get(chart.data)
    kind = own.spec.columns[chart.x].type if own and chart.x in own.spec.columns else None
    for one in chart.companions:
        if dataset := project.datasets.get(one.data):
            for needed in one.columns:
                is_own = needed.as_own and kind in needed.types
                yield from check_column(needed.column, dataset, (kind,) if is_own and kind else needed.types)
            yield from check_where(one.filters, dataset)


def _table(table: Table, dataset: Dataset) -> Iterator[Diagnostic]:
    for column in table.columns:
        texts = (ColumnType.TEXT,) if column.markup or column.ticks else tuple(ColumnType)
        needed = NUMERIC if column.needs_numbers else texts
        yield from check_column(column.column, dataset, (ColumnType.NUMBER,) if column.change else needed)
        for drawn in column.spark or ():
            yield from check_column(drawn, dataset, NUMERIC)
    for name, _ in sort_keys(table):
        yield from check_column(name, dataset)
    if table.group:
        yield from check_column(table.group, dataset)
    if total := table.total:
        for summed in total.computed:
            yield from _shown(summed, table, dataset, NUMERIC)
        if total.weight:
            yield from check_column(total.weight, dataset, NUMERIC)
    for note in table.footnotes:
        if note.column:
            yield from _shown(note.column, table, dataset, tuple(ColumnType))


def _statement(table: Statement, dataset: Dataset) -> Iterator[Diagnostic]:
    """Errors if the columns of a statement are no numbers, or its rows no periods, each there once."""
    for item in table.columns:
        yield from check_column(item.column, dataset, NUMERIC)
        for part, _ in item.parts:
            yield from check_column(part, dataset, NUMERIC)
    if table.period:
        yield from check_column(table.period, dataset)
    if {*map(str, table.where), *([str(table.period)] if table.period else [])} - dataset.spec.columns.keys():
        return
    shown = dataset.select(table.where)
    if shown.empty:
        return  # reported by unknown-value
    found = [str(table.period)] if table.period else time_columns(dataset, shown)
    if len(found) > 1:
        message = f"several columns of '{dataset.name}' may be the periods: {', '.join(found)}"
        yield error(RULE, message, table.data, f"say which: `period: {found[0]}`")
    elif not found or moments(shown[found[0]].dropna(), dataset.spec.columns[found[0]].type) is None:
        message = f"the rows of '{dataset.name}' are no periods"
        remedy = "a statement needs a column of years, quarters or dates, or of text such as 2024E in every row"
        yield error(RULE, message, table.period or table.data, remedy)
    elif (twice := shown[found[0]][shown[found[0]].duplicated()]).size:
        kind, cell = dataset.spec.columns[found[0]].type, twice.iloc[0]
        what = written(cell, kind) if kind in TIME and cell == cell else cell
        yield error(RULE, f"'{what}' is there more than once", table.data, "choose rows with 'where'")


def _shown(name: Marked, table: Table, dataset: Dataset, needed: tuple[ColumnType, ...]) -> Iterator[Diagnostic]:
    """An error if the table has no such column of a needed type."""
    shown = table.shown_columns
    if name in dataset.spec.columns and name not in shown:
        message = f"column '{name}' is not among the columns of this table"
        yield error(RULE, message, name, suggest(name, shown) or f"it shows {', '.join(dict.fromkeys(shown))}", shown)
    else:
        yield from check_column(name, dataset, needed)


def check_where(where: Mapping[str, Wanted], dataset: Dataset) -> Iterator[Diagnostic]:
    """An error at each column of a filter that is missing, or cannot be compared with what is wanted."""
    for key, value in where.items():
        column = cast("Marked", key)  # ColumnKey keeps the mark
        yield from check_column(column, dataset, comparable(value))


def check_column(
    name: Marked, dataset: Dataset, needed: tuple[ColumnType, ...] = tuple(ColumnType)
) -> Iterator[Diagnostic]:
    """An error if a dataset has no such column, or one of another type."""
    columns = dataset.spec.columns
    if name not in columns:
        message = f"dataset '{dataset.name}' has no column '{name}'"
        yield error(RULE, message, name, suggest(name, columns) or f"it has {', '.join(columns)}", columns)
    elif columns[name].type not in needed:
        message = f"column '{name}' of '{dataset.name}' holds {columns[name].type}, not {' or '.join(needed)}"
        yield error(RULE, message, name)
