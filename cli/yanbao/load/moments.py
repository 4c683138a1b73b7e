"""Parses dates: days, months, quarters and years as data terminals and databases write them. Pure.

A day may be followed by midnight, with or without its zone, or by its weekday. A month, quarter or year may also be
written as its first or last day. Ambiguous forms, such as 01/02/2024, need a declaration.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from yanbao.load.findings import shorten
from yanbao.load.likely import MONTHS, moment_remedy
from yanbao.load.trouble import CellError
from yanbao.model.dataset import ColumnType

_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_DAY = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日", re.ASCII)
_ORDERED = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})", re.ASCII)
_NAMED = re.compile(r"(?:(\d{1,2})[- ])?([A-Za-z]{3,9})\.?(?(1)[- ]| (\d{1,2}),? )(\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{4})[-/Mm]?(\d\d)|(\d{4})/(\d)|(\d{4})年(\d{1,2})月(?:份)?", re.ASCII)
_QUARTER = re.compile(
    r"(\d{4})[-/ ]?[Qq]([1-4])|[Qq]([1-4])[-/ ](\d{4})|([1-4])[Qq][-/ ]?(\d{4})|(\d{4})年?第?([一二三四1-4])季度?",
    re.ASCII,
)
_YEAR = re.compile(r"((?:1[89]|20|21)\d\d)年?", re.ASCII)

_CLOCK = re.compile(
    r"(?P<day>.*?[^ ])(?:T| ++)(?P<clock>\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?) ?(?P<zone>Z|UTC|[-+]\d\d:?\d\d)?", re.ASCII
)
_WEEKDAY = re.compile(
    r"(?P<day>[0-9](?:.*?[^,( ])?)(?:[,( ]++(?:周|星期|礼拜)?|周|星期|礼拜)(?P<name>[一二三四五六日天])\)?"
)
_WEEKDAYS = "一二三四五六日"
_LOOSE = re.compile(r"(\d{4})[.](\d{1,2})(?:[.](\d{1,2}))?", re.ASCII)


def read_moment(text: str, kind: ColumnType, order: str = "", zone: str = "") -> str:
    """The ISO date of a cell without full-width characters; for a period, its first day. Raises CellError."""
    try:
        return _READERS[kind](text, order, zone).isoformat()
    except ValueError:
        raise CellError(f"'{shorten(text)}' is not in the calendar") from None


def _day(text: str, order: str, zone: str) -> date:
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
        return date.fromisoformat(text)
    if found := _COMPACT.fullmatch(text):
        return date(*map(int, found.groups()))
    if found := _DAY.fullmatch(text):
        return date(*(int(part) for part in found.groups() if part and part not in "-/"))
    if found := _NAMED.fullmatch(text):
        return date(int(found[4]), _month_named(found[2], text), int(found[1] or found[3]))
    if found := _ORDERED.fullmatch(text):
        return _ordered(text, int(found[1]), int(found[3]), int(found[4]), order)
    if found := _CLOCK.fullmatch(text):
        return _of_clock(found, text, order, zone)
    if found := _WEEKDAY.fullmatch(text):
        day = _before(found["day"], text, order)
        if _WEEKDAYS[day.weekday()] != found["name"].replace("天", "日"):
            raise CellError(f"'{shorten(text)}' is not in the calendar: that day is 星期{_WEEKDAYS[day.weekday()]}")
        return day
    raise _unread(text, ColumnType.DATE)


def _ordered(text: str, first: int, second: int, year: int, order: str) -> date:
    if order:
        day, month = (first, second) if order == "day-first" else (second, first)
        return date(year, month, day)
    message = f"the order of day and month is not plain in '{shorten(text)}'"
    raise CellError(message, "declare the column `dates: month-first` or `dates: day-first`", "dates")


def _of_clock(found: re.Match[str], text: str, order: str, zone: str) -> date:
    day, clock = _before(found["day"], text, order), found["clock"]
    if zone and found["zone"]:
        sign = found["zone"].replace("Z", "+00:00").replace("UTC", "+00:00")
        moment = datetime.fromisoformat(f"{day.isoformat()}T{clock.zfill(5)}{sign}")
        return moment.astimezone(ZoneInfo(zone)).date()
    if clock.strip("0:.") == "":
        return day
    if found["zone"]:
        remedy = "declare the column's zone, such as `zone: America/New_York`, in which it is a date"
        raise CellError(f"expected a date, found the moment '{shorten(text)}'", remedy, "zone")
    message = f"expected a date such as 2024-04-26, found '{shorten(text)}', which has a time of day"
    raise CellError(message, "leave the time out where the table is made: a table has one row a day")


def _before(day: str, text: str, order: str) -> date:
    """The date in a cell that something else follows."""
    try:
        return _day(day, order, "")
    except CellError as error:
        raise error if error.declares else _unread(text, ColumnType.DATE) from None


def _month(text: str, order: str, zone: str) -> date:
    if found := _MONTH.fullmatch(text):
        year, month = (int(part) for part in found.groups() if part)
        return date(year, month, 1)
    if (day := _try_day(text, order, zone)) is None:
        raise _unread(text, ColumnType.MONTH)
    if day.day not in (1, monthrange(day.year, day.month)[1]):
        advice = "declare the column as 'date', or write the month alone"
        raise CellError(f"expected a month such as 2024-04, found the day '{shorten(text)}'", advice, "type")
    return day.replace(day=1)


def _quarter(text: str, order: str, zone: str) -> date:
    if found := _QUARTER.fullmatch(text):
        parts = [part for part in found.groups() if part]
        year, number = sorted(parts, key=len, reverse=True)
        return date(int(year), 3 * int("一二三四".find(number) + 1 or number) - 2, 1)
    if (day := _try_day(text, order, zone)) is None:
        raise _unread(text, ColumnType.QUARTER)
    start = day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    end = date(start.year, start.month + 2, monthrange(start.year, start.month + 2)[1])
    if day not in (start, end):
        message = f"expected a quarter such as 2024Q1, found '{shorten(text)}', neither its first day nor its last"
        raise CellError(message, "declare the column as 'date' or 'month'", "type")
    return start


def _year(text: str, order: str, zone: str) -> date:
    if found := _YEAR.fullmatch(text.removesuffix(".0")):
        return date(int(found[1]), 1, 1)
    day = _try_day(text, order, zone)
    if day is None or (day.month, day.day) not in ((1, 1), (12, 31)):
        raise _unread(text, ColumnType.YEAR)
    return day.replace(month=1, day=1)


def _try_day(text: str, order: str, zone: str) -> date | None:
    try:
        return _day(text, order, zone)
    except CellError as error:
        if error.declares:
            raise
        return None


def _month_named(name: str, text: str) -> int:
    if name[:3].lower() not in MONTHS:
        raise _unread(text, ColumnType.DATE)
    return MONTHS.index(name[:3].lower()) + 1


def _unread(text: str, kind: ColumnType) -> CellError:
    example, remedy = _EXAMPLES[kind], _serial_remedy(text) or moment_remedy(text, kind)
    if found := _LOOSE.fullmatch(text):
        parts = [part for part in found.groups() if part][: example.count("-") + 1]
        remedy = "write " + "-".join(part.zfill(2) for part in parts)
    return CellError(f"expected a date such as {example}, found '{shorten(text)}'", remedy)


_EXAMPLES = {
    ColumnType.DATE: "2024-04-26",
    ColumnType.MONTH: "2024-04",
    ColumnType.QUARTER: "2024Q1",
    ColumnType.YEAR: "2024",
}


def _serial_remedy(plain: str) -> str:
    """Help for a number between 20000 and 80000: perhaps an Excel serial date, which is all that CSV keeps."""
    if re.fullmatch(r"[2-7]\d{4}", plain, re.ASCII) is None:
        return ""
    day = date(1899, 12, 30) + timedelta(days=int(plain))
    return f"if it is a day as Excel counts them, it is {day.isoformat()}: format the cells as dates, and save again"


_READERS: Mapping[ColumnType, Callable[[str, str, str], date]] = {
    ColumnType.DATE: _day,
    ColumnType.MONTH: _month,
    ColumnType.QUARTER: _quarter,
    ColumnType.YEAR: _year,
}
