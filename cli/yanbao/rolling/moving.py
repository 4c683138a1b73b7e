"""When the next issue of a report is, and what it is about. Pure."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from yanbao.diagnostics import Mark, SetupError, printable
from yanbao.model.report import Report
from yanbao.periods import Span, days_of, moment, span

_WEEK = 7
_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_QUARTER = re.compile(r"([0-9]{4})Q([1-4])")
_HALF = re.compile(r"([0-9]{4}年?)(H1|H2|上半年|下半年)")
_CALENDAR = re.compile(r"[0-9]{4}(?:-[0-9]{2})?")
_RANGE = re.compile(r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(\s*(?:\.\.|至|—)\s*)([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)")


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
    if days := span(period):
        first, last = days
        if months := _whole_months(first, last):
            return _later(spec.date, months)
        weeks = -(-((last - first).days + 1) // _WEEK)
        return f"{date.fromisoformat(spec.date) + timedelta(days=_WEEK * weeks)}"
    raise SetupError("report.yaml does not say how often it comes out", "name the day: --date 2024-05-06")


def _months_of(period: str) -> int:
    """Months from a period to the next of its kind; 0 for days and ranges."""
    if _QUARTER.fullmatch(period):
        return 3
    if _HALF.fullmatch(period):
        return 6
    return {len("2024"): 12, len("2024-04"): 1}.get(len(period), 0) if _CALENDAR.fullmatch(period) else 0


def next_period(period: str, old: str, new: str) -> str | None:
    """What an issue of ``new`` is about, if one of ``old`` was about a period; None if that says so by itself.

    Raises SetupError for a period of another form.
    """
    text = period.strip()
    if months := _months_of(text):
        between = _count(new) - _count(old)
        return _later(text, months * max(1, round(between / months)))
    if found := _RANGE.fullmatch(text):
        first, last = span(text) or (_first(found[1]), _first(found[3]))
        if months := _whole_months(first, last):
            later = months * max(1, round((_count(new) - _count(old)) / months))
            end = _later(f"{last:%Y-%m}", later)
            return f"{_later(found[1], later)}{found[2]}{_end_of_month(end) if found[3] == f'{last}' else end}"
        days = _first(new) - _first(old)
        return f"{first + days}{found[2]}{last + days}"
    if span(text):
        raise SetupError(f"the period '{printable(text)}' cannot be moved", "write it as 2024-04-22..2024-04-26")
    return None


def _whole_months(first: date, last: date) -> int:
    """How many months a range is; 0 if it does not begin with one and end with one."""
    is_whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    return (last.year - first.year) * 12 + last.month - first.month + 1 if is_whole else 0


def _end_of_month(month: str) -> str:
    return f"{month}-{calendar.monthrange(int(month[:4]), int(month[5:7]))[1]:02}"


def _count(text: str) -> int:
    """The month of a date, counted from the year 0."""
    return int(text[:4]) * 12 + int(text[5:7] or 1)


def _first(text: str) -> date:
    year, month, day = (int(text[start : start + size] or 1) for start, size in ((0, 4), (5, 2), (8, 2)))
    return date(year, month, day)


def _later(text: str, months: int) -> str:
    """A year, half, quarter, month or day so many months later; the last day of a month stays one."""
    if found := _HALF.fullmatch(text):
        kind = ("H1", "H2") if "H" in found[2] else ("上半年", "下半年")
        year, half = divmod(int(found[1][:4]) * 2 + kind.index(found[2]) + months // 6, 2)
        return f"{year:04}{found[1][4:]}{kind[half]}"
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


@dataclass(frozen=True, slots=True)
class Issue:
    """The days of an issue's date, and those that it is about: of its period, or else of its date."""

    issued: Span
    about: Span


def issue_of(spec: Report) -> Issue:
    """The days of an issue."""
    own = moment(spec.date)
    issued = days_of(own) if own else (_first(spec.date), _first(spec.date))
    day = issued[0] if issued[0] == issued[1] else None
    return Issue(issued, (span(spec.period, day) if spec.period else None) or issued)
