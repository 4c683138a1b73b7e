"""Every value in a filter or highlight occurs in its column, and every filter leaves a row.

A misspelt value would silently leave an empty table, or a chart without its highlight.

PASS::

    data: media_gainers            # with a row whose name is 华策影视
    where: {name: 华策影视}

FAIL::

    data: media_gainers
    where: {name: 华策影业}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from yanbao import formatting
from yanbao.checks.references import error, figures, shown_tables
from yanbao.diagnostics import Diagnostic, Marked, suggest
from yanbao.model.charts import DataChart
from yanbao.model.conditions import ConditionError, is_bound
from yanbao.model.dataset import CODES, NUMERIC, TIME, ColumnType, Dataset, comparable, written
from yanbao.model.diagrams import Diagram
from yanbao.model.figures import Figure
from yanbao.model.project import LoadedReport, Project
from yanbao.model.shown import Wanted
from yanbao.model.tablecomputing import with_computed
from yanbao.model.tablerows import name_column, names_of, sort_keys, table_rows
from yanbao.model.tables import Table
from yanbao.rules import define

RULE = define("unknown-value", __doc__, "checks")


def check(project: Project, report: LoadedReport) -> Iterator[Diagnostic]:
    """An error at each value that no row has, and at filters that no row passes together."""
    for table, shown in shown_tables(project, report):
        yield from check_where(table.where, shown)
        yield from _rows(table, shown)
    for diagram in figures(report, Diagram):
        if (read := project.datasets.get(diagram.data or "")) is not None:
            yield from _diagram(diagram, read)
    for figure in figures(report, Figure):
        dataset = project.datasets.get(figure.data) if isinstance(figure, DataChart) else None
        if dataset is None or not isinstance(figure, DataChart):
            continue
        yield from check_where(figure.where, dataset)
        for one in figure.companions:
            if other := project.datasets.get(one.data):
                yield from check_where(one.filters, other)
        yield from _chart(figure, dataset)


def check_names(figure: Figure, dataset: Dataset) -> Iterator[Diagnostic]:
    """An error at each row that a figure names and that it does not show, once its expressions are evaluated."""
    if isinstance(figure, Table):
        yield from _rows(figure, with_computed(figure, dataset)[0])
    elif isinstance(figure, Diagram):
        yield from _diagram(figure, dataset)
    elif isinstance(figure, DataChart):
        yield from _chart(figure, dataset)


def _chart(figure: DataChart, dataset: Dataset) -> Iterator[Diagnostic]:
    """An error at each value of its names that a chart marks and that no row has."""
    names = figure.names
    values = [value for value in figure.marked_rows if not is_bound(value)] if names in dataset.spec.columns else []
    known = {*_written(dataset, names)} if values else set()
    yield from (_unknown(dataset, names, value, value) for value in values if value not in known)


def check_where(where: Mapping[str, Wanted], dataset: Dataset) -> Iterator[Diagnostic]:
    """An error at a filter that no row passes, as far as it holds no expression."""
    passing = None
    for key, value in where.items():
        if is_bound(value):
            continue
        column = cast("Marked", key)  # ColumnKey keeps the mark
        spec = dataset.spec.columns.get(column)
        if spec is None or spec.type not in comparable(value):
            return  # reported by unknown-column
        try:
            rows = dataset.has(column, value)
        except ConditionError as refused:
            yield error(RULE, str(refused), column)
            return
        if not rows.any():
            yield _unknown(dataset, column, value, column)
            return
        passing = rows if passing is None else passing & rows
        if not passing.any():
            yield error(RULE, f"no row of '{dataset.name}' has all of these values", column)
            return


def _rows(table: Table, dataset: Dataset) -> Iterator[Diagnostic]:
    """An error at each named row that the table does not show."""
    total = table.total.row if table.total else None
    left_out = table.total.without if table.total else ()
    named = [*filter(None, [total]), *left_out, *table.highlight, *(note.row for note in table.footnotes if note.row)]
    named = [name for name in named if not is_bound(name)]
    used = {*(str(key) for key, _ in sort_keys(table)), *table.where, *(str(one.column) for one in table.columns)}
    if not named or not used <= dataset.spec.columns.keys():
        return  # reported by unknown-column
    column = name_column(table, dataset)
    if column is None:
        yield error(RULE, "this table has no column of text to name its rows", named[0], "show one")
        return
    rows, is_open = table_rows(table, dataset), any(map(is_bound, table.where.values()))
    shown = names_of(rows.shown, column, dataset) + names_of(rows.total, column, dataset)
    present = names_of(dataset.frame, column, dataset)
    for name in dict.fromkeys(named):
        if name not in present:
            yield _unknown(dataset, column, name, name)
        elif name not in shown and not is_open:
            yield error(RULE, f"this table does not show the row '{name}'", name, "see its 'where' and 'limit'")
    if total and len(rows.total) > 1:
        yield error(RULE, f"{len(rows.total)} rows have the name '{total}'", total, "choose rows with 'where'")


def _diagram(diagram: Diagram, dataset: Dataset) -> Iterator[Diagnostic]:
    """An error at a filter that leaves no row, and at each named row that there is not."""
    seen: set[Diagnostic] = set()
    for where in diagram.filters:
        found = list(check_where(where, dataset))
        yield from (one for one in found if one not in seen)
        seen.update(found)
    named = diagram.named_rows
    column = diagram.name_column(dataset)
    if column is None and diagram.data:
        yield error(RULE, f"'{dataset.name}' has no column of text to name its rows", diagram.data, "say which: 'name'")
    elif column in dataset.spec.columns and named.names and _passes(diagram.where, dataset):
        known = names_of(dataset.select(diagram.where), column, dataset)
        typed = [name for name in named.names if not is_bound(name)]
        yield from (_unknown(dataset, column, name, name) for name in typed if known and name not in known)


def _passes(where: Mapping[str, Wanted], dataset: Dataset) -> bool:
    return not any(map(is_bound, where.values())) and where.keys() <= dataset.spec.columns.keys()


def _written(dataset: Dataset, column: str) -> list[str]:
    """The distinct texts in a column, as printed."""
    kind = dataset.spec.columns[column].type
    cells = dataset.frame[column].dropna().drop_duplicates()
    return [written(cell, kind) if kind in TIME else str(cell) for cell in cells]


def _unknown(dataset: Dataset, column: str, value: Wanted, at: Marked) -> Diagnostic:
    said = formatting.number(value) if isinstance(value, float) else value
    message = f"no row of '{dataset.name}' has '{said}' in column '{column}'"
    return error(RULE, message, at, advice(dataset, column, value))


def advice(dataset: Dataset, column: str, value: Wanted) -> str:
    """What may be meant by a value that no row has. A code that is nearly the same is that of another company."""
    kind = dataset.spec.columns[column].type
    known = [] if kind in NUMERIC else _written(dataset, column)
    if kind in TIME and known:
        return f"it goes from {min(known)} to {max(known)}"
    if kind is ColumnType.PERCENT and isinstance(value, float | int):
        return f'a percentage has its sign: "{formatting.number(value * 100)}%"'
    if kind in CODES:
        known = [code for code in known if code.split(".")[0].lstrip("0") == str(value).split(".")[0].lstrip("0")]
    return suggest(str(value), known)
