"""Reads dates as Chinese reports write them: days, months, quarters, half-years and ranges.

A moment is ISO text as exact as it was written: ``2024``, ``2024-04``, ``2024-04-26``; without its year ``--04-26``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from yanbao.addresses import without_addresses


class Form(StrEnum):
    """A way of writing dates, by an example."""

    HAN = "2024年4月26日"
    DASH = "2024-04-26"
    DOT = "2024.04.26"
    SLASH = "2024/4/26"
    COMPACT = "20240426"
    QUARTER = "2024Q1"


@dataclass(frozen=True, slots=True)
class Written:
    """A date or range at ``start`` to ``end`` of a text, from moment ``first`` to ``last`` (the same, if no range).

    ``is_padded`` tells whether one-digit months and days have a zero, None if there are none. ``joint`` joins the ends
    of a range, empty for what is none; the end of a short range leaves out what its start says.
    """

    start: int
    end: int
    form: Form
    first: str
    last: str
    is_padded: bool | None = None
    joint: str = ""
    is_short: bool = False

    @property
    def has_year(self) -> bool:
        return not self.first.startswith("--")

    @property
    def is_day(self) -> bool:
        return self.first.lstrip("-").count("-") == (2 if self.has_year else 1)


_YEAR = r"(?:19|20)[0-9][0-9]"
_BEFORE = r"(?<![0-9.\-/A-Za-z_#])"
_SHAPES = {
    Form.QUARTER: rf"(?:{_YEAR}年?|[0-9][0-9]年?)?\s?"
    r"(?:第?[一二三四1-4]季度|前三季度|[上下]半年|Q[1-4]|H[12])(?![0-9A-Za-z])"
    rf"|[1-4]Q[0-9][0-9](?![0-9])|(?:{_YEAR}年?|[0-9][0-9]年)?年[末底]|{_YEAR}年?[末底]",
    Form.HAN: rf"(?:{_YEAR}\s?年\s?)?[0-9]{{1,2}}\s?月(?:\s?[0-9]{{1,2}}\s?[日号]|份)?|{_YEAR}\s?年(?!期)",
    Form.DASH: rf"{_YEAR}-[0-9]{{1,2}}-[0-9]{{1,2}}(?![0-9\-/A-Za-z_]|\.[0-9])"
    rf"|{_YEAR}-(?:0[1-9]|1[0-2])(?![0-9\-/A-Za-z_]|\.[0-9])",
    Form.SLASH: rf"{_YEAR}/[0-9]{{1,2}}/[0-9]{{1,2}}(?![0-9/A-Za-z_]|\.[0-9])"
    rf"|{_YEAR}/(?:0[1-9]|1[0-2])(?![0-9/A-Za-z_]|\.[0-9])",
    Form.DOT: rf"{_YEAR}\.[0-9]{{1,2}}\.[0-9]{{1,2}}(?![0-9/A-Za-z_]|\.[0-9])",
    # not an amount, a code or a part of a number
    Form.COMPACT: rf"{_YEAR}[01][0-9][0-3][0-9](?![0-9%,_A-Za-z元股份吨台辆人家次点美港万亿千百]|\.[0-9A-Za-z])",
}
_DATE = re.compile(_BEFORE + "(?:" + "|".join(f"(?P<{form.name}>{shape})" for form, shape in _SHAPES.items()) + ")")

_JOINT = r"\s?(?P<joint>-|–|——?|~|～|－|至|到)\s?"
_TAILS = {
    Form.HAN: r"(?P<year>[0-9]{4}年)?(?:(?P<month>[0-9]{1,2})\s?月)?(?:(?P<day>[0-9]{1,2})\s?[日号])?(?<=[月日号])",
    Form.DASH: r"(?P<year>[0-9]{4}-)?(?P<month>[0-9][0-9]?)(?:-(?P<day>[0-9][0-9]?))?(?![0-9\-])",
    Form.SLASH: r"(?P<year>[0-9]{4}/)?(?:(?P<month>[0-9][0-9]?)/)?(?P<day>[0-9][0-9]?)(?![0-9/])",
    Form.DOT: r"(?P<year>[0-9]{4}\.)?(?:(?P<month>[0-9][0-9]?)\.)?(?P<day>[0-9][0-9]?)(?![0-9%]|\.[0-9])",
    Form.COMPACT: r"(?P<year>[0-9]{4}(?=[0-9]{4}))?(?P<month>[0-9][0-9](?=[0-9][0-9]))?(?P<day>[0-9][0-9])(?![0-9])",
}
_TAIL = {form: re.compile(_JOINT + tail) for form, tail in _TAILS.items()}
# 1-3月, 4月10-13日: the start has no word of its own
_HAN_SHORT = re.compile(
    rf"{_BEFORE}(?P<year>{_YEAR}年)?(?P<first>[0-9]{{1,2}})\s?(?:-|–|—|~|～|至|到)\s?(?P<last>[0-9]{{1,2}})月(?:份)?"
    rf"|{_BEFORE}(?P<year2>{_YEAR}年)?(?P<month>[0-9]{{1,2}})月(?P<first2>[0-9]{{1,2}})\s?(?:-|–|—|~|～|至|到)\s?(?P<last2>[0-9]{{1,2}})[日号]"
)
_WORDS = {
    **dict.fromkeys(("一季度", "1季度", "Q1", "1Q"), (1, 3)),
    **dict.fromkeys(("二季度", "2季度", "Q2", "2Q"), (4, 6)),
    **dict.fromkeys(("前三季度",), (1, 9)),
    **dict.fromkeys(("三季度", "3季度", "Q3", "3Q"), (7, 9)),
    **dict.fromkeys(("四季度", "4季度", "Q4", "4Q"), (10, 12)),
    **dict.fromkeys(("上半年", "H1"), (1, 6)),
    **dict.fromkeys(("下半年", "H2"), (7, 12)),
    **dict.fromkeys(("末", "底"), (12, 12)),
}


@lru_cache(maxsize=8192)
def dates(text: str) -> tuple[Written, ...]:
    """The dates of a text in order. What no calendar has, such as 2月30日, is none, and neither is part of a URL."""
    return tuple(_read(without_addresses(text, "_")))


def whole(text: str) -> Written | None:
    """The date or range that a text consists of, if it does."""
    found = dates(text.strip())
    return found[0] if len(found) == 1 and found[0].end - found[0].start == len(text.strip()) else None


def leading(text: str) -> Written | None:
    """The date or range that a text begins with, behind an opening bracket if there is one."""
    found = dates(text)
    return found[0] if found and not text[: found[0].start].strip(" （(【[“") else None


_BOUND = re.compile(r"[。！？!?；;\n]")
_REACH = 150


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The text before and after a position, limited to its clause and to a maximum distance."""
    before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return _BOUND.split(before)[-1], _BOUND.split(behind)[0]


