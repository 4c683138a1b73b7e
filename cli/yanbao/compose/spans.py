"""Selects rows of a dataset by time: the newest, those up to a day, and the row to compare another with."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from yanbao.compose.values import ExpressionError
from yanbao.model.dataset import TIME, ColumnType, Dataset, written
from yanbao.model.timeline import moments, time_columns

if TYPE_CHECKING:
    import pandas as pd

SINCE: Mapping[str, Callable[[date], date]] = {
    "week": lambda day: day - timedelta(days=day.weekday()),
    "month": lambda day: day.replace(day=1),
    "quarter": lambda day: day.replace(month=(day.month + 2) // 3 * 3 - 2, day=1),
    "year": lambda day: day.replace(month=1, day=1),
}
"""The first day of a day's week, month, quarter or year: the last row before it is the base of comparison."""

_YEAR_AGO_WITHIN = timedelta(days=10)
"""Tolerance for a row one year earlier: markets are closed for a week at most."""

WORDS = ("previous", *SINCE, "year-ago")
"""What a row can be compared with, besides dates and a number of rows."""


def newest(dataset: Dataset) -> str:
    """The latest date or period of a dataset, formatted. Raises ExpressionError without a time column or rows."""
    times = time_columns(dataset, dataset.frame)
    if len(times) != 1:
        raise ExpressionError(f"dataset '{dataset.name}' has {len(times) or 'no'} columns of time, not one")
    kind = dataset.spec.columns[times[0]].type
    keys = moments(dataset.frame[times[0]].dropna(), kind)
    if keys is None or keys.empty:
        raise ExpressionError(f"column '{times[0]}' of '{dataset.name}' is empty")
    latest = max(keys)
    return written(latest, kind) if kind in TIME else str(dataset.frame[times[0]].loc[keys[keys == latest].index[0]])


def first_day(key: Any, kind: ColumnType) -> date:
    """The first day of a value in a time column."""
    return key.date() if kind in TIME else date.fromordinal(-key[1])


def last_day(key: Any, kind: ColumnType) -> date:
    """The last day of a value in a time column."""
    if kind not in TIME:
        return date.fromordinal(key[0])
    months = {ColumnType.MONTH: 1, ColumnType.QUARTER: 3, ColumnType.YEAR: 12}.get(kind)
    first: date = key.date()
    if months is None:
        return first
    month = first.month + months - 1
    return first.replace(month=month, day=calendar.monthrange(first.year, month)[1])


def compared_with(keys: pd.Series[Any], kind: ColumnType, end: Any, start: str | int, named: str) -> Any:
    """The key in ``keys`` that ``end`` is compared with.

    ``start`` is a number of rows back, or one of ``WORDS``; ``named`` is the end in messages. Raises ExpressionError if
    there is none.
    """
    before = sorted({key for key in keys if key == key and key < end})
    if isinstance(start, int):
        if start < 1 or len(before) < start:
            raise ExpressionError(f"there are {len(before)} rows before {named}, not {start}")
        return before[-start]
    if start == "year-ago":
        return _year_ago(before, kind, end, named)
    if start != "previous":
        boundary = SINCE[start](last_day(end, kind))
        before = [key for key in before if last_day(key, kind) < boundary]
    if not before:
        what = "row" if start == "previous" else f"row before the {start}"
        raise ExpressionError(f"there is no {what} of {named}")
    return before[-1]


def _year_ago(before: list[Any], kind: ColumnType, end: Any, named: str) -> Any:
    """The same period one year earlier; for days, the last one up to the same day."""
    first, last = _a_year_before(first_day(end, kind)), _a_year_before(last_day(end, kind))
    if kind is ColumnType.DATE:
        found = [key for key in before if last - _YEAR_AGO_WITHIN <= key.date() <= last]
    else:
        found = [key for key in before if (first_day(key, kind), last_day(key, kind)) == (first, last)]
    if not found:
        raise ExpressionError(f"there is no row of a year before {named}")
    return found[-1]


def _a_year_before(day: date) -> date:
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    most = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, most if is_last and day.month == 2 else min(day.day, most))
