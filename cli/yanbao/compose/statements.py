"""What a statement has beside a turned table: periods that are forecasts, and subtotals that are checked."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from yanbao import periods, rules, units
from yanbao.diagnostics import Diagnostic, Level, Marked
from yanbao.formatting import common_decimals, decimals_of, number, telling_decimals
from yanbao.model.dataset import PERIODS, TIME, Column, ColumnType, Dataset, written
from yanbao.model.statements import Statement, StatementItem

if TYPE_CHECKING:
    import pandas as pd


def period_heads(statement: Statement, dataset: Dataset, frame: pd.DataFrame, column: str) -> list[tuple[str, bool]]:
    """The periods of rows as printed, each with True if it is a forecast."""
    kind = dataset.spec.columns[column].type
    texts = [written(cell, kind) if kind in TIME else str(cell) for cell in frame[column].tolist()]
    first = None if statement.forecast is None else periods.moment(str(statement.forecast))
    if first is None:
        return [(text, periods.is_forecast(text)) for text in texts]
    found = [(text, (periods.moment(text) or first) >= first) for text in texts]
    return [(f"{text}{'E' if later else 'A'}" if kind in PERIODS else text, later) for text, later in found]


def wrong_forecast(statement: Statement, periods_shown: Sequence[str]) -> Iterator[Diagnostic]:
    """An error if what is said to be the first forecast is no period, or none that the statement shows."""
    if statement.forecast is None:
        return
    text, first = str(statement.forecast), periods.moment(str(statement.forecast))
    at = statement.forecast if isinstance(statement.forecast, Marked) else statement.data
    if first is None:
        message, remedy = f"forecasts cannot begin with '{text}', which is no period", "such as 2024, or 2024Q3"
    elif not any((periods.moment(one) or first) >= first for one in periods_shown):
        message, remedy = f"this statement ends before {text}", f"its last period is {periods_shown[-1]}"
    else:
        return
    yield Diagnostic(Level.ERROR, rules.OUTSIDE_CHART.id, message, at.mark, remedy, max(1, len(at.raw)))


def wrong_sums(
    statement: Statement, dataset: Dataset, frame: pd.DataFrame, names: Sequence[str]
) -> Iterator[Diagnostic]:
    """An error at each subtotal that its items do not make, in the periods called ``names``."""
    for item in statement.columns:
        if not item.sum_of:
            continue
        spec = dataset.spec.columns[str(item.column)]
        parts = [(name, sign, _factor(dataset.spec.columns[name], spec)) for name, sign in item.parts]
        if strange := next((name for name, _, factor in parts if factor is None), None):
            own, other = (_unit(dataset.spec.columns[name]) for name in (item.column, strange))
            message = f"'{item.column}' is in {own}, and '{strange}', of which it is to be the sum, in {other}"
            yield Diagnostic(Level.ERROR, rules.MIXED_UNITS.id, message, strange.mark, "", len(strange.raw))
            continue
        weights = [(str(name), sign * (factor or 0)) for name, sign, factor in parts]
        yield from _of_item(item, weights, dataset, frame, names)


def _of_item(
    item: StatementItem,
    weights: Sequence[tuple[str, float]],
    dataset: Dataset,
    frame: pd.DataFrame,
    names: Sequence[str],
) -> Iterator[Diagnostic]:
    column = str(item.column)
    cells = zip(frame.index, names, frame[column].tolist(), *(frame[part].tolist() for part, _ in weights), strict=True)
    for row, name, total, *given in cells:
        parts = [cell * weight for cell, (_, weight) in zip(given, weights, strict=True)]
        if math.isnan(total) or any(map(math.isnan, parts)):
            continue
        places = max(decimals_of(cell, 6) for cell in (total, *parts))
        difference = total - math.fsum(parts)
        if abs(difference) <= (len(weights) + 1) / 2 * 10.0**-places * (1 + 1e-6) + 1e-9 * abs(total):
            continue
        label = str(item.label or dataset.label(column))
        shown = telling_decimals([difference], common_decimals((total, *parts)))
        made = number(math.fsum(parts), shown, group=True)
        message = (
            f"{label} of {name} is {number(total, shown, group=True)}, and its items make {made}: "
            f"the difference is {number(difference, shown, group=True)}"
        )
        mark, width = dataset.place(int(row), column)
        remedy = "correct a number, or name the item that is missing in 'sum_of'"
        yield Diagnostic(Level.ERROR, rules.WRONG_SUBTOTAL.id, message, mark, remedy, width)


def _factor(part: Column, whole: Column) -> float | None:
    """The factor from the unit of an item to that of its sum; None if they are of different measures."""
    if ColumnType.PERCENT in (part.type, whole.type):
        return 1.0 if part.type is whole.type else None
    return units.factor(part.unit, whole.unit)


def _unit(column: Column) -> str:
    return "%" if column.type is ColumnType.PERCENT else column.unit or "no unit"
