"""A table that had rows in the periods before has rows in the period that the report is about, up to the same day.

After `report next` and before the new rows, the report says of the new period what the last row of the old one says. A
table with `as_of: newest` is compared: one by days with any period, one by months with a month or longer. Of tables by
days that ended on one day before the period, none ends earlier than another within it; a security of a table that
has no row in the period, though others have, is a hint.

PASS::

    period: last month      # of 2024-02-12
    us_monthly: {as_of: newest, …}    # the last row is of 2024-01

FAIL::

    period: last month      # of 2024-02-12
    us_monthly: {as_of: newest, …}    # the last row is of 2023-12
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from yanbao.diagnostics import Level
from yanbao.model.dataset import CODES, TIME, ColumnType, Dataset, spoken_of
from yanbao.model.manuscript import Manuscript
from yanbao.periods import Span, preceding
from yanbao.review.findings import Finding
from yanbao.review.reading.columns import Newest, newest, numbered, on_date
from yanbao.rules import define

RULE = define("no-new-rows", __doc__, "review", Level.WARNING)

_LEAST = {ColumnType.DATE: 1, ColumnType.MONTH: 28}
"""Days of a period in which a table by days or by months has a row."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the `as_of` of each table that was not continued."""
    days = manuscript.report.spec.days
    if days is None:
        return
    length = (days[1] - days[0]).days + 1
    ends = list[tuple[Dataset, Newest, Newest | None]]()
    for dataset in numbered(manuscript.datasets):
        last = newest(dataset, days[1])
        if not dataset.grows or last is None or length < _LEAST.get(last.kind, length + 1):
            continue
        if last.day >= days[0]:
            ends.append((dataset, last, newest(dataset, days[0] - timedelta(days=1))))
            yield from _stopped(dataset, days)
        elif _was_continued(dataset, last, preceding(days)):
            yield _finding(dataset, f"ends with {last.text}, before the period, {days[0]} to {days[1]}")
    yield from _uneven(ends)


def _was_continued(dataset: Dataset, last: Newest, days: Span) -> bool:
    """Whether the last row is of the period before, or of an earlier one and there are rows of the one before that."""
    if days[0] <= last.day:
        return True
    while last.day < days[0]:
        days = preceding(days)
    days = preceding(days)
    earlier = newest(dataset, days[1])
    return earlier is not None and earlier.day >= days[0]


def _stopped(dataset: Dataset, days: Span) -> Iterator[Finding]:
    """A hint at the last row of each security that has none in the period, though the table has."""
    codes = [name for name, column in dataset.spec.columns.items() if column.type in CODES]
    times = [name for name, column in dataset.spec.columns.items() if column.type in TIME]
    if len(codes) != 1 or len(times) != 1:
        return
    [code], [time] = codes, times
    for name, cells in dataset.frame.groupby(code, observed=True)[time]:
        known = cells.dropna()
        if len(known) and (end := known.max()).date() < days[0]:
            mark, width = dataset.place(known.index.tolist()[int(known.argmax())], code)
            message = (
                f"the rows of {name} end with {spoken_of(end, dataset.spec.columns[time].type)}, before the period"
            )
            remedy = "add its new rows, or say that it is not traded: a change since then is none of the period"
            yield Finding(mark, width, str(name), message, remedy, Level.HINT)


def _uneven(ends: Sequence[tuple[Dataset, Newest, Newest | None]]) -> Iterator[Finding]:
    """A finding at each table by days that ends before another, though they had ended together."""
    for dataset, last, before in ends:
        others = [
            (other, end)
            for other, end, earlier in ends
            if before and earlier and before.day == earlier.day and end.day > last.day
        ]
        if others and last.kind is ColumnType.DATE and all(end.kind is ColumnType.DATE for _, end in others):
            other, end = max(others, key=lambda one: one[1].day)
            yield _finding(dataset, f"ends with {last.text}, and '{other.name}' with {end.text}")


def _finding(dataset: Dataset, what: str) -> Finding:
    return on_date(dataset, "newest", f"'{dataset.name}' {what}", "add the new rows, or run: report data pull")
