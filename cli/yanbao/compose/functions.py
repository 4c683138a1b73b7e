"""The functions of expressions, over datasets and facts: changes, growth, shares, cells and lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yanbao import formatting, units
from yanbao.compose.lookups import (
    cell_value,
    cells_of,
    dataset_of,
    is_missing,
    matching,
    number_at,
    quantity,
    refuse_several,
    rows_of,
    time_column,
    words,
)
from yanbao.compose.values import ExpressionError, Quantity, Words
from yanbao.model.dataset import NUMERIC, TIME, ColumnType, written
from yanbao.model.timeline import moments


def change(dataset: Any, column: str, start: Any, end: Any, by: str = "", **where: Any) -> Quantity:
    """Relative change of a column between two of its dates or periods: end / start - 1.

    ``where`` filters rows by column values; ``by`` names the time column if there are several.
    """
    table = dataset_of(dataset)
    rows = matching(table, where)
    since, until = (day.text if isinstance(day, Words) else str(day) for day in (start, end))
    first, last = number_at(table, column, since, by, rows), number_at(table, column, until, by, rows)
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
    """The ratio of two quantities with the same base unit, whatever their powers of ten."""
    first, last = _number(part), _number(whole)
    factor = _factor(first, last)
    if factor is None or last.value == 0:
        raise ExpressionError(f"no share of {_said(last)} can be taken of {first.unit or 'a number'}")
    return _computed(first.value * factor / last.value, "%", 1, _join(first, last), last.as_of)


def multiple(whole: Any, part: Any) -> Quantity:
    """How many times ``part`` goes into ``whole``, with the same base unit, such as price over earnings."""
    first, last = _number(whole), _number(part)
    factor = _factor(first, last)
    if factor is None or last.value <= 0:
        remedy = "both need one unit: shares in 亿股 make a market value in 亿元" if factor is None else ""
        raise ExpressionError(f"{_said(first)} is no multiple of {_said(last)}", remedy=remedy)
    return _computed(first.value * factor / last.value, "", 1, _join(first, last), first.as_of)


def _factor(one: Quantity, other: Quantity) -> float | None:
    """The factor that converts a quantity to the unit of another; None unless units differ only as 百万元 and 亿元 do.

    元 and 亿元 count as different: one is a price, the other a company's earnings.
    """
    if one.unit != other.unit and 1 in (units.split(one.unit)[0], units.split(other.unit)[0]):
        return None
    return units.factor(one.unit, other.unit)


def market_value(price: Any, shares: Any) -> Quantity:
    """Market capitalization: price per share times number of shares; 40 元 times 10 亿股 is 400 亿元."""
    each, pieces = _number(price), _number(shares)
    if not pieces.unit.endswith(_SHARE) or not each.unit or units.split(each.unit)[0] != 1:
        wanted = f"a price such as 40 元 and shares such as 10 亿{_SHARE} are needed"
        raise ExpressionError(f"{wanted}, not '{each.unit}' and '{pieces.unit}'")
    unit = pieces.unit.removesuffix(_SHARE) + each.unit
    return Quantity(each.value * pieces.value, unit, 2, _join(each, pieces), each.as_of)


_SHARE = "股"
"""The unit in which shares are counted."""


def value(dataset: Any, column: str, **where: Any) -> Quantity | Words:
    """The one cell of a column in the row with the given values."""
    table = dataset_of(dataset)
    cells = cells_of(table, column).loc[matching(table, where).index]
    if len(cells) != 1:
        raise ExpressionError(f"{len(cells)} rows of '{table.name}' match, not one")
    return cell_value(table, column, cells.iloc[0])


def last(dataset: Any, column: str, by: str = "", **where: Any) -> Quantity | Words:
    """The cell of a column in the latest row by date, month or period, in whatever order the rows are.

    ``where`` filters rows by column values; ``by`` names the time column if there are several.
    """
    table = dataset_of(dataset)
    cells_of(table, column)
    rows = matching(table, where)
    name = time_column(table, by, f'value(data.{table.name}, "{column}", …)')
    kind = table.spec.columns[name].type
    keys = moments(rows[name].dropna(), kind)
    if keys is None or keys.empty:
        raise ExpressionError(f"column '{name}' of '{table.name}' is empty")
    latest = max(keys)
    found = rows_of(keys, latest)
    day = written(latest, kind) if kind in TIME else str(rows[name].loc[found[0]])
    refuse_several(table, column, len(found), day)
    cell = rows[column].loc[found[0]]
    if is_missing(cell):
        message = f"the value of '{column}' in '{table.name}' is missing on {day}, its latest row"
        remedy = f'fill it in, or name another row: value(data.{table.name}, "{column}", {name}="…")'
        raise ExpressionError(message, remedy=remedy)
    return cell_value(table, column, cell, day if kind in TIME else "")


def highest(dataset: Any, column: str) -> Quantity:
    """The largest number of a column."""
    table = dataset_of(dataset)
    return quantity(table, column, float(cells_of(table, column, *NUMERIC).max()))


def lowest(dataset: Any, column: str) -> Quantity:
    """The smallest number of a column."""
    table = dataset_of(dataset)
    return quantity(table, column, float(cells_of(table, column, *NUMERIC).min()))


def top(dataset: Any, column: str, n: int = 1) -> Words:
    """The names (first text column) of the ``n`` rows with the largest values, largest first."""
    table = dataset_of(dataset)
    label = next((name for name, c in table.spec.columns.items() if c.type is ColumnType.TEXT), None)
    if label is None:
        raise ExpressionError(f"dataset '{table.name}' has no text column to name its rows")
    rows = table.frame.loc[cells_of(table, column, *NUMERIC).nlargest(n).index]
    return words(table, rows[label])


def names(dataset: Any, column: str = "name", **where: Any) -> Words:
    """The cells of a text column, joined as a list."""
    table = dataset_of(dataset)
    return words(table, cells_of(table, column, ColumnType.TEXT).loc[matching(table, where).index])


def count(dataset: Any, **where: Any) -> Quantity:
    """The number of rows with the given values."""
    table = dataset_of(dataset)
    return Quantity(len(matching(table, where)), "", 0, tuple(map(str, table.spec.source)), table.spec.as_of)


def _computed(value: float, unit: str, decimals: int, sources: tuple[str, ...], as_of: str) -> Quantity:
    """A computed quantity, with more decimals than usual if it would otherwise print as 0."""
    printed = value * 100 if unit == "%" else value
    return Quantity(value, unit, formatting.telling_decimals([printed], decimals), sources, as_of)


def _said(item: Quantity) -> str:
    """A quantity for messages: the full number and its unit."""
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
