"""The functions of expressions, over datasets and facts: changes, growth, shares, cells, sums and lists."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from yanbao import formatting, units
from yanbao.compose.lookups import cell_value, cells_of, is_missing, matching, quantity, times, words
from yanbao.compose.tablevalue import dataset_of
from yanbao.compose.values import ExpressionError, Quantity, Words
from yanbao.model.dataset import NUMERIC, TIME, ColumnType, Dataset

if TYPE_CHECKING:
    import pandas as pd


def change(dataset: Any, column: str, start: Any, end: Any = "", by: str = "", **where: Any) -> Quantity:
    """Relative change of a column up to a date or period, the newest if none is named: end / start - 1.

    ``start`` is a date or period; a number of rows back; or previous, week, month, quarter, year (the last row before
    the week, month, quarter or year of the end), or year-ago. The rows may be narrowed, and ``by`` names the column of
    time, if there are several.
    """
    table = dataset_of(dataset)
    rows = matching(table, where)
    cells_of(table, column, *NUMERIC)
    then, since, now, until = _pair(table, column, rows, start, end, by)
    if then <= 0:
        message = f"the value of '{column}' on {since} is {formatting.number(then)}: no change can be computed"
        raise ExpressionError(message, remedy="say in words how a loss or nothing has changed")
    return _computed(now / then - 1, "%", 2, table.sources([column]), until)


def _pair(
    table: Dataset, column: str, rows: pd.DataFrame, start: Any, end: Any, by: str
) -> tuple[float, str, float, str]:
    """The numbers of two rows in time, each with its moment as it prints."""
    found = times(table, rows, by, f'cagr(value(data.{table.name}, "{column}", …), value(…), 1)')
    last = found.moment(end) if end else found.latest()
    first = found.before(last, start)
    now, then = (float(rows[column].loc[found.row(key, column)]) for key in (last, first))
    return then, found.shown(first), now, found.shown(last)


def earlier(dataset: Any, column: str, start: Any, end: Any = "", by: str = "", **where: Any) -> Quantity | Words:
    """The cell that ``change`` compares with: of the last row before this week, of so many rows back, of a year ago."""
    table = dataset_of(dataset)
    cells_of(table, column)
    rows = matching(table, where)
    found = times(table, rows, by, f'value(data.{table.name}, "{column}", …)')
    key = found.before(found.moment(end) if end else found.latest(), start)
    cell = rows[column].loc[found.row(key, column)]
    return cell_value(table, column, cell, found.shown(key) if found.kind in TIME else "")


def difference(one: Any, other: Any) -> Quantity:
    """One quantity minus another in the same unit; of two percentages in percentage points."""
    first, last = _number(one), _number(other)
    factor = _factor(last, first)
    if factor is None:
        raise ExpressionError(f"units differ: '{first.unit}' and '{last.unit}'")
    result = first.value - last.value * factor
    if first.unit == "%":
        return _computed(result * 100, units.POINTS, 2, _join(first, last), first.as_of)
    given = [item.decimals for item in (first, last) if item.decimals is not None]
    usual = max(given, default=formatting.common_decimals([first.value, last.value * factor]))
    return _computed(result, first.unit, usual, _join(first, last), first.as_of)


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
    found = times(table, rows, by, f'value(data.{table.name}, "{column}", …)')
    key = found.latest()
    row, day = found.row(key, column), found.shown(key)
    cell = rows[column].loc[row]
    if is_missing(cell):
        message = f"the value of '{column}' in '{table.name}' is missing on {day}, its latest row"
        remedy = f'fill it in, or name another row: value(data.{table.name}, "{column}", {found.name}="…")'
        raise ExpressionError(message, remedy=remedy)
    return cell_value(table, column, cell, day if found.kind in TIME else "")


def highest(dataset: Any, column: str, **where: Any) -> Quantity:
    """The largest number of a column, of the rows that are as wanted."""
    return _of_all(dataset, column, where, max)


def lowest(dataset: Any, column: str, **where: Any) -> Quantity:
    """The smallest number of a column, of the rows that are as wanted."""
    return _of_all(dataset, column, where, min)


def total(dataset: Any, column: str, **where: Any) -> Quantity:
    """The sum of a column over the rows that are as wanted; none of them may lack a number."""
    return _of_all(dataset, column, where, math.fsum, whole=True)


def mean(dataset: Any, column: str, **where: Any) -> Quantity:
    """The mean of a column over the rows that are as wanted; none of them may lack a number."""
    return _of_all(dataset, column, where, statistics.fmean, whole=True)


def median(dataset: Any, column: str, **where: Any) -> Quantity:
    """The median of a column over the rows that are as wanted; none of them may lack a number."""
    return _of_all(dataset, column, where, statistics.median, whole=True)


def _of_all(
    dataset: Any,
    column: str,
    where: Mapping[str, Any],
    compute: Callable[[list[float]], float],
    *,
    whole: bool = False,
) -> Quantity:
    """What is computed of the numbers of a column; ``whole`` if none may be missing."""
    table = dataset_of(dataset)
    cells_of(table, column, *NUMERIC)
    cells = matching(table, where)[column]
    numbers = cells.dropna().tolist()
    if not numbers:
        raise ExpressionError(f"no row of '{table.name}' that is so has a number in column '{column}'")
    if whole and (missing := len(cells) - len(numbers)):
        message = f"column '{column}' of '{table.name}' has no number in {missing} of {len(cells)} rows"
        raise ExpressionError(message, remedy=f'leave these out by a condition, such as {column}="> 0"')
    return quantity(table, column, float(compute(numbers)))


def top(dataset: Any, column: str, n: int = 1, **where: Any) -> Words:
    """The names (first text column) of the ``n`` rows with the largest values, largest first."""
    return _ranked(dataset, column, n, where, ascending=False)


def bottom(dataset: Any, column: str, n: int = 1, **where: Any) -> Words:
    """The names (first text column) of the ``n`` rows with the smallest values, smallest first."""
    return _ranked(dataset, column, n, where, ascending=True)


def _ranked(dataset: Any, column: str, n: int, where: Mapping[str, Any], *, ascending: bool) -> Words:
    table = dataset_of(dataset)
    label = next((name for name, c in table.spec.columns.items() if c.type is ColumnType.TEXT), None)
    if label is None:
        raise ExpressionError(f"dataset '{table.name}' has no text column to name its rows")
    cells_of(table, column, *NUMERIC)
    rows = matching(table, where)
    cells = rows[column]
    return words(table, rows.loc[(cells.nsmallest(n) if ascending else cells.nlargest(n)).index, label])


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
    "change": change,
    "earlier": earlier,
    "difference": difference,
    "cagr": cagr,
    "share": share,
    "multiple": multiple,
    "market_value": market_value,
    "value": value,
    "last": last,
    "highest": highest,
    "lowest": lowest,
    "sum": total,
    "mean": mean,
    "median": median,
    "top": top,
    "bottom": bottom,
    "names": names,
    "count": count,
}
