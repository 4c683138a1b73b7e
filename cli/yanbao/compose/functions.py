"""The functions of expressions, over datasets and facts: changes, growth, shares, cells, sums and lists."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from yanbao import formatting, units
from yanbao.compose.arithmetic import amount, made, multiply, ratio, subtract, whole
from yanbao.compose.emptycells import filled
from yanbao.compose.lookups import cell_value, cells_of, is_missing, matching, parts, quantity, times, words
from yanbao.compose.mixed import mixed, said
from yanbao.compose.tablevalue import dataset_of
from yanbao.compose.values import ExpressionError, Quantity, Words, exact
from yanbao.model.dataset import NUMERIC, TIME, ColumnType, Dataset
from yanbao.model.madeof import naming_column
from yanbao.units import CURRENCIES, MULTIPLE, PERCENT, SHARES

if TYPE_CHECKING:
    import pandas as pd


def change(dataset: Any, column: str, start: Any, end: Any = "", by: str = "", **where: Any) -> Quantity:
    """Relative change of a column up to a date or period, the newest if none is named: end / start - 1.

    ``start`` is a date or period, which among days stands for its last row; a number of rows back; or previous, week,
    month, quarter, year (the last row before the week, month, quarter or year of the end), or year-ago. Months,
    quarters and years are compared with as long ones, and not over a gap. The rows may be narrowed, and ``by`` names
    the column of time, if there are several.
    """
    table = dataset_of(dataset)
    rows = matching(table, where)
    cells_of(table, column, *NUMERIC)
    then, since, now, until = _pair(table, column, rows, start, end, by)
    if then <= 0 or now < 0:
        day, reached = (since, then) if then <= 0 else (until, now)
        shown = said(replace(quantity(table, column, reached), origin="")).removesuffix(" without unit")
        message = f"the value of '{column}' on {day} is {shown}: no change can be computed"
        raise ExpressionError(message, remedy="say in words how a loss or nothing has changed, such as 转亏")
    growth = made(exact(now) / exact(then) - 1, PERCENT, 2, f"the change of {column} of data.{table.name}")
    return replace(growth, sources=table.sources([column]), as_of=until)


def _pair(
    table: Dataset, column: str, rows: pd.DataFrame, start: Any, end: Any, by: str
) -> tuple[float, str, float, str]:
    """The numbers of two rows in time, each with its moment as it prints."""
    found = times(table, rows, by, f'cagr(value(data.{table.name}, "{column}", …), value(…), 1)')
    last = found.moment(end) if end else found.latest()
    first = found.before(last, start)
    now, then = (float(filled(table, rows, column, found.row(key, column))) for key in (last, first))
    if found.months(first) != found.months(last):
        message = f"{found.shown(first)} and {found.shown(last)} are not equally long: no change can be computed"
        raise ExpressionError(message, remedy="name periods that are, such as 2023Q1 and 2024Q1")
    return then, found.shown(first), now, found.shown(last)


def earlier(dataset: Any, column: str, start: Any, end: Any = "", by: str = "", **where: Any) -> Quantity | Words:
    """The cell that ``change`` compares with: of the last row before this week, of so many rows back, of a year ago."""
    table = dataset_of(dataset)
    cells_of(table, column)
    rows = matching(table, where)
    found = times(table, rows, by, f'value(data.{table.name}, "{column}", …)')
    key = found.before(found.moment(end) if end else found.latest(), start)
    cell = filled(table, rows, column, found.row(key, column))
    return cell_value(table, column, cell, found.shown(key) if found.kind in TIME else "")


def difference(one: Any, other: Any) -> Quantity:
    """One quantity minus another, in the unit of the first; of two percentages in percentage points."""
    first, last = _number(one), _number(other)
    _refuse_price(first, last)
    return subtract(first, last)


def cagr(start: Any, end: Any, years: Any) -> Quantity:
    """Compound annual growth rate: (end / start) ** (1 / years) - 1."""
    first, last, span = _number(start), _number(end), float(amount(years).value)
    if first.value <= 0 or last.value <= 0 or span <= 0:
        raise ExpressionError("growth needs positive values and years")
    growth = float(_ratio(last, first)) ** (1 / span) - 1
    return made(growth, PERCENT, 1, _called("cagr", first, last), first, last, as_of=last.as_of)


def share(part: Any, whole: Any) -> Quantity:
    """The ratio of two quantities of one kind as a percentage, whatever their powers of ten."""
    first, last = _number(part), _number(whole)
    if last.value == 0:
        raise ExpressionError(f"no share can be taken of {said(last)}, which is 0")
    return made(_ratio(first, last), PERCENT, 1, _called("share", first, last), first, last, as_of=last.as_of)


def multiple(whole: Any, part: Any) -> Quantity:
    """How many times `part` goes into `whole`, whatever their powers of ten: market value by profit, 元 by 元/股."""
    first, last = _number(whole), _number(part)
    if last.value <= 0:
        found = formatting.number(float(last.value), group=True)
        raise ExpressionError(f"{said(first)} is no multiple of {said(last)}, which is {found}")
    return made(_ratio(first, last), "", 1, _called("multiple", first, last), first, last, as_of=first.as_of)


def _ratio(one: Quantity, other: Quantity) -> Fraction:
    """How many times the second goes into the first. Raises ExpressionError."""
    found = ratio(one, other)
    if found is None:
        raise mixed(one, other, "set in a ratio")
    _refuse_price(one, other)
    return found


def _refuse_price(one: Quantity, other: Quantity) -> None:
    """Raise ExpressionError if, of two sums of money, one is so small that it must be a price: 40 元 and 12 亿元."""
    for price, money in ((one, other), (other, one)):
        factor, unit = units.ratio(money.unit, price.unit), units.read(price.unit)
        if not factor or factor <= 1 or unit.power or not unit.dimension.keys() <= CURRENCIES:
            continue
        if 0 < abs(price.value) * _PRICES < abs(money.value * factor):
            message = f"{said(price)} is {formatting.number(float(price.value))}: a price, beside {said(money)}"
            raise ExpressionError(message, remedy="market_value(price, shares) makes what can be compared with it")


_PRICES = 100_000
"""What is so many times as much as a price is no price."""


def market_value(price: Any, shares: Any) -> Quantity:
    """Market capitalization: price per share times number of shares; 40 元 times 10 亿股 is 400 亿元."""
    each, pieces = _number(price), _number(shares)
    result = multiply(each, pieces)
    is_money = len(measured := units.read(result.unit).dimension) == 1 and set(measured) <= CURRENCIES
    if not is_money or not any(units.read(pieces.unit).dimension == {share: 1} for share in SHARES):
        message = f"{said(each)} and {said(pieces)} make no market value"
        raise ExpressionError(message, remedy="give a price such as 40 元 and then shares such as 10 亿股")
    return replace(result, decimals=2, as_of=each.as_of, origin=_called("market_value", each, pieces))


def value(dataset: Any, column: str, **where: Any) -> Quantity | Words:
    """The one cell of a column in the row with the given values."""
    table = dataset_of(dataset)
    cells_of(table, column)
    rows = matching(table, where)
    if len(rows) != 1:
        raise ExpressionError(f"{len(rows)} rows of '{table.name}' match, not one")
    return cell_value(table, column, filled(table, rows, column, rows.index[0]))


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
    return _of_all(dataset, column, where, _sum, whole=True)


def mean(dataset: Any, column: str, **where: Any) -> Quantity:
    """The mean of a column over the rows that are as wanted; none of them may lack a number."""
    return _of_all(dataset, column, where, lambda numbers: _sum(numbers) / len(numbers), whole=True)


def median(dataset: Any, column: str, **where: Any) -> Quantity:
    """The median of a column over the rows that are as wanted; none of them may lack a number."""
    return _of_all(dataset, column, where, lambda numbers: statistics.median(map(exact, numbers)), whole=True)


def _of_all(
    dataset: Any,
    column: str,
    where: Mapping[str, Any],
    compute: Callable[[list[float]], float | Fraction],
    *,
    whole: bool = False,
) -> Quantity:
    """What is computed of the numbers of a column; ``whole`` if none may be missing."""
    table = dataset_of(dataset)
    cells_of(table, column, *NUMERIC)
    cells = parts(table, where)[column]
    numbers = cells.dropna().tolist()
    losses = sum(number <= 0 for number in numbers)
    if whole and losses and column not in where and table.spec.columns[column].unit == MULTIPLE:
        has = "are" if losses > 1 else "is"
        message = f"'{column}' of '{table.name}' are multiples, and {losses} of {len(numbers)} {has} not above 0"
        raise ExpressionError(message, remedy=f'leave them out, as tables do: {column}="> 0"')
    if not numbers:
        message = f"no row of '{table.name}' that is so has a number in column '{column}'"
        raise ExpressionError(
            message, remedy=f"its rows end with {table.spec.as_of}: add the new ones" if table.grows else ""
        )
    if whole and (missing := len(cells) - len(numbers)):
        message = f"column '{column}' of '{table.name}' has no number in {missing} of {len(cells)} rows"
        raise ExpressionError(message, remedy=f'fill them in, or leave these rows out: {column}="!= none"')
    return quantity(table, column, compute(numbers), is_computed=True)


def _sum(numbers: list[float]) -> Fraction:
    return sum(map(exact, numbers), Fraction())


def top(dataset: Any, column: str, n: Any = 1, **where: Any) -> Words:
    """The names (first text column) of the ``n`` rows with the largest values, largest first; all must be there."""
    return _ranked(dataset, column, n, where, ascending=False)


def bottom(dataset: Any, column: str, n: Any = 1, **where: Any) -> Words:
    """The names (first text column) of the ``n`` rows with the smallest values, smallest first; all must be there."""
    return _ranked(dataset, column, n, where, ascending=True)


def _ranked(dataset: Any, column: str, n: Any, where: Mapping[str, Any], *, ascending: bool) -> Words:
    table = dataset_of(dataset)
    label = naming_column(table.spec.columns)
    if not label:
        raise ExpressionError(f"dataset '{table.name}' has no text column to name its rows")
    cells_of(table, column, *NUMERIC)
    wanted, rows = whole(n, "how many rows are named"), parts(table, where)
    cells = rows[column].dropna()
    if len(cells) < wanted:
        found = f"{len(cells)} of {len(rows)} rows of '{table.name}' with a number in '{column}'"
        message = f"{wanted} names are asked for, and there are {found}"
        raise ExpressionError(message, remedy="ask for fewer, or fill in what is missing")
    return words(table, rows.loc[(cells.nsmallest(wanted) if ascending else cells.nlargest(wanted)).index, label])


def names(dataset: Any, column: str = "name", **where: Any) -> Words:
    """The cells of a text column, joined as a list."""
    table = dataset_of(dataset)
    return words(table, cells_of(table, column, ColumnType.TEXT).loc[parts(table, where).index])


def count(dataset: Any, **where: Any) -> Quantity:
    """The number of rows with the given values."""
    table = dataset_of(dataset)
    rows, sources = Fraction(len(parts(table, where))), tuple(map(str, table.spec.source))
    return Quantity(rows, "", 0, sources, table.spec.as_of, origin=f"the rows of data.{table.name}")


def _called(name: str, *of: Quantity) -> str:
    """How a computed value is named in messages."""
    return f"{name}({', '.join(one.origin or '…' for one in of)})"


def _number(item: Any) -> Quantity:
    if not isinstance(item, Quantity | str):
        raise ExpressionError("a number is needed here, such as markets.ai_social.size_2023")
    return amount(item)


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
