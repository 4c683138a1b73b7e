"""Looks up cells and rows of datasets for expressions: by values, column names, and moments in time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from yanbao import periods
from yanbao.checks import unknown_column, unknown_value
from yanbao.compose.values import ExpressionError, Quantity, Words
from yanbao.diagnostics import suggest
from yanbao.model.dataset import NUMERIC, TEXT, TIME, ColumnType, Dataset, written
from yanbao.model.timeline import moments, time_columns

if TYPE_CHECKING:
    import pandas as pd

LIST_JOINT = "\0"
"""Placeholder between list items; printing replaces it by the theme's separator."""

_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?", re.ASCII)


def dataset_of(value: Any) -> Dataset:
    if not isinstance(value, Dataset):
        raise ExpressionError("a dataset is needed here, such as data.index_daily")
    return value


def cells_of(dataset: Dataset, column: str, *types: ColumnType) -> pd.Series[Any]:
    if column not in dataset.spec.columns:
        known = dataset.spec.columns
        raise ExpressionError(
            f"dataset '{dataset.name}' has no column '{column}'", unknown_column.RULE, suggest(column, known)
        )
    found = dataset.spec.columns[column].type
    if types and found not in types:
        raise ExpressionError(f"column '{column}' of '{dataset.name}' holds {found}, not {' or '.join(types)}")
    return dataset.frame[column]


def matching(dataset: Dataset, where: Mapping[str, Any]) -> pd.DataFrame:
    frame = dataset.frame
    for name, wanted in where.items():
        cells = cells_of(dataset, name)
        if not (cells == wanted).any():
            known = sorted({str(cell) for cell in cells if isinstance(cell, str)})
            message = f"no row of '{dataset.name}' has '{wanted}' in column '{name}'"
            raise ExpressionError(message, unknown_value.RULE, suggest(str(wanted), known))
        frame = frame[cells.loc[frame.index] == wanted]
    return frame


def quantity(dataset: Dataset, column: str, value: float, as_of: str = "") -> Quantity:
    spec = dataset.spec.columns[column]
    unit = "%" if spec.type is ColumnType.PERCENT else spec.unit
    return Quantity(value, unit, spec.decimals, dataset.sources([column]), as_of or dataset.spec.as_of)


def time_column(dataset: Dataset, by: str, row: str) -> str:
    """The time column that orders the rows; ``row`` describes a row in the error if there is none."""
    if by:
        if moments(cells_of(dataset, by), dataset.spec.columns[by].type) is None:
            raise ExpressionError(f"column '{by}' of '{dataset.name}' holds no dates, months or periods such as 2024Q1")
        return by
    found = time_columns(dataset, dataset.frame)
    if len(found) > 1:
        named = ", ".join(f"'{name}'" for name in found)
        remedy = f'say by which: by="{found[0]}"'
        raise ExpressionError(f"dataset '{dataset.name}' has several columns of time: {named}", remedy=remedy)
    if not found:
        message = f"dataset '{dataset.name}' has no column of dates, months or periods such as 2024Q1"
        raise ExpressionError(f"{message}, so its rows have no order of time", remedy=f"name the row: {row}")
    return found[0]


def number_at(dataset: Dataset, column: str, day: str, by: str, rows: pd.DataFrame) -> float:
    """The number in a column, from the one row of the given day, month or period."""
    cells_of(dataset, column, *NUMERIC)
    name = time_column(dataset, by, f'cagr(value(data.{dataset.name}, "{column}", …), value(…), 1)')
    kind = dataset.spec.columns[name].type
    keys = moments(rows[name], kind)
    wanted = _moment(day, kind)
    found = [float(rows[column].loc[row]) for row in rows_of(keys, wanted)]
    if not found:
        raise ExpressionError(f"dataset '{dataset.name}' has no row for {day}")
    refuse_several(dataset, column, len(found), day)
    return found[0]


def _moment(day: str, kind: ColumnType) -> Any:
    """Convert a day to the type of a time column's cells. Raises ExpressionError."""
    import pandas as pd

    if kind not in TIME:
        if (found := periods.moment(day)) is None:
            raise ExpressionError(f"'{day}' is not a period with its year: write 2024Q1 or 2024年")
        return found
    try:
        if _DAY.fullmatch(day):
            return pd.Timestamp(day)
    except ValueError:
        pass
    raise ExpressionError(f"'{day}' is not a date: write 2024-04-26 or 2024-04")


def rows_of(keys: pd.Series[Any] | None, wanted: Any) -> list[Any]:
    """The index labels of the rows at a moment."""
    return [] if keys is None else [row for row, key in keys.items() if key == wanted]


def refuse_several(dataset: Dataset, column: str, count: int, day: str) -> None:
    if count > 1:
        texts = [name for name, one in dataset.spec.columns.items() if one.type in TEXT and name != column]
        remedy = f'say which: {texts[0]}="…"' if texts else "remove all but one"
        raise ExpressionError(f"dataset '{dataset.name}' has {count} rows for {day}", remedy=remedy)


def words(table: Dataset, cells: Iterable[Any]) -> Words:
    items = LIST_JOINT.join(str(cell) for cell in cells if cell is not None and cell == cell)
    return Words(items, tuple(map(str, table.spec.source)), table.spec.as_of)


def is_missing(cell: Any) -> bool:
    return bool(cell is None or cell != cell)  # NaN and NaT differ from themselves


def cell_value(table: Dataset, column: str, cell: Any, as_of: str = "") -> Quantity | Words:
    """A cell as a value; ``as_of`` overrides the date of its table."""
    kind = table.spec.columns[column].type
    if is_missing(cell):
        raise ExpressionError(f"the value of '{column}' in '{table.name}' is missing")
    if kind in NUMERIC:
        return quantity(table, column, float(cell), as_of)
    if kind in TIME:
        text = written(cell, kind)
        return Words(text, tuple(map(str, table.spec.source)), as_of or table.spec.as_of)
    return replace(words(table, [cell]), as_of=as_of or table.spec.as_of)
