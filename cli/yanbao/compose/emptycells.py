"""Cells that are empty where an expression needs them: which row it is, and where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yanbao.compose.lookups import is_missing
from yanbao.compose.values import ExpressionError
from yanbao.model.dataset import TEXT, TIME, Dataset, written

if TYPE_CHECKING:
    import pandas as pd


def filled(table: Dataset, rows: pd.DataFrame, column: str, row: Any) -> Any:
    """The cell of a row. Raises ExpressionError if it is empty."""
    cell = rows[column].loc[row]
    if is_missing(cell):
        mark, _ = table.place(int(row), column)
        named = _named(table, rows.loc[row])
        message = f"the value of '{column}' in '{table.name}' is missing{f' in the row {named}' if named else ''}"
        is_computed = table.spec.columns[column].expr is not None
        remedy = (
            "a cell that it is computed from is empty" if is_computed else f"fill it in, at {mark.file}:{mark.line}"
        )
        raise ExpressionError(message, remedy=remedy)
    return cell


def _named(table: Dataset, row: pd.Series[Any]) -> str:
    """The texts and moments of a row."""
    columns = table.spec.columns.items()
    cells = [(row[name], one.type) for name, one in columns if one.type in (*TEXT, *TIME) and not is_missing(row[name])]
    return " ".join(written(cell, kind) if kind in TIME else str(cell) for cell, kind in cells)
