"""The functions of expressions, over datasets and facts: changes, growth, shares, cells and lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from yanbao import units
from yanbao.compose.values import ExpressionError, Quantity, Words
from yanbao.diagnostics import suggest
from yanbao.model.dataset import NUMERIC, TIME, ColumnType, Dataset, written

if TYPE_CHECKING:
    import pandas as pd


def _dataset(value: Any) -> Dataset:
    if not isinstance(value, Dataset):
        raise ExpressionError("a dataset is needed here, such as data.index_daily")
    return value


def _column(dataset: Dataset, column: str, *types: ColumnType) -> pd.Series[Any]:
    if column not in dataset.spec.columns:
        known = dataset.spec.columns
        raise ExpressionError(
            f"dataset '{dataset.name}' has no column '{column}'", "unknown-column", suggest(column, known)
        )
    found = dataset.spec.columns[column].type
    if types and found not in types:
        raise ExpressionError(f"column '{column}' of '{dataset.name}' holds {found}, not {' or '.join(types)}")
    return dataset.frame[column]


def _rows(dataset: Dataset, where: Mapping[str, Any]) -> pd.DataFrame:
    frame = dataset.frame
    for name, wanted in where.items():
        cells = _column(dataset, name)
        if not (cells == wanted).any():
            known = sorted({str(cell) for cell in cells if isinstance(cell, str)})
            message = f"no row of '{dataset.name}' has '{wanted}' in column '{name}'"
            raise ExpressionError(message, "unknown-value", suggest(str(wanted), known))
        frame = frame[cells.loc[frame.index] == wanted]
    return frame


def _quantity(dataset: Dataset, column: str, value: float, as_of: str = "") -> Quantity:
    spec = dataset.spec.columns[column]
    unit = "%" if spec.type is ColumnType.PERCENT else spec.unit
    return Quantity(value, unit, spec.decimals, dataset.sources([column]), as_of or dataset.spec.as_of)


def _date_column(dataset: Dataset) -> str:
    for name, column in dataset.spec.columns.items():
        if column.type in TIME:
            return name
    raise ExpressionError(f"dataset '{dataset.name}' has no date column")


def _at(dataset: Dataset, column: str, day: str) -> float:
    import pandas as pd

    values = _column(dataset, column, *NUMERIC)
    try:
        moment = pd.Timestamp(str(day))
    except ValueError:
        raise ExpressionError(f"'{day}' is not a date: write 2024-04-26 or 2024-04") from None
    found = values[dataset.frame[_date_column(dataset)] == moment]
    if found.empty:
        raise ExpressionError(f"dataset '{dataset.name}' has no row for {day}")
    return float(found.iloc[0])


def change(dataset: Any, column: str, start: str, end: str) -> Quantity:
    """Relative change of a column between two of its dates: end / start - 1."""
    table = _dataset(dataset)
    first, last = _at(table, column, start), _at(table, column, end)
    if first == 0:
        raise ExpressionError(f"the value of '{column}' on {start} is 0: no change can be computed")
    return Quantity(last / first - 1, "%", 2, table.sources([column]), str(end))


def cagr(start: Any, end: Any, years: float) -> Quantity:
    """Compound annual growth rate: (end / start) ** (1 / years) - 1."""
    first, last = _number(start), _number(end)
    if first.unit != last.unit:
        raise ExpressionError(f"units differ: '{first.unit}' and '{last.unit}'")
    if first.value <= 0 or last.value <= 0 or not isinstance(years, int | float) or years <= 0:
        raise ExpressionError("growth needs positive values and years")
    return Quantity((last.value / first.value) ** (1 / years) - 1, "%", 1, _join(first, last), last.as_of)


def share(part: Any, whole: Any) -> Quantity:
    """One quantity as a ratio of another of the same unit."""
    first, last = _number(part), _number(whole)
    if first.unit != last.unit or last.value == 0:
        raise ExpressionError(f"no share of {last.value:g} {last.unit} can be taken of {first.unit or 'a number'}")
    return Quantity(first.value / last.value, "%", 1, _join(first, last), last.as_of)


def multiple(whole: Any, part: Any) -> Quantity:
    """How many times one quantity is another of the same unit, as price is of earnings."""
    first, last = _number(whole), _number(part)
    if first.unit != last.unit or last.value <= 0:
        unit, other = first.unit or "a number", last.unit or "a number"
        raise ExpressionError(f"{first.value:g} {unit} is no multiple of {last.value:g} {other}")
    return Quantity(first.value / last.value, "", 1, _join(first, last), first.as_of)


def market_value(price: Any, shares: Any) -> Quantity:
    """What all shares are worth at a price: 40 元 each are 400 亿元 for 10 亿股."""
    each, pieces = _number(price), _number(shares)
    if not pieces.unit.endswith(_SHARE) or not each.unit or units.split(each.unit)[0] != 1:
        wanted = f"a price such as 40 元 and shares such as 10 亿{_SHARE} are needed"
        raise ExpressionError(f"{wanted}, not '{each.unit}' and '{pieces.unit}'")
    unit = pieces.unit.removesuffix(_SHARE) + each.unit
    return Quantity(each.value * pieces.value, unit, 2, _join(each, pieces), each.as_of)


_SHARE = "股"
"""The unit that shares are counted in."""


def value(dataset: Any, column: str, **where: Any) -> Quantity | Words:
    """The one cell of a column in the row with the given values."""
    table = _dataset(dataset)
    cells = _column(table, column).loc[_rows(table, where).index]
    if len(cells) != 1:
        raise ExpressionError(f"{len(cells)} rows of '{table.name}' match, not one")
    return _cell(table, column, cells.iloc[0])


def last(dataset: Any, column: str) -> Quantity | Words:
    """The last cell of a column."""
    table = _dataset(dataset)
    cells = _column(table, column).dropna()
    if cells.empty:
        raise ExpressionError(f"column '{column}' of '{table.name}' is empty")
    return _cell(table, column, cells.iloc[-1])


def highest(dataset: Any, column: str) -> Quantity:
    """The largest number of a column."""
    table = _dataset(dataset)
    return _quantity(table, column, float(_column(table, column, *NUMERIC).max()))


def lowest(dataset: Any, column: str) -> Quantity:
    """The smallest number of a column."""
    table = _dataset(dataset)
    return _quantity(table, column, float(_column(table, column, *NUMERIC).min()))


def top(dataset: Any, column: str, n: int = 1) -> Words:
    """The names (first text column) of the ``n`` rows with the largest values, largest first."""
    table = _dataset(dataset)
    label = next((name for name, c in table.spec.columns.items() if c.type is ColumnType.TEXT), None)
    if label is None:
        raise ExpressionError(f"dataset '{table.name}' has no text column to name its rows")
    rows = table.frame.loc[_column(table, column, *NUMERIC).nlargest(n).index]
    return _words(table, rows[label])


def names(dataset: Any, column: str = "name", **where: Any) -> Words:
    """The cells of a text column, joined as a list."""
    table = _dataset(dataset)
    return _words(table, _column(table, column, ColumnType.TEXT).loc[_rows(table, where).index])


def count(dataset: Any, **where: Any) -> Quantity:
    """How many rows have the given values."""
    table = _dataset(dataset)
    return Quantity(len(_rows(table, where)), "", 0, tuple(map(str, table.spec.source)), table.spec.as_of)


LIST_JOINT = "\0"
"""Stands between the items of a list until printing puts the theme's separator there."""


def _words(table: Dataset, cells: Iterable[Any]) -> Words:
    items = LIST_JOINT.join(str(cell) for cell in cells if cell is not None and cell == cell)
    return Words(items, tuple(map(str, table.spec.source)), table.spec.as_of)


def _cell(table: Dataset, column: str, cell: Any) -> Quantity | Words:
    kind = table.spec.columns[column].type
    if cell is None or cell != cell:  # NaN and NaT differ from themselves
        raise ExpressionError(f"the value of '{column}' in '{table.name}' is missing")
    if kind in NUMERIC:
        return _quantity(table, column, float(cell))
    if kind in TIME:
        text = written(cell, kind)
        return Words(text, tuple(map(str, table.spec.source)), table.spec.as_of)
    return _words(table, [cell])


def _number(item: Any) -> Quantity:
    if not isinstance(item, Quantity):
        raise ExpressionError("a number is needed here, such as markets.ai_social.size_2023")
    return item


def _join(*quantities: Quantity) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for quantity in quantities for source in quantity.sources))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    function.__name__: function
    for function in (change, cagr, share, multiple, market_value, value, last, highest, lowest, top, names, count)
}
