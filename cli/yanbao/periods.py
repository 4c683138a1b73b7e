"""Parses periods as tables name them (2023A, 1Q24, 2024年上半年) into sortable moments. Pure."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

Moment = tuple[int, int]
"""Sort key of a period: ordinal of its last day, and minus that of its first, so the shorter of two sorts first."""

_FULL, _ANY, _SHORT = r"(?P<y>(?:19|20)\d\d)", r"(?P<y>(?:19|20)?\d\d)", r"(?P<y>\d\d)"
_JOINT = r"[年\-/. ]?"
_MONTH, _DAY = r"(?P<n>1[0-2]|0?[1-9])", r"(?P<d>3[01]|[12]\d|0?[1-9])"
_MONTH2, _DAY2 = r"(?P<n>1[0-2]|0[1-9])", r"(?P<d>3[01]|[12]\d|0[1-9])"
_NUMBER = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2, "中": 1}

_FORMS = [
    (kind, re.compile(pattern, re.IGNORECASE | re.ASCII))
    for kind, pattern in (
        ("year", rf"(?:FY|CY)?{_FULL}(?:年度?|FY)?"),
        ("year", rf"(?:FY|CY){_SHORT}"),
        ("year", rf"{_SHORT}(?:年度?|FY|[AEF])"),
        ("year", rf"{_ANY}年(?:年报|年度报告)"),
        ("half", rf"{_ANY}{_JOINT}H(?P<n>[12])"),
        ("half", rf"(?P<n>[12])H{_JOINT}{_ANY}"),
        ("half", rf"{_ANY}年?(?P<n>[上下])半年"),
        ("half", rf"{_ANY}年?(?P<n>中)报"),
        ("quarter", rf"{_ANY}{_JOINT}Q(?P<n>[1-4])"),
        ("quarter", rf"(?P<n>[1-4])Q{_JOINT}{_ANY}"),
        ("quarter", rf"Q(?P<n>[1-4])[ \-/]?{_ANY}"),
        ("quarter", rf"{_ANY}年?第?(?P<n>[一二三四1-4])季度?"),
        ("so far", rf"{_ANY}年?(?P<n>[一三])季报"),
        ("so far", rf"{_ANY}年?前(?P<n>[一二三四1-4])个?季度"),
        ("so far", rf"{_ANY}{_JOINT}Q1-Q?(?P<n>[2-4])"),
        ("months", rf"{_ANY}{_JOINT}1月?[-~—–至](?P<n>1[0-2]|[1-9])月"),
        ("months", rf"(?P<n>12|[369])M{_ANY}"),
        ("month", rf"{_FULL}[-/.年]{_MONTH}月?"),
        ("month", rf"{_SHORT}年{_MONTH}月"),
        ("month", rf"{_FULL}{_MONTH2}"),
        ("day", rf"{_FULL}[-/.年]{_MONTH}[-/.月]{_DAY}日?"),
        ("day", rf"{_FULL}{_MONTH2}{_DAY2}"),
    )
]
_CENTURY = 70
"""Two-digit years from here on belong to the 20th century."""

_TAIL = re.compile(r"[(（]?(?:[AEF]|预测|预计|实际)[)）]?$", re.IGNORECASE)
"""Suffix that marks actuals or estimates: 2024E, 2024年（预测）."""

_FORECAST = re.compile(r"[(（]?(?:[EF]|预测|预计)[)）]?$", re.IGNORECASE)


def is_forecast(text: str) -> bool:
    """True if a period says that it is a forecast: 2024E, 2024年（预测）."""
    return moment(text) is not None and bool(_FORECAST.search(unicodedata.normalize("NFKC", text).strip()))


def is_over(until: str, today: str) -> bool:
    """True if ``until``, an ISO day, month or year, has ended before ``today``; an empty one never ends."""
    return bool(until) and today[: len(until)] > until


@lru_cache(maxsize=4096)
def moment(text: str) -> Moment | None:
    """The moment at which a period with a year ends (2024Q1, 2024年E); None for any other text."""
    plain = unicodedata.normalize("NFKC", text).strip()
    for one in dict.fromkeys((plain, _TAIL.sub("", plain))):
        for kind, form in _FORMS:
            if found := form.fullmatch(one):
                return _moment(kind, found.groupdict())
    return None


def _moment(kind: str, parts: dict[str, str]) -> Moment | None:
    year = int(parts["y"])
    year += 0 if year > 99 else 2000 if year < _CENTURY else 1900
    digit = parts.get("n", "1")
    number = _NUMBER.get(digit) or int(digit)
    first, last = {
        "year": (1, 12),
        "half": (6 * number - 5, 6 * number),
        "quarter": (3 * number - 2, 3 * number),
        "so far": (1, 3 * number),
        "months": (1, number),
    }.get(kind, (number, number))
    try:
        start = date(year, first, int(parts.get("d", 1)))
        end = start if kind == "day" else date(year, last, calendar.monthrange(year, last)[1])
    except ValueError:  # 2023-02-30
        return None
    return end.toordinal(), -start.toordinal()


DATED = re.compile(
    # 2024年, 2024-04, 2024E, 2024; not 中证2000, 2024万
    r"(?<![0-9.证素])(?:19|20)[0-9]{2}(?:年|[-/.—－~至EAF]|(?![0-9.,%万亿元]))"
    # 20240426
    r"|(?<![0-9])(?:19|20)[0-9]{6}(?![0-9])"
    # 24年, 24Q1, 24E, 24/04
    r"|(?<![0-9.])[0-9]{2}(?:年|Q[1-4]|H[12]|[EA](?![A-Za-z])|[-/.](?:0[1-9]|1[0-2])(?![0-9]))"
    # 1Q24, FY2024, Q1, W12
    r"|(?:[1-4]Q|[12]H|FY|CY)'?(?:20)?[0-9]{2}(?![0-9])|Q[1-4](?![0-9A-Za-z])|W[0-9]{1,2}(?![0-9])"
    # 3月, 4月26日, Apr 26
    r"|(?<![0-9])(?:1[0-2]|0?[1-9])月(?!均|活|度)|[一二三四五六七八九十]月"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*[. -]?[0-9]"
)
"""A date or period with its year, month or quarter, possibly abbreviated, as captions print it."""

PRINTED = re.compile(
    DATED.pattern
    # periods that the date of the report completes, and those that stand for a series
    + r"|[前一二三四]季[度报]|[上下]半年|[中年季]报|[本上当今昨前去][日周月季年]|第[一二三四五六七八九十0-9]+[周季]"
    r"|历史(?!分位|百分)|历年|逐[年月季日]"
)
"""The same, or a period that the date of the report completes. Relative ones such as 年初至今 do not match."""

Span = tuple[date, date]
"""The first and last day of a period."""

CALENDAR = ("week", "month", "quarter", "year")
"""Words for periods around a day."""

_RANGE = re.compile(r"(\S+)\s*(?:\.\.|至|—)\s*(\S+)")


def span(text: str, day: date | None = None) -> Span | None:
    """The days of a period: ``2024Q1``, ``2024-04-22..2024-04-26``, or the week, month, quarter or year of a day.

    ``last week`` is the one before. None for any other text, and for a word without a day.
    """
    last, _, word = text.strip().rpartition(" ")
    if word in CALENDAR and last in ("", "last"):
        return None if day is None else _around(word, day, before=bool(last))
    if found := _RANGE.fullmatch(text.strip()):
        first, end = moment(found[1]), moment(found[2])
        if first is None or end is None or -first[1] > end[0]:
            return None
        return days_of(first)[0], days_of(end)[1]
    one = moment(text)
    return None if one is None else days_of(one)


def days_of(moment: Moment) -> Span:
    """The first and last day of a moment."""
    return date.fromordinal(-moment[1]), date.fromordinal(moment[0])


def _around(word: str, day: date, *, before: bool) -> Span:
    """The week, month, quarter or year that a day is in, or the one before."""
    if word == "week":
        monday = day - timedelta(days=day.weekday() + 7 * before)
        return monday, monday + timedelta(days=6)
    months = {"month": 1, "quarter": 3, "year": 12}[word]
    at = day.year * 12 + (day.month - 1) // months * months - months * before
    year, month = divmod(at + months - 1, 12)
    end = date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    return date(at // 12, at % 12 + 1, 1), end


def spoken(moment: Moment) -> str:
    """A moment in a message: 2024-04, 2024Q1, 2024; its days if it is none of these."""
    first, last = days_of(moment)
    months = months_of((first, last))
    if months in {1, 3, 12} and (first.month - 1) % months == 0:
        return {1: f"{first:%Y-%m}", 3: f"{first.year}Q{first.month // 3 + 1}", 12: f"{first.year}"}[months]
    return f"{first}" if first == last else f"{first}..{last}"


def moments(texts: Iterable[str]) -> list[Moment] | None:
    """The moments of all texts; None if there are no texts, or one of them is not a period with a year."""
    found = [moment(text) for text in texts]
    known = [one for one in found if one is not None]
    return known if known and len(known) == len(found) else None


def months_of(days: Span) -> int:
    """How many months a period is long; 0 if it is not whole months, such as a day."""
    first, last = days
    is_whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    return months_between(first, last) + 1 if is_whole else 0


def months_between(first: date, last: date) -> int:
    """How many calendar months one day is after another."""
    return (last.year - first.year) * 12 + last.month - first.month


def usual_step(ends: Sequence[date]) -> int:
    """How many months the rows of a table are apart whose periods end on these days, sorted, if none is missing.

    It is the least distance, a year at most; or that of all, if there are several: each second or fifth year.
    """
    gaps = [months_between(*pair) for pair in pairwise(ends)]
    return gaps[0] if len(gaps) > 1 and len({*gaps}) == 1 else min((_YEAR, *gaps))


_YEAR = 12


def year_before(days: Span) -> Span | None:
    """The same days of the year before, to the end of February if they go on to that; None for 29 February."""
    first, following = days[0], days[1] + timedelta(days=1)
    try:
        start, until = first.replace(year=first.year - 1), following.replace(year=following.year - 1)
    except ValueError:
        return None
    return start, until - timedelta(days=1)


def preceding(days: Span) -> Span:
    """The period before one: as many months before whole months, as many days before others."""
    (first, last), day = days, timedelta(days=1)
    months = months_of(days)
    if not months:
        return first - (last - first) - day, first - day
    year, month = divmod(first.year * 12 + first.month - 1 - months, 12)
    return date(year, month + 1, 1), first - day
