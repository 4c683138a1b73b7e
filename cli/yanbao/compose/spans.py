"""Selects the moment of a dataset that another is compared with."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from yanbao import periods
from yanbao.compose.values import ExpressionError, Words
from yanbao.diagnostics import closest
from yanbao.model.dataset import TIME, ColumnType
from yanbao.periods import Span

if TYPE_CHECKING:
    import pandas as pd

_YEAR_AGO_WITHIN = timedelta(days=10)
"""Tolerance for a row one year earlier: markets are closed for a week at most."""


@dataclass(frozen=True)
class DaysWords(Words):
    """A period in words; ``days`` is it as a filter takes it: 2024-04-22..2024-04-26."""

    days: str = ""


WORDS = ("previous", *periods.CALENDAR, "year-ago")
"""What a row can be compared with, besides dates and a number of rows."""

_MEANT = {
    **dict.fromkeys(("wtd", "week-to-date", "本周", "周初", "上周末"), "week"),
    **dict.fromkeys(("mtd", "month-to-date", "本月", "月初", "上月末"), "month"),
    **dict.fromkeys(("qtd", "quarter-to-date", "本季", "季初", "上季末"), "quarter"),
    **dict.fromkeys(("ytd", "year-to-date", "年初至今", "年初", "今年", "上年末"), "year"),
    **dict.fromkeys(("yoy", "year-over-year", "同比", "上年同期", "去年同期"), "year-ago"),
    **dict.fromkeys(("qoq", "mom", "环比", "last", "上期", "昨日"), "previous"),
}
"""What authors may write for ``WORDS``."""


def meant_word(text: str) -> str:
    """Which of ``WORDS`` is probably meant by what is no date or period; empty if none is."""
    if periods.moment(text) is not None:
        return ""
    return _MEANT.get(text.casefold(), "") or closest(text, WORDS)


FREQUENCIES = {ColumnType.DATE: "D", ColumnType.MONTH: "M", ColumnType.QUARTER: "Q", ColumnType.YEAR: "Y"}
"""pandas' names of the periods that a time column's cells are."""


def days_of(key: Any, kind: ColumnType) -> Span:
    """The first and last day of a value in a time column."""
    if kind not in TIME:
        return periods.days_of(key)
    period = key.to_period(FREQUENCIES[kind])
    return period.start_time.date(), period.end_time.date()


def compared_with(keys: pd.Series[Any], kind: ColumnType, end: Any, start: str | int, named: str) -> Any:
    """The key in ``keys`` that ``end`` is compared with.

    ``start`` is a number of rows back, or one of ``WORDS``; ``named`` is the end in messages. Raises ExpressionError if
    there is none.
    """
    length = periods.months_of(days_of(end, kind))
    before = sorted(
        key for key in {*keys} if key == key and key < end and periods.months_of(days_of(key, kind)) == length
    )
    if isinstance(start, int):
        if start < 1:
            raise ExpressionError(f"rows are counted back from 1, and this is {start}")
        if len(before) < start:
            raise ExpressionError(f"there are {len(before)} rows before {named}, not {start}")
        return before[-start]
    if start == "year-ago":
        return _year_ago(before, kind, end, named)
    around = periods.span(start, days_of(end, kind)[1]) or days_of(end, kind)
    step = periods.usual_step([days_of(key, kind)[1] for key in (*before, end)])
    before = [key for key in before if days_of(key, kind)[1] < around[0]]
    if not before:
        what = "row" if start == "previous" else f"row before the {start}"
        raise ExpressionError(f"there is no {what} of {named}")
    if length and periods.months_between(last := days_of(before[-1], kind)[1], around[0] - timedelta(days=1)) >= step:
        message = f"a row is missing between {named} and the one before it, which ends on {last}"
        raise ExpressionError(message, remedy="fill it in, or name the period that is compared with")
    if start in periods.CALENDAR and kind is ColumnType.DATE and around[0] - before[-1].date() > _NO_ROWS_FOR:
        message = f"the last row before the {start} of {named} is of {before[-1].date()}: rows are missing"
        raise ExpressionError(message, remedy="fill them in, or name the day that is compared with")
    return before[-1]


_NO_ROWS_FOR = timedelta(days=31)
"""Days before a period within which a table by days has its last row, even by months or before long holidays."""


def _year_ago(before: list[Any], kind: ColumnType, end: Any, named: str) -> Any:
    """The same period one year earlier; for days, the last one up to the same day."""
    first, last = map(_a_year_before, days_of(end, kind))
    if kind is ColumnType.DATE:
        found = [key for key in before if last - _YEAR_AGO_WITHIN <= key.date() <= last]
    else:
        found = [key for key in before if days_of(key, kind) == (first, last)]
    if not found:
        raise ExpressionError(f"there is no row of a year before {named}")
    return found[-1]


def _a_year_before(day: date) -> date:
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    most = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, most if is_last and day.month == 2 else min(day.day, most))
