"""A table that had rows in the period before has rows in the period that the report is about.

After `report next` and before the new rows, the report says of the new period what the last row of the old one says. A
table with `as_of: newest` is compared: one by days with any period, one by months with a month or longer.

PASS::

    period: last month      # of 2024-02-12
    us_monthly: {as_of: newest, …}    # the last row is of 2024-01

FAIL::

    period: last month      # of 2024-02-12
    us_monthly: {as_of: newest, …}    # the last row is of 2023-12
"""

from __future__ import annotations

from collections.abc import Iterator

from yanbao.diagnostics import Level
from yanbao.model.dataset import NUMERIC, ColumnType
from yanbao.model.manuscript import Manuscript
from yanbao.periods import preceding
from yanbao.review.findings import Finding
from yanbao.review.reading.newest_rows import newest
from yanbao.rules import define

RULE = define("no-new-rows", __doc__, "review", Level.WARNING)

_LEAST = {ColumnType.DATE: 1, ColumnType.MONTH: 28}
"""Days of a period in which a table by days or by months has a row."""


def check(manuscript: Manuscript) -> Iterator[Finding]:
    """A finding at the `as_of` of each table that was not continued."""
    days = manuscript.report.spec.days
    if days is None:
        return
    before, length = preceding(days), (days[1] - days[0]).days + 1
    for dataset in manuscript.datasets:
        last = newest(dataset, days[1])
        has_numbers = any(column.type in NUMERIC for column in dataset.spec.columns.values())
        if not dataset.grows or last is None or not has_numbers or length < _LEAST.get(last.kind, length + 1):
            continue
        if before[0] <= last.day <= before[1]:
            message = f"'{dataset.name}' ends with {last.text}, before the period, {days[0]} to {days[1]}"
            mark = dataset.dated or dataset.mark
            yield Finding(mark, len("newest"), "newest", message, "add the new rows, or run: report data pull")
