"""The rows of a dataset that a table shows, and what they are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yanbao.diagnostics import Marked
from yanbao.model.dataset import CODES, TIME, ColumnType, Dataset, written
from yanbao.model.tables import Table
from yanbao.model.timeline import moments, time_columns

if TYPE_CHECKING:
    import pandas as pd

_NAMING = ((ColumnType.TEXT,), CODES, TIME)


@dataclass(frozen=True)
class TableRows:
    """``shown`` are the rows in order, without ``total``: the row that has their totals, or none.

    ``parts`` are the rows that make the total: those shown, and those that the limit leaves out.
    """

    shown: pd.DataFrame
    parts: pd.DataFrame
    total: pd.DataFrame


def sort_keys(table: Table) -> list[tuple[Marked, bool]]:
    """The columns that a table is sorted by, and whether from small to great."""
    keys = []
    for key in table.sort:
        name = key.lstrip("-")
        keys.append((Marked(name, key.locate(len(key) - len(name)), name), name == key))
    return keys


def name_column(table: Table, dataset: Dataset) -> str | None:
    """The column whose cells are the names of rows, if there is one; columns have been checked."""
    shown = [str(column.column) for column in table.columns if column.column != table.group]
    for types in _NAMING:
        for name in shown:
            if dataset.spec.columns[name].type in types:
                return name
    return None


def names_of(frame: pd.DataFrame, column: str, dataset: Dataset) -> list[str]:
    """The names of rows, as they print; empty where there is none."""
    cells = frame[column].tolist()
    kind = dataset.spec.columns[column].type
    if kind in TIME:
        return [written(cell, kind) if cell == cell else "" for cell in cells]  # NaT is not itself
    return [cell if isinstance(cell, str) else "" for cell in cells]


def change_columns(table: Table, dataset: Dataset, shown: pd.DataFrame) -> list[str]:
    """The column of time by which changes go from row to row: one; or several that may be it, or none."""
    return time_columns(dataset, shown, [*table.shown_columns, *([str(table.group)] if table.group else [])])


def table_rows(table: Table, dataset: Dataset) -> TableRows:
    """Rows chosen, sorted and limited; columns have been checked."""
    parts = dataset.select(table.where)
    total = parts.iloc[:0]
    names = name_column(table, dataset)
    if table.total and table.total.row and names:
        is_total = [name == table.total.row for name in names_of(parts, names, dataset)]
        total, parts = parts[is_total], parts[[not one for one in is_total]]
    shown = parts
    if keys := sort_keys(table):
        columns, ascending = [str(name) for name, _ in keys], [up for _, up in keys]
        kinds = {name: dataset.spec.columns[name].type for name in columns}
        in_order = {name: moments(shown[name], kinds[name]) for name in columns}
        ordered = shown.assign(**{name: cells for name, cells in in_order.items() if cells is not None})
        shown = shown.loc[ordered.sort_values(columns, ascending=ascending, kind="stable").index]
    return TableRows(shown if table.limit is None else shown.head(table.limit), parts, total)
