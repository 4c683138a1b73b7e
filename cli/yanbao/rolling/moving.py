"""When the next issue of a report is, and what it is about. Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from yanbao.diagnostics import Mark, SetupError
from yanbao.model.report import Report
from yanbao.periods import Span, days_of, moment, span

_WEEK = 7
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_QUARTER = re.compile(r"([0-9]{4})Q([1-4])")
_CALENDAR = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
_RANGE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(\s*(?:\.\.|至|—)\s*)([0-9]{4}-[0-9]{2}-[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Move:
    """A key of report.yaml that gets another value."""

    key: str
    old: str
    new: str
    mark: Mark


def next_date(spec: Report) -> str:
    """The date of the next issue: one period after the last. Raises SetupError if the report has no period."""
    if len(spec.date) < len("2024-04-26"):
        return _later(spec.date, 12 if len(spec.date) == len("2024") else 1)
    period = (spec.period or "").strip()
    word = period.rpartition(" ")[2]
    if word == "week":
        return f"{date.fromisoformat(spec.date) + timedelta(days=_WEEK)}"
    if months := _MONTHS.get(word) or _months_of(period):
        return _later(spec.date, months)
    if found := _RANGE.fullmatch(period):
        first, last = date.fromisoformat(found[1]), date.fromisoformat(found[3])
        weeks = -(-((last - first).days + 1) // _WEEK)
        return f"{date.fromisoformat(spec.date) + timedelta(days=_WEEK * weeks)}"
    raise SetupError("report.yaml does not say how often it comes out", "name the day: --date 2024-05-06")


def _months_of(period: str) -> int:
    """Months from a period to the next of its kind; 0 for days and ranges."""
    if _QUARTER.fullmatch(period):
        return 3
    return {len("2024"): 12, len("2024-04"): 1}.get(len(period), 0) if _CALENDAR.fullmatch(period) else 0


def next_period(period: str, old: str, new: str) -> str | None:
    """What an issue of ``new`` is about, if one of ``old`` was about a period; None if that says so by itself."""
    text = period.strip()
    if months := _months_of(text):
        between = _count(new) - _count(old)
        return _later(text, months * max(1, round(between / months)))
    if found := _RANGE.fullmatch(text):
        days = _first(new) - _first(old)
        return f"{date.fromisoformat(found[1]) + days}{found[2]}{date.fromisoformat(found[3]) + days}"
    return None


def _count(text: str) -> int:
    """The month of a date, counted from the year 0."""
    return int(text[:4]) * 12 + int(text[5:7] or 1)


def _first(text: str) -> date:
    year, month, day = (int(text[start : start + size] or 1) for start, size in ((0, 4), (5, 2), (8, 2)))
    return date(year, month, day)


def _later(text: str, months: int) -> str:
    """A year, quarter, month or day so many months later; the last day of a month stays one."""
    if found := _QUARTER.fullmatch(text):
        year, quarter = divmod(int(found[1]) * 4 + int(found[2]) - 1 + months // 3, 4)
        return f"{year:04}Q{quarter + 1}"
    year, month = divmod(_count(text) - 1 + months, 12)
    if len(text) == len("2024"):
        return f"{year:04}"
    if len(text) == len("2024-04"):
        return f"{year:04}-{month + 1:02}"
    was, now = calendar.monthrange(int(text[:4]), int(text[5:7]))[1], calendar.monthrange(year, month + 1)[1]
    day = now if int(text[8:]) == was else min(int(text[8:]), now)
    return f"{year:04}-{month + 1:02}-{day:02}"


def days_of_issue(spec: Report) -> Span:
    """The days that an issue is about: those of its period, and of its date."""
    own = moment(spec.date)
    first, last = days_of(own) if own else (_first(spec.date), _first(spec.date))
    about = span(spec.period, date.fromisoformat(spec.date) if own and first == last else None) if spec.period else None
    return (min(first, about[0]), max(last, about[1])) if about else (first, last)
