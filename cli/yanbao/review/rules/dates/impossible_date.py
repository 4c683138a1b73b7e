"""Every date exists in the calendar, and its weekday is right.

Finds 2月30日, 2023年2月29日, 2023年13月, 2024-04-31 and 2024年4月26日（周一）, which was a Friday. A weekday beside a
date without its year is checked against the report's year and the years next to it. Numbers that only look like
dates, such as 20241301, version numbers and codes, are ignored.

PASS::

    text: 公司于2024年4月26日（周五）披露年报，2月29日召开股东大会。

FAIL::

    text: 公司于2024年4月26日（周一）披露年报，2月30日召开股东大会。
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from yanbao.diagnostics import Level
from yanbao.model.manuscript import Manuscript, Passage
from yanbao.review.findings import Finding, on
from yanbao.review.reading.dates import dates, moment
from yanbao.review.reading.sentences import typed
from yanbao.rules import define

RULE = define("impossible-date", __doc__, "review", Level.WARNING)

_YEAR = r"(?:19|20)[0-9][0-9]"
_HAN = re.compile(
    rf"(?<![0-9])(?:(?P<year>{_YEAR})\s?年\s?)?(?<![0-9.])(?P<month>[0-9]{{1,2}})\s?月"
    r"(?:\s?(?:[0-9]{1,2}\s?[日号]?\s?[-–—~～至到、]\s?)?(?P<day>[0-9]{1,2})\s?[日号])?"
)
_ISO = re.compile(
    rf"(?<![\w.\-/])(?P<year>{_YEAR})(?P<sign>[-/.])(?P<month>[0-9]{{1,2}})(?P=sign)(?P<day>[0-9]{{1,2}})(?![\w\-/]|\.[0-9])",
    re.ASCII,
)

_WEEKDAY = re.compile(r"\s?[（(]?(?:周|星期|礼拜)([一二三四五六日天])(?!均)")
_WEEKDAYS = "一二三四五六日"


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A warning at each date that cannot be, and at each weekday that does not fit."""
    issued = manuscript.report.spec.date
    for passage in manuscript.passages:
        if "月" in passage.text or "20" in passage.text:
            yield from _impossible(passage)
            yield from _weekdays(passage, issued)


def _impossible(passage: Passage) -> Iterator[Finding]:
    for pattern in (_HAN, _ISO):
        for match in pattern.finditer(passage.text):
            year, month, day = match["year"] or "", match["month"], match["day"] or ""
            if moment(year, month, day) or not typed(passage, match) or not _is_meant(match):
                continue
            reason = _reason(year, int(month))
            yield on(passage, match.start(), match.end(), f"there is no date '{match[0]}'{reason}", "correct the date")


def _is_meant(match: re.Match[str]) -> bool:
    """Whether a date was meant: 2023-24-25 may be years, 2023.13.1 a version, 15月 a number of months."""
    month = int(match["month"])
    if match.re is _HAN:
        return bool(match["year"] or match["day"])
    return (1 <= month <= 12 and int(match["day"]) < 40) or (match["sign"] == "-" and month < 20)


def _reason(year: str, month: int) -> str:
    if not 1 <= month <= 12:
        return ""
    days = monthrange(int(year or 2000), month)[1]
    return f": {f'{year}年' if year else ''}{month}月 has {days} days"


def _weekdays(passage: Passage, issued: str) -> Iterator[Finding]:
    for written in dates(passage.text):
        match = _WEEKDAY.match(passage.text, written.end)
        if match is None or not written.is_day or not passage.is_typed(written.start, match.end()):
            continue
        said = _WEEKDAYS.index(match[1].replace("天", "日"))
        days = _days(written.last, issued)
        if days and said not in {day.weekday() for day in days}:
            right, level = days[0].weekday(), None if written.has_year else Level.HINT
            message = f"{days[0]} was not a '{match[0].strip(' （(')}'"
            remedy = f"it was a 周{_WEEKDAYS[right]}: correct the weekday or the date"
            yield on(passage, written.start, match.end(), message, remedy, level)


def _days(moment: str, issued: str) -> list[date]:
    """The day that is meant; without its year, the day of the report's year and of the years beside it."""
    if not moment.startswith("--"):
        return [date.fromisoformat(moment)] if len(moment) == len("2024-04-26") else []
    found = []
    for year in (int(issued[:4]), int(issued[:4]) - 1, int(issued[:4]) + 1):
        try:
            found.append(date.fromisoformat(f"{year}{moment[1:]}"))
        except ValueError:  # 29 February
            continue
    return found
