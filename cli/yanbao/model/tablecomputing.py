"""The dataset of a table with the columns that the table itself computes. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yanbao.diagnostics import Mark, Marked
from yanbao.grammar import ExpressionError
from yanbao.model.computed import CellError, computed, in_turn, used_in
from yanbao.model.dataset import Column, ColumnType, Dataset
from yanbao.model.tablerows import name_column, names_of
from yanbao.model.tables import Table, TableColumn

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Fault:
    """What is wrong with a computed column, at its expression or at the cell that it cannot be computed from."""

    column: str
    error: ExpressionError
    mark: Mark
    width: int


def with_computed(table: Table, dataset: Dataset) -> tuple[Dataset, list[Fault]]:
    """The dataset with the computed columns of a table, and what is wrong with these, which then hold nothing."""
    own: dict[str, TableColumn] = {}
    twice = []
    for one in table.columns:
        if one.expr is not None and own.setdefault(str(one.column), one) is not one:
            again = ExpressionError("computed twice in this table", remedy="give each a name of its own")
            twice.append(_fault(str(one.column), one.expr, again, dataset))
    if not own:
        return dataset, []
    exprs = {name: one.expr for name, one in own.items() if one.expr is not None}
    faults = {name: fault for name, expr in exprs.items() if (fault := _refused(name, expr, dataset))}
    order = list(in_turn({name: expr for name, expr in exprs.items() if name not in faults}))
    among = _kept(table, dataset)
    columns = {**{name: _column(one) for name, one in own.items()}, **dataset.spec.columns}
    frame = dataset.frame.assign(**{name: float("nan") for name in own if name not in dataset.spec.columns})
    for name in order:
        try:
            fields = {key: (column, frame[key]) for key, column in columns.items()}
            frame[name] = computed(exprs[name], columns[name], fields, among)
        except ExpressionError as error:
            faults[name] = _fault(name, exprs[name], error, dataset)
    for name in exprs.keys() - {*order, *faults}:
        circle = ExpressionError("computed in a circle", remedy="compute it from other columns")
        faults[name] = _fault(name, exprs[name], circle, dataset)

    def place(row: int, column: str) -> tuple[Mark, int]:
        expr = exprs.get(column)
        return dataset.place(row, column) if expr is None else (expr.mark, len(expr.raw))

    spec = dataset.spec.model_copy(update={"columns": columns})
    return replace(dataset, spec=spec, frame=frame, place=place), [*faults.values(), *twice]


def _column(one: TableColumn) -> Column:
    """The declaration of a computed column."""
    return Column(type=ColumnType(one.type or "number"), unit=str(one.unit or ""), decimals=one.decimals)


def _refused(name: str, expr: Marked, dataset: Dataset) -> Fault | None:
    """The fault of a column whose name is taken, or whose expression cannot be read."""
    if name in dataset.spec.columns:
        taken = ExpressionError(f"'{dataset.name}' has a column of this name", remedy="choose another for the computed")
        return _fault(name, expr, taken, dataset)
    try:
        used_in(expr)
    except ExpressionError as error:
        return _fault(name, expr, error, dataset)
    return None


def _fault(name: str, expr: Marked, error: ExpressionError, dataset: Dataset) -> Fault:
    if isinstance(error, CellError):
        named = next((one for one in (error.column, *used_in(expr)) if one in dataset.spec.columns), None)
        if named:
            return Fault(name, error, *dataset.place(error.row, named))
    return Fault(name, error, expr.mark, len(expr.raw))


def _kept(table: Table, dataset: Dataset) -> pd.Series[bool]:
    """The rows that a sum is over: those that conditions on stored columns keep, without the row of totals."""
    import pandas as pd

    stored = {name: wanted for name, wanted in table.where.items() if name in dataset.spec.columns}
    kept = dataset.select(stored)
    names = name_column(table, dataset)
    if table.total and table.total.row and names:
        kept = kept[[name != table.total.row for name in names_of(kept, names, dataset)]]
    return pd.Series(dataset.frame.index.isin(kept.index), index=dataset.frame.index)
