"""A report about a period has no typed date of the period before.

After `report next`, such a date is what was not moved along: 截至 and a day of last week, last week as a whole, a
filter, a bound of a chart or a date in an expression. What is compared with (较4月19日), and single days on which
something happened, may be typed. As a week may have no issue, 截至 and ranges are compared with the period before that,
too.

PASS::

    period: week            # of 2024-04-26
    text: 截至{{ data.index_daily.newest | date }}，指数收于{{ last(data.index_daily, "close") }}点

FAIL::

    period: week            # of 2024-04-26
    text: 截至2024年4月19日，指数收于{{ last(data.index_daily, "close") }}点
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from yanbao import periods
from yanbao.diagnostics import Level, Marked
from yanbao.model.manuscript import Manuscript
from yanbao.model.project import LoadedReport
from yanbao.model.report import Parameter
from yanbao.periods import Span, moment, preceding
from yanbao.review.findings import Finding
from yanbao.review.reading.dates import Written, dates, days_of, earliest, latest, without_prefix
from yanbao.review.reading.sentences import clause_before, is_compared
from yanbao.rules import define

RULE = define("last-period", __doc__, "review", Level.WARNING)

_HELP = "if it is left from the last issue, let it move along: {{ period }}, period.start, data.NAME.newest"
_MOVED = frozenset({"date", "period", "outline", "file"})
"""Keys of report.yaml that `report next` moves, that hold no text, or that are read by themselves."""

_UNTIL = re.compile(r"截[至止]到?\s*$")
_SINCE = re.compile("以来")
_LABEL = re.compile(r"(?:收盘价?|点位|水平|余额|数据)\Z")
_SHORT = 20
"""Characters of a label."""
_EVENT = re.compile("(?:份)?[^，。；0-9]{0,4}(?:会议|发布|宣布|召开|印发|出台|上线|获批|议息|通知|公告)")
_SETTING = re.compile(r"[\s><=!.0-9-]*")
"""A text that is a date, or a condition or range of dates: a bound of a chart, a filter."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at each typed date of the period before that stands for the report's own."""
    days = manuscript.report.spec.days
    if days is None:
        return
    before = preceding(days)
    skipped = preceding(before)
    yield from _in_file(manuscript, days)
    for text in _texts(_as_written(manuscript)):
        for written in dates(text):
            first, last = days_of(written, f"{days[1].year}")
            is_before = before[0] <= first and last <= before[1] and _is_own(text, written, (first, last) == before)
            is_earlier = skipped[0] <= first and last <= skipped[1] and _is_about(text, written)
            if is_before or is_earlier:
                quote = text[written.start : written.end]
                message = f"'{quote}' is before the period of the report, {days[0]} to {days[1]}"
                yield Finding(text.locate(written.start), len(quote), quote, message, _HELP)


def _in_file(manuscript: Manuscript, days: Span) -> Iterator[Finding]:
    """A finding at the name of the report's files, if it has the date of an earlier issue."""
    name, issued = _as_written(manuscript).spec.file, moment(manuscript.report.spec.date)
    own = {*days, *(periods.days_of(issued) if issued else ())}
    for written in dates(without_prefix(name)) if name else ():
        if not written.has_year:
            continue
        first, last = earliest(written.first), latest(written.last)
        if name and (last < days[0] or (first == last and first < max(own) and first not in own)):
            quote = name[written.start : written.end]
            message = f"'{quote}' is of an earlier issue, whose files are replaced"
            yield Finding(
                name.locate(written.start), len(quote), quote, message, "let it move along: {{ report.date }}"
            )


def _as_written(manuscript: Manuscript) -> LoadedReport:
    """The report with its expressions, before they were evaluated."""
    own = manuscript.report
    return next((one for one in manuscript.project.reports if one.file == own.file), own)


def _texts(report: LoadedReport) -> Iterator[Marked]:
    """All that is written in the report's files, in expressions too."""
    fields = [getattr(report.spec, key) for key in type(report.spec).model_fields if key not in _MOVED]
    waiting: list[Any] = [*fields, *(section.spec for section in report.sections)]
    while waiting:
        match waiting.pop(0):
            case Marked() as text:
                yield text
            case BaseModel() as model:
                waiting += model.__dict__.values()
            case tuple() | list() as items:
                waiting += items
            case dict() as mapping:
                waiting += [_at(key, value) for key, value in mapping.items()]


def _at(key: Any, value: Any) -> Any:
    """A value of a mapping; a text without a place of its own stands at its key."""
    text = value.default if isinstance(value, Parameter) else value
    if isinstance(key, Marked) and isinstance(text, str) and not isinstance(text, Marked):
        return Marked(text, key.mark)
    return value


def _is_own(text: Marked, written: Written, is_whole: bool) -> bool:
    """Whether a date is what the report, a figure or an expression is about, and not what it is compared with."""
    if _SETTING.fullmatch(text) or _is_in_expression(text, written):
        return True
    if is_compared(text, written.start):
        return False
    since = _SINCE.match(text, written.end)
    is_event = is_whole and _EVENT.match(text, written.end)
    return (is_whole and not is_event) or since is not None or _is_about(text, written)


def _is_about(text: Marked, written: Written) -> bool:
    """Whether a date is said to be that of the numbers: 截至4月19日, 4月15日—19日, 4月19日收盘 as a label."""
    until = _UNTIL.search(clause_before(text, written.start))
    label = _LABEL.match(text, written.end) if len(text) <= _SHORT else None
    is_compared_with = is_compared(text, written.start)
    is_range = bool(written.joint) or (".." in text and _SETTING.fullmatch(text) is not None)
    return not is_compared_with and (is_range or until is not None or label is not None)


def _is_in_expression(text: Marked, written: Written) -> bool:
    """Whether a date is a text within an expression, or within the condition of a `when`."""
    return text[written.start - 1 : written.start] in {'"', "'"} and ("{{" in text or "(" in text)