def _read(text: str) -> Iterator[Written]:
    shorts = _HAN_SHORT.finditer(text)
    short = next(shorts, None)
    at = 0
    while match := _DATE.search(text, at):
        at = match.end()
        while short and short.end() <= match.start():
            short = next(shorts, None)
        if short and short.start() <= match.start():
            at = short.end()
            if written := _short(short):
                yield written
        elif written := _single(match):
            tail = _TAIL[written.form].match(text, at) if written.form in _TAIL else None
            ranged = _ranged(written, tail) if tail else None
            at = ranged.end if ranged else at
            yield ranged or written


def _short(match: re.Match[str]) -> Written | None:
    year = (match["year"] or match["year2"] or "").removesuffix("年")
    if match["month"]:
        first, last = (moment(year, match["month"], match[end]) for end in ("first2", "last2"))
    else:
        first, last = moment(year, match["first"]), moment(year, match["last"])
    if first is None or last is None:
        return None
    return Written(match.start(), match.end(), Form.HAN, first, last, joint="-", is_short=True)


def _single(match: re.Match[str]) -> Written | None:
    form = Form[match.lastgroup or ""]
    if form is Form.QUARTER:
        return _quarter(match)
    parts = [match[0][:4], match[0][4:6], match[0][6:]] if form is Form.COMPACT else re.findall(r"[0-9]+", match[0])
    if len(parts[0]) != 4:
        parts.insert(0, "")
    if (first := moment(*parts)) is None:
        return None
    return Written(match.start(), match.end(), form, first, first, _padding(parts[1:]))


def _quarter(match: re.Match[str]) -> Written:
    text = match[0]
    months = next(months for word, months in _WORDS.items() if word in text)
    digits = re.search(rf"{_YEAR}|[0-9][0-9]", text)
    year = ("" if digits is None else digits[0] if len(digits[0]) == 4 else "20" + digits[0]) or "-"
    first, last = (f"{year}-{month:02}" for month in months)
    return Written(match.start(), match.end(), Form.QUARTER, first, last)


def _ranged(start: Written, tail: re.Match[str]) -> Written | None:
    """A date with the end of its range."""
    year, month, day = (tail[name] or "" for name in ("year", "month", "day"))
    own = start.first.replace("--", "-").split("-")
    is_short = not (year or not start.has_year) or not month
    last = moment(year[:4] or own[0], month or own[1] if len(own) > 1 else month, day)
    if last is None or (year == "" and last < start.first) or len(last) < len(start.first):
        return None
    padded = start.is_padded if start.is_padded is not None else _padding([month, day])
    return Written(
        start.start, tail.end(), start.form, start.first, last, padded, tail["joint"], is_short and start.is_day
    )


def moment(year: str, month: str = "", day: str = "") -> str | None:
    """A moment in ISO form from its numbers; None if there is no such day or month."""
    if not month:
        return year or None
    try:
        date(int(year or 2000), int(month), int(day or 1))  # any leap year, if none is given
    except ValueError:
        return None
    return f"{year or '-'}-{int(month):02}" + (f"-{int(day):02}" if day else "")


def _padding(parts: list[str]) -> bool | None:
    small = [len(part) == 2 for part in parts if part and int(part) < 10]
    return all(small) if small else None


def earliest(period: str) -> date:
    """The first day of a year, month or day."""
    return date.fromisoformat((period + "-01-01")[:10])


def latest(period: str) -> date:
    """The last day of a year, month or day."""
    if len(period) == len("2024-04-26"):
        return date.fromisoformat(period)
    first = earliest(period)
    if len(period) == len("2024"):
        return first.replace(month=12, day=31)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def agree(one: str, other: str) -> bool:
    """Whether one moment equals, or is a less precise form of, the other."""
    return one.startswith(other) or other.startswith(one)


def days_of(written: Written, year: str) -> tuple[date, date]:
    """The first and last day of a date; without its year, it is one of a given year."""
    given = "" if written.has_year else year
    first, last = (moment if not given else f"{given}{moment[1:]}" for moment in (written.first, written.last))
    return earliest(first), latest(last)


_PREFIX = re.compile(r"[A-Za-z_]+[-_]?(?=(?:19|20)[0-9][0-9])")


def without_prefix(name: str) -> str:
    """The name of a file with blanks for the letters before a date: weekly-2024-04-26."""
    return _PREFIX.sub(lambda found: " " * len(found[0]), name)
