"""The functions of expressions, over datasets and facts: changes, growth, shares, cells and lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from yanbao import formatting, periods, units
from yanbao.checks import unknown_column, unknown_value
from yanbao.compose.values import ExpressionError, Quantity, Words
from yanbao.diagnostics import suggest
from yanbao.model.dataset import NUMERIC, TEXT, TIME, ColumnType, Dataset, written
from yanbao.model.timeline import moments, time_columns

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
            f"dataset '{dataset.name}' has no column '{column}'", unknown_column.RULE, suggest(column, known)
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
            raise ExpressionError(message, unknown_value.RULE, suggest(str(wanted), known))
        frame = frame[cells.loc[frame.index] == wanted]
    return frame


def _quantity(dataset: Dataset, column: str, value: float, as_of: str = "") -> Quantity:
    spec = dataset.spec.columns[column]
    unit = "%" if spec.type is ColumnType.PERCENT else spec.unit
    return Quantity(value, unit, spec.decimals, dataset.sources([column]), as_of or dataset.spec.as_of)


def _time_column(dataset: Dataset, by: str, row: str) -> str:
    """The column whose moments put the rows in order; ``row`` is how a row is named without it."""
    if by:
        if moments(_column(dataset, by), dataset.spec.columns[by].type) is None:
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


def _at(dataset: Dataset, column: str, day: str, by: str, rows: pd.DataFrame) -> float:
    """The number of a column in the one of some rows that is of a day, month or period."""
    _column(dataset, column, *NUMERIC)
    name = _time_column(dataset, by, f'cagr(value(data.{dataset.name}, "{column}", …), value(…), 1)')
    kind = dataset.spec.columns[name].type
    keys = moments(rows[name], kind)
    wanted = _moment(day, kind)
    found = [float(rows[column].loc[row]) for row in _when(keys, wanted)]
    if not found:
        raise ExpressionError(f"dataset '{dataset.name}' has no row for {day}")
    _refuse_several(dataset, column, len(found), day)
    return found[0]


def _moment(day: str, kind: ColumnType) -> Any:
    """A day as the cells of a time column have it. Raises ExpressionError."""
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


def _when(keys: pd.Series[Any] | None, wanted: Any) -> list[Any]:
    """The rows, by their index, that are of a moment."""
    return [] if keys is None else [row for row, key in keys.items() if key == wanted]


def _refuse_several(dataset: Dataset, column: str, count: int, day: str) -> None:
    if count > 1:
        texts = [name for name, one in dataset.spec.columns.items() if one.type in TEXT and name != column]
        remedy = f'say which: {texts[0]}="…"' if texts else "remove all but one"
        raise ExpressionError(f"dataset '{dataset.name}' has {count} rows for {day}", remedy=remedy)


_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?", re.ASCII)


def change(dataset: Any, column: str, start: Any, end: Any, by: str = "", **where: Any) -> Quantity:
    """Relative change of a column between two of its dates or periods: end / start - 1.

    The rows may be narrowed to those with given values, and ``by`` names the column of time, if there are several.
    """
    table = _dataset(dataset)
    rows = _rows(table, where)
    since, until = (day.text if isinstance(day, Words) else str(day) for day in (start, end))
    first, last = _at(table, column, since, by, rows), _at(table, column, until, by, rows)
    if first <= 0:
        message = f"the value of '{column}' on {since} is {formatting.number(first)}: no change can be computed"
        raise ExpressionError(message, remedy="say in words how a loss or nothing has changed")
    return _computed(last / first - 1, "%", 2, table.sources([column]), until)


def cagr(start: Any, end: Any, years: float) -> Quantity:
    """Compound annual growth rate: (end / start) ** (1 / years) - 1."""
    first, last = _number(start), _number(end)
    if (factor := _factor(last, first)) is None:
        raise ExpressionError(f"units differ: '{first.unit}' and '{last.unit}'")
    if first.value <= 0 or last.value <= 0 or not isinstance(years, int | float) or years <= 0:
        raise ExpressionError("growth needs positive values and years")
    growth = (last.value * factor / first.value) ** (1 / years) - 1
    return _computed(growth, "%", 1, _join(first, last), last.as_of)


def share(part: Any, whole: Any) -> Quantity:
    """One quantity as a ratio of another that counts the same, in whatever powers of ten."""
    first, last = _number(part), _number(whole)
    factor = _factor(first, last)
    if factor is None or last.value == 0:
        raise ExpressionError(f"no share of {_said(last)} can be taken of {first.unit or 'a number'}")
    return _computed(first.value * factor / last.value, "%", 1, _join(first, last), last.as_of)


def multiple(whole: Any, part: Any) -> Quantity:
    """How many times one quantity is another that counts the same, as price is of earnings."""
    first, last = _number(whole), _number(part)
    factor = _factor(first, last)
    if factor is None or last.value <= 0:
        remedy = "both need one unit: shares in 亿股 make a market value in 亿元" if factor is None else ""
        raise ExpressionError(f"{_said(first)} is no multiple of {_said(last)}", remedy=remedy)
    return _computed(first.value * factor / last.value, "", 1, _join(first, last), first.as_of)


def _factor(one: Quantity, other: Quantity) -> float | None:
    """By what a quantity is multiplied to be in the unit of another; None if they do not differ as 百万元 and 亿元 do.

    元 and 亿元 do differ: one is a price, the other what a company earns.
    """
    if one.unit != other.unit and 1 in (units.split(one.unit)[0], units.split(other.unit)[0]):
        return None
    return units.factor(one.unit, other.unit)


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


def last(dataset: Any, column: str, by: str = "", **where: Any) -> Quantity | Words:
    """The cell of a column in the latest row by date, month or period, whatever the order of rows.

    The rows may be narrowed to those with given values, and ``by`` names the column of time, if there are several.
    """
    table = _dataset(dataset)
    _column(table, column)
    rows = _rows(table, where)
    name = _time_column(table, by, f'value(data.{table.name}, "{column}", …)')
    kind = table.spec.columns[name].type
    keys = moments(rows[name].dropna(), kind)
    if keys is None or keys.empty:
        raise ExpressionError(f"column '{name}' of '{table.name}' is empty")
    latest = max(keys)
    found = _when(keys, latest)
    day = written(latest, kind) if kind in TIME else str(rows[name].loc[found[0]])
    _refuse_several(table, column, len(found), day)
    cell = rows[column].loc[found[0]]
    if _is_missing(cell):
        message = f"the value of '{column}' in '{table.name}' is missing on {day}, its latest row"
        remedy = f'fill it in, or name another row: value(data.{table.name}, "{column}", {name}="…")'
        raise ExpressionError(message, remedy=remedy)
    return _cell(table, column, cell, day if kind in TIME else "")


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


def _is_missing(cell: Any) -> bool:
    return bool(cell is None or cell != cell)  # NaN and NaT differ from themselves


def _computed(value: float, unit: str, decimals: int, sources: tuple[str, ...], as_of: str) -> Quantity:
    """A result, with more decimals than usual if it would print as 0 and is not."""
    printed = value * 100 if unit == "%" else value
    return Quantity(value, unit, formatting.telling_decimals([printed], decimals), sources, as_of)


def _cell(table: Dataset, column: str, cell: Any, as_of: str = "") -> Quantity | Words:
    """A cell as a value, of a date other than its table's if ``as_of`` is given."""
    kind = table.spec.columns[column].type
    if _is_missing(cell):
        raise ExpressionError(f"the value of '{column}' in '{table.name}' is missing")
    if kind in NUMERIC:
        return _quantity(table, column, float(cell), as_of)
    if kind in TIME:
        text = written(cell, kind)
        return Words(text, tuple(map(str, table.spec.source)), as_of or table.spec.as_of)
    return replace(_words(table, [cell]), as_of=as_of or table.spec.as_of)


def _said(item: Quantity) -> str:
    """A quantity in a message: its number without powers of ten, and its unit."""
    return f"{formatting.number(item.value, group=True)} {item.unit}".rstrip()


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
