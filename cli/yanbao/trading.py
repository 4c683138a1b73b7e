"""Trading days: those of a list, or else Monday to Friday. Pure."""

from __future__ import annotations

import calendar
from bisect import bisect_right
from collections.abc import Collection, Sequence
from datetime import date


class TradingDays:
    """The days of a table in order; of days after its last, and without a table, Monday to Friday."""

    def __init__(self, days: Sequence[date] = (), name: str = "") -> None:
        self._days = sorted(days)
        self.name = name

    @property
    def words(self) -> str:
        return f"trading days of '{self.name}'" if self.name else "weekdays"

    def between(self, first: date, last: date) -> int:
        """How many trading days are after the first, up to the last."""
        if last <= first:
            return 0
        known = self._days[-1] if self._days else date.min
        count = bisect_right(self._days, last) - bisect_right(self._days, first)
        start = max(first, known)
        return count + (_weekdays(start, last) if last > start else 0)

    def missing(self, days: Collection[date]) -> list[date]:
        """The trading days of the table between the first and the last of some days that are none of them."""
        if not days or not self._days:
            return []
        first, last, present = min(days), max(days), set(days)
        return [day for day in self._days if first <= day <= last and day not in present]


def _weekdays(first: date, last: date) -> int:
    """How many weekdays are after the first day, up to the last."""

    def until(day: date) -> int:
        weeks, rest = divmod(day.toordinal(), 7)  # ordinal 1 was a Monday
        return weeks * 5 + min(rest, 5)

    return until(last) - until(first)


def last_day(moment: str) -> date:
    """The last day of a moment as a snapshot writes it: 2024-04-26, 2024-04, 2024Q1 or 2024."""
    if "Q" in moment:
        year, month = int(moment[:4]), int(moment[5]) * 3
    else:
        parts = [int(part) for part in moment.split("-")]
        if len(parts) == 3:
            return date(*parts)
        year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, calendar.monthrange(year, month)[1])
