"""The rows of a dataset that a table shows, and their names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yanbao.diagnostics import Marked
from yanbao.model.dataset import CODES, TIME, ColumnType, Dataset, written
from yanbao.model.statements import Statement
from yanbao.model.tables import Table
from yanbao.model.timeline import moments, time_columns

if TYPE_CHECKING:
    import pandas as pd

_NAMING = ((ColumnType.TEXT,), CODES, TIME)


@dataclass(frozen=True)
class TableRows:
    """``shown`` are the rows in order, without ``total``: the row with their totals, if any.

    ``parts`` are the rows that add up to the total: those shown, and those cut off by the limit.
    """

    shown: pd.DataFrame
    parts: pd.DataFrame
    total: pd.DataFrame


def sort_keys(table: Table) -> list[tuple[Marked, bool]]:
    """The columns that a table is sorted by, each with True for ascending."""
    keys = []
    for key in table.sort:
        name = key.lstrip("-")
        keys.append((Marked(name, key.locate(len(key) - len(name)), name), name == key))
    return keys


def name_column(table: Table, dataset: Dataset) -> str | None:
    """The column that holds the row names, if any; columns have been checked."""
    if isinstance(table, Statement):
        found = [str(table.period)] if table.period else time_columns(dataset, dataset.frame)
        return found[0] if found else None
    stored = [column for column in table.columns if column.expr is None]  # what a table computes are numbers
    shown = [str(column.column) for column in stored if column.column != table.group]
    for types in _NAMING:
        for name in shown:
            if dataset.spec.columns[name].type in types:
                return name
    return None


def names_of(frame: pd.DataFrame, column: str, dataset: Dataset) -> list[str]:
    """The names of rows, as printed; empty where there is none."""
    cells = frame[column].tolist()
    kind = dataset.spec.columns[column].type
    if kind in TIME:
        return [written(cell, kind) if cell == cell else "" for cell in cells]  # NaT differs from itself
    return [cell if isinstance(cell, str) else "" for cell in cells]


def change_columns(table: Table, dataset: Dataset, shown: pd.DataFrame) -> list[str]:
    """The time column over which changes are computed: exactly one; otherwise all candidates, or none."""
    return time_columns(dataset, shown, [*table.shown_columns, *([str(table.group)] if table.group else [])])


def table_rows(table: Table, dataset: Dataset) -> TableRows:
    """Filter, sort and limit the rows of a table; columns have been checked."""
    parts = dataset.select(table.where)
    total = parts.iloc[:0]
    names = name_column(table, dataset)
    if table.total and table.total.row and names:
        is_total = [name == table.total.row for name in names_of(parts, names, dataset)]
        total, parts = parts[is_total], parts[[not one for one in is_total]]
    keys: list[tuple[str, bool]] = [*sort_keys(table)]
    if isinstance(table, Statement) and names:
        keys = [(names, True)]
    shown = in_order(parts, keys, dataset)
    return TableRows(shown if table.limit is None else shown.head(table.limit), parts, total)


def in_order(rows: pd.DataFrame, keys: Sequence[tuple[str, bool]], dataset: Dataset) -> pd.DataFrame:
    """Rows sorted by columns, each with True for ascending; periods such as 2024Q1 by time."""
    if not keys:
        return rows
    columns, ascending = [str(name) for name, _ in keys], [up for _, up in keys]
    found = {name: moments(rows[name], dataset.spec.columns[name].type) for name in columns}
    ordered = rows.assign(**{name: cells for name, cells in found.items() if cells is not None})
    return rows.loc[ordered.sort_values(columns, ascending=ascending, kind="stable").index]
